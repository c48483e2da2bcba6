"""What holds for every schedule: optax's values, the written step, ranges, and nothing compiled when a number moves."""

import math
from collections.abc import Callable
from functools import cache

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SCHEDULES, descend
from optimizers.parts.part import Part, Step
from optimizers.recipes.schedules import FOLLOWERS, change_knobs, check_changes, schedule_part, warmup
from optimizers.recipes.settings import settings as settings_of
from surfaces import SURFACES, Number, Surface
from tests.allowed import often_small
from tests.crossing import among, every
from tests.written import value_of

GD, QUADRATIC = OPTIMIZERS["gd"], SURFACES["quadratic"]

# Every schedule, alone and after a warm-up, with numbers that tell within 60 steps.
NUMBERS = {
    "constant": {}, "manual": {}, "warmup": {"warmup": 7},
    "inverse_time": {"decay": 0.3, "steps_per_epoch": 3},
    "exponential": {"gamma": 0.7, "steps_per_epoch": 4},
    "inverse_sqrt": {"horizon": 6.5},
    "inverse_sqrt_epoch": {"steps_per_epoch": 5},
    "inverse_sqrt_step": {},
    "staircase": {"drop": 0.3, "every": 9},
    "linear": {"span": 40, "final": 0.15},
    "cosine": {"span": 40, "final": 0.2},
    "stable_decay": {"span": 40, "stable": 0.7, "final": 0.15},
    "resnet": {"first_rate": 0.02, "threshold": -1, "patience": 33},
    "transformer": {"d_model": 300, "peak_at": 20},
    "one_cycle": {"span": 40, "rise": 0.4, "start_share": 0.25, "end_share": 0.1},
    "cosine_restarts": {"restart": 6, "stretch": 3, "final": 0.1},
    "triangular": {"half_cycle": 7, "start_share": 0.15},
    "plateau": {"wait": 9, "progress": 0.01, "drop": 0.3},
}  # fmt: skip
ALONE = [(id, "constant") for id in SCHEDULES]
AFTER = [("warmup", then) for then in FOLLOWERS if then != "constant"]
# What a warm-up is in front of starts afresh whatever it is: `test_schedules.py` has the values of each by hand.
SOME = ALONE + among(AFTER, 4)
LINES = optax.schedules.piecewise_interpolate_schedule
# η(t + 1)/7 for t < 7 is the line from η/7 that would be at 8/7 η after seven steps.
WARM = ([optax.linear_schedule(0.6 / 7, 0.6 * 8 / 7, 7), optax.cosine_decay_schedule(0.6, 40, 0.2)], [7])
SAME = [
    ("constant", {}, lambda: optax.constant_schedule(0.6)),
    ("exponential", {"gamma": 0.7, "steps_per_epoch": 1}, lambda: optax.exponential_decay(0.6, 1, 0.7)),
    ("exponential", {"gamma": 0.7, "steps_per_epoch": 4}, lambda: optax.exponential_decay(0.6, 4, 0.7, staircase=True)),
    ("staircase", {"drop": 0.3, "every": 9}, lambda: optax.exponential_decay(0.6, 9, 0.3, staircase=True)),
    ("linear", {"span": 40, "final": 0.15}, lambda: optax.linear_schedule(0.6, 0.15 * 0.6, 40)),
    ("stable_decay", NUMBERS["stable_decay"], lambda: LINES("linear", 0.6, {28: 1.0, 40: 0.15})),
    ("cosine", {"span": 40, "final": 0.2}, lambda: optax.cosine_decay_schedule(0.6, 40, 0.2)),
    ("warmup", {"then": "cosine", "warmup": 7, "span": 40, "final": 0.2}, lambda: optax.join_schedules(*WARM)),
    ("one_cycle", NUMBERS["one_cycle"], lambda: LINES("linear", 0.15, {16: 4.0, 40: 0.1})),
    (
        "cosine_restarts", NUMBERS["cosine_restarts"],
        lambda: optax.sgdr_schedule(
            [{"init_value": 0.6, "peak_value": 0.6, "warmup_steps": 0, "decay_steps": n, "end_value": 0.06}
             for n in (6, 18, 54)]
        ),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("schedule", "numbers", "theirs"), SAME, ids=[id for id, _, _ in SAME])
def test_where_the_conventions_agree_optax_has_the_same_rates(schedule: str, numbers: dict, theirs: Callable) -> None:
    ours = descend(QUADRATIC, GD, start=(0, 0), steps=78, schedule=schedule, eta=0.6, **numbers).eta
    with jax.numpy_dtype_promotion("standard"):
        rate = theirs()
        expected = [float(rate(np.float64(t))) for t in range(78)]
    # A cosine near its end is a difference of nearly equal numbers.
    assert ours == pytest.approx(expected, rel=1e-12)


@pytest.mark.parametrize(("schedule", "then"), SOME)
def test_every_step_that_is_written_comes_to_the_rate_of_that_step(schedule: str, then: str) -> None:
    part, numbers = schedule_part(schedule, then), NUMBERS[schedule] | NUMBERS[then]
    facts = {id: value for id, (_, value) in settings_of(GD, part).items()} | numbers | {"eta": 0.6}
    path = descend(QUADRATIC, GD, start=(0, 0), steps=60, schedule=schedule, then=then, eta=0.6, **numbers)
    for t in range(60):
        line = part.written(t, facts | change_knobs(()))
        if not line:
            # Whether the loss has been low is not in t, nor in the knobs.
            assert {"resnet", "plateau"} & {schedule, then}
            assert path.eta[t] == 0.02 or "plateau" in (schedule, then)
            continue
        assert value_of(line, facts | {"t": t, "n": t + 1}) == pytest.approx(path.eta[t], rel=1e-12)
    assert line or "plateau" in (schedule, then)


def test_break_points_are_written_too() -> None:
    changes = [(20, 0.25), (10, 0.125)]
    path = descend(QUADRATIC, GD, start=(0, 0), steps=30, schedule="inverse_sqrt_step", changes=changes)
    part, knobs = schedule_part("inverse_sqrt_step", changes=True), change_knobs(check_changes(changes))
    for t in range(30):
        facts = {"eta": 0.01, "t": t, "n": t + 1}
        assert value_of(part.written(t, facts | knobs), facts) == pytest.approx(path.eta[t], rel=1e-15)


@cache
def compiled(part: Part) -> Callable:
    """η^t of a part at many steps, each as if it were the first that is looked at, with this memory before it."""

    def at(t: jax.Array, loss: jax.Array, memory: jax.Array, knobs: dict) -> jax.Array:
        theta = jnp.zeros(2)
        state = jax.tree.map(lambda leaf: memory.astype(leaf.dtype), part.init(knobs, theta))
        return part.update(Step(t, theta, loss, theta), state, knobs)[0]

    return jax.jit(lambda t, loss, memory, knobs: jax.lax.map(lambda one: at(*one, knobs), (t, loss, memory)))


@pytest.mark.parametrize(("schedule", "then"), SOME)
def test_no_allowed_number_makes_a_rate_negative_or_no_number(schedule: str, then: str) -> None:
    part = schedule_part(schedule, then)

    @settings(deadline=None, max_examples=100 if every() else 25)
    @given(
        knobs=st.fixed_dictionaries({number.id: often_small(number) for number in part.numbers}),
        steps=st.lists(st.integers(0, 10**6), min_size=80, max_size=80),
        loss=st.floats(),
        memory=st.booleans(),
    )
    def holds(knobs: dict[str, float], steps: list[int], loss: float, memory: bool) -> None:
        # The ends, and around each number, where something may happen if it counts steps.
        marks = [0, 1, 2, 10**6 - 1, 10**6, *(int(value) + by for value in knobs.values() for by in (-1, 0, 1))]
        t = np.clip(np.array(marks + steps, np.float64)[:80], 0, 10**6)
        given = {id: np.float64(value) for id, value in knobs.items()} | change_knobs(())
        rates = np.asarray(compiled(part)(t, np.full(80, loss), np.full(80, memory), given))
        assert (rates >= 0).all()
        # Only a growing one is ever above η, or above the first rate where there is one.
        if knobs.get("gamma", 0) <= 1:
            assert (rates <= max(knobs["eta"], knobs.get("first_rate", 0)) * (1 + 1e-15)).all()

    holds()


def other(number: Number) -> float:
    """An allowed value that is not the usual one."""
    if number.scale == "whole":
        return number.default + 1 if number.default < number.high else number.default - 1
    return number.default / 2 or (number.low + number.high) / 2


@pytest.mark.parametrize(("schedule", "then"), SOME)
def test_nothing_is_compiled_when_a_number_or_a_break_point_moves(
    schedule: str, then: str, compilations: Callable[[], int]
) -> None:
    choice = {"schedule": schedule, "then": then, "steps": 9, "eta": 1e-3}
    before = descend(QUADRATIC, GD, **choice)
    compilations()
    for number in schedule_part(schedule, then).numbers:
        after = descend(QUADRATIC, GD, **choice | {number.id: other(number)})
        assert compilations() == 0, number.id
        if number.id == "eta" and "resnet" not in (schedule, then):
            assert after.eta[-1] != before.eta[-1]


def test_moving_break_points_compiles_nothing(compilations: Callable[[], int]) -> None:
    surface = Surface(**{**vars(QUADRATIC), "loss": lambda x, y, **numbers: QUADRATIC.loss(x, y, **numbers)})
    compilations()
    descend(surface, GD, steps=9, schedule="cosine", changes=[(3, 0.1)])
    # A loss that no other test has run, so that the first run must compile: they are counted.
    assert compilations() >= 1
    for changes in ([(4, 0.1)], [(3, 0.2)], [(1, 0.1), (2, 0.3)], [(t, 0.1) for t in range(8)], [(10**6, 1)]):
        descend(surface, GD, steps=9, schedule="cosine", changes=changes)
        assert compilations() == 0


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_every_number_of_a_schedule_is_refused_outside_its_range_with_what_is_allowed(schedule: str) -> None:
    for number in SCHEDULES[schedule].part.numbers:
        outside = [number.low - 1, number.high + 1, math.nan, math.inf, -math.inf]
        outside += [number.low] if number.above_low else []
        outside += [number.low + 0.5] if number.scale == "whole" else []
        # Whose name is its id is named once.
        named = number.id if number.name == number.id else rf"{number.id} \(.*\)"
        for value in outside:
            with pytest.raises(ValueError, match=rf"^{named} is ") as caught:
                descend(QUADRATIC, GD, schedule=schedule, **{number.id: value})
            assert f"; it must be {number.allowed}, for example " in str(caught.value)
        for value in (None, "1", True, [1.0]):
            with pytest.raises(TypeError, match=rf"^{named} is "):
                descend(QUADRATIC, GD, schedule=schedule, **{number.id: value})


def test_a_schedule_in_front_of_which_there_is_a_warm_up_is_built_once() -> None:
    for then in FOLLOWERS:
        assert schedule_part("warmup", then) is warmup(SCHEDULES[then].part)
        assert schedule_part("warmup", then, changes=True) is schedule_part("warmup", then, changes=True)


@pytest.mark.parametrize(
    ("span", "rise"), [(10, 0.25), (7, 0.3), (300, 0.3), (3, 0.99), (2, 0.01), (1, 0.5), (11, 0.5)]
)
def test_the_peak_of_one_cycle_stands_on_a_step(span: int, rise: float) -> None:
    path = descend(QUADRATIC, GD, steps=span + 3, schedule="one_cycle", eta=0.6, span=span, rise=rise, start_share=0.1)
    top = int(path.eta.argmax())
    assert path.eta[top] == 0.6
    assert abs(top - rise * span) <= 1
    assert (np.diff(path.eta[: top + 1]) > 0).all()
    assert (np.diff(path.eta[top : span + 1]) < 0).all()
    if span > 1:
        assert path.eta[0] == pytest.approx(0.06)


@pytest.mark.parametrize(
    ("schedule", "numbers", "at", "share"),
    [
        ("warmup", {"warmup": 7}, 6, 1.0),
        ("linear", {"span": 13, "final": 0.3}, 13, 0.3),
        ("cosine", {"span": 13, "final": 0.3}, 13, 0.3),
        ("staircase", {"every": 9, "drop": 0.3}, 9, 0.3),
        ("cosine_restarts", {"restart": 7, "stretch": 3}, 28, 1.0),
        ("resnet", {"patience": 11, "threshold": -1.0}, 11, 1.0),
        # 1/√(512 · 40) at n = 40.
        ("transformer", {"peak_at": 40}, 39, 20_480**-0.5),
    ],
)
def test_what_a_schedule_names_is_the_rate_of_a_step(schedule: str, numbers: dict, at: int, share: float) -> None:
    path = descend(QUADRATIC, GD, steps=45, schedule=schedule, eta=0.05, **numbers)
    assert path.eta[at] == pytest.approx(0.05 * share, rel=1e-15)
