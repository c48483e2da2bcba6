"""What an optimizer takes with a schedule: its numbers, and the schedules that there are."""

from optimizers.parts.part import Part
from optimizers.recipes.record import Optimizer
from optimizers.recipes.schedules import FOLLOWERS, SCHEDULES
from surfaces import Number
from words import say


def settings(optimizer: Optimizer, eta: Part) -> dict[str, tuple[Number, float]]:
    """The numbers an optimizer takes with a schedule part, each with its usual value; η comes first."""
    numbers = (*eta.numbers[:1], *optimizer.numbers, *eta.numbers[1:])
    # A schedule that is published with a rate of its own means that one, whatever the optimizer.
    usual = {**optimizer.usual, **eta.usual}
    return {number.id: (number, usual.get(number.id, number.default)) for number in numbers}


def known_schedule(schedule: str, follower: bool = False) -> str:
    """The id of a schedule, or of one that may follow a warm-up; any other is refused with a sentence."""
    allowed = FOLLOWERS if follower else SCHEDULES
    if schedule not in allowed:
        raise ValueError(
            say("unknown schedule {schedule!r}; choose one of {known}.", schedule=schedule, known=", ".join(allowed))
        )
    return schedule
