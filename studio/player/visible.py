"""Which steps of a long run are worth sending: all that the eye can tell apart.

An even stride over a bounce of period two draws a straight line, so nothing is thinned by a stride.
Kept are the segments of the path that are not already covered by an earlier one, the highest and
the lowest point of each pixel column of the curves (M4, Jugel et al. 2014, without its first and
last points), and the steps at which the play head may stand.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd
from jaxtyping import Bool, Float, Int

# Up to here every step is sent.
FULL = 4000
# Above: how many steps the play head visits, and how many columns the curves have, all together: they
# stand side by side. The path, whose picture is taken to be 1,600 pixels wide, gets what is left of FULL.
FRAMES = 1200
COLUMNS = 480
WIDTH = 1600
# A point this many pictures away is not told apart from one still farther.
HORIZON = 10.0

Steps = Int[np.ndarray, " k"]


class Kept(NamedTuple):
    """The kept steps in ascending order, and whether the pen is lifted before each of them."""

    steps: Steps
    lifted: Bool[np.ndarray, " k"]


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


def visible(
    point: Float[np.ndarray, "n 2"],
    curves: list[Float[np.ndarray, " n"]],
    domain: tuple[tuple[float, float], tuple[float, float]],
    stands: Steps,
) -> Kept:
    """The steps of a run to draw, at most FULL + 1 of them."""
    last = len(point) - 1
    if last <= FULL:
        return Kept(np.arange(last + 1), np.zeros(last + 1, bool))
    extremes = [_extremes(curve, COLUMNS // len(curves)) for curve in curves]
    others = np.unique(np.concatenate([stands[stands <= last], [last], *extremes]))
    stay, path = _segments(_cells(point, domain), FULL - len(others))
    kept = np.union1d(path, others)
    # Two kept steps are joined if they are neighbours, or if all between them stays in their cells.
    lifted = np.append(False, (np.diff(kept) > 1) & (np.diff(stay[kept]) > 1))
    return Kept(kept, lifted)


def _cells(point: Float[np.ndarray, "n 2"], domain: tuple[tuple[float, float], tuple[float, float]]) -> np.ndarray:
    """Each point as half-pixel coordinates of a picture WIDTH wide, (n, 2) of int64."""
    low, high = np.array(domain).T
    share = ((point - low) / (high - low)).clip(-HORIZON, HORIZON)
    return (share * (2 * WIDTH)).astype(np.int64)


def _segments(cells: np.ndarray, most: int) -> tuple[np.ndarray, Steps]:
    """For each point the number of its stay in a cell, and the steps whose segments are to be drawn.

    A segment between the same two cells as an earlier one is not drawn. If more than `most` steps are
    left the cells are made twice as large: half a pixel is enough for a bounce or a crawl, but a run that
    fills the picture with ever new curves may lose up to 32 pixels between two that it keeps.
    """
    while True:
        key = cells[:, 0] * (1 << 32) + cells[:, 1]
        enters = np.append(True, key[1:] != key[:-1])
        entry = np.flatnonzero(enters)
        name, _ = pd.factorize(key[entry])
        pair = np.minimum(name[1:], name[:-1]) * len(entry) + np.maximum(name[1:], name[:-1])
        first = np.flatnonzero(~pd.Series(pair).duplicated())
        ends = np.unique(np.concatenate([entry[first], entry[first + 1]])) if len(first) else entry
        if len(ends) <= most:
            return np.cumsum(enters), ends
        cells = cells >> 1


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
