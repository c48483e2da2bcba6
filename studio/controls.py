"""Controls made from records. Each shows a value of the scene and, when moved, changes the scene."""

import math
from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from surfaces import Number
from words import compact, say

Id = TypeVar("Id", bound=str)


def number(record: Number, value: float, key: str, change: Callable[[float], None]) -> None:
    """A slider for a number: Greek letter, plain name, one line of help.

    Logarithmic and whole numbers move over round values, ten to a decade; a value in between that came
    with a link stands among them.
    """
    label = label_of(record)
    low, high = record.slider or (record.low, record.high)
    help = say("{help} Allowed: {allowed}.", help=say(record.help), allowed=record.allowed)
    if record.scale == "switch":
        st.session_state[key] = bool(value)
        st.toggle(label, key=key, help=say(record.help), on_change=lambda: change(float(st.session_state[key])))
        return
    if record.scale == "whole" and record.slider is None:
        st.session_state[key] = int(value)
        st.number_input(
            label, int(low), int(high), key=key, help=help, on_change=lambda: change(float(st.session_state[key]))
        )
        return
    if record.scale == "linear":
        low, high = min(low, value), max(high, value)
        # Three places beyond the point for what lies between 0 and 1, else a hundredth of the range.
        step = 0.001 if high - low <= 1 else 10 ** math.floor(math.log10((high - low) / 100))
        st.session_state[key] = float(value)
        form = "%.3f" if step < 0.01 else "%.2f"
        if abs(value - round(value, 3)) > 1e-12:
            form = "%.6g"
        st.slider(
            label, float(low), float(high), step=step, format=form, key=key, help=help,
            on_change=lambda: change(float(st.session_state[key])),
        )  # fmt: skip
        return
    # 0 has no place on a logarithmic slider, but where it is allowed it stands at its left end.
    ends = {0.0} if record.low == 0 and record.scale == "log" and not record.above_low else set()
    options = sorted({*ends, *round_values(low, high, record.scale == "whole"), value})
    st.session_state[key] = value
    st.select_slider(
        label, options, key=key, help=help, format_func=spoken,
        on_change=lambda: change(float(st.session_state[key])),
    )  # fmt: skip


def choice(
    label: str, help: str, ids: Sequence[Id], value: Id, key: str,
    names: Callable[[Id], str], change: Callable[[Id], None], *, segmented: bool = False,
) -> None:  # fmt: skip
    """One of a few ids, shown by their names; `label` and `help` are messages."""

    def changed() -> None:
        change(next((id for id in ids if id == st.session_state[key]), value))

    st.session_state[key] = value
    label, help = say(label), say(help)
    if segmented:
        st.segmented_control(label, ids, key=key, help=help, format_func=names, on_change=changed, required=True)
    else:
        st.selectbox(label, ids, key=key, help=help, format_func=names, on_change=changed)


def label_of(record: Number) -> str:
    """'η · learning rate'"""
    return f"{record.symbol} · {say(record.name)}" if record.symbol else say(record.name)


def spoken(value: float) -> str:
    """100000 as '100,000', 1e-7 as '1e-7'."""
    return f"{int(value):,}" if float(value).is_integer() and value >= 10 else compact(value)


def round_values(low: float, high: float, whole: bool = False) -> list[float]:
    """Ten values a decade from `low` to `high`: 1, 1.25, 1.6, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten."""
    digits = (1.0, 1.25, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = [float(f"{digit}e{decade}") for decade in decades for digit in digits]
    return [value for value in values if low <= value <= high and not (whole and value % 1)]
