"""Optimizers against other people's: a thousand steps on three surfaces, with a constant and a moving η."""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, Path, descend
from optimizers.recipes.newer import NEWER
from surfaces import SURFACES
from tests.crossing import crossed

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
RATES: dict[str, Callable] = {
    "constant": lambda eta, t: eta,
    "inverse_time": lambda eta, t: eta / (1 + 0.01 * t),
}


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


@crossed(surface=COMPARED, schedule=RATES, optimizer=IN_OPTAX)
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


def divided_by_a_matrix(g: np.ndarray) -> np.ndarray:
    """(V̂^½ + ε)⁻¹ â, from the singular values of all weighted gradients: those of V̂ without a square."""
    past = np.arange(len(g) - 1, -1, -1.0)[:, None]
    rows = np.sqrt(0.001 * 0.999**past / -math.expm1(len(g) * math.log(0.999))) * g
    _, size, axes = np.linalg.svd(rows, full_matrices=False)
    mean = weighted(g, 0.9, True) / (1 - 0.9 ** len(g))
    return axes.T @ (axes @ mean / (size + 1e-3))


# Where optax starts from other values or puts ε elsewhere: m and σ without ε, from all gradients so far.
WRITTEN_OUT: dict[str, tuple[Callable, Callable]] = {
    "momentum_sum": (lambda g: g.sum(axis=0), lambda g: 1),
    "momentum_ema": (lambda g: weighted(g, 0.9, False), lambda g: 1),
    "adagrad": (lambda g: g[-1], lambda g: np.sqrt((g**2).mean(axis=0))),
    "adagrad_sum": (lambda g: g[-1], lambda g: np.sqrt((g**2).sum(axis=0))),
    "rmsprop": (lambda g: g[-1], lambda g: np.sqrt(weighted(g**2, 0.9, False))),
    "rmsprop_zero": (lambda g: g[-1], lambda g: np.sqrt(weighted(g**2, 0.9, True))),
    "adam_uncorrected": (lambda g: weighted(g, 0.9, True), lambda g: np.sqrt(weighted(g**2, 0.999, True))),
    "adam_matrix": (divided_by_a_matrix, lambda g: 1),
    "adam_lecture": (lambda g: weighted(g, 0.9, False), lambda g: np.sqrt(weighted(g**2, 0.999, False))),
}


@crossed(surface=COMPARED, schedule=RATES, optimizer=WRITTEN_OUT)
def test_a_thousand_steps_equal_those_of_sums_written_out(surface: str, optimizer: str, schedule: str) -> None:
    m, sigma = WRITTEN_OUT[optimizer]
    adaptive = any(number.id == "epsilon" for number in OPTIMIZERS[optimizer].numbers)
    path, eta = run(surface, optimizer, schedule, **({"epsilon": 1e-3} if adaptive else {}))
    record, _, slope, _ = COMPARED[surface]
    theta, grads, points = np.array(record.start), np.empty((1000, 2)), [np.array(record.start)]
    for t in range(1000):
        grads[t] = slope(*theta)
        divisor = sigma(grads[: t + 1]) + (1e-3 if adaptive and optimizer != "adam_matrix" else 0)
        theta = theta - RATES[schedule](eta, t) / divisor * m(grads[: t + 1])
        points.append(theta)
    assert path.point == pytest.approx(np.array(points), rel=1e-10, abs=1e-10 * abs(path.point).max())


@dataclass
class Kept:
    """What an optimizer keeps from step to step."""

    a: np.ndarray = field(default_factory=lambda: np.zeros(2))
    v: np.ndarray = field(default_factory=lambda: np.zeros(2))
    u: np.ndarray = field(default_factory=lambda: np.zeros(2))
    d: np.ndarray = field(default_factory=lambda: np.zeros(2))


# The steps that optax computes, each written out from the formula of its paper and, where the two differ, from
# the one that optax documents: what is kept from step to step begins at 0 in `kept`, t counts from 0.
def adam_means(t: int, g: np.ndarray, kept: Kept) -> tuple[np.ndarray, np.ndarray]:
    kept.a = 0.9 * kept.a + 0.1 * g
    kept.v = 0.999 * kept.v + 0.001 * g * g
    return kept.a / (1 - 0.9 ** (t + 1)), kept.v / (1 - 0.999 ** (t + 1))


def adamw(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Loshchilov and Hutter, Algorithm 2, with λ inside η as PyTorch and optax have it.
    a, v = adam_means(t, g, kept)
    return a / (np.sqrt(v) + 1e-8) + 0.01 * theta


def nadam(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Dozat, Algorithm 8 without its schedule for β₁.
    _, v = adam_means(t, g, kept)
    return (0.9 * kept.a / (1 - 0.9 ** (t + 2)) + 0.1 * g / (1 - 0.9 ** (t + 1))) / (np.sqrt(v) + 1e-8)


def amsgrad(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Reddi, Kale and Kumar, Algorithm 2; optax corrects both averages.
    a, v = adam_means(t, g, kept)
    kept.u = np.maximum(kept.u, v)
    return a / (np.sqrt(kept.u) + 1e-8)


def adadelta(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Zeiler, Algorithm 1.
    kept.v = 0.9 * kept.v + 0.1 * g * g
    m = np.sqrt(kept.d + 1e-6) / np.sqrt(kept.v + 1e-6) * g
    kept.d = 0.9 * kept.d + 0.1 * m * m
    return m


def adamax(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Kingma and Ba, Algorithm 2; PyTorch and optax add ε.
    a, _ = adam_means(t, g, kept)
    kept.u = np.maximum(0.999 * kept.u, np.abs(g) + 1e-8)
    return a / kept.u


def yogi(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Zaheer et al., Algorithm 2; optax starts at 1e-6 and corrects both averages.
    a, v = (kept.a, kept.v) if t else (1e-6, 1e-6)
    kept.a = 0.9 * a + 0.1 * g
    kept.v = v - 0.001 * np.sign(v - g * g) * g * g
    return kept.a / (1 - 0.9 ** (t + 1)) / (np.sqrt(kept.v / (1 - 0.999 ** (t + 1))) + 1e-3)


def lion(t: int, theta: np.ndarray, g: np.ndarray, kept: Kept) -> np.ndarray:
    # Chen et al., Algorithm 2.
    m = np.sign(0.9 * kept.a + 0.1 * g) + 0.001 * theta
    kept.a = 0.99 * kept.a + 0.01 * g
    return m


OF_THE_LIBRARY = {one.__name__: one for one in (adamw, nadam, amsgrad, adadelta, adamax, yogi, lion)}


@crossed(surface=COMPARED, schedule=RATES, optimizer=OF_THE_LIBRARY)
def test_a_thousand_steps_of_the_library_equal_a_loop_written_out(surface: str, optimizer: str, schedule: str) -> None:
    path, eta = run(surface, optimizer, schedule)
    record, _, slope, _ = COMPARED[surface]
    theta, kept = np.array(record.start), Kept()
    points = [theta]
    for t in range(1000):
        m = OF_THE_LIBRARY[optimizer](t, theta, np.array(slope(*theta)), kept)
        theta = theta - RATES[schedule](eta, t) * m
        points.append(theta)
    assert path.point == pytest.approx(np.array(points), rel=1e-10, abs=1e-10 * abs(path.point).max())


def test_every_optimizer_has_an_oracle() -> None:
    # Those of the last are compared in `test_newer.py`.
    newer = {one.id for one in NEWER} | {"lbfgs"}
    assert {*IN_OPTAX, *WRITTEN_OUT, *OF_THE_LIBRARY} == set(OPTIMIZERS) - newer
