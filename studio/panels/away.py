"""What can be taken away from a page: its numbers, programs that make its runs again, the page itself, and a film."""

from collections.abc import Callable
from functools import partial

import streamlit as st

from scenes.export import (
    FORMATS,
    LIBRARIES,
    NAMES,
    file_of,
    name_of,
    named,
    not_elsewhere,
    notebook,
    refused,
    script,
    taken,
)
from scenes.export.elsewhere import NAMES as LIBRARY_NAMES
from studio.page.shown import Shown
from studio.panels import controls, film, offline_page, share, vector_picture
from words import Message, say

HELP: dict[str, Message] = {
    "csv": "Every number of every step, as text to the last digit, with the link and the versions above it.",
    "parquet": "The same as columns of float64, for pandas, Polars or R.",
    "npz": "The same as arrays of float64, for NumPy.",
    "py": "Makes these runs again with this laboratory, and fails if one of them ends elsewhere.",
    "numpy": "The same without this laboratory: surface, schedule and method written out, with nothing but NumPy.",
    "optax": "Takes the methods that optax has from it, told to do what the picture did; the others are written out.",
    "torch": "Takes the methods that PyTorch has from it, told to do what the picture did; the others are written out.",
    "ipynb": "The scene, its program, its picture and three questions, for Jupyter in the folder of this laboratory.",
}
"""What each kind of file is for."""


def show(shown: Shown) -> None:
    """A fold with a button for each; a file is made when it is asked for."""
    controls.folded(say("Take away"), f"{shown.page} away", partial(_files, shown))


def _files(shown: Shown) -> None:
    scene = shown.scene
    sentences = {kind: refused(scene, kind) for kind in FORMATS}
    nothing, barred = all(run.hidden for run in scene.runs), not_elsewhere(scene)
    with st.container(horizontal=True):
        for kind, sentence in sentences.items():
            numbers, label = partial(taken, scene, kind), say("Numbers as {kind}", kind=NAMES[kind])
            _button(shown, kind, label, numbers, name_of(scene, kind), unavailable=bool(sentence))
    with st.container(horizontal=True):
        _button(shown, "py", say("Program for this laboratory"), partial(script, scene), "runs.py", unavailable=nothing)
        for library in LIBRARIES:
            label = say("Program for {library}", library=LIBRARY_NAMES[library])
            content, name = partial(file_of, scene, library), named(scene, library)
            _button(shown, library, label, content, name, unavailable=nothing or bool(barred))
        label = say("Notebook for Jupyter")
        _button(shown, "ipynb", label, partial(notebook, scene), "scene.ipynb", unavailable=nothing)
    for sentence in dict.fromkeys([*filter(None, sentences.values()), *barred]):
        st.caption(sentence)
    offline_page.buttons(shown)
    vector_picture.buttons(shown)
    film.form(shown)
    share.show(shown)


def _button(
    shown: Shown, kind: str, label: str, content: Callable[[], bytes | str], name: str, *, unavailable: bool
) -> None:
    """The file is made when it is asked for, and the page does not run again for it."""
    st.download_button(
        label, content, name, key=f"{shown.page} away {kind}", on_click="ignore", disabled=unavailable,
        help=say(HELP[kind]),
    )  # fmt: skip
