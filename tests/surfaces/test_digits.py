"""Near a minimum and far out a loss and its gradient have all their digits, and no term leaves float64 before."""

import math
from decimal import Decimal, localcontext

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surfaces import SURFACES, Surface
from surfaces.digits import norm, second_order

EVERY = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)

# Loss and gradient of the textbook's formulas, with these float64 numbers put into them and 420 digits kept.
EXACT = [
    ("bowl", (2e-09, 0.0), {}, 2.1000000000000004e-18, (2.1e-09, 0.0)),
    ("bowl", (1e-06, -3e-09), {}, 5.302499999999665e-13, (1.0499999999998673e-06, -3.4999999999995586e-06)),
    ("bowl", (1e153, 2e152), {}, 1.4156623891309682e154, (0.3115149511535137, 69.22554470078083)),
    (
        "crescent",
        (1.000000003, -2e-09),
        {"angle": 0.0},
        7.232500157239888e-16,
        (4.815000066813296e-07, -1.0000009600000105e-09),
    ),
    (
        "crescent",
        (0.999999999999, 1e-12),
        {"angle": 0.0},
        8.049644950303249e-23,
        (-1.604964494636005e-10, 4.999999998400035e-13),
    ),
    (
        "monkey_saddle",
        (-0.999999999, 2e-10),
        {},
        1.679999912914207e-18,
        (2.999999908914206e-09, 1.7999999976000002e-09),
    ),
    ("monkey_saddle", (-1.0, 1e-12), {}, 4.5e-24, (-6e-24, 9e-12)),
    ("cliff", (1e-09, 0.0), {}, 4.9504950818547206e-18, (9.900990196059211e-09, 0.0)),
    ("cliff", (-1e-06, 3e-07), {}, 4.99546269989063e-12, (-9.900893050322249e-06, 3e-07)),
    ("cliff", (-3e-12, 0.0), {"wall": 500.0, "bend": 100.0}, 2.2477522475279216e-22, (-1.4985014982771725e-10, 0.0)),
    ("beale", (3.000000001, 0.5), {}, 1.5781252611493068e-18, (3.156250261149296e-09, -1.1437500950155494e-08)),
    ("beale", (3.0, 0.49999999999), {}, 2.306250381601727e-21, (1.1437500946372993e-10, -4.612500381525211e-10)),
    (
        "booth",
        (1.000000000001, 2.999999999999),
        {},
        2.000355618135991e-24,
        (2.000177801164682e-12, -2.000177801164682e-12),
    ),
    (
        "himmelblau",
        (3.0000000001, 1.99999999999),
        {},
        3.517000582113914e-19,
        (7.200000596086871e-09, 1.6600001373674159e-09),
    ),
    ("rastrigin", (1e-09, -2e-09), {}, 9.91960440108936e-16, (3.967841760435744e-07, -7.935683520871488e-07)),
    ("rastrigin", (1e-12, 0.0), {"amplitude": 20.0}, 3.9578417604357433e-22, (7.915683520871487e-10, 0.0)),
    ("ackley", (1e-09, 2e-09), {}, 6.324555453478591e-09, (1.2649111173240843, 2.5298222346481687)),
    ("ackley", (1e20, 3e19), {}, 20.0, (0.0, 0.0)),
    ("ackley", (1e-170, 0.0), {}, 2.8284271247461902e-170, (2.8284271247461903, 0.0)),
    ("ackley", (1e160, -1e159), {}, 20.0, (0.0, 0.0)),
    ("sharp_flat", (1e100, 3e99), {}, 5.396039603960396e199, (9.900990099009902e99, 2.9702970297029707e99)),
    ("sharp_flat", (-1.5, 1e-12), {}, 4.999999999999999e-23, (-3.703703703703702e-46, 9.999999999999999e-11)),
    ("sharp_flat", (-1e153, 0.0), {}, 4.9504950495049504e305, (-9.9009900990099e152, 0.0)),
    ("linear_regression", (1e153, -3e152), {}, 8.661e306, (1.8942e154, 5.4e153)),
    ("logistic_regression", (1e100, 1e99), {}, 1.175e100, (1.125, 0.5)),
]


