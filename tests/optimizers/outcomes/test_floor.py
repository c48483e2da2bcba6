"""The walk downhill: side by side it comes to the places that it comes to alone."""

import numpy as np
import pytest

from optimizers.outcomes.floor import floor_below, floors_below
from surfaces import SURFACES


@pytest.mark.parametrize("id", ["himmelblau", "rosenbrock", "saddle", "sharp_flat"])
def test_many_walks_end_where_each_of_them_ends_alone(id: str) -> None:
    surface = SURFACES[id]
    numbers, (low, high) = surface.settle({}), np.array(surface.domain).T
    points = np.random.default_rng(3).uniform(low, high, (20, 2))
    points = np.vstack([points, low + 100 * (high - low), [np.nan, 0.0]])
    found = floors_below(surface, numbers, points)
    assert found[-2:] == [None, None]
    alone = [floor_below(surface, numbers, point) for point in points]
    assert [one and one.kind for one in found] == [one and one.kind for one in alone]
    for one, other in zip(found, alone, strict=True):
        if one and other:
            np.testing.assert_allclose(one.point, other.point, atol=1e-7 * np.ptp(surface.domain))
    # Himmelblau's four minima are all found.
    ends = {tuple(np.round(one.point, 3)) for one in found if one and one.kind == "minimum"}
    if id == "himmelblau":
        assert ends == {(3.0, 2.0), (-2.805, 3.131), (-3.779, -3.283), (3.584, -1.848)}
