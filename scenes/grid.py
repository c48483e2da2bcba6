"""Small multiples: one run of a scene for several values of one of its numbers."""

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from optimizers.parts.knobs import ETA
from scenes.scene import Run, Scene, knobs_of, with_value
from surfaces import Number
from words import compact, say

COUNT = Number(
    "count", "", "how many", "How many values are shown, each in a picture of its own.", 7, 2, 9, "whole", slider=(2, 9)
)  # fmt: skip
Grid = tuple[float, float, int]
# A decade of whole numbers is still few enough to go through evenly.
DECADE = 10


def spread(scene: Scene) -> Scene:
    """The scene of the pictures of a grid: the varied run, once for each value. Any other view has its own runs."""
    if scene.view != "grid":
        return scene
    place, number = varied_of(scene.runs, scene.varied)
    run = replace(scene.runs[place], hidden=False)
    runs = tuple(with_value(run, number.id, value) for value in values(number, *grid_of(scene)))
    return replace(scene, runs=runs, varied=(0, number.id))


def varied_of(runs: Sequence[Run], varied: tuple[int, str]) -> tuple[int, Number]:
    """Which run is varied, and which of its numbers; the first run and η if there is no such run or number."""
    place = varied[0] if varied[0] < len(runs) else 0
    run = runs[place]
    numbers = [number for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]
    return place, next((number for number in numbers if number.id == varied[1]), numbers[0])


def grid_of(scene: Scene) -> Grid:
    """The ends and the count of a scene's grid; the usual ends if the varied number has become another one."""
    _, number = varied_of(scene.runs, scene.varied)
    first, last, count = scene.grid
    return scene.grid if number.allows(first) and number.allows(last) else (*usual(number)[:2], count)


def usual(number: Number) -> Grid:
    """The ends that a number's grid begins with: those of its slider; of η the lecture's."""
    if number.id == ETA.id:
        return 1e-7, 0.1, int(COUNT.default)
    return *(number.slider or (number.low, number.high)), int(COUNT.default)


def read(text: str, number: Number) -> Grid:
    """The grid of this number that a link writes as first~last~count. Raises ValueError with a sentence."""
    parts = text.split("~")
    if len(parts) != 3:
        message = "the grid is {text!r}; write it as first~last~how many, for example {example}."
        raise ValueError(say(message, text=text[:64], example=written(usual(number))))
    return number.read(parts[0]), number.read(parts[1]), int(COUNT.read(parts[2]))


def written(grid: Grid) -> str:
    """A grid as a link writes it."""
    return "~".join(map(compact, grid))


def values(number: Number, first: float, last: float, count: int) -> tuple[float, ...]:
    """From `first` to `last`, evenly on the scale of the number, both among them; `first` may be the larger one.

    Logarithmic and whole numbers go by equal factors, as their sliders do, unless an end is not above 0 or the
    whole numbers span less than a decade. What lies between the ends is rounded to as few digits, three or more,
    as leave the values where they belong. Equal ones count once: there may be fewer values than `count`.

    Raises:
        ValueError: an end is not allowed, with the number's own sentence.
    """
    first, last = number.check(first), number.check(last)
    if number.scale == "switch":
        return tuple(dict.fromkeys((first, last)))
    low, high = sorted((first, last))
    factors = low > 0 and (number.scale == "log" or (number.scale == "whole" and high / low > DECADE))
    exact = np.geomspace(first, last, count) if factors else np.linspace(first, last, count)
    between = _whole(exact) if number.scale == "whole" else _rounded(exact)
    return tuple(dict.fromkeys((first, *between, last)))


def _whole(exact: np.ndarray) -> list[float]:
    return [float(math.floor(value + 0.5)) for value in exact[1:-1]]


def _rounded(exact: np.ndarray) -> list[float]:
    """The values between the ends, each moved by at most a hundredth of the way to the next one."""
    gaps = np.minimum(abs(np.diff(exact)[:-1]), abs(np.diff(exact)[1:]))
    for digits in range(3, 17):
        rounded = np.array([float(f"{value:.{digits}g}") for value in exact[1:-1]])
        if (abs(rounded - exact[1:-1]) <= gaps / 100).all():
            return rounded.tolist()
    return exact[1:-1].tolist()