@pytest.mark.parametrize(("id", "point", "numbers", "loss", "grad"), EXACT)
def test_the_loss_and_its_gradient_have_all_their_digits(
    id: str, point: tuple[float, float], numbers: dict, loss: float, grad: tuple[float, float]
) -> None:
    assert float(SURFACES[id](*point, **numbers)) == pytest.approx(loss, rel=1e-15, abs=0)
    slope = SURFACES[id].at(*point, **numbers)
    assert np.asarray(slope.grad) == pytest.approx(grad, rel=2e-15, abs=2e-15 * max(map(abs, grad)))
    assert np.isfinite(slope.hessian).all()


def test_where_one_factor_is_zero_the_other_may_be_infinite() -> None:
    # 0 · y³: the residuals are 1.5, 2.25 and 2.625.
    assert float(SURFACES["beale"](0.0, 1e150)) == 14.203125


@EVERY
def test_around_every_listed_minimum_the_loss_rises_with_the_square_of_the_distance(surface: Surface) -> None:
    if surface.id == "ackley":
        return  # the tip of a cone
    for minimum in surface.minima(**{number.id: number.default for number in surface.numbers}):
        slope = surface.at(*minimum)
        if abs(float(slope.loss)) > 1e-3 or not all(value == round(value, 3) for value in minimum):
            continue  # the smallest difference from −1.9 is 1e-16, and an irrational minimum is no float64
        for size in (1e-5, 1e-8, 1e-11):
            step = np.array([0.6, -0.8]) * size
            step = np.array(minimum) + step - np.array(minimum)
            expected = step @ np.asarray(slope.hessian) @ step / 2
            loss = float(surface(*(np.array(minimum) + step)))
            # Third derivatives are up to a hundred times the second ones.
            assert loss - float(slope.loss) == pytest.approx(expected, rel=200 * size + 1e-12)


@EVERY
@pytest.mark.parametrize("size", [1e20, 1e60, 1e100, 1e153])
def test_far_out_nothing_is_nan(surface: Surface, size: float) -> None:
    for x, y in ((1.0, 0.3), (-1.0, 0.5), (0.0, 1.0), (1.0, 0.0)):
        assert not np.isnan(float(surface(size * x, size * y)))
    if surface.id in ("bowl", "sharp_flat", "quadratic", "ackley", "rastrigin", "linear_regression", "cliff"):
        assert math.isfinite(float(surface(size, -0.3 * size)))
        assert np.isfinite(surface.at(size, -0.3 * size).grad).all()


@settings(deadline=None)  # the first one compiles
@given(st.floats(-1e300, 1e300), st.floats(-1e300, 1e300))
def test_the_norm_is_the_hypotenuse_of_any_size(x: float, y: float) -> None:
    tiny = np.finfo(float).tiny
    if min(abs(x), abs(y)) >= tiny:
        assert float(norm(jnp.asarray(x), jnp.asarray(y))) == pytest.approx(math.hypot(x, y), rel=1e-15)


def test_at_zero_the_norm_has_no_slope_and_beside_it_a_slope_of_one() -> None:
    slope = jax.grad(norm, argnums=(0, 1))
    assert [float(value) for value in slope(0.0, 0.0)] == [0, 0]
    for size in (1e-300, 1e-9, 1.0, 1e200):
        assert [float(value) for value in slope(3 * size, -4 * size)] == pytest.approx([0.6, -0.8], rel=1e-15)


@pytest.mark.parametrize("z", [-30.0, -1.0, -0.5, -0.49, -1e-3, 1e-9, 0.3, 0.5, 2.0])
def test_the_exponential_without_its_first_two_terms_is_its_series(z: float) -> None:
    with localcontext() as context:
        context.prec = 60
        expected = float(Decimal(z).exp() - 1 - Decimal(z))
    assert float(second_order(jnp.asarray(z))) == pytest.approx(expected, rel=2e-15)
    assert float(jax.grad(second_order)(z)) == pytest.approx(math.expm1(z), rel=1e-14)
