"""The pictures of a grid: how their runs look and what they are called; and that of the runs of any other view."""

from collections.abc import Sequence

from optimizers import SCHEDULES, optimizer, title_of
from scenes import Run, Scene
from scenes.grid import number_of
from studio.palette import STYLES, Style, ramp
from words import compact, say


def looks(spread: Scene) -> Sequence[Style]:
    """A look for each run of a scene whose grid is spread out: a family has a ramp."""
    if spread.view != "grid":
        return STYLES
    return ramp(tuple(dict(run.numbers)[spread.varied[1]] for run in spread.runs))


def caption(spread: Scene, run: Run) -> str:
    """What stands above one picture of a grid: the value that only it has."""
    number = number_of(run, spread.varied[1])
    return f"{number.symbol} = {compact(dict(run.numbers)[number.id])}"


def heading(spread: Scene) -> str:
    """What all pictures of a grid have in common; nothing for any other view."""
    if spread.view != "grid":
        return ""
    run = spread.runs[0]
    number = number_of(run, spread.varied[1])
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name)}"
    message = "{method} with {count} values of {symbol}, the {name}"
    return say(
        message, method=title_of(optimizer(run.optimizer)) + schedule, count=len(spread.runs),
        symbol=number.symbol, name=say(number.name),
    )  # fmt: skip


def notices(spread: Scene) -> list[str]:
    """A sentence if there are fewer values than were asked for."""
    first, last, count = spread.grid
    if spread.view != "grid" or len(spread.runs) == count:
        return []
    if first == last:
        return [say("Both ends are {value}: there is one value to show.", value=compact(first))]
    message = "From {first} to {last} there are only {count} different values."
    return [say(message, first=compact(first), last=compact(last), count=len(spread.runs))]
