"""The values that a number is moved over, by its slider and by the dial of the player: one list for both."""

import math

from surfaces import Number


def range_of(record: Number, value: float) -> tuple[float, float]:
    """From where to where the slider goes while it stands at `value`."""
    low, high = record.slider or (record.low, record.high)
    return min(low, value), max(high, value)


def step_of(record: Number, value: float) -> float:
    """How far apart the values of a linear slider are: 0.001 between 0 and 1, else about a hundredth of its range."""
    low, high = range_of(record, value)
    return 0.001 if high - low <= 1 else 10.0 ** math.floor(math.log10((high - low) / 100))


def offered(record: Number, value: float) -> list[float]:
    """All values that the slider of a logarithmic or whole number offers while it stands at `value`, ascending.

    Round ones, ten to a decade; a value in between that came with a link stands among them, and 0, which has no place
    on a logarithmic slider, at the left end where it is allowed.
    """
    low, high = record.slider or (record.low, record.high)
    ends = {0.0} if record.low == 0 and record.scale == "log" and not record.above_low else set()
    return sorted({*ends, *round_values(low, high, record.scale == "whole"), value})


def dialled(record: Number, value: float, most: int) -> list[float]:
    """At most `most` of the values that the slider offers, ascending, with `value` and some on either side of it.

    They stay the same while the number moves among them, unless it goes far towards the end of a part of a long list.
    """
    values = _even(record, value) if record.scale == "linear" else offered(record, value)
    stride = max(most // 2, 1)
    first = (values.index(value) - (most - stride) // 2) // stride * stride
    first = max(min(first, len(values) - most), 0)
    return values[first : first + most]


def _even(record: Number, value: float) -> list[float]:
    """The values of a linear slider that are worth a detent: not all thousand, but over its whole range.

    Besides those that are evenly spread there are, for a memory, those that end at a round distance from 1: with 0.99
    it lasts ten times as long as with 0.9.
    """
    (low, high), step = range_of(record, value), step_of(record, value)
    memory = record.below_high and record.high == 1
    apart = step * (50 if memory else 20)
    values = {low, high, *(i * apart for i in range(math.ceil(low / apart), math.floor(high / apart) + 1))}
    if memory:
        values |= {1 - away for away in round_values(step, 1)}
    places = max(-math.floor(math.log10(step)), 0)
    return sorted({one for one in (round(one, places) for one in values) if low <= one <= high} | {value})


def round_values(low: float, high: float, whole: bool = False) -> list[float]:
    """Ten values a decade from `low` to `high`: 1, 1.25, 1.6, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten."""
    digits = (1.0, 1.25, 1.6, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    values = [float(f"{digit}e{decade}") for decade in decades for digit in digits]
    return [value for value in values if low <= value <= high and not (whole and value % 1)]
