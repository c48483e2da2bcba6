"""The parts η^t: how the learning rate moves with the step. Every schedule starts from η."""

from dataclasses import dataclass
from functools import cache

import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.knobs import DECAY, ETA, HORIZON, STEPS_PER_EPOCH, WARMUP
from optimizers.part import Knobs, Part, State, Step, no_state

Rate = Float[Array, ""]


def _constant(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"], state


def _inverse_time(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    epoch = step.t // knobs["steps_per_epoch"]
    return knobs["eta"] / (1 + knobs["decay"] * epoch), state


def _inverse_sqrt(step: Step, state: State, knobs: Knobs) -> tuple[Rate, State]:
    return knobs["eta"] / jnp.sqrt(1 + step.t / knobs["horizon"]), state


CONSTANT = Part((ETA,), no_state, _constant)
"""η^t = η."""

INVERSE_TIME = Part((ETA, DECAY, STEPS_PER_EPOCH), no_state, _inverse_time)
"""η^t = η / (1 + d · epoch), epoch = t // steps per epoch."""

INVERSE_SQRT = Part((ETA, HORIZON), no_state, _inverse_sqrt)
"""η^t = η / √(1 + t/T)."""


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
        after, state = then.update(later, state, knobs)
        return jnp.where(rising, rise, after), state

    return Part((*then.numbers, WARMUP), then.init, update)


@dataclass(frozen=True, eq=False)
class Schedule:
    """A named η^t. Texts are English messages for `words.say`, the formula is LaTeX."""

    id: str
    name: str
    help: str
    formula: str
    part: Part


SCHEDULES: dict[str, Schedule] = {
    "constant": Schedule("constant", "Constant", "The learning rate never changes.", r"\eta^t = \eta", CONSTANT),
    "inverse_time": Schedule(
        "inverse_time",
        "Inverse time",
        "Falls like 1/t, epoch by epoch.",
        r"\eta^t = \frac{\eta}{1 + d \cdot \mathrm{epoch}}",
        INVERSE_TIME,
    ),
    "inverse_sqrt": Schedule(
        "inverse_sqrt",
        "Inverse square root",
        "Falls like 1/√t: a brake that never stops the run.",
        r"\eta^t = \frac{\eta}{\sqrt{1 + t/T}}",
        INVERSE_SQRT,
    ),
    "warmup": Schedule(
        "warmup",
        "Warm-up",
        "Rises for W steps, then goes on as the schedule you choose.",
        r"\eta^t = \eta\,\tfrac{t+1}{W}\ (t < W),\ \text{then as chosen}",
        warmup(CONSTANT),
    ),
}


def schedule_part(id: str, then: str = "constant") -> Part:
    """The part of a schedule; `then` is what follows a warm-up."""
    return warmup(SCHEDULES[then].part) if id == "warmup" else SCHEDULES[id].part
