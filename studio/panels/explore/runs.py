"""The runs beside the picture: which one is at hand, what can be done with it, and its numbers."""

from dataclasses import replace
from functools import partial

import streamlit as st

from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, optimizer, title_of
from optimizers.parts.knobs import CHANGE_AT
from optimizers.recipes.schedules import FOLLOWERS, MOST_CHANGES, schedule_part
from scenes import MAX_RUNS, Run, knobs_of, new_run
from scenes.grid import varied_of
from scenes.scene import looks_of
from scenes.trajectories import path_at
from studio.look.palette import STYLES
from studio.page import edit
from studio.page.shown import Shown
from studio.panels import controls
from studio.panels.explore.sidebar import stacked
from surfaces import SURFACES, Number
from words import say


def choose(shown: Shown) -> None:
    """The runs: which one is at hand, what can be done with it, and its numbers."""
    scene = shown.scene
    place = at_hand(shown)
    st.session_state["explore run"] = place
    st.segmented_control(
        say("Runs", "control"), range(len(scene.runs)), key="explore run", on_change=partial(_picked, shown),
        required=True, format_func=lambda place: f"{STYLES[looks_of(scene.runs)[place]].sign} {place + 1}",
        help=say("Choose the run whose numbers are shown below. The sign is the one on the picture."),
    )  # fmt: skip
    run = scene.runs[place]
    _actions(shown, run)
    _choices(shown, place, run)


def _picked(shown: Shown) -> None:
    chosen = st.session_state["explore run"]
    if chosen is None:
        return
    st.session_state["explore place"] = chosen
    # The dial and the arrows of the picture are those of the run at hand, too.
    shown.change(lambda scene: edit.take_in_hand(scene, chosen))


def _actions(shown: Shown, run: Run) -> None:
    """What can be done with the run at hand: the one that is at hand when a button is pressed."""

    def added() -> None:
        shown.change(partial(edit.add_run, run=new_run("gd")))
        _last_at_hand(shown)

    def copied() -> None:
        shown.change(partial(edit.copy_run, place=at_hand(shown)))
        _last_at_hand(shown)

    def removed() -> None:
        shown.change(partial(edit.remove_run, place=at_hand(shown)))

    def hidden() -> None:
        shown.change(partial(edit.hide_run, place=at_hand(shown)))

    count = len(shown.scene.runs)
    full = count >= MAX_RUNS
    left, right = st.columns(2, gap="small")
    left.button(
        say("Add", "run"), on_click=added, disabled=full, width="stretch",
        help=say("One run more, up to six."),
    )  # fmt: skip
    right.button(
        say("Duplicate", "run"), on_click=copied, disabled=full, width="stretch",
        help=say("The same run once more, to change one thing."),
    )  # fmt: skip
    left.button(
        say("Show", "run") if run.hidden else say("Hide", "run"), on_click=hidden, width="stretch",
        help=say("Leave it out of the picture, and keep it."),
    )  # fmt: skip
    right.button(
        say("Remove", "run"), on_click=removed, disabled=count == 1, width="stretch",
        help=say("Take this run away."),
    )  # fmt: skip


def _last_at_hand(shown: Shown) -> None:
    st.session_state["explore place"] = len(shown.scene.runs) - 1


