"""The height of a surface over its picture, and how level lines are spread over it."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float
from scipy.ndimage import label

from scenes.scene import Values
from surfaces import SURFACES

# Points of the grid. Odd, so that the middle of the domain is a grid point.
GRID = (121, 81)
# Level lines: so many evenly spread, and as many more where there would be none.
EVEN, MORE = 18, 14
# No region without a line is to cover more of the picture.
LARGEST = 0.25
# Two heights at which the surface is level are told apart if they differ by this share of all heights.
APART = 0.01

Heights = Float[np.ndarray, "81 121"]


class Ground(NamedTuple):
    """The surface at the points of a grid over its domain: the loss L, or log10(L − low + floor) for log levels.

    `low` is the lowest loss of the picture, at a grid point or a minimum between them; `floor` > 0, a thousandth of the
    usual height, is what the logarithm of the lowest point is taken of. `lines` are the heights of level lines,
    ascending.
    """

    z: Heights
    low: float
    floor: float
    lines: tuple[float, ...]


@lru_cache(maxsize=64)
def ground(id: str, numbers: Values) -> Ground:
    """The ground of a surface with these numbers."""
    surface = SURFACES[id]
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1])
    z = np.asarray(surface(x[None, :], y[:, None], **dict(numbers)))
    low = min(float(z.min()), surface.lowest(**dict(numbers))[1])
    floor = 1e-3 * float(np.median(z - low))
    heights = np.log10(z - low + floor) if surface.levels == "log" else z
    return Ground(heights, low, floor, lines_of(heights))


def lines_of(z: Heights) -> tuple[float, ...]:
    """The heights of level lines: evenly spread; and some more, between two places where the surface is level, at a
    minimum, a maximum or a saddle, and through whatever large region has none."""
    low, high = float(z.min()), float(z.max())
    lines = np.linspace(low, high, EVEN + 2)[1:-1]
    if low == high:
        return ()
    level = np.unique(z[1:-1, 1:-1][_is_level(z)])
    apart = np.diff(level) > APART * (high - low)
    between = [(one + other) / 2 for one, other in zip(level[:-1][apart], level[1:][apart], strict=True)
               if not ((lines > one) & (lines < other)).any()]  # fmt: skip
    lines = np.sort(np.concatenate([lines, between[:MORE]]))
    for _ in range(MORE):
        region = largest_region(z, lines)
        inside = z[region]
        middle = float(np.median(inside))
        if region.mean() <= LARGEST or middle in lines or inside.min() == inside.max():
            break
        lines = np.sort(np.append(lines, middle))
    return tuple(lines.tolist())


def largest_region(z: Heights, lines: np.ndarray) -> Bool[np.ndarray, "81 121"]:
    """The largest part of the picture that hangs together and that no line passes."""
    band = np.searchsorted(lines, z)
    best = np.zeros(z.shape, bool)
    for one in np.unique(band):
        if (band == one).sum() <= best.sum():
            continue
        parts, count = label(band == one)
        sizes = np.bincount(parts.ravel(), minlength=count + 1)[1:]
        if sizes.max() > best.sum():
            best = parts == int(sizes.argmax()) + 1
    return best


def _is_level(z: Heights) -> Bool[np.ndarray, "79 119"]:
    """Which inner points of the grid are minima, maxima or saddles among the eight around them."""
    around = [(-1, -1), (-1, 0), (-1, 1), (0, 1), (1, 1), (1, 0), (1, -1), (0, -1)]
    rows, columns = z.shape
    higher = np.stack([z[1 + i : rows - 1 + i, 1 + k : columns - 1 + k] > z[1:-1, 1:-1] for i, k in around])
    turns = (higher != np.roll(higher, 1, axis=0)).sum(axis=0)
    return (turns == 0) | (turns >= 4)


def placed(id: str, points: Float[np.ndarray, "T 2"], size: tuple[int, int]) -> Float[np.ndarray, "T 2"]:
    """Where points of the plane lie in a picture of a surface of this size, in pixels from its left and its top.

    Those far away lie just far enough to be outside of it.
    """
    (x0, x1), (y0, y1) = SURFACES[id].domain
    shares = np.stack([(points[:, 0] - x0) / (x1 - x0), (y1 - points[:, 1]) / (y1 - y0)], axis=1)
    return np.clip(shares, -9, 9) * size
