"""The update written out: the states of its parts, and formulas that give the recorded numbers again."""

import re
from collections.abc import Callable
from dataclasses import replace
from math import cos, pi, sqrt
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Path, Step, descend
from optimizers.loop.replay import replay
from optimizers.loop.scan import CHUNK
from optimizers.parts.averages import root_of
from optimizers.parts.part import Part
from scenes import SCENES, Run, Scene, new_run, trajectories
from scenes.scene import usual_numbers
from studio.page import edit
from studio.player.marks.microscope import FACTORS
from studio.player.payload import CLOSE, keys, payload
from surfaces import SURFACES
from tests.crossing import every
from tests.studio.player.test_payload import scene_of, sent, unpacked

PARTS = {part.id: (part, method) for method in OPTIMIZERS.values() for part in (method.m, method.sigma) if part.memory}


def numbers_of(method: str) -> dict[str, float]:
    return {number.id: value for number, value in zip(OPTIMIZERS[method].numbers, _usual(method), strict=True)}


def _usual(method: str) -> list[float]:
    record = OPTIMIZERS[method]
    return [record.usual.get(number.id, number.default) for number in record.numbers]


def by_hand(part: Part, path: Path, numbers: dict[str, float], steps: range, state: np.ndarray) -> np.ndarray:
    """The states before each of the steps, one update after the other, nothing compiled."""
    knobs = {number.id: jnp.asarray(np.float64(numbers[number.id])) for number in part.numbers}
    found, last = [], jnp.asarray(state)
    with jax.disable_jit():
        for t in steps:
            found.append(np.asarray(last))
            row = (jnp.asarray(np.float64(t)), *(jnp.asarray(c[t]) for c in (path.point, path.loss, path.grad)))
            _, last = part.update(Step(*row), last, knobs)
    return np.array(found)


@pytest.mark.parametrize("id", PARTS)
def test_replayed_states_are_those_of_the_parts_step_by_step(id: str) -> None:
    part, method = PARTS[id]
    numbers = numbers_of(method.id)
    path = descend(SURFACES["crescent"], method, steps=CHUNK + 20, eta=1e-4)
    states = replay(part, path, numbers)
    assert states is not None
    assert states.shape == (CHUNK + 20, 2)
    for begin in (0, CHUNK - 5):
        steps = range(begin, begin + 15)
        # Of an average of squares the root is told.
        kept = states[begin] ** 2 if part.told is root_of else states[begin]
        hand = np.array([part.told(jnp.asarray(row)) for row in by_hand(part, path, numbers, steps, kept)])
        assert states[begin : begin + 15] == pytest.approx(hand, rel=1e-12, abs=1e-300)
    assert not states[0].any()


def test_a_part_without_one_value_for_each_parameter_has_no_states() -> None:
    path = descend(SURFACES["bowl"], OPTIMIZERS["gd"], steps=3)
    assert replay(OPTIMIZERS["gd"].m, path, {}) is None


def test_another_number_of_steps_or_another_knob_compiles_nothing(compilations: Callable[[], int]) -> None:
    method = OPTIMIZERS["adam"]
    paths = [descend(SURFACES["bowl"], method, steps=steps) for steps in (10, 300, CHUNK + 1)]
    replay(method.sigma, paths[0], numbers_of("adam"))
    compilations()
    for path, beta2 in zip(paths, (0.9, 0.99, 0.5), strict=True):
        replay(method.sigma, path, numbers_of("adam") | {"beta2": beta2})
    assert compilations() == 0


SIGNS = (("√", "sqrt"), ("²", "**2"), ("^", "**"), ("·", "*"), ("−", "-"), ("π", "pi"))

# What the browser does with a template, in Python: numbers for the names, then arithmetic.


def value_of(template: str, numbers: dict[str, float]) -> float:
    """The value of a written formula."""

    def number(found: re.Match[str]) -> str:
        name, _, own = found[1].rpartition("=")
        return f"({own if name else repr(numbers[found[1]])})"

    text = re.sub(r"\|([^|]*)\|", r"abs(\1)", re.sub(r"{([^{}]*)}", number, template))
    for sign, python in SIGNS:
        text = text.replace(sign, python)
    return float(eval(text, {"sqrt": sqrt, "cos": cos, "pi": pi}))


def closely(scene: Scene, around: int) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """The first run of a payload with numbers, and the columns of its window."""
    run = payload(edit.set_marks(scene, ["numbers"]), around)["runs"][0]
    return run, {name: unpacked(column) for name, column in run["window"]["columns"].items()}


def check_written(scene: Scene, run: dict[str, Any], near: dict[str, np.ndarray], row: int) -> None:
    """The written formulas of one row give what was recorded."""
    step = run["window"]["from"] + row
    templates = [line for line in run["window"]["written"] if line[0] <= step][-1][1:]
    knobs = {id: value for id, (_, value) in run["formulas"]["knobs"].items()} | {"t": step, "n": step + 1}
    for axis in (1, 2):
        for letter, template in zip(("m", "s"), templates, strict=False):
            if not template:
                continue
            last = near.get(f"last_{letter}{axis}", np.zeros(row + 1))[row]
            value = value_of(template, knobs | {"g": float(near[f"g{axis}"][row]), "last": float(last)})
            # The text rounds after every operation; the loop may keep a product exact.
            assert value == pytest.approx(near[f"{letter}{axis}"][row], rel=1e-9, abs=1e-280)
    assert value_of(templates[2], knobs) == pytest.approx(near["eta"][row], rel=1e-12)


