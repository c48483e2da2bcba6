"""Critical points: as many of each kind as closed forms, roots of polynomials and the winding of the gradient say."""

# To compile the search takes a second and a half for each surface: whatever needs the points of many of them is here.

import math
from collections import Counter
from collections.abc import Callable

import numpy as np
import pytest

from optimizers import OPTIMIZERS, descend
from optimizers.outcomes.floor import floors_below
from surfaces import SURFACES, Surface
from surfaces.critical import KINDS, Critical, _found, critical_points, kind_of, largest_stable_rate
from tests.crossing import among, every
from tests.surfaces import searched
from tests.surfaces.searched import found_with, in_order, kinds, places, real, settings, winding, zeros

EVERY = pytest.mark.parametrize("surface", [SURFACES[id] for id in searched.SEARCHED], ids=searched.SEARCHED)

# What the literature counts, or the docstring of the surface.
COUNTS = {
    "bowl": {"minimum": 1},
    "quadratic": {"minimum": 1},
    "crescent": {"minimum": 1, "saddle": 1, "maximum": 1},
    "saddle": {"minimum": 2, "saddle": 1},
    "monkey_saddle": {"minimum": 3, "flat": 1},
    "plateau": {"minimum": 1},
    "cliff": {"minimum": 1},
    "double_well": {"minimum": 2, "saddle": 1},
    "sharp_flat": {"minimum": 2, "saddle": 1},
    "edge": {"minimum": 1},
    "river": {},
    "rosenbrock": {"minimum": 1},
    "beale": {"minimum": 1, "saddle": 2},
    "booth": {"minimum": 1},
    "matyas": {"minimum": 1},
    "mccormick": {"minimum": 2, "saddle": 1},
    "himmelblau": {"minimum": 4, "saddle": 4, "maximum": 1},
    "six_hump_camel": {"minimum": 6, "saddle": 7, "maximum": 2},
    "styblinski_tang": {"minimum": 4, "saddle": 4, "maximum": 1},
    "goldstein_price": {"minimum": 4, "saddle": 4, "maximum": 1},
    # 11 whole numbers from −5 to 5 and 10 gaps between them, for each parameter.
    "rastrigin": {"minimum": 11 * 11, "saddle": 2 * 11 * 10, "maximum": 10 * 10},
    "ackley": {"minimum": 11 * 11, "saddle": 2 * 11 * 10, "maximum": 10 * 10},
    "easom": {"minimum": 5, "saddle": 4, "maximum": 4},
    "linear_regression": {"minimum": 1},
    "logistic_regression": {"minimum": 1},
    "tiny_network": {"minimum": 2, "saddle": 1},
}
KNOWN = ("bowl", "saddle", "sharp_flat", "rosenbrock", "beale", "himmelblau", "styblinski_tang")


@pytest.mark.parametrize("id", COUNTS if every() else [id for id in COUNTS if id in (*searched.TELLING, *KNOWN)])
def test_there_are_as_many_of_each_kind_as_are_known(id: str) -> None:
    assert kinds(id) == COUNTS[id]


# All of which nobody has counted the points, but one that takes seven seconds, and some of the others.
UNCOUNTED = [id for id in SURFACES if id not in COUNTS and (every() or id != "network_slice")]


@pytest.mark.parametrize("id", dict.fromkeys([*UNCOUNTED, *among(COUNTS if every() else searched.TELLING, 7)]))
def test_the_gradient_turns_around_the_picture_once_for_each_extremum_and_back_for_each_saddle(id: str) -> None:
    surface = SURFACES[id]
    # Poincaré and Hopf: a minimum and a maximum count +1, a saddle −1, the monkey saddle −2.
    for which, numbers in enumerate(settings(surface)):
        found = Counter(one.kind for one in found_with(surface, which))
        flat = -2 if surface.id == "monkey_saddle" else 0
        expected = found["minimum"] + found["maximum"] - found["saddle"] + flat * found["flat"]
        # Of a network's slice at least 21 of 155 points are missed, six saddles more than extrema: they lie closer
        # together than the mesh of the search, and one twice as fine finds those.
        missed = 6 if surface.id == "network_slice" and not numbers.get("skip") else 0
        assert 0 <= expected - winding(surface, numbers) <= missed


@EVERY
def test_each_point_has_no_slope_lies_inside_and_is_what_its_eigenvalues_say(surface: Surface) -> None:
    (x0, x1), (y0, y1) = surface.domain
    for which, numbers in enumerate(settings(surface, 1)):
        for one in found_with(surface, which)[:40]:
            slope = surface.at(*one.point, **numbers)
            curvature = np.linalg.eigvalsh(slope.hessian)
            # A point is known to its last digits, and the gradient to the rounding of the terms it is made of.
            assert np.linalg.norm(slope.grad) <= 1e-13 * max(1.0, *abs(curvature))
            assert x0 <= one.point[0] <= x1
            assert y0 <= one.point[1] <= y1
            assert one.eigenvalues == pytest.approx(curvature, rel=1e-9, abs=1e-9)
            assert one.loss == pytest.approx(float(slope.loss), rel=1e-12, abs=1e-15)
            assert one.kind == kind_of(one.eigenvalues)


@EVERY
def test_the_lowest_stand_first_and_the_listed_minima_are_among_them_as_they_are_listed(surface: Surface) -> None:
    for which, numbers in enumerate(settings(surface)):
        found = found_with(surface, which)
        assert [one.loss for one in found] == pytest.approx(sorted(one.loss for one in found), rel=1e-9, abs=1e-9)
        usual = {number.id: number.default for number in surface.numbers}
        for minimum in surface.minima(**(usual | numbers)):
            same = [one for one in found if math.dist(one.point, minimum) < 1e-9]
            assert [one.kind for one in same] == ["minimum"]
            assert same[0].point == pytest.approx(minimum, rel=1e-15, abs=1e-15)
            assert same[0].loss == pytest.approx(found[0].loss, rel=0, abs=1e-12 * max(1.0, abs(found[0].loss)))


