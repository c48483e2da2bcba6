"""Critical points as the tests look for them: once for all, and by other means."""

import math
from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache, partial

import jax
import numpy as np

from surfaces import SURFACES, Surface
from surfaces.critical import Critical, Kind, critical_points
from tests.crossing import every

# Between them they have every kind of place, one and many of each. To compile the search for one more takes a second.
TELLING = (
    "crescent", "monkey_saddle", "plateau", "double_well", "mccormick", "six_hump_camel", "goldstein_price",
    "rastrigin", "easom", "tiny_network",
)  # fmt: skip
SEARCHED = tuple(SURFACES) if every() else TELLING


def made_up(loss: Callable, half: float = 8.0) -> Surface:
    """A surface that is needed here only, with its minimum at (0, 0)."""
    picture = ((-half, half), (-half, half))
    return Surface("made up", "", "", "", loss, (), picture, lambda: ((0.0, 0.0),), (1.0, 1.0), (), "")


def kinds(surface: str | Surface, **numbers: float) -> dict[str, int]:
    record = SURFACES[surface] if isinstance(surface, str) else surface
    return dict(Counter(one.kind for one in critical_points(record, **numbers)))


def settings(surface: Surface, count: int = 3 if every() else 1) -> list[dict[str, float]]:
    """The usual numbers, and others drawn from the ranges; always the same ones."""
    draw, drawn = np.random.default_rng(3), []
    for _ in range(count):
        share = {number: draw.uniform(0.1, 0.9) for number in surface.numbers}
        drawn.append({
            number.id: float(round(part)) if number.scale == "switch"
            else float(number.low * (number.high / number.low) ** part) if number.scale == "log"
            else float(number.low + part * (number.high - number.low))
            for number, part in share.items()
        })  # fmt: skip
    return [{}, *drawn]


@cache
def found_with(surface: Surface, which: int) -> tuple[Critical, ...]:
    """The critical points with one of `settings`: searched for once for all tests of this file."""
    return critical_points(surface, **settings(surface)[which])


@partial(jax.jit, static_argnums=0)
def _slope(surface: Surface, x: jax.Array, y: jax.Array, numbers: dict[str, jax.Array]) -> tuple[jax.Array, jax.Array]:
    return jax.vmap(jax.grad(lambda x, y: surface.loss(x, y, **numbers), argnums=(0, 1)))(x, y)


def winding(surface: Surface, numbers: dict[str, float]) -> int:
    """How often the gradient turns on the way around the picture."""
    (x0, x1), (y0, y1) = surface.domain
    way = np.linspace(0, 1, 20_001)[:-1]
    x = np.concatenate([x0 + (x1 - x0) * way, np.full_like(way, x1), x1 - (x1 - x0) * way, np.full_like(way, x0)])
    y = np.concatenate([np.full_like(way, y0), y0 + (y1 - y0) * way, np.full_like(way, y1), y1 - (y1 - y0) * way])
    along, across = _slope(surface, x, y, {id: np.float64(value) for id, value in surface.settle(numbers).items()})
    angle = np.unwrap(np.arctan2(np.append(across, across[0]), np.append(along, along[0])))
    return round((angle[-1] - angle[0]) / (2 * math.pi))


def in_order(points: Sequence[tuple[float, float]] | np.ndarray) -> np.ndarray:
    """The points from left to right, those above each other from below, whatever their last digits."""
    found = np.array(points, np.float64).reshape(-1, 2)
    return found[np.lexsort(found.round(9).T[::-1])]


def places(id: str, kind: Kind | None = None, **numbers: float) -> np.ndarray:
    """The critical points of a kind, or of all."""
    return in_order([one.point for one in critical_points(SURFACES[id], **numbers) if kind in (None, one.kind)])


def real(polynomial: np.polynomial.Polynomial) -> np.ndarray:
    roots = polynomial.roots()
    return np.sort(roots[abs(roots.imag) < 1e-9].real)


def zeros(f: Callable[[np.ndarray], np.ndarray], low: float, high: float) -> np.ndarray:
    """Every zero of a function that a fine grid brackets, by bisection."""
    grid = np.linspace(low, high, 9_998)
    left = grid[:-1][np.sign(f(grid[:-1])) != np.sign(f(grid[1:]))]
    right = left + grid[1] - grid[0]
    for _ in range(60):
        middle = (left + right) / 2
        same = np.sign(f(middle)) == np.sign(f(left))
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    return (left + right) / 2
