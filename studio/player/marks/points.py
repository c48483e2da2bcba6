"""The other points of a step: where it looks ahead, averages, sequences that a method keeps beside its path."""

from collections.abc import Sequence

from optimizers import optimizer
from scenes.scene import POINTS
from studio.player.on_show import OnShow
from studio.player.pack import Json
from words import say


def named(one: OnShow) -> list[Json]:
    """What the other points of a run's steps are called, in their order; `lasts`: one has a path of its own."""
    return [
        {"symbol": point.symbol, "name": say(point.name, "point"), "lasts": point.lasts}
        for point in optimizer(one.run.optimizer).m.points
    ]


def columns(shown: Sequence[OnShow]) -> tuple[str, ...]:
    """The columns that they need, for the run with the most of them; those of others are empty."""
    return POINTS[: 2 * max((len(optimizer(one.run.optimizer).m.points) for one in shown), default=0)]


def unsaid(shown: Sequence[OnShow], marks: tuple[str, ...]) -> list[str]:
    """A sentence where they are to be seen, and there are none."""
    if "points" not in marks or not shown or columns(shown):
        return []
    message = "The steps of the methods on show have no other points: they look at θ alone, and keep no average of it."
    return [say(message)]
