"""The exercises: a heading with the way back, and below it the one that was asked for."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lessons.exercises import EXERCISES
from studio.page import address, frame
from studio.panels.exercises import optimizer, questions, unnamed
from studio.panels.lessons import contents
from words import say


def show(id: str, link: Mapping[str, str], *, predict: bool) -> None:
    """An exercise on one screen; then the address bar says which one it is."""
    with st.container(key="lessons head"):
        name, back = st.columns([8, 2], vertical_alignment="center")
        with name:
            frame.title(EXERCISES[id])
        back.button(
            say("Contents", "lessons"), key="lessons contents", width="stretch",
            on_click=partial(contents.go, "", predict=predict),
        )  # fmt: skip
    if id == "questions":
        questions.show()
    elif id == "optimizer":
        optimizer.show(link)
    else:
        unnamed.show(link)
    st.query_params.from_dict(address.named("lessons", dict(link)))
