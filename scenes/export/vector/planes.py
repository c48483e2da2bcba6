"""What stands in the planes of a scene, for the vector picture and for the first sight of a page."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from optimizers import Path
from optimizers.loop.sweep import Bundle
from scenes.drawn.levels import levels
from scenes.drawn.names import caption, look_beside, looks, name_of, switched
from scenes.export.vector.colours import Colours
from scenes.export.vector.paths import Box, Seen, last_of, longer, seen
from scenes.export.vector.shapes import Area, Frame, Line, Points, Shape
from scenes.looks import STYLES, Style
from scenes.scene import Scene, grounds
from scenes.trajectories import bundle_of, origin_of, path_at
from surfaces import SURFACES
from words import say

PATH, LEVEL, CROWDED = 2.5, 0.8, 0.4  # pixels, and of the strength of a level line where they are crowded
SEED, FAINT = 1.0, 0.25  # of one seed among many
# A path that is longer than so many diagonals of its frame covers itself: where it has been is a wash then, and its
# end, so many diagonals long, is the line.
COVERS, LINE, WASH = 12.0, 2.5, 0.35
PLACES, ALL_PLACES = 300, 20_000  # as many of its steps are drawn, and of all seeds of a run together


class Drawn(NamedTuple):
    """A run as it is drawn: what it is called, its look, and where it went."""

    name: str
    style: Style
    path: Path
    bundle: Bundle | None


class Panel(NamedTuple):
    """One plane: its surface, what stands above it, and the runs in it."""

    side: Scene
    caption: str
    runs: tuple[Drawn, ...]


def panels_of(scene: Scene, *, covered: bool) -> Iterator[Panel]:
    """The planes of a scene in their order; `covered`: without runs."""
    places = [place for place, run in enumerate(scene.runs) if not run.hidden]
    sides = grounds(scene)
    each = [places] if scene.view == "one" or not places else [[place] for place in places]
    for some in each:
        for beside, side in enumerate(sides):
            runs = () if covered else tuple(_drawn(scene, side, place, beside=bool(beside)) for place in some)
            above = switched(origin_of(side, scene.runs[0]), scene.beside) if len(sides) > 1 else ""
            if scene.view == "grid" and some:
                above = caption(scene, scene.runs[some[0]])
            yield Panel(side, above, runs)


def _drawn(scene: Scene, side: Scene, place: int, *, beside: bool) -> Drawn:
    run, origin = scene.runs[place], origin_of(side, scene.runs[place])
    steps = side.steps_of(run)
    name, style = (
        caption(scene, run) if scene.view == "grid" else name_of(origin, steps, scene.runs),
        looks(scene)[place],
    )
    if scene.beside and scene.view != "grid":
        name = say("{name} · {switch}", name=name, switch=switched(origin, scene.beside))
        style = STYLES[look_beside(scene, place)] if beside else style
    return Drawn(name, style, path_at(side, place), bundle_of(origin, steps, scene.seeds))


def drawn_path(run: Drawn, way: Seen, domain: Box, frame: Frame, colour: str) -> Iterator[Line]:
    """First its seeds, if it has many; all of a path as its line, or of one that covers itself a wash, and its end."""
    if run.bundle is not None:
        pieces = tuple(piece for one in _seeds(run.bundle) for piece in seen(one, domain, frame).pieces)
        yield Line(pieces, colour, SEED, opacity=FAINT)
    diagonal = math.hypot(*frame[2:])
    if not longer(way.pieces, COVERS * diagonal):
        yield Line(way.pieces, colour, PATH, run.style.dash, name=run.name)
        return
    yield Line(way.pieces, colour, SEED, opacity=WASH, name=run.name)
    yield Line(last_of(way.pieces, LINE * diagonal), colour, PATH, run.style.dash)


def drawn_ground(side: Scene, frame: Frame, colours: Colours) -> Iterator[Shape]:
    """The ground with its level lines, from below."""
    left, top, width, height = frame

    def placed(line: Points) -> Points:
        return ((line * (1, -1) + (0, 1)) * (width, height) + (left, top)).round(1)

    found = levels(side.surface, side.numbers)
    corners = np.array([(0, 0), (1, 0), (1, 1), (0, 1)], float)
    yield Area((placed(corners),), colours.at(0.5 * found[0].share if found else 0.0))
    for level in found:
        yield Area(tuple(map(placed, level.above)), colours.at(level.share))
    for lines, strength in (("lines", 1.0), ("crowded", CROWDED)):
        pieces = tuple(placed(line) for level in found for line in getattr(level, lines))
        yield Line(pieces, colours.level, LEVEL, opacity=round(strength * colours.strength, 2), name=f"levels {lines}")


def spot_of(point: tuple[float, float] | np.ndarray, side: Scene, frame: Frame) -> tuple[float, float] | None:
    """Where a point of the plane lies in its frame; None outside."""
    (x0, x1), (y0, y1) = SURFACES[side.surface].domain
    x, y = (float(point[0]) - x0) / (x1 - x0), (float(point[1]) - y0) / (y1 - y0)
    left, top, width, height = frame
    return (left + x * width, top + (1 - y) * height) if 0 <= x <= 1 and 0 <= y <= 1 else None


def _seeds(many: Bundle) -> Iterator[Points]:
    """The path of each seed, at steps that are spread evenly, odd and even in turn: a bounce is seen to bounce."""
    count, length = many.point.shape[:2]
    most = min(PLACES, ALL_PLACES // count)
    steps = np.arange(length)
    if length > most + 1:
        spread_out = np.linspace(0, length - 1, most).round().astype(np.int64)
        even = (spread_out - (spread_out + np.arange(most)) % 2).clip(0)
        steps = np.unique(np.concatenate([[0], even, [length - 1]]))
    yield from many.point[:, steps]
