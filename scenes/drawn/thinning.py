"""Which steps of a long run are worth sending: all that the eye can tell apart, on the widest screen.

An even stride over a bounce of period two draws a straight line, so nothing is thinned by a stride. Kept are the
lines of the path that are not drawn already by earlier ones, the highest and the lowest point of each pixel
column of the curves (M4, Jugel et al. 2014, without its first and last points), and the steps at which the play
head may stand.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from jaxtyping import Bool, Float, Int
from PIL import Image, ImageDraw

# Up to here every step is sent.
FULL = 4000
# Above: how many steps the play head visits, and how many columns the curves have, all together: they stand side by
# side, on the widest screen.
FRAMES = 1200
COLUMNS = 3840
# The most points of the path in its picture. What lies outside it gets FULL, and larger cells: it is seen by who
# zooms out, or moves the picture, until finer points have come.
MOST = 40_000
# Cells across a picture, which is taken to be at most 3,840 pixels wide: what is drawn lies within
# 2.53 cells of what is not (`_first_to_ink`), which is less than a pixel.
CELLS, REACH = 10_000, 2.53
# A point on the way is left out if it is this near to the line without it, and the line no longer than a dot is wide.
SLACK, DOT = 0.25, 6
# Lines are painted if there are no more, and no more cells on them and between them, of all runs on show together: that
# takes less than a second.
PAINTED, INKED = 100_000, 1.2e8
# Cells that are painted at once.
STRIP = 2**23
# A point this many pictures away is not told apart from one still farther.
HORIZON, OUTSIDE = 10.0, 1 / 1600

Steps = Int[np.ndarray, " k"]
Shares = Float[np.ndarray, " n"]
Mask = Bool[np.ndarray, " n"]
Ends = tuple[Int[np.ndarray, " lines"], Int[np.ndarray, " lines"]]


class Kept(NamedTuple):
    """The kept steps in ascending order, and whether the pen is lifted before each of them.

    All that is left out lies within `within` of what is drawn, a share of the width of the picture; None if it is less
    than a pixel on any screen.
    """

    steps: Steps
    lifted: Bool[np.ndarray, " k"]
    within: float | None


class Lines(NamedTuple):
    """The steps at the ends of lines that are drawn, and which steps have such a line to the next one."""

    steps: Steps
    drawn: Mask
    within: float | None


@lru_cache(maxsize=8)
def frames(steps: int) -> Steps:
    """The steps at which the play head may stand, 0 and `steps` among them; the same for all runs.

    Beyond FULL, half of them are spread evenly and half evenly in the logarithm, odd and even in
    turn, so that a bounce of period two is seen to bounce.
    """
    if steps <= FULL:
        return np.arange(steps + 1)
    spread = np.linspace(0, steps, FRAMES // 2)
    log_spread = np.geomspace(1, steps + 1, FRAMES // 2) - 1
    ordered = np.unique(np.concatenate([spread, log_spread]).round().astype(np.int64))
    alternating = ordered - (ordered + np.arange(len(ordered))) % 2
    return np.unique(np.concatenate([[0], alternating.clip(0, steps), [steps]]))


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # beyond the largest float64 is far outside too
def visible(
    point: Float[np.ndarray, "n 2"],
    curves: list[Float[np.ndarray, " n"]],
    domain: tuple[tuple[float, float], tuple[float, float]],
    stands: Steps,
    among: int = 1,
) -> Kept:
    """The steps of a run to draw: all of a short one. It is one `among` so many."""
    last = len(point) - 1
    if last <= FULL:
        return Kept(np.arange(last + 1), np.zeros(last + 1, bool), None)
    extremes = [_extremes(curve, COLUMNS // len(curves)) for curve in curves]
    x, y = (((point[:, axis] - low) / (high - low)) for axis, (low, high) in enumerate(domain))
    seen = touches(x, y, 0, 1)
    inside = told_apart(x, y, seen, (0, 1), 1 / CELLS, MOST, among)
    far = (x.clip(-HORIZON, HORIZON), y.clip(-HORIZON, HORIZON))
    outside = told_apart(*far, ~seen, (-HORIZON, HORIZON), OUTSIDE, FULL, among)
    kept = np.unique(np.concatenate([stands[stands <= last], [last], *extremes, inside.steps, outside.steps]))
    return Kept(kept, lifted(kept, inside.drawn | outside.drawn), inside.within)


def lifted(kept: Steps, drawn: Mask) -> Bool[np.ndarray, " k"]:
    """Before which of the kept steps the pen is lifted: those that are no neighbours, and have no line between them."""
    missing = np.append(0, np.cumsum(~drawn))
    return np.append(False, (np.diff(kept) > 1) & (np.diff(missing[kept]) > 0))[: len(kept)]


def touches(x: Shares, y: Shares, low: float, high: float) -> Mask:
    """Whether the line to the next point touches the square from `low` to `high`; in case of doubt it does."""
    # Both ends beyond the same side: the line passes by.
    beyond = [x < low, x > high, y < low, y > high]
    seen = ~np.logical_or.reduce([side[:-1] & side[1:] for side in beyond])
    # Both ends outside, beyond different sides: it passes by if all four corners lie on one side of it.
    outside = np.logical_or.reduce(beyond)
    doubt = np.flatnonzero(seen & outside[:-1] & outside[1:])
    across, up = x[doubt + 1] - x[doubt], y[doubt + 1] - y[doubt]
    aside = [across * (v - y[doubt]) - up * (u - x[doubt]) for u in (low, high) for v in (low, high)]
    left, right = (np.logical_and.reduce([sign * one > 0 for one in aside]) for sign in (1, -1))
    seen[doubt] = ~(left | right)
    return seen


def told_apart(
    x: Shares, y: Shares, wanted: Mask, square: tuple[float, float], cell: float, most: int, among: int = 1
) -> Lines:
    """Of the wanted lines, each from a point to the next, those that can be told apart, with at most `most` ends.

    Of lines between the same two cells, in either direction, one is drawn, and none within a cell. Compared is the
    part of them in the square from low to high, so that lines from far outside keep their own ways through it. If
    these are too many, those are drawn that are the first somewhere; if there are still too many, the cells are made
    larger.
    """
    finest, low = cell, square[0]
    every = np.flatnonzero(np.append(wanted, False) | np.append(False, wanted))
    if not len(every):
        return Lines(every, wanted, None)
    gaps = np.flatnonzero(~wanted[every[:-1]] | (np.diff(every) > 1))
    if len(every) < len(x):
        x, y = x[every], y[every]
    while True:
        column, row = np.floor((x - low) / cell), np.floor((y - low) / cell)
        # A new stay begins in another cell, and after a gap.
        enters = np.append(True, (column[1:] != column[:-1]) | (row[1:] != row[:-1]))
        enters[gaps + 1] = True
        entry = np.flatnonzero(enters)
        line = np.delete(np.arange(len(entry) - 1), np.searchsorted(entry, gaps + 1) - 1)
        ends = _ends(x[entry], y[entry], column[entry], row[entry], line, square, cell)
        code = [across << 16 | up for across, up in ends]
        chosen = np.flatnonzero(~pd.Series(np.minimum(*code) << 32 | np.maximum(*code)).duplicated().to_numpy())
        goes = np.zeros(len(entry), bool)
        goes[line[chosen]] = True
        kept = entry[goes | np.append(False, goes[:-1])]
        kept = kept[_corners(x[kept], y[kept], ~goes[np.searchsorted(entry, kept) - 1], cell)]
        if most < len(kept) and len(chosen) <= PAINTED / among:
            begin, end = ((across[chosen], up[chosen]) for across, up in ends)
            chosen = chosen[_first_to_ink(begin, end, INKED / among)]
            goes = np.zeros(len(entry), bool)
            goes[line[chosen]] = True
            kept = entry[goes | np.append(False, goes[:-1])]
        if len(kept) <= most:
            break
        cell *= 2 if len(kept) < 1.5 * most else 4
    drawn = np.zeros(len(wanted), bool)
    # A line leads from all of a stay.
    drawn[every[:-1]] = np.repeat(goes, np.diff(np.append(entry, len(every))))[:-1]
    drawn[every[gaps]] = False
    return Lines(every[kept], drawn, None if cell == finest else REACH * cell)


def _ends(
    x: Shares, y: Shares, column: Shares, row: Shares, line: Steps, square: tuple[float, float], cell: float
) -> list[Ends]:
    """Column and row of both ends of what is seen of each line in the square, from the points `line` to the next."""
    last = round((square[1] - square[0]) / cell) - 1
    cells = [one.clip(0, last).astype(np.int64) for one in (column, row)]
    ends = [(cells[0][at], cells[1][at]) for at in (line, line + 1)]
    # Most lie in it and are seen whole.
    out = (column < 0) | (column > last) | (row < 0) | (row > last)
    if out.any():
        cut = np.flatnonzero(out[line] | out[line + 1])
        for whole, seen in zip(ends, _cut(x, y, line[cut], square, cell), strict=True):
            for axis in (0, 1):
                whole[axis][cut] = seen[axis]
    return ends


def _cut(x: Shares, y: Shares, line: Steps, square: tuple[float, float], cell: float) -> list[Ends]:
    """The same for lines of which only a part is seen (Liang & Barsky 1984)."""
    (low, high), ends = square, []
    sides = [(one[line], one[line + 1]) for one in (x, y)]
    enter, leave = np.zeros(len(line)), np.ones(len(line))
    for a, b in sides:
        way = b - a
        first, second = (low - a) / way, (high - a) / way
        # Along an axis two of the sides are never met: fmax and fmin leave out what is not a number.
        enter = np.fmax(enter, np.where(way == 0, 0, np.fmin(first, second)))
        leave = np.fmin(leave, np.where(way == 0, 1, np.fmax(first, second)))
    for share in (enter, leave):
        # Where lines are cut lies at the edge of a cell: half a cell further in, rounding makes no difference.
        cut = (np.nan_to_num(a + share * (b - a)).clip(low + cell / 2, high - cell / 2) for a, b in sides)
        across, up = (np.floor((one - low) / cell).astype(np.int64) for one in cut)
        ends.append((across, up))
    return ends


def _corners(x: Shares, y: Shares, breaks: Mask, cell: float) -> Steps:
    """Which points of a path remain without those that lie on a short straight line; it breaks before some points."""
    left = np.arange(len(x))
    # Three times every other point: of a path that goes on from cell to cell a sixth is left.
    for _ in range(3):
        before, at, after = left[:-2:2], left[1:-1:2], left[2::2]
        across, up = x[after] - x[before], y[after] - y[before]
        length = across**2 + up**2
        share = ((x[at] - x[before]) * across + (y[at] - y[before]) * up) / length
        share = np.where(length > 0, share, 0).clip(0, 1)
        away = np.hypot(x[at] - x[before] - share * across, y[at] - y[before] - share * up)
        out = (away <= SLACK * cell) & (length <= (DOT * cell) ** 2) & ~breaks[at] & ~breaks[after]
        left = np.delete(left, 2 * np.flatnonzero(out) + 1)
    return left


def _first_to_ink(begin: Ends, end: Ends, most: float) -> Steps:
    """Which lines between cells are the first to ink one; all lines if there are more than `most` cells.

    Each is painted with its number for a colour, from the last one to the first: those that can be seen then are the
    first somewhere, and there is nothing beside them. A line that is painted lies within a cell and a half of the true
    one, at any place of it the true one within 1.12; both together are the REACH of what is left out.
    """
    (ax, ay), (bx, by) = begin, end
    first, last = np.minimum(ax, bx), np.maximum(ax, bx)
    low, found = min(ay.min(), by.min()), np.zeros(len(ax) + 1, bool)
    height = int(max(ay.max(), by.max()) - low) + 1
    on_them, between = np.maximum(last - first, abs(by - ay)).sum(), height * (last.max() - first.min() + 1)
    if on_them + between > most:
        return np.arange(len(ax))
    width = min(max(STRIP // height, 1), int(last.max() - first.min()) + 1)
    for edge in range(int(first.min()), int(last.max()) + 1, width):
        here = np.flatnonzero((first < edge + width) & (last >= edge))[::-1]
        way = np.maximum(abs(bx[here] - ax[here]), 1) * np.sign(bx[here] - ax[here] + 0.5)
        parts = [((side - ax[here]) / way).clip(0, 1) for side in (edge, edge + width - 1)]
        places = [
            np.rint(a[here] + part * (b[here] - a[here]) - offset).astype(int).tolist()
            for part in parts
            for a, b, offset in ((ax, bx, edge), (ay, by, low))
        ]
        picture = Image.new("I", (width, height))
        pen = ImageDraw.Draw(picture)
        for number, *place in zip((here + 1).tolist(), *places, strict=True):
            pen.line(place, fill=number)
        painted = np.asarray(picture)
        found[painted[painted > 0]] = True
    return np.flatnonzero(found[1:])


def _extremes(curve: Float[np.ndarray, " n"], columns: int) -> Steps:
    """The steps of the highest and the lowest value in each column, columns even in the log of the step.

    NaN, where a curve has no value, is neither.
    """
    edges = np.unique((np.geomspace(1, len(curve) + 1, columns + 1) - 1).astype(np.int64)[:-1])
    return np.concatenate([_highest(curve, edges), _highest(-curve, edges)])


def _highest(curve: Float[np.ndarray, " n"], edges: Steps) -> Steps:
    """The first step of the highest value in each column."""
    steps = np.arange(len(curve))
    curve = np.where(np.isnan(curve), -np.inf, curve)
    top = np.repeat(np.maximum.reduceat(curve, edges), np.diff(np.append(edges, len(curve))))
    return np.minimum.reduceat(np.where(curve == top, steps, len(curve)), edges)
