"""What a map is of and over: its kind, the run that is varied, its two numbers with their ends."""

from dataclasses import replace
from functools import partial

import streamlit as st

from optimizers import OPTIMIZERS, SCHEDULES, optimizer, title_of
from scenes import knobs_of
from scenes.maps import Axis, usual, variable
from scenes.maps.link import TARGET, bounds, words_of
from scenes.maps.record import OVER, TELLS
from scenes.trajectories import path_at
from studio.look.numbers import label_of
from studio.page import address, edit
from studio.panels import controls
from studio.panels.maps.mapped import Mapped
from surfaces import SURFACES
from surfaces.split import parts
from words import compact, say


def choose(shown: Mapped) -> None:
    """The controls of a map, in the order of use."""
    map, scene = shown.map, shown.scene
    controls.choice(
        "Over", "What differs from point to point: the start, η with a line for each method, or any two numbers.",
        list(OVER), map.over, "maps over", lambda id: say(OVER[id], "map"),
        lambda over: shown.set(over=over, across="", up=""),
    )  # fmt: skip
    controls.choice(
        "Shows", "Outcome: where a run ends. Final loss: how low. Steps to a loss: how soon.",
        list(TELLS), map.tells, "maps tells", lambda id: say(TELLS[id], "map"), lambda tells: shown.set(tells=tells),
    )  # fmt: skip
    if map.tells == "steps":
        controls.number(TARGET, map.target, "maps target", lambda target: shown.set(target=compact(target)))
    controls.choice(
        "L · surface", "What the runs go down.", list(SURFACES), parts(scene.surface)[0], "maps surface",
        lambda id: say(SURFACES[id].name, "surface"), shown.afresh(edit.set_surface, "surface"),
    )  # fmt: skip
    if map.over != "rates":
        _run(shown)
    controls.handle(shown, "steps")
    if map.over != "starts":
        _axis(shown, "across")
    if map.over == "numbers":
        _axis(shown, "up")
    controls.folded(say("Numbers of the surface and chance"), "maps numbers open", partial(_ground, shown))


def _run(shown: Mapped) -> None:
    """The run that is varied; what an axis varies has no control."""
    run, map = shown.scene.runs[0], shown.map
    controls.choice(
        "m, σ · optimizer", optimizer(run.optimizer).help, list(dict.fromkeys((*OPTIMIZERS, run.optimizer))),
        run.optimizer, "maps optimizer", lambda id: title_of(optimizer(id)),
        shown.afresh(partial(edit.set_parts, place=0), "optimizer"),
    )  # fmt: skip
    given = {"steps_per_epoch"} if SURFACES[shown.scene.surface].examples else set()
    for number, _ in knobs_of(run.optimizer, run.schedule, run.then):
        if number.id not in {map.across.id, map.up.id} | given:
            controls.handle(shown, f"{number.id}.1")
    controls.choice(
        "η(t) · schedule", SCHEDULES[run.schedule].help, list(SCHEDULES), run.schedule, "maps schedule",
        lambda id: say(SCHEDULES[id].name, "part"), shown.afresh(partial(edit.set_parts, place=0), "schedule"),
    )  # fmt: skip


def _axis(shown: Mapped, word: str) -> None:
    """Which number an axis has, and from where to where it goes."""
    map = shown.map
    numbers, axis = variable(map.scene), map.across if word == "across" else map.up
    other = map.up if word == "across" else map.across
    if map.over == "numbers":
        ids = [id for id in numbers if id != other.id]
        label = "Across" if word == "across" else "Up"
        controls.choice(
            label, "The number that differs along this side of the map.", ids, axis.id, f"maps {word}",
            lambda id: label_of(numbers[id]), lambda id: _kept(shown, word, usual(map.scene, numbers[id])),
        )  # fmt: skip
    low, high = bounds(numbers[axis.id])
    for column, end in zip(st.columns(2), ("first", "last"), strict=True):
        key = f"maps {word} {end}"

        def changed(end: str = end, key: str = key) -> None:
            value = float(st.session_state[key])
            _kept(shown, word, axis._replace(first=value) if end == "first" else axis._replace(last=value))

        st.session_state[key] = float(getattr(axis, end))
        names = {"first": say("{number} from", number=numbers[axis.id].symbol or axis.id),
                 "last": say("{number} to", number=numbers[axis.id].symbol or axis.id)}  # fmt: skip
        column.number_input(
            names[end], low, high, step=(axis.last - axis.first) / 10, format="%.6g", key=key, on_change=changed
        )


def _kept(shown: Mapped, word: str, axis: Axis) -> None:
    words = words_of(replace(shown.map, **{word: axis}))  # type: ignore[arg-type]
    shown.set(across=words["across"], up=words["up"] if shown.map.over != "rates" else "")


def _ground(shown: Mapped) -> None:
    map = shown.map
    for number in SURFACES[shown.scene.surface].numbers:
        if number.id not in {map.across.id, map.up.id}:
            controls.handle(shown, f"{parts(shown.scene.surface)[0]}.{number.id}")
    for word in ("noise", "seed", "seeds"):
        controls.handle(shown, word)


def opened(shown: Mapped) -> None:
    """The run of the scene, which a click on the map has chosen: what became of it, and the way to see all of it."""
    scene = replace(shown.map.scene, runs=shown.scene.runs[:1])
    path, symbols = path_at(scene, 0), {"x": scene.start[0], "y": scene.start[1]}
    run = scene.runs[0]
    said, way = st.columns([4, 1], vertical_alignment="center")
    message = "**Chosen:** {method}, η = {eta}, from ({x:.4g}, {y:.4g}). {sentence}"
    said.markdown(
        say(
            message, method=title_of(optimizer(run.optimizer)), eta=compact(dict(run.numbers)["eta"]),
            sentence=path.outcome.sentence, **symbols,
        )
    )  # fmt: skip
    way.page_link("pages/explore.py", label=say("Open it in Explore."), query_params=address.of("explore", scene))
