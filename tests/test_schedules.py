"""Schedules: η^t by hand, epochs, what follows a warm-up, and each with each optimizer."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, descend
from surfaces import SURFACES

GD, QUADRATIC = OPTIMIZERS["gd"], SURFACES["quadratic"]

# For each schedule its numbers (η is 0.6 throughout) and η^t at the steps named.
HAND = {
    "constant": ({}, {0: 0.6, 1: 0.6, 2: 0.6, 99: 0.6}),
    # 0.6 / (1 + ½ t): over 1, 1.5, 2, 2.5, 3, and 6 at t = 10
    "inverse_time": ({"decay": 0.5}, {0: 0.6, 1: 0.4, 2: 0.3, 3: 0.24, 4: 0.2, 10: 0.1}),
    # 0.6 / √(1 + t/4): over √1, √1.25, √1.5, and √4, √9, √25 at t = 12, 32, 96
    "inverse_sqrt": (
        {"horizon": 4},
        {0: 0.6, 1: 0.5366563145999496, 2: 0.4898979485566356, 12: 0.3, 32: 0.2, 96: 0.12},
    ),
    # no break points
    "manual": ({}, {0: 0.6, 1: 0.6, 2: 0.6, 99: 0.6}),
    # 0.6 (t + 1)/4 for t < 4, then 0.6
    "warmup": ({"warmup": 4}, {0: 0.15, 1: 0.3, 2: 0.45, 3: 0.6, 4: 0.6, 5: 0.6, 99: 0.6}),
}

# The same after a warm-up of 4 steps: the follower starts afresh, its t = 0 at step 4.
FOLLOWING = {
    "constant": HAND["warmup"],
    "inverse_time": ({"decay": 0.5}, {0: 0.15, 3: 0.6, 4: 0.6, 5: 0.4, 6: 0.3, 7: 0.24, 14: 0.1}),
    # 1 + (t − 4)/4 = t/4, so that η^t is 1.2/√t
    "inverse_sqrt": ({"horizon": 4}, {0: 0.15, 3: 0.6, 4: 0.6, 9: 0.4, 16: 0.3, 36: 0.2, 64: 0.15}),
}


def rates(schedule: str, then: str = "constant", **numbers: float) -> np.ndarray:
    """η^0 … η^99, taken from a run that stays where it starts."""
    path = descend(QUADRATIC, GD, start=(0, 0), steps=100, schedule=schedule, then=then, eta=0.6, **numbers)
    return path.eta


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_rates_are_those_computed_by_hand(schedule: str) -> None:
    numbers, expected = HAND[schedule]
    found = rates(schedule, **numbers)
    assert {t: found[t] for t in expected} == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("then", FOLLOWING)
def test_after_the_warm_up_the_follower_starts_afresh(then: str) -> None:
    numbers, expected = FOLLOWING[then]
    found = rates("warmup", then, **{**numbers, "warmup": 4})
    assert {t: found[t] for t in expected} == pytest.approx(expected, rel=1e-14)


def test_every_schedule_has_values_by_hand() -> None:
    assert set(HAND) == set(SCHEDULES)
    assert set(FOLLOWING) == set(SCHEDULES) - {"warmup", "manual"}
    assert all(schedule.id == id for id, schedule in SCHEDULES.items())


def test_an_epoch_is_as_many_steps_as_the_user_says() -> None:
    found = rates("inverse_time", decay=0.5, steps_per_epoch=3)
    # Epochs 0, 1, 2, 3 are the steps 0 to 2, 3 to 5, 6 to 8, 9 to 11.
    assert found[:12] == pytest.approx(np.repeat([0.6, 0.4, 0.3, 0.24], 3), rel=1e-14)
    assert len(np.unique(found)) == 34


def test_after_a_warm_up_the_epochs_are_counted_from_its_end() -> None:
    found = rates("warmup", "inverse_time", warmup=4, decay=0.5, steps_per_epoch=3)
    assert found[:4] == pytest.approx([0.15, 0.3, 0.45, 0.6], rel=1e-14)
    assert found[4:13] == pytest.approx(np.repeat([0.6, 0.4, 0.3], 3), rel=1e-14)


def test_a_warm_up_of_one_step_is_none() -> None:
    for then, (numbers, _) in FOLLOWING.items():
        numbers = {id: value for id, value in numbers.items() if id != "warmup"}
        warmed, plain = rates("warmup", then, warmup=1, **numbers), rates(then, **numbers)
        assert warmed[0] == 0.6
        assert np.array_equal(warmed[1:], plain[:-1])


def test_with_the_same_horizon_the_decay_after_a_warm_up_is_one_over_the_root_of_t() -> None:
    found, t = rates("warmup", "inverse_sqrt", warmup=20, horizon=20), np.arange(100)
    assert found[20:] == pytest.approx(0.6 * np.sqrt(20 / t[20:]), rel=1e-14)
    assert found.argmax() in (19, 20)


def test_the_learning_rate_is_halved_when_the_help_of_its_number_says() -> None:
    # "After 1/d epochs", and "after 3 T steps".
    assert rates("inverse_time", decay=0.05)[20] == pytest.approx(0.3, rel=1e-14)
    assert rates("inverse_sqrt", horizon=10)[30] == pytest.approx(0.3, rel=1e-14)


def test_without_decay_the_rate_is_constant() -> None:
    assert set(rates("inverse_time", decay=0)) == {0.6}


def test_the_millionth_step_is_as_exact_as_the_first() -> None:
    path = descend(QUADRATIC, GD, steps=1_000_000, schedule="inverse_time", eta=1e-3, decay=0.5)
    assert path.eta[-1] == pytest.approx(1e-3 / (1 + 0.5 * 999_999), rel=1e-14)


ALL = [(schedule, "constant") for schedule in HAND] + [("warmup", then) for then in FOLLOWING if then != "constant"]


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize(("schedule", "then"), ALL)
def test_each_schedule_is_the_same_for_each_optimizer(schedule: str, then: str, optimizer: str) -> None:
    numbers = HAND[schedule][0] | (FOLLOWING[then][0] if schedule == "warmup" else {})
    choice = {"schedule": schedule, "then": then, "eta": 0.06, **numbers}
    path = descend(QUADRATIC, OPTIMIZERS[optimizer], start=(1, 1), steps=7, **choice)
    assert np.array_equal(path.eta, descend(QUADRATIC, GD, start=(0, 0), steps=7, **choice).eta)
    # And the rate is what each step was made with; the formula may be rounded once more here.
    step = path.eta[:, None] / path.sigma * path.m
    assert path.point[1:] == pytest.approx(path.point[:-1] - step, rel=0, abs=1e-15)
