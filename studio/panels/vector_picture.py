"""The picture of the plane to be taken away, as SVG and as PDF."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from scenes import Scene
from scenes.export import pdf, svg, vector_sentences
from studio.page.shown import Shown
from words import Message, say

HELP: dict[str, Message] = {
    "svg": "The plane with its level lines, paths, marks, axes and names, as lines and type, for drawing programs and "
    "for pages.",
    "pdf": "The same as one page with its fonts in it, for papers and for printing.",
}
"""What each is for."""


def buttons(shown: Shown) -> None:
    """A button for each; a picture is made when it is asked for."""
    scene = shown.scene
    nothing = all(run.hidden for run in scene.runs)
    with st.container(horizontal=True):
        _button(shown, "svg", say("Picture as {kind}", kind="SVG"), partial(svg, scene), nothing)
        _button(shown, "pdf", say("Picture as {kind}", kind="PDF"), partial(pdf, scene), nothing)
    for sentence in vector_sentences(scene):
        st.caption(sentence)


def _button(shown: Shown, kind: str, label: str, made: Callable[[], Any], nothing: bool) -> None:
    st.download_button(
        label, made, f"{name_of(shown.scene)}.{kind}", key=f"{shown.page} away {kind}", on_click="ignore",
        disabled=nothing, help=say(HELP[kind]),
    )  # fmt: skip


def name_of(scene: Scene) -> str:
    """What files of a scene are called, before the point."""
    return scene.surface.replace("/", "-")
