"""`descend`: the public form of the loop. Input is checked here, once, and converted to float64."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from jax.typing import ArrayLike

from optimizers.loop.sampling import Sampling
from optimizers.loop.scan import Parts, Rows, Task, run, run_all
from optimizers.loop.sweep import Bundle, run_seeds, same
from optimizers.outcomes.noisy import judge_noisy
from optimizers.outcomes.outcome import judge, with_rate
from optimizers.outcomes.path import Path
from optimizers.outcomes.seen import Exact, Seen
from optimizers.parts.knobs import SEEDS, START, STEPS
from optimizers.recipes.record import Optimizer
from optimizers.recipes.schedules import change_knobs, check_changes, schedule_part
from optimizers.recipes.settings import known_schedule, settings
from surfaces import Surface
from surfaces.precision import in_float64
from words import say

EXACT = Sampling()
# Of all seeds together: what is kept of each point takes 24 bytes.
MOST_POINTS = 20_000_000
# One number is tried for so many values at once.
MOST_VALUES = 64
# Of all values together: of each step everything is kept, 88 bytes, and 16 for each other point that a method has.
MOST_ROWS = 5_000_000


@in_float64()
def descend(
    surface: Surface,
    optimizer: Optimizer,
    *,
    start: Sequence[float] | None = None,
    steps: int = 300,
    schedule: str = "constant",
    then: str = "constant",
    changes: Sequence[tuple[float, float]] = (),
    sampling: Sampling = EXACT,
    **numbers: float,
) -> Path:
    """Run an optimizer over a surface.

    θ_i^{t+1} = θ_i^t − (η^t / σ_i^t) · m_i^t

    Args:
        surface: where to run, from `SURFACES`.
        optimizer: what to run, from `OPTIMIZERS`.
        start: θ^0, two finite numbers; the surface's own start if None.
        steps: the number of updates, 0 to 1,000,000.
        schedule: the id of η^t, from `SCHEDULES`.
        then: the id of the schedule that follows where `schedule` is "warmup".
        changes: break points (step, η): from that step on the learning rate is η, whatever the schedule says.
        sampling: noise on the gradient, mini-batches and the seed; exact gradients if left out.
        **numbers: numbers of the surface (`a`, `kappa`, …), the optimizer (`beta`, `epsilon`, …) and
            the schedule (`eta`, `decay`, …) by their ids; defaults for the rest. Where there are data,
            `steps_per_epoch` is what their batches make it.

    Returns:
        The path with its outcome. Divergence is an outcome, not an error.

    Raises:
        TypeError: an unknown keyword, or a value of the wrong kind.
        ValueError: an unknown schedule, or a value out of its range.
        The sentence names the value, what is allowed and what to do.
    """
    chosen = task(
        surface, optimizer, start=start, steps=steps, schedule=schedule, then=then, changes=changes,
        sampling=sampling, **numbers,
    )  # fmt: skip
    return _path(chosen, run(chosen))


@in_float64()
def descend_values(
    surface: Surface, optimizer: Optimizer, *, id: str, values: Sequence[float], **choice: Any
) -> list[Path]:
    """The same run for up to 64 values of the number `id`: a path for each value, in their order.

    Each is the path that `descend` gives with this value, to the last bit; all of them together make fewer than
    5,000,000 steps. Takes what `descend` takes and raises what it raises.
    """
    tasks = [task(surface, optimizer, **{**choice, id: value}) for value in values]
    if not 1 <= len(tasks) <= MOST_VALUES:
        message = "{count} values are given; one number is tried for 1 to {most} values at once."
        raise ValueError(say(message, count=len(tasks), most=MOST_VALUES))
    steps = tasks[0].steps
    if len(tasks) * (steps + 1) > MOST_ROWS:
        message = (
            "{count} values of {steps:,} steps are too many at once; up to {most:,} steps fit with so many values."
        )
        raise ValueError(say(message, count=len(tasks), steps=steps, most=MOST_ROWS // len(tasks) - 1))
    return [_path(one, rows) for one, rows in zip(tasks, run_all(tasks), strict=True)]


def _path(chosen: Task, rows: Rows) -> Path:
    """The path that these rows of a run are, judged."""
    # No step follows from an infinite rate, even where m is 0 and the point would stay where it is.
    over = np.flatnonzero(~np.isfinite(rows.eta))
    end = int(over[0]) + 1 if len(over) else None
    point, loss, grad, eta, sigma, m, beside = (np.asarray(column)[:end] for column in rows)
    if chosen.sampling.is_exact(chosen.surface):
        outcome = judge(Exact(chosen.surface, chosen.numbers, point, loss, grad), asked=chosen.steps)
    else:
        outcome = judge_noisy(Seen(chosen.surface, chosen.numbers, point, loss), asked=chosen.steps)
    outcome = with_rate(outcome, eta, asked=chosen.steps, usual=float(np.asarray(chosen.knobs["eta"])))
    named = {one.id: beside[:, place] for place, one in enumerate(chosen.parts.m.points)}
    return Path(point, loss, grad, eta[:-1], sigma[:-1], m[:-1], outcome, named)


@in_float64()
def descend_seeds(surface: Surface, optimizer: Optimizer, *, seeds: int, **choice: Any) -> Bundle:
    """The same run for `seeds` seeds, the one of `sampling` and those that follow it, in one compiled loop.

    Takes what `descend` takes and raises what it raises; `seeds` is a whole number from 1 to 200, and all
    of them together make fewer than 20,000,000 steps. Without chance in it, it is one run so many times.
    """
    chosen, count = task(surface, optimizer, **choice), int(SEEDS.check(seeds))
    if count * (chosen.steps + 1) > MOST_POINTS:
        message = "{seeds} seeds of {steps:,} steps are too many at once; up to {most:,} steps fit with so many seeds."
        raise ValueError(say(message, seeds=count, steps=chosen.steps, most=MOST_POINTS // count - 1))
    if chosen.sampling.is_exact(surface):
        return same(descend(surface, optimizer, **choice), chosen.steps, count)
    return run_seeds(chosen, count)


@in_float64()
def task(
    surface: Surface,
    optimizer: Optimizer,
    *,
    start: Sequence[float] | None = None,
    steps: int = 300,
    schedule: str = "constant",
    then: str = "constant",
    changes: Sequence[tuple[float, float]] = (),
    sampling: Sampling = EXACT,
    **numbers: float,
) -> Task:
    """What `descend` is asked for, checked and as the loop takes it. Raises what `descend` raises."""
    for record, kind, known in ((surface, Surface, "SURFACES"), (optimizer, Optimizer, "OPTIMIZERS")):
        if not isinstance(record, kind):
            message = "{record!r} is no record; take one from {known}, by its id."
            raise TypeError(say(message, record=record, known=known))
    breaks = check_changes(changes)
    eta = schedule_part(known_schedule(schedule), known_schedule(then, follower=True), bool(breaks))
    theta, knobs, of_surface = _start(surface, start), settings(optimizer, eta), dict[str, float]()
    on_surface = {number.id for number in surface.numbers}
    for id, value in numbers.items():
        if id in on_surface:
            of_surface[id] = value
        elif id in knobs:
            knobs[id] = (knobs[id][0], value)
        else:
            raise TypeError(
                say(
                    "unknown keyword {id!r}: {surface} with {optimizer} and the schedule {schedule} takes {known}.",
                    id=id,
                    surface=surface.id,
                    optimizer=optimizer.id,
                    schedule=schedule,
                    known=", ".join([*knobs, *sorted(on_surface)]),
                )
            )
    checked: dict[str, ArrayLike] = {id: np.float64(number.check(value)) for id, (number, value) in knobs.items()}
    checked |= change_knobs(breaks)
    if not isinstance(sampling, Sampling):
        message = "sampling is {sampling!r}; it must be a Sampling, for example Sampling(noise=0.1)."
        raise TypeError(say(message, sampling=sampling))
    settled, sampling = surface.settle(of_surface), sampling.checked(surface)
    if (epoch := sampling.steps_per_epoch(surface)) is not None:
        checked["steps_per_epoch"] = np.float64(epoch)
    if optimizer.m.lowest:
        checked["lowest"] = np.float64(surface.lowest(**settled)[1])
    parts, steps = Parts(eta, optimizer.sigma, optimizer.m), int(STEPS.check(steps))
    return Task(surface, parts, theta, steps, sampling, settled, checked)


def _start(surface: Surface, start: Sequence[float] | None) -> tuple[float, float]:
    if start is None:
        return surface.start
    try:
        x, y = start
    except (TypeError, ValueError):
        raise ValueError(
            say(
                "start is {start!r}; it must be two finite numbers, for example {example}.",
                start=start,
                example=surface.start,
            )
        ) from None
    return START.check(x), START.check(y)
