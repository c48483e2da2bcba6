"""The newer methods against optax, and where optax has none against their papers' recursions, written out here."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend
from optimizers.recipes.newer import NEWER
from surfaces import SURFACES
from tests.crossing import crossed
from tests.optimizers.recipes.test_oracles import COMPARED, RATES, crescent_slope, turned_slope

STEPS = 300
# At the rate that the others are compared at these would hardly move, and one has a rate of its own.
ETA = {"polyak": 0.05, "newton": 0.02, "prodigy": 1.0, "lbfgs": 0.05}
Rate = Callable[[Any], Any]


def _sam(rate: Rate, lowest: float) -> optax.GradientTransformation:
    uphill = optax.chain(optax.contrib.normalize(), optax.sgd(0.05))
    return optax.contrib.sam(optax.sgd(rate), uphill, sync_period=2, opaque_mode=True)


IN_OPTAX: dict[str, Callable[[Rate, float], Any]] = {
    "sam": _sam,
    "sign_descent": lambda rate, lowest: optax.sign_sgd(rate),
    "clipped": lambda rate, lowest: optax.chain(optax.clip_by_global_norm(1.0), optax.sgd(rate)),
    "polyak": lambda rate, lowest: optax.chain(
        optax.polyak_sgd(max_learning_rate=np.inf, f_min=lowest), optax.scale_by_schedule(rate)
    ),
    "schedule_free": lambda rate, lowest: optax.contrib.schedule_free_sgd(rate),
    "schedule_free_adamw": lambda rate, lowest: optax.contrib.schedule_free_adamw(rate, weight_decay=0.1),
    "ademamix": lambda rate, lowest: optax.contrib.ademamix(rate),
    "prodigy": lambda rate, lowest: optax.contrib.prodigy(rate),
    "lbfgs": lambda rate, lowest: optax.chain(optax.lbfgs(), optax.scale_by_schedule(rate)),
}
# On both of these the second derivatives are quickly written down.
BENT: dict[str, tuple[Callable, Callable]] = {
    "turned quadratic": (turned_slope, lambda x, y: _turned),
    "crescent": (
        crescent_slope,
        lambda x, y: np.array(
            [[240 * x * x + 80 * y * y - 79.5, 160 * x * y], [160 * x * y, 80 * x * x + 240 * y * y - 79.5]]
        ),
    ),
}
_COS, _SIN = np.cos(np.radians(30)), np.sin(np.radians(30))
_AXES = np.array([[_COS, _SIN], [-_SIN, _COS]])
_turned = _AXES.T @ np.diag([1.0, 20.0]) @ _AXES


def ours(surface: str, optimizer: str, schedule: str, **numbers: float) -> tuple[Path, float]:
    record, usual, _, eta = COMPARED[surface]
    eta = ETA.get(optimizer, eta)
    return descend(record, OPTIMIZERS[optimizer], steps=STEPS, schedule=schedule, eta=eta, **usual, **numbers), eta


def theirs(surface: str, transform: Any, climbs: bool) -> Iterator[tuple[np.ndarray, Any]]:
    """The points of optax's own loop, each with the state before the step from there."""
    record, usual, *_ = COMPARED[surface]
    transform = optax.with_extra_args_support(transform)
    numbers = {id: jnp.asarray(value) for id, value in record.settle(usual).items()}

    def loss(theta: jax.Array) -> jax.Array:
        return record.loss(theta[0], theta[1], **numbers)

    @jax.jit
    def step(theta: jax.Array, state: Any) -> tuple[jax.Array, Any]:
        value, grad = jax.value_and_grad(loss)(theta)
        given: dict[str, Any] = {"grad_fn": lambda params, which: jax.grad(loss)(params)}
        if not climbs:
            given = {"value": value, "grad": grad, "value_fn": loss}
        updates, state = transform.update(grad, state, theta, **given)
        return optax.apply_updates(theta, updates), state

    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        theta = jnp.asarray(record.start, np.float64)
        state = transform.init(theta)
        for _ in range(STEPS):
            yield np.asarray(theta), state
            theta, state = step(theta, state)
        yield np.asarray(theta), state


def near(found: np.ndarray, expected: np.ndarray) -> bool:
    return found == pytest.approx(expected, rel=1e-10, abs=1e-10 * np.abs(expected).max())


