"""What the surface itself is in a picture: its height and level lines, its minima, its critical points."""

from functools import lru_cache

import numpy as np

from scenes import Scene
from scenes.drawn.ground import GRID, ground
from scenes.drawn.names import sides_of
from scenes.scene import Values
from studio.player.pack import Json, packed
from surfaces import SURFACES
from surfaces.critical import critical_points


@lru_cache(maxsize=32)
def grid(id: str, numbers: Values) -> Json:
    """The ground of a surface with these numbers, as `SentGrid` of `web/data/sent.d.ts` describes it."""
    surface = SURFACES[id]
    z, low, floor, lines = ground(id, numbers)
    minima = surface.minima(**dict(numbers))
    return {
        "domain": surface.domain,
        "grid": GRID,
        "z": packed(z.astype(np.float32)),
        "levels": surface.levels,
        "low": low,
        "floor": floor,
        "minima": minima,
        "sides": sides_of(minima, surface.domain),
        "lines": lines,
        "equal": surface.equal,
    }


def critical(scene: Scene) -> Json:
    """The critical points of a scene's surface: x, y and loss (float64, packed), and the kind of each."""
    points = critical_points(SURFACES[scene.surface], **dict(scene.numbers))
    x, y, loss = np.array([(*one.point, one.loss) for one in points], np.float64).reshape(-1, 3).T
    return {"x": packed(x), "y": packed(y), "loss": packed(loss), "kind": [one.kind for one in points]}
