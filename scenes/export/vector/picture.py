"""Scene → its plane as a picture of lines, signs and type: level lines, paths, marks, axes, and a legend."""

import math
from collections.abc import Iterator

import numpy as np

from scenes.bounds import fitting
from scenes.drawn.names import MINIMUM, sides_of
from scenes.drawn.thinning import FULL
from scenes.export.share.description import description
from scenes.export.vector.axes import axes
from scenes.export.vector.colours import DARK, LIGHT, Colours
from scenes.export.vector.paths import Seen, seen
from scenes.export.vector.planes import PATH, Drawn, Panel, drawn_ground, drawn_path, panels_of, spot_of
from scenes.export.vector.room import Room
from scenes.export.vector.shapes import Frame, Layer, Line, Picture, Shape, Sign, Text, circle, sign, wide
from scenes.grid import spread
from scenes.scene import Scene, grounds
from surfaces import SURFACES
from surfaces.critical import critical_points
from words import say

WIDTH, HEIGHT = 960.0, 560.0
"""Of the whole picture, and of a plane that stands alone, about: pixels."""
LEFT, RIGHT, TOP, BELOW = 64.0, 16.0, 10.0, 46.0  # pixels around a plane
CAPTION, ROW, TYPE = 24.0, 24.0, 14.0
RIM = 2.0
SIZE, RING, CROSS = 8.0, 9.0, 7.0  # pixels from their middles: of a run's sign, the start, a minimum
# A run in a picture takes no more bytes, and all else neither (`test_vector.py`).
RUN_BYTES, GROUND_BYTES = 700_000, 400_000
# The curves through the signs of critical points, as the player has them: quadratic, by their control points.
PROFILES = {
    "minimum": (((-5, -3), (0, 9), (5, -3)),),
    "maximum": (((-5, 3), (0, -9), (5, 3)),),
    "saddle": (((-6, 0), (-3, -8), (0, 0)), ((0, 0), (3, 8), (6, 0))),
    "flat": (((-5, 0), (0, 0), (5, 0)),),
}


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
    colours, panels = DARK if dark else LIGHT, list(panels_of(fitted, covered=covered))
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
        colour = colours.of(run.style)
        paths += drawn_path(run, way, domain, frame, colour)
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
    ground = drawn_ground(side, frame, colours)
    layers = [Layer(tuple(ground), frame), Layer(tuple(axes(domain, frame, colours.ink))), Layer(tuple(paths), frame)]
    return [*layers, Layer(tuple(marks))], notes


def _marks(side: Scene, frame: Frame, room: Room, colours: Colours, *, named: bool) -> list[Shape]:
    """The start, and the minima or the critical points, each with its name where there is room for names."""
    shapes: list[Shape] = []
    surface, numbers = SURFACES[side.surface], dict(side.numbers)
    critical = critical_points(surface, **numbers) if "critical" in side.marks else ()
    minima = surface.minima(**numbers)
    signs = [] if critical else zip(sides_of(minima, surface.domain), minima, strict=True)
    spots = [(lies, spot) for lies, point in signs if (spot := spot_of(point, side, frame))]
    start = spot_of(side.start, side, frame)
    for x, y in [*(spot for _, spot in spots), *([start] if start else [])]:
        room.keep(x, y)
    for one in critical:
        if spot := spot_of(one.point, side, frame):
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
    colour = colours.of(run.style)
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
        colour = colours.of(run.style)
        shapes.append(Line((np.array([(x, y), (x + 44, y)]),), colour, PATH, run.style.dash, name=""))
        shapes.append(Sign(sign(run.style.marker, x + 22, y, 6.0), colour, colours.page, 1.5))
        shapes.append(Text(x + 54, y + TYPE * 0.35, run.name, colours.ink, TYPE))
    return shapes, top + ROW * math.ceil(len(runs) / columns)
