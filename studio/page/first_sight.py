"""What a page shows of its scene before there is a player: the planes as the player opens them, in the document itself.

The frontend takes seconds to start. Until then the ground with its level lines, the start and the runs stand where
they will be: with reduced motion at their end, as the player opens them, and otherwise at their first step. What is
written above and below the planes takes its room unseen, and so they have theirs (`look/first_sight.css`).
"""

import math
import re
from collections.abc import Iterator, Mapping
from html import escape

import numpy as np

from scenes.bounds import fitting
from scenes.export.vector.axes import written
from scenes.export.vector.colours import DARK, LIGHT, Colours
from scenes.export.vector.paths import seen
from scenes.export.vector.picture import CROSS, RIM, RING, SIZE
from scenes.export.vector.planes import PATH, Drawn, Panel, drawn_ground, drawn_path, panels_of, spot_of
from scenes.export.vector.shapes import Frame, Line, Shape, Sign, circle, sign, wide
from scenes.export.vector.svg import elements
from scenes.grid import spread
from scenes.looks import Style
from scenes.scene import Scene, Values
from studio.page.opens import Opening, opening
from studio.player.predict import Question, asked_of, cover
from surfaces import SURFACES
from words import say

FRAME: Frame = (0.0, 0.0, 960.0, 560.0)
"""What the planes are drawn in; in the page they are stretched to the room that there is."""
MOST = 250_000
"""Characters of all of it at most, with its paths: a larger one would hold up what comes after it."""
# How many steps there are between the numbers that Plotly writes upwards, and across; there for so many pixels.
UP, UP_SMALL, ACROSS, ACROSS_HALF = 7, 5, 10, 8
HALVES, PHONE, SMALLS = 600.0, (5, 280.0), [("x", 5, 200.0)]
TYPE = 13.0
HALF = 14.0  # pixels around a sign
DOTS = 50  # seeds in a line, where they are to be divided


class _Themed(Colours):
    """The colours of both grounds: the style of the page has one of them."""

    def at(self, share: float) -> str:
        return _either(LIGHT.at(share), DARK.at(share))

    def of(self, style: Style) -> str:
        return _either(style.light, style.dark)


def _either(light: str, dark: str) -> str:
    return f"light-dark({light},{dark})"


# The strength of the level lines is a part of their colours.
_LEVEL = _either(*(f"{one.level}{round(255 * one.strength):02x}" for one in (LIGHT, DARK)))
# Ground and text are those of Streamlit's themes.
COLOURS = _Themed((), _either("#ffffff", "#171614"), _either("#2f2d2b", "#edebe8"), _LEVEL, 1.0)


def first_sight(opening: Opening) -> str:
    """The markup, in the language that is spoken; "" where the plane is not what is shown.

    Where it would be too large it has no paths, and is for who sees them grow. All that it says the player says a
    little later: it is nothing for who listens, and nothing to be touched.
    """
    scene, covered = fitting(spread(opening.scene))[0], opening.question is not None
    scene = cover(scene) if covered else scene
    if scene.space != "2d" or all(run.hidden for run in scene.runs):
        return ""
    whole = _markup(opening, scene, covered=covered, ends=True)
    return whole if len(whole) <= MOST else _markup(opening, scene, covered=covered, ends=False)


def _markup(opening: Opening, scene: Scene, *, covered: bool, ends: bool) -> str:
    panels, grid = list(panels_of(scene, covered=False)), scene.view == "grid"
    columns, several = columns_for(len(panels), grid=grid), len(panels) == 1 and len(panels[0].runs) > 1
    across = ACROSS if columns == 1 and not several else ACROSS_HALF
    uneven = len({len(run.path.loss) for panel in panels for run in panel.runs}) > 1
    drawn = list(_drawings(panels, ends=ends))
    figures = "".join(
        _figure(
            panel, drawn[place], grid=grid, uneven=uneven, across=across, said=not covered, asked=place == opening.asked
        )
        for place, panel in enumerate(panels)
    )
    above = "".join(
        f'<div class="{kind}">{"".join(f"<p>{_bold(text)}</p>" for text in texts)}</div>'
        for kind, texts in opening.above
    )
    counts = {
        "columns": columns, "rows": math.ceil(len(panels) / columns), "curves": 0 if covered else len(scene.curves),
        "signs": math.ceil(len(panels) * len(panels[0].runs) / 2),
    }  # fmt: skip
    style = ";".join(f"--{name}:{count}" for name, count in counts.items())
    said = (("several", several), ("grid", grid), ("covered", covered), ("begins", not ends))
    kinds = " ".join([opening.page, *(kind for kind, so in said if so)])
    below = _asking(opening.question) if opening.question else ""
    return (
        f'<div id="first-sight" class="{kinds}" aria-hidden="true" style="{style}">{above}'
        f'<div class="column"><div class="planes">{figures}</div><div class="below">{below}</div></div></div>'
    )


