"""Many runs at once: the same run for many seeds, side by side in one compiled loop."""

from collections import Counter
from dataclasses import replace
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from optimizers.loop import SHAPES, Carry, Parts, Rows, Task, advance, begin
from optimizers.noisy import judge_noisy
from optimizers.outcome import Outcome
from optimizers.part import Knobs
from optimizers.sampling import Draws, Source
from surfaces import Surface
from surfaces.surface import Numbers

# One compilation for each of these; a bundle of another size is filled up and the rest not used.
SIZES = (8, 32, 100, 200)
# Steps in one call: the rows of 200 runs stay in the processor's cache.
CHUNK = 512


class Bundle(NamedTuple):
    """The same run for the seeds s, s + 1, …; NaN from where a run left float64 on."""

    point: Float[np.ndarray, "seeds points 2"]
    loss: Float[np.ndarray, "seeds points"]
    outcomes: tuple[Outcome, ...]

    def shares(self) -> list[tuple[int, Outcome]]:
        """How many runs ended alike, most first, with one of them: the same kind, at the same place if it has one."""
        alike = [
            (outcome.kind, outcome.facts.get("place_x"), outcome.facts.get("place_y")) for outcome in self.outcomes
        ]
        first = {key: outcome for key, outcome in zip(reversed(alike), reversed(self.outcomes), strict=True)}
        return [(count, first[key]) for key, count in Counter(alike).most_common()]


@partial(jax.jit, static_argnames=("surface", "parts"), donate_argnames="rows")
def _advance_all(
    surface: Surface,
    parts: Parts,
    carry: Carry,
    rows: Rows,
    draws: Draws,
    count: Int[Array, ""],
    numbers: Numbers,
    knobs: Knobs,
) -> tuple[Carry, Rows]:
    def one(carry: Carry, rows: Rows, draws: Draws) -> tuple[Carry, Rows]:
        return advance(surface, parts, carry, rows, draws, count, numbers, knobs)

    return jax.vmap(one)(carry, rows, draws)


def run_seeds(task: Task, seeds: int) -> Bundle:
    """`seeds` runs of a task, the first with the seed it has itself; never raises."""
    surface, parts, start, steps, sampling, numbers, knobs = task
    total, size = steps + 1, next(size for size in SIZES if size >= seeds)
    point, loss = np.empty((seeds, total, 2)), np.empty((seeds, total))
    sources = [Source(replace(sampling, seed=sampling.seed + i), surface) for i in range(seeds)]
    sources += [sources[0]] * (size - seeds)
    carry = jax.tree.map(lambda leaf: jnp.tile(leaf, (size, *[1] * leaf.ndim)), begin(parts, start, knobs))
    rows = Rows(*(jnp.empty((size, CHUNK, *shape)) for shape in SHAPES))
    for done in range(0, total, CHUNK):
        count = min(CHUNK, total - done)
        drawn = [source.take(CHUNK) for source in sources[:seeds]]
        drawn += [drawn[0]] * (size - seeds)
        draws = jax.tree.map(lambda *one: np.stack(one), *drawn)
        carry, rows = _advance_all(surface, parts, carry, rows, draws, np.int64(count), numbers, knobs)
        point[:, done : done + count] = np.asarray(rows.point)[:seeds, :count]
        loss[:, done : done + count] = np.asarray(rows.loss)[:seeds, :count]
    outcomes = tuple(_judged(task, points, losses) for points, losses in zip(point, loss, strict=True))
    return Bundle(point, loss, outcomes)


def _judged(task: Task, point: Float[np.ndarray, "points 2"], loss: Float[np.ndarray, " points"]) -> Outcome:
    """The outcome of one run; from where it left float64 on, its rows become NaN."""
    broken = np.flatnonzero(~np.isfinite(np.column_stack([point, loss])).all(axis=1))
    end = max(int(broken[0]), 1) if len(broken) else len(loss)
    point[end:], loss[end:] = np.nan, np.nan
    return judge_noisy(task.surface, task.numbers, point[:end], loss[:end], asked=task.steps)
