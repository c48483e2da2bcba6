"""Schedules: η^t by hand, epochs, what follows a warm-up, what each starts and ends with, each with each optimizer."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, descend
from optimizers.recipes.schedules import FOLLOWERS, schedule_part
from optimizers.recipes.settings import settings
from surfaces import SURFACES
from tests.crossing import among, crossed
from tests.optimizers.formula import assert_the_formula_to_the_last_bit

GD, BOWL, QUADRATIC = OPTIMIZERS["gd"], SURFACES["bowl"], SURFACES["quadratic"]

# For each schedule its numbers (η is 0.6 throughout) and η^t at the steps named.
HAND = {
    "constant": ({}, {0: 0.6, 1: 0.6, 2: 0.6, 99: 0.6}),
    # 0.6 / (1 + ½ t): over 1, 1.5, 2, 2.5, 3, and 6 at t = 10
    "inverse_time": ({"decay": 0.5}, {0: 0.6, 1: 0.4, 2: 0.3, 3: 0.24, 4: 0.2, 10: 0.1}),
    # Halved after each step: 0.6/1, 0.6/2, 0.6/4, …, 0.6/1024
    "exponential": ({"gamma": 0.5}, {0: 0.6, 1: 0.3, 2: 0.15, 3: 0.075, 10: 0.6 / 1024}),
    # 0.6 / √(1 + t/4): over √1, √1.25, √1.5, and √4, √9, √25 at t = 12, 32, 96
    "inverse_sqrt": (
        {"horizon": 4},
        {0: 0.6, 1: 0.5366563145999496, 2: 0.4898979485566356, 12: 0.3, 32: 0.2, 96: 0.12},
    ),
    # Two steps an epoch, the first epoch is 1: over √1 twice, √2 twice, √3, …, √4 from t = 6, √9 from 16, √25 from 48
    "inverse_sqrt_epoch": (
        {"steps_per_epoch": 2},
        {0: 0.6, 1: 0.6, 2: 0.6 / 2**0.5, 3: 0.6 / 2**0.5, 4: 0.6 / 3**0.5, 6: 0.3, 16: 0.2, 17: 0.2, 48: 0.12},
    ),
    # Over √1, √2, √3, √4, √9, √16, √36, √100: the first step is 1
    "inverse_sqrt_step": (
        {},
        {0: 0.6, 1: 0.6 / 2**0.5, 2: 0.6 / 3**0.5, 3: 0.3, 8: 0.2, 15: 0.15, 35: 0.1, 99: 0.06},
    ),
    # Three steps each of 0.6, 0.3, 0.15, …
    "staircase": ({"every": 3}, {0: 0.6, 1: 0.6, 2: 0.6, 3: 0.3, 5: 0.3, 6: 0.15, 8: 0.15, 9: 0.075}),
    # From 0.6 to 0.15 in ten steps of 0.045
    "linear": ({"span": 10, "final": 0.25}, {0: 0.6, 1: 0.555, 2: 0.51, 5: 0.375, 9: 0.195, 10: 0.15, 99: 0.15}),
    # 0.12 + 0.48 (1 + cos(15° t))/2 = 0.36 + 0.24 cos(15° t): the cosines are 1, 0.9659…, √3/2, ½, 0, −½, −1
    "cosine": (
        {"span": 12, "final": 0.2},
        {0: 0.6, 1: 0.5918221983093764, 2: 0.36 + 0.12 * 3**0.5, 4: 0.48, 6: 0.36, 8: 0.24, 12: 0.12, 99: 0.12},
    ),
    # Six of eight steps at 0.6, then down to 0.12 in two of 0.24
    "stable_decay": (
        {"span": 8, "stable": 0.75, "final": 0.2},
        {0: 0.6, 1: 0.6, 2: 0.6, 5: 0.6, 6: 0.6, 7: 0.36, 8: 0.12, 9: 0.12, 99: 0.12},
    ),
    # no break points
    "manual": ({}, {0: 0.6, 1: 0.6, 2: 0.6, 99: 0.6}),
    # 0.6 (t + 1)/4 for t < 4, then 0.6
    "warmup": ({"warmup": 4}, {0: 0.15, 1: 0.3, 2: 0.45, 3: 0.6, 4: 0.6, 5: 0.6, 99: 0.6}),
    # The loss is 0 all the time, never under −1: three steps of waiting
    "resnet": (
        {"first_rate": 0.25, "threshold": -1, "patience": 3},
        {0: 0.25, 1: 0.25, 2: 0.25, 3: 0.6, 4: 0.6, 99: 0.6},
    ),
    # n = t + 1; 0.6/√4 = 0.3, times n/4^1.5 = n/8 up to n = 4, then over √n
    "transformer": (
        {"d_model": 4, "peak_at": 4},
        {0: 0.0375, 1: 0.075, 2: 0.1125, 3: 0.15, 4: 0.3 / 5**0.5, 8: 0.1, 15: 0.075, 24: 0.06, 99: 0.03},
    ),
    # Up from 0.15 to 0.6 in four steps of 0.1125, down to 0.06 in six of 0.09
    "one_cycle": (
        {"span": 10, "rise": 0.4, "start_share": 0.25, "end_share": 0.1},
        {0: 0.15, 1: 0.2625, 2: 0.375, 3: 0.4875, 4: 0.6, 5: 0.51, 7: 0.33, 9: 0.15, 10: 0.06, 11: 0.06, 99: 0.06},
    ),
    # 0.36 + 0.24 cos(π T_cur/T_i). Periods of 4, 8, 16, 32 and 64 begin at 0, 4, 12, 28 and 60; their middles have 0.36
    "cosine_restarts": (
        {"restart": 4, "stretch": 2, "final": 0.2},
        {0: 0.6, 1: 0.36 + 0.12 * 2**0.5, 2: 0.36, 3: 0.36 - 0.12 * 2**0.5, 4: 0.6, 6: 0.36 + 0.12 * 2**0.5, 8: 0.36,
         12: 0.6, 20: 0.36, 28: 0.6, 44: 0.36, 59: 0.36 - 0.24 * 0.9951847266721969, 60: 0.6, 92: 0.36},
    ),
    # Up from 0.12 to 0.6 in four steps of 0.12, down again in four, and up again from step 8 on
    "triangular": (
        {"half_cycle": 4, "start_share": 0.2},
        {0: 0.12, 1: 0.24, 2: 0.36, 3: 0.48, 4: 0.6, 5: 0.48, 7: 0.24, 8: 0.12, 12: 0.6, 99: 0.48},
    ),
    # The loss is 0 from the first step on, and never lower: a drop after each three steps of waiting
    "plateau": ({"wait": 3, "drop": 0.5}, {0: 0.6, 1: 0.6, 2: 0.6, 3: 0.3, 5: 0.3, 6: 0.15, 9: 0.075}),
}  # fmt: skip

# The same after a warm-up of 4 steps: the follower starts afresh, its t = 0 at step 4.
RISE = {0: 0.15, 1: 0.3, 2: 0.45, 3: 0.6}


def rates(schedule: str, then: str = "constant", steps: int = 104, **numbers: float) -> np.ndarray:
    """η^0, η^1, …, taken from a run that stays where it starts."""
    path = descend(QUADRATIC, GD, start=(0, 0), steps=steps, schedule=schedule, then=then, eta=0.6, **numbers)
    return path.eta


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_the_rates_are_those_computed_by_hand(schedule: str) -> None:
    numbers, expected = HAND[schedule]
    found = rates(schedule, **numbers)
    assert {t: found[t] for t in expected} == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("then", FOLLOWERS)
def test_after_the_warm_up_the_follower_starts_afresh(then: str) -> None:
    numbers, by_hand = HAND[then]
    expected = RISE | {t + 4: rate for t, rate in by_hand.items()}
    found = rates("warmup", then, **numbers, warmup=4)
    assert {t: found[t] for t in expected} == pytest.approx(expected, rel=1e-14)


def test_every_schedule_has_values_by_hand_and_may_follow_a_warm_up() -> None:
    assert set(HAND) == set(SCHEDULES)
    assert all({0, 1, 2} <= set(expected) for _, expected in HAND.values())
    assert set(FOLLOWERS) == set(SCHEDULES) - {"warmup", "manual"}
    assert all(schedule.id == id for id, schedule in SCHEDULES.items())


@pytest.mark.parametrize(
    ("schedule", "numbers", "epochs"),
    [
        ("inverse_time", {"decay": 0.5}, [0.6, 0.4, 0.3, 0.24]),
        ("exponential", {"gamma": 0.5}, [0.6, 0.3, 0.15, 0.075]),
        ("exponential", {"gamma": 1.5}, [0.6, 0.9, 1.35, 2.025]),
        ("inverse_sqrt_epoch", {}, [0.6, 0.6 / 2**0.5, 0.6 / 3**0.5, 0.3]),
    ],
)
def test_an_epoch_is_as_many_steps_as_the_user_says(schedule: str, numbers: dict, epochs: list[float]) -> None:
    found = rates(schedule, **numbers, steps_per_epoch=3, steps=100)
    # Epochs 0, 1, 2, 3 are the steps 0 to 2, 3 to 5, 6 to 8, 9 to 11.
    assert found[:12] == pytest.approx(np.repeat(epochs, 3), rel=1e-14)
    assert len(np.unique(found)) == 34
    # After a warm-up they are counted from its end.
    late = rates("warmup", schedule, **numbers, steps_per_epoch=3, warmup=4)
    assert late[:4] == pytest.approx([0.15, 0.3, 0.45, 0.6], rel=1e-14)
    assert np.array_equal(late[4:], found)


def test_a_warm_up_of_one_step_is_none() -> None:
    for then in FOLLOWERS:
        numbers = HAND[then][0]
        warmed, plain = rates("warmup", then, warmup=1, **numbers), rates(then, **numbers)
        assert warmed[0] == 0.6
        assert np.array_equal(warmed[1:], plain[:-1])


def test_the_peak_of_a_rise_that_ends_between_two_steps_is_on_one_of_them() -> None:
    eta = rates("one_cycle", span=10, rise=0.25, start_share=0.25, end_share=0.1)
    assert (eta.max(), eta.argmax()) == (0.6, 2)


def test_with_the_same_horizon_the_decay_after_a_warm_up_is_one_over_the_root_of_t() -> None:
    found, t = rates("warmup", "inverse_sqrt", warmup=20, horizon=20), np.arange(104)
    assert found[20:] == pytest.approx(0.6 * np.sqrt(20 / t[20:]), rel=1e-14)
    assert found.argmax() in (19, 20)


def test_the_learning_rate_is_what_the_help_of_its_number_says() -> None:
    # "Halved after 1/d epochs", and "after 3 T steps".
    assert rates("inverse_time", decay=0.05)[20] == pytest.approx(0.3, rel=1e-14)
    assert rates("inverse_sqrt", horizon=10)[30] == pytest.approx(0.3, rel=1e-14)
    # Without decay it is constant.
    for schedule, none in {"inverse_time": {"decay": 0}, "exponential": {"gamma": 1}, "staircase": {"drop": 1}}.items():
        assert set(rates(schedule, **none)) == {0.6}
    for schedule in ("linear", "cosine", "cosine_restarts"):
        assert rates(schedule, final=1) == pytest.approx(0.6, rel=1e-15)


def test_a_line_and_a_wave_down_to_0_end_at_0_exactly_and_not_a_step_before() -> None:
    for schedule in ("linear", "cosine"):
        found = rates(schedule, span=50)
        assert (found[:50] > 0).all()
        assert (found[50:] == 0).all()


def test_the_transformer_has_the_published_peak_at_step_4000_with_every_optimizer() -> None:
    for optimizer in OPTIMIZERS.values():
        assert settings(optimizer, schedule_part("transformer"))["eta"][1] == 1.0
        # Behind a warm-up it keeps its rate too.
        assert settings(optimizer, schedule_part("warmup", "transformer", changes=True))["eta"][1] == 1.0
    found = descend(QUADRATIC, OPTIMIZERS["adam"], start=(0, 0), steps=5000, schedule="transformer").eta
    # The paper counts from 1, so its step 4000 is our 3999.
    assert found.argmax() == 3999
    assert found[3999] == pytest.approx(6.988e-4, abs=5e-8)
    assert found[3999] == pytest.approx((512 * 4000) ** -0.5, rel=1e-14)
    assert found[0] == pytest.approx(512**-0.5 * 4000**-1.5, rel=1e-14)


def test_resnet_s_start_is_the_papers_unless_numbers_are_given() -> None:
    usual = {id: value for id, (_, value) in settings(GD, schedule_part("resnet")).items()}
    assert usual == {"eta": 0.1, "first_rate": 0.01, "threshold": 1.0, "patience": 400}
    assert settings(OPTIMIZERS["adam"], schedule_part("cosine"))["eta"][1] == 0.001


def test_resnet_s_start_is_over_with_the_first_loss_under_the_threshold() -> None:
    choice = {"start": (2, 0), "kappa": 1, "schedule": "resnet", "first_rate": 0.5, "threshold": 0.3, "patience": 90}
    path = descend(QUADRATIC, GD, steps=6, eta=3, **choice)
    # ½ θ², halved θ: 2, ½, ⅛. From there each step turns θ into −2 θ, and the loss rises again: ½, 2, 8.
    assert path.loss.tolist() == [2, 0.5, 0.125, 0.5, 2, 8, 32]
    assert path.eta.tolist() == [0.5, 0.5, 3, 3, 3, 3]
    # A loss that equals the threshold is not under it.
    assert descend(QUADRATIC, GD, steps=4, eta=3, **choice | {"threshold": 0.125}).eta.tolist() == [0.5, 0.5, 0.5, 3]


def test_what_the_loss_was_during_a_warm_up_does_not_count_for_what_follows() -> None:
    choice = {"start": (2, 0), "kappa": 1, "schedule": "warmup", "then": "resnet", "warmup": 2, "patience": 90}
    path = descend(QUADRATIC, GD, steps=4, eta=2.5, first_rate=0.5, threshold=0.3, **choice)
    # θ: 2, −0.5 after a rate of 1.25, 0.75 after 2.5, 0.375 and 0.1875 after 0.5: the loss of step 1 was ⅛,
    # that of step 2 is 9/32 and under the threshold.
    assert path.loss.tolist()[:3] == [2, 0.125, 0.28125]
    assert path.eta.tolist() == [1.25, 2.5, 2.5, 2.5]
    later = descend(QUADRATIC, GD, steps=4, eta=2.5, first_rate=0.5, threshold=0.2, **choice)
    assert later.eta.tolist() == [1.25, 2.5, 0.5, 2.5]


@pytest.mark.parametrize("stretch", [1, 2, 3, 7, 10])
@pytest.mark.parametrize("first", [1, 7, 50, 999])
def test_the_wave_starts_again_where_whole_numbers_say(first: int, stretch: int) -> None:
    found = rates("cosine_restarts", restart=first, stretch=stretch, steps=100_000)
    begins, begin, period = [], 0, first
    while begin < len(found):
        begins.append(begin)
        begin, period = begin + period, period * stretch
    assert np.flatnonzero(found == 0.6).tolist() == begins


def test_the_millionth_step_is_as_exact_as_the_first() -> None:
    path = descend(QUADRATIC, GD, steps=1_000_000, schedule="inverse_time", eta=1e-3, decay=0.5)
    assert path.eta[-1] == pytest.approx(1e-3 / (1 + 0.5 * 999_999), rel=1e-14)


# On a plateau it is the losses that decide.
ALL = [(schedule, "constant") for schedule in HAND if schedule != "plateau"] + [
    ("warmup", "inverse_sqrt"),
    ("warmup", "resnet"),
]


@crossed(optimizer=among(OPTIMIZERS, 11), chosen=ALL)
def test_each_schedule_is_the_same_for_each_optimizer(optimizer: str, chosen: tuple[str, str]) -> None:
    schedule, then = chosen
    numbers = HAND[schedule][0] | (HAND[then][0] if schedule == "warmup" else {})
    choice = {"schedule": schedule, "then": then, "eta": 0.06, **numbers}
    path = descend(BOWL, OPTIMIZERS[optimizer], start=(1, 1), steps=7, **choice)
    assert np.array_equal(path.eta, descend(QUADRATIC, GD, start=(0, 0), steps=7, **choice).eta)
    # And the rate is what each step was made with.
    assert_the_formula_to_the_last_bit(path)
