"""The map of a page: the scene that any page has, and the words of the link that make a map of it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st

from scenes import MAX_RUNS, Scene, new_run, to_link
from scenes.maps import Axis, Map, run_at
from scenes.maps.link import WORDS, read, words_of
from studio.page import address
from studio.page.shown import Shown

SCENE = Scene("himmelblau", (), (4.2, 4.0), 300, (new_run("momentum", eta=0.01),))
"""What the page begins with: a map whose border is folded."""


class Mapped(Shown):
    """What is on show, as `Shown`; with another kind, surface or method the axes are again the usual ones."""

    def __init__(self, page: str) -> None:
        super().__init__(page, SCENE, {key: address.kept(page).get(key, "") for key in WORDS})

    @property
    def map(self) -> Map:
        """The map on show."""
        return self._made()[0]

    @property
    def wrong(self) -> list[str]:
        """A sentence for each thing in the link that was asked for and is not on show."""
        return [*super().wrong, *self._made()[1]]

    def set(self, **words: str) -> None:
        """To be called in a callback: the page runs again with other words; an empty one is what is usual."""
        self.own = dict.fromkeys(WORDS, "") | self._words() | words
        self.change(lambda scene: scene)

    def afresh(self, edit: Callable[..., Scene], name: str) -> Callable[[Any], None]:
        """A callback for a control after which the axes may be of numbers that are no more: as `setter`."""

        def changed(value: object) -> None:
            self.own = dict.fromkeys(WORDS, "") | self._words() | {"across": "", "up": ""}
            self.change(lambda scene: edit(scene, **{name: value}))

        return changed

    def zoom(self, across: Axis, up: Axis) -> None:
        """To be called in a callback: another part of the same map."""
        words = words_of(replace(self.map, across=across, up=up))
        # A map over rates has no second number.
        self.set(across=words["across"], up=words["up"] if self.map.over != "rates" else "")

    def open(self, column: int, row: int, size: int) -> None:
        """To be called in a callback: the run at a point is that of the scene. The map stays what it is."""
        map = self.map
        high = len(map.methods) if map.over == "rates" else size
        there = run_at(map, min(max(column, 0), size - 1), min(max(row, 0), high - 1), size)
        (run, *_), others = there.runs, [one for one in map.scene.runs if one.optimizer != there.runs[0].optimizer]
        runs = (run, *others)[:MAX_RUNS] if map.over == "rates" else there.runs
        self.own = dict.fromkeys(WORDS, "") | self._words()
        self.change(lambda scene: replace(there, runs=runs, steps=scene.steps))

    def write_url(self) -> None:
        """Put the page's address into the address bar, with what is on show in place of what was wrong."""
        st.query_params.from_dict(address.named(self.page, self._words() | to_link(self.scene)))

    def _words(self) -> dict[str, str]:
        """Of the words that were given what is on show."""
        words = words_of(self.map)
        return {key: words[key] for key in self._given()}

    def _given(self) -> dict[str, str]:
        link = address.kept(self.page)
        return {key: link[key] for key in WORDS if link.get(key)}

    def _made(self) -> tuple[Map, list[str]]:
        return read(self._given(), self.scene)
