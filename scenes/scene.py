"""The one value that flows through the house: link → scene → trajectories → picture."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from optimizers import OPTIMIZERS
from optimizers.descent import settings
from optimizers.schedules import schedule_part
from surfaces import SURFACES, Number

View = Literal["side", "one"]
Clock = Literal["linear", "log"]
Values = tuple[tuple[str, float], ...]

MAX_RUNS = 6


@dataclass(frozen=True)
class Run:
    """One run of a scene: ids and numbers only. `numbers` holds η and all the others, by id."""

    optimizer: str
    schedule: str = "constant"
    then: str = "constant"
    numbers: Values = ()
    hidden: bool = False


@dataclass(frozen=True)
class Scene:
    """What is on show: a surface with its numbers, a start, and up to MAX_RUNS runs of `steps` updates.

    `view` puts the runs side by side or all on one picture; `clock` lets playback go evenly through
    the steps or through their logarithm.
    """

    surface: str
    numbers: Values
    start: tuple[float, float]
    steps: int
    runs: tuple[Run, ...]
    view: View = "side"
    clock: Clock = "linear"


def new_run(optimizer: str, schedule: str = "constant", then: str = "constant", **numbers: float) -> Run:
    """A run with usual values for all numbers that are not given."""
    usual = {number.id: value for number, value in knobs_of(optimizer, schedule, then)}
    return Run(optimizer, schedule, then, tuple((id, numbers.get(id, value)) for id, value in usual.items()))


def knobs_of(optimizer: str, schedule: str, then: str = "constant") -> Iterable[tuple[Number, float]]:
    """The numbers a run has, each with its usual value; η comes first."""
    return settings(OPTIMIZERS[optimizer], schedule_part(schedule, then)).values()


def usual_numbers(surface: str) -> Values:
    """The default numbers of a surface."""
    return tuple((number.id, number.default) for number in SURFACES[surface].numbers)
