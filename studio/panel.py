"""The groups of controls in the sidebar: a scene to begin with, the surface, the runs.

Only the controls of one run are on show, and only those that its optimizer and schedule have.
"""

from dataclasses import replace
from functools import partial
from typing import get_args

import streamlit as st

from optimizers import OPTIMIZERS, SCHEDULES, optimizer
from optimizers.knobs import START, STEPS
from optimizers.schedules import FOLLOWERS, schedule_part
from scenes import MAX_RUNS, SCENES, Run, knobs_of, new_run
from scenes.lecture import TITLES
from scenes.scene import View
from studio import controls, edit
from studio.palette import STYLES
from studio.state import Shown
from surfaces import SURFACES, Number
from words import say

VIEWS: dict[View, str] = {"one": "all on one", "side": "side by side"}


def lecture(shown: Shown) -> None:
    """A list of the lecture's scenes; choosing one shows it."""

    def chosen() -> None:
        id = st.session_state["explore scene"]
        if id:
            shown.change(lambda _: SCENES[id])
            st.session_state["explore scene"] = None

    st.selectbox(
        say("Scene of the lecture"), list(SCENES), index=None, key="explore scene", on_change=chosen,
        format_func=lambda id: say(TITLES[id]), placeholder=say("choose a scene to begin with"),
        help=say("Sets everything on this page; you can go on from there."),
    )  # fmt: skip


def surface(shown: Shown) -> None:
    """The surface with its numbers, the number of steps and the view."""
    scene = shown.scene
    record = SURFACES[scene.surface]
    controls.choice(
        "L · surface", "What the runs go down. Click on the picture to set their start.", list(SURFACES),
        scene.surface, "explore surface", lambda id: say(SURFACES[id].name),
        shown.setter(edit.set_surface, "surface"),
    )  # fmt: skip
    with st.expander(say("Numbers of the surface")):
        st.latex(_stacked(say(record.formula)))
        st.caption(say(record.help))
        values = dict(scene.numbers)
        for number in record.numbers:
            controls.number(
                number, values[number.id], f"explore {scene.surface} {number.id}",
                shown.setter(edit.set_number, "value", id=number.id),
            )  # fmt: skip
        _start(shown)
    controls.number(STEPS, scene.steps, "explore steps", shown.setter(edit.set_steps, "steps"))
    controls.choice(
        "View", "One picture for each run, or one for all of them.", get_args(View), scene.view, "explore view",
        lambda view: say(VIEWS[view]), shown.setter(edit.set_view, "view"), segmented=True,
    )  # fmt: skip


def _start(shown: Shown) -> None:
    """The start as two numbers, for those who do not click."""
    (x0, x1), (y0, y1) = SURFACES[shown.scene.surface].domain
    for column, axis, width in zip(st.columns(2), (0, 1), (x1 - x0, y1 - y0), strict=True):
        key = f"explore start {axis}"

        def changed(axis: int = axis, key: str = key) -> None:
            start = list(shown.scene.start)
            start[axis] = float(st.session_state[key])
            shown.change(partial(edit.set_start, x=start[0], y=start[1]))

        st.session_state[key] = float(shown.scene.start[axis])
        column.number_input(
            f"θ{'₁₂'[axis]}⁰ · {say(START.name)}", START.low, START.high, step=width / 100, format="%.6g", key=key,
            on_change=changed, help=say(START.help),
        )  # fmt: skip


def runs(shown: Shown) -> None:
    """The runs: which one is at hand, what can be done with it, and its numbers."""
    scene = shown.scene
    count = len(scene.runs)
    place = min(st.session_state.get("explore place", 0), count - 1)
    st.session_state["explore run"] = place

    def picked() -> None:
        chosen = st.session_state["explore run"]
        st.session_state["explore place"] = place if chosen is None else chosen

    st.segmented_control(
        say("Runs"), range(count), key="explore run", on_change=picked, required=True,
        format_func=lambda place: f"{STYLES[place].sign} {place + 1}",
        help=say("Choose the run whose numbers are shown below. The sign is the one on the picture."),
    )  # fmt: skip
    run = scene.runs[place]
    _actions(shown, place, run)
    _numbers(shown, place, run)


def _actions(shown: Shown, place: int, run: Run) -> None:
    count = len(shown.scene.runs)

    def added(copy: Run) -> None:
        shown.change(partial(edit.add_run, run=copy))
        st.session_state["explore place"] = count

    def removed() -> None:
        shown.change(partial(edit.remove_run, place=place))

    def hidden() -> None:
        shown.change(partial(edit.set_run, place=place, run=replace(run, hidden=not run.hidden)))

    full = count >= MAX_RUNS
    left, right = st.columns(2, gap="small")
    copy = replace(run, hidden=False)
    left.button(
        say("Add"), on_click=added, args=(new_run("gd"),), disabled=full, width="stretch",
        help=say("One run more, up to six."),
    )  # fmt: skip
    right.button(
        say("Duplicate"), on_click=added, args=(copy,), disabled=full, width="stretch",
        help=say("The same run once more, to change one thing."),
    )  # fmt: skip
    left.button(
        say("Show") if run.hidden else say("Hide"), on_click=hidden, width="stretch",
        help=say("Leave it out of the picture, and keep it."),
    )  # fmt: skip
    right.button(
        say("Remove"), on_click=removed, disabled=count == 1, width="stretch",
        help=say("Take this run away."),
    )  # fmt: skip


def _numbers(shown: Shown, place: int, run: Run) -> None:
    def parts(method: str = run.optimizer, schedule: str = run.schedule, then: str = run.then) -> None:
        shown.change(partial(edit.set_parts, place=place, optimizer=method, schedule=schedule, then=then))

    record, schedule = optimizer(run.optimizer), SCHEDULES[run.schedule]
    controls.choice(
        "m, σ · optimizer", record.help, list(OPTIMIZERS), run.optimizer, f"explore optimizer {place}",
        lambda id: say(OPTIMIZERS[id].name), lambda id: parts(method=id),
    )  # fmt: skip
    st.latex(_stacked(record.formula))
    values = dict(run.numbers)
    of_schedule = {number.id for number in schedule_part(run.schedule, run.then).numbers} - {"eta"}
    numbers = [number for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]

    def sliders(chosen: list[Number]) -> None:
        for number in chosen:
            controls.number(
                number, values[number.id], f"explore {number.id} {place}",
                shown.setter(edit.set_knob, "value", place=place, id=number.id),
            )  # fmt: skip

    sliders([number for number in numbers if number.id not in of_schedule])
    controls.choice(
        "η(t) · schedule", schedule.help, list(SCHEDULES), run.schedule, f"explore schedule {place}",
        lambda id: say(SCHEDULES[id].name), lambda id: parts(schedule=id),
    )  # fmt: skip
    if run.schedule == "warmup":
        controls.choice(
            "Then", "What follows the warm-up.", FOLLOWERS, run.then,
            f"explore then {place}", lambda id: say(SCHEDULES[id].name), lambda id: parts(then=id),
        )  # fmt: skip
    sliders([number for number in numbers if number.id in of_schedule])


def _stacked(formula: str) -> str:
    """A formula of several parts, one below the other: the sidebar is narrow. It may hold words."""
    lines = formula.replace(r",\quad ", r",\\ ")
    return rf"\small\begin{{gathered}}{lines}\end{{gathered}}"
