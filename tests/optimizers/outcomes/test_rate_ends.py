"""A rate that becomes 0 or leaves float64: the run says so, unless something else ended it before."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend
from optimizers.loop.scan import CHUNK
from surfaces import SURFACES

BOWL, QUADRATIC, CRESCENT = SURFACES["bowl"], SURFACES["quadratic"], SURFACES["crescent"]
GD = OPTIMIZERS["gd"]
STILL = "Stands still from step {step:,} on: the schedule has brought the learning rate to 0."
LEFT = (
    "Diverges: at step {step:,} the learning rate itself is too large for a float64. Let the schedule grow more slowly."
)


def told(path: Path) -> tuple[str, int, str]:
    outcome = path.outcome
    return outcome.kind, outcome.step, outcome.sentence


# A rate of 1e-3 is 0 where it is below the smallest normal float64, 2.2e-308: times ½^1013, times 0.5^(t // 100).
@pytest.mark.parametrize(
    ("choice", "step"),
    [
        ({"schedule": "linear", "span": 40}, 40),
        ({"schedule": "cosine", "span": 40}, 40),
        ({"schedule": "warmup", "then": "linear", "warmup": 20, "span": 40}, 60),
        ({"schedule": "one_cycle", "span": 40, "end_share": 0}, 40),
        ({"schedule": "exponential", "gamma": 1e-60}, 6),
        ({"schedule": "staircase", "drop": 1e-60, "every": 7}, 42),
    ],
)
def test_a_rate_that_becomes_0_is_told_with_the_step_from_which_it_is_0(choice: dict, step: int) -> None:
    path = descend(BOWL, GD, steps=300, eta=1e-3, **choice)
    assert (path.eta[:step] > 0).all()
    assert (path.eta[step:] == 0).all()
    assert (path.point[step:] == path.point[step]).all()
    assert told(path) == ("stuck", step, STILL.format(step=step))


def test_the_rate_of_the_update_to_come_has_stopped_nothing_yet() -> None:
    choice = {"schedule": "linear", "span": 40, "eta": 1e-3}
    assert "learning rate" not in descend(BOWL, GD, steps=40, **choice).outcome.sentence
    assert told(descend(BOWL, GD, steps=41, **choice)) == ("stuck", 40, STILL.format(step=40))


def test_a_run_that_arrived_before_its_rate_was_0_has_arrived() -> None:
    outcome = descend(QUADRATIC, GD, steps=600, eta=0.05, schedule="linear", span=500).outcome
    assert outcome.kind == "converged"
    assert outcome.step < 300
    assert descend(QUADRATIC, GD, steps=600, eta=0.05, schedule="linear", span=50).outcome.kind == "stuck"


def test_a_run_that_was_stuck_before_its_rate_was_0_is_stuck_where_it_was() -> None:
    choice = {"eta": 3e-3, "steps": 300, "angle": 0, "start": (-1.35, 0), "schedule": "linear"}
    # On the ridge the saddle is reached in some thirty steps.
    assert "this is a saddle" in descend(CRESCENT, GD, span=200, **choice).outcome.sentence
    assert told(descend(CRESCENT, GD, span=5, **choice))[1:] == (5, STILL.format(step=5))


def test_a_rate_that_comes_back_has_not_stopped_the_run() -> None:
    choice = {"eta": 1e-3, "schedule": "linear", "span": 40, "steps": 300}
    assert descend(BOWL, GD, **choice, changes=[(100, 1e-3)]).outcome.kind == "descending"
    # Restarts: the rate is small at times, and never 0.
    assert (descend(BOWL, GD, steps=300, eta=1e-3, schedule="cosine_restarts").eta > 0).all()


def test_a_run_that_diverged_before_its_rate_was_0_has_diverged() -> None:
    outcome = descend(QUADRATIC, GD, steps=300, eta=1, schedule="staircase", drop=1e-200, every=200).outcome
    assert outcome.kind == "diverged"
    assert "the loss grows" in outcome.sentence


def test_with_noise_a_rate_of_0_is_told_too() -> None:
    path = descend(BOWL, GD, steps=300, eta=1e-5, schedule="linear", span=40, sampling=Sampling(noise=0.1))
    assert told(path) == ("stuck", 40, STILL.format(step=40))


# At the minimum there is no slope, so the point stays finite whatever the rate. γ^t is ∞ from t = 1024 on.
@pytest.mark.parametrize("optimizer", ["gd", "momentum", "adam", "rmsprop"])
def test_a_rate_that_leaves_float64_ends_the_run_and_is_named(optimizer: str) -> None:
    choice = {"start": (0, 0), "schedule": "exponential", "gamma": 2, "eta": 1e-3}
    path = descend(BOWL, OPTIMIZERS[optimizer], steps=5000, **choice)
    assert len(path.eta) == 1024
    assert all(np.isfinite(getattr(path, column)).all() for column in ("point", "loss", "grad", "eta", "sigma", "m"))
    assert told(path) == ("diverged", 1024, LEFT.format(step=1024))
    # The update that would come next moves nothing yet.
    assert descend(BOWL, OPTIMIZERS[optimizer], steps=1024, **choice).outcome.kind == "converged"


@pytest.mark.parametrize("last", [CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1])
def test_it_does_not_matter_where_in_the_loop_s_pieces_the_rate_leaves_float64(last: int) -> None:
    choice = {"start": (0, 0), "schedule": "exponential", "eta": 1, "steps": 20_000}
    path = descend(BOWL, GD, gamma=2 ** (1024 / (last - 0.5)), **choice)
    assert len(path.eta) == last
    assert np.isfinite(path.eta).all()
    assert told(path) == ("diverged", last, LEFT.format(step=last))


def test_where_there_is_a_slope_a_growing_rate_takes_the_loss_with_it_first() -> None:
    path = descend(BOWL, GD, steps=5000, schedule="exponential", gamma=1.1, eta=1e-4)
    assert path.outcome.kind == "diverged"
    assert "the loss grows to" in path.outcome.sentence
    assert np.isfinite(path.point).all()
    # The search for a good rate: it falls at first, and the lowest loss lies far from both ends.
    assert 10 < path.loss.argmin() < len(path.eta) - 100
