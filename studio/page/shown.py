"""What a page has on show, as a link: the one truth, kept in the session as strings and written to the URL.

One direction only: link → scene → controls and player. A control or the player changes the link in
a callback, before the page runs again. The link of each page is its own.
"""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from scenes import Scene, from_link, to_link

Link = dict[str, str]


class Shown:
    """The scene of a page, and the only way to change it."""

    def __init__(self, page: str, default: Scene) -> None:
        """Opens the page's scene: a URL that was typed, opened, or gone back to wins over what was shown."""
        self.page, self.default = page, default
        state = st.session_state
        asked: Link = {key: st.query_params[key] for key in st.query_params}
        kept: Link | None = state.get(f"{page} link")
        edited = state.pop(f"{page} edited", False)
        # A rerun that comes from a control may still carry the URL from before the last change.
        if asked and asked != kept and not edited:
            self.scene, self.wrong = from_link(asked, default)
        else:
            self.scene, _ = from_link(kept or {}, default)
            self.wrong = [] if edited else state.get(f"{page} wrong", [])
        state[f"{page} wrong"] = self.wrong
        self._keep(self.scene)

    def write_url(self) -> None:
        """Put the scene's link into the address bar, if it is not there yet."""
        link = to_link(self.scene)
        if {key: st.query_params[key] for key in st.query_params} != link:
            st.query_params.from_dict(link)

    def change(self, edit: Callable[[Scene], Scene]) -> None:
        """To be called in a callback: the page runs again with the edited scene."""
        # Two controls may have moved before the page runs again: the second edit builds on the first.
        self.scene = edit(self.scene)
        self._keep(self.scene)
        self.hold()

    def hold(self) -> None:
        """To be called in a callback: the page runs again with the scene it has, whatever the URL still says."""
        st.session_state[f"{self.page} edited"] = True

    def setter(self, edit: Callable[..., Scene], name: str, **fixed: object) -> Callable[[Any], None]:
        """A callback for a control: `edit(scene, **fixed)` with the control's value as the argument `name`."""

        def changed(value: object) -> None:
            self.change(partial(edit, **fixed, **{name: value}))

        return changed

    def _keep(self, scene: Scene) -> None:
        st.session_state[f"{self.page} link"] = to_link(scene)
