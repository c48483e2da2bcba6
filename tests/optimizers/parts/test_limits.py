"""The limit of each m: the spectral radius of its recursion on ½λθ², and runs just below and above."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.flatten_util import ravel_pytree

from optimizers import OPTIMIZERS, descend
from optimizers.parts.momenta import MOMENTA
from optimizers.parts.part import Part, Step
from surfaces import SURFACES

LATE = 1e6
"""A step at which corrections of averages have faded."""


def radius(part: Part, rate: float, **knobs: jax.Array) -> float:
    """The size of the largest eigenvalue of θ, state → θ − rate · m, next state, at curvature 1."""
    begin = (jnp.zeros(1), part.init(knobs, jnp.zeros(1)))
    flat, unflatten = ravel_pytree(begin)

    def advance(both: jax.Array) -> jax.Array:
        theta, state = unflatten(both)
        m, state = part.update(Step(jnp.asarray(LATE), theta, jnp.asarray(0.0), theta), state, knobs)
        return ravel_pytree((theta - rate * m, state))[0]

    return float(abs(np.linalg.eigvals(np.asarray(jax.jacobian(advance)(flat)))).max())


@pytest.mark.parametrize("beta", [0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("part", MOMENTA.values(), ids=MOMENTA)
def test_the_limit_is_where_the_recursion_s_largest_eigenvalue_has_the_size_1(part: Part, beta: float) -> None:
    knobs = {number.id: jnp.asarray(beta) for number in part.numbers}
    limit = part.limit(knobs)
    assert limit is not None
    # With the sum it has that size below the limit as well.
    assert radius(part, float(limit) * (1 - 1e-9), **knobs) < 1 + (1e-12 if part.id == "sum" else 0)
    assert radius(part, float(limit) * (1 + 1e-9), **knobs) > 1


@pytest.mark.parametrize(
    ("id", "below", "above"),
    [
        ("gd", 0.0999, 0.1001),
        ("momentum", 0.1895, 0.1905),
        ("nesterov", 0.0678, 0.0679),
        ("momentum_ema", 1.899, 1.901),
    ],
)
def test_runs_just_below_and_above_their_limit(id: str, below: float, above: float) -> None:
    lost = [
        descend(SURFACES["quadratic"], OPTIMIZERS[id], start=(-4.0, -1.5), steps=3000, eta=eta).loss
        for eta in (below, above)
    ]
    assert lost[0][-1] < 1e-2 * lost[0][0]
    assert lost[1][-1] > lost[1][0]


UNKNOWN = (
    "adam_matrix", "sam", "polyak", "lookahead", "schedule_free", "schedule_free_adamw", "newton", "ademamix", "prodigy"
)  # fmt: skip
"""Whose step is no fixed mixture of gradients, or whose σ is in m."""


def test_of_a_library_s_method_and_of_those_that_are_no_fixed_mixture_no_limit_is_known() -> None:
    for one in OPTIMIZERS.values():
        limit = one.m.limit({number.id: number.default for number in one.numbers})
        assert (limit is None) == (bool(one.library) or one.id in UNKNOWN)
