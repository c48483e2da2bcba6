"""Small multiples: one run of a scene for several values of one of its numbers."""

import math

import numpy as np

from surfaces import Number

FEWEST, MOST = 2, 9
# A decade of whole numbers is still few enough to go through evenly.
DECADE = 10


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
