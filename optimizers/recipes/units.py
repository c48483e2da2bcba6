"""optax in other units: for gradients whose squares are no float64, as that of 1e-170 is none, and that of 1e170.

An optimizer that divides an average of gradients by the root of one of squares takes the same steps in any unit, if ε
is given in it too. So each parameter has a unit, a power of 2, in which squares have all their digits.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import optax
from jaxtyping import Array, Float

from optimizers.parts.part import Plane

# Sizes of gradients, and the units of what is larger or, in the last line, smaller. In its unit every such size has a
# square, and so has what a memory next to 1 leaves of it; between them nothing is changed.
HUGE, FAR, LARGE, NEAR = 2.0**720, 2.0**-600, 2.0**400, 2.0**-300
SMALL, FINE = 2.0**-300, 2.0**600
# With ε = 0 and no gradient so far there is no step, and no 0/0. In the units above it is too small to change any σ.
LEAST = 1e-300

# What optax calls an average of gradients.
AVERAGE = "mu"

Make = Callable[[Mapping[str, Any]], optax.GradientTransformation]


class InUnits(NamedTuple):
    """The state of a transformation, and what it takes gradients times, for each parameter."""

    unit: Float[Array, " n"]
    state: Any


def in_units(make: Make, divisors: Mapping[str, int], epsilon: str = "epsilon") -> Make:
    """The same transformation, of parameters that are one vector, for gradients of any size.

    Args:
        make: builds it from its knobs.
        divisors: the names of what it keeps and divides by, with 2 for averages of squares and 1 for sizes.
        epsilon: the knob that is added to the divisor, and so is to be given in the unit. Empty where ε is above 0 and
            stands inside the roots: beside it tiny squares count for nothing, as it does beside huge ones.
    """

    def build(knobs: Mapping[str, Any]) -> optax.GradientTransformation:
        def given(unit: Float[Array, " n"] | float) -> Mapping[str, Any]:
            return {**knobs, epsilon: jnp.maximum(unit * knobs[epsilon], LEAST)} if epsilon else knobs

        def init(params: Plane) -> InUnits:
            return InUnits(jnp.ones_like(params), make(given(1.0)).init(params))

        def update(grad: Plane, kept: InUnits, params: Plane | None = None) -> tuple[Plane, InUnits]:
            unit = _unit(_size(grad, kept, divisors), small=bool(epsilon))
            # The whole factor between two units may itself be no float64.
            half = jnp.sqrt(unit) / jnp.sqrt(kept.unit)

            def changed(path: Any, leaf: Array) -> Array:
                for _ in range(2 * {AVERAGE: 1, **divisors}.get(_name(path), 0)):
                    leaf = leaf * half
                return leaf

            state = jax.tree_util.tree_map_with_path(changed, kept.state)
            moved, state = make(given(unit)).update(unit * grad, state, params)
            return moved, InUnits(unit, state)

        return optax.GradientTransformation(init, update)

    return build


def _name(path: Any) -> str:
    return str(getattr(path[-1], "name", ""))


def _size(grad: Plane, kept: InUnits, divisors: Mapping[str, int]) -> Plane:
    """The largest of a gradient and of what is divided by."""
    size = jnp.abs(grad)
    for path, leaf in jax.tree_util.tree_leaves_with_path(kept.state):
        if _name(path) in divisors:
            root = jnp.sqrt(leaf) if divisors[_name(path)] == 2 else leaf
            size = jnp.maximum(size, root / kept.unit)
    return size


def _unit(size: Plane, *, small: bool) -> Plane:
    unit = jnp.where(size > HUGE, FAR, jnp.where(size > LARGE, NEAR, 1.0))
    return jnp.where(size < SMALL, FINE, unit) if small else unit
