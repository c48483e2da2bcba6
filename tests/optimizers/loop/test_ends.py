"""Runs side by side end where a run by itself ends, to rounding; and what is told of them is what their paths say."""

from collections.abc import Callable

import jax
import numpy as np
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Sampling, descend
from optimizers.descent import task
from optimizers.loop.ends import AGAIN, LAST, Ends, draws_of, ends
from optimizers.loop.sampling import Draws
from optimizers.recipes.schedules import change_knobs, schedule_part
from surfaces import SURFACES

HIMMELBLAU, QUADRATIC = SURFACES["himmelblau"], SURFACES["quadratic"]
NONE = Draws(None, None)
PLACES = np.random.default_rng(3).uniform(-4, 4, (8, 2))
STARTS = {"x": PLACES[:, 0], "y": PLACES[:, 1]}
# Side by side sums are rounded in another order, and some hundred steps carry that on.
ROUNDING = 1e-9


def told(at: int, found: Ends) -> tuple[float, ...]:
    return found.loss[at], found.first[at], found.mean[at]


@pytest.mark.parametrize("method", ["gd", "nesterov", "rmsprop", "adam", "lion"])
def test_a_method_ends_where_its_run_does(method: str) -> None:
    choice = {"steps": 60, "eta": 1e-3}
    found = ends(task(HIMMELBLAU, OPTIMIZERS[method], **choice), STARTS, 1.0, NONE)
    for at in range(2):
        path = descend(HIMMELBLAU, OPTIMIZERS[method], start=tuple(PLACES[at]), **choice)
        assert found.point[at] == pytest.approx(path.point[-1], rel=ROUNDING)
        assert told(at, found) == pytest.approx((path.loss[-1], path.loss[0], path.loss.mean()), rel=ROUNDING)
        assert found.made[at] == len(path.eta) == 60


def test_every_part_can_start_from_a_number_that_only_the_compiler_knows() -> None:
    etas = [schedule_part(id, "constant") for id in SCHEDULES]
    parts = {part for record in OPTIMIZERS.values() for part in (record.m, record.sigma)} | {*etas}
    for part in parts:
        numbers = {number.id: jax.ShapeDtypeStruct((), np.float64) for number in part.numbers}
        extra = {id: jax.ShapeDtypeStruct(np.shape(value), np.float64) for id, value in change_knobs(()).items()}
        jax.eval_shape(part.init, numbers | extra, jax.ShapeDtypeStruct((2,), np.float64))


@pytest.mark.parametrize("schedule", ["warmup", "one_cycle"])
def test_a_schedule_starts_from_numbers_that_differ_from_run_to_run(schedule: str) -> None:
    etas = np.array([1e-4, 1e-3])
    found = ends(task(HIMMELBLAU, OPTIMIZERS["gd"], steps=40, schedule=schedule), {"eta": etas}, 1.0, NONE)
    for at, eta in enumerate(etas):
        path = descend(HIMMELBLAU, OPTIMIZERS["gd"], steps=40, schedule=schedule, eta=float(eta))
        assert found.point[at] == pytest.approx(path.point[-1], rel=ROUNDING)


@pytest.mark.parametrize("steps", [0, 1, LAST - 1, LAST, LAST + 2])
def test_runs_of_any_length_have_all_their_steps(steps: int) -> None:
    found = ends(task(HIMMELBLAU, OPTIMIZERS["gd"], steps=steps, eta=1e-3), STARTS, 1.0, NONE)
    for at in range(3):
        path = descend(HIMMELBLAU, OPTIMIZERS["gd"], start=tuple(PLACES[at]), steps=steps, eta=1e-3)
        assert found.point[at] == pytest.approx(path.point[-1], rel=ROUNDING)
        away = np.hypot(*((path.point[-LAST - 1 :] - path.point[-1]) / 10).T)
        assert found.swing[at] == pytest.approx(away.max(), rel=1e-6, abs=1e-12)
        assert found.made[at] == steps


