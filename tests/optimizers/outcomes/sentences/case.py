"""One run with what the judge measures of it and of its continuations. All distances are shares of the picture."""

from functools import cached_property

import numpy as np

from optimizers.loop.scan import Rows
from tests.optimizers.outcomes.sentences.runs import Run
from tests.optimizers.outcomes.sentences.terrain import Terrain, terrain

# Nearer to a minimum than this a reader sees the run at it: 16 pixels of 800.
AT = 0.02
# And of the loss that it began with it has no more than this share left.
LOW = 0.05


def last(rows: Rows, share: float = 0.25, least: int = 1) -> slice:
    """The last part of a run's points, as a slice."""
    points = len(rows.loss)
    return slice(max(0, points - max(least, round(share * (points - 1)))), points)


def turns(points: np.ndarray, span: np.ndarray) -> int:
    """How often the movement along one of the axes turns round, along the one where it does so more often."""
    moved = np.diff(points, axis=0) / span
    counts = []
    for way in moved.T:
        # Movements in the last digits are none.
        sign = np.sign(way[np.abs(way) > 1e-9])
        counts.append(int((sign[1:] != sign[:-1]).sum()))
    return max(counts, default=0)


def crossings(grad: np.ndarray) -> int:
    """How often the run crosses the floor of a valley: the slope along an axis changes its sign.

    Where that is less than a hundredth of the whole slope there is no valley to be seen.
    """
    with np.errstate(over="ignore"):
        steep = np.abs(grad) > 0.01 * np.hypot(*grad.T)[:, None]
    signs = (np.sign(way[seen]) for way, seen in zip(grad.T, steep.T, strict=True))
    return max((int((sign[1:] != sign[:-1]).sum()) for sign in signs), default=0)


class Case:
    """A run to be judged."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.terrain: Terrain = terrain(run.surface)
        self.chance = not run.sampling.is_exact(self.terrain.surface)
        self.rows = run.rows
        self.point, self.loss, self.grad = self.rows.point, self.rows.loss, self.rows.grad
        self.eta = self.rows.eta[:-1]
        self.steps = len(self.loss) - 1
        with np.errstate(over="ignore"):
            self.norm = np.hypot(*self.slope.T)
        self.first = float(self.loss[0])
        self._longer: dict[tuple[float, int], Rows] = {}

    @property
    def broke_off(self) -> bool:
        """Whether the run left float64 before its last step."""
        return self.steps < self.run.steps

    @cached_property
    def slope(self) -> np.ndarray:
        """The gradient of the loss itself, without noise, at every point."""
        return self.terrain(self.point)[1] if self.chance else self.grad

    def longer(self, times: float, least: int = 0) -> Rows:
        key = (times, least)
        if key not in self._longer:
            self._longer[key] = self.run.longer(times, least).rows
        return self._longer[key]

    def whole(self, rows: Rows, times: float, least: int = 0) -> bool:
        """Whether a continuation did not break off."""
        return len(rows.loss) - 1 == self.run.longer(times, least).steps

    def home(self, rows: Rows, share: float = 0.1, near: float = AT) -> np.ndarray | None:
        """The minimum that the last part of a run is at, all of it; None if there is none."""
        tail = rows.point[last(rows, share)]
        if not np.isfinite(tail).all():
            return None
        centre = tail[int(np.argmin(rows.loss[last(rows, share)]))]
        place = self.terrain.basin(centre)
        if place is None or self.terrain.far(centre, place) > 0.2:
            return None
        excess = rows.loss[last(rows, share)] - self.terrain(place[None])[0][0]
        start = max(self.first - float(self.terrain(place[None])[0][0]), 0.0)
        away = self.terrain.far(tail, place)
        # At the end of a valley that is almost level the loss tells more than the distance; on a plain, nothing.
        within = (away <= near) | ((away <= 0.2) & (excess <= min(self.terrain.little, 1e-3 * start)))
        # A narrow minimum is left by a small step: the loss has to be low too.
        low = excess <= max(LOW * start, self.terrain.little)
        return place if within.all() and low.all() else None

    @cached_property
    def rested(self) -> bool:
        """Whether it rests for a fifth of its steps, or for hundreds: what drives it out later is not in it yet."""
        return any(
            self.steps >= least and self.home(self.rows, share, AT / 10) is not None
            for share, least in ((0.2, 50), (200 / max(self.steps, 1), 200))
        )

    def rate_rises(self, rows: Rows) -> bool:
        """Whether in a continuation the rate is larger than it was at the end of the run."""
        return bool(rows.eta[:-1].max() > 1.01 * self.eta[last(self.rows)].max())

    @cached_property
    def settled(self) -> np.ndarray | None:
        """The minimum that the end of the run itself is at."""
        return self.home(self.rows)

    @cached_property
    def exploded(self) -> bool:
        """Whether the run has left for good: broken off, or far outside and far above its start."""
        if self.broke_off:
            return True
        away = self.terrain.far(self.point[-1], self.terrain.low + self.terrain.span / 2)
        began = self.terrain.far(self.point[0], self.terrain.low + self.terrain.span / 2)
        floor = max(abs(self.first), self.terrain.range)
        if not (away > 20 * max(began, 1) and self.loss[-1] > 1e3 * floor):
            return False
        # Where the walls do not grow steeper it may go to and fro far outside.
        return len(self.longer(3).loss) <= 3 * self.steps or self.longer(3).loss[-1] > 3 * self.loss[-1]

    def explodes(self, rows: Rows, times: float, least: int = 0) -> bool:
        floor = max(abs(self.first), self.terrain.range)
        return not self.whole(rows, times, least) or bool(rows.loss[-1] > 1e6 * floor)

    @cached_property
    def turning(self) -> float:
        """Turns per step in the last half of the run."""
        half = self.point[last(self.rows, 0.5)]
        return turns(half, self.terrain.span) / max(len(half) - 2, 1)

    def level(self, rows: Rows, share: float = 0.25) -> float:
        """The usual loss over the last part of a run: one leap far out does not count."""
        return float(np.median(rows.loss[last(rows, share)]))

    def left(self, loss: float) -> float:
        """How far a loss is above the minimum that lies downhill from the end; above the lowest if there is none."""
        return loss - self._bottom if self._bottom is not None else self.above(loss)

    @cached_property
    def _bottom(self) -> float | None:
        basin = self.terrain.basin(self.point[-1])
        return None if basin is None else float(self.terrain(basin[None])[0][0])

    def above(self, loss: float) -> float:
        """How far a loss is above the lowest one there is to reach."""
        return loss - (self.terrain.lowest if np.isfinite(self.terrain.lowest) else min(self.first, loss))
