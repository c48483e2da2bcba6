"""Scene → its plane as a picture of lines, signs and type: level lines, paths, marks, axes, and a legend."""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from optimizers import Path
from optimizers.loop.sweep import Bundle
from scenes.bounds import fitting
from scenes.drawn.levels import levels
from scenes.drawn.names import MINIMUM, caption, look_beside, looks, name_of, sides_of, switched
from scenes.drawn.thinning import FULL
from scenes.export.share.description import description
from scenes.export.vector.axes import axes
from scenes.export.vector.colours import DARK, LIGHT, Colours
from scenes.export.vector.paths import Seen, last_of, longer, seen
from scenes.export.vector.room import Room
from scenes.export.vector.shapes import Area, Frame, Layer, Line, Picture, Points, Shape, Sign, Text, circle, sign, wide
from scenes.grid import spread
from scenes.looks import STYLES, Style
from scenes.scene import Scene, grounds
from scenes.trajectories import bundle_of, origin_of, path_at
from surfaces import SURFACES
from surfaces.critical import critical_points
from words import say

WIDTH, HEIGHT = 960.0, 560.0
"""Of the whole picture, and of a plane that stands alone, about: pixels."""
LEFT, RIGHT, TOP, BELOW = 64.0, 16.0, 10.0, 46.0  # pixels around a plane
CAPTION, ROW, TYPE = 24.0, 24.0, 14.0
PATH, LEVEL, CROWDED, RIM = 2.5, 0.8, 0.4, 2.0
SIZE, RING, CROSS = 8.0, 9.0, 7.0  # pixels from their middles: of a run's sign, the start, a minimum
SEED, FAINT = 1.0, 0.25  # of one seed among many
# A path that is longer than so many diagonals of its frame covers itself: where it has been is a wash then, and its
# end, so many diagonals long, is the line.
COVERS, LINE, WASH = 12.0, 2.5, 0.35
PLACES, ALL_PLACES = 300, 20_000  # as many of its steps are drawn, and of all seeds of a run together
# A run in a picture takes no more bytes, and all else neither (`test_vector.py`).
RUN_BYTES, GROUND_BYTES = 700_000, 400_000
# The curves through the signs of critical points, as the player has them: quadratic, by their control points.
PROFILES = {
    "minimum": (((-5, -3), (0, 9), (5, -3)),),
    "maximum": (((-5, 3), (0, -9), (5, 3)),),
    "saddle": (((-6, 0), (-3, -8), (0, 0)), ((0, 0), (3, 8), (6, 0))),
    "flat": (((-5, 0), (0, 0), (5, 0)),),
}


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


def sentences(scene: Scene) -> list[str]:
    """What is to be known before the picture is made: how large it may be, where it may be large."""
    fitted, told = fitting(spread(scene))
    shown = [run for run in fitted.runs if not run.hidden]
    if any(fitted.steps_of(run) > FULL for run in shown):
        most = (GROUND_BYTES + RUN_BYTES * len(shown) * len(grounds(fitted))) / 1e6
        message = (
            "Of runs of more than {full:,} steps the vector picture has what can be told apart in it; it is {size:.1f} "
            "MB large at most."
        )
        told.append(say(message, full=FULL, size=most))
    return told


def picture(scene: Scene, *, dark: bool = False, covered: bool = False) -> Picture:
    """The picture in the reader's language; `covered`: without what the runs do, where it is still to be predicted.

    Of a grid, and of runs that stand side by side, there is a plane for each; otherwise all are in one. What leaves
    the surface's domain is cut at its edge, with an arrow and what became of it.
    """
    fitted = fitting(spread(scene))[0]
    colours, panels = DARK if dark else LIGHT, list(_panels(fitted, covered=covered))
    columns = {1: 1, 2: 2, 4: 2}.get(len(panels), 3)
    room = (WIDTH - columns * (LEFT + RIGHT)) / columns
    head = CAPTION * any(panel.caption for panel in panels)
    layers, notes, top = [], [], TOP
    for place in range(0, len(panels), columns):
        row = panels[place : place + columns]
        sizes = [_size(panel.side.surface, room, len(panels)) for panel in row]
        for column, (panel, (width, height)) in enumerate(zip(row, sizes, strict=True)):
            left = LEFT + column * (room + LEFT + RIGHT) + (room - width) / 2
            made, said = _plane(panel, (left, top + head, width, height), colours, len(panels))
            layers += made
            notes += said
            if panel.caption:
                layers.append(Layer((Text(left, top + head - 8, panel.caption, colours.ink, TYPE, bold=True),)))
        top += max(height for _, height in sizes) + head + BELOW + TOP
    runs = {run.name: run for panel in panels for run in panel.runs}
    if fitted.view != "grid":
        legend, top = _legend(list(runs.values()), top, colours)
        layers.append(Layer(tuple(legend)))
    title = say(SURFACES[scene.surface].name, "surface")
    told = "\n".join([*description(scene, covered=covered), *dict.fromkeys(notes)])
    return Picture(WIDTH, round(top + 4), title, told, colours.page, tuple(layers))


