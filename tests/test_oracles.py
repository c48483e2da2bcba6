"""Optimizers against other people's: a thousand steps on three surfaces, with a constant and a moving η."""

import math
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, Path, descend
from surfaces import SURFACES

BOWL, QUADRATIC, CRESCENT = SURFACES["bowl"], SURFACES["quadratic"], SURFACES["crescent"]


# The three surfaces that the comparisons run on, with a learning rate at which no rounding is
# magnified, and their gradients worked out by hand.
def bowl_slope(x: float, y: float) -> tuple[float, float]:
    root = math.sqrt(1 + (x / 2) ** 2 + (y / 0.06) ** 2)
    return 4.2 * x / (4 * root), 4.2 * y / (0.0036 * root)


def turned_slope(x: float, y: float) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(30)), math.sin(math.radians(30))
    u, v = x * cos + y * sin, -x * sin + y * cos
    return u * cos - 20 * v * sin, u * sin + 20 * v * cos


def crescent_slope(x: float, y: float) -> tuple[float, float]:
    cos, sin, wall = math.cos(math.radians(15)), math.sin(math.radians(15)), 80 * (x * x + y * y - 1)
    return wall * x + 0.5 * (x - cos), wall * y + 0.5 * (y + sin)


COMPARED = {
    "bowl": (BOWL, {}, bowl_slope, 2e-4),
    "turned quadratic": (QUADRATIC, {"angle": 30.0}, turned_slope, 4e-4),
    "crescent": (CRESCENT, {}, crescent_slope, 2e-4),
}
ON_EACH = pytest.mark.parametrize("surface", COMPARED)
RATES: dict[str, Callable] = {
    "constant": lambda eta, t: eta,
    "inverse_time": lambda eta, t: eta / (1 + 0.01 * t),
}
AT_EACH_RATE = pytest.mark.parametrize("schedule", RATES)


def run(surface: str, optimizer: str, schedule: str, **numbers: float) -> tuple[Path, float]:
    record, usual, _, eta = COMPARED[surface]
    path = descend(record, OPTIMIZERS[optimizer], steps=1000, schedule=schedule, eta=eta, **usual, **numbers)
    return path, eta


IN_OPTAX: dict[str, Callable[[Callable], optax.GradientTransformation]] = {
    "gd": optax.sgd,
    "momentum": lambda rate: optax.sgd(rate, momentum=0.9),
    "nesterov": lambda rate: optax.sgd(rate, momentum=0.9, nesterov=True),
    "radam": lambda rate: optax.radam(rate, b1=0.9, b2=0.999, eps=1e-8, threshold=5.0),
    "adam": lambda rate: optax.adam(rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0),
}


@ON_EACH
@AT_EACH_RATE
@pytest.mark.parametrize("optimizer", IN_OPTAX)
def test_a_thousand_steps_equal_those_of_optax(surface: str, optimizer: str, schedule: str) -> None:
    path, eta = run(surface, optimizer, schedule)
    record, numbers, *_ = COMPARED[surface]
    transform = IN_OPTAX[optimizer](lambda t: RATES[schedule](eta, t))

    def step(carry: tuple, _: None) -> tuple:
        theta, state = carry
        grad = jax.grad(lambda theta: record(theta[0], theta[1], **numbers))(theta)
        update, state = transform.update(grad, state)
        return (theta + update, state), theta

    # optax itself mixes dtypes and ranks.
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        start = jnp.array(record.start)
        theirs = jax.lax.scan(step, (start, transform.init(start)), length=1001)[1]
    assert path.point == pytest.approx(np.asarray(theirs), rel=1e-10, abs=1e-10 * abs(path.point).max())


def weighted(past: np.ndarray, memory: float, from_zero: bool) -> np.ndarray:
    """The moving average written out as one sum: Σ (1 − β) β^{t−s} x_s, the first with weight β^t unless from zero."""
    weights = (1 - memory) * memory ** np.arange(len(past) - 1, -1, -1.0)
    if not from_zero:
        weights[0] = memory ** (len(past) - 1)
    return weights @ past


# Where optax starts from other values or puts ε elsewhere: m and σ without ε, from all gradients so far.
WRITTEN_OUT: dict[str, tuple[Callable, Callable]] = {
    "momentum_sum": (lambda g: g.sum(axis=0), lambda g: 1),
    "momentum_ema": (lambda g: weighted(g, 0.9, False), lambda g: 1),
    "adagrad": (lambda g: g[-1], lambda g: np.sqrt((g**2).mean(axis=0))),
    "adagrad_sum": (lambda g: g[-1], lambda g: np.sqrt((g**2).sum(axis=0))),
    "rmsprop": (lambda g: g[-1], lambda g: np.sqrt(weighted(g**2, 0.9, False))),
    "rmsprop_zero": (lambda g: g[-1], lambda g: np.sqrt(weighted(g**2, 0.9, True))),
    "adam_uncorrected": (lambda g: weighted(g, 0.9, True), lambda g: np.sqrt(weighted(g**2, 0.999, True))),
    "adam_lecture": (lambda g: weighted(g, 0.9, False), lambda g: np.sqrt(weighted(g**2, 0.999, False))),
}


@ON_EACH
@AT_EACH_RATE
@pytest.mark.parametrize("optimizer", WRITTEN_OUT)
def test_a_thousand_steps_equal_those_of_sums_written_out(surface: str, optimizer: str, schedule: str) -> None:
    m, sigma = WRITTEN_OUT[optimizer]
    adaptive = any(number.id == "epsilon" for number in OPTIMIZERS[optimizer].numbers)
    path, eta = run(surface, optimizer, schedule, **({"epsilon": 1e-3} if adaptive else {}))
    record, _, slope, _ = COMPARED[surface]
    theta, grads, points = np.array(record.start), np.empty((1000, 2)), [np.array(record.start)]
    for t in range(1000):
        grads[t] = slope(*theta)
        divisor = sigma(grads[: t + 1]) + (1e-3 if adaptive else 0)
        theta = theta - RATES[schedule](eta, t) / divisor * m(grads[: t + 1])
        points.append(theta)
    assert path.point == pytest.approx(np.array(points), rel=1e-10, abs=1e-10 * abs(path.point).max())


def test_every_optimizer_has_an_oracle() -> None:
    assert {*IN_OPTAX, *WRITTEN_OUT} == set(OPTIMIZERS)
