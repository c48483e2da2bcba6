"""Small multiples: which values of a number are shown."""

import math

import numpy as np
import pytest

from optimizers.knobs import BETA, EPSILON, ETA, PATIENCE, STRETCH, THRESHOLD, WARMUP
from scenes.grid import values
from surfaces import Number

SWITCH = Number("on", "", "switch", "Off or on.", 0, 0, 1, "switch")


def test_rates_go_by_equal_factors_and_are_exactly_the_powers_of_ten() -> None:
    assert values(ETA, 1e-7, 0.1, 7) == (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1)
    assert values(ETA, 1e-4, 1e-2, 2) == (1e-4, 1e-2)


def test_what_lies_between_has_few_digits_and_stays_where_it_belongs() -> None:
    assert values(ETA, 1e-3, 0.1, 4) == (1e-3, 4.64e-3, 2.15e-2, 0.1)
    for first, last in ((1e-8, 1.0), (0.011, 0.97), (0.9, 0.9001)):
        found = np.array(values(ETA, first, last, 9))
        assert np.diff(np.log(found)) == pytest.approx(np.full(8, math.log(last / first) / 8), rel=0.02)


def test_a_linear_number_goes_by_equal_steps() -> None:
    assert values(BETA, 0.0, 0.9, 4) == (0.0, 0.3, 0.6, 0.9)
    assert values(BETA, 0.5, 0.99, 3) == (0.5, 0.745, 0.99)


def test_whole_numbers_stay_whole_by_factors_over_decades_and_by_steps_within_one() -> None:
    assert values(WARMUP, 1, 1000, 4) == (1, 10, 100, 1000)
    assert values(STRETCH, 1, 10, 4) == (1, 4, 7, 10)
    # 0 has no factor.
    assert values(PATIENCE, 0, 400, 5) == (0, 100, 200, 300, 400)


def test_a_logarithmic_number_with_an_end_that_has_no_logarithm_goes_by_equal_steps() -> None:
    assert values(EPSILON, 0.0, 0.5, 3) == (0.0, 0.25, 0.5)
    assert values(THRESHOLD, -3.0, 3.0, 3) == (-3.0, 0.0, 3.0)


def test_the_larger_end_may_come_first() -> None:
    assert values(ETA, 0.1, 1e-7, 7) == tuple(reversed(values(ETA, 1e-7, 0.1, 7)))
    assert values(WARMUP, 5, 1, 5) == (5, 4, 3, 2, 1)


def test_equal_values_count_once() -> None:
    assert values(ETA, 0.5, 0.5, 7) == (0.5,)
    assert values(STRETCH, 1, 3, 9) == (1, 2, 3)
    assert values(SWITCH, 0, 1, 5) == (0, 1)


@pytest.mark.parametrize("count", range(2, 10))
def test_both_ends_are_shown_as_they_are_and_the_values_are_in_order(count: int) -> None:
    first, last = 1.2345678901e-5, 0.3333333333333333
    found = values(ETA, first, last, count)
    assert (found[0], found[-1], len(found)) == (first, last, count)
    assert list(found) == sorted(found)


def test_the_nearest_two_ends_that_a_float64_tells_apart_are_shown() -> None:
    near = math.nextafter(0.5, 1)
    assert values(ETA, 0.5, near, 5) == (0.5, near)


@pytest.mark.parametrize("ends", [(0.0, 0.1), (1e-7, 1e9), (math.nan, 0.1), (1e-7, math.inf)])
def test_an_end_that_is_not_allowed_is_refused_with_the_numbers_own_sentence(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"eta \(learning rate\) is \S+; it must be a number above 0 and at most 1000"):
        values(ETA, *ends, 7)