def _choices(shown: Shown, place: int, run: Run) -> None:
    record, schedule = optimizer(run.optimizer), SCHEDULES[run.schedule]
    controls.choice(
        "m, σ · optimizer", record.help, list(dict.fromkeys((*OPTIMIZERS, run.optimizer))), run.optimizer,
        f"explore optimizer {place}", lambda id: title_of(optimizer(id)),
        shown.setter(edit.set_parts, "optimizer", place=place),
    )  # fmt: skip
    of_schedule = {number.id for number in schedule_part(run.schedule, run.then).numbers} - {"eta"}
    numbers = [number for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]

    def sliders(chosen: list[Number]) -> None:
        for number in chosen:
            controls.handle(shown, f"{number.id}.{place + 1}")

    sliders([number for number in numbers if number.id not in of_schedule])
    if SURFACES[shown.scene.surface].examples:
        controls.handle(shown, f"batch.{place + 1}")
    _card(record)
    controls.choice(
        "η(t) · schedule", schedule.help, list(SCHEDULES), run.schedule, f"explore schedule {place}",
        lambda id: say(SCHEDULES[id].name, "part"), shown.setter(edit.set_parts, "schedule", place=place),
    )  # fmt: skip
    if run.schedule == "warmup":
        controls.choice(
            "Then", "What follows the warm-up.", FOLLOWERS, run.then,
            f"explore then {place}", lambda id: say(SCHEDULES[id].name, "part"),
            shown.setter(edit.set_parts, "then", place=place),
        )  # fmt: skip
    # On a surface of data an epoch is as long as the batches make it.
    given = {"steps_per_epoch"} if SURFACES[shown.scene.surface].examples else set()
    sliders([number for number in numbers if number.id in of_schedule - given])
    _changes(shown, place, run)


def _card(record: Optimizer) -> None:
    """What the record knows about the method, folded away."""
    rows = [
        (say("Changes", "card"), ", ".join(record.changes) or say("nothing: it is the plain method")),
        (say("Buys", "card"), say(record.buys)),
        (say("Starts", "card"), say(record.start)),
        (say("Elsewhere", "card"), say(record.differs)),
        (say("In a plane", "card"), say(record.plane)),
        (say("Source", "card"), say(record.source)),
    ]
    told = [(name, text) for name, text in rows if text]

    def content() -> None:
        st.latex(stacked(record.formula))
        if told:
            st.markdown("  \n".join(f"**{name}** · {text}" for name, text in told))

    controls.folded(say("About this method"), "explore method open", content)


def _changes(shown: Shown, place: int, run: Run) -> None:
    """The break points of η: from each step on, another rate, without a reset."""
    for order in range(len(run.changes)):
        _change(shown, place, order)
    last = run.changes[-1][0] if run.changes else 0
    st.button(
        say("Change η on the way"), on_click=lambda: shown.change(partial(edit.add_change, place=place)),
        width="stretch", key=f"explore add change {place}",
        disabled=len(run.changes) >= MOST_CHANGES or last >= shown.scene.steps_of(run),
        help=say("From a step on another learning rate; what lies before that step stays as it was."),
    )  # fmt: skip


def _change(shown: Shown, place: int, order: int) -> None:
    step, remove = st.columns([4, 1], vertical_alignment="bottom")
    with step:
        # After the last update there is nothing to change, unless a link has it so.
        run = shown.scene.runs[place]
        last = max(run.changes[order][0], shown.scene.steps_of(run))
        within = replace(CHANGE_AT, high=last, default=min(CHANGE_AT.default, last))
        controls.handle(shown, f"changes.{place + 1}.{order}.at", within)
    remove.button(
        "✕", key=f"explore change {place} {order} remove", help=say("Take this change away."),
        on_click=lambda: shown.change(partial(edit.remove_change, place=place, order=order)),
    )  # fmt: skip
    controls.handle(shown, f"changes.{place + 1}.{order}.eta")


def change_here(shown: Shown, step: int) -> None:
    """A break point of the run at hand at this step, with the rate it has there, to be moved from there on."""
    place = at_hand(shown)
    run = shown.scene.runs[place]
    path = path_at(shown.scene, place)
    rate = float(path.eta[min(step, len(path.eta) - 1)]) if len(path.eta) else edit.last_rate(run)
    if len(run.changes) < MOST_CHANGES:
        shown.change(partial(edit.set_changes, place=place, changes=(*run.changes, (step, rate))))
        message = "{sign}: η can change at step {step} now. Set its new value in the sidebar, which full screen hides."
        st.toast(say(message, sign=STYLES[looks_of(shown.scene.runs)[place]].sign, step=step))


def at_hand(shown: Shown) -> int:
    """The place of the run whose numbers are on show; in a grid it is the one that is varied."""
    if shown.scene.view == "grid":
        return varied_of(shown.scene.runs, shown.scene.varied)[0]
    return min(st.session_state.get("explore place", 0), len(shown.scene.runs) - 1)