def test_the_first_step_below_a_target_is_counted_and_none_is_minus_one() -> None:
    for target in (1e9, 20.0, 1e-3, -1.0):
        found = ends(task(HIMMELBLAU, OPTIMIZERS["gd"], steps=200, eta=1e-3), STARTS, target, NONE)
        for at in range(3):
            path = descend(HIMMELBLAU, OPTIMIZERS["gd"], start=tuple(PLACES[at]), steps=200, eta=1e-3)
            below = np.flatnonzero(path.loss <= target)
            assert found.reached[at] == (below[0] if len(below) else -1)


@pytest.mark.parametrize(("share", "period"), [(1.0, 2), (0.5, 1)])
def test_a_quadratic_at_its_limit_comes_back_after_two_steps(share: float, period: int) -> None:
    # θ ← (1 − ηκ) θ across the valley: with ηκ = 2 it is θ ← −θ for ever, with ηκ = 1 it is at rest after one step.
    chosen = task(QUADRATIC, OPTIMIZERS["gd"], steps=100, kappa=8.0, angle=0.0, eta=share * 2 / 8)
    found = ends(chosen, {"x": np.array([0.0]), "y": np.array([1.0])}, 0.0, NONE)
    assert found.period[0] == period
    assert (found.swing[0] > 0.01) == (period == 2)


def test_a_run_that_leaves_float64_keeps_its_last_point_and_the_number_of_its_updates() -> None:
    found = ends(task(HIMMELBLAU, OPTIMIZERS["gd"], steps=100, eta=0.5), STARTS, 1.0, NONE)
    for at in range(3):
        path = descend(HIMMELBLAU, OPTIMIZERS["gd"], start=tuple(PLACES[at]), steps=100, eta=0.5)
        assert path.outcome.kind == "diverged"
        assert abs(int(found.made[at]) - len(path.eta)) <= 1
        assert np.isfinite(found.loss[at])


def test_noise_is_that_of_the_run() -> None:
    chosen = task(HIMMELBLAU, OPTIMIZERS["gd"], steps=70, eta=1e-3, sampling=Sampling(noise=3.0, seed=5))
    found = ends(chosen, STARTS, 1.0, draws_of(chosen))
    path = descend(
        HIMMELBLAU, OPTIMIZERS["gd"], start=tuple(PLACES[0]), steps=70, eta=1e-3, sampling=Sampling(noise=3.0, seed=5)
    )
    assert found.point[0] == pytest.approx(path.point[-1], rel=ROUNDING)


def test_another_number_of_steps_and_other_values_compile_nothing(compilations: Callable[[], int]) -> None:
    one = task(HIMMELBLAU, OPTIMIZERS["momentum"], steps=30)
    ends(one, STARTS, 1.0, NONE)
    compilations()
    ends(one._replace(steps=31), {id: values + 1 for id, values in STARTS.items()}, 2.0, NONE)
    assert compilations() == 0


def test_runs_that_leave_float64_stand_among_those_that_do_not_as_each_by_itself() -> None:
    # More of them than are gone through once more in one call.
    places = np.random.default_rng(5).uniform(-6, 6, (AGAIN * 3, 2))
    choice = {"steps": 80, "eta": 0.03}
    found = ends(task(HIMMELBLAU, OPTIMIZERS["gd"], **choice), {"x": places[:, 0], "y": places[:, 1]}, 1.0, NONE)
    gone = np.flatnonzero(found.made < 80)
    assert AGAIN < len(gone) < len(places)
    for at in (*gone[[0, AGAIN - 1, AGAIN, -1]], *np.flatnonzero(found.made == 80)[[0, -1]]):
        path = descend(HIMMELBLAU, OPTIMIZERS["gd"], start=tuple(places[at]), **choice)
        assert found.made[at] == len(path.eta)
        assert found.loss[at] == pytest.approx(path.loss[-1], rel=1e-6)
