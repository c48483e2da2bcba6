"""A sheet of the page Lessons: its head, and what is worked out on it."""

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from lessons import LESSONS, TITLES
from lessons.link import words
from lessons.sheets import Sheet
from studio.page import address, broken_link, frame, language
from studio.panels.lessons import contents
from studio.panels.sheets import accuracy, algorithm, beginning, clock, methods, past, profile, rectified, typed
from words import say

Keep = Callable[[Mapping[str, str]], None]
# What stands on each sheet without a run: it gets the words of the link, and what keeps others; it gives a sentence for
# each that is wrong.
SHOWN: dict[str, Callable[[Mapping[str, str], Keep], list[str]]] = {
    "gradients": typed.show,
    "past": past.show,
    "clock": clock.show,
    "accuracy": accuracy.show,
    "notations": algorithm.compare,
    "profile": profile.show,
    "rectified": rectified.show,
    "beginning": beginning.show,
    "methods": methods.show,
}
# And on those with a run on show, whose link is a scene's: it gets the words that are not the scene's, and writes the
# address itself.
PLAYED: dict[str, Callable[[Mapping[str, str]], list[str]]] = {"algorithm": algorithm.show}


def show(sheet: Sheet, wrong: list[str], *, predict: bool) -> None:
    """The whole sheet; then the address bar says what is on it."""
    every = words(sheet=sheet.id, predict=predict)
    own = {key: text for key, text in every.items() if text}
    link = {key: text for key, text in address.kept("lessons").items() if key not in {address.NAME, *own}}
    with st.container(key="sheet head"):
        name, ways = st.columns([5, 4], vertical_alignment="center")
        with name:
            frame.title(sheet.title)
        _ways(sheet, ways, predict=predict)
    st.markdown(say(sheet.says))
    told = st.container()

    def keep(changed: Mapping[str, str]) -> None:
        language.renew()
        address.keep("lessons", own | dict(changed))

    with st.container(key=f"sheet {sheet.id}"):
        played = PLAYED.get(sheet.id)
        wrong = [*wrong, *(played(every) if played else SHOWN[sheet.id](link, keep))]
    with told:
        broken_link.tell(wrong)
    if not played:
        st.query_params.from_dict(address.named("lessons", own | link))


def _ways(sheet: Sheet, ways: st.delta_generator.DeltaGenerator, *, predict: bool) -> None:
    """To the contents, and to the lessons that lead here."""
    there = [id for id in LESSONS if id in sheet.lessons]
    # As wide whether there are many lessons or none.
    *_, back = columns = ways.columns(max(3, 1 + len(there)))
    to_contents = partial(contents.go, "", predict=predict)
    back.button(say("Contents", "lessons"), key="lessons contents", on_click=to_contents, width="stretch")
    for column, id in zip(columns[-1 - len(there) : -1], there, strict=True):
        column.button(
            say("Lesson {place}", place=list(TITLES).index(id) + 1), key=f"sheet to {id}", width="stretch",
            help=say(TITLES[id], "page"), on_click=partial(contents.go, id, predict=predict),
        )  # fmt: skip
