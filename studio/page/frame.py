"""What every page has: the title line and the player."""

import runpy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated

import streamlit as st

from lessons.link import LESSON, SHEET
from studio import player
from studio.page import address, edit, handles, language
from studio.page.shown import Shown
from words import Message, say

ROUTER = Path(__file__).parents[2] / "router.py"
# The container of a page that stays in sight on the stage, with the player; look/stage.css knows it by this key.
ON_STAGE = "stage"


def enter(page: str) -> None:
    """The first line of every page, with its name: the address is read, and the page gets its frame.

    Streamlit takes a folder called `pages` for the pages of an app without a router until a router has
    run once, and then opens the page of the first link by itself. In that case go in by the front door,
    which finds the way to the same page.
    """
    if not st.session_state.get("entered"):
        runpy.run_path(str(ROUTER), run_name="__main__")
        st.stop()
    # Before anything is sent that a reader could answer.
    address.arrive(page)
    language.arrive()
    link = address.kept(page)
    language.switch("/".join((page, link.get(LESSON, ""), link.get(SHEET, ""))))


def mark_entered() -> None:
    """Called by router.py: pages that run from now on have their frame."""
    st.session_state["entered"] = True


def title(text: Annotated[Message, "page"]) -> None:
    """The page's one heading."""
    st.header(say(text, "page"), anchor=False)


def play(
    shown: Shown,
    on_change: Callable[[int], None] | None = None,
    question: player.Question | None = None,
    on_reveal: Callable[[], None] | None = None,
    worked: player.Worked | None = None,
    tells: str = "",
) -> None:
    """The player with the page's scene; then the address bar says what is on show.

    With `on_change(step)` the player offers to change η from the step on show. With a `question` its run is to be
    predicted; `on_reveal()` is called when what is covered is to be seen. What is `worked` out
    stands beside the picture. What the page `tells` of the scene (`panels/in_hand.py`) follows the hand.
    """

    def on_start(x: float, y: float) -> None:
        shown.change(partial(edit.set_start, x=x, y=y))

    wishes = player.Wishes(
        start=on_start,
        moved=lambda hands: shown.change(lambda scene: handles.moved(scene, hands)),
        choose=lambda name, value: shown.change(partial(edit.choose, name=name, value=value)),
        knob=lambda place, id, value: shown.change(partial(edit.set_knob, place=place, id=id, value=value)),
        vary=lambda place, id: shown.change(partial(edit.set_varied, place=place, id=id)),
        marks=shown.setter(edit.set_marks, "marks"),
        change=on_change,
        reveal=on_reveal,
    )
    with _coming(shown):
        player.show(shown.scene, f"{shown.page} player", wishes, language.said(), question, worked, tells)
    shown.write_url()


@contextmanager
def _coming(shown: Shown) -> Iterator[None]:
    """Over the picture before, where it takes long (look/frame.css), that another one is on its way."""
    key, scene = f"{shown.page} drawn", shown.scene
    with st.container(key="coming"):
        place = st.empty()
    if st.session_state.get(key) != scene:
        place.html(f'<p class="coming" role="status">{say("This picture is being computed …")}</p>')
    yield
    place.empty()
    st.session_state[key] = scene