def _panels(scene: Scene, *, covered: bool) -> Iterator[Panel]:
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


def _size(surface: str, room: float, count: int) -> tuple[float, float]:
    """Width and height of a plane: both axes have one scale where the surface asks for it."""
    (x0, x1), (y0, y1) = SURFACES[surface].domain
    height = HEIGHT if count == 1 else 0.66 * room
    if not SURFACES[surface].equal:
        return room, height
    scale = min(room / (x1 - x0), height / (y1 - y0))
    return round(scale * (x1 - x0), 1), round(scale * (y1 - y0), 1)


def _plane(panel: Panel, frame: Frame, colours: Colours, count: int) -> tuple[list[Layer], list[str]]:
    """The layers of one plane, and what is said of it."""
    side, domain = panel.side, SURFACES[panel.side.surface].domain
    ways = [seen(run.path.point, domain, frame, len(panel.runs)) for run in panel.runs]
    paths: list[Shape] = []
    for run, way in zip(panel.runs, ways, strict=True):
        colour = _colour(run.style, colours)
        if run.bundle is not None:
            pieces = tuple(piece for one in _seeds(run.bundle) for piece in seen(one, domain, frame).pieces)
            paths.append(Line(pieces, colour, SEED, opacity=FAINT))
        paths += _path(run, way, frame, colour)
    room = Room(frame, [piece for way in ways for piece in way.pieces])
    marks = _marks(side, frame, room, colours, named=count <= 4)
    for run, way in zip(panel.runs, ways, strict=True):
        marks += _end(run, way, room, colours)
    message = "{name}: lines are left out that lie within 1/{share} of the picture's width of those that are drawn."
    notes = [
        say(message, name=run.name, share=int(frame[2] / way.within))
        for run, way in zip(panel.runs, ways, strict=True)
        if way.within is not None
    ]
    ground = _ground(side, frame, colours)
    layers = [Layer(tuple(ground), frame), Layer(tuple(axes(domain, frame, colours.ink))), Layer(tuple(paths), frame)]
    return [*layers, Layer(tuple(marks))], notes


def _path(run: Drawn, way: Seen, frame: Frame, colour: str) -> Iterator[Line]:
    """All of a path as its line; of one that covers itself a wash, and its end over that."""
    diagonal = math.hypot(*frame[2:])
    if not longer(way.pieces, COVERS * diagonal):
        yield Line(way.pieces, colour, PATH, run.style.dash, name=run.name)
        return
    yield Line(way.pieces, colour, SEED, opacity=WASH, name=run.name)
    yield Line(last_of(way.pieces, LINE * diagonal), colour, PATH, run.style.dash)


def _ground(side: Scene, frame: Frame, colours: Colours) -> Iterator[Shape]:
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


