"""What a part makes of gradients that are given to it, instead of those that a surface has."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from optimizers.parts.part import Knobs, Part, Step
from surfaces.precision import in_float64
from surfaces.surface import Numbers


@in_float64()
def fed(part: Part, gradients: Float[np.ndarray, "T n"], knobs: Numbers) -> Float[np.ndarray, "T ..."]:
    """The factor of each step t = 0 … T − 1, when g_t is row t: (T, n) for σ and m, (T,) for η.

    `knobs` are numbers by their ids; those that the part does not read may be there too. The point stands still, at 0,
    and the loss is 0: what reads them is not to be fed.
    """
    settled = {number.id: np.float64(np.asarray(knobs[number.id])) for number in part.numbers}
    total, size = gradients.shape
    # Rows and columns up to a power of two: tables of other lengths seldom compile anything.
    whole = np.zeros((_upwards(total), _upwards(size)))
    whole[:total, :size] = gradients
    factors = np.asarray(_factors(part, jnp.asarray(whole), settled))[:total]
    return factors[:, :size] if factors.ndim == 2 else factors


def _upwards(count: int) -> int:
    return max(16, 1 << (count - 1).bit_length())


@partial(jax.jit, static_argnames="part")
def _factors(part: Part, gradients: Float[Array, "rows n"], knobs: Knobs) -> Array:
    nowhere = jnp.zeros_like(gradients[0])

    def step(state: object, row: tuple[Array, Array]) -> tuple[object, Array]:
        t, grad = row
        factor, state = part.update(Step(t, nowhere, jnp.zeros_like(t), grad), state, knobs)
        return state, factor

    times = jnp.arange(len(gradients), dtype=gradients.dtype)
    return jax.lax.scan(step, part.init(knobs, nowhere), (times, gradients))[1]
