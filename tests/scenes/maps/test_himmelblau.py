"""Himmelblau's maps, against numbers that were found by other means: shares, dimension, entropy."""

import math

import pytest

from optimizers.outcomes.classes import CYCLE, DIVERGED, MINIMUM, UNDERWAY
from scenes import Scene, new_run
from scenes.maps import Axis, Map, whole
from scenes.maps.told import border, shares

SIZE, STEPS = 200, 250
POINT = 0.01


def himmelblau(method: str, eta: float) -> Map:
    scene = Scene("himmelblau", (), (4.2, 4.0), STEPS, (new_run(method, eta=eta),))
    return Map(scene, "starts", Axis("x", -6.0, 6.0), Axis("y", -6.0, 6.0))


def minima(found: dict[int, float]) -> list[float]:
    return sorted(share for kind, share in found.items() if kind >= MINIMUM)


def test_a_large_rate_ends_in_cycles_that_a_map_has_to_tell() -> None:
    found = shares(whole(himmelblau("gd", 0.02), SIZE))
    assert found[CYCLE] == pytest.approx(0.42, abs=POINT)
    assert found[DIVERGED] == pytest.approx(0.09, abs=POINT)


def test_a_small_rate_shares_the_plane_among_four_minima_with_a_plain_border() -> None:
    pixels = whole(himmelblau("gd", 0.005), SIZE)
    assert minima(shares(pixels)) == pytest.approx([0.24, 0.25, 0.25, 0.26], abs=POINT)
    assert {DIVERGED, CYCLE, UNDERWAY}.isdisjoint(shares(pixels))
    found = border(pixels.kind.reshape(SIZE, SIZE))
    assert found.dimension == pytest.approx(1.03, abs=0.05)
    assert found.entropy is not None
    assert found.entropy < math.log(2)


def test_with_momentum_the_border_is_fractal() -> None:
    pixels = whole(himmelblau("momentum", 0.01), SIZE)
    assert minima(shares(pixels)) == pytest.approx([0.21, 0.21, 0.23, 0.25], abs=POINT)
    assert shares(pixels)[DIVERGED] == pytest.approx(0.11, abs=POINT)
    found = border(pixels.kind.reshape(SIZE, SIZE))
    assert found.dimension == pytest.approx(1.69, abs=0.05)
    assert found.entropy is not None
    assert found.entropy > math.log(2)


def test_cycles_have_their_period() -> None:
    pixels = whole(himmelblau("gd", 0.02), SIZE)
    periods = pixels.period[pixels.kind == CYCLE]
    assert {2, 6} <= {*periods.tolist()}
    assert periods.min() >= 2
