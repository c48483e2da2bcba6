"""A run as the definitions look at it: its numbers, and what is counted from them."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.floor import Floor, floor_below
from surfaces import Surface
from surfaces.surface import Numbers

# A parameter has a share in the gradient if the product of two of its slopes is this part of that of their lengths.
SHARE = 0.01


@dataclass(frozen=True)
class Seen:
    """A run as the definitions look at it; `lowest` is the loss of the lowest minima, which are `minima`."""

    surface: Surface
    numbers: Numbers
    point: Float[np.ndarray, "points 2"]
    loss: Float[np.ndarray, " points"]
    grad: Float[np.ndarray, "points 2"]
    minima: Float[np.ndarray, "k 2"]
    lowest: float

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
    def floor(self) -> Floor | None:
        """The minimum that leads downhill from the last point, None if a walk finds none."""
        found = floor_below(self.surface, self.numbers, self.point[-1])
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
        return (abs(self.point - self.floor.point) / self.span).max(axis=1)

    @cached_property
    def turned(self) -> np.ndarray:
        """The steps at which the gradient turned back: as a whole, or along a parameter that has a share in it."""
        return _turns(self.grad)

    @cached_property
    def returned(self) -> np.ndarray:
        """The steps at which the movement turned back: a ball rolls on over ripples where the gradient turns."""
        return _turns(np.diff(self.point, axis=0) / self.span) + 1

    def quarters(self) -> tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]:
        """The losses of the last quarter but one, and of the last one."""
        return self.loss[-2 * self.quarter : -self.quarter], self.loss[-self.quarter :]


def _turns(arrows: Float[np.ndarray, "n 2"]) -> np.ndarray:
    """Where an arrow points against the one before: as a whole, or along a parameter that has a share in it."""
    along = arrows[1:] * arrows[:-1]
    sizes = np.hypot(*arrows.T)
    shares = (along < -SHARE * (sizes[1:] * sizes[:-1])[:, None]).any(axis=1)
    return np.flatnonzero((along.sum(axis=1) < 0) | shares) + 1
