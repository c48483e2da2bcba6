"""Controls made from records. Each shows a value of the scene and, when moved, changes the scene."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st

from scenes.values import offered, range_of, step_of
from studio.look.numbers import form, label_of, spoken
from surfaces import Number
from words import say

Id = TypeVar("Id", bound=str)


def number(record: Number, value: float, key: str, change: Callable[[float], None]) -> None:
    """A slider for a number: Greek letter, plain name, one line of help.

    Logarithmic and whole numbers move over round values, ten to a decade; a value in between that came
    with a link stands among them.
    """
    label = label_of(record)
    help = say("{help} Allowed: {allowed}.", help=say(record.help), allowed=record.allowed)
    if record.scale == "switch":
        st.session_state[key] = bool(value)
        st.toggle(label, key=key, help=say(record.help), on_change=lambda: change(float(st.session_state[key])))
        return
    if record.scale == "whole" and record.slider is None:
        st.session_state[key] = int(value)
        st.number_input(
            label,
            int(record.low),
            int(record.high),
            key=key,
            help=help,
            on_change=lambda: change(float(st.session_state[key])),
        )
        return
    if record.scale == "linear":
        low, high = range_of(record, value)
        st.session_state[key] = float(value)
        st.slider(
            label, float(low), float(high), step=step_of(record, value), format=form(record, value), key=key,
            help=help, on_change=lambda: change(float(st.session_state[key])),
        )  # fmt: skip
        return
    st.session_state[key] = value
    st.select_slider(
        label, offered(record, value), key=key, help=help, format_func=spoken,
        on_change=lambda: change(float(st.session_state[key])),
    )  # fmt: skip


def folded(title: str, key: str, content: Callable[[], None]) -> None:
    """A group that is seldom needed, folded away at first: what is in it is made and sent only while it is open."""
    fold = st.expander(title, key=key, on_change="rerun")
    if fold.open:
        with fold:
            content()


def choice(
    label: str, help: str, ids: Sequence[Id], value: Id, key: str,
    names: Callable[[Id], str], change: Callable[[Id], None], *, segmented: bool = False,
) -> None:  # fmt: skip
    """One of a few ids, shown by their names; `label` and `help` are messages."""

    def changed() -> None:
        for id in ids:
            if id == st.session_state[key]:
                change(id)

    st.session_state[key] = value
    label, help = say(label), say(help)
    if segmented:
        st.segmented_control(label, ids, key=key, help=help, format_func=names, on_change=changed, required=True)
    else:
        st.selectbox(label, ids, key=key, help=help, format_func=names, on_change=changed)
