"""The level lines of a ground, and what lies above them, as outlines: those of the player's picture, in its shares.

The loss is as smooth between the points of the grid as the player takes it to be (`player/web/draw/terrain.js`).
"""

from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple, cast

import numpy as np
from contourpy import FillType, LineType, contour_generator
from jaxtyping import Bool, Float

from scenes.drawn.ground import GRID, ground
from scenes.scene import Values
from surfaces import SURFACES

FINER = 3  # points for one of the grid
# How far a corner that is left out lies from the line without it at most, as a share of the picture.
SLACK = 1e-4
# Lines are crowded where the next level is so few points away, as in the player's picture.
NEAR = 2.5
# A line around fewer points than this is none of the surface, but of the grid.
SPECK = 5

Line = Float[np.ndarray, "n 2"]
Areas = tuple[list[np.ndarray], list[np.ndarray]]


class Level(NamedTuple):
    """One level: its `share` of all heights up to the middle of the band above it; what lies above it, as rings; its
    lines, those that are near to other levels apart."""

    share: float
    above: tuple[Line, ...]
    lines: tuple[Line, ...]
    crowded: tuple[Line, ...]


@lru_cache(maxsize=32)
def levels(id: str, numbers: Values) -> tuple[Level, ...]:
    """The levels of a surface with these numbers, from below; x and y in shares of its domain, y upwards."""
    found = ground(id, numbers)
    z = terrain(found.z, found.floor, logarithmic=SURFACES[id].levels == "log")
    rows, columns = z.shape
    low, high = float(z.min()), float(z.max())
    made = contour_generator(z=z, line_type=LineType.Separate, fill_type=FillType.OuterCode)
    edges = (*found.lines, high)
    grown = np.hypot(*np.gradient(z))

    def shares(points: np.ndarray) -> Line:
        return points / (columns - 1, rows - 1)

    told = []
    for place, level in enumerate(found.lines):
        apart = min((abs(other - level) for other in found.lines if other != level), default=np.inf)
        lines = [line for line in cast(list[np.ndarray], made.lines(level)) if not _is_speck(line)]
        pieces = [_split(line, _near(line, grown, apart)) for line in lines]
        roomy, crowded = ([shares(simple(one)) for some in pieces for one in some[side]] for side in (0, 1))
        rings = [shares(simple(ring)) for ring in _rings(*cast(Areas, made.filled(level, np.inf)))]
        middle = (level + edges[place + 1]) / 2
        told.append(Level((middle - low) / ((high - low) or 1.0), tuple(rings), tuple(roomy), tuple(crowded)))
    return tuple(told)


def terrain(z: Float[np.ndarray, "81 121"], floor: float, *, logarithmic: bool) -> Float[np.ndarray, "241 361"]:
    """Finer points by cubics through four (Catmull and Rom 1974); of log levels it is the loss that is smooth."""
    loss = 10.0**z if logarithmic else z
    fine = _between(GRID[1]) @ loss @ _between(GRID[0]).T
    return np.log10(np.maximum(fine, floor)) if logarithmic else fine


@lru_cache(maxsize=2)
def _between(count: int) -> Float[np.ndarray, "fine count"]:
    """What each of the finer points takes of each point."""
    weights = np.zeros(((count - 1) * FINER + 1, count))
    for row in range(len(weights)):
        at, rest = divmod(row, FINER)
        s = rest / FINER
        # Beyond either end a straight line goes on.
        parts = {at - 1: 0.5 * (-s + 2 * s**2 - s**3), at: 1 + 0.5 * (-5 * s**2 + 3 * s**3),
                 at + 1: 0.5 * (s + 4 * s**2 - 3 * s**3), at + 2: 0.5 * (-(s**2) + s**3)}  # fmt: skip
        for place, part in parts.items():
            if place < 0:
                weights[row, at] += 2 * part
                weights[row, min(at + 1, count - 1)] -= part
            elif place >= count:
                weights[row, count - 1] += 2 * part if at + 1 < count else part
                weights[row, at] -= part if at + 1 < count else 0.0
            else:
                weights[row, place] += part
    return weights


def _rings(points: list[np.ndarray], codes: list[np.ndarray]) -> list[np.ndarray]:
    """The outlines of areas and of the holes in them."""
    return [
        ring for area, code in zip(points, codes, strict=True) for ring in np.split(area, np.flatnonzero(code == 1)[1:])
    ]


def _is_speck(line: np.ndarray) -> bool:
    return bool((line[0] == line[-1]).all() and (np.ptp(line, axis=0) < SPECK).all())


def _near(line: np.ndarray, grown: np.ndarray, apart: float) -> Bool[np.ndarray, " n"]:
    """At which points of a line the next level is near."""
    column, row = np.rint(line).astype(int).T
    return apart < NEAR * grown[row, column]


def _split(line: np.ndarray, near: Bool[np.ndarray, " n"]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """The pieces of a line that are not near to others, and those that are; each begins where the one before ends."""
    sides: tuple[list[np.ndarray], list[np.ndarray]] = ([], [])
    edges = [0, *(np.flatnonzero(np.diff(near[1:].astype(np.int8))) + 1).tolist(), len(line) - 1]
    for begin, end in pairwise(edges):
        if end > begin:
            sides[int(near[end])].append(line[begin : end + 1])
    return sides


def simple(line: np.ndarray) -> np.ndarray:
    """A line without the corners that lie within SLACK of the picture's width of it (Douglas and Peucker 1973)."""
    kept = np.zeros(len(line), bool)
    kept[[0, -1]] = True
    # A closed line has no length from end to end: it is halved first.
    spans = [(0, len(line) - 1)]
    while spans:
        begin, end = spans.pop()
        if end - begin < 2:
            continue
        way, off = line[end] - line[begin], line[begin + 1 : end] - line[begin]
        length = float(np.hypot(*way))
        away = np.hypot(*off.T) if length == 0 else np.abs(way[0] * off[:, 1] - way[1] * off[:, 0]) / length
        far = int(away.argmax())
        if away[far] > SLACK * (GRID[0] - 1) * FINER:
            middle = begin + 1 + far
            kept[middle] = True
            spans += [(begin, middle), (middle, end)]
    return line[kept]
