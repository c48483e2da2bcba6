"""Controls made from records. Each shows a value of the scene and, when moved, changes the scene."""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Annotated, TypeVar

import streamlit as st

from scenes.values import offered, range_of, step_of
from studio.look.numbers import form, label_of, spoken
from studio.page import broken_link
from studio.page.handles import handles
from studio.page.shown import Shown
from surfaces import Number
from words import Message, compact, say

Id = TypeVar("Id", bound=str)


def handle(shown: Shown, word: str, record: Number | None = None) -> None:
    """The control of a number of the scene on show, by its word; with a `record`, as that one describes it.

    The player knows it by its key, the name of the page and the word, and follows it while it is moved
    (`web/page/controls.js`).
    """
    one = handles(shown.scene)[word]
    number(
        record or one.record, one.value, f"{shown.page} {word}",
        lambda value: shown.change(lambda scene: one.change(scene, value)),
    )  # fmt: skip


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
        typed(record, value, key, change)
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


def typed(
    record: Number, value: float, key: str, change: Callable[[float], None], label: str = "", step: float = 0.0
) -> None:
    """A number that is typed: a whole one, or with a `step` of its own for + and −.

    What is not allowed stays there with a sentence, and the scene as it was.
    """
    label = label or label_of(record)
    refused = f"{key} refused"
    before, typed = st.session_state.get(refused, (value, value))
    if before != value:
        typed = value
    # What is no number is gone from the field at once.
    st.session_state[key] = float(value if math.isnan(typed) else typed)

    def told() -> None:
        given = st.session_state[key]
        number = math.nan if given is None else float(given)
        if step and given is not None:
            number = stepped(value, number, step)
        st.session_state[refused] = (value, number)
        if not math.isnan(number) and record.allows(number):
            del st.session_state[refused]
            change(number)

    # Without bounds of its own: the frontend would put back what is outside them, and say nothing. Without a value of
    # its own what is no number is none, and not 0.
    st.number_input(
        label, value=None, step=marked(step) if step else 1.0, format="%.6g" if step else "%g", key=key, on_change=told,
        help=say("{help} Allowed: {allowed}.", help=say(record.help), allowed=record.allowed),
    )  # fmt: skip
    if math.isnan(typed):
        st.error(say("{name} is a number, and none was typed: it stays {value}.", name=label, value=compact(value)))
    elif not record.allows(typed):
        message = "{name} cannot be {typed}. Type {allowed}; until then it stays {value}."
        st.error(say(message, name=label, typed=compact(typed), allowed=record.allowed, value=compact(value)))


def marked(step: float) -> float:
    """The step of a number input, with a mark by which `stepped` knows it again.

    Streamlit rounds the value to as many places as its step has before it adds the step: from 3.17 a step of 0.2 leads
    to 3.4. With the mark, in the ninth place from its first digit, no digit that was typed is lost.
    """
    return float(_decimal(step) + _mark(step))


def stepped(old: float, new: float, step: float) -> float:
    """What a number input means that stood at `old` and gives `new`: whole steps from there on, or what was typed."""
    away = _decimal(new) - _decimal(old)
    times = round(away / _decimal(step))
    # Between two answers of the server there may have been several steps.
    if times and abs(away - times * _decimal(marked(step))) < _mark(step) * 6 / 10:
        return float(_decimal(old) + times * _decimal(step))
    return new


def _decimal(value: float) -> Decimal:
    return Decimal(repr(value))


def _mark(step: float) -> Decimal:
    return Decimal(1).scaleb(_decimal(step).adjusted() - 8)


def warn(text: str) -> None:
    """A sentence about what cannot be had, which may hold the reader's own words."""
    st.warning(broken_link.plain(text))


def folded(title: str, key: str, content: Callable[[], None]) -> None:
    """A group that is seldom needed, folded away at first: what is in it is made and sent only while it is open."""
    # Under another title, as in another language, it is another fold to Streamlit: it stays as the reader has left it.
    st.session_state[key] = bool(st.session_state.get(key))
    fold = st.expander(title, key=key, on_change="rerun")
    if fold.open:
        with fold:
            content()


def choice(
    label: Annotated[Message, "control"], help: Message, ids: Sequence[Id], value: Id, key: str,
    names: Callable[[Id], str], change: Callable[[Id], None], *, segmented: bool = False,
) -> None:  # fmt: skip
    """One of a few ids, shown by their names; `label` and `help` are messages."""

    def changed() -> None:
        for id in ids:
            if id == st.session_state[key]:
                change(id)

    st.session_state[key] = value
    label, help = say(label, "control"), say(help)
    if segmented:
        st.segmented_control(label, ids, key=key, help=help, format_func=names, on_change=changed, required=True)
    else:
        st.selectbox(label, ids, key=key, help=help, format_func=names, on_change=changed)
