"""All steps of a run as a table: exact numbers, drawn only as far as they are scrolled to."""

import numpy as np
import pandas as pd
import streamlit as st

from optimizers import optimizer, title_of
from scenes import Scene
from scenes.scene import looks_of
from scenes.trajectories import path_at
from studio.look.palette import STYLES
from words import say


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
    columns = {
        "θ₁": path.point[:, 0], "θ₂": path.point[:, 1], "L": path.loss, "g₁": path.grad[:, 0], "g₂": path.grad[:, 1],
        "η": _with_end(path.eta), "σ₁": _with_end(path.sigma[:, 0]), "σ₂": _with_end(path.sigma[:, 1]),
        "m₁": _with_end(path.m[:, 0]), "m₂": _with_end(path.m[:, 1]),
    }  # fmt: skip
    table = pd.DataFrame(columns)
    table.index.name = "t"
    st.dataframe(
        table, height=420, column_config={name: st.column_config.NumberColumn(name, format="%.17g") for name in columns}
    )


def _with_end(column: np.ndarray) -> np.ndarray:
    """The last point has no update."""
    return np.append(column, np.nan)
