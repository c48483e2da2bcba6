"""A run as the definitions look at it: its numbers, and what is counted from them."""

from dataclasses import dataclass, field
from functools import cached_property, lru_cache

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.floor import Floor, floor_below
from surfaces import Surface
from surfaces.critical import Kind, kind_of
from surfaces.surface import Numbers, Slope

# A parameter has a share in the gradient if the product of two of its slopes is this part of that of their lengths.
SHARE = 0.01


@dataclass(frozen=True)
class Seen:
    """A run as the definitions look at it, whether there is chance in its gradients or not."""

    surface: Surface
    numbers: Numbers
    point: Float[np.ndarray, "points 2"]
    loss: Float[np.ndarray, " points"]
    walked: tuple[Floor | None] | None = field(default=None, kw_only=True)
    """What a walk downhill from the last point found, where it was made together with others."""

    @property
    def made(self) -> int:
        """How many updates were made."""
        return len(self.loss) - 1

    @property
    def end(self) -> int:
        """How many of its points are the end of the run."""
        return max(self.made // 10, min(self.made, 4), 1)

    @property
    def quarter(self) -> int:
        """How many of its points are its last quarter."""
        return max(round(self.made / 4), 1)

    @cached_property
    def span(self) -> Float[np.ndarray, "2"]:
        return np.ptp(np.array(self.surface.domain), axis=1)

    @cached_property
    def center(self) -> Float[np.ndarray, "2"]:
        return np.mean(self.surface.domain, axis=1)

    @cached_property
    def out(self) -> Float[np.ndarray, "2"]:
        """How many pictures from the middle it began, and how many it is at last, along the side where it is more."""
        return (abs(self.point[[0, -1]] - self.center) / self.span).max(axis=1)

    @cached_property
    def slope(self) -> Slope:
        """The loss where the run ended, its gradient and its Hessian, without chance."""
        x, y = (float(value) for value in self.point[-1])
        return self.surface.at(x, y, **self.numbers)

    @property
    def norm(self) -> float:
        """The length of the gradient where the run ended."""
        return float(np.hypot(*np.asarray(self.slope.grad)))

    @cached_property
    def curvature(self) -> tuple[Float[np.ndarray, "2"], Float[np.ndarray, "2 2"]]:
        """The curvatures where the run ended, in ascending order, and the axes along which they are."""
        return np.linalg.eigh(np.nan_to_num(self.slope.hessian))

    @property
    def kind(self) -> Kind:
        """What kind of place it would be if there were no slope."""
        return kind_of(self.curvature[0])

    @property
    def minima(self) -> Float[np.ndarray, "k 2"]:
        """The lowest minima of the surface."""
        return _lowest(self.surface, _plain(self.numbers))[0]

    @property
    def lowest(self) -> float:
        """The loss of the lowest minima."""
        return _lowest(self.surface, _plain(self.numbers))[1]

    @cached_property
    def floor(self) -> Floor | None:
        """The minimum that leads downhill from the last point, None if a walk finds none."""
        [found] = self.walked or [floor_below(self.surface, self.numbers, self.point[-1])]
        return found if found and found.kind == "minimum" else None

    @property
    def bottom(self) -> float:
        """The loss of the floor; of the lowest minimum if a walk downhill finds none."""
        return self.floor.loss if self.floor else min(self.lowest, float(self.loss.min()))

    @property
    def gain(self) -> float:
        """What there was to gain, down to the floor; never 0."""
        return max(float(self.loss[0]) - self.bottom, 1e-9 * max(1.0, abs(self.bottom)))

    @cached_property
    def away(self) -> Float[np.ndarray, " points"]:
        """How far each point is from the floor, as a share of the picture, along the side where it is more."""
        if self.floor is None:
            return np.full(len(self.loss), np.inf)
        # Each side by itself: over pairs NumPy goes twenty times as slowly.
        across, up = (abs(self.point[:, axis] - self.floor.point[axis]) / self.span[axis] for axis in (0, 1))
        return np.maximum(across, up)

    @property
    def half(self) -> int:
        """The step after which its last half begins."""
        return max(self.made - 2 * self.quarter, 0)

    @cached_property
    def returned(self) -> np.ndarray:
        """The steps of its half at which the movement turned back: over ripples a ball rolls on."""
        begin = max(self.half - 1, 0)
        return turns(np.diff(self.point[begin:], axis=0) / self.span) + begin + 1

    def quarters(self) -> tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]:
        """The losses of the last quarter but one, and of the last one."""
        return self.loss[-2 * self.quarter : -self.quarter], self.loss[-self.quarter :]


@dataclass(frozen=True)
class Exact(Seen):
    """A run with the gradients of the loss, without chance."""

    grad: Float[np.ndarray, "points 2"]

    @property
    def norm(self) -> float:
        return float(np.hypot(*self.grad[-1]))

    @cached_property
    def turned(self) -> np.ndarray:
        """The steps of its half at which the gradient turned back."""
        return turns(self.grad[self.half :]) + self.half


# The runs of a scene, and all values of a number that one of them is tried for, have the same lowest points.
@lru_cache(maxsize=32)
def _lowest(surface: Surface, numbers: tuple[tuple[str, float], ...]) -> tuple[Float[np.ndarray, "k 2"], float]:
    return surface.lowest(**dict(numbers))


def _plain(numbers: Numbers) -> tuple[tuple[str, float], ...]:
    return tuple((id, float(np.asarray(value))) for id, value in numbers.items())


def turns(arrows: Float[np.ndarray, "n 2"]) -> np.ndarray:
    """Where an arrow points against the one before: as a whole, or along a parameter that has a share in it."""
    x, y = np.ascontiguousarray(arrows.T)
    along_x, along_y = x[1:] * x[:-1], y[1:] * y[:-1]
    sizes = np.hypot(x, y)
    least = -SHARE * (sizes[1:] * sizes[:-1])
    return np.flatnonzero((along_x + along_y < 0) | (along_x < least) | (along_y < least)) + 1