@crossed(surface=COMPARED, schedule=RATES, optimizer=IN_OPTAX)
def test_three_hundred_steps_equal_those_of_optax(surface: str, schedule: str, optimizer: str) -> None:
    # Where the walls are steep a last digit decides where Polyak's next step leads.
    surface = "turned quadratic" if optimizer == "polyak" else surface
    decay = {"weight_decay": 0.1} if optimizer == "schedule_free_adamw" else {}
    path, eta = ours(surface, optimizer, schedule, **decay)
    lowest = COMPARED[surface][0].lowest(**COMPARED[surface][1])[1]
    transform = IN_OPTAX[optimizer](partial(RATES[schedule], eta), lowest)
    found = list(theirs(surface, transform, optimizer == "sam"))
    assert near(path.point, np.array([theta for theta, _ in found]))
    if optimizer.startswith("schedule_free"):
        x = [optax.contrib.schedule_free_eval_params(state, theta) for theta, state in found]
        assert near(path.beside["average"], np.array(x))
        assert near(path.beside["steps"], np.array([state.z for _, state in found]))


@crossed(surface=BENT, schedule=RATES)
def test_newtons_steps_solve_for_the_level_point(surface: str, schedule: str) -> None:
    path, eta = ours(surface, "newton", schedule)
    slope, bent = BENT[surface]
    theta = np.array(COMPARED[surface][0].start)
    points = [theta]
    for t in range(STEPS):
        theta = theta - RATES[schedule](eta, t) * np.linalg.solve(bent(*theta), slope(*theta))
        points.append(theta)
    assert near(path.point, np.array(points))


@crossed(surface=COMPARED, schedule=RATES)
def test_averages_are_those_of_the_points_of_plain_descent(surface: str, schedule: str) -> None:
    path, _ = ours(surface, "averaged", schedule)
    plain, _ = ours(surface, "gd", schedule)
    assert near(path.point, plain.point)
    assert near(path.beside["mean"], np.cumsum(path.point, axis=0) / np.arange(1, STEPS + 2)[:, None])
    moving = [path.point[0]]
    for point in path.point[1:]:
        moving.append(0.98 * moving[-1] + 0.02 * point)
    assert near(path.beside["moving_mean"], np.array(moving))


@crossed(surface=COMPARED, schedule=RATES)
def test_lookahead_goes_ahead_and_back_as_in_optax(surface: str, schedule: str) -> None:
    path, eta = ours(surface, "lookahead", schedule, sync=5, way=0.4)
    record, _, slope, _ = COMPARED[surface]
    transform = optax.lookahead(optax.sgd(partial(RATES[schedule], eta)), 5, 0.4)
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        both = optax.LookaheadParams.init_synced(jnp.asarray(record.start, np.float64))
        state, points = transform.init(both), [both]
        for _ in range(STEPS):
            updates, state = transform.update(jnp.asarray(slope(*map(float, both.fast))), state, both)
            both = optax.apply_updates(both, updates)
            points.append(both)
    assert near(path.point, np.array([one.fast for one in points]))
    assert near(path.beside["slow"], np.array([one.slow for one in points]))


def test_every_newer_method_is_compared() -> None:
    assert {*IN_OPTAX, "newton", "averaged", "lookahead"} == {*(one.id for one in NEWER), "lbfgs"}
    for one in (*NEWER, OPTIMIZERS["lbfgs"]):
        assert 60 <= len(one.plane) <= 200
        assert one.plane.endswith(".")


@pytest.mark.parametrize("schedule", RATES)
def test_nesterovs_step_is_the_gradients_and_then_beta_times_the_last_movement(schedule: str) -> None:
    path, _ = ours("crescent", "nesterov", schedule)
    x = path.beside["without_momentum"]
    assert near(x[:-1], path.point[:-1] - path.eta[:, None] * path.grad[:-1])
    if schedule == "constant":
        # Nesterov's own form: x_{t+1} = y_t − η g(y_t), y_{t+1} = x_{t+1} + β (x_{t+1} − x_t).
        assert near(path.point[2:], x[1:-1] + 0.9 * (x[1:-1] - x[:-2]))


