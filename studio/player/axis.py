"""The upward axis of a curve: logarithmic where it can be, symmetrically logarithmic where values change sign.

Axes end at whole decades, so that most changes of a number leave them as they are.
"""

from typing import Annotated

import numpy as np

from studio.player.pack import Json
from words import Message, say

# A diverging run leaves at the top: what can grow without end is shown up to so many decades above its start.
RISE = 6
GROWS = {"loss", "gap", "norm", "g1", "g2", "m1", "m2", "s1", "s2", "distance", "test"}
# What has a limit, at 1: its axis reaches to both sides of it.
LIMITED: dict[str, Annotated[Message, "curve"]] = {
    "edge1": "limit without momentum",
    "edge2": "limit without momentum",
    "stability": "limit of the method",
}
# Of a logarithmic axis no more decades are shown than these, of a symmetric one no more on both sides together,
# beside the two steps of its linear part.
MOST, MOST_SYMMETRIC = 18, 10
# A share of the values this large may be too small to be told from 0 on a symmetric axis.
LOST = 0.05
ROUNDING = 1e-15
# The exponent of the smallest threshold: its power of ten is a float64 with all its digits.
LEAST = -300
SIGNED = {"g1", "g2", "m1", "m2"}


def curve(id: str, name: str, values: list[np.ndarray]) -> Json:
    """How to draw one curve: its name, the range and the kind of its axis, and what is to be said about it.

    `limit` is what is written at a line at 1, if there is one.
    `threshold` is None on a logarithmic axis, whose `range` is in decades. On a symmetric one a value v stands
    at v/threshold up to ±1 and at ±(1 + log10 |v/threshold|) beyond.
    """
    columns = [column[np.isfinite(column)] for column in values]
    columns = [column for column in columns if len(column)]
    # A loss whose terms cancel may end a rounding of its first value below 0: that is no loss below zero.
    rounding = 0.0 if id in SIGNED else ROUNDING * max((abs(column[0]) for column in columns), default=0.0)
    signed = any((column < -rounding).any() or (id in SIGNED and (column == 0).any()) for column in columns)
    if signed and any(column.any() for column in columns):
        return {"id": id, "name": name, "limit": "", **_symmetric(id, columns)}
    zero = any((column <= 0).any() for column in columns)
    note = say("0 is below the axis") if zero else ""
    positive = [column[column > 0] for column in columns]
    low, high = _decades(id, [column for column in positive if len(column)])
    limit = ""
    if id in LIMITED:
        high = max(high, 1.0)
        low = max(min(low, -1.0), high - MOST)
        limit = say(LIMITED[id], "curve") if low < 0 else ""
    return {"id": id, "name": name, "range": [low, high], "threshold": None, "note": note, "limit": limit}


def _decades(id: str, columns: list[np.ndarray]) -> tuple[float, float]:
    if not columns:
        return -1, 1
    top = _ceiling(id, max(float(np.log10(column.max())) for column in columns), columns)
    foot = min(float(np.log10(column.min())) for column in columns)
    if id not in GROWS:
        # A rate may be constant at a power of ten: its line is not to lie on the frame.
        high = np.floor(top) + 1
        return float(max(np.ceil(foot) - 1, high - MOST)), float(high)
    high = np.ceil(top)
    low = max(np.floor(foot), high - MOST)
    return float(low), float(high) if high > low else float(low) + 1


def _ceiling(id: str, top: float, columns: list[np.ndarray]) -> float:
    """The exponent at the top of the axis, not yet whole; `columns` hold no zeros."""
    begins = max(float(np.log10(abs(column[0]))) for column in columns)
    return min(top, begins + RISE) if id in GROWS else top


def _symmetric(id: str, columns: list[np.ndarray]) -> Json:
    sizes = [abs(column[column != 0]) for column in columns]
    sizes = [size for size in sizes if len(size)]
    every = np.concatenate(columns)
    tops = [np.ceil(_ceiling(id, float(np.log10(side.max())), sizes)) if len(side) else None
            for side in (every[every > 0], -every[every < 0])]  # fmt: skip
    ends = [top for top in tops if top is not None]
    small = np.floor(np.log10(np.quantile(np.concatenate(sizes), LOST, method="lower")))
    # The threshold is as small as the values ask for, or as the most decades allow.
    exponent = float(max(min(small, max(ends)), LEAST))
    while sum(max(float(top) - exponent, 0.0) for top in ends) > MOST_SYMMETRIC:
        exponent += 1
    up, down = (0.0 if top is None else 1 + max(float(top) - exponent, 0.0) for top in tops)
    threshold = f"1e{exponent:g}" if abs(exponent) > 2 else f"{10**exponent:g}"
    return {
        "range": [-down if down else 0.0, up],
        "threshold": 10.0**exponent,
        "note": say("symmetric log: linear between ±{threshold}", threshold=threshold),
    }