def _bold(text: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(text))


def _asking(question: Question) -> str:
    """What asks for a prediction below the planes, unseen (`web/predict/strip.js`)."""
    asked = asked_of(question)
    words, names = asked["words"], ("guess", "fairly", "certain", "show", "clear", "skip")
    buttons = [words[level] for level in names if level != "clear" or asked["kind"] != "divide"]
    answers, levels = ("".join(f"<b>{escape(one)}</b>" for one in some) for some in (
        [one["text"] for one in asked["answers"]], buttons,
    ))  # fmt: skip
    return (
        f'<p class="prompt"><strong>{escape(asked["prompt"])}</strong><span> {escape(words["hands"])}</span></p>'
        + ('<div class="paper"></div>' if asked["paper"] else "")
        + (_divided(asked["seeds"]) if asked["kind"] == "divide" else "")
        + (f'<div class="asking">{answers}</div>' if answers else "")
        + f'<div class="asking"><span>{escape(words["sure"])}</span>{levels}</div>'
    )


def _divided(seeds: int) -> str:
    """The room of so many dots, of the bar below them, and of what is said of both sides (`web/predict/divide.js`)."""
    return f'<div class="divide" style="--dots:{math.ceil(seeds / DOTS)}"></div>'


def columns_for(count: int, *, grid: bool) -> int:
    """How many planes stand beside each other, as the player has them (`web/pictures/room.js`)."""
    half = math.ceil(count / 2)
    if grid and half <= 4 and count > 3:
        return half
    return 2 if count == 4 else min(count, 3)


def _figure(panel: Panel, drawing: str, *, grid: bool, uneven: bool, across: int, said: bool, asked: bool) -> str:
    """A plane with the name of its run above it, and below, unseen, what will be `said` of its runs."""
    surface, several = SURFACES[panel.side.surface], len(panel.runs) > 1
    # What all of several runs share in their names is said above them (`web/pictures/plane-picture.js`).
    shared = f'<div class="name"><span>{escape(panel.caption)}</span></div>' if panel.caption else ""
    names = shared if several else "".join(_name(run, uneven=uneven) for run in panel.runs)
    told = [f"{run.name}\n{run.path.outcome.sentence}" if several else run.path.outcome.sentence for run in panel.runs]
    below = "".join(f"<p>{escape(text)}</p>" for text in told) if said else ""
    (x0, x1), (y0, y1) = surface.domain
    equal = f' style="--wide:{x1 - x0:.6g};--high:{y1 - y0:.6g}"' if surface.equal else ""
    drawn = drawing + _signs(panel) + _numbers(surface.domain, small=grid, across=across)
    return (
        f'<div class="figure{" asked" if asked else ""}"><div class="names">{names}</div>'
        '<div class="frame"><div class="room">'
        f'<div class="plane{" equal" if equal else ""}"{equal}>{drawn}</div></div></div>'
        f'<div class="said">{below}</div></div>'
    )


def _name(run: Drawn, *, uneven: bool) -> str:
    """The name of a run with its line; where it is said how many updates it has made, that takes its room."""
    dash = f' stroke-dasharray="{" ".join(map(str, run.style.dash))}"' if run.style.dash else ""
    line = f'<path d="M1 9H41" stroke="{COLOURS.of(run.style)}" stroke-width="4"{dash}/>'
    updates = len(run.path.loss) - 1
    counted = say("1 update") if updates == 1 else say("{count} updates", count=updates)
    more = f"<i> · {escape(counted)}</i>" if uneven else ""
    return (
        f'<div class="name"><svg width="42" height="18" viewBox="0 0 42 18">{line}</svg>'
        f"<span>{escape(run.name)}{more}</span></div>"
    )


