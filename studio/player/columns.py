"""The columns of a run, by name: its places, and all that can be drawn against the step."""

from collections.abc import Callable, Iterable
from functools import lru_cache, partial
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from optimizers import Path
from optimizers.outcomes.stability import sharpness
from scenes.scene import POINTS, Values
from scenes.trajectories import Origin, limit_of
from surfaces import SURFACES, Surface
from surfaces.along import curvatures, hessians, losses
from surfaces.split import second

Column = Float[np.ndarray, " points"]

ALWAYS = ("x", "y", "loss")
"""What is always sent of a step."""

NEED_MINIMA = ("gap", "distance", "test")
"""The curves that a surface without a minimum does not have."""

MARKED = {"arrows": ("g1", "g2", "m1", "m2"), "limit": ("stability", "rate1", "rate2")}
"""What a mark is drawn from, beside the places: η is held against its limit as it is now, and anywhere else."""


class Goal(NamedTuple):
    """Where the lowest points of a surface are, how low, of which surface, and how far its test loss is moved."""

    minima: Float[np.ndarray, "k 2"]
    lowest: float
    surface: str
    numbers: Values
    shift: float


class Ran(NamedTuple):
    """A path, what it came from, and where it was to go; a surface without a minimum has no goal."""

    path: Path
    origin: Origin
    goal: Goal | None

    @property
    def surface(self) -> Surface:
        return SURFACES[self.origin.surface]

    @property
    def numbers(self) -> dict[str, float]:
        return dict(self.origin.numbers)


@lru_cache(maxsize=32)
def goal_of(surface: str, numbers: Values, shift: float = 0.0) -> Goal | None:
    """The goal of a surface with these numbers; None if it has no minimum."""
    goal = Goal(*SURFACES[surface].lowest(**dict(numbers)), surface, numbers, shift)
    return goal if len(goal.minima) else None


def losses_of_test(surface: str, numbers: Values, shift: float, points: Float[np.ndarray, "points 2"]) -> Column:
    """The test loss at each point: that of the examples kept out if there are any, moved by `shift` to the right."""
    return losses(SURFACES[second(surface)], points - (shift, 0.0), **dict(numbers))


def stability_of(path: Path, origin: Origin) -> Column:
    """η times the largest curvature as σ scales it, over the limit of the method; none where no limit is known.

    At each point the curvature there, with the η and σ of the update that begins there; at the last point, where none
    begins, with those of the last update. So the meter, the hatching and the probe say the same of a place.
    """
    limit = limit_of(origin)
    if limit is None:
        return np.full(len(path.loss), np.nan)
    if not len(path.eta):
        return np.full(len(path.loss), np.nan)
    bends = hessians(SURFACES[origin.surface], path.point, **dict(origin.numbers))
    eta, sigma = np.append(path.eta, path.eta[-1]), np.append(path.sigma, path.sigma[-1:], axis=0)
    return eta * sharpness(bends, sigma) / limit


def columns_of(path: Path, origin: Origin, goal: Goal | None, ids: Iterable[str]) -> dict[str, Column]:
    """The columns of these ids, a value for each point; those that need a goal are left out if there is none."""
    run = Ran(path, origin, goal)
    wanted = [id for id in ids if goal is not None or id not in NEED_MINIMA]
    return {id: np.asarray(_COLUMNS[id](run)) for id in wanted}


def _each(path: Path, values: np.ndarray) -> Column:
    """A quantity of the updates has none at the last point."""
    return np.append(values, np.nan)


@np.errstate(divide="ignore", invalid="ignore")
def _rate(path: Path, axis: int) -> Column:
    # With ε = 0, σ may be 0; then m is 0 too, there is no step, and no rate.
    rate = path.eta / path.sigma[:, axis]
    return _each(path, np.where(np.isfinite(rate), rate, np.nan))


def _gap(run: Ran) -> Column:
    assert run.goal is not None
    gap = run.path.loss - run.goal.lowest
    # Below the lowest point by less than the loss itself is rounded is on it.
    rounding = 8 * np.spacing(max(abs(run.goal.lowest), 1.0))
    return np.where((gap < 0) & (gap > -rounding), 0.0, gap)


def _distance(run: Ran) -> Column:
    assert run.goal is not None
    point = run.path.point
    return np.minimum.reduce([np.hypot(point[:, 0] - x, point[:, 1] - y) for x, y in run.goal.minima])


@np.errstate(all="ignore")
def _edge(run: Ran, axis: int) -> Column:
    """(η/σ)/(2/λ), with λ the curvature along one parameter; none where the surface does not curve upwards."""
    curved = curvatures(run.surface, run.path.point, **run.numbers)[:, axis]
    edge = _rate(run.path, axis) * curved / 2
    return np.where((curved > 0) & np.isfinite(edge), edge, np.nan)


def _beside(run: Ran, place: int, axis: int) -> Column:
    """One of the other points of each step; none where the method has no such point."""
    points = [*run.path.beside.values()]
    return points[place][:, axis] if place < len(points) else np.full(len(run.path.loss), np.nan)


def _test(run: Ran) -> Column:
    assert run.goal is not None
    return losses_of_test(run.goal.surface, run.goal.numbers, run.goal.shift, run.path.point)


_COLUMNS: dict[str, Callable[[Ran], Column]] = {
    "x": lambda run: run.path.point[:, 0],
    "y": lambda run: run.path.point[:, 1],
    "loss": lambda run: run.path.loss,
    "gap": _gap,
    "norm": lambda run: np.hypot(run.path.grad[:, 0], run.path.grad[:, 1]),
    "eta": lambda run: _each(run.path, run.path.eta),
    "rate1": lambda run: _rate(run.path, 0),
    "rate2": lambda run: _rate(run.path, 1),
    "g1": lambda run: run.path.grad[:, 0],
    "g2": lambda run: run.path.grad[:, 1],
    "m1": lambda run: _each(run.path, run.path.m[:, 0]),
    "m2": lambda run: _each(run.path, run.path.m[:, 1]),
    "s1": lambda run: _each(run.path, run.path.sigma[:, 0]),
    "s2": lambda run: _each(run.path, run.path.sigma[:, 1]),
    "distance": _distance,
    "edge1": lambda run: _edge(run, 0),
    "edge2": lambda run: _edge(run, 1),
    "stability": lambda run: stability_of(run.path, run.origin),
    "test": _test,
    **{id: partial(_beside, place=at // 2, axis=at % 2) for at, id in enumerate(POINTS)},
}
