"""The table of contents: every claim of the lecture in its order, each one click from its picture."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated

import streamlit as st

from lessons import CLAIMS, LESSONS, TITLES, Claim
from lessons.exercises import EXERCISES
from lessons.link import MINE, OUTLINE, words
from lessons.sheets import of_lesson
from scenes import Scene, to_link
from studio.look.inline import inline
from studio.page import address, broken_link, frame, language
from words import Message, say

BESIDE_NAMES: dict[str, Annotated[Message, "page"]] = {MINE: "My lesson", OUTLINE: "Outline"}
"""What the page shows beside lessons and contents."""
STILLS = Path(__file__).parents[3] / "lessons" / "stills"  # made by tools/stills.py


def show(*, predict: bool) -> None:
    """All parts of the lecture with their claims; then the address bar says that these are the contents."""
    own = {key: text for key, text in words(predict=predict).items() if text}
    setting, *ways = st.columns([4, 1, 1], vertical_alignment="center")
    with setting:
        switch("", {}, predict=predict)
    for way, (id, name) in zip(ways, BESIDE_NAMES.items(), strict=True):
        way.button(say(name, "page"), key=f"lessons {id}", on_click=partial(go, id, predict=predict), width="stretch")
    st.markdown(say("Every claim of the lecture, in the order of its slides: one click shows it."))
    with st.container(key="lessons list"):
        left, right = st.columns(2)
        half = (len(TITLES) + 1) // 2
        for place, id in enumerate(TITLES, 1):
            with (left if place <= half else right).container(border=True):
                _part(place, id, predict=predict)
        with right.container(border=True):
            st.markdown(f"**{say('Exercises', 'lessons')}**")
            for id, title in EXERCISES.items():
                st.button(say(title, "page"), key=f"lessons open {id}", on_click=partial(go, id, predict=predict))
    st.query_params.from_dict(address.named("lessons", own))


def head(id: str, wrong: list[str], *, predict: bool) -> None:
    """The head of what is no lesson: its name, and the way back to the contents; the address bar says what it is."""
    name, way = st.columns([5, 1], vertical_alignment="center")
    with name:
        frame.title(BESIDE_NAMES[id])
    way.button(
        say("Contents", "lessons"), key="lessons contents", on_click=partial(go, "", predict=predict), width="stretch"
    )
    broken_link.tell(wrong)
    own = {key: text for key, text in words(id, predict=predict).items() if text}
    st.query_params.from_dict(address.named("lessons", own))


def _part(place: int, id: str, *, predict: bool) -> None:
    picture, text = st.columns([2, 5])
    # The title beside it says what it is a picture of.
    picture.image(inline((STILLS / f"{id}.png").read_bytes()), width="stretch", alt="")
    with text:
        _title(place, id, predict=predict)
        sheets(id, predict=predict)
        for claim in CLAIMS:
            if claim.lesson == id:
                _claim(claim, predict=predict)


def _title(place: int, id: str, *, predict: bool) -> None:
    st.button(
        f"**{place} · {say(TITLES[id], 'page')}**", key=f"lessons open {id}", type="tertiary",
        on_click=partial(go, id, predict=predict), help=say(LESSONS[id].question),
    )  # fmt: skip


def sheets(id: str, *, predict: bool) -> None:
    """The ways to the sheets of a part of the lecture."""
    for one in of_lesson(id):
        st.button(
            say("By hand: {title}", title=say(one.title, "page")), key=f"lessons sheet {id} {one.id}",
            help=say(one.says), on_click=partial(turn_to, one.id, predict=predict),
        )  # fmt: skip


def _claim(claim: Claim, *, predict: bool) -> None:
    if claim.sheet:
        open_it = partial(turn_to, claim.sheet, claim.link, predict=predict)
    else:
        open_it = partial(go, claim.lesson, claim.scene, predict=predict)
    st.button(
        claim.told(), key=f"lessons claim {claim.id}", type="tertiary", on_click=open_it,
        help=say("Slide: {slide}", slide=claim.slide),
    )  # fmt: skip


def turn_to(id: str, link: Mapping[str, str] | None = None, *, predict: bool) -> None:
    """In a callback: to a sheet, with what a link has for it."""
    language.renew()
    own = {key: text for key, text in words(sheet=id, predict=predict).items() if text}
    address.keep("lessons", own | dict(link or {}))


def go(id: str, scene: Scene | None = None, *, predict: bool, print: bool = False) -> None:
    """In a callback: to a lesson, with this scene on show or its own, or to its handout; "" leads to the contents."""
    language.renew()
    own = {key: text for key, text in words(id, predict=predict, print=print).items() if text}
    address.open_at("lessons", own | (to_link(scene) if scene else {}))


def switch(id: str, link: dict[str, str], *, predict: bool) -> None:
    """Whether predictions are asked for, in all lessons."""
    key = "lessons predict"

    def changed() -> None:
        own = {key: text for key, text in words(id, predict=bool(st.session_state[key])).items() if text}
        address.keep("lessons", own | link)

    st.session_state[key] = predict
    st.toggle(
        say("Predict first"), key=key, on_change=changed,
        help=say("Off: every run is seen at once. In a link: predict=off."),
    )  # fmt: skip
