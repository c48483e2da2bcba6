"""The sheet of typed gradients: the table, σ written out term by term in three ways, and the rates that come of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated

import streamlit as st

from lessons.sheets import terms, vectors
from lessons.sheets.vectors import Typed
from studio.look import figure
from studio.panels import controls
from words import Message, say

Keep = Callable[[Mapping[str, str]], None]
# What was typed and is no table: it stays in its field, and the last table stays on show.
REFUSED, AXIS = "sheet refused", "sheet axis"
SHORT: dict[str, Annotated[Message, "sigma"]] = {"mean": "mean", "sum": "sum", "alpha": "with α"}
LINES: dict[str, tuple[int, ...]] = {"mean": (), "sum": (9, 4), "alpha": (3, 3)}


def show(link: Mapping[str, str], keep: Keep) -> list[str]:
    """All of it; returns a sentence for each word of the link that cannot be had."""
    typed, wrong = vectors.read(link)
    beside, figures, moved = st.columns([3, 4, 3])
    with beside:
        table(typed, keep)
    with figures.container(key="sheet rates"):
        figure.show(_rates(typed))
    with moved:
        numbers(typed, keep, ("eta", "alpha"))
        chosen = axis()
    for column, id in zip(st.columns(3), terms.SIGMAS, strict=True):
        with column.container(key=f"sheet sigma {id}"):
            st.markdown(f"**{say(terms.NAMES[id])}**")
            for line in terms.sigma_lines(typed, id, chosen):
                st.latex(line)
    return wrong


def table(typed: Typed, keep: Keep) -> None:
    """The gradients to type in, and those of the slides."""
    key = "sheet gradients lines"

    def changed() -> None:
        text = st.session_state[key]
        try:
            rows = vectors.rows_of(text)
        except ValueError as error:
            st.session_state[REFUSED] = (text, str(error))
            return
        st.session_state.pop(REFUSED, None)
        keep(vectors.link_of(replace(typed, rows=rows)))

    text, refused = st.session_state.get(REFUSED, (vectors.text_of(typed.rows), ""))
    st.session_state[key] = text
    st.text_area(
        say("g₁, g₂ of each step"), key=key, height=190, on_change=changed,
        help=say("A line for each step, the oldest first."),
    )  # fmt: skip
    if refused:
        controls.warn(say("{what} Shown are the last right ones.", what=refused))
    for id, rows in vectors.OFFERED.items():

        def offered(rows: vectors.Rows = rows) -> None:
            st.session_state.pop(REFUSED, None)
            keep(vectors.link_of(replace(typed, rows=rows)))

        st.button(say(vectors.NAMES[id]), key=f"sheet offered {id}", on_click=offered, width="stretch")


def numbers(typed: Typed, keep: Keep, ids: tuple[str, ...]) -> None:
    """The numbers that weigh the gradients."""
    for id in ids:

        def moved(value: float, id: str = id) -> None:
            keep(vectors.link_of(replace(typed, numbers={**typed.numbers, id: value})))

        controls.number(vectors.NUMBERS[id], typed.numbers[id], f"sheet {id}", moved)


def axis() -> int:
    """Whose σ is written out: 0 or 1."""
    st.session_state.setdefault(AXIS, 0)
    st.segmented_control(
        say("Written out for"), (0, 1), key=AXIS, required=True, format_func=("θ₁", "θ₂").__getitem__,
        help=say("Both parameters have the same formula, each with its own gradients."),
    )  # fmt: skip
    return int(st.session_state[AXIS] or 0)


def _rates(typed: Typed) -> str:
    """η/σ of both parameters and of all three σ, on one axis."""
    steps = range(len(typed.rows))
    rates = {id: terms.rates(typed, part) for id, part in terms.SIGMAS.items()}
    lines = [
        figure.Curve(
            f"η/σ{'₁₂'[axis]} · {say(SHORT[id], 'sigma')}",
            steps,
            rates[id][:, axis].tolist(),
            axis,
            LINES[id],
        )
        for id in terms.SIGMAS
        for axis in (0, 1)
    ]
    return figure.curves(lines, "t", "η/σ", say("The effective rates of both parameters."))
