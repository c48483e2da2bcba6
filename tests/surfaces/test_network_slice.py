"""The slice of a network's loss: what is drawn is near to the network itself, and rugged or smooth as it is."""

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.critical import critical_points
from surfaces.network_slice import LOSSES, POINTS, REACH
from tools.network_slice import losses, shipped

SLICE = SURFACES["network_slice"]


@pytest.mark.parametrize(("skip", "share"), [(False, 0.05), (True, 5e-5)])
def test_the_spline_is_near_to_the_loss_of_the_network_with_the_weights_that_are_shipped(
    skip: bool, share: float
) -> None:
    x, y = np.random.default_rng(5).uniform(-1, 1, (2, 2_000))
    away = np.abs(np.asarray(SLICE(x, y, skip=int(skip))) - losses(shipped(skip), skip, x, y))
    assert np.quantile(away, 0.99) < share
    assert away.mean() < share / 10


@pytest.mark.parametrize("skip", [0, 1])
def test_the_spline_goes_through_the_values_that_were_computed(skip: int) -> None:
    axis = np.linspace(-REACH, REACH, POINTS)
    inner = slice(2, -2)
    y, x = np.meshgrid(axis[inner], axis[inner], indexing="ij")
    assert np.asarray(SLICE(x, y, skip=skip)) == pytest.approx(LOSSES[skip][inner, inner], rel=1e-9, abs=1e-9)


def test_without_skip_connections_the_grid_has_many_minima_and_with_them_one() -> None:
    low, high = np.searchsorted(np.linspace(-REACH, REACH, POINTS), (-1, 1))
    counts = [
        sum(grid[i, k] == grid[i - 1 : i + 2, k - 1 : k + 2].min() for i in range(low, high) for k in range(low, high))
        for grid in LOSSES
    ]
    assert counts[0] >= 20
    assert counts[1] == 1


@pytest.mark.long
def test_of_its_critical_points_none_is_missed_that_a_finer_mesh_finds() -> None:
    found = [one.point for one in critical_points(SLICE)]
    kinds = Counter(one.kind for one in critical_points(SLICE))
    assert kinds == {"minimum": 40, "maximum": 39, "saddle": 77}
    # Three starts to a cell, and not a multiple of two.
    finer = [one.point for one in critical_points(replace(SLICE, mesh=288))]
    apart = np.max(np.abs(np.array(finer)[:, None] - np.array(found)), axis=-1)
    assert len(finer) == len(found)
    assert apart.min(axis=1).max() < 1e-6
    assert [one.kind for one in critical_points(SLICE, skip=1)] == ["minimum"]


def test_beyond_what_was_computed_there_is_a_wall() -> None:
    edge, beyond = (float(SLICE(x, 0.25, skip=0)) for x in (REACH, REACH + 0.5))
    assert beyond == pytest.approx(edge + 20 * 0.25)
