"""What a part remembered before each step of a recorded run: the run's own rows, gone through once more."""

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from optimizers.loop.scan import CHUNK
from optimizers.outcomes.path import Path
from optimizers.parts.part import Knobs, Part, Plane, Step
from surfaces.precision import in_float64
from surfaces.surface import Numbers

# Point, loss and gradient of CHUNK steps.
Seen = tuple[Float[Array, "rows 2"], Float[Array, " rows"], Float[Array, "rows 2"]]


@in_float64()
def replay(part: Part, path: Path, knobs: Numbers) -> Float[np.ndarray, "T 2"] | None:
    """The state of `part`, as it is told, before each of the T updates; None if it is not one value for each parameter.

    `knobs` are the numbers that the run had, by their ids; those the part does not read may be left out.
    """
    settled = {number.id: np.float64(np.asarray(knobs[number.id])) for number in part.numbers}
    state = part.init(settled, jnp.asarray(path.point[0]))
    if not isinstance(state, jax.Array) or state.shape != (2,):
        return None
    total = len(path.eta)
    states = np.empty((total, 2))
    for done in range(0, total, CHUNK):
        count = min(CHUNK, total - done)
        # Filled up to a whole chunk: one shape, one compilation, whatever the number of steps.
        seen = (_padded(column[done : done + count]) for column in (path.point, path.loss, path.grad))
        state, piece = _states(part, state, tuple(seen), np.float64(done), np.int64(count), settled)
        states[done : done + count] = np.asarray(piece)[:count]
    return states


def _padded(rows: Float[np.ndarray, "count ..."]) -> Float[Array, "rows ..."]:
    filled = np.zeros((CHUNK, *rows.shape[1:]))
    filled[: len(rows)] = rows
    return jnp.asarray(filled)


@partial(jax.jit, static_argnames="part")
def _states(
    part: Part, state: Plane, seen: Seen, first: Float[Array, ""], count: Int[Array, ""], knobs: Knobs
) -> tuple[Plane, Float[Array, "rows 2"]]:
    """The next state after `count` steps from t = `first` on, and the one before each of them."""

    def body(i: Int[Array, ""], loop: tuple[Plane, Array]) -> tuple[Plane, Array]:
        state, before = loop
        theta, loss, grad = (jax.lax.dynamic_index_in_dim(column, i, keepdims=False) for column in seen)
        before = jax.lax.dynamic_update_index_in_dim(before, part.told(state), i, 0)
        _, state = part.update(Step(first + i.astype(np.float64), theta, loss, grad), state, knobs)
        return state, before

    return jax.lax.fori_loop(0, count, body, (state, jnp.zeros((CHUNK, 2))))
