"""The numbers beside a map, on maps for which they are known."""

import math

import numpy as np
import pytest

from optimizers.outcomes.classes import DIVERGED, MINIMUM
from scenes.maps import Pixels
from scenes.maps.told import best_of, border, sensitivity, shares

SIDE = 240
ROWS, COLUMNS = np.mgrid[:SIDE, :SIDE]


def pixels(kind: np.ndarray, loss: np.ndarray) -> Pixels:
    zeros = np.zeros(len(kind))
    whole = zeros.astype(np.int64)
    return Pixels(kind, whole, loss, zeros, zeros, whole, whole, zeros)


def test_a_straight_border_is_a_line_and_its_entropy_below_the_limit() -> None:
    found = border((ROWS + 0.37 * COLUMNS > 150).astype(np.int64))
    assert found.dimension == pytest.approx(1, abs=0.03)
    assert found.entropy is not None
    assert found.entropy < math.log(2)


def test_two_classes_at_random_are_everywhere_and_three_are_above_the_limit() -> None:
    two, three = (np.random.default_rng(1).integers(0, count, (SIDE, SIDE)) for count in (2, 3))
    assert border(two).dimension == pytest.approx(2, abs=0.02)
    assert border(two).entropy == pytest.approx(math.log(2), abs=0.01)
    assert border(three).entropy == pytest.approx(math.log(3), abs=0.02)


def test_a_known_fractal_has_its_dimension() -> None:
    # Sierpiński's carpet: what is cut out of it leaves a border of its own dimension, ln 8 / ln 3.
    carpet = np.zeros((1, 1), bool)
    for _ in range(5):
        carpet = np.block([[carpet] * 3, [carpet, ~np.zeros_like(carpet), carpet], [carpet] * 3])
    assert border(carpet.astype(np.int64)).dimension == pytest.approx(math.log(8) / math.log(3), abs=0.08)


def test_one_class_has_no_border() -> None:
    assert border(np.zeros((SIDE, SIDE), np.int64)) == (None, None)


def test_shares_are_of_all_points() -> None:
    kind = np.array([DIVERGED, MINIMUM, MINIMUM, MINIMUM])
    assert shares(pixels(kind, np.zeros(4))) == {DIVERGED: 0.25, MINIMUM: 0.75}


def test_the_best_of_many_tries_is_the_median_of_their_lowest() -> None:
    loss = np.arange(10_000.0)
    kind = np.full(10_000, MINIMUM)
    chance = np.random.default_rng(2)
    for tries in (1, 10, 100):
        drawn = np.median(chance.integers(0, 10_000, (4000, tries)).min(axis=1))
        assert best_of(pixels(kind, loss), tries) == pytest.approx(drawn, rel=0.1)
    gone = np.where(np.arange(10_000) % 2, DIVERGED, MINIMUM)
    assert best_of(pixels(gone, loss), 1) == math.inf or best_of(pixels(gone, loss), 1) >= 9_998
    assert best_of(pixels(gone, loss), 10) < 2_000


def test_a_rate_that_need_not_be_right_costs_nothing_and_one_that_has_to_be_costs_all() -> None:
    etas = np.geomspace(1e-4, 1.0, 401)
    assert sensitivity(etas, np.full(401, 1.0), 5.0) == 0
    only = np.where(etas == etas[200], 1.0, 5.0)
    assert sensitivity(etas, only, 5.0) == pytest.approx(1, abs=0.02)
    # What diverges costs all of the gain and no more.
    half = np.where(etas > etas[200], math.inf, 1.0)
    assert sensitivity(etas, half, 5.0) == pytest.approx(0.5, abs=0.5)
    assert sensitivity(etas, np.full(401, 5.0), 5.0) is None