def test_sam_takes_its_gradient_at_the_point_that_it_records_with_the_chance_of_the_step() -> None:
    record = SURFACES["linear_regression"]
    numbers = {id: jnp.asarray(value) for id, value in record.settle({}).items()}
    path = descend(record, OPTIMIZERS["sam"], steps=20, eta=0.01, uphill=0.2, sampling=Sampling(noise=0.3, seed=4))
    a, g = path.beside["ascent"][:-1], path.grad[:-1]
    assert near(a, path.point[:-1] + 0.2 * g / np.hypot(*g.T)[:, None])
    slope = jax.jit(jax.vmap(jax.grad(lambda theta: record.loss(theta[0], theta[1], **numbers))))
    drawn = g - np.asarray(slope(path.point[:-1]))
    assert np.abs(drawn).min() > 0
    assert path.m == pytest.approx(np.asarray(slope(a)) + drawn, rel=1e-9)
    # With no way to go uphill it is plain descent, of batches as well.
    choice = {"steps": 40, "eta": 0.01, "sampling": Sampling(noise=0.3, batch=4, seed=4)}
    still, plain = (
        descend(record, OPTIMIZERS[id], **choice, **given) for id, given in (("sam", {"uphill": 0}), ("gd", {}))
    )
    assert near(still.point, plain.point)


def test_where_it_falls_for_ever_there_is_no_lowest_loss_and_polyak_stays() -> None:
    path = descend(SURFACES["river"], OPTIMIZERS["polyak"], steps=5)
    assert (path.m == 0).all()
    assert (path.point == path.point[0]).all()
    # The lowest loss is that of the surface with its numbers.
    tilted = SURFACES["double_well"]
    for tilt in (0.1, 0.8):
        path = descend(tilted, OPTIMIZERS["polyak"], steps=1, tilt=tilt)
        g = path.grad[0]
        assert path.m[0] == pytest.approx((path.loss[0] - tilted.lowest(tilt=tilt)[1]) / (g @ g) * g, rel=1e-12)


def test_with_a_rate_of_nothing_nothing_moves() -> None:
    for id in ("schedule_free", "schedule_free_adamw", "lookahead"):
        path = descend(SURFACES["bowl"], OPTIMIZERS[id], steps=60, eta=1e-3, schedule="linear", span=30)
        assert (path.eta[30:] == 0).all()
        for points in (path.point, *path.beside.values()):
            assert (points[30:] == points[30]).all()


def test_methods_without_other_points_have_none() -> None:
    with_points = {
        id: [*descend(SURFACES["bowl"], one, steps=2).beside] for id, one in OPTIMIZERS.items() if one.m.points
    }
    assert with_points == {
        "nesterov": ["without_momentum"], "sam": ["ascent"], "averaged": ["mean", "moving_mean"],
        "lookahead": ["slow"], "schedule_free": ["steps", "average"], "schedule_free_adamw": ["steps", "average"],
    }  # fmt: skip


def test_the_rate_on_a_plateau_is_that_of_optax_for_the_losses_of_a_run() -> None:
    numbers = {"drop": 0.5, "wait": 7, "progress": 0.02}
    path = descend(
        SURFACES["himmelblau"], OPTIMIZERS["momentum"], steps=STEPS, eta=0.01, schedule="plateau", start=(1.3, -0.4),
        **numbers,
    )  # fmt: skip
    transform, zero = optax.contrib.reduce_on_plateau(0.5, 7, 0.02), jnp.zeros(2)
    state, scales, update = transform.init(zero), [], jax.jit(transform.update)
    with jax.numpy_dtype_promotion("standard"):
        for loss in path.loss[:-1]:
            _, state = update(zero, state, value=jnp.asarray(loss))
            scales.append(float(state.scale))
    assert path.eta == pytest.approx(0.01 * np.array(scales), rel=1e-12)
    assert 3 <= len(set(scales)) < STEPS / 7


def test_the_triangle_is_that_of_the_paper() -> None:
    path = descend(
        SURFACES["bowl"], OPTIMIZERS["gd"], steps=STEPS, eta=1e-3, schedule="triangular", half_cycle=37, start_share=0.1
    )
    t = np.arange(STEPS)
    # Smith 2017, his listing: cycle = floor(1 + t/(2 size)), x = |t/size − 2 cycle + 1|.
    x = np.abs(t / 37 - 2 * np.floor(1 + t / 74) + 1)
    assert path.eta == pytest.approx(1e-4 + (1e-3 - 1e-4) * np.maximum(0, 1 - x), rel=1e-10)
