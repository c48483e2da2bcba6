"""A map in words: what its classes are called, its shares, and a sentence for each number beside it."""

from typing import Annotated

import numpy as np

from optimizers import optimizer, title_of
from optimizers.outcomes.classes import CYCLE, DIVERGED, MINIMUM, MOST, UNDERWAY
from scenes.maps import Map, Pixels, sizes
from scenes.maps.computed import minima
from scenes.maps.record import places, variable
from scenes.maps.told import TRIES, best_of, border, sensitivity, shares
from studio.player.pack import Json
from words import Message, numeral, say

CLASSES: dict[int, Annotated[Message, "map"]] = {
    DIVERGED: "diverged", CYCLE: "in a cycle", UNDERWAY: "still on its way",
}  # fmt: skip


def class_name(map: Map, kind: int, period: int) -> str:
    """What a class is called; a cycle with its period, if that is given."""
    if kind == CYCLE and period:
        return say("in a cycle of {period} steps", period=period)
    if kind in CLASSES:
        return say(CLASSES[kind], "map")
    points = minima(map).points
    if kind - MINIMUM >= MOST:
        return say("at one of {count} more minima", count=len(points) - MOST)
    if {map.across.id, map.up.id} & {*dict(map.scene.numbers)}:
        return say("at a minimum")
    x, y = points[kind - MINIMUM]
    return say("at the minimum ({x:.3g}, {y:.3g})", x=float(x), y=float(y))


def inks(map: Map) -> list[str]:
    """What each ink of the picture says, in their order."""
    known = minima(map)
    if map.tells == "loss":
        return [say("ends higher than it began"), "", "", say("ends lower: the lighter, the lower")]
    if map.tells == "steps":
        loss = say("a loss of {target:.3g}", target=map.target)
        return [
            say("diverged", "map"), "", say("never comes to {loss}", loss=loss),
            say("comes to {loss}: the lighter, the sooner", loss=loss),
        ]  # fmt: skip
    return [class_name(map, kind, 0) for kind in range(MINIMUM + known.classes)]


def rows(map: Map, pixels: Pixels, size: int) -> list[Json]:
    """The share of each class that there is: its ink, its name, and how much of the map it has."""
    return [
        {"ink": kind if map.tells == "outcome" else None, "name": class_name(map, kind, 0), "share": f"{share:.1%}"}
        for kind, share in shares(pixels).items()
    ]


def lines(map: Map, pixels: Pixels, size: int) -> list[str]:
    """What else can be told in numbers."""
    if map.over == "rates":
        return _of_rates(map, pixels, size)
    told = _of_border(map, pixels, size)
    best = [numeral(f"{best_of(pixels, tries):.3g}") for tries in TRIES]
    told.append(
        say(
            "Of random points of this map, half of all tries end at a loss of {one} or less; the best of 10 at {ten}, "
            "the best of 100 at {hundred}.", one=best[0], ten=best[1], hundred=best[2],
        )
    )  # fmt: skip
    if map.seeds() > 1:
        message = "Each point is what most of {seeds} seeds do, the lighter, the more of them: {share:.0%} on average."
        told.append(say(message, seeds=map.seeds(), share=float(pixels.share.mean())))
    if "eta" in (map.across.id, map.up.id):
        told += _sensitivity(map, pixels, size)
    return told


def _of_border(map: Map, pixels: Pixels, size: int) -> list[str]:
    """How folded the border is; what follows is said of the finest grid alone, for a coarse one may mislead."""
    found = border(pixels.kind.reshape(size, size))
    if found.dimension is None:
        return []
    if size < sizes(map)[-1]:
        message = "So far, on {size} × {size} points, the border has the box dimension {dimension:.2f}."
        return [say(message, size=size, dimension=found.dimension)]
    told = [say("The border between them has the box dimension {dimension:.2f}.", dimension=found.dimension)]
    if found.entropy is not None:
        message = (
            "Boundary entropy {entropy:.2f}, above ln 2 = 0.69: the border is fractal, and beside a run others end "
            "elsewhere."
            if found.entropy > np.log(2)
            else "Boundary entropy {entropy:.2f}, below ln 2 = 0.69: it does not say that the border is fractal."
        )
        told.append(say(message, entropy=found.entropy))
    return told


def _sensitivity(map: Map, pixels: Pixels, size: int) -> list[str]:
    """On a map with η on an axis: what a wrong η costs, on the best line of the other number."""
    grid = pixels.loss.reshape(size, size) if map.across.id == "eta" else pixels.loss.reshape(size, size).T
    firsts = pixels.first.reshape(size, size)
    axis = map.across if map.across.id == "eta" else map.up
    etas = places(variable(map.scene)["eta"], axis, size)
    row = int(np.unravel_index(np.nanargmin(np.where(np.isfinite(grid), grid, np.inf)), grid.shape)[0])
    first = float(firsts[row, 0] if map.across.id == "eta" else firsts[0, row])
    cost = sensitivity(etas, grid[row], first)
    if cost is None:
        return []
    return [say("An η within the decade around the best one costs {cost:.1%} of the gain on average.", cost=cost)]


def _of_rates(map: Map, pixels: Pixels, size: int) -> list[str]:
    """Line by line how sensitive the method is to η."""
    etas, told = places(variable(map.scene)["eta"], map.across, size), []
    for row, run in enumerate(map.methods):
        line = slice(row * size, (row + 1) * size)
        cost = sensitivity(etas, pixels.loss[line], float(pixels.first[line][0]))
        if cost is not None:
            best = float(etas[np.nanargmin(np.where(np.isfinite(pixels.loss[line]), pixels.loss[line], np.inf))])
            message = "{method}: best at η = {eta:.2g}; in the decade around it {cost:.1%} of the gain is lost."
            told.append(say(message, method=title_of(optimizer(run.optimizer)), eta=best, cost=cost))
    return told[::-1]
