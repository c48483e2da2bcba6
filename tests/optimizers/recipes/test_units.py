"""optax's optimizers with gradients whose squares are no float64: the steps of their formulas, in wider arithmetic."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, localcontext
from functools import cache
from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, Step, descend
from surfaces import SURFACES
from tests.crossing import cases, every

IDS = ["adamw", "nadam", "amsgrad", "adadelta", "adamax", "yogi"]


def wide(id: str, grads: np.ndarray, beta1: float, beta2: float, epsilon: float) -> np.ndarray:
    """m_t of the card's formula without weight decay, for the gradients of one parameter, with thirty digits."""
    with localcontext(prec=30, Emin=-999_999, Emax=999_999):
        return np.array(
            [float(m) for m in _wide(id, map(Decimal, grads.tolist()), *map(Decimal, (beta1, beta2, epsilon)))]
        )


def _wide(id: str, grads: Iterable[Decimal], b1: Decimal, b2: Decimal, epsilon: Decimal) -> Iterator[Decimal]:
    begun = Decimal("1e-6") if id == "yogi" else Decimal(0)
    a, v, u, d = begun, begun, Decimal(0), Decimal(0)
    for t, g in enumerate(grads):
        a, before, square = b1 * a + (1 - b1) * g, v, g * g
        v = b2 * v + (1 - b2) * square
        if id == "yogi":
            v = before - (1 - b2) * square.copy_sign(before - square)
        mean, root = a / (1 - b1 ** (t + 1)), (v / (1 - b2 ** (t + 1))).sqrt()
        if id == "nadam":
            mean = b1 * a / (1 - b1 ** (t + 2)) + (1 - b1) * g / (1 - b1 ** (t + 1))
        if id == "amsgrad":
            root = u = max(u, root)
        if id == "adadelta":
            step = ((d + epsilon) / (v + epsilon)).sqrt() * g
            d = b2 * d + (1 - b2) * step**2
        elif id == "adamax":
            u = max(b2 * u, abs(g) + epsilon)
            step = mean / u
        else:
            step = mean / (root + epsilon)
        yield step


@cache
def compiled(id: str) -> Callable:
    return jax.jit(OPTIMIZERS[id].m.update)


def steps(id: str, grads: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """m_t of the part, the same gradients for both parameters, the other way round for the second."""
    part = OPTIMIZERS[id].m
    knobs = {number.id: jnp.asarray(np.float64(numbers[number.id])) for number in part.numbers}
    state, update, found = part.init(knobs, jnp.zeros(2)), compiled(id), []
    for t, g in enumerate(grads):
        step = Step(jnp.asarray(np.float64(t)), jnp.zeros(2), jnp.zeros(()), jnp.asarray([g, -grads[-1 - t]]))
        m, state = update(step, state, knobs)
        found.append(np.asarray(m))
    return np.array(found)


def wandering(low: float, high: float) -> np.ndarray:
    """Gradients whose size wanders from the one power of ten to the other and back, in both directions of the sign."""
    chance = np.random.default_rng(3)
    size = np.concatenate([np.linspace(low, high, 200), np.linspace(high, low, 200)])
    return 10.0**size * chance.choice([-1, 1], 400) * chance.uniform(1, 10, 400)


WIDEST, *NARROWER = [(-306, 307), (-306, -160), (-200, 1), (-1, 307)]
# With either ε each over all there is; over a part of it, one after the other.
CHOSEN = [
    *((id, epsilon, WIDEST) for id, epsilon in product(IDS, (0.0, 1e-8))),
    *cases(IDS, (0.0, 1e-8), NARROWER, every=every()),
]


@pytest.mark.parametrize(("id", "epsilon", "powers"), CHOSEN)
def test_gradients_of_any_size_make_the_steps_of_the_formula(
    id: str, epsilon: float, powers: tuple[float, float]
) -> None:
    grads, inside = wandering(*powers), max(epsilon, 1e-12)
    numbers = {"beta1": 0.9, "beta2": 0.8, "beta2_peak": 0.8, "alpha": 0.8, "epsilon": epsilon, "weight_decay": 0.0}
    found = steps(id, grads, numbers | {"epsilon_inside": inside})
    usual = (0.9, 0.8, inside if id == "adadelta" else epsilon)
    expected = np.column_stack([wide(id, one, *usual) for one in (grads, -grads[::-1])])
    # Where terms of both signs cancel in an average, what is left has fewer digits.
    size = 1e-13 * np.maximum.accumulate(abs(expected))
    assert np.isfinite(found).all()
    assert (abs(found - expected) <= 1e-11 * abs(expected) + size).all()


# The length of the first step in units of η, with a gradient of any size and ε = 0.
FIRST = {"adamw": 1, "nadam": 28 / 19, "amsgrad": 1, "adamax": 1}


@pytest.mark.parametrize("id", FIRST)
@pytest.mark.parametrize("size", [1e-100, 1e-170, 1e-305])
def test_a_tiny_gradient_moves_its_parameter_as_any_other_does(id: str, size: float) -> None:
    decay = {"weight_decay": 0.0} if id == "adamw" else {}
    path = descend(SURFACES["saddle"], OPTIMIZERS[id], start=(-1.6, size), steps=3, eta=0.01, epsilon=0, **decay)
    assert path.point[1] - path.point[0] == pytest.approx(0.01 * FIRST[id] * np.ones(2), rel=1e-9)
    assert path.outcome.kind != "diverged"


@pytest.mark.parametrize("id", sorted({*IDS} - {"yogi"}))  # whose own start moves it
def test_a_parameter_without_a_gradient_stays_where_it_is(id: str) -> None:
    floor = {} if id == "adadelta" else {"epsilon": 0.0}
    path = descend(SURFACES["saddle"], OPTIMIZERS[id], start=(-1.6, 0.0), steps=5, **floor)
    assert not path.point[:, 1].any()
    assert len(path.eta) == 5
