"""Where many runs end, side by side: the one loop's step for all of them at once, and nothing of their ways is kept.

Not to be confused with `scan.run_all`, whose runs are those of `descend` to the last bit. Here sums are rounded in
another order, because the compiler puts several runs into one register: a run that is chaotic ends elsewhere.

All runs go through `finite`, which only finds out that a run leaves float64; those that do go once more through a loop
that also knows when and where, and takes three times as long.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, PyTree

from optimizers.loop.finite import BLOCK, Given, finite
from optimizers.loop.sampling import Draws, Source
from optimizers.loop.scan import Carry, Column, Parts, Rows, Task, onward
from optimizers.parts.part import Knobs
from surfaces import Surface
from surfaces.precision import in_float64

# So many of the last points are looked at for a return: longer cycles are told as none.
LAST = 64
# A return comes so near again, as a share of how far the run has moved in between.
RETURNS = 1e-3
# So many runs that leave float64 are gone through once more in one call.
AGAIN = 256

Varied = Mapping[str, Float[np.ndarray, " runs"]]


class Ends(NamedTuple):
    """One value for each run, of the points that `descend` would give of it.

    `point`, `loss`: its last point. `first`, `mean`: the loss at its start and on average. `made`: how many updates,
    fewer than were asked for if it leaves float64. `reached`: the first step with a loss of at most the target, −1 if
    there is none. `swing`: how far from its last point it has been in the last LAST steps, as a share of the picture.
    `period`: after how many of those it came back to its last point, 0 if it has not. `middle`: the mean of its points
    there.
    """

    point: Float[Column, "runs 2"]
    loss: Float[Column, " runs"]
    first: Float[Column, " runs"]
    mean: Float[Column, " runs"]
    made: Int[Column, " runs"]
    reached: Int[Column, " runs"]
    swing: Float[Column, " runs"]
    period: Int[Column, " runs"]
    middle: Float[Column, "runs 2"]


class _Seen(NamedTuple):
    """What is known of a run on its way: whether it goes on, its last point and loss, and the rest as in `Ends`."""

    alive: Bool[Array, ""]
    point: Float[Array, "2"]
    loss: Float[Array, ""]
    total: Float[Array, ""]
    rows: Float[Array, ""]
    missed: Float[Array, ""]


# What the next step depends on, what is known, and the last points.
_Loop = tuple[Carry, _Seen, Array]


def draws_of(task: Task) -> Draws:
    """What chance brings to the steps of a task, the same for all its runs; rows up to a power of two."""
    rows = max(64, 1 << task.steps.bit_length())
    return Source(task.sampling, task.surface).take(rows)


@in_float64()
def ends(task: Task, varied: Varied, target: float, draws: Draws, device: jax.Device | None = None) -> Ends:
    """Where the runs of a task end that differ in some of its numbers.

    `varied` holds for each number by its id, or for "x" and "y" of the start, its value in each run; all of one length,
    for which it is compiled. `target` is a loss. Computed on `device`, on JAX's own if left out. Never raises.
    """
    surface, parts, start, steps, _, numbers, knobs = task
    count = len(next(iter(varied.values())))
    theta = np.stack([np.broadcast_to(varied.get(id, at), count) for id, at in zip("xy", start, strict=True)], axis=1)
    of_surface = {id: values for id, values in varied.items() if id in numbers}
    of_run = {id: values for id, values in varied.items() if id in knobs}
    if parts.m.lowest and of_surface:
        each = [dict(zip(of_surface, row, strict=True)) for row in zip(*of_surface.values(), strict=True)]
        of_run["lowest"] = np.array([surface.lowest(**{**numbers, **one})[1] for one in each])
    span = np.array([high - low for low, high in surface.domain])
    alike = (dict(numbers), dict(knobs), np.int64(steps), draws, np.float64(target), span)
    alike = jax.device_put(alike, device)

    def gone(loop: Callable[..., Ends], which: np.ndarray | slice) -> Ends:
        own = jax.tree.map(lambda values: values[which], (theta, of_surface, of_run))
        return Ends(*map(np.asarray, loop(surface, parts, Given(*jax.device_put(own, device), *alike))))

    found = gone(_finite, slice(None))
    lost = np.flatnonzero(found.made < 0)
    if not len(lost):
        return found
    found = Ends(*map(np.array, found))
    for first in range(0, len(lost), AGAIN):
        some = lost[first : first + AGAIN]
        # Filled up: one shape, one compilation.
        for column, values in zip(found, gone(_ends, np.resize(some, AGAIN)), strict=True):
            column[some] = values[: len(some)]
    return found


@partial(jax.jit, static_argnames=("surface", "parts"))
def _finite(surface: Surface, parts: Parts, given: Given) -> Ends:
    """As `_ends`, of runs that stay in float64; of the others `made` is −1, and nothing else is true."""
    theta, of_surface, _, numbers, _, steps, _, _, span = given
    fine, point, loss, total, reached, (x, y) = finite(surface, parts, given, LAST + 1)

    def begin(theta: Float[Array, "2"], own: Knobs) -> Float[Array, ""]:
        return surface.loss(theta[0], theta[1], **{**numbers, **own})

    last = jnp.stack([x.T, y.T], axis=2)
    swing, period, middle = jax.vmap(partial(_returned, span=span))(last)
    # Divided run by run: by a number that is the same for all XLA would multiply, with its inverse rounded.
    rows = jnp.where(fine, (steps + 1).astype(np.float64), 1.0)
    return Ends(
        jnp.stack(point, axis=1), loss, jax.vmap(begin)(theta, of_surface), total / rows,
        jnp.where(fine, steps, -1), jnp.where(jnp.isfinite(reached), reached, -1).astype(np.int64),
        swing, period, middle,
    )  # fmt: skip


def _returned(
    last: Float[Array, "kept 2"], span: Float[Array, "2"]
) -> tuple[Float[Array, ""], Int[Array, ""], Float[Array, "2"]]:
    """`swing`, `period` and `middle` of a run with these last points, as shares of the picture."""
    away = jnp.hypot(last[:, 0] - last[-1, 0], last[:, 1] - last[-1, 1])[-2::-1]
    swing = jnp.nan_to_num(jnp.nanmax(away), nan=0.0, posinf=jnp.inf)
    back = away <= RETURNS * swing
    period = jnp.where(back.any(), back.argmax() + 1, 0).astype(np.int64)
    return swing, period, jnp.nanmean(last, axis=0) * span


@partial(jax.jit, static_argnames=("surface", "parts"))
def _ends(surface: Surface, parts: Parts, given: Given) -> Ends:
    theta, of_surface, of_run, numbers, knobs, steps, draws, target, span = given
    # With the row of the last point, which has a loss too.
    total = steps + 1

    def begin(theta: Float[Array, "2"], of_surface: Knobs, of_run: Knobs) -> tuple[_Loop, Float[Array, ""]]:
        own, mine = {**numbers, **of_surface}, {**knobs, **of_run}
        zero = jnp.zeros(())
        seen = _Seen(jnp.array(True), theta, zero, zero, zero, zero)
        carry = (zero, theta, tuple(part.init(mine, theta) for part in parts))
        # Before its start a run has been nowhere.
        return (carry, seen, jnp.full((LAST + 1, 2), jnp.nan)), surface.loss(theta[0], theta[1], **own)

    def some(i: Int[Array, ""], until: Int[Array, ""], loop: _Loop, of_surface: Knobs, of_run: Knobs) -> _Loop:
        own, mine = {**numbers, **of_surface}, {**knobs, **of_run}

        def step(i: Int[Array, ""], carry: Carry, seen: _Seen) -> tuple[Carry, _Seen, Rows]:
            draw = jax.tree.map(lambda all: jax.lax.dynamic_index_in_dim(all, i, keepdims=False), draws)
            carry, row = onward(surface, parts, carry, draw, own, mine)
            there = seen.alive & jnp.isfinite(row.loss) & jnp.isfinite(row.grad).all() & jnp.isfinite(row.point).all()
            moves = jnp.isfinite(row.eta) & jnp.isfinite(row.sigma).all() & jnp.isfinite(row.m).all()
            return (
                carry,
                _Seen(
                    there & moves,
                    jnp.where(there, row.point, seen.point),
                    jnp.where(there, row.loss, seen.loss),
                    seen.total + jnp.where(there, row.loss, 0.0),
                    seen.rows + there.astype(np.float64),
                    # As long as every loss was above the target, as many as there were.
                    seen.missed + (there & (row.loss > target) & (seen.missed == seen.rows)).astype(np.float64),
                ),
                row,
            )

        def body(i: Int[Array, ""], loop: _Loop) -> _Loop:
            carry, seen, row = step(i, *loop[:2])
            # Whatever comes before the last rows is written over in the first of them.
            place = jnp.maximum(i - total + LAST + 1, 0)
            return carry, seen, jax.lax.dynamic_update_index_in_dim(loop[2], row.point / span, place, 0)

        return jax.lax.fori_loop(i, until, body, loop)

    def any_left(state: tuple[Int[Array, ""], PyTree]) -> Bool[Array, ""]:
        return (state[0] < total) & state[1][1].alive.any()

    def block(state: tuple[Int[Array, ""], PyTree]) -> tuple[Int[Array, ""], PyTree]:
        i, until = state[0], jnp.minimum(state[0] + BLOCK, total)
        return until, jax.vmap(some, in_axes=(None, None, 0, 0, 0))(i, until, state[1], of_surface, of_run)

    begun, first = jax.vmap(begin)(theta, of_surface, of_run)
    _, (_, seen, last) = jax.lax.while_loop(any_left, block, (jnp.zeros_like(total), begun))
    swing, period, middle = jax.vmap(partial(_returned, span=span))(last)
    return Ends(
        seen.point, seen.loss, first, seen.total / jnp.maximum(seen.rows, 1.0),
        jnp.maximum(seen.rows - 1, 0).astype(np.int64),
        jnp.where(seen.missed < seen.rows, seen.missed, -1).astype(np.int64),
        swing, period, middle,
    )  # fmt: skip
