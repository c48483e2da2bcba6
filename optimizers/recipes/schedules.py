"""What goes around another schedule, a warm-up before it or break points upon it, and the list of them all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from optimizers.parts.decays import (
    CONSTANT,
    COSINE,
    EXPONENTIAL,
    INVERSE_SQRT,
    INVERSE_SQRT_EPOCH,
    INVERSE_SQRT_STEP,
    INVERSE_TIME,
    LINEAR,
    PLATEAU,
    STABLE_DECAY,
    STAIRCASE,
)
from optimizers.parts.knobs import CHANGE_AT, ETA, WARMUP
from optimizers.parts.part import Knobs, Part, State, Step
from optimizers.parts.rises import COSINE_RESTARTS, ONE_CYCLE, RESNET, TRANSFORMER, TRIANGULAR
from words import Message, say

Rate = Float[Array, ""]


@cache
def warmup(then: Part) -> Part:
    """A linear rise over W steps, then another schedule, started afresh.

    η^t = η (t + 1)/W for t < W, then η^{t−W} of the schedule `then`. The first step has η/W, not 0,
    and with `then` = INVERSE_SQRT and T = W the decay is exactly ∝ 1/√t.

    Not to be confused with optax.linear_schedule from 0, whose first step does not move.
    """

    def update(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
        rise = knobs["eta"] * (step.t + 1) / knobs["warmup"]
        rising = step.t < knobs["warmup"]
        later = step._replace(t=jnp.maximum(step.t - knobs["warmup"], 0))
        after, next_state = then.update(later, state, knobs)
        # The follower has not begun: what it would remember of the rise is dropped.
        state = jax.tree.map(lambda old, new: jnp.where(rising, old, new), state, next_state)
        return jnp.where(rising, rise, after), state

    def written(t: int, knobs: Mapping[str, float]) -> str:
        late = t - int(knobs["warmup"])
        if late < 0:
            return "{eta} · {n} / {warmup}"
        # The follower counts from the end of the warm-up.
        return then.written(late, knobs).replace("{t}", f"{{t − W={late}}}").replace("{n}", f"{{t + 1 − W={late + 1}}}")

    return Part(
        "warmup", "Warm-up", r"\eta^t = \eta\,\tfrac{t+1}{W}\ (t < W),\ \text{then as chosen}", (*then.numbers, WARMUP),
        then.init, update, written, usual=then.usual,
    )  # fmt: skip


MOST_CHANGES = 8


@cache
def changed(before: Part) -> Part:
    """Another schedule up to the first break point, then the rate that each break point sets.

    η^t = η_k from step s_k on, for the last s_k ≤ t. What lies before the first one stays as it was, to the
    last bit, where m is not made of η itself. The knobs `change_steps` and `change_rates`, both (MOST_CHANGES,), hold s
    and η, padded with ∞.
    """

    def update(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
        rate, state = before.update(step, state, knobs)
        passed = jnp.sum(knobs["change_steps"] <= step.t)
        return jnp.where(passed > 0, knobs["change_rates"][passed - 1], rate), state

    def written(t: int, knobs: Mapping[str, Any]) -> str:
        passed = int(np.sum(np.asarray(knobs["change_steps"]) <= t))
        return f"{{η={float(knobs['change_rates'][passed - 1])!r}}}" if passed else before.written(t, knobs)

    return Part(
        "manual", "Manual", r"\eta^t\ \text{as you set it}", before.numbers, before.init, update, written,
        usual=before.usual,
    )  # fmt: skip


def check_changes(changes: Any) -> tuple[tuple[int, float], ...]:
    """Break points (step, η), checked and in the order of their steps; of two at one step the later counts.

    Raises:
        TypeError, ValueError: a step or a rate that is none, no pairs, or more than MOST_CHANGES of them.
    """
    try:
        pairs = [(at, rate) for at, rate in changes]
    except (TypeError, ValueError):
        message = "changes of η are {changes!r}; they must be pairs of a step and a rate, for example {example}."
        raise ValueError(say(message, changes=changes, example=[(100, 0.01)])) from None
    checked = {int(CHANGE_AT.check(at)): ETA.check(rate) for at, rate in pairs}
    if len(checked) > MOST_CHANGES:
        message = "There are {count} changes of η; at most {most} are possible. Take some away."
        raise ValueError(say(message, count=len(checked), most=MOST_CHANGES))
    return tuple(sorted(checked.items()))


def change_knobs(changes: Sequence[tuple[int, float]]) -> dict[str, np.ndarray]:
    """Checked break points as the knobs that `changed` reads."""
    padded = [*changes, *[(np.inf, np.inf)] * (MOST_CHANGES - len(changes))]
    steps, rates = (np.array(column, np.float64) for column in zip(*padded, strict=True))
    return {"change_steps": steps, "change_rates": rates}


@dataclass(frozen=True, eq=False)
class Schedule:
    """A named η^t with one line of help. Texts are English messages for `words.say`."""

    part: Part
    help: Message

    @property
    def id(self) -> str:
        return self.part.id

    @property
    def name(self) -> str:
        return self.part.name


SCHEDULES: dict[str, Schedule] = {
    schedule.id: schedule
    for schedule in (
        Schedule(CONSTANT, "The learning rate never changes."),
        Schedule(INVERSE_TIME, "Falls like 1/t, epoch by epoch."),
        Schedule(EXPONENTIAL, "Falls by the same factor after every epoch; with a factor above 1 it grows."),
        Schedule(INVERSE_SQRT, "Falls like 1/√t: a brake that never stops the run."),
        Schedule(INVERSE_SQRT_EPOCH, "η over the root of the epoch, the first epoch being 1."),
        Schedule(INVERSE_SQRT_STEP, "η over the root of the step, the first step being 1."),
        Schedule(STAIRCASE, "Stays for N steps, then drops, and again."),
        Schedule(LINEAR, "A straight line down to a share of η in N steps; then it stays."),
        Schedule(COSINE, "Half a wave down to a share of η in N steps: slow, fast, slow; then it stays."),
        Schedule(
            STABLE_DECAY, "Stays at η for a share of N steps, then falls in a straight line. After a warm-up it is WSD."
        ),
        Schedule(changed(CONSTANT), "You set the rate: from each step of your list on, the η beside it."),
        Schedule(warmup(CONSTANT), "Rises for W steps, then goes on as the schedule you choose."),
        Schedule(RESNET, "A small rate until the loss is low or the wait is over, then η."),
        Schedule(TRANSFORMER, "Rises for W steps, then falls like 1/√t, all divided by the root of the model's width."),
        Schedule(ONE_CYCLE, "Rises to η, then falls to next to nothing, once. Momentum stays as it is."),
        Schedule(COSINE_RESTARTS, "Half a wave down, then η again, each wave longer than the one before."),
        Schedule(TRIANGULAR, "Rises for N steps and falls for N, again and again, between a share of η and η."),
        Schedule(PLATEAU, "Drops whenever the loss has made no progress for N steps."),
    )
}
"""Every schedule once, in teaching order."""

FOLLOWERS: tuple[str, ...] = tuple(id for id in SCHEDULES if id not in ("warmup", "manual"))
"""The ids of what may follow a warm-up."""


@cache
def schedule_part(id: str, then: str = "constant", changes: bool = False) -> Part:
    """The part of a schedule; `then` is what follows a warm-up, `changes` whether break points may come on top."""
    part = warmup(SCHEDULES[then].part) if id == "warmup" else SCHEDULES[id].part
    return changed(part) if changes and id != "manual" else part
