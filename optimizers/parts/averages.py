"""The arithmetic of moving averages where the plain formula loses its digits: squares, and memories next to 1."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.part import Plane

# Beyond these a square may leave float64 or lose digits; a power of 2 in front changes none.
SMALL, LARGE, FACTOR = 2.0**-340, 2.0**340, 2.0**600
Number = Float[Array, ""] | float


def root_of_squares(a: Number, x: Plane, b: Number, y: Plane) -> Plane:
    """√(a x² + b y²) for a and b from 0 to 1, also where x² or y² is no float64: 1e-170² would be 0, 1e170² infinite.

    A branch, and no choice between two results that are both computed: that would make a step longer by a tenth.
    """
    size = jnp.maximum(jnp.abs(x), jnp.abs(y))
    usual = ((size > SMALL) & (size < LARGE)) | (size == 0)
    return jax.lax.cond(usual.all(), _plain_root, _scaled_root, a, x, b, y)


def _plain_root(a: Number, x: Plane, b: Number, y: Plane) -> Plane:
    return jnp.sqrt(a * x**2 + b * y**2)


def _scaled_root(a: Number, x: Plane, b: Number, y: Plane) -> Plane:
    size = jnp.maximum(jnp.abs(x), jnp.abs(y))
    k = jnp.where(size <= SMALL, FACTOR, jnp.where(size >= LARGE, 1 / FACTOR, 1.0))
    return _plain_root(a, k * x, b, k * y) / k


def seen(beta: Number, n: Number) -> Array:
    """1 − βⁿ, what n steps have filled of an average that starts at zero.

    As −(e^{n ln β} − 1): with β next to 1 the power is next to 1 too, and the difference would lose those digits.
    """
    return -jnp.expm1(n * jnp.log(beta))


def rectification(beta2: Number, n: Number, filled: Number) -> tuple[Array, Array]:
    """RAdam's ρ_n and r_n², n counted from 1; `filled` is 1 − β₂ⁿ, which the step needs too.

    ρ_∞ = 2/(1 − β₂) − 1, ρ_n = ρ_∞ − 2 n β₂ⁿ / (1 − β₂ⁿ), r_n² = (ρ_n − 4)(ρ_n − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_n)

    As long as n is small beside 1/(1 − β₂), both terms of ρ_n are many times larger than their difference. With
    λ = −ln β₂ that is n − 2n b(nλ) + 2 b(λ), where b(y) = ½ − 1/y + 1/(e^y − 1) is a short series.
    """
    rate = -jnp.log(beta2)
    longest = (1 + beta2) / (1 - beta2)
    early = n - 2 * n * _series(n * rate) + 2 * _series(rate)
    length = jnp.where(n * rate < 0.25, early, longest - 2 * n * (1 - filled) / filled)
    return length, (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)


def _series(y: Array) -> Array:
    """½ − 1/y + 1/(e^y − 1) = Σ B₂ₖ y^{2k−1} / (2k)!, with Bernoulli's B₂ₖ; for y < ¼ the rest is below 2e-16."""
    total = jnp.zeros_like(y)
    for coefficient in (1 / 47_900_160, -1 / 1_209_600, 1 / 30_240, -1 / 720, 1 / 12):
        total = total * y**2 + coefficient
    return total * y
