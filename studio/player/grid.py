"""The pictures of a grid: how their runs look and what they are called; and that of the runs of any other view."""

from collections.abc import Sequence

from optimizers import SCHEDULES, optimizer, title_of
from scenes import Run, Scene
from scenes.grid import grid_of, varied_of
from scenes.scene import looks_of
from studio.look.palette import STYLES, Style, ramp
from studio.player.pack import Json
from words import compact, say


def family(scene: Scene, spread: Scene) -> Json | None:
    """What the pictures of a grid have in common: the run, and the number that differs with its value for the run
    itself and those of the pictures. None for any other view."""
    if scene.view != "grid":
        return None
    place, number = varied_of(scene.runs, scene.varied)
    run = scene.runs[place]
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name, 'part')}"
    name = say(
        "{method}: {count} values of {symbol}, the {name}", method=title_of(optimizer(run.optimizer)) + schedule,
        count=len(spread.runs), symbol=number.symbol, name=say(number.name, "number"),
    )  # fmt: skip
    return {
        "name": name, "place": place, "id": number.id, "own": dict(run.numbers)[number.id],
        "values": [dict(one.numbers)[number.id] for one in spread.runs],
    }  # fmt: skip


def looks(spread: Scene) -> Sequence[Style]:
    """A look for each run: a ramp for a family, in the order of its values."""
    if spread.view != "grid":
        return [STYLES[look] for look in looks_of(spread.runs)]
    return ramp(tuple(dict(run.numbers)[spread.varied[1]] for run in spread.runs))


def caption(spread: Scene, run: Run) -> str:
    """What stands above one picture of a grid: the value that only it has."""
    _, number = varied_of(spread.runs, spread.varied)
    return f"{number.symbol} = {compact(dict(run.numbers)[number.id])}"


def notices(scene: Scene, spread: Scene) -> list[str]:
    """A sentence if a grid has fewer values than were asked for."""
    first, last, count = grid_of(scene)
    if scene.view != "grid" or len(spread.runs) == count:
        return []
    if first == last:
        return [say("Both ends are {value}: there is one value to show.", value=compact(first))]
    message = "From {first} to {last} there are only {count} values."
    return [say(message, first=compact(first), last=compact(last), count=len(spread.runs))]
