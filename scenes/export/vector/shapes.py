"""What a vector picture is made of: a few shapes, in pixels from its upper left, for each writer to write."""

import math
from typing import Literal, NamedTuple

import numpy as np
from jaxtyping import Float

Points = Float[np.ndarray, "n 2"]
Anchor = Literal["start", "middle", "end"]
Frame = tuple[float, float, float, float]
"""Left, top, width, height."""


class Area(NamedTuple):
    """What lies within rings, even and odd."""

    rings: tuple[Points, ...]
    fill: str


class Line(NamedTuple):
    """Pieces of a line; `name` is what it is of, "" for none."""

    pieces: tuple[Points, ...]
    stroke: str
    width: float
    dash: tuple[int, ...] = ()
    opacity: float = 1.0
    name: str = ""


class Sign(NamedTuple):
    """A closed outline about a place, filled, with a rim; without a fill a rim alone."""

    outline: Points
    fill: str
    rim: str
    width: float


class Text(NamedTuple):
    """A line of type; `y` is its baseline. With a rim in the colour of the ground it can stand on anything."""

    x: float
    y: float
    text: str
    fill: str
    size: float = 14.0
    anchor: Anchor = "start"
    rim: str = ""
    bold: bool = False


Shape = Area | Line | Sign | Text


class Layer(NamedTuple):
    """Shapes that are drawn one over the other; with a frame nothing is seen of them outside of it."""

    shapes: tuple[Shape, ...]
    frame: Frame | None = None


class Picture(NamedTuple):
    """A whole picture: its size, what it is called, what is said of it, its ground, and its layers from below."""

    width: float
    height: float
    title: str
    told: str
    ground: str
    layers: tuple[Layer, ...]


CORNERS = {"triangle": 3, "square": 4, "diamond": 4, "pentagon": 5}
ROUND = 24  # corners of what is round


def circle(x: float, y: float, radius: float) -> Points:
    """A ring of corners: no writer needs curves."""
    angles = np.arange(ROUND) * 2 * math.pi / ROUND
    return np.stack([x + radius * np.cos(angles), y + radius * np.sin(angles)], axis=1)


def sign(shape: str, x: float, y: float, size: float) -> Points:
    """The sign of a run, as the player draws it (`player/web/draw/marker.js`)."""
    if shape == "cross":
        a, b = size, size / 3
        arm = [(-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b)]
        return np.array([*arm, *((-dx, -dy) for dx, dy in arm)]) + np.array((x, y))
    count = CORNERS.get(shape)
    if count is None:
        return circle(x, y, size)
    turn = math.pi / 4 if shape == "square" else 0.0
    angles = turn - math.pi / 2 + 2 * math.pi * np.arange(count) / count
    return np.stack([x + 1.15 * size * np.cos(angles), y + 1.15 * size * np.sin(angles)], axis=1)


def wide(text: str, size: float) -> float:
    """About how wide a text is, in pixels: Han characters are as wide as they are high."""
    return size * sum(1.0 if ord(letter) > 0x2E80 else 0.58 for letter in text)
