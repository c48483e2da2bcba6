"""The steps of a long run that are seen through a window on it: all of them, if they are not too many.

A run is thinned for its whole picture (`visible`). Where a reader has zoomed in, these are the finer points.
"""

from collections.abc import Mapping
from math import isfinite
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from jaxtyping import Bool, Float

from studio.player.pack import Json, packed
from studio.player.visible import WIDTH, Steps

# Up to so many steps are sent for a window, every one of them if there are no more.
MOST = 4000
# So many steps that lie in a box are all there, however many others only pass through.
DOTS = 1000
# How far around the window paths are known, in windows: moving by less than that asks for nothing.
AROUND = 0.5
LOW, HIGH = -AROUND, 1 + AROUND

Box = tuple[tuple[float, float], tuple[float, float]]
Points = Float[np.ndarray, "n 2"]
# The two coordinates of points, in shares of the window: columns by themselves are several times as fast.
Shares = tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]
Mask = Bool[np.ndarray, " n"]


class Window(NamedTuple):
    """What is seen of a run: kept steps in ascending order, and before which of them the pen is lifted.

    `box` is the window with what is around it. `whole`: all segments that touch it are there, with both ends.
    `dots` is the box of which all steps that lie in it are kept: the same one, or the window alone if these are few
    enough and those are not, or none.
    """

    steps: Steps
    lifted: Mask
    box: Box
    dots: Box | None
    whole: bool


def boxes_of(asked: Mapping[str, Any]) -> dict[int, Box]:
    """The windows that the browser asks for, by the place of their run; what is no window is left out."""
    boxes = {
        int(place): ((float(x0), float(x1)), (float(y0), float(y1))) for place, ((x0, x1), (y0, y1)) in asked.items()
    }
    return {place: box for place, box in boxes.items() if all(isfinite(b - a) and a < b for a, b in box)}


def finer(point: Points, box: Box) -> Json:
    """The window as the browser is sent it: places in float64, which no window is too small for."""
    found = zoomed(point, box)
    return {
        "steps": packed(found.steps.astype(np.int32)),
        "lifted": packed(found.lifted.astype(np.uint8)),
        "columns": {name: packed(point[found.steps, axis]) for axis, name in enumerate("xy")},
        "box": found.box,
        "dots": found.dots,
        "whole": found.whole,
    }


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # beyond the largest float64 is far outside too
def zoomed(point: Points, box: Box) -> Window:
    """The steps to draw of a path in a window on it, not many more than MOST.

    Args:
        point: the path, a row for each step.
        box: the ranges of x and y on show, (low, high) each with low < high.
    """
    x, y = ((point[:, axis] - low) / (high - low) for axis, (low, high) in enumerate(box))
    across, up = ((low + LOW * (high - low), low + HIGH * (high - low)) for low, high in box)
    wide = (across, up)
    touches = _touches(x, y)
    every = np.flatnonzero(np.append(touches, False) | np.append(False, touches))
    if len(every) <= MOST:
        return Window(every, np.append(False, np.diff(every) > 1)[: len(every)], wide, wide, True)
    x, y = x[every], y[every]
    dots, inside = None, every[:0]
    for among, low, high in ((wide, LOW, HIGH), (box, 0, 1)):
        found = np.flatnonzero((x >= low) & (x <= high) & (y >= low) & (y <= high))
        if len(found) <= DOTS:
            dots, inside = among, found
            break
    beside = np.concatenate([inside - 1, inside, inside + 1]).clip(0, len(every) - 1)
    kept, lifted = _told_apart((x, y), np.append(False, np.diff(every) > 1), beside)
    return Window(every[kept], lifted, wide, dots, False)


def _touches(x: Float[np.ndarray, " n"], y: Float[np.ndarray, " n"]) -> Mask:
    """Whether the segment to the next point touches the window and what is around it.

    Where rounding leaves a doubt it does.
    """
    # Both ends beyond the same side: the segment passes by.
    beyond = [x < LOW, x > HIGH, y < LOW, y > HIGH]
    seen = ~np.logical_or.reduce([side[:-1] & side[1:] for side in beyond])
    # Both ends outside, beyond different sides: it passes by if all four corners lie on one side of it.
    outside = np.logical_or.reduce(beyond)
    doubt = np.flatnonzero(seen & outside[:-1] & outside[1:])
    across, up = x[doubt + 1] - x[doubt], y[doubt + 1] - y[doubt]
    aside = [across * (v - y[doubt]) - up * (u - x[doubt]) for u in (LOW, HIGH) for v in (LOW, HIGH)]
    left, right = (np.logical_and.reduce([sign * one > 0 for one in aside]) for sign in (1, -1))
    seen[doubt] = ~(left | right)
    return seen


def _told_apart(share: Shares, gap: Mask, wanted: Steps) -> tuple[Steps, Mask]:
    """Those that can be told apart, the wanted ones among them, and where the pen is lifted.

    `gap` says before which points there are others that are not here. A line between the same two half-pixel cells
    is drawn once. Compared is the part of it that is seen, so that lines from far outside keep their own ways through
    the window. If there are still too many the cells are made twice as large.
    """
    x, y = share
    last, cell = len(x) - 1, 1 / (2 * WIDTH)
    while True:
        column, row = np.floor(x / cell), np.floor(y / cell)
        # A new stay begins in another cell, and after a gap: there a number is left out.
        enters = np.append(True, (column[1:] != column[:-1]) | (row[1:] != row[:-1])) | gap
        stay = np.cumsum(enters + gap.astype(np.int64))
        entry = np.flatnonzero(enters)
        joined = ~gap[entry[1:]]
        begins, ends = entry[:-1][joined], entry[1:][joined]
        first = _first_of_each(*_cut((x[begins], y[begins]), (x[ends], y[ends])), cell)
        path = np.concatenate([begins[first], ends[first]])
        if len(path) <= 2 * (MOST - len(wanted)) and len(path := np.unique(path)) <= MOST - len(wanted):
            kept = np.unique(np.concatenate([[0], path, wanted, [last]]))
            return kept, np.append(False, np.diff(stay[kept]) > 1)
        cell *= 2


def _cut(begin: Shares, end: Shares) -> tuple[Shares, Shares]:
    """Both ends of the part of each line that is seen (Liang & Barsky 1984)."""
    enter, leave = np.zeros(len(begin[0])), np.ones(len(begin[0]))
    for a, b in zip(begin, end, strict=True):
        way = b - a
        low, high = (LOW - a) / way, (HIGH - a) / way
        # Along an axis two of the sides are never met: fmax and fmin leave out what is not a number.
        enter = np.fmax(enter, np.where(way == 0, 0, np.fmin(low, high)))
        leave = np.fmin(leave, np.where(way == 0, 1, np.fmax(low, high)))
    ends = [tuple(a + share * (b - a) for a, b in zip(begin, end, strict=True)) for share in (enter, leave)]
    return ends[0], ends[1]


def _first_of_each(begin: Shares, end: Shares, cell: float) -> Steps:
    """Which lines are the first between their two cells, in either direction."""
    ends = []
    for x, y in (begin, end):
        # Where lines are cut lies at the edge of a cell: half a cell further in, rounding makes no difference.
        cut = (np.nan_to_num(one).clip(LOW + cell / 2, HIGH - cell / 2) for one in (x, y))
        column, row = (np.floor((one - LOW) / cell) for one in cut)
        ends.append(column.astype(np.int64) << 16 | row.astype(np.int64))
    pair = np.minimum(*ends) << 32 | np.maximum(*ends)
    return np.flatnonzero(~pd.Series(pair).duplicated())
