"""The one loop. Every number a user can move is traced; only the parts are compiled in."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from optimizers.loop.sampling import Draws, Sampling, Source
from optimizers.parts.part import Knobs, Part, Plane, State, Step
from optimizers.parts.sigmas import ONE
from surfaces import Surface
from surfaces.precision import in_float64
from surfaces.surface import Numbers

# The number of steps is a traced number too, so each call fills a buffer of fixed length and the
# calls are chained. Long enough to hide the cost of a call, short enough that a run of 300 steps
# does not pay for pages it never touches.
CHUNK = 8192
# The sizes of m beyond which a step is not formed as it is written; see `stride`.
TINY, HUGE, FACTOR = 2.0**-500, 2.0**500, 2.0**600


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
    beside: Float[Column, "n points 2"]


def shapes(parts: Parts) -> tuple[tuple[int, ...], ...]:
    """The shape of one row of each column, in the order of Rows; of a step without other points the last is empty."""
    return ((2,), (), (2,), (), (2,), (2,), (len(parts.m.points), 2))


# Everything the next step depends on: t, θ^t, and the states of η, σ and m.
States = tuple[State, State, State]
Carry = tuple[Float[Array, ""], Plane, States]


def slope(surface: Surface, theta: Plane, draw: Draws, numbers: Numbers) -> tuple[Float[Array, ""], Plane]:
    """The loss at θ, and the gradient that a step there is given with this draw (one row of it)."""
    grad, loss = jax.grad(lambda theta: _losses(surface, theta, draw, numbers), has_aux=True)(theta)
    return loss, grad if draw.noise is None else grad + jnp.asarray(draw.noise)


def _losses(surface: Surface, theta: Plane, draw: Draws, numbers: Numbers) -> tuple[Float[Array, ""], Float[Array, ""]]:
    """The loss whose gradient is taken at θ, that of a batch if there is one; and the loss of the surface."""
    if draw.weights is None or surface.each is None:
        loss = surface.loss(theta[0], theta[1], **numbers)
        return loss, loss
    losses = surface.each(theta[0], theta[1], **numbers)
    return jnp.asarray(draw.weights) @ losses, losses.mean()


def elsewhere(surface: Surface, draw: Draws, numbers: Numbers) -> Callable[[Plane], Float[Array, ""]]:
    """`Step.elsewhere` of a step with this draw."""

    def loss(theta: Plane) -> Float[Array, ""]:
        given, _ = _losses(surface, theta, draw, numbers)
        return given if draw.noise is None else given + jnp.asarray(draw.noise) @ theta

    return loss


def factors(
    parts: Parts, states: States, step: Step, knobs: Knobs
) -> tuple[tuple[Float[Array, ""], Plane, Plane], States]:
    """η^t (), σ^t (n,) and m^t (n,) of one step, and the states of the three parts after it."""
    eta, eta_state = parts.eta.update(step, states[0], knobs)
    step = step._replace(eta=eta)
    sigma, sigma_state = parts.sigma.update(step, states[1], knobs)
    m, m_state = parts.m.update(step, states[2], knobs)
    return (eta, sigma, m), (eta_state, sigma_state, m_state)


def stride(eta: Float[Array, ""], sigma: Plane, m: Plane) -> tuple[Plane, Plane]:
    """η/σ and m, the two factors of a step; with a power of 2 taken from one to the other where m is huge or tiny.

    With σ as large or as small as m, η/σ would leave float64 though the step does not. No digit changes.
    """
    huge, tiny = jnp.abs(m) > HUGE, jnp.abs(m) < TINY
    k = jnp.where(huge, FACTOR, jnp.where(tiny, 1 / FACTOR, 1.0))
    back = jnp.where(huge, 1 / FACTOR, jnp.where(tiny, FACTOR, 1.0))
    return eta * k / sigma, m * back


def onward(
    surface: Surface, parts: Parts, carry: Carry, draw: Draws, numbers: Numbers, knobs: Knobs
) -> tuple[Carry, Rows]:
    """One step from `carry`, and the row of what it was made of, with one row of draws."""
    t, theta, before = carry
    step = Step(t, theta, *slope(surface, theta, draw, numbers), elsewhere=elsewhere(surface, draw, numbers))
    (eta, sigma, m), states = factors(parts, before, step, knobs)
    # What is divided by 1 needs no care, which would make a step longer by a tenth.
    rate, along = (eta, m) if parts.sigma is ONE else stride(eta, sigma, m)
    # With ε = 0, σ and m of a parameter may both be 0; then there is no step, and no 0/0.
    moved = jnp.where(m == 0, theta, theta - rate * along)
    beside = parts.m.placed(step._replace(eta=eta), eta / sigma, before[2], states[2], knobs)
    points = jnp.stack(beside) if beside else jnp.zeros((0, 2))
    return (t + 1, moved, states), Rows(theta, step.loss, step.grad, eta, sigma, m, points)


def advance(
    surface: Surface,
    parts: Parts,
    carry: Carry,
    rows: Rows,
    draws: Draws,
    count: Int[Array, ""],
    numbers: Numbers,
    knobs: Knobs,
) -> tuple[Carry, Rows]:
    """`count` steps from `carry`, written into the first `count` of the CHUNK rows."""

    def body(i: Int[Array, ""], loop: tuple[Carry, Rows]) -> tuple[Carry, Rows]:
        carry, rows = loop
        draw = jax.tree.map(lambda all: jax.lax.dynamic_index_in_dim(all, i, keepdims=False), draws)
        carry, row = onward(surface, parts, carry, draw, numbers, knobs)
        return carry, jax.tree.map(lambda all, one: jax.lax.dynamic_update_index_in_dim(all, one, i, 0), rows, row)

    return jax.lax.fori_loop(0, count, body, (carry, rows))


_advance = jax.jit(advance, static_argnames=("surface", "parts"), donate_argnames="rows")


class Task(NamedTuple):
    """All that a run depends on, checked."""

    surface: Surface
    parts: Parts
    start: tuple[float, float]
    steps: int
    sampling: Sampling
    numbers: Numbers
    knobs: Numbers


def begin(tasks: Sequence[Task]) -> list[Carry]:
    """Where each run begins: t = 0, θ^0, and the three parts before their first step.

    The tasks differ in their numbers alone. A part starts only once from the numbers that it reads: that takes longer
    than 300 steps.
    """
    theta, t = jnp.asarray(np.array(tasks[0].start, np.float64)), jnp.asarray(np.zeros(()))
    begun: dict[tuple[object, ...], State] = {}

    def state(part: Part, knobs: Numbers) -> State:
        key = (part, *(float(np.asarray(knobs[number.id])) for number in part.numbers))
        if key not in begun:
            begun[key] = part.init(knobs, theta)
        return begun[key]

    return [
        (t, theta, (state(parts.eta, knobs), state(parts.sigma, knobs), state(parts.m, knobs)))
        for _, parts, *_, knobs in tasks
    ]


def run(task: Task) -> Rows:
    """θ^0 … θ^steps and the `steps` updates between them, as NumPy rows; never raises.

    The last row's update is the one that would come next. Rows end before the first one that is
    not finite; the row of the start is always there.
    """
    return run_all([task])[0]


@in_float64()
def run_all(tasks: Sequence[Task]) -> list[Rows]:
    """As `run`, for tasks that differ in their numbers alone: to the last bit what each gives by itself.

    They go through the same compiled loop in turn, not through one that is compiled for many at once. That would be
    no faster, sums would be rounded otherwise, and a run that bounces makes a step of a bit in the last place.
    """
    surface, parts, _, steps, sampling, _, _ = tasks[0]
    total = steps + 1  # one more than the updates: the last point has a loss and a gradient too
    runs = [Rows(*(np.empty((total, *shape)) for shape in shapes(parts))) for _ in tasks]
    ends: dict[int, int] = {}
    carries, source = begin(tasks), Source(sampling, surface)
    buffer = Rows(*(jnp.empty((CHUNK, *shape)) for shape in shapes(parts)))
    for done in range(0, total, CHUNK):
        count = min(CHUNK, total - done)
        # A whole chunk is drawn even if less is needed: one shape, one compilation.
        draws = source.take(CHUNK)
        for i, (task, rows) in enumerate(zip(tasks, runs, strict=True)):
            if i in ends:
                continue
            carries[i], buffer = _advance(
                surface, parts, carries[i], buffer, draws, np.int64(count), task.numbers, task.knobs
            )
            for column, computed in zip(rows, buffer, strict=True):
                # Copied before the buffer goes into the next call, which writes over it.
                column[done : done + count] = np.asarray(computed)[:count]
            # With the last row of the call before, whose update led here.
            seen = max(done - 1, 0)
            stop = _stop(Rows(*(column[seen : done + count] for column in rows)))
            if stop is not None:
                ends[i] = max(seen + stop, 1)
    return [Rows(*(column[: ends.get(i)] for column in rows)) for i, rows in enumerate(runs)]


@np.errstate(all="ignore")  # a sum may leave float64, and inf − inf is no news here
def _stop(rows: Rows) -> int | None:
    """The first row that may not be shown, None if all may.

    A point must be finite with its loss and gradient; after an update that is not finite nothing
    is worth showing, though the point it starts from is.
    """
    # A sum is finite only if every term is; it is several times cheaper to form than the mask. Where the other points
    # of a step are decides nothing.
    if all(np.isfinite(column.sum()) for column in rows[:-1]):
        return None
    known = np.isfinite(np.column_stack([rows.point, rows.loss, rows.grad])).all(axis=1)
    moved = np.isfinite(np.column_stack([rows.eta, rows.sigma, rows.m])).all(axis=1)
    broken = np.flatnonzero(~(known & np.append(True, moved[:-1])))
    return int(broken[0]) if len(broken) else None
