"""Losses and curvatures of many points are those of each point."""

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.along import LEAST, curvatures, losses


@pytest.mark.parametrize("count", [0, 1, LEAST, LEAST + 1])
def test_of_many_points_each_has_its_own_loss_and_curvatures(count: int) -> None:
    surface, points = SURFACES["rosenbrock"], np.random.default_rng(0).uniform(-2, 2, (count, 2))
    x, y = points.T
    assert losses(surface, points) == pytest.approx((1 - x) ** 2 + 100 * (y - x**2) ** 2, rel=1e-12)
    # By hand: 2 − 400 (y − x²) + 800 x², and 200.
    found = curvatures(surface, points)
    assert found.shape == (count, 2)
    assert found[:, 0] == pytest.approx(2 - 400 * (y - x**2) + 800 * x**2, rel=1e-10)
    assert found[:, 1] == pytest.approx(np.full(count, 200.0), rel=1e-12)


def test_what_a_surface_refuses_is_refused_for_many_points_too() -> None:
    with pytest.raises(TypeError, match="rosenbrock has no number 'c'"):
        losses(SURFACES["rosenbrock"], np.zeros((3, 2)), c=1.0)