NOT_WRITTEN = (
    "adam_matrix", "sam", "polyak", "lookahead", "schedule_free", "schedule_free_adamw", "newton", "ademamix", "prodigy"
)  # fmt: skip
"""Whose m no line can say for one parameter by itself."""


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_what_is_written_gives_what_was_recorded(id: str) -> None:
    scene = scene_of("crescent", 60, new_run(id, eta=1e-3))
    run, near = closely(scene, 30)
    for row in (0, 1, 2, 5, 6, 59):
        check_written(scene, run, near, row)
    library = OPTIMIZERS[id].library
    whole = OPTIMIZERS[id].sigma.name if id == "clipped" else OPTIMIZERS[id].m.name if id in NOT_WRITTEN else ""
    assert run["formulas"]["computed"] == (f"computed by {library}" if library else whole)


SCHEDULED = [(id, "constant") for id in SCHEDULES if id not in ("constant", "warmup")]
SCHEDULED += [("warmup", id) for id in ("constant", "inverse_sqrt")]


@pytest.mark.parametrize(("schedule", "then"), SCHEDULED)
def test_the_rate_of_every_schedule_is_written(schedule: str, then: str) -> None:
    run = new_run("adagrad", schedule, then)
    scene = scene_of("crescent", 60, run)
    # Breaks come after whatever schedule in one and the same way: here after a few, in a soak after all.
    broken = every() or not SCHEDULED.index((schedule, then)) % 5
    for changes in ((), ((7, 0.001), (30, 0.002)))[: 1 + broken]:
        changed = edit.set_run(scene, 0, replace(run, changes=changes))
        shown, near = closely(changed, 10)
        for row in (0, 6, 7, 29, 30, 59):
            if [line for line in shown["window"]["written"] if line[0] <= row][-1][3]:
                check_written(changed, shown, near, row)


def test_an_epoch_of_the_data_stands_in_for_the_number() -> None:
    run = replace(new_run("gd", "inverse_time", steps_per_epoch=7.0, decay=0.5), batch=5)
    scene = scene_of("linear_regression", 40, run)
    shown, near = closely(scene, 0)
    assert shown["formulas"]["knobs"]["steps_per_epoch"] == ["n", 4.0]
    check_written(scene, shown, near, 9)


def test_numbers_are_float64_around_the_play_head_in_short_runs_and_long_ones() -> None:
    for scene, around, first, last in (
        (SCENES["all_five"], 40, 0, 290),
        (edit.set_steps(SCENES["one_rate"], 100_000), 5000, 4750, 5250),
    ):
        run, near = closely(scene, around)
        path = trajectories(scene)[0]
        assert (run["window"]["from"], CLOSE) == (first, 250)
        for name, column in (("x", path.point[:, 0]), ("g2", path.grad[:, 1]), ("loss", path.loss)):
            assert near[name].dtype == np.float64
            assert np.array_equal(near[name], column[first : last + 1])
        for name, column in (("eta", path.eta), ("s1", path.sigma[:, 0]), ("m2", path.m[:, 1])):
            assert np.array_equal(near[name], column[first : last + 1])


def test_the_last_point_has_no_update() -> None:
    _, near = closely(scene_of("bowl", 10, new_run("adam")), 0)
    assert len(near["x"]) == 11
    for name in (*(set(FACTORS) - {"g1", "g2"}), "last_m1", "last_s2"):
        assert np.isnan(near[name][-1])
        assert np.isfinite(near[name][:-1]).all()
    run, near = closely(scene_of("bowl", 0, new_run("adam")), 0)
    assert run["window"]["written"] == []
    assert len(near["x"]) == 1


def test_a_formula_is_sent_once_for_as_long_as_it_holds() -> None:
    run, _ = closely(scene_of("bowl", 60, new_run("rmsprop", "warmup", warmup=20)), 0)
    assert [line[0] for line in run["window"]["written"]] == [0, 1, 20]
    assert run["formulas"]["memory"] == {"m": "", "sigma": "(σᵗ⁻¹)"}


def test_without_the_mark_there_is_nothing_of_it() -> None:
    data = payload(SCENES["all_five"], 10)
    assert data["window"] is None
    assert all(run["formulas"] is None and "window" not in run for run in data["runs"])
    marked = edit.set_marks(SCENES["all_five"], ["numbers"])
    assert keys(payload(marked)) == keys(data)
    assert payload(marked)["window"] is None
    assert payload(marked, 10)["window"] == {"around": 10, "reach": CLOSE}


@pytest.mark.parametrize("run", [new_run("gd", eta=0.2), new_run("heavy_ball.moving_square", eta=1000)])
def test_a_run_that_leaves_all_numbers_is_written_up_to_its_end(run: Run) -> None:
    scene = Scene("quadratic", usual_numbers("quadratic"), (1.0, 2.0), 1000, (run,), marks=("numbers",))
    for around in (0, 321, 900):
        assert sent(payload(scene, around))