def _drawings(panels: list[Panel], *, ends: bool) -> Iterator[str]:
    """The ground of each plane, and over it the paths as they are at their end; stretched as the plane is.

    What several planes have below their paths is written once.
    """
    grounds: dict[tuple[str, Values], str] = {}
    for panel in panels:
        key, domain = (panel.side.surface, panel.side.numbers), SURFACES[panel.side.surface].domain
        if key in grounds:
            ground = f'<use href="#{grounds[key]}"/>'
        else:
            grounds[key] = f"first-sight-{len(grounds)}"
            ground = f'<g id="{grounds[key]}">{_written([*drawn_ground(panel.side, FRAME, COLOURS)])}</g>'
        paths: list[Shape] = []
        for run in panel.runs if ends else ():
            way = seen(run.path.point, domain, FRAME, len(panel.runs))
            paths += drawn_path(run, way, domain, FRAME, COLOURS.of(run.style))
        _, _, width, height = FRAME
        yield (
            f'<svg class="drawing" viewBox="0 0 {width:g} {height:g}" preserveAspectRatio="none">{ground}'
            f'<g class="end">{_written(paths)}</g></svg>'
        )


def _signs(panel: Panel) -> str:
    """What has one size however the plane is stretched: minima, the start, and each run where it begins and ends."""
    side, surface, made = panel.side, SURFACES[panel.side.surface], ""
    arms = tuple(np.array([(-dx, -CROSS), (dx, CROSS)]) for dx in (CROSS, -CROSS))
    if "critical" not in side.marks:
        for point in surface.minima(**dict(side.numbers)):
            made += _sign(spot_of(point, side, FRAME), Line(arms, COLOURS.ink, PATH))
    start = spot_of(side.start, side, FRAME)
    made += _sign(start, Sign(circle(0, 0, RING), "", COLOURS.ink, PATH))
    for run in panel.runs:
        shape = Sign(sign(run.style.marker, 0, 0, SIZE), COLOURS.of(run.style), COLOURS.page, RIM)
        end = seen(run.path.point, surface.domain, FRAME, len(panel.runs)).end
        made += _sign(start, shape, "begin") + _sign(end, shape, "end")
    return made


def _sign(spot: tuple[float, float] | None, shape: Shape, kind: str = "") -> str:
    """A sign at a spot of FRAME; none if that is outside."""
    if spot is None:
        return ""
    place = f"left:{spot[0] / FRAME[2]:.3%};top:{spot[1] / FRAME[3]:.3%}"
    box = f"{-HALF:g} {-HALF:g} {2 * HALF:g} {2 * HALF:g}"
    return f'<svg class="sign {kind}" style="{place}" viewBox="{box}">{_written([shape])}</svg>'


def _written(shapes: list[Shape]) -> str:
    return "".join(one for shape in shapes for one in elements(shape))


def _numbers(domain: tuple[tuple[float, float], tuple[float, float]], *, small: bool, across: int) -> str:
    """The numbers along the axes, as Plotly chooses them, and what the axes are called."""
    (x0, x1), (y0, y1) = domain
    made = "" if small else '<b class="x">θ<sub>1</sub></b><b class="y">θ<sub>2</sub></b>'
    for kind, most, pixels in SMALLS if small else [("x wide", across, HALVES), ("x phone", *PHONE)]:
        for value in numbers(x0, x1, most):
            text, share = written(value), (value - x0) / (x1 - x0)
            # What would stand beyond the end of its axis is not written.
            if min(share, 1 - share) * pixels >= wide(text, TYPE) / 2:
                made += f'<i class="{kind}" style="left:{share:.3%}">{escape(text)}</i>'
    return made + "".join(
        f'<i class="y" style="top:{(y1 - value) / (y1 - y0):.3%}">{escape(written(value))}</i>'
        for value in numbers(y0, y1, UP_SMALL if small else UP)
    )


def numbers(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, `most` steps of 1, 2 or 5 times a power of ten apart at most.

    As Plotly's `nticks` (`roundDTick` of its axes).
    """
    rough = (high - low) / most
    power = 10.0 ** math.floor(math.log10(rough))
    step = power * next(times for times in (1, 2, 5, 10) if power * times >= rough * (1 - 1e-9))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [float(f"{n * step:.12g}") for n in range(first, last + 1)]


def seen_first(page: str, query: Mapping[str, str]) -> str:
    """The first sight of the page at an address, in the language that is spoken; "" where it has none."""
    opened = opening(page, query)
    return first_sight(opened) if opened else ""
