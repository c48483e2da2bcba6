"""The one loop. Every number a user can move is traced; only the parts are compiled in."""

from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from optimizers.outcome import Outcome
from optimizers.part import Knobs, Part, Plane, State, Step
from surfaces.surface import Loss, Numbers

# The number of steps is a traced number too, so each call fills a buffer of fixed length and the
# calls are chained. Long enough to hide the cost of a call, short enough that a run of 300 steps
# does not pay for pages it never touches.
CHUNK = 8192


@dataclass(frozen=True)
class Path:
    """What a run did, all float64: T updates between T + 1 points.

    θ^{t+1} = θ^t − eta[t] / sigma[t] · m[t] holds to the last bit, with the product rounded or, on
    processors that multiply and subtract in one go, not; sigma includes ε. A run that left float64 is
    recorded up to its last finite point, so T can be less than was asked for.
    """

    point: Float[np.ndarray, "points 2"]
    loss: Float[np.ndarray, " points"]
    grad: Float[np.ndarray, "points 2"]
    eta: Float[np.ndarray, " T"]
    sigma: Float[np.ndarray, "T 2"]
    m: Float[np.ndarray, "T 2"]
    outcome: Outcome


class Parts(NamedTuple):
    """An optimizer with its schedule, as the loop sees it."""

    eta: Part
    sigma: Part
    m: Part


# JAX's inside the compiled loop, NumPy's outside it.
Column = Array | np.ndarray


class Rows(NamedTuple):
    """One row for each step: what was known before the update, and what the update was made of."""

    point: Float[Column, "n 2"]
    loss: Float[Column, " n"]
    grad: Float[Column, "n 2"]
    eta: Float[Column, " n"]
    sigma: Float[Column, "n 2"]
    m: Float[Column, "n 2"]


# The shape of one row of each column, in the order of Rows.
SHAPES: tuple[tuple[int, ...], ...] = ((2,), (), (2,), (), (2,), (2,))

# Everything the next step depends on: t, θ^t, and the states of η, σ and m.
Carry = tuple[Float[Array, ""], Plane, tuple[State, State, State]]


@partial(jax.jit, static_argnames=("loss", "parts"), donate_argnames="rows")
def _advance(
    loss: Loss, parts: Parts, carry: Carry, rows: Rows, count: Int[Array, ""], numbers: Numbers, knobs: Knobs
) -> tuple[Carry, Rows]:
    """`count` steps from `carry`, written into the first `count` of the CHUNK rows."""

    def at(theta: Plane) -> Float[Array, ""]:
        return loss(theta[0], theta[1], **numbers)

    def body(i: Int[Array, ""], loop: tuple[Carry, Rows]) -> tuple[Carry, Rows]:
        (t, theta, (eta_state, sigma_state, m_state)), rows = loop
        step = Step(t, *jax.value_and_grad(at)(theta))
        m, m_state = parts.m.update(step, m_state, knobs)
        sigma, sigma_state = parts.sigma.update(step, sigma_state, knobs)
        eta, eta_state = parts.eta.update(step, eta_state, knobs)
        row = Rows(theta, step.loss, step.grad, eta, sigma, m)
        rows = jax.tree.map(lambda all, one: jax.lax.dynamic_update_index_in_dim(all, one, i, 0), rows, row)
        return (t + 1, theta - eta / sigma * m, (eta_state, sigma_state, m_state)), rows

    return jax.lax.fori_loop(0, count, body, (carry, rows))


def run(loss: Loss, parts: Parts, start: tuple[float, float], steps: int, numbers: Numbers, knobs: Numbers) -> Rows:
    """θ^0 … θ^steps and the `steps` updates between them, as NumPy rows; never raises.

    The last row's update is the one that would come next. Rows end before the first one that is
    not finite; the row of the start is always there.
    """
    total = steps + 1  # one more than the updates: the last point has a loss and a gradient too
    columns = [np.empty((total, *shape)) for shape in SHAPES]
    states = tuple(jax.tree.map(np.asarray, part.init(knobs)) for part in (parts.eta, parts.sigma, parts.m))
    carry = (np.zeros(()), np.array(start, np.float64), states)
    buffer = Rows(*(jnp.empty((CHUNK, *shape)) for shape in SHAPES))
    for done in range(0, total, CHUNK):
        count = min(CHUNK, total - done)
        carry, buffer = _advance(loss, parts, carry, buffer, np.int64(count), numbers, knobs)
        piece = [column[done : done + count] for column in columns]
        for column, computed in zip(piece, buffer, strict=True):
            # Copied before the buffer goes into the next call, which writes over it.
            column[:] = np.asarray(computed)[:count]
        stop = _stop(Rows(*piece))
        if stop is not None:
            return Rows(*(column[: max(done + stop, 1)] for column in columns))
    return Rows(*columns)


@np.errstate(all="ignore")  # a sum may leave float64, and inf − inf is no news here
def _stop(rows: Rows) -> int | None:
    """The first row that may not be shown, None if all may.

    A point must be finite with its loss and gradient; after an update that is not finite nothing
    is worth showing, though the point it starts from is.
    """
    # A sum is finite only if every term is; it is several times cheaper to form than the mask.
    if all(np.isfinite(column.sum()) for column in rows):
        return None
    known = np.isfinite(np.column_stack([rows.point, rows.loss, rows.grad])).all(axis=1)
    moved = np.isfinite(np.column_stack([rows.eta, rows.sigma, rows.m])).all(axis=1)
    broken = np.flatnonzero(~(known & np.append(True, moved[:-1])))
    return int(broken[0]) if len(broken) else None
