"""The height of a surface over its picture, as level lines and colours are spread over it."""

import io
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jaxtyping import Float
from PIL import Image

from scenes.scene import Values, usual_numbers
from surfaces import SURFACES

# Points of the grid. Odd, so that the middle of the domain is a grid point.
GRID = (121, 81)
# Pixels of a small picture, and how many colours it has.
SMALL = (363, 243)
BANDS = 18
# The lowest and the highest colour of the scale and three between, of Cividis (Nuñez et al. 2018), which looks
# the same with and without red-green blindness.
CIVIDIS = ("#00224e", "#404c6b", "#7c7b78", "#bcae6c", "#fee838")


class Ground(NamedTuple):
    """The surface at the points of a grid over its domain: the loss L, or log10(L − low + floor) for log levels.

    `low` is the lowest loss of the picture, at a grid point or a minimum between them; `floor` > 0, a thousandth of the
    usual height, is what the logarithm of the lowest point is taken of.
    """

    z: Float[np.ndarray, "81 121"]
    low: float
    floor: float


@lru_cache(maxsize=64)
def ground(id: str, numbers: Values) -> Ground:
    """The ground of a surface with these numbers."""
    surface = SURFACES[id]
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1])
    z = np.asarray(surface(x[None, :], y[:, None], **dict(numbers)))
    low = min(float(z.min()), surface.lowest(**dict(numbers))[1])
    floor = 1e-3 * float(np.median(z - low))
    return Ground(np.log10(z - low + floor) if surface.levels == "log" else z, low, floor)


@lru_cache(maxsize=64)
def thumbnail(id: str) -> bytes:
    """A small picture of a surface with its usual numbers, as a PNG: dark is low."""
    heights = ground(id, usual_numbers(id)).z[::-1].astype(np.float32)
    z = np.asarray(Image.fromarray(heights).resize(SMALL, Image.Resampling.BICUBIC))
    # Each band takes the same share of the picture: plains and steep walls are both seen.
    edges = np.quantile(z, np.linspace(0, 1, BANDS + 1)[1:-1])
    band = np.searchsorted(edges, z) / (BANDS - 1)
    stops = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in CIVIDIS], np.float64)
    places = np.linspace(0, 1, len(stops))
    colours = np.stack([np.interp(band, places, channel) for channel in stops.T], axis=-1)
    file = io.BytesIO()
    Image.fromarray(colours.round().astype(np.uint8)).save(file, "PNG")
    return file.getvalue()
