"""What every page has: the title line, what was wrong with the link, and the player."""

import re
from functools import partial

import streamlit as st

from scenes.scene import Clock
from studio import edit, player
from studio.state import Shown
from words import say


def title(text: str) -> None:
    """The page's one heading."""
    st.header(say(text), anchor=False)


def report(shown: Shown) -> None:
    """One line for each thing in the link that was wrong."""
    if shown.wrong:
        st.warning("  \n".join(plain(sentence) for sentence in shown.wrong[:4]))


def play(shown: Shown) -> None:
    """The player with the page's scene; then the address bar says what is on show."""

    def on_start(x: float, y: float) -> None:
        shown.change(partial(edit.set_start, x=x, y=y))

    def on_clock(clock: str) -> None:
        known: dict[str, Clock] = {"linear": "linear", "log": "log"}
        shown.change(partial(edit.set_clock, clock=known.get(clock, "linear")))

    player.show(shown.scene, f"{shown.page} player", on_start, on_clock)
    shown.write_url()


def plain(text: str) -> str:
    """Text that may hold a user's words, for Markdown: nothing in it is a link, a picture or a formula."""
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:&-])", r"\\\1", text)
