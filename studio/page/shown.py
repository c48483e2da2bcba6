"""What a page has on show, as a link: the one truth, kept in the session as strings and written to the address bar.

One direction only: link → scene → controls and player. A control or the player changes the link in
a callback, before the page runs again. The link of each page is its own.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import streamlit as st

from scenes import Scene, from_link, to_link
from studio.page import address, language
from words import say


class Shown:
    """The scene of a page, and the only way to change it.

    It is read from the session whenever it is asked for. A callback may belong to an earlier run of the page than
    the one in which the last change was made, and must build on that change all the same.
    """

    def __init__(self, page: str, default: Scene, own: Mapping[str, str] | None = None) -> None:
        """`own` are words of the page's link that are no scene's; those that are empty are left out of it."""
        self.page, self.default, self.own = page, default, own or {}
        self._read: tuple[address.Link, tuple[Scene, list[str]]] | None = None

    @property
    def scene(self) -> Scene:
        """What is on show."""
        return self._opened()[0]

    @property
    def wrong(self) -> list[str]:
        """A sentence for each thing in the link that was asked for and is not on show."""
        return [*self._opened()[1], *language.wrong()]

    def write_url(self) -> None:
        """Put the page's address into the address bar.

        In every run: what the browser has sent need not be what stands in its bar by now. It leaves alone what is
        there already.
        """
        st.query_params.from_dict(address.named(self.page, self._link(self.scene)))

    def change(self, edit: Callable[[Scene], Scene]) -> None:
        """To be called in a callback: the page runs again with the edited scene."""
        language.renew()
        address.keep(self.page, self._link(edit(self.scene)))

    def setter(self, edit: Callable[..., Scene], name: str, **fixed: object) -> Callable[[Any], None]:
        """A callback for a control: `edit(scene, **fixed)` with the control's value as the argument `name`."""

        def changed(value: object) -> None:
            self.change(partial(edit, **fixed, **{name: value}))

        return changed

    def _link(self, scene: Scene) -> address.Link:
        return {key: text for key, text in self.own.items() if text} | to_link(scene)

    def _opened(self) -> tuple[Scene, list[str]]:
        link = address.kept(self.page)
        if self._read is None or self._read[0] != link:
            self._read = link, self._open(dict(link))
        return self._read[1]

    def _open(self, link: address.Link) -> tuple[Scene, list[str]]:
        whose = link.pop(address.NAME, self.page)
        if whose == self.page:
            return from_link({key: text for key, text in link.items() if key not in self.own}, self.default)
        message = "This address is for another page; take page={page} out of it to open its scene here."
        return self.default, [say(message, page=whose[:64])]
