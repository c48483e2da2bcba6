"""The loop of many runs side by side for those that stay finite: of the others it only finds out that they do not.

XLA lets no loop on a processor write two arrays, so that each array that is carried costs a pass in which loss and
gradient are computed anew; and what lies in pairs is not put into registers. So everything is carried as columns, one
value for each run, and that a run has left float64 is told by a column that is needed anyway.
"""

from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int, PyTree

from optimizers.loop.sampling import Draws
from optimizers.loop.scan import Parts, onward
from optimizers.parts.part import Knobs
from surfaces import Surface
from surfaces.surface import Numbers

# After so many steps it is looked whether any run is left.
BLOCK = 64

# What changes from step to step, each pair and each matrix of numbers taken apart.
Columns = list[Array]


# The columns, the points before them, and as in `Finite` loss, total, reached and last.
_Loop = tuple[Columns, Columns, Float[Array, " runs"], Float[Array, " runs"], Float[Array, " runs"], list[Array]]


class Given(NamedTuple):
    """What many runs of one task are told: the start and the numbers of each, and what all have alike.

    `of_surface`, `of_run`: by their ids, the numbers that differ, a value for each run. `target`: a loss. `span`: the
    sides of the picture.
    """

    theta: Float[Array, "runs 2"]
    of_surface: Knobs
    of_run: Knobs
    numbers: Numbers
    knobs: Knobs
    steps: Int[Array, ""]
    draws: Draws
    target: Float[Array, ""]
    span: Float[Array, "2"]


class Finite(NamedTuple):
    """Of each run: whether all its numbers were finite; if not, nothing else of it means anything.

    `point`, `loss`: its last point, as two columns, and the loss there. `total`: the sum of its losses. `reached`: the
    first step with a loss of at most the target, ∞ if there is none. `last`: its last points, as shares of the picture,
    x and y; NaN before its start.
    """

    fine: Bool[Array, " runs"]
    point: list[Float[Array, " runs"]]
    loss: Float[Array, " runs"]
    total: Float[Array, " runs"]
    reached: Float[Array, " runs"]
    last: tuple[Float[Array, "kept runs"], Float[Array, "kept runs"]]


def finite(surface: Surface, parts: Parts, given: Given, kept: int) -> Finite:
    """`steps` updates of all runs, and the loss of the point that they lead to, with the last `kept` points."""
    theta, of_surface, of_run, numbers, knobs, steps, draws, target, span = given
    total, runs = steps + 1, len(theta)
    begun = jax.vmap(lambda theta, mine: tuple(part.init({**knobs, **mine}, theta) for part in parts))(theta, of_run)
    first: PyTree = (theta, begun)

    def step(
        i: Int[Array, ""], columns: Columns, of_surface: Knobs, of_run: Knobs
    ) -> tuple[Columns, tuple[Float[Array, ""], Float[Array, ""]]]:
        draw = jax.tree.map(lambda all: jax.lax.dynamic_index_in_dim(all, i, keepdims=False), draws)
        carry = (i.astype(np.float64), *_together(columns, first))
        (_, *after), row = onward(surface, parts, carry, draw, {**numbers, **of_surface}, {**knobs, **of_run})
        # 0 if every number is finite, NaN if one is not: ∞ − ∞ is none.
        nothing = jnp.zeros(())
        for value in _apart(row[:-1]):
            nothing = nothing + (value - value)
        return _apart(after), (jnp.asarray(row.loss), nothing)

    def body(i: Int[Array, ""], loop: _Loop) -> _Loop:
        columns, _, _, added, reached, last = loop
        after, (loss, nothing) = jax.vmap(step, in_axes=(None, 0, 0, 0))(i, columns, of_surface, of_run)
        reached = jnp.where(loss <= target, jnp.minimum(reached, i.astype(np.float64)), reached) + nothing
        # Whatever comes before the last rows is written over in the first of them.
        place = jnp.maximum(i - total + kept, 0)
        point = columns[:2]
        # Shares at once: of what is divided later the compiler rounds only one of two before it takes their difference.
        last = [
            jax.lax.dynamic_update_index_in_dim(rows, at / side, place, 0)
            for rows, at, side in zip(last, point, span, strict=True)
        ]
        return after, point, loss, added + loss, reached, last

    def some_left(state: tuple[Int[Array, ""], _Loop]) -> Bool[Array, ""]:
        return (state[0] < total) & ~jnp.isnan(state[1][4]).all()

    def block(state: tuple[Int[Array, ""], _Loop]) -> tuple[Int[Array, ""], _Loop]:
        until = jnp.minimum(state[0] + BLOCK, total)
        return until, jax.lax.fori_loop(state[0], until, body, state[1])

    zero, nowhere = jnp.zeros(runs), jnp.full((kept, runs), jnp.nan)
    columns = jax.vmap(_apart)(first)
    begin = (columns, columns[:2], zero, zero, jnp.full(runs, jnp.inf), [nowhere, nowhere])
    _, (_, point, loss, added, reached, (x, y)) = jax.lax.while_loop(some_left, block, (jnp.zeros_like(total), begin))
    return Finite(~jnp.isnan(reached), point, loss, added, reached, (x, y))


def _apart(tree: PyTree) -> Columns:
    """All the numbers of a run, each by itself."""
    return [one for leaf in jax.tree.leaves(tree) for one in jnp.ravel(leaf)]


def _together(columns: Columns, like: PyTree) -> PyTree:
    """What `_apart` took apart, where `like` has an axis more, the first, for the runs."""
    leaves, kind = jax.tree.flatten(like)
    given = iter(columns)
    whole = [jnp.stack([next(given) for _ in range(leaf[0].size)]).reshape(leaf.shape[1:]) for leaf in leaves]
    return jax.tree.unflatten(kind, whole)
