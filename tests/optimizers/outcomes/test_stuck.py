"""Where a run is stuck and where it has arrived: what its outcome says on and near critical points."""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS, descend
from surfaces import SURFACES

GD = OPTIMIZERS["gd"]


def test_the_saddle_of_the_symmetric_crescent_is_where_the_cubic_says() -> None:
    crescent = SURFACES["crescent"]
    path = descend(crescent, GD, eta=3e-3, steps=3000, angle=0, start=(-1.35, 0))
    # 4 w x (x² − 1) + 2 k (x − 1) = 0
    assert path.point[-1] == pytest.approx([min(np.roots([80, 0, -79.5, -0.5])), 0.0], rel=1e-13)
    assert (path.point[:, 1] == 0).all()
    # A hair beside the ridge it is not stuck.
    beside = descend(crescent, GD, eta=3e-3, steps=30_000, angle=0, start=(-1.35, 1e-9))
    assert beside.outcome.kind == "converged"


@pytest.mark.parametrize("eta", [0.01, 0.05, 0.5])
def test_a_run_along_the_ridge_is_stuck_from_where_a_millionth_of_its_way_down_is_left(eta: float) -> None:
    # ½ x² falls by (1 − η)² at each step; below the saddle, at ¼, there is nothing to gain on the ridge.
    outcome = descend(SURFACES["saddle"], GD, eta=eta, steps=2000, start=(-1.6, 0)).outcome
    expected = math.ceil(math.log(1e-6) / (2 * math.log(1 - eta)))
    assert (outcome.kind, outcome.step, outcome.facts["sentence"]) == ("stuck", expected, "stuck on the ridge")
    assert outcome.sentence.startswith(f"Stuck at step {expected}: this is a saddle, not a minimum. ")


def test_beside_the_ridge_nobody_is_told_that_no_step_leads_off_it() -> None:
    for beside in (1e-3, 1e-9, 1e-150):
        for steps in (0, 100, 500):
            outcome = descend(SURFACES["saddle"], GD, eta=0.05, steps=steps, start=(-1.6, beside)).outcome
            assert outcome.facts.get("sentence") != "stuck on the ridge"


def test_momentum_rolls_on_over_the_monkey_saddle_so_nobody_is_stuck_on_that_ridge_until_it_is_level() -> None:
    monkey = SURFACES["monkey_saddle"]
    assert descend(monkey, GD, eta=0.05, steps=3000, start=(1.2, 0)).outcome.kind == "crawling"
    rolled = descend(monkey, OPTIMIZERS["momentum"], eta=0.05, steps=300, start=(1.2, 0))
    assert rolled.point[-1] == pytest.approx([-1.0, 0.0], abs=1e-6)


@pytest.mark.parametrize("slope", [0.0, 1e-9, 1e-6])
def test_a_shelf_is_no_local_minimum_though_it_curves_up_a_little(slope: float) -> None:
    for start in ((-0.01, 0.0), (-1e-4, 0.0), (-1e-7, 0.0), (0.0, 0.0), (-1.7, 0.9)):
        for steps in (0, 300, 3000):
            path = descend(SURFACES["plateau"], GD, eta=0.1, steps=steps, start=start, slope=slope)
            if path.point[-1, 0] < 1:
                assert path.outcome.kind != "converged"


def test_lower_than_the_minimum_of_the_picture_is_outside_of_it() -> None:
    for turns in (1, 2, 10):
        # Each turn of the sine leads π to the left, down, and lower.
        start = (-0.5 - math.pi * turns, -1.5 - math.pi * turns)
        outcome = descend(SURFACES["mccormick"], GD, eta=0.1, steps=300, start=start).outcome
        assert (outcome.kind, outcome.facts["sentence"]) == ("converged", "converged beyond")
        assert outcome.facts["loss"] == pytest.approx(-math.sqrt(3) / 2 - math.pi / 3 - math.pi * turns, rel=1e-12)
