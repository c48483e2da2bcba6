"""Small pictures of a surface: colours that are spread over its height, light is low."""

import io
from pathlib import Path

import numpy as np
from PIL import Image

from scenes.drawn.ground import ground
from scenes.scene import Values

STILLS = Path(__file__).parents[2] / "surfaces" / "stills"  # made by tools/stills.py
# Pixels of a small picture, and how many colours it has.
SMALL = (363, 243)
BANDS = 18
# From low to high: even steps of lightness, in the hues of the large pictures (`player/web/draw/theme.js`), but
# stronger, for there is no path on it.
RAMP = ("#fcf6e7", "#d2dac0", "#9ec0a4", "#62a695", "#1a8a90", "#006c8b", "#004c7e")


def small_picture(id: str, numbers: Values) -> bytes:
    """A small picture of a surface with these numbers, as a PNG: light is low."""
    heights = ground(id, numbers).z[::-1].astype(np.float32)
    z = np.asarray(Image.fromarray(heights).resize(SMALL, Image.Resampling.BICUBIC))
    # Each band takes the same share of the picture: plains and steep walls are both seen.
    edges = np.quantile(z, np.linspace(0, 1, BANDS + 1)[1:-1])
    band = np.searchsorted(edges, z) / (BANDS - 1)
    stops = np.array([[int(colour[i : i + 2], 16) for i in (1, 3, 5)] for colour in RAMP], np.float64)
    places = np.linspace(0, 1, len(stops))
    colours = np.stack([np.interp(band, places, channel) for channel in stops.T], axis=-1)
    file = io.BytesIO()
    # It has few colours, and so a table of them keeps it whole in a tenth of the room.
    Image.fromarray(colours.round().astype(np.uint8)).quantize(BANDS, dither=Image.Dither.NONE).save(
        file, "PNG", optimize=True
    )
    return file.getvalue()
