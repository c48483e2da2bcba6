"""What is shown of each point: an ink, which is a class or one of two sides, and a shade of it.

Shades are ranks among the points of the coarsest picture that have the same ink (Sohl-Dickstein 2024): every picture
uses all of them on each side, however far it is zoomed, and none changes while it becomes finer.
"""

from typing import NamedTuple

import numpy as np
from jaxtyping import Int, UInt8

from optimizers.outcomes.classes import CYCLE, DIVERGED, MINIMUM, UNDERWAY
from scenes.maps.computed import Pixels, alike, sizes, whole
from scenes.maps.record import Map
from scenes.memory import MEMORY

SHADES = 32
# A map over rates has one scale, known before it is computed: so many powers of ten of what there was to gain.
DECADES = 8


class Painted(NamedTuple):
    """Of each point the ink, and the shade from 0 to SHADES − 1: light is good, low or soon."""

    ink: UInt8[np.ndarray, " points"]
    shade: UInt8[np.ndarray, " points"]


def painted(map: Map, pixels: Pixels) -> Painted:
    """The points of a part of a map as they are shown."""
    ink, value = _inked(map, pixels)
    if map.over == "rates":
        shade = _absolute(map, pixels, ink)
    elif map.tells == "outcome" and map.seeds() > 1:
        shade = np.round(pixels.share * (SHADES - 1))
    else:
        shade = np.zeros(len(ink))
        for side, edges in _edges(map).items():
            on = ink == side
            shade[on] = SHADES - 1 - np.searchsorted(edges, value[on], side="right")
    return Painted(ink.astype(np.uint8), np.clip(shade, 0, SHADES - 1).astype(np.uint8))


def _inked(map: Map, pixels: Pixels) -> tuple[Int[np.ndarray, " points"], np.ndarray]:
    """The ink of each point, and the value that it is shaded by: the smaller, the lighter."""
    gone = pixels.kind == DIVERGED
    if map.tells == "loss":
        # Which side of its beginning it has ended on is never lost.
        ink = np.where(gone | (pixels.loss > pixels.first), DIVERGED, MINIMUM)
        return ink, np.where(gone, -pixels.made.astype(np.float64), pixels.loss)
    if map.tells == "steps":
        ink = np.where(pixels.reached >= 0, MINIMUM, np.where(gone, DIVERGED, UNDERWAY))
        return ink, np.where(pixels.reached >= 0, pixels.reached, -pixels.made).astype(np.float64)
    value = np.where(pixels.kind == UNDERWAY, pixels.loss, pixels.mean)
    value = np.where(gone, -pixels.made, np.where(pixels.kind == CYCLE, pixels.period, value))
    return pixels.kind, value.astype(np.float64)


def _edges(map: Map) -> dict[int, np.ndarray]:
    """For each ink the values at which its shades change."""

    def made() -> dict[int, np.ndarray]:
        ink, value = _inked(map, whole(map, sizes(map)[0]))
        shares = np.linspace(0, 1, SHADES + 1)[1:-1]
        return {int(side): np.quantile(value[ink == side], shares, method="lower") for side in np.unique(ink)}

    return MEMORY.get(("map edges", alike(map), map.tells), made)


def _absolute(map: Map, pixels: Pixels, ink: Int[np.ndarray, " points"]) -> np.ndarray:
    if map.tells == "steps":
        share = 1 - np.log1p(np.maximum(pixels.reached, 0)) / np.log1p(max(map.scene.steps, 1))
    elif map.tells == "loss":
        lowest = float(pixels.loss.min(initial=np.inf, where=np.isfinite(pixels.loss)))
        with np.errstate(all="ignore"):
            left = (pixels.loss - min(lowest, 0.0)) / np.maximum(pixels.first - min(lowest, 0.0), 1e-300)
            share = np.where(left > 0, -np.log10(np.maximum(left, 1e-300)) / DECADES, 1.0)
    else:
        share = np.full(len(ink), 0.5)
    return np.round(np.clip(share, 0, 1) * (SHADES - 1))