def test_no_two_points_are_the_same() -> None:
    for id in ("rastrigin", "ackley") if every() else ("rastrigin",):
        x, y = np.array([one.point for one in critical_points(SURFACES[id])]).T
        apart = np.hypot(x[:, None] - x, y[:, None] - y) + np.eye(len(x))
        # On the flank of Ackley's funnel a saddle and a maximum nearly meet.
        assert apart.min() > 0.08


def test_a_symmetric_saddle_lies_at_zero_and_not_beside_it() -> None:
    for id in ("saddle", "monkey_saddle", "six_hump_camel"):
        assert (0.0, 0.0) in [one.point for one in critical_points(SURFACES[id])]


def test_a_level_shelf_is_a_flat_place_and_one_that_slopes_is_none() -> None:
    assert kinds("plateau", slope=0.0) == {"minimum": 1, "flat": 1}
    # A zero of second order is known to half of the digits.
    flat = next(one for one in critical_points(SURFACES["plateau"], slope=0.0) if one.kind == "flat")
    assert flat.point == pytest.approx((0.0, 0.0), abs=1e-7)
    for slope in (1e-6, 0.002, 0.1):
        assert kinds("plateau", slope=slope) == {"minimum": 1}


@EVERY
def test_moving_a_number_compiles_nothing(surface: Surface, compilations: Callable[[], int]) -> None:
    # What was found before is forgotten: a search that is not made compiles nothing either.
    _found.cache_clear()
    critical_points(surface)
    compilations()
    critical_points(surface, **settings(surface, 4)[-1])
    assert compilations() == 0


def test_the_same_question_has_one_answer() -> None:
    assert critical_points(SURFACES["bowl"], c=4.2) is critical_points(SURFACES["bowl"])


def test_numbers_are_checked_as_in_a_call_of_the_surface() -> None:
    with pytest.raises(ValueError, match=r"^c "):
        critical_points(SURFACES["bowl"], c=0.0)
    with pytest.raises(TypeError, match="'nonsense'"):
        largest_stable_rate(SURFACES["bowl"], 0.0, 0.0, nonsense=1.0)


@pytest.mark.parametrize("angle", [0.0, 15.0, 90.0])
@pytest.mark.parametrize("wall", [60.0, 100.0])
def test_a_narrow_ring_has_its_saddle_opposite_the_minimum_and_its_maximum_in_the_middle(
    wall: float, angle: float
) -> None:
    found = critical_points(SURFACES["crescent"], wall=wall, pull=0.01, angle=angle)
    # Along the line through the minimum p the slope is 4w r (r² − 1) + 2k (r − 1): r = 1, or 2w r (r + 1) + k = 0.
    saddle, middle = sorted(np.roots([2 * wall, 2 * wall, 0.01]), key=abs, reverse=True)
    along = np.array([math.cos(math.radians(angle)), -math.sin(math.radians(angle))])
    assert [one.kind for one in found] == ["minimum", "saddle", "maximum"]
    for one, r in zip(found, (1.0, saddle, middle), strict=True):
        assert one.point == pytest.approx(r * along, abs=1e-12)


def a_few_of_each_kind(surface: Surface, most: int = 5) -> list[Critical]:
    seen, chosen = Counter[str](), []
    for one in critical_points(surface):
        seen[one.kind] += 1
        chosen += [one] if seen[one.kind] <= most else []
    return chosen


@pytest.mark.parametrize("id", searched.SEARCHED)
def test_a_start_without_slope_has_arrived_or_is_stuck_as_the_curvature_says(id: str) -> None:
    surface = SURFACES[id]
    for one in a_few_of_each_kind(surface):
        # So small a rate that what rounding has left of the gradient moves nothing.
        for steps in (0, 20):
            outcome = descend(surface, OPTIMIZERS["gd"], eta=1e-9, steps=steps, start=one.point).outcome
            if one.kind == "minimum":
                assert (outcome.kind, outcome.step) == ("converged", 0)
            else:
                assert (outcome.kind, outcome.step, outcome.facts["place"]) == ("stuck", 0, KINDS[one.kind])


@pytest.mark.parametrize("id", searched.SEARCHED)
def test_a_minimum_is_the_lowest_or_a_local_one_as_its_loss_says(id: str) -> None:
    surface = SURFACES[id]
    if id == "river":
        assert not critical_points(surface)
        return
    lowest = critical_points(surface)[0].loss
    for one in a_few_of_each_kind(surface, 30):
        if one.kind == "minimum":
            message = descend(surface, OPTIMIZERS["gd"], steps=0, start=one.point).outcome.facts["sentence"]
            assert message == ("converged" if one.loss < lowest + 1e-9 else "converged low")


@pytest.mark.parametrize("surface", among(searched.SEARCHED, 8))
def test_a_walk_downhill_ends_at_a_minimum_that_is_lower_and_on_the_list(surface: str) -> None:
    ground = SURFACES[surface]
    low, high = np.array(ground.domain).T
    places = np.array([one.point for one in critical_points(ground)])
    starts = low + (high - low) * np.random.default_rng(1).random((20, 2))
    for start, floor in zip(starts, floors_below(ground, ground.settle({}), starts), strict=True):
        if floor and floor.kind == "minimum" and ((floor.point > low) & (floor.point < high)).all():
            assert floor.loss <= float(ground(*start))
            assert np.hypot(*(places - floor.point).T).min() < 1e-4 * (high - low).max()


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
