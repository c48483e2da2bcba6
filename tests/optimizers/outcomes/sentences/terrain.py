"""A surface as the judge knows it: minima and stationary points found by descents of its own."""

from functools import cache

import jax
import jax.numpy as jnp
import numpy as np

from surfaces import SURFACES
from surfaces.precision import in_float64

# Points are evaluated so many at a time: one shape, one compilation.
AT_ONCE = 64
# Descents begin at so many points along each side of the picture, which is widened by half.
SIDE = 32
ROUNDS = 150


class Terrain:
    """Loss, gradient and Hessian of a surface, in units of its picture: each side is 1 long."""

    @in_float64()
    def __init__(self, id: str) -> None:
        self.surface = SURFACES[id]
        self.low, high = np.array(self.surface.domain).T
        self.span = high - self.low
        numbers = {id: jnp.asarray(value) for id, value in self.surface.settle({}).items()}

        def loss(point):
            return self.surface.loss(point[0], point[1], **numbers)

        self._all = jax.jit(jax.vmap(lambda point: (loss(point), jax.grad(loss)(point), jax.hessian(loss)(point))))
        mesh = (np.arange(SIDE) + 0.5) / SIDE
        picture = self.low + self.span * np.stack(np.meshgrid(mesh, mesh), -1).reshape(-1, 2)
        wide = self.low + self.span * (1.5 * (np.stack(np.meshgrid(mesh, mesh), -1).reshape(-1, 2) - 0.5) + 0.5)
        heights = self(picture)[0]
        self.range = float(np.nanquantile(heights, 0.9) - np.nanmin(heights))
        self.minima, self.heights = self._minima(wide)
        # Next to the lowest place, as heights go in this picture.
        near = float(np.nanquantile(heights, 0.01) - self.lowest)
        self.little = 1e-3 * max(near, 1e-12 * self.range)

    @property
    def lowest(self) -> float:
        """The lowest of what is in the picture."""
        inside = self.inside(self.minima)
        return float(self.heights[inside].min()) if inside.any() else -np.inf

    def inside(self, points: np.ndarray) -> np.ndarray:
        share = (points - self.low) / self.span
        return ((share >= -1e-6) & (share <= 1 + 1e-6)).all(-1)

    @in_float64()
    def __call__(self, points: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Loss (n,), gradient (n, 2) and Hessian (n, 2, 2)."""
        pieces = []
        for first in range(0, len(points), AT_ONCE):
            some = points[first : first + AT_ONCE]
            filled = np.resize(some, (AT_ONCE, 2))
            pieces.append([np.asarray(column)[: len(some)] for column in self._all(filled)])
        return tuple(np.concatenate(column) for column in zip(*pieces, strict=True))

    def far(self, points: np.ndarray, place: np.ndarray) -> np.ndarray:
        """How far from a place, as a share of the picture's sides, along the side where it is more."""
        return np.abs((points - place) / self.span).max(-1)

    def descend(self, points: np.ndarray, downhill: bool = True) -> np.ndarray:
        """Where the slope leads from each point, by Newton's method within a trusted distance.

        Not downhill: to the nearest stationary point, of whatever kind.
        """
        points = np.array(points, float)
        trust = np.full(len(points), 0.01)
        with np.errstate(all="ignore"):
            for _ in range(ROUNDS if downhill else 60):
                loss, grad, hessian = self(points)
                curved = np.nan_to_num(hessian * self.span[:, None] * self.span)
                values, vectors = np.linalg.eigh(curved)
                slope = np.einsum("nji,nj->ni", vectors, np.nan_to_num(grad * self.span))
                bend = np.abs(values) if downhill else values
                floor = 1e-14 * (np.abs(values).max(1, keepdims=True) + 1e-300)
                bend = np.where(np.abs(bend) < floor, floor, bend)
                step = -np.einsum("nij,nj->ni", vectors, slope / bend)
                length = np.linalg.norm(step, axis=1)
                step *= np.minimum(1, trust / np.maximum(length, 1e-300))[:, None]
                new = points + step * self.span
                if downhill:
                    better = self(new)[0] <= loss
                else:
                    sized = np.linalg.norm(np.nan_to_num(self(new)[1], nan=np.inf) * self.span, axis=1)
                    better = sized <= np.linalg.norm(grad * self.span, axis=1)
                points = np.where(better[:, None], new, points)
                trust = np.where(better, np.minimum(trust * 2, 0.05), trust / 4)
                if (np.minimum(length, trust) < 1e-13).all():
                    break
        return points

    def _minima(self, starts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        ends = self.descend(starts)
        loss = self(ends)[0]
        kept: list[int] = []
        for i in np.argsort(loss, kind="stable"):
            if not np.isfinite(loss[i]) or self.kind(ends[i]) != "minimum":
                continue
            if not kept or self.far(ends[kept], ends[i]).min() > 1e-3:
                kept.append(i)
        return ends[kept].reshape(-1, 2), loss[kept]

    def _rise(self, place: np.ndarray, radius: float) -> tuple[np.ndarray, float]:
        """How much higher a ring around a place is, and less than what the digits of the losses themselves can tell."""
        angle = np.linspace(0, 2 * np.pi, AT_ONCE, endpoint=False)
        ring = place + radius * self.span * np.stack([np.cos(angle), np.sin(angle)], -1)
        height = self(place[None])[0][0]
        return self(ring)[0] - height, 1e-13 * max(np.abs(height), 1e-300)

    def is_level_one_way(self, place: np.ndarray) -> bool:
        """Whether some way off a place neither rises nor falls, for a tenth of the picture."""
        rise, level = self._rise(place, 0.1)
        return bool((np.abs(rise) <= level).any())

    def kind(self, place: np.ndarray, radius: float = 1e-3) -> str:
        """What a place is, by the losses on a ring around it: the Hessian is not asked."""
        rise, level = self._rise(place, radius)
        if (np.abs(rise) <= level).all():
            return "level"
        if (rise >= -level).all():
            return "minimum"
        if (rise <= level).all():
            return "maximum"
        return "saddle" if self._no_slope(place) else "slope"

    def _no_slope(self, place: np.ndarray) -> bool:
        """Whether the gradient is small beside that of the ring around."""
        angle = np.linspace(0, 2 * np.pi, AT_ONCE, endpoint=False)
        ring = place + 0.02 * self.span * np.stack([np.cos(angle), np.sin(angle)], -1)
        around = np.linalg.norm(self(ring)[1] * self.span, axis=1).max()
        return bool(np.linalg.norm(self(place[None])[1][0] * self.span) <= 0.02 * around)

    def basin(self, place: np.ndarray) -> np.ndarray | None:
        """The minimum that lies downhill from a place; None if a descent finds none."""
        if not np.isfinite(place).all() or self.far(place, self.low + self.span / 2) > 50:
            return None
        # Beside it too: exactly on a ridge nothing leads off.
        end = self.descend(np.array([place, place + 1e-7 * self.span, place - 1e-7 * self.span]))
        loss = self(end)[0]
        best = end[int(np.nanargmin(loss))] if np.isfinite(loss).any() else None
        return best if best is not None and self.kind(best) == "minimum" else None

    def stationary(self, place: np.ndarray) -> np.ndarray:
        return self.descend(place[None], downhill=False)[0]


@cache
def terrain(id: str) -> Terrain:
    return Terrain(id)
