"""What is said of a run beside its numbers: since when it bounces."""

import re
from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, Run, new_run, trajectories
from scenes.drawn.names import name_of
from scenes.scene import with_value
from scenes.trajectories import origin_of
from studio.page import edit
from studio.player.facts import TURNS, bounces, rolls
from studio.player.payload import on_show, payload
from surfaces import SURFACES

BOWL = SURFACES["bowl"].domain


def test_the_picture_of_the_lecture_is_what_the_lecture_says() -> None:
    wide, narrow = trajectories(SCENES["one_rate"])
    assert (len(wide.loss) - 1, len(narrow.loss) - 1) == (300, 100_000)
    assert (np.diff(np.sign(wide.point[:, 1])) != 0).all()
    assert wide.loss[[0, -1]] == pytest.approx([22.0, 20.3], abs=0.05)
    assert np.hypot(*wide.grad.T).min() >= 64
    assert narrow.point[-1] == pytest.approx([-3.985, -0.006], abs=5e-4)


def test_a_bounce_is_told_of_from_where_it_begins_to_where_it_ends() -> None:
    wide, narrow = trajectories(SCENES["one_rate"])
    assert bounces(wide, BOWL) == [(0, 300)]
    assert bounces(narrow, BOWL) == []
    (adagrad,) = trajectories(SCENES["burst"])
    for first, last in bounces(adagrad, BOWL):
        moves = np.diff(adagrad.point[first : last + 1], axis=0)
        assert ((moves[1:] * moves[:-1]).sum(axis=1) < 0).all()
        assert last - first > TURNS
    assert bounces(adagrad, BOWL)


def test_of_a_noisy_run_no_bounce_is_told() -> None:
    (run,) = payload(SCENES["noise_escapes"])["runs"]
    assert run["bounces"] == []


@pytest.mark.parametrize("alpha", [0.8, 0.9, 0.95])
def test_what_winds_along_a_valley_by_steps_too_short_to_be_seen_does_not_bounce(alpha: float) -> None:
    scene = SCENES["small_then_large"]
    winner = with_value(scene.runs[0], "alpha", alpha)
    (run,) = payload(replace(scene, runs=(winner,)))["runs"]
    assert run["kind"] == "hovering"
    assert run["bounces"] == []
    # It does turn back at most of its steps: only what is seen of them makes a bounce.
    path = trajectories(replace(scene, runs=(winner,)))[0]
    moves = np.diff(path.point, axis=0)
    assert ((moves[1:] * moves[:-1]).sum(axis=1) < 0).mean() > 0.5


@pytest.mark.parametrize(("name", "step"), [("burst", 30), ("bursts_again", 230)])
def test_a_mark_says_where_a_run_crosses_its_limit_and_the_burst_comes_after_it(name: str, step: int) -> None:
    (run,) = payload(SCENES[name])["runs"]
    steps = {kind: [one["step"] for one in run["chapters"] if one["kind"] == kind] for kind in ("limit", "burst")}
    assert steps["limit"] == [step]
    assert min(steps["burst"]) > step
    assert "crosses its limit" in [one["text"] for one in run["chapters"]]


def test_on_the_dial_each_value_has_its_own_limit() -> None:
    scene = edit.set_marks(SCENES["burst"], ["dial"])
    dial = payload(scene)["dial"]
    found = {
        value: [one["step"] for one in fact["chapters"] if one["kind"] == "limit"]
        for value, fact in zip(dial["values"], dial["facts"], strict=True)
    }
    assert found[0.06] == [30]
    # A rate that is short enough never crosses it.
    assert found[min(found)] == []
    assert len({tuple(steps) for steps in found.values()}) > 5


def test_where_the_rate_stays_the_same_no_limit_is_crossed_by_it() -> None:
    (plain, decayed) = (
        replace(SCENES["shifted"], runs=(new_run("gd", schedule, eta=0.3),)) for schedule in ("constant", "linear")
    )
    assert [one["kind"] for one in payload(plain)["runs"][0]["chapters"]].count("limit") == 0
    assert [one["kind"] for one in payload(decayed)["runs"][0]["chapters"]].count("limit") == 1


def test_a_mark_of_a_burst_says_which_rate_had_passed_its_limit() -> None:
    for id, least in (("burst", 1), ("bursts_again", 3)):
        (run,) = payload(SCENES[id])["runs"]
        told = [one["text"] for one in run["chapters"] if one["kind"] == "burst"]
        assert len(told) >= least
        for text in told:
            found = re.fullmatch(r"burst: η/σ₂ at ([\d.]+) × 2/λ₂", text)
            assert found
            assert float(found[1]) > 1


@pytest.mark.parametrize(("method", "expected"), [("momentum", True), ("gd", False), ("momentum_ema", False),
                                               ("nesterov", False), ("adam", False)])  # fmt: skip
def test_only_of_classical_momentum_a_movement_is_the_last_one_and_a_gradient(method: str, expected: bool) -> None:
    scene = replace(SCENES["ball"], steps=20, runs=(new_run(method, eta=0.01),))
    assert rolls(on_show(scene, None)[0].origin) is expected


@pytest.mark.parametrize(
    ("changes", "rates"),
    [
        ((), "0.001"),
        (((30, 0.0005),), "0.001 → 0.0005"),
        (((30, 0.0005), (40, 1e-7)), "0.001 → 0.0005 → 1e-7"),
        (((30, 0.0005), (40, 1e-7), (50, 0.001)), "0.001 → 0.0005 → 1e-7 → …"),
        # A place that is not yet given another rate, one at the start, and one after the last update.
        (((30, 0.001),), "0.001"),
        (((0, 0.5),), "0.5"),
        (((99, 0.5),), "0.001 → 0.5"),
        (((100, 0.5),), "0.001"),
        # Set where a schedule had come to.
        (((30, 0.0007071067811865475),), "0.001 → 0.0007071"),
    ],
)
def test_the_name_of_a_run_tells_what_its_rate_is_changed_to(
    changes: tuple[tuple[int, float], ...], rates: str
) -> None:
    run = replace(new_run("gd", eta=1e-3), changes=changes)
    scene = replace(SCENES["compromise"], runs=(run,), steps=100, view="one")
    assert [one["name"] for one in payload(scene)["runs"]] == [f"Gradient descent, η = {rates}"]
    falling = replace(run, schedule="exponential")
    assert name_of(origin_of(scene, falling), 100) == f"Gradient descent, η = {rates} · Exponential"


def test_runs_that_differ_in_one_number_only_are_told_apart_by_it() -> None:
    def named(*runs: Run) -> list[str]:
        return [one["name"] for one in payload(replace(SCENES["compromise"], runs=runs))["runs"]]

    short, long = (new_run("rmsprop", eta=0.002, alpha=alpha) for alpha in (0.05, 0.999))
    assert named(short, long) == ["RMSProp, η = 0.002, α = 0.05", "RMSProp, η = 0.002, α = 0.999"]
    # A run of another method, or of another η, and one that is the same in all its numbers tell nothing apart.
    others = new_run("gd", eta=0.002), replace(long, numbers=(("eta", 0.01), *long.numbers[1:])), short
    assert named(short, *others)[0] == "RMSProp, η = 0.002"
    two = [new_run("adam", "cosine", eta=0.1, beta1=first, beta2=0.99) for first in (0.5, 0.9)]
    assert named(*two) == [f"Adam, η = 0.1, β₁ = {first} · Cosine" for first in (0.5, 0.9)]
