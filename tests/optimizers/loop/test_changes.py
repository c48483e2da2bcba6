"""Break points: the learning rate changed while a run goes on, without a reset."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Path, descend
from optimizers.recipes.schedules import MOST_CHANGES, check_changes
from surfaces import SURFACES
from tests.crossing import among

BOWL, QUADRATIC = SURFACES["bowl"], SURFACES["quadratic"]
GD, ADAM = OPTIMIZERS["gd"], OPTIMIZERS["adam"]
# What is known at a step, and what its update is made of.
BEFORE, UPDATE = ("point", "loss", "grad"), ("eta", "sigma", "m")
# No pairs at all.
ODD = (5, None, [5], [(1, 2, 3)], [()], (100, 0.01), "ab")


def assert_same_until(step: int, one: Path, other: Path) -> None:
    """The same to the last bit: points up to θ^step, updates up to the one that leads there."""
    for column in BEFORE:
        assert np.array_equal(getattr(one, column)[: step + 1], getattr(other, column)[: step + 1])
    for column in UPDATE:
        assert np.array_equal(getattr(one, column)[:step], getattr(other, column)[:step])


# Schedule-free descent among them, whose m is made of η.
@pytest.mark.parametrize("optimizer", among(OPTIMIZERS, 8))
def test_before_the_first_break_point_nothing_differs_and_from_it_on_only_the_rate(optimizer: str) -> None:
    choice = {"steps": 120, "eta": 1e-3}
    plain = descend(BOWL, OPTIMIZERS[optimizer], **choice)
    changed = descend(BOWL, OPTIMIZERS[optimizer], **choice, changes=[(70, 2e-3)])
    same = descend(BOWL, OPTIMIZERS[optimizer], **choice, changes=[(70, 1e-3)])
    if optimizer.startswith("schedule_free"):
        # Its m is made of η as well: another program, which rounds a product that this one does not.
        assert changed.point[:71] == pytest.approx(plain.point[:71], rel=1e-12)
        assert same.point == pytest.approx(plain.point, rel=1e-12)
        assert np.abs(changed.point[72] - plain.point[72]).max() > 1e-6
        return
    assert_same_until(70, plain, changed)
    assert (changed.eta[:70] == 1e-3).all()
    assert (changed.eta[70:] == 2e-3).all()
    # m, σ and the step they count go on: the update at the break differs by its rate alone.
    for column in ("m", "sigma"):
        assert np.array_equal(getattr(changed, column)[70], getattr(plain, column)[70])
    assert not np.array_equal(changed.point[71], plain.point[71])
    # A break to the rate that there is anyway is none.
    assert_same_until(120, plain, same)


# Those that remember, too, what the loss was.
@pytest.mark.parametrize("schedule", dict.fromkeys([*among(SCHEDULES, 6), "warmup", "resnet", "plateau"]))
def test_before_the_first_break_point_a_schedule_goes_its_way(schedule: str) -> None:
    choice = {"steps": 60, "eta": 0.01, "schedule": schedule, "then": "cosine_restarts"}
    plain = descend(BOWL, ADAM, **choice)
    changed = descend(BOWL, ADAM, **choice, changes=[(25, 0.5), (40, 0.25)])
    assert_same_until(25, plain, changed)
    assert changed.eta[25:].tolist() == [0.5] * 15 + [0.25] * 20


def test_after_a_break_adam_remembers_all_gradients_and_counts_on() -> None:
    path = descend(BOWL, ADAM, steps=50, changes=[(20, 0.01), (35, 1e-4)])
    m = v = np.zeros(2)
    for t, grad in enumerate(path.grad[:50], 1):
        m, v = 0.9 * m + 0.1 * grad, 0.999 * v + 0.001 * grad**2
        assert path.m[t - 1] == pytest.approx(m / (1 - 0.9**t), rel=1e-12)
        assert path.sigma[t - 1] == pytest.approx(np.sqrt(v / (1 - 0.999**t)) + 1e-8, rel=1e-12)


def test_break_points_may_come_in_any_order_and_of_two_at_one_step_the_later_counts() -> None:
    changes = [(30, 0.03), (10, 0.01), (20, 0.02)]
    path = descend(QUADRATIC, GD, start=(0, 0), steps=40, eta=0.04, changes=changes)
    assert path.eta.tolist() == [0.04] * 10 + [0.01] * 10 + [0.02] * 10 + [0.03] * 10
    assert check_changes(changes) == ((10, 0.01), (20, 0.02), (30, 0.03))
    assert np.array_equal(
        descend(QUADRATIC, GD, start=(0, 0), steps=40, changes=np.array(changes)).eta[10:], path.eta[10:]
    )
    twice = descend(QUADRATIC, GD, start=(0, 0), steps=4, eta=0.04, changes=[(2, 0.5), (2, 0.25)])
    assert twice.eta.tolist() == [0.04, 0.04, 0.25, 0.25]


def test_a_break_at_step_0_sets_the_first_rate_and_one_behind_the_end_sets_none() -> None:
    found = descend(QUADRATIC, GD, start=(0, 0), steps=4, changes=[(0, 0.5), (3, 0.125), (4, 1), (10**6, 1)]).eta
    assert found.tolist() == [0.5, 0.5, 0.5, 0.125]


def test_the_manual_schedule_is_a_constant_with_break_points() -> None:
    changes = [(5, 0.5), (8, 0.25)]
    manual = descend(QUADRATIC, GD, steps=20, schedule="manual", changes=changes)
    assert_same_until(20, manual, descend(QUADRATIC, GD, steps=20, changes=changes))
    assert manual.eta[[4, 5, 7, 8]].tolist() == [0.01, 0.5, 0.5, 0.25]


def test_a_break_point_takes_over_from_a_rate_that_has_become_0_or_would_leave_float64() -> None:
    path = descend(BOWL, GD, steps=60, schedule="linear", span=20, eta=1e-3, changes=[(40, 1e-3)])
    assert (path.eta[20:40] == 0).all()
    assert (path.point[20:41] == path.point[20]).all()
    assert (path.point[41] != path.point[40]).all()
    path = descend(BOWL, GD, steps=2000, schedule="exponential", gamma=2, eta=1e-6, start=(0, 0), changes=[(9, 1e-3)])
    assert (path.eta[9:] == 1e-3).all()
    assert len(path.eta) == 2000


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([(2.5, 0.1)], "ValueError: change_at (from step) is 2.5; it must be a whole number at least 0"),
        ([(-1, 0.1)], "ValueError: change_at (from step) is -1; it must be a whole number at least 0"),
        ([(10**6 + 1, 0.1)], "ValueError: change_at (from step) is 1000001; it must be a whole number at least 0"),
        ([(float("nan"), 0.1)], "ValueError: change_at (from step) is nan; it must be a whole number at least 0"),
        ([("2", 0.1)], "TypeError: change_at (from step) is '2'; it must be a whole number at least 0"),
        ([(2, 0)], "ValueError: eta (learning rate) is 0; it must be a number above 0 and at most 1000"),
        ([(2, -0.1)], "ValueError: eta (learning rate) is -0.1; it must be a number above 0 and at most 1000"),
        ([(2, 0.1), (3, float("inf"))], "ValueError: eta (learning rate) is inf; it must be a number above 0"),
        ([(2, None)], "TypeError: eta (learning rate) is None; it must be a number above 0 and at most 1000"),
        *((odd, f"ValueError: changes of η are {odd!r}; they must be pairs of a step and a rate, for ") for odd in ODD),
    ],
)
def test_a_break_point_that_cannot_be_is_refused_with_what_is_allowed(changes: list, words: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        descend(QUADRATIC, GD, changes=changes)
    assert f"{type(caught.value).__name__}: {caught.value}".startswith(words)


def test_more_than_eight_break_points_are_refused_and_eight_are_kept() -> None:
    assert MOST_CHANGES == 8
    many = [(t, (t + 1) / 16) for t in range(9)]
    with pytest.raises(ValueError, match=r"^There are 9 changes of η; at most 8 are possible\. Take some away\.$"):
        descend(QUADRATIC, GD, changes=many)
    path = descend(QUADRATIC, GD, start=(0, 0), steps=9, changes=many[:8])
    assert path.eta.tolist() == [rate for _, rate in many[:8]] + [0.5]
