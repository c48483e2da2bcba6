"""The frame of a plane with its axes: round numbers along them, and what they are called."""

import math

import numpy as np

from scenes.export.vector.shapes import Frame, Line, Shape, Text
from words import compact, numeral

TICK, TYPE = 5.0, 14.0  # pixels
# Numbers stand at least so many pixels apart.
ACROSS, UPWARDS = 90.0, 56.0


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, both perhaps among them: steps of 1, 2 or 5 times a power of ten, `most` at most.

    There are two at least, unless `most` is less.
    """
    span = high - low
    step = 10.0 ** math.floor(math.log10(span / most))
    step *= next(times for times in (1, 2, 5, 10, 20) if math.floor(span / (step * times) + 1e-9) < most)
    first = math.ceil(low / step - 1e-9)
    # Whole multiples, so that 0.3 is not 0.30000000000000004.
    return [float(f"{n * step:.12g}") for n in range(first, math.floor(high / step + 1e-9) + 1)]


def axes(domain: tuple[tuple[float, float], tuple[float, float]], frame: Frame, ink: str) -> list[Shape]:
    """The frame, ticks with their numbers, θ₁ below and θ₂ on the left."""
    (x0, x1), (y0, y1) = domain
    left, top, width, height = frame
    right, below = left + width, top + height
    corners = [(left, top), (right, top), (right, below), (left, below), (left, top)]
    marks, shapes = [], []
    for value in ticks(x0, x1, max(3, int(width / ACROSS))):
        x = left + (value - x0) / (x1 - x0) * width
        marks.append(np.array([(x, below), (x, below + TICK)]))
        shapes.append(Text(x, below + TICK + TYPE, written(value), ink, TYPE, "middle"))
    for value in ticks(y0, y1, max(3, int(height / UPWARDS))):
        y = below - (value - y0) / (y1 - y0) * height
        marks.append(np.array([(left - TICK, y), (left, y)]))
        shapes.append(Text(left - TICK - 4, y + TYPE * 0.35, written(value), ink, TYPE, "end"))
    names = [
        Text(left + width / 2, below + TICK + 2.4 * TYPE, "θ₁", ink, TYPE + 2, "middle"),
        Text(left - 58, top + height / 2 + TYPE * 0.35, "θ₂", ink, TYPE + 2),
    ]
    return [Line((np.array(corners, float), *marks), ink, 1.0, name="axes"), *shapes, *names]


def written(value: float) -> str:
    """A number at an axis, with the minus of mathematics: −0.5, 10⁶."""
    return numeral(compact(value))
