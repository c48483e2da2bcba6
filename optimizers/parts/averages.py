"""The arithmetic of moving averages where the plain formula loses its digits: squares, and memories next to 1."""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.part import Plane

# Between these an average of squares has all its digits; beyond, a power of 2 in front of its root loses none.
LEAST, MOST, FACTOR = 2.0**-680, 2.0**680, 2.0**600
Number = Float[Array, ""] | float


def mean_of_squares(a: Number, kept: Plane, b: Number, g: Plane) -> tuple[Plane, Plane]:
    """√(a v + b g²) for a and b from 0 to 1, and what to keep of it: also where g² is no float64, as of g = 1e-170.

    What is kept is the average v itself while it has all its digits, so that a step is the plain formula's to the last
    bit, and otherwise −√v, the sign telling which.

    A branch, and no choice between two results that are both computed: that would make a step longer by a tenth.
    """
    v = a * kept + b * g**2
    usual = (kept >= 0) & (((v >= LEAST) & (v <= MOST)) | ((kept == 0) & (g == 0)))
    return jax.lax.cond(usual.all(), lambda: (jnp.sqrt(v), v), lambda: _scaled(a, kept, b, g))


def root_of(kept: Plane) -> Plane:
    """√v from what is kept of v."""
    return jnp.where(kept < 0, -kept, jnp.sqrt(jnp.maximum(kept, 0)))


def _scaled(a: Number, kept: Plane, b: Number, g: Plane) -> tuple[Plane, Plane]:
    root = root_of(kept)
    size = jnp.maximum(root, jnp.abs(g))
    k = jnp.where(size < 1, FACTOR, 1 / FACTOR)
    k = jnp.where((size**2 >= LEAST) & (size**2 <= MOST), 1.0, k)
    root = jnp.sqrt(a * (k * root) ** 2 + b * (k * g) ** 2) / k
    square = root**2
    return root, jnp.where((square >= LEAST) & (square <= MOST), square, -root)


def length(v: Plane) -> Float[Array, ""]:
    """‖v‖, also where the squares are no float64."""
    largest = jnp.abs(v).max()
    unit = jnp.where(largest > 0, largest, 1.0)
    return largest * jnp.sqrt(jnp.sum((v / unit) ** 2))


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
