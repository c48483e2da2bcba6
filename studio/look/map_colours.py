"""The colours of a map: a hue for each class, and lightness for the rest, so that a map can be read in grey.

What has diverged is darkest, then come cycles, what is on its way, and the minima, which are lighter than all of them;
each has a band of lightness of its own. The same on light and on dark ground. In OKLCH (Ottosson 2020).
"""

import numpy as np
from jaxtyping import Float, UInt8

from scenes.maps import Map
from scenes.maps.computed import minima
from scenes.maps.shades import SHADES

# Lightness from the darkest shade to the lightest, chroma, hue in degrees: diverged, cycle, on its way.
OTHERS = ((0.10, 0.30, 0.07, 15.0), (0.36, 0.50, 0.17, 350.0), (0.55, 0.63, 0.0, 0.0))
MINIMA = (0.67, 0.97)
# Where there are no cycles and nothing is on its way, there is more room.
ALONE = (0.40, 0.97)
CHROMA = 0.13
HUES = (250.0, 85.0, 155.0, 45.0, 300.0, 200.0, 120.0, 20.0, 275.0)
APART = 0.02


def table_of(map: Map) -> UInt8[np.ndarray, "inks shades 3"]:
    """Red, green and blue of each shade of each ink of a map."""
    if map.tells == "outcome":
        return colours(minima(map).classes)
    return colours(1, *(ALONE if map.tells == "loss" else MINIMA))


def colours(classes: int, low: float = MINIMA[0], high: float = MINIMA[1]) -> UInt8[np.ndarray, "inks shades 3"]:
    """The same of a map with so many classes of minima, which have this range of lightness between them."""
    bands = [*OTHERS]
    height = (high - low) / max(classes, 1)
    for place in range(classes):
        bottom = low + place * height
        hue = HUES[place % len(HUES)]
        bands.append((bottom, bottom + max(height - APART, height / 2), CHROMA, hue))
    return np.stack([_band(*band) for band in bands])


def _band(low: float, high: float, chroma: float, hue: float) -> UInt8[np.ndarray, "shades 3"]:
    lightness = np.linspace(low, high, SHADES)
    # Near white and near black there is less room for colour.
    room = np.minimum(1.0, np.minimum(lightness / 0.3, (1 - lightness) / 0.22))
    angle = np.radians(hue)
    return _srgb(lightness, chroma * room * np.cos(angle), chroma * room * np.sin(angle))


def _srgb(
    lightness: Float[np.ndarray, " n"], a: Float[np.ndarray, " n"], b: Float[np.ndarray, " n"]
) -> UInt8[np.ndarray, "n 3"]:
    cones = np.stack([
        lightness + 0.3963377774 * a + 0.2158037573 * b,
        lightness - 0.1055613458 * a - 0.0638541728 * b,
        lightness - 0.0894841775 * a - 1.2914855480 * b,
    ]) ** 3  # fmt: skip
    light = np.clip(np.array([
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]) @ cones, 0, 1)  # fmt: skip
    coded = np.where(light <= 0.0031308, 12.92 * light, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.round(255 * coded).astype(np.uint8).T
