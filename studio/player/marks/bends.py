"""How a surface is bent at the points of its ground, for the browser to tell where a rate is too large."""

from functools import lru_cache

import numpy as np

from scenes.drawn.ground import GRID
from scenes.scene import Values
from studio.player.pack import Json, packed
from surfaces import SURFACES
from surfaces.along import hessians


@lru_cache(maxsize=32)
def bends(id: str, numbers: Values) -> Json:
    """The three entries of the Hessian at the points of the grid that the ground has, row by row."""
    (x0, x1), (y0, y1) = SURFACES[id].domain
    x, y = np.meshgrid(np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1]))
    found = hessians(SURFACES[id], np.column_stack([x.ravel(), y.ravel()]), **dict(numbers))
    entries = {"h11": found[:, 0, 0], "h12": found[:, 0, 1], "h22": found[:, 1, 1]}
    with np.errstate(over="ignore"):  # what is beyond float32 is too large for any η
        return {name: packed(entry.astype(np.float32)) for name, entry in entries.items()}
