"""What a number of a surface, an optimizer or a schedule may be, for tests that try all of it."""

from dataclasses import replace

from hypothesis import strategies as st

from surfaces import Number


def inside(number: Number) -> st.SearchStrategy[float]:
    """Any value that is allowed."""
    if number.scale in ("whole", "switch"):
        return st.integers(int(number.low), int(number.high)).map(float)
    ends = {"exclude_min": number.above_low, "exclude_max": number.below_high}
    # What is to be above 0 must be computed as such.
    ends |= {"allow_subnormal": False} if number.above_low else {}
    return st.floats(number.low, number.high, **ends)


def often_small(number: Number) -> st.SearchStrategy[float]:
    """The same, small numbers more often."""
    high = number.low + 20 if number.scale == "whole" else 1.0
    return inside(number) | inside(replace(number, high=min(number.high, high)))
