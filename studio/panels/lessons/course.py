"""My lesson: scenes that a lecturer has put in an order, kept in a file of theirs, and shown one after the other."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from lessons.course import (
    LARGEST,
    MOST,
    NOTE,
    TITLE,
    Course,
    Item,
    add,
    clean,
    from_file,
    move,
    remove,
    rename,
    to_file,
    too_large,
)
from lessons.link import MINE, words
from scenes import SCENES, Scene, to_link
from scenes.lecture import TITLES, known
from studio.page import address, language
from studio.page.broken_link import plain
from studio.page.shown import Shown
from studio.panels.lessons import file_button
from surfaces import SURFACES
from words import say

# The session's: the lesson, the place in it that Explore shows, and what was wrong with a file.
COURSE, AT, WRONG = "course", "course at", "course wrong"
EXPLORE = "pages/explore.py"


def course() -> Course:
    """The session's own lesson; without scenes at first."""
    found = st.session_state.get(COURSE)
    return found if isinstance(found, Course) else Course()


def _keep(new: Course) -> None:
    st.session_state[COURSE] = new
    st.session_state.pop(AT, None)
    st.session_state.pop(WRONG, None)


def _change(edit: Callable[..., Course], *arguments: int, **more: str) -> None:
    """In a callback: the lesson with one thing changed."""
    language.renew()
    _keep(edit(course(), *arguments, **more))


def show() -> None:
    """The lesson, and what can be done with it."""
    mine = course()
    _head(mine)
    if sentence := st.session_state.get(WRONG):
        st.warning(plain(sentence))
    if not mine.items:
        st.markdown(say("No scene yet. Set one up on Explore, come back, and add it."))
    with st.container(key="course list"):
        for place in range(len(mine.items)):
            _item(mine, place)
    st.caption(say("Kept until this tab is closed or loaded again: save it to a file."))


def _head(mine: Course) -> None:
    def named() -> None:
        _keep(Course(clean(st.session_state["course title"], TITLE), course().items))

    def opened(text: str) -> None:
        language.renew()
        try:
            _keep(from_file(text.encode()))
        except ValueError as error:
            st.session_state[WRONG] = str(error)

    def refused(size: int) -> None:
        language.renew()
        st.session_state[WRONG] = too_large(size)

    title, begin, more, save, load = st.columns([4, 2, 3, 2, 2], vertical_alignment="bottom")
    st.session_state["course title"] = mine.title
    title.text_input(say("Title of my lesson"), key="course title", max_chars=TITLE, on_change=named)
    begin.button(
        say("Begin", "course"), key="course begin", type="primary", width="stretch", disabled=not mine.items,
        on_click=partial(_go, 0),
    )  # fmt: skip
    more.button(
        say("Add the scene of Explore"), key="course add", width="stretch", disabled=len(mine.items) >= MOST,
        on_click=_add, help=say("The scene that Explore has on show now: {name}.", name=_name(_explored())),
    )  # fmt: skip
    save.download_button(
        say("Save", "course"), to_file(mine), "lesson.json", "application/json", key="course save", width="stretch",
        on_click="ignore", disabled=not mine.items,
    )  # fmt: skip
    with load.container(key="course open file"):
        file_button.show(say("Open a file"), "course file", ".json", LARGEST, opened, refused)


def _explored() -> Scene:
    return Shown("explore", SCENES["all_five"]).scene


def _name(scene: Scene) -> str:
    """What a scene is called at first: as in the lecture, or by its surface."""
    id = known(scene)
    return say(TITLES[id]) if id else say(SURFACES[scene.surface].name, "surface")


def _add() -> None:
    language.renew()
    scene = _explored()
    _keep(add(course(), Item(clean(_name(scene), TITLE), "", scene)))


def _item(mine: Course, place: int) -> None:
    one, last = mine.items[place], len(mine.items) - 1
    title_key, note_key = f"course title {place}", f"course note {place}"
    st.session_state[title_key], st.session_state[note_key] = one.title, one.note
    with st.container(border=True, key=f"course item {place}"):
        title, note, ways = st.columns([3, 5, 4], vertical_alignment="bottom")
        title.text_input(
            say("Title of scene {number}", number=place + 1), key=title_key, max_chars=TITLE,
            on_change=lambda: _change(rename, place, title=st.session_state[title_key]),
        )  # fmt: skip
        note.text_input(
            say("Note on scene {number}", number=place + 1), key=note_key, max_chars=NOTE,
            on_change=lambda: _change(rename, place, note=st.session_state[note_key]),
        )  # fmt: skip
        with ways.container(horizontal=True, gap="small"):
            st.button(say("Show", "course"), key=f"course show {place}", on_click=partial(_go, place))
            st.button(
                say("Up", "course"), key=f"course up {place}", disabled=place == 0,
                on_click=partial(_change, move, place, -1),
            )  # fmt: skip
            st.button(
                say("Down", "course"), key=f"course down {place}", disabled=place == last,
                on_click=partial(_change, move, place, 1),
            )  # fmt: skip
            st.button(say("Remove", "course"), key=f"course remove {place}", on_click=partial(_change, remove, place))


def _go(place: int) -> None:
    """In a callback: to a scene of the lesson; after the last one back to the list."""
    items = course().items
    if place < len(items):
        st.session_state[AT] = place
        # Who is on Explore already stays there, and its address is not read.
        address.keep("explore", to_link(items[place].scene))
        st.switch_page(EXPLORE, query_params=address.of("explore", items[place].scene))
    leave()
    link = {key: text for key, text in words(MINE).items() if text}
    st.switch_page("pages/lessons.py", query_params=address.named("lessons", link))


def leave() -> None:
    """What is on show next is not shown as a scene of the lesson."""
    st.session_state.pop(AT, None)


def told(shown: Shown) -> bool:
    """On Explore: if a scene of the lesson is on show, what its lecturer says of it, and the way on; whether it is."""
    at, items = st.session_state.get(AT), course().items
    if at is None or at >= len(items) or items[at].scene.surface != shown.scene.surface:
        return False
    said, back, on = st.container(key="explore told").columns([8, 2, 2], vertical_alignment="center")
    number = say("{number} of {count}", number=at + 1, count=len(items))
    note = f" · {plain(items[at].note)}" if items[at].note else ""
    said.markdown(f"{number} · **{plain(items[at].title)}**{note}")
    back.button(say("My lesson", "page"), key="course back", on_click=partial(_go, len(items)), width="stretch")
    on.button(
        say("Next scene"), key="course next", on_click=partial(_go, at + 1), width="stretch",
        disabled=at + 1 == len(items),
    )  # fmt: skip
    return True
