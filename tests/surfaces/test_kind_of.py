"""What a point without slope is by its eigenvalues, on surfaces that are made up, too; and the largest stable rate."""

import math
from collections import Counter

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, descend
from surfaces import SURFACES
from surfaces.critical import KINDS, MOST, critical_points, kind_of, largest_stable_rate
from tests.surfaces.searched import kinds, made_up

POSITIVE = st.floats(1e-6, 1e6)


@given(POSITIVE, POSITIVE)
def test_the_signs_of_the_eigenvalues_are_the_kind(a: float, b: float) -> None:
    flat = min(a, b) <= 1e-7 * max(1.0, a, b)
    for first, second, kind in ((a, b, "minimum"), (-a, -b, "maximum"), (a, -b, "saddle")):
        for pair in ((first, second), (second, first), np.array([first, second])):
            assert kind_of(pair) == ("flat" if flat else kind)


@pytest.mark.parametrize("pair", [(0, 0), (0, 5), (-5, 0), (1e-12, 1e-12), (1e-9, 1e3), (math.nan, 1), (math.inf, 1)])
def test_with_an_eigenvalue_of_practically_zero_a_point_is_flat(pair: tuple[float, float]) -> None:
    assert kind_of(pair) == "flat"


def test_every_kind_has_a_name() -> None:
    assert KINDS == {"minimum": "a minimum", "maximum": "a maximum", "saddle": "a saddle", "flat": "a flat place"}


@pytest.mark.parametrize("kappa", [1.0, 20.0, 1000.0])
@pytest.mark.parametrize("angle", [0.0, 30.0])
def test_the_largest_stable_rate_is_two_over_the_largest_curvature(kappa: float, angle: float) -> None:
    rate = largest_stable_rate(SURFACES["quadratic"], -4.0, -1.5, kappa=kappa, angle=angle)
    assert rate == pytest.approx(2 / kappa, rel=1e-12)
    for share, kind in ((0.9, "converged"), (1.2, "diverged")):
        settings = {"kappa": kappa, "angle": angle, "eta": share * rate}
        assert descend(SURFACES["quadratic"], OPTIMIZERS["gd"], steps=20_000, **settings).outcome.kind == kind


def test_where_nothing_curves_upwards_any_rate_is_stable() -> None:
    assert largest_stable_rate(SURFACES["himmelblau"], -0.270845, -0.923039) == math.inf
    assert largest_stable_rate(SURFACES["saddle"], 0.0, 0.0, falloff=5.0) == pytest.approx(2.0)


def test_a_plain_is_no_crowd_of_critical_points() -> None:
    assert kinds(made_up(lambda x, y: 1 - jnp.exp(-(x**2) - y**2), 30.0)) == {"minimum": 1}
    assert kinds(made_up(lambda x, y: 0 * x + 0 * y)) == {}
    assert kinds(made_up(lambda x, y: x + 0 * y)) == {}


def test_a_surface_that_is_not_smooth_has_the_minimum_that_it_lists() -> None:
    # Its Hessian at the minimum is 0/0 as far as automatic differentiation can tell.
    assert kinds(made_up(lambda x, y: (x**2 + y**2) ** 1.25)) == {"flat": 1}
    tip = critical_points(SURFACES["ackley"])[0]
    assert (tip.point, tip.kind, tip.loss) == ((0.0, 0.0), "minimum", 0.0)


def test_there_are_never_more_than_the_most() -> None:
    egg_box = made_up(lambda x, y: 2 - jnp.cos(2 * jnp.pi * x) - jnp.cos(2 * jnp.pi * y), 8.2)
    found = critical_points(egg_box)
    # 17 · 17 minima, 2 · 17 · 16 saddles and some of the 16 · 16 maxima.
    assert len(found) == MOST
    assert found[0].loss == 0
    assert Counter(one.kind for one in found)["minimum"] == 289
