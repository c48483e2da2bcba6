"""The sheet of Algorithm 1 with the numbers of the step on show, and the sheet of Ng's notation beside Lee's."""

from collections.abc import Mapping, Sequence
from functools import partial

import streamlit as st

from lessons.measures import run
from lessons.sheets import algorithm, notations
from optimizers import SCHEDULES
from optimizers.parts.knobs import BETA1, BETA2, ETA
from scenes import Scene
from studio.page import address, frame
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.sheets import typed
from studio.player import Worked
from words import compact, say

KNOBS = (ETA, BETA1, BETA2)


def show(own: Mapping[str, str]) -> list[str]:
    """Algorithm 1 beside a run of Adam; `own` are the words of the link that are no scene's.

    Returns a sentence for each word of the link that cannot be had.
    """
    shown = Shown("lessons", algorithm.SCENE, own)
    wrong = shown.wrong
    if not algorithm.fits(shown.scene):
        message = "This sheet works out one run of Adam with one η and at most {most:,} updates; shown is its own."
        wrong = [*wrong, say(message, most=algorithm.MOST)]
        address.keep("lessons", {key: text for key, text in own.items() if text})
    *knobs, last = st.columns(1 + len(KNOBS))
    for column, record in zip(knobs, KNOBS, strict=True):
        with column:
            controls.handle(shown, f"{record.id}.1")
    with last:
        axis = typed.axis()
    frame.play(shown, worked=worked(shown.scene, axis), tells=f"algorithm.{axis}")
    st.caption(say("Sources: {sources}", sources=algorithm.SOURCE))
    return wrong


def worked(scene: Scene, axis: int) -> Worked:
    """The lines, and the numbers of all steps, for a scene that fits."""
    path, of_run = run(scene), dict(scene.runs[0].numbers)
    heads = (
        say("The paper's line", "table"), say("What it does", "table"), say("With the numbers", "table"),
        say("Ours", "table"),
    )  # fmt: skip
    rows = [(one.paper, say(one.says), one.filled, one.ours) for one in algorithm.LINES]
    numbers, columns = algorithm.numbers(path, of_run, axis), algorithm.columns(path, of_run, axis)
    return Worked(say("Algorithm 1 of Adam", "page"), heads, rows, numbers, columns)


def compare(link: Mapping[str, str], keep: typed.Keep) -> list[str]:
    """Ng's notation or Lee's, as the link says."""
    chosen = link.get("notation", notations.LEE)
    wrong = []
    if chosen not in notations.NAMES:
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong = [say(message, key="notation", text=chosen[:64], allowed=", ".join(notations.NAMES), default="lee")]
        chosen = notations.LEE
    controls.choice(
        "Notation", "The same formulas, in the letters of two lecturers.", list(notations.NAMES), chosen,
        "sheet notation", lambda id: say(notations.NAMES[id]), partial(_keep, keep), segmented=True,
    )  # fmt: skip
    left, right = st.columns([4, 5])
    with left:
        st.markdown("**RMSProp**")
        for line in notations.RMSPROP[chosen]:
            st.latex(line)
        times = notations.first_step(0.9)
        st.markdown(say(
            "Ng's S is σ² here, β₂ is α: the memory, inside the root. His a, which is called alpha, is η: the learning "
            "rate, outside. S starts from 0 and σ⁰ from |g⁰|; with a memory of 0.9 his first step is {times:.3g} times "
            "as long.", times=times,
        ))  # fmt: skip
    with right:
        st.markdown(f"**{say('Five rates that decay')}**")
        st.markdown(_decays(chosen))
        example = notations.EXAMPLE
        st.markdown(say(
            "The rates are those of η = a₀ = {eta}, a decay rate of {decay:.3g}, k = 1, N = {every:.0f} steps, and "
            "epochs of {epoch:.0f} steps.",
            eta=example["eta"], decay=example["decay"], every=example["every"], epoch=example["steps_per_epoch"],
        ))  # fmt: skip
        st.markdown(say("A sixth is by hand: whoever watches the run sets the rate. Epochs and steps "
                        "count from 0 here; so that no root is 0, 1 is added to them under it."))  # fmt: skip
    return wrong


def _keep(keep: typed.Keep, id: str) -> None:
    keep({} if id == notations.LEE else {"notation": id})


def _decays(chosen: str) -> str:
    """The five, with their first values."""
    rows = []
    for one in notations.DECAYS:
        part = SCHEDULES[one.schedule].part
        rates = notations.rates(one.schedule, notations.SHOWN, notations.EXAMPLE)
        first = " · ".join(compact(float(f"{rate:.3g}")) for rate in rates)
        rows.append((say(part.name, "part"), math(one.written if chosen == notations.NG else part.formula), first))
    return table((say("Schedule", "table"), say("Formula", "table"), say("The first six rates", "table")), rows)


def math(latex: str) -> str:
    """A formula inside a line; nothing where there is none."""
    return f"${latex}$" if latex else ""


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table as Markdown."""
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
