"""The sheet of the clock: updates and epochs measured on this machine, and small batches against large ones."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from uuid import uuid4

import streamlit as st

from lessons.sheets import batch, quoted
from optimizers.timing import CLASSES, EXAMPLES, HIDDEN, INPUTS, Timing, device, updates
from studio.look import figure
from studio.panels.sheets.algorithm import table
from studio.panels.sheets.published import published
from studio.server.clock import CLOCK, Reading
from words import say

OWNER, EVERY = "clock owner", 0.3
PART = "part"
"""The word of the link for what stands first: counted, rows, networks or papers."""


def show(link: Mapping[str, str], keep: Callable[[Mapping[str, str]], None]) -> list[str]:
    """All of it, first the part that the link asks for; no time is in the link, because a time is this machine's."""
    st.session_state.setdefault(OWNER, uuid4().hex)
    first, quotes = link.get(PART, ""), {"networks": _accuracies, "papers": _papers}
    if first in quotes:
        quotes[first]()
    # While it measures this part of the page is made anew by itself, and the rest is left alone.
    ticking = CLOCK.reading.running
    st.fragment(_measured, run_every=EVERY if ticking else None)(ticking, first)
    for id, quote in quotes.items():
        if id != first:
            quote()
    return []


def _measured(ticking: bool, first: str) -> None:
    reading = CLOCK.reading
    parts: dict[str, Callable[[], None]] = {"counted": _counted, "rows": partial(_six_rows, reading)}
    if first in parts:
        parts[first]()
    if reading.running != ticking:
        # It has begun or come to its end: only the whole page can begin to be made anew by itself, or stop it.
        st.rerun()
    buttons, told = st.columns([2, 5], vertical_alignment="center")
    with buttons:
        _buttons(reading)
    told.markdown(_told(reading))
    if reading.running:
        told.progress(reading.share)
    if first != "counted":
        _counted()
    if reading.timings:
        update, epoch = st.columns(2)
        with update:
            figure.show(_updates(reading.timings))
        with epoch:
            figure.show(_epochs(reading.timings))
        st.caption(say("Dashed: what the notes of the lecture say of its GPU (quoted: {source}). They give no seconds, "
                       "only that up to a batch of {size:,} an update takes nearly as long as with one example; it is "
                       "drawn from this machine's first point. Bars are quartiles, points are medians; an epoch is as "
                       "many medians as it has updates.", source=quoted.LECTURE, size=quoted.FLAT_UP_TO))  # fmt: skip
        for sentence in batch.concluded(reading.timings):
            st.markdown(sentence)
    if first != "rows":
        _six_rows(reading)


def _start() -> None:
    """In a callback: begin to measure, or be told that the last measurement is still at work."""
    st.session_state["clock refused"] = not CLOCK.start(st.session_state[OWNER])


def _buttons(reading: Reading) -> None:
    owner = st.session_state[OWNER]
    if reading.running and reading.owner == owner:
        st.button(say("Stop measuring"), key="clock stop", on_click=CLOCK.stop, args=(owner,), width="stretch")
    else:
        st.button(
            say("Measure here"), key="clock start", on_click=_start, type="primary", disabled=reading.running,
            width="stretch", help=say("Takes 20 seconds at most, and everything stays on this machine."),
        )  # fmt: skip


def _told(reading: Reading) -> str:
    """What is measured, how, and how far it has come."""
    if reading.running and reading.owner != st.session_state[OWNER]:
        return say("Another reader is measuring; one measurement at a time, and its numbers come here too.")
    if reading.running:
        return say("Measuring …")
    if st.session_state.pop("clock refused", False):
        return say("The last measurement is still in its last update; try again in a moment.")
    if reading.stopped:
        return say("Stopped; what was measured until then is shown.")
    if reading.failed:
        return say("This machine has not enough memory for the next batch size; what was measured before it is shown.")
    return say(
        "A network of {inputs}-{hidden}-{classes} units in float32, on the {device} of this machine: each update is "
        "one forward and one backward pass over a batch.",
        inputs=INPUTS, hidden=HIDDEN, classes=CLASSES, device=device().upper(),
    )  # fmt: skip


def _counted() -> None:
    """The updates of one epoch by batch size, as bars of one scale: 60,000 beside 60."""
    counts = [updates(size) for size in batch.COUNTED]
    st.markdown(say("How many updates one epoch of {all:,} examples has, with batches of:", all=EXAMPLES))
    told = say("The updates of one epoch: {counts}.", counts=" · ".join(f"{one:,}" for one in counts))
    figure.show(figure.bars(counts, [f"{size:,}" for size in batch.COUNTED], 1, told))


def _updates(measured: Sequence[Timing]) -> str:
    sizes, times = [one.size for one in measured], [one.median * 1e3 for one in measured]
    spread = [(one.low * 1e3, one.high * 1e3) for one in measured]
    flat = (times[0], times[0])
    lines = [
        figure.Curve(say("measured here"), sizes, times, 1, spread=spread),
        figure.Curve(say("the lecture's GPU (quoted)"), (1, quoted.FLAT_UP_TO), flat, 0, (9, 4), marks=False),
    ]
    return figure.curves(lines, say("batch size"), say("ms an update"), say("The time of one update."))


def _epochs(measured: Sequence[Timing]) -> str:
    sizes, times = [one.size for one in measured], [batch.epoch(one) for one in measured]
    ends = (times[0], times[0] / quoted.FLAT_UP_TO)
    lines = [
        figure.Curve(say("measured here"), sizes, times, 1),
        figure.Curve(say("the lecture's GPU (quoted)"), (1, quoted.FLAT_UP_TO), ends, 0, (9, 4), marks=False),
    ]
    return figure.curves(lines, say("batch size"), say("s an epoch"), say("The time of one epoch."))


def _six_rows(reading: Reading) -> None:
    measured = reading.timings
    small, large = say("small batch ({size:,})", size=batch.SMALL), say("large batch ({size:,})", size=batch.LARGE)
    heads = ("", small, large, say("from where", "figures"))
    rows = [
        (
            say(row.name, "batch"),
            f"**{row.said[0]}** · {row.found[0]}",
            f"**{row.said[1]}** · {row.found[1]}",
            row.source,
        )
        for row in batch.six_rows(measured)
    ]
    st.markdown(say("In bold: the slide's word. Behind it: what was measured, computed or quoted."))
    st.markdown(table(heads, rows))
    if not reading.running and not {batch.SMALL, batch.LARGE} <= {one.size for one in measured}:
        st.button(say("Measure the open cells here"), key="clock start table", on_click=_start)


def _accuracies() -> None:
    """The quoted table."""
    st.markdown(f"**{say('Per cent right, with small batches (256) and with large ones (a tenth of the data)')}** · "
                f"{say('quoted: {source}', source=quoted.KESKAR)}")  # fmt: skip
    st.markdown(published(quoted.ACCURACIES))


def _papers() -> None:
    """Large batches that train well all the same."""
    st.markdown(f"**{say('Both at once: papers that train with very large batches')}**")
    st.markdown("\n".join(f"- {title} · arXiv:{number}" for title, number in quoted.PAPERS))
