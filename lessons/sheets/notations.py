r"""Ng's notation beside Lee's, for RMSProp and for the rates that decay.

Ng writes S for the average of squares, β₂ for its memory and a for the learning rate; Lee writes σ² for it, α and η. So
Lee's α stands inside the root, and Ng's a, which is spoken alpha, outside, before the fraction.
"""

import math
from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np

from optimizers.loop.fed import fed
from optimizers.parts.sigmas import MOVING_SQUARE, SQUARE_FROM_ZERO
from optimizers.recipes.schedules import SCHEDULES
from words import Message

LEE, NG = "lee", "ng"
NAMES: dict[str, Message] = {LEE: "Lee: σ, α, η", NG: "Ng: S, β₂, a"}
RMSPROP: dict[str, tuple[str, ...]] = {
    LEE: (
        r"\sigma_i^0 = |g_i^0|",
        r"\sigma_i^t = \sqrt{\alpha\,(\sigma_i^{t-1})^2 + (1-\alpha)\,(g_i^t)^2}",
        r"\theta_i^{t+1} \leftarrow \theta_i^t - \frac{\eta}{\sigma_i^t}\, g_i^t",
    ),
    NG: (
        r"S_{dW} = 0,\quad S_{db} = 0",
        r"S_{dW} = \beta_2\, S_{dW} + (1-\beta_2)\,(dW)^2,\quad S_{db} = \beta_2\, S_{db} + (1-\beta_2)\,(db)^2",
        r"W := W - a\,\frac{dW}{\sqrt{S_{dW}}},\quad b := b - a\,\frac{db}{\sqrt{S_{db}}}",
    ),
}


class Decay(NamedTuple):
    """A rate that decays: which schedule it is here, how Ng writes it, and its value after `epoch` epochs, from 0."""

    schedule: str
    written: str
    rate: Callable[[float, int], float]


DECAYS: tuple[Decay, ...] = (
    Decay("inverse_time", r"a = \frac{1}{1 + \mathit{decay}\cdot\mathit{epoch}}\, a_0",
          lambda a, epoch: a / (1 + 0.01 * epoch)),
    Decay("exponential", r"a = 0.95^{\mathit{epoch}}\, a_0", lambda a, epoch: a * 0.95**epoch),
    Decay("inverse_sqrt_epoch", r"a = \frac{k}{\sqrt{\mathit{epoch}}}\, a_0",
          lambda a, epoch: a / math.sqrt(epoch + 1)),
    Decay("inverse_sqrt_step", r"a = \frac{k}{\sqrt{t}}\, a_0", lambda a, epoch: a / math.sqrt(epoch + 1)),
    Decay("staircase", r"a = \tfrac{1}{2^{\lfloor t/N \rfloor}}\, a_0", lambda a, epoch: a * 0.5 ** (epoch // 100)),
)  # fmt: skip


# With these numbers no two of the five have the same rates, and the staircase is seen to halve.
EXAMPLE: Mapping[str, float] = {"eta": 0.2, "decay": 1.0, "gamma": 0.95, "every": 3.0, "steps_per_epoch": 2.0}
SHOWN = 6


def rates(schedule: str, count: int, numbers: Mapping[str, float] | None = None) -> list[float]:
    """The first rates of a schedule with these numbers; with its usual ones for others: a step an epoch."""
    part, given = SCHEDULES[schedule].part, numbers or {}
    return fed(part, np.zeros((count, 1)), {one.id: given.get(one.id, one.default) for one in part.numbers}).tolist()


def first_step(memory: float) -> float:
    """How many times as long the first step is when S starts from 0, and not from the first square."""
    numbers, one = {"alpha": memory, "epsilon": 0.0}, np.ones((1, 1))
    return float((fed(MOVING_SQUARE, one, numbers) / fed(SQUARE_FROM_ZERO, one, numbers))[0, 0])


def says_the_same(memory: float) -> bool:
    """Ng's S is the square of σ from zero, and its first step is 1/√(1 − β₂) times as long as Lee's."""
    g = np.array([[500.0], [432.0], [-211.0], [139.0]])
    s, found = 0.0, []
    for one in g[:, 0]:
        s = memory * s + (1 - memory) * one**2
        found.append(math.sqrt(s))
    root = fed(SQUARE_FROM_ZERO, g, {"alpha": memory, "epsilon": 0.0})[:, 0]
    return np.allclose(root, found, rtol=1e-12) and math.isclose(first_step(memory), 1 / math.sqrt(1 - memory))


def decays_agree(epoch: float) -> bool:
    """Each of the five is the schedule it is said to be, after so many epochs."""
    count = int(epoch) + 1
    return all(
        math.isclose(rates(one.schedule, count)[-1], one.rate(0.01, int(epoch)), rel_tol=1e-12) for one in DECAYS
    )
