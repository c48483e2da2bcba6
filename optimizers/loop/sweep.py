"""Many runs at once: the same run for many seeds, side by side in one compiled loop."""

from dataclasses import replace
from functools import partial
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Bool, Float, Int

from optimizers.loop.sampling import Draws, Source
from optimizers.loop.scan import Carry, Parts, Rows, States, Task, advance, begin, shapes
from optimizers.outcomes.floor import floors_below
from optimizers.outcomes.noisy import judge_noisy
from optimizers.outcomes.outcome import Outcome, with_rate
from optimizers.outcomes.path import Path
from optimizers.outcomes.seen import Seen
from optimizers.parts.part import Knobs
from surfaces import Surface
from surfaces.precision import in_float64
from surfaces.surface import Numbers

# One compilation for each of these; a bundle of another size is filled up and the rest not used.
SIZES = (8, 32, 100, 200)
# Steps in one call: the rows of 200 runs stay in the processor's cache.
CHUNK = 512

# What `Carry` is for one run; in rows and draws, too, the seeds are one more axis, the first.
Carries = tuple[Float[Array, " seeds"], Float[Array, "seeds n"], States]


class Bundle(NamedTuple):
    """The same run for the seeds s, s + 1, …; NaN after the last point that `descend` would give of a run."""

    point: Float[np.ndarray, "seeds points 2"]
    loss: Float[np.ndarray, "seeds points"]
    outcomes: tuple[Outcome, ...]


@partial(jax.jit, static_argnames=("surface", "parts"), donate_argnames="rows")
def _advance_all(
    surface: Surface,
    parts: Parts,
    carry: Carries,
    rows: Rows,
    draws: Draws,
    count: Int[Array, ""],
    numbers: Numbers,
    knobs: Knobs,
) -> tuple[Carries, Rows, Bool[Array, "seeds steps"], Bool[Array, "seeds steps"]]:
    """As `advance`, for all seeds; and of each row, whether its point and whether its update are finite."""

    def one(carry: Carry, rows: Rows, draws: Draws) -> tuple[Carry, Rows]:
        return advance(surface, parts, carry, rows, draws, count, numbers, knobs)

    carry, rows = jax.vmap(one)(carry, rows, draws)
    point, loss, grad, eta, sigma, m = map(jnp.isfinite, rows[:-1])
    return carry, rows, loss & (point & grad).all(axis=2), eta & (sigma & m).all(axis=2)


@in_float64()
def run_seeds(task: Task, seeds: int) -> Bundle:
    """`seeds` runs of a task, the first with the seed it has itself; for a task with chance in it. Never raises."""
    surface, parts, _, steps, sampling, numbers, knobs = task
    total, size = steps + 1, next(size for size in SIZES if size >= seeds)
    point, loss, eta = np.empty((seeds, total, 2)), np.empty((seeds, total)), np.empty((seeds, total))
    known, moved = np.zeros((seeds, total), bool), np.zeros((seeds, total), bool)
    sources = [Source(replace(sampling, seed=sampling.seed + i), surface) for i in range(seeds)]
    carry = jax.tree.map(lambda leaf: jnp.tile(leaf, (size, *[1] * leaf.ndim)), begin([task])[0])
    rows = Rows(*(jnp.empty((size, CHUNK, *shape)) for shape in shapes(parts)))
    for done in range(0, total, CHUNK):
        count = min(CHUNK, total - done)
        drawn = [source.take(CHUNK) for source in sources]
        drawn += [drawn[0]] * (size - seeds)
        draws = jax.tree.map(lambda *one: np.stack(one), *drawn)
        carry, rows, *finite = _advance_all(surface, parts, carry, rows, draws, np.int64(count), numbers, knobs)
        for column, computed in zip((point, loss, eta, known, moved), (*rows[:2], rows.eta, *finite), strict=True):
            column[:, done : done + count] = np.asarray(computed)[:seeds, :count]
        if not known[:, done + count - 1].any():
            break
    # Nothing is worth showing from a point that is not finite on, nor after an update that is not.
    known[:, 1:] &= moved[:, :-1]
    ends = [max(int(fine.argmin()), 1) if not fine.all() else total for fine in known]
    outcomes = []
    below = floors_below(surface, numbers, np.array([path[end - 1] for path, end in zip(point, ends, strict=True)]))
    for i, end in enumerate(ends):
        point[i, end:], loss[i, end:] = np.nan, np.nan
        seen = Seen(surface, numbers, point[i, :end], loss[i, :end], walked=(below[i],))
        outcome = judge_noisy(seen, asked=steps)
        outcomes.append(with_rate(outcome, eta[i, :end], asked=steps, usual=float(np.asarray(knobs["eta"]))))
    return Bundle(point, loss, tuple(outcomes))


def same(path: Path, steps: int, seeds: int) -> Bundle:
    """The bundle of a run that has no chance in it: `seeds` times its path, made of up to `steps` updates."""
    missing = steps + 1 - len(path.loss)
    point = np.pad(path.point, ((0, missing), (0, 0)), constant_values=np.nan)
    loss = np.pad(path.loss, (0, missing), constant_values=np.nan)
    return Bundle(np.tile(point, (seeds, 1, 1)), np.tile(loss, (seeds, 1)), (path.outcome,) * seeds)
