"""Critical points by other means: roots of polynomials, zeros by bisection, closed forms."""

import math
from collections.abc import Callable, Sequence

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.critical import Kind, critical_points


def in_order(points: Sequence[tuple[float, float]] | np.ndarray) -> np.ndarray:
    """The points from left to right, those above each other from below, whatever their last digits."""
    found = np.array(points, np.float64).reshape(-1, 2)
    return found[np.lexsort(found.round(9).T[::-1])]


def places(id: str, kind: Kind | None = None, **numbers: float) -> np.ndarray:
    """The critical points of a kind, or of all."""
    return in_order([one.point for one in critical_points(SURFACES[id], **numbers) if kind in (None, one.kind)])


def real(polynomial: np.polynomial.Polynomial) -> np.ndarray:
    roots = polynomial.roots()
    return np.sort(roots[abs(roots.imag) < 1e-9].real)


def test_rosenbrocks_only_critical_point_is_a_a_squared() -> None:
    for a, b in ((1.0, 100.0), (0.0, 1.0), (1.5, 1000.0)):
        assert places("rosenbrock", a=a, b=b).tolist() == [[a, a**2]]


def test_the_six_hump_camel_has_the_roots_of_a_polynomial_of_degree_15() -> None:
    # ∂L/∂x = 0 gives y, and y put into ∂L/∂y = 0 a polynomial of x.
    x = np.polynomial.Polynomial([0, 1])
    y = -(8 * x - 8.4 * x**3 + 2 * x**5)
    expected = np.column_stack([roots := real(x - 8 * y + 16 * y**3), y(roots)])
    assert len(expected) == 15
    # numpy.roots finds the roots of a polynomial of that degree to about twelve digits.
    assert places("six_hump_camel") == pytest.approx(expected, rel=0, abs=1e-9)


def test_himmelblau_has_the_roots_of_a_polynomial_of_degree_9() -> None:
    # ∂L/∂x = 0 is y² + 2xy + c = 0; with it, ∂L/∂y = 0 is linear in y: y = −n/d.
    x = np.polynomial.Polynomial([0, 1])
    c = 2 * x**3 - 21 * x - 7
    n, d = 8 * x * c + 2 * x**2 - 22, 16 * x**2 - 4 * c + 4 * x - 26
    roots = real(n**2 - 2 * x * n * d + c * d**2)
    assert len(roots) == 9
    # As above; the terms are some thousands.
    assert places("himmelblau") == pytest.approx(np.column_stack([roots, -n(roots) / d(roots)]), rel=0, abs=1e-8)


def test_beale_has_the_roots_of_two_polynomials() -> None:
    # With pᵢ = yⁱ − 1 the loss is Σ (cᵢ + x pᵢ)²: ∂L/∂x = 0 gives x, and ∂L/∂y = 0 has the factor x.
    y = np.polynomial.Polynomial([0, 1])
    powers, c = [y - 1, y**2 - 1, y**3 - 1], (1.5, 2.25, 2.625)
    square = sum(p**2 for p in powers)
    mixed = sum(k * p for k, p in zip(c, powers, strict=True))
    # In either, y = 1 is a root of several terms: there every p is 0, and x is 0.
    rest = sum((k * square - p * mixed) * p.deriv() for k, p in zip(c, powers, strict=True)) // (y - 1)
    expected = [(-mixed(root) / square(root), root) for root in real(rest) if abs(root - 1) > 1e-6]
    inside = [point for point in [*expected, (0.0, 1.0)] if max(map(abs, point)) <= 4.5]
    assert places("beale") == pytest.approx(in_order(inside), rel=0, abs=1e-9)


def test_styblinski_tang_has_all_pairs_of_the_roots_of_a_cubic() -> None:
    roots = np.sort(np.roots([4, 0, -32, 5]).real)
    assert places("styblinski_tang") == pytest.approx(np.array([(x, y) for x in roots for y in roots]), abs=1e-12)
    low, middle, high = roots
    assert places("styblinski_tang", "maximum") == pytest.approx(np.array([(middle, middle)]), abs=1e-12)
    expected = np.array([(low, low), (low, high), (high, low), (high, high)])
    assert places("styblinski_tang", "minimum") == pytest.approx(expected, abs=1e-12)


def test_the_crescent_has_the_roots_of_a_cubic() -> None:
    expected = [(x, 0.0) for x in np.sort(np.roots([80, 0, -79.5, -0.5]).real)]
    assert places("crescent", angle=0.0) == pytest.approx(np.array(expected), abs=1e-12)


def test_mccormick_is_level_where_the_cosine_is_minus_one_half() -> None:
    turn = np.array([-2, 2, 4]) * math.pi / 3
    expected = np.column_stack([(turn + 1) / 2, (turn - 1) / 2])
    assert places("mccormick") == pytest.approx(expected, abs=1e-14)
    assert places("mccormick", "saddle") == pytest.approx(expected[1:2], abs=1e-14)


def zeros(f: Callable[[np.ndarray], np.ndarray], low: float, high: float) -> np.ndarray:
    """Every zero of a function that a fine grid brackets, by bisection."""
    grid = np.linspace(low, high, 9_998)
    left = grid[:-1][np.sign(f(grid[:-1])) != np.sign(f(grid[1:]))]
    right = left + grid[1] - grid[0]
    for _ in range(60):
        middle = (left + right) / 2
        same = np.sign(f(middle)) == np.sign(f(left))
        left, right = np.where(same, middle, left), np.where(same, right, middle)
    return (left + right) / 2


@pytest.mark.parametrize("amplitude", [0.0, 0.7, 10.0, 20.0])
def test_rastrigin_has_all_pairs_of_the_zeros_of_one_parameter(amplitude: float) -> None:
    alone = zeros(lambda x: 2 * x + 2 * math.pi * amplitude * np.sin(2 * math.pi * x), -5.12, 5.12)
    expected = in_order([(x, y) for x in alone for y in alone])
    assert places("rastrigin", amplitude=amplitude) == pytest.approx(expected, abs=1e-12)


def test_easom_is_level_where_the_tangent_is_minus_twice_its_angle() -> None:
    away = zeros(lambda u: np.sin(u) + 2 * u * np.cos(u), 0.5, 3.0)
    lobes = [math.pi - away[0], math.pi, math.pi + away[0]]
    crossings = [math.pi / 2, 3 * math.pi / 2]
    expected = in_order([*((x, y) for x in lobes for y in lobes), *((x, y) for x in crossings for y in crossings)])
    assert places("easom") == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize(("sharp", "flat"), [(0.1, 1.0), (0.05, 2.0), (0.05, 0.5), (0.5, 0.5)])
def test_between_the_sharp_and_the_flat_valley_lies_one_saddle(sharp: float, flat: float) -> None:
    # Where the distances to the minima are as the cube roots of the squared widths.
    near, far = sharp ** (2 / 3), flat ** (2 / 3)
    expected = [(-1.5 + 3 * near / (near + far), 0.0)]
    assert places("sharp_flat", "saddle", sharp=sharp, flat=flat) == pytest.approx(np.array(expected), abs=1e-12)


def test_the_double_well_has_the_points_of_its_quadratic() -> None:
    for barrier, tilt in ((1.0, 0.4), (0.5, 0.9), (5.0, 0.0)):
        root = math.sqrt(1 - tilt / (2 * barrier)) / 2
        expected = [(-1.0, 0.0), (0.5 - root, 0.0), (0.5 + root, 0.0)]
        assert places("double_well", barrier=barrier, tilt=tilt) == pytest.approx(np.array(expected), abs=1e-12)
