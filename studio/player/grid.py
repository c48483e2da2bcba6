"""The pictures of a grid: what they have in common, and what is said where there are fewer than were asked for."""

from optimizers import SCHEDULES, optimizer, title_of
from scenes import Scene
from scenes.grid import grid_of, varied_of
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


def notices(scene: Scene, spread: Scene) -> list[str]:
    """A sentence if a grid has fewer values than were asked for."""
    first, last, count = grid_of(scene)
    if scene.view != "grid" or len(spread.runs) == count:
        return []
    if first == last:
        return [say("Both ends are {value}: there is one value to show.", value=compact(first))]
    message = "From {first} to {last} there are only {count} values."
    return [say(message, first=compact(first), last=compact(last), count=len(spread.runs))]
