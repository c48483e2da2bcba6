"""Averages at the edge of float64: gradients whose squares are none, and memories next to 1."""

from decimal import Decimal, localcontext

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, Step, descend
from optimizers.parts.averages import rectification, seen
from surfaces import SURFACES

SADDLE, QUADRATIC = SURFACES["saddle"], SURFACES["quadratic"]
# The length of the first step in units of η, with a gradient of any size and ε = 0.
FIRST = {
    "adagrad": 1, "adagrad_sum": 1, "rmsprop": 1, "rmsprop_zero": 0.1**-0.5, "adam": 1,
    "adam_uncorrected": 0.1 * 0.001**-0.5, "adam_lecture": 1,
}  # fmt: skip


@pytest.mark.parametrize("id", FIRST)
@pytest.mark.parametrize("size", [1e-100, 1e-170, 1e-250, 1e-305])
def test_a_gradient_whose_square_is_no_float64_moves_its_parameter_as_any_other_does(id: str, size: float) -> None:
    path = descend(SADDLE, OPTIMIZERS[id], start=(-1.6, size), steps=3, eta=0.01, epsilon=0)
    assert path.grad[0] == pytest.approx([-1.6, -size], rel=1e-15)
    assert path.point[1] - path.point[0] == pytest.approx(0.01 * FIRST[id] * np.ones(2), rel=1e-9)
    assert path.outcome.kind != "diverged"
    # On the other side of the ridge it is the same path, mirrored.
    mirrored = descend(SADDLE, OPTIMIZERS[id], start=(-1.6, -size), steps=3, eta=0.01, epsilon=0)
    assert np.array_equal(mirrored.point, path.point * [1, -1])


@pytest.mark.parametrize("id", FIRST)
@pytest.mark.parametrize("size", [1e150, 1e200, 1e300])
def test_so_does_a_gradient_whose_square_is_infinite(id: str, size: float) -> None:
    part = OPTIMIZERS[id].sigma
    knobs = {number.id: jnp.asarray(np.float64(number.default)) for number in part.numbers} | {"epsilon": jnp.zeros(())}

    def sigma(grad: list[float]) -> np.ndarray:
        g = jnp.array(grad)
        return np.asarray(part.update(Step(jnp.zeros(()), g, jnp.zeros(()), g), part.init(knobs, g), knobs)[0])

    # Beside a point so far out nothing is left of a step, and so it is σ that tells.
    assert sigma([size, -size / 4]) == pytest.approx(sigma([1.0, -0.25]) * size, rel=1e-14)


def test_a_step_is_right_where_the_rate_over_sigma_is_no_float64() -> None:
    # η/σ would be 1e3/1e-306.
    near = descend(SADDLE, OPTIMIZERS["rmsprop"], start=(0.0, 1e-306), steps=1, eta=1000.0, epsilon=0)
    assert near.point[1] == pytest.approx([0.0, 1000.0], rel=1e-12)


def reference(beta: float, n: int) -> tuple[Decimal, Decimal, Decimal]:
    """1 − βⁿ, ρ_n and r_n² to fifty digits."""
    with localcontext() as context:
        context.prec = 70
        b = Decimal(beta)
        filled = 1 - b**n
        longest = 2 / (1 - b) - 1
        length = longest - 2 * n * b**n / filled
        return filled, length, (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)


@pytest.mark.parametrize("far", [0.1, 0.01, 1e-3, 1e-4, 1e-6, 1e-9, 1e-12])
@pytest.mark.parametrize("n", [1, 2, 5, 6, 7, 12, 100, 2500, 100_000])
def test_corrections_keep_their_digits_for_memories_next_to_one(far: float, n: int) -> None:
    beta = 1 - far
    filled, length, share = (float(value) for value in reference(beta, n))
    mine = jax.jit(seen)(beta, np.float64(n))
    assert mine == pytest.approx(filled, rel=2e-15)
    rho, squared = jax.jit(rectification)(beta, np.float64(n), mine)
    assert rho == pytest.approx(length, rel=5e-15)
    if length > 5:
        assert squared == pytest.approx(share, rel=2e-14)


def test_radam_with_a_memory_of_a_million_steps_has_the_sigma_of_exact_arithmetic() -> None:
    beta = 0.999999
    path = descend(QUADRATIC, OPTIMIZERS["radam"], steps=13, beta2=beta, eta=1e-12, epsilon=0)
    for t in (5, 6, 11, 12):
        filled, length, share = reference(beta, t + 1)
        assert length > 5
        with localcontext() as context:
            context.prec = 50
            squares = [Decimal(float(g)) ** 2 for g in path.grad[: t + 1, 0]]
            mean = sum((1 - Decimal(beta)) * Decimal(beta) ** (t - s) * square for s, square in enumerate(squares))
            expected = (mean / filled / share).sqrt()
        assert path.sigma[t, 0] == pytest.approx(float(expected), rel=1e-13)
