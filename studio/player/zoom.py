"""The steps of a long run that are seen through a window on it: all of them, if they are not too many.

A run is thinned for its whole picture (`visible`). Where a reader has zoomed in, these are the finer points.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float

from scenes.drawn.thinning import CELLS, MOST, Mask, Steps, lifted, told_apart, touches
from studio.player.pack import Json, packed

# So many steps that lie in a box are all there, however many others only pass through.
DOTS = 1000
# How far around the window paths are known, in windows: moving by less than that asks for nothing.
AROUND = 0.5
LOW, HIGH = -AROUND, 1 + AROUND

Box = tuple[tuple[float, float], tuple[float, float]]
Points = Float[np.ndarray, "n 2"]


class Window(NamedTuple):
    """What is seen of a run: kept steps in ascending order, and before which of them the pen is lifted.

    `box` is the window with what is around it. `whole`: all segments that touch it are there, with both ends.
    `dots` is the box of which all steps that lie in it are kept: the same one, or the window alone if these are few
    enough and those are not, or none. What is left out lies `within` this share of the window's width of what is drawn;
    None if it is less than a pixel.
    """

    steps: Steps
    lifted: Mask
    box: Box
    dots: Box | None
    whole: bool
    within: float | None


def boxes_of(asked: Mapping[str, Any]) -> dict[int, Box]:
    """The windows that the browser asks for, by the place of their run; what is no window is left out."""
    boxes = {
        int(place): ((float(x0), float(x1)), (float(y0), float(y1))) for place, ((x0, x1), (y0, y1)) in asked.items()
    }
    return {place: box for place, box in boxes.items() if all(isfinite(b - a) and a < b for a, b in box)}


def finer(point: Points, found: Window) -> Json:
    """The window as the browser is sent it: places in float64, which no window is too small for."""
    return {
        "steps": packed(found.steps.astype(np.int32)),
        "lifted": packed(found.lifted.astype(np.uint8)),
        "columns": {name: packed(point[found.steps, axis]) for axis, name in enumerate("xy")},
        "box": found.box,
        "dots": found.dots,
        "whole": found.whole,
    }


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # beyond the largest float64 is far outside too
def zoomed(point: Points, box: Box, among: int = 1) -> Window:
    """The steps to draw of a path in a window on it, not many more than MOST.

    Args:
        point: the path, a row for each step.
        box: the ranges of x and y on show, (low, high) each with low < high.
        among: how many runs are on show.
    """
    x, y = ((point[:, axis] - low) / (high - low) for axis, (low, high) in enumerate(box))
    across, up = ((low + LOW * (high - low), low + HIGH * (high - low)) for low, high in box)
    wide = (across, up)
    seen = touches(x, y, LOW, HIGH)
    every = np.flatnonzero(np.append(seen, False) | np.append(False, seen))
    if len(every) <= MOST:
        return Window(every, lifted(every, seen), wide, wide, True, None)
    dots, inside = None, every[:0]
    for around, low, high in ((wide, LOW, HIGH), (box, 0, 1)):
        found = np.flatnonzero((x >= low) & (x <= high) & (y >= low) & (y <= high))
        if len(found) <= DOTS:
            dots, inside = around, found
            break
    beside = np.concatenate([inside - 1, inside, inside + 1]).clip(0, len(x) - 1)
    lines = told_apart(x, y, seen, (LOW, HIGH), 1 / CELLS, MOST - len(beside), among)
    kept = np.union1d(lines.steps, beside)
    return Window(kept, lifted(kept, lines.drawn), wide, dots, False, lines.within)