def _marks(side: Scene, frame: Frame, room: Room, colours: Colours, *, named: bool) -> list[Shape]:
    """The start, and the minima or the critical points, each with its name where there is room for names."""
    shapes: list[Shape] = []
    surface, numbers = SURFACES[side.surface], dict(side.numbers)
    critical = critical_points(surface, **numbers) if "critical" in side.marks else ()
    minima = surface.minima(**numbers)
    signs = [] if critical else zip(sides_of(minima, surface.domain), minima, strict=True)
    spots = [(lies, spot) for lies, point in signs if (spot := _spot(point, side, frame))]
    start = _spot(side.start, side, frame)
    for x, y in [*(spot for _, spot in spots), *([start] if start else [])]:
        room.keep(x, y)
    for one in critical:
        if spot := _spot(one.point, side, frame):
            shapes += _critical(one.kind, *spot, colours)
    for lies, (x, y) in spots:
        arms = tuple(np.array([(x - dx, y - dy), (x + dx, y + dy)]) for dx, dy in ((CROSS, CROSS), (CROSS, -CROSS)))
        shapes.append(Line(arms, colours.ink, PATH, name="minimum"))
        if named:
            shapes.append(room.label(x, y, say(MINIMUM[lies], "player"), colours.ink, colours.page, TYPE))
    if start:
        shapes.append(Sign(circle(*start, RING), "", colours.ink, PATH))
        if named:
            shapes.append(room.label(*start, say("start", "player"), colours.ink, colours.page, TYPE))
    return shapes


def _spot(point: tuple[float, float] | np.ndarray, side: Scene, frame: Frame) -> tuple[float, float] | None:
    """Where a point of the plane lies in its frame; None outside."""
    (x0, x1), (y0, y1) = SURFACES[side.surface].domain
    x, y = (float(point[0]) - x0) / (x1 - x0), (float(point[1]) - y0) / (y1 - y0)
    left, top, width, height = frame
    return (left + x * width, top + (1 - y) * height) if 0 <= x <= 1 and 0 <= y <= 1 else None


def _critical(kind: str, x: float, y: float, colours: Colours) -> Iterator[Shape]:
    yield Sign(circle(x, y, 9.5), colours.page, colours.ink, 1.5)
    share = np.linspace(0, 1, 9)[:, None]
    curves = []
    for a, b, c in PROFILES[kind]:
        curve = (1 - share) ** 2 * np.array(a) + 2 * share * (1 - share) * np.array(b) + share**2 * np.array(c)
        curves.append(curve + np.array((x, y)))
    yield Line(tuple(curves), colours.ink, 2.4, name=kind)


def _end(run: Drawn, way: Seen, room: Room, colours: Colours) -> list[Shape]:
    """The sign of a run where it ends; where it has left the picture an arrow, and what became of it."""
    colour = _colour(run.style, colours)
    if way.end:
        room.keep(*way.end)
        return [Sign(sign(run.style.marker, *way.end, SIZE), colour, colours.page, RIM)]
    if not way.left:
        return []
    x, y, angle = way.left
    left, top, width, height = room.frame
    x, y = min(max(x, left + 12), left + width - 12), min(max(y, top + 12), top + height - 12)
    arrow = np.array([(12, 0), (-7, -9), (-3, 0), (-7, 9)])
    turn = np.array([(math.cos(angle), math.sin(angle)), (-math.sin(angle), math.cos(angle))])
    room.keep(x, y, 12)
    last, outcome = len(run.path.loss) - 1, run.path.outcome
    text = say("outside the picture")
    if outcome.kind == "diverged":
        text = say("step {step:,}: loss {loss:.3g}", step=last, loss=float(run.path.loss[-1]))
    label = room.label(x, y, text, colours.ink, colours.page, TYPE, bold=True)
    return [Sign(arrow @ turn + (x, y), colour, colours.page, RIM), label]


def _legend(runs: list[Drawn], top: float, colours: Colours) -> tuple[list[Shape], float]:
    """A sample of each run's line with its sign, and what it is called; and where the legend ends."""
    shapes: list[Shape] = []
    most = max((wide(run.name, TYPE) for run in runs), default=0.0) + 70
    columns = max(1, min(3, int((WIDTH - LEFT) / most)))
    for place, run in enumerate(runs):
        down, along = divmod(place, columns)
        x, y = LEFT + along * (WIDTH - LEFT) / columns, top + ROW * down + ROW / 2
        colour = _colour(run.style, colours)
        shapes.append(Line((np.array([(x, y), (x + 44, y)]),), colour, PATH, run.style.dash, name=""))
        shapes.append(Sign(sign(run.style.marker, x + 22, y, 6.0), colour, colours.page, 1.5))
        shapes.append(Text(x + 54, y + TYPE * 0.35, run.name, colours.ink, TYPE))
    return shapes, top + ROW * math.ceil(len(runs) / columns)


def _colour(style: Style, colours: Colours) -> str:
    return style.dark if colours is DARK else style.light


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
