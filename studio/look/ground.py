"""Small pictures of a surface: colours that are spread over its height, light is low."""

import io
from functools import lru_cache

import numpy as np
from PIL import Image

from scenes.drawn.ground import ground
from scenes.scene import Values, usual_numbers

# Pixels of a small picture, and how many colours it has.
SMALL = (363, 243)
BANDS = 18
# From low to high: even steps of lightness, in the hues of the large pictures (`player/web/draw/theme.js`), but
# stronger, for there is no path on it.
RAMP = ("#fcf6e7", "#d2dac0", "#9ec0a4", "#62a695", "#1a8a90", "#006c8b", "#004c7e")


@lru_cache(maxsize=64)
def thumbnail(id: str) -> bytes:
    """A small picture of a surface with its usual numbers, as a PNG: light is low."""
    return small_picture(id, usual_numbers(id))


def small_picture(id: str, numbers: Values) -> bytes:
    """The same with these numbers."""
    heights = ground(id, numbers).z[::-1].astype(np.float32)
    z = np.asarray(Image.fromarray(heights).resize(SMALL, Image.Resampling.BICUBIC))
    # Each band takes the same share of the picture: plains and steep walls are both seen.
    edges = np.quantile(z, np.linspace(0, 1, BANDS + 1)[1:-1])
    band = np.searchsorted(edges, z) / (BANDS - 1)
    stops = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in RAMP], np.float64)
    places = np.linspace(0, 1, len(stops))
    colours = np.stack([np.interp(band, places, channel) for channel in stops.T], axis=-1)
    file = io.BytesIO()
    Image.fromarray(colours.round().astype(np.uint8)).save(file, "PNG")
    return file.getvalue()
