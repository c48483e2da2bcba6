"""The table of contents: every claim of the lecture in its order, each one click from its picture."""

from functools import partial

import streamlit as st

from lessons import CLAIMS, LESSONS, TITLES, Claim
from lessons.exercises import EXERCISES
from lessons.link import words
from scenes import Scene, to_link
from studio.page import address, language
from words import say


def show(*, predict: bool) -> None:
    """All parts of the lecture with their claims; then the address bar says that these are the contents."""
    own = {key: text for key, text in words(predict=predict).items() if text}
    switch("", {}, predict=predict)
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


def _part(place: int, id: str, *, predict: bool) -> None:
    name = f"{place} · {say(TITLES[id], 'page')}"
    if id in LESSONS:
        st.button(
            name, key=f"lessons open {id}", type="primary", on_click=partial(go, id, predict=predict),
            help=say(LESSONS[id].question),
        )  # fmt: skip
    else:
        st.markdown(f"**{name}**")
    for claim in CLAIMS:
        if claim.lesson == id:
            _claim(claim, predict=predict)


def _claim(claim: Claim, *, predict: bool) -> None:
    if claim.scene is None:
        text = say("{claim} (not shown yet: {lacks})", claim=say(claim.says), lacks=say(claim.lacks))
        st.caption(text)
        return
    there = claim.lesson in LESSONS
    open_it = partial(go, claim.lesson, claim.scene, predict=predict) if there else partial(explore, claim)
    st.button(
        say(claim.says), key=f"lessons claim {claim.id}", type="tertiary", on_click=open_it,
        help=say("Slide: {slide}", slide=claim.slide),
    )  # fmt: skip


def go(id: str, scene: Scene | None = None, *, predict: bool) -> None:
    """In a callback: to a lesson, with this scene on show or its own; "" leads to the contents."""
    language.renew()
    own = {key: text for key, text in words(id, predict=predict).items() if text}
    address.keep("lessons", own | (to_link(scene) if scene else {}))


def explore(claim: Claim) -> None:
    """In a callback: to Explore, with the scene of a claim whose lesson is not there yet."""
    if claim.scene:
        st.switch_page("pages/explore.py", query_params=address.of("explore", claim.scene))


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
