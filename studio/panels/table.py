"""All steps of a run as a table: exact numbers, drawn only as far as they are scrolled to."""

import streamlit as st

from optimizers import optimizer, title_of
from scenes import Scene
from scenes.export import table
from scenes.scene import looks_of
from scenes.trajectories import path_at
from studio.look.palette import STYLES
from words import say

SYMBOLS = ["θ₁", "θ₂", "L", "g₁", "g₂", "η", "σ₁", "σ₂", "m₁", "m₂"]
"""How the columns are called on the page; behind them stand the other points of a step, by their signs."""


def show(scene: Scene, key: str) -> None:
    """A switch, and with it on, the table of one run; a selection is copied as text with Ctrl+C."""
    if not st.toggle(
        say("Table of all steps"), key=f"{key} open",
        help=say("Every number of every step, exactly. Select cells and copy them, or save all as a file."),
    ):  # fmt: skip
        return
    places = range(len(scene.runs))
    names = {
        place: f"{STYLES[looks_of(scene.runs)[place]].sign} {title_of(optimizer(scene.runs[place].optimizer))}"
        for place in places
    }
    place = st.selectbox(
        say("Run", "control"),
        places,
        key=f"{key} run",
        format_func=names.__getitem__,
        help=say("Whose steps the table shows."),
    )
    path = path_at(scene, place or 0)
    points = optimizer(scene.runs[place or 0].optimizer).m.points
    columns = [*SYMBOLS, *(f"{point.symbol}{sub}" for point in points for sub in "₁₂")]
    rows = table(path).set_axis(columns, axis="columns")
    st.dataframe(
        rows, height=420, column_config={name: st.column_config.NumberColumn(name, format="%.17g") for name in columns}
    )
