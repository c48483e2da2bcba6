"""The columns of a run, by name: its places, and all that can be drawn against the step."""

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from optimizers import Path
from scenes.scene import Values
from surfaces import SURFACES
from surfaces.along import curvatures, losses
from surfaces.split import second

Column = Float[np.ndarray, " points"]

ALWAYS = ("x", "y", "loss")
"""What is always sent of a step."""

NEED_MINIMA = ("gap", "distance", "edge1", "edge2", "test")
"""The curves that a surface without a minimum does not have."""


class Goal(NamedTuple):
    """Where the lowest points of a surface are, how low, of which surface, and how far its test loss is moved."""

    minima: Float[np.ndarray, "k 2"]
    lowest: float
    surface: str
    numbers: Values
    shift: float


@lru_cache(maxsize=32)
def goal_of(surface: str, numbers: Values, shift: float = 0.0) -> Goal | None:
    """The goal of a surface with these numbers; None if it has no minimum."""
    goal = Goal(*SURFACES[surface].lowest(**dict(numbers)), surface, numbers, shift)
    return goal if len(goal.minima) else None


def losses_of_test(surface: str, numbers: Values, shift: float, points: Float[np.ndarray, "points 2"]) -> Column:
    """The test loss at each point: that of the examples kept out if there are any, moved by `shift` to the right."""
    return losses(SURFACES[second(surface)], points - (shift, 0.0), **dict(numbers))


def columns_of(path: Path, goal: Goal | None, ids: Iterable[str]) -> dict[str, Column]:
    """The columns of these ids, a value for each point; those that need a goal are left out if there is none."""
    wanted = [id for id in ids if goal is not None or id not in NEED_MINIMA]
    return {id: np.asarray(_COLUMNS[id](path, goal)) for id in wanted}


def _each(path: Path, values: np.ndarray) -> Column:
    """A quantity of the updates has none at the last point."""
    return np.append(values, np.nan)


@np.errstate(divide="ignore", invalid="ignore")
def _rate(path: Path, axis: int) -> Column:
    # With ε = 0, σ may be 0; then m is 0 too, there is no step, and no rate.
    rate = path.eta / path.sigma[:, axis]
    return _each(path, np.where(np.isfinite(rate), rate, np.nan))


def _gap(path: Path, goal: Goal | None) -> Column:
    assert goal is not None
    gap = path.loss - goal.lowest
    # Below the lowest point by less than the loss itself is rounded is on it.
    rounding = 8 * np.spacing(max(abs(goal.lowest), 1.0))
    return np.where((gap < 0) & (gap > -rounding), 0.0, gap)


def _distance(path: Path, goal: Goal | None) -> Column:
    assert goal is not None
    away = [np.hypot(path.point[:, 0] - x, path.point[:, 1] - y) for x, y in goal.minima]
    return np.minimum.reduce(away)


@np.errstate(all="ignore")
def _edge(path: Path, goal: Goal | None, axis: int) -> Column:
    """(η/σ)/(2/λ), with λ the curvature along one parameter; none where the surface does not curve upwards."""
    assert goal is not None
    curved = curvatures(SURFACES[goal.surface], path.point, **dict(goal.numbers))[:, axis]
    edge = _rate(path, axis) * curved / 2
    return np.where((curved > 0) & np.isfinite(edge), edge, np.nan)


def _test(path: Path, goal: Goal | None) -> Column:
    assert goal is not None
    return losses_of_test(goal.surface, goal.numbers, goal.shift, path.point)


_COLUMNS: dict[str, Callable[[Path, Goal | None], Column]] = {
    "x": lambda path, _: path.point[:, 0],
    "y": lambda path, _: path.point[:, 1],
    "loss": lambda path, _: path.loss,
    "gap": _gap,
    "norm": lambda path, _: np.hypot(path.grad[:, 0], path.grad[:, 1]),
    "eta": lambda path, _: _each(path, path.eta),
    "rate1": lambda path, _: _rate(path, 0),
    "rate2": lambda path, _: _rate(path, 1),
    "g1": lambda path, _: path.grad[:, 0],
    "g2": lambda path, _: path.grad[:, 1],
    "m1": lambda path, _: _each(path, path.m[:, 0]),
    "m2": lambda path, _: _each(path, path.m[:, 1]),
    "s1": lambda path, _: _each(path, path.sigma[:, 0]),
    "s2": lambda path, _: _each(path, path.sigma[:, 1]),
    "distance": _distance,
    "edge1": lambda path, goal: _edge(path, goal, 0),
    "edge2": lambda path, goal: _edge(path, goal, 1),
    "test": _test,
}
