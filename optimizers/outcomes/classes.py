"""Which of a few kinds of end a run of a map has: at which minimum, in a cycle, on its way, or gone.

The numbers are those of `criteria.py`; of a run only its last points are known here, and it gets no sentence.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float, Int
from scipy.spatial import cKDTree

from optimizers.outcomes.criteria import AT, BESIDE, EXPLODED, OUT
from optimizers.outcomes.noisy import STAYS
from surfaces import Surface
from surfaces.critical import critical_points

DIVERGED, CYCLE, UNDERWAY, MINIMUM = 0, 1, 2, 3
"""The classes; that of the first minimum of a list is MINIMUM, that of the next MINIMUM + 1, and so on."""
# So many minima have a class each; all others share one more.
MOST = 8

Runs = Float[np.ndarray, " runs"]


class Known(NamedTuple):
    """The minima of a picture, the lowest first; the first MOST have a class each, or all of them one `together`."""

    points: Float[np.ndarray, "k 2"]
    together: bool = False

    @property
    def classes(self) -> int:
        """How many classes of minima there are."""
        return min(len(self.points), 1 if self.together else MOST + 1)


def minima_of(surface: Surface, **numbers: float) -> Known:
    """The minima that a run can end at: those of the surface's record, and the others that are found in its picture."""
    found = critical_points(surface, **numbers)
    listed = [tuple(map(float, point)) for point in surface.minima(**numbers)]
    inside = [one.point for one in found if one.kind == "minimum" or one.point in listed]
    points = [*inside, *(point for point in listed if point not in inside)]
    return Known(np.array(points, np.float64).reshape(-1, 2))


def classes(
    surface: Surface,
    known: Known,
    asked: int,
    *,
    point: Float[np.ndarray, "runs 2"],
    loss: Runs,
    first: Runs,
    made: Int[np.ndarray, " runs"],
    swing: Runs,
    period: Int[np.ndarray, " runs"],
    middle: Float[np.ndarray, "runs 2"],
    exact: bool = True,
) -> Int[np.ndarray, " runs"]:
    """The class of each run, of `asked` updates, with what `loop.ends` says of it.

    It has *diverged* if it has left float64, or is as many times as high as `criteria` has it and pictures away. It is
    at a *minimum* if it is so near and, in its last steps, has not been farther than BESIDE. In a *cycle* it comes
    back after two steps or more to where it was, and has been farther than AT in between. Others are on their way.

    Where gradients are not `exact` nothing rests or comes back: it is at a minimum that it hovers about, with the mean
    of its last points.
    """
    low, high = np.array(surface.domain).T
    with np.errstate(all="ignore"):
        out = (abs(point - (low + high) / 2) / (high - low)).max(axis=1)
        gone = (made < asked) | ((loss > EXPLODED * np.maximum(abs(first), 1.0)) & (out > OUT))
    cycles: Bool[np.ndarray, " runs"] = ~gone & (period >= 2) & (swing > AT) & exact
    found = np.where(gone, DIVERGED, np.where(cycles, CYCLE, UNDERWAY))
    if len(known.points):
        place = point if exact else middle
        near = np.where(np.isfinite(place), place, 0.0) / (high - low)
        away, which = cKDTree(known.points / (high - low)).query(near)
        at = ~gone & ~cycles & ((away <= AT) & (swing <= BESIDE) if exact else away <= STAYS)
        found = np.where(at, MINIMUM + np.minimum(which, known.classes - 1), found)
    return found
