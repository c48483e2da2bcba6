"""Functions that keep their digits where the textbook's way of writing them loses all of them, or leaves float64.

Each is term for term the same as what it stands for, and is differentiated automatically like everything else.
"""

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

Values = Float[Array, "..."]

# Beyond these sizes powers leave float64 or lose digits.
SMALL, LARGE = 1e-70, 1e70


def unit(*sizes: Values) -> Values:
    """What to divide lengths by before they are squared, if the largest of them is huge or tiny: itself, and else 1."""
    largest = jax.lax.stop_gradient(jnp.abs(jnp.stack(jnp.broadcast_arrays(*sizes))).max(axis=0))
    return jnp.where((largest > LARGE) | ((largest < SMALL) & (largest > 0)), largest, 1.0)


def norm(x: Values, y: Values) -> Values:
    """√(x² + y²), also where a square is no float64.

    In (0, 0) it has no derivative; there its gradient is given as 0, the middle of all slopes nearby, and so is its
    Hessian.
    """
    size = unit(x, y)
    square = (x / size) ** 2 + (y / size) ** 2
    # The root of 1 in place of 0, and 0 for it afterwards: √0 itself would make the gradient 0 · ∞.
    return size * jnp.where(square > 0, jnp.sqrt(jnp.where(square > 0, square, 1.0)), 0.0)


def over_period(x: Values) -> Values:
    """x less the nearest whole number: what a ripple of period 1 sees of it, without a rounding however large x is."""
    return x - jax.lax.stop_gradient(jnp.round(x))


def second_order(z: Values) -> Values:
    """e^z − 1 − z, which is z²/2 near 0."""
    near = jnp.where(jnp.abs(z) < 0.5, z, 0.0)
    # 1/2! + z/3! + z²/4! + …, of which what is left out counts 1e-17.
    series = jnp.zeros_like(z)
    for n in range(14, 1, -1):
        series = 1.0 + series * near / (n + 1)
    return jnp.where(jnp.abs(z) < 0.5, near**2 / 2 * series, jnp.expm1(z) - z)
