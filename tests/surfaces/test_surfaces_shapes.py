"""What each surface is there to show: its symmetries, its closed forms, and runs that behave as its help says."""

import math
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, descend
from surfaces import SURFACES, Surface

Map = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]
EVERY = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
ENDLESS = {"river"}
"""The surfaces that fall for ever."""
BOUNDED = pytest.mark.parametrize("surface", [one for id, one in SURFACES.items() if id not in ENDLESS])
THIRD = 2 * math.pi / 3

# The surface, a map of the plane that leaves it as it is, and the numbers for which it does.
SYMMETRIES: list[tuple[str, str, Map, dict[str, float]]] = [
    ("saddle", "left and right", lambda x, y: (-x, y), {}),
    ("saddle", "both sides of the ridge", lambda x, y: (x, -y), {}),
    ("monkey_saddle", "a third of a turn",
     lambda x, y: (x * math.cos(THIRD) - y * math.sin(THIRD), x * math.sin(THIRD) + y * math.cos(THIRD)), {}),
    ("monkey_saddle", "mirrored", lambda x, y: (x, -y), {}),
    ("plateau", "mirrored", lambda x, y: (x, -y), {}),
    ("cliff", "mirrored", lambda x, y: (x, -y), {}),
    ("double_well", "mirrored", lambda x, y: (x, -y), {}),
    ("double_well", "left and right without tilt", lambda x, y: (-x, y), {"tilt": 0.0}),
    ("sharp_flat", "mirrored", lambda x, y: (x, -y), {}),
    ("sharp_flat", "left and right if equally wide", lambda x, y: (-x, y), {"sharp": 0.5, "flat": 0.5}),
    ("rosenbrock", "left and right for a = 0", lambda x, y: (-x, y), {"a": 0.0}),
    ("booth", "across the diagonal through the minimum", lambda x, y: (y - 2, x + 2), {}),
    ("matyas", "across the diagonal", lambda x, y: (y, x), {}),
    ("matyas", "half a turn", lambda x, y: (-x, -y), {}),
    ("six_hump_camel", "half a turn", lambda x, y: (-x, -y), {}),
    ("styblinski_tang", "across the diagonal", lambda x, y: (y, x), {}),
    ("rastrigin", "a quarter turn", lambda x, y: (-y, x), {}),
    ("ackley", "a quarter turn", lambda x, y: (-y, x), {}),
    ("edge", "left and right", lambda x, y: (-x, y), {}),
    ("easom", "a quarter turn about the hole", lambda x, y: (2 * math.pi - y, x), {}),
]  # fmt: skip


def points(surface: Surface, count: int) -> tuple[np.ndarray, np.ndarray]:
    low, high = np.array(surface.domain).T
    x, y = np.random.default_rng(5).uniform(low, high, (count, 2)).T
    return x, y


def run(surface: str, optimizer: str, steps: int = 300, **settings) -> Path:
    return descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=steps, **settings)


@pytest.mark.parametrize(
    ("id", "name", "map", "numbers"), SYMMETRIES, ids=[f"{id}: {name}" for id, name, *_ in SYMMETRIES]
)
def test_a_symmetry_leaves_the_loss_as_it_is(id: str, name: str, map: Map, numbers: dict[str, float]) -> None:
    surface = SURFACES[id]
    x, y = points(surface, 500)
    there = np.asarray(surface(*map(x, y), **numbers))
    # The map rounds too, and a loss of terms that cancel shows it.
    assert there == pytest.approx(np.asarray(surface(x, y, **numbers)), rel=1e-12, abs=1e-12)


def test_every_surface_has_a_lowest_point_or_falls_for_ever() -> None:
    for id, surface in SURFACES.items():
        minima = surface.minima(**{number.id: number.default for number in surface.numbers})
        assert (len(minima) == 0) == (id in ENDLESS)


@BOUNDED
def test_no_point_of_a_dense_grid_is_lower_than_the_minima_and_all_of_them_are_equally_low(surface: Surface) -> None:
    (x0, x1), (y0, y1) = surface.domain
    usual = {number.id: number.default for number in surface.numbers}
    minima = np.array(surface.minima(**usual))
    low = np.asarray(surface(minima[:, 0], minima[:, 1]))
    scale = max(1.0, abs(low).max())
    # What is left of terms of size 1 that cancel.
    assert np.ptp(low) <= 1e-14 * scale
    grid = np.asarray(surface(np.linspace(x0, x1, 601)[:, None], np.linspace(y0, y1, 601)[None, :]))
    assert grid.min() >= low.min() - 1e-14 * scale
    assert ((minima >= (x0, y0)) & (minima <= (x1, y1))).all()


@EVERY
def test_at_every_listed_minimum_the_gradient_is_zero_to_the_last_digits(surface: Surface) -> None:
    for minimum in surface.minima(**{number.id: number.default for number in surface.numbers}):
        assert np.linalg.norm(surface.at(*minimum).grad) < 1e-13
        assert np.linalg.eigvalsh(surface.at(*minimum).hessian)[0] > 0


@pytest.mark.parametrize("falloff", [0.1, 1.0, 7.0])
def test_on_the_ridge_of_the_saddle_nothing_pushes_sideways(falloff: float) -> None:
    saddle = SURFACES["saddle"]
    assert np.array_equal(saddle.at(0.0, 0.0, falloff=falloff).hessian, np.diag([1.0, -falloff]))
    assert all(saddle.at(x, 0.0, falloff=falloff).grad[1] == 0 for x in np.linspace(-2, 2, 41))


@pytest.mark.parametrize("optimizer", ["gd", "momentum", "nesterov", "rmsprop", "adam", "radam"])
def test_exactly_on_the_ridge_no_optimizer_leaves_it_and_a_thousandth_beside_it_all_do(optimizer: str) -> None:
    exactly, beside = (run("saddle", optimizer, 1000, eta=0.02, start=(-1.6, y)) for y in (0.0, 0.001))
    assert (exactly.point[:, 1] == 0).all()
    assert abs(beside.point[-1, 1]) > 0.9
    if optimizer in ("gd", "momentum"):
        assert (exactly.outcome.kind, exactly.outcome.facts["sentence"]) == ("stuck", "stuck on the ridge")
        assert beside.outcome.kind == "converged"


def test_in_the_middle_of_the_monkey_saddle_the_hessian_is_exactly_zero() -> None:
    for radius in (0.5, 1.0, 1.4):
        slope = SURFACES["monkey_saddle"].at(0.0, 0.0, radius=radius)
        assert not np.any(slope.grad)
        assert not np.any(slope.hessian)
        assert slope.loss == pytest.approx(radius**3 / 4, rel=1e-15)
        # Along each valley the curvature is 3R, across it 9R.
        for minimum in SURFACES["monkey_saddle"].minima(radius=radius):
            hessian = SURFACES["monkey_saddle"].at(*minimum, radius=radius).hessian
            assert np.linalg.eigvalsh(hessian) == pytest.approx([3 * radius, 9 * radius], rel=1e-12)


def test_a_run_that_starts_in_the_middle_of_the_monkey_saddle_is_stuck_at_a_flat_place() -> None:
    outcome = run("monkey_saddle", "gd", start=(0.0, 0.0)).outcome
    assert (outcome.kind, outcome.step, outcome.facts["place"]) == ("stuck", 0, "a flat place")


@pytest.mark.parametrize("slope", [0.0, 0.002, 0.1])
def test_the_shelf_of_the_plateau_slopes_as_stated(slope: float) -> None:
    for x in np.linspace(-2, 3, 26):
        along, across = SURFACES["plateau"].at(x, 0.7, slope=slope).grad
        # The derivative of (x − 2)² (…) cancels near x = 0.
        assert along == pytest.approx((x**2 + slope) * (x - 2), rel=1e-12, abs=1e-14)
        assert across == 0.7


def test_gradient_descent_crawls_on_the_plateau_where_momentum_rolls_over_it() -> None:
    assert run("plateau", "gd").outcome.kind == "crawling"
    assert run("plateau", "momentum").outcome.kind == "converged"
    # Where the shelf is level it never gets over it, and that is no local minimum.
    level = run("plateau", "gd", 100_000, slope=0.0)
    assert -1e-2 < level.point[-1, 0] < 0
    assert level.outcome.kind == "crawling"


@pytest.mark.parametrize(("wall", "bend"), [(50.0, 20.0), (5.0, 2.0), (500.0, 100.0)])
def test_the_cliff_is_gentle_on_one_side_and_steep_on_the_other(wall: float, bend: float) -> None:
    far = 60 / bend
    slopes = [SURFACES["cliff"].at(x, 0.0, wall=wall, bend=bend).grad[0] for x in (-far, 0.0, far)]
    # e^−60 is left of the bend, and roundings of M are left of m.
    assert slopes == pytest.approx([-0.5, 0.0, wall], rel=1e-12, abs=1e-15 * wall)


def test_one_step_too_far_and_the_cliff_throws_the_run_back() -> None:
    assert run("cliff", "gd", eta=0.1).outcome.kind == "converged"
    thrown = run("cliff", "gd", eta=1.0)
    assert thrown.point[:, 0].min() < -40
    assert np.linalg.norm(thrown.grad, axis=1).max() > 40
    # RMSProp divides the gradient by its size: it meets the same wall, and stays in the picture.
    careful = run("cliff", "rmsprop", eta=0.05)
    assert -4 <= careful.point[:, 0].min() <= careful.point[:, 0].max() < 0.1


@pytest.mark.parametrize(("barrier", "tilt"), [(1.0, 0.4), (0.5, 0.9), (5.0, 0.05)])
def test_the_shallow_well_and_the_barrier_are_where_the_quadratic_says(barrier: float, tilt: float) -> None:
    top, shallow = (0.5 + sign * 0.5 * math.sqrt(1 - tilt / (2 * barrier)) for sign in (-1, 1))
    for x, signs in ((top, [-1, 1]), (shallow, [1, 1])):
        slope = SURFACES["double_well"].at(x, 0.0, barrier=barrier, tilt=tilt)
        assert np.linalg.norm(slope.grad) < 1e-13
        assert np.sign(np.linalg.eigvalsh(slope.hessian)).tolist() == signs
    assert 0.75 * tilt < SURFACES["double_well"](shallow, 0.0, barrier=barrier, tilt=tilt) <= tilt
    assert SURFACES["double_well"](0.0, 0.0, barrier=barrier, tilt=0.0) == barrier


def test_momentum_rolls_out_of_the_shallow_well_in_which_gradient_descent_stays() -> None:
    stays, rolls = run("double_well", "gd", 1000), run("double_well", "momentum", 1000)
    assert stays.point[-1] == pytest.approx([0.5 + 0.5 * math.sqrt(0.8), 0.0], abs=1e-6)
    assert (stays.outcome.kind, stays.outcome.facts["sentence"]) == ("converged", "converged low")
    assert rolls.point[-1] == pytest.approx([-1.0, 0.0], abs=1e-6)


@pytest.mark.parametrize(("sharp", "flat"), [(0.1, 1.0), (0.05, 2.0), (0.5, 0.5)])
def test_both_valleys_are_equally_deep_and_curved_by_their_widths(sharp: float, flat: float) -> None:
    surface = SURFACES["sharp_flat"]
    for x, width in ((-1.5, sharp), (1.5, flat)):
        slope = surface.at(x, 0.0, sharp=sharp, flat=flat)
        assert slope.loss == 0
        assert np.asarray(slope.hessian) == pytest.approx(np.eye(2) / width**2, rel=1e-12)


def test_the_sharp_valley_holds_gradient_descent_up_to_twice_its_width_squared() -> None:
    below, above = (run("sharp_flat", "gd", 2000, eta=share * 2 * 0.1**2) for share in (0.98, 1.05))
    assert below.point[-1] == pytest.approx([-1.5, 0.0], abs=1e-6)
    assert below.outcome.kind == "converged"
    assert above.outcome.kind != "converged"
    assert run("sharp_flat", "gd", eta=0.3).point[-1] == pytest.approx([1.5, 0.0], abs=1e-6)


@pytest.mark.parametrize(("id", "curvatures"), [("booth", (2.0, 18.0)), ("matyas", (0.04, 1.0))])
def test_the_slanting_quadratics_are_curved_as_stated_everywhere(id: str, curvatures: tuple[float, float]) -> None:
    for point in zip(*points(SURFACES[id], 20), strict=True):
        assert np.linalg.eigvalsh(SURFACES[id].at(*point).hessian) == pytest.approx(curvatures, rel=1e-12)


def test_half_a_turn_of_the_sine_further_down_mccormick_is_the_same_and_pi_lower() -> None:
    surface = SURFACES["mccormick"]
    x, y = points(surface, 200)
    lower = np.asarray(surface(x - math.pi, y - math.pi))
    assert lower == pytest.approx(np.asarray(surface(x, y)) - math.pi, rel=1e-12, abs=1e-12)


def test_ackleys_safe_form_changes_no_value() -> None:
    x, y = points(SURFACES["ackley"], 1000)
    root, ripples = jnp.sqrt((x**2 + y**2) / 2), (jnp.cos(2 * jnp.pi * x) + jnp.cos(2 * jnp.pi * y)) / 2
    plain = 20 * (1 - jnp.exp(-0.2 * root)) + math.e - jnp.exp(ripples)
    assert np.asarray(SURFACES["ackley"](x, y)) == pytest.approx(np.asarray(plain), rel=1e-13)


@pytest.mark.parametrize(("a", "b"), [(20.0, 0.2), (3.0, 1.0)])
def test_at_the_tip_of_ackley_the_gradient_is_zero_and_beside_it_the_slope_of_the_cone(a: float, b: float) -> None:
    tip = SURFACES["ackley"].at(0.0, 0.0, a=a, b=b)
    assert tip.loss == 0
    assert tip.grad.tolist() == [0, 0]
    # The ripples alone: e π² · 2 in each direction.
    assert np.asarray(tip.hessian) == pytest.approx(2 * math.pi**2 * math.e * np.eye(2), rel=1e-12)
    for angle in np.linspace(0, 2 * math.pi, 9):
        beside = SURFACES["ackley"].at(1e-9 * math.cos(angle), 1e-9 * math.sin(angle), a=a, b=b)
        assert np.linalg.norm(beside.grad) == pytest.approx(a * b / math.sqrt(2), rel=1e-6)


def test_no_run_on_ackley_meets_a_gradient_that_is_no_number() -> None:
    for start in ((0.0, 0.0), (1e-200, 0.0), (0.0, -5e-324), (1e-8, 1e-8)):
        path = run("ackley", "gd", 50, start=start)
        assert len(path.loss) == 51
        assert np.isfinite(path.grad).all()


def test_easom_has_no_slope_to_speak_of_a_few_steps_from_its_hole() -> None:
    easom = SURFACES["easom"]
    assert np.linalg.norm(easom.at(math.pi + 6, math.pi - 1).grad) < 1e-14
    assert run("easom", "gd", start=(-0.9, 6.9), eta=0.1).outcome.kind != "converged"


def test_each_minimum_of_himmelblau_is_found_from_its_own_corner() -> None:
    ends = {tuple(np.round(run("himmelblau", "gd", start=(x, y)).point[-1], 6)) for x in (-4, 4) for y in (-4, 4)}
    assert ends == {tuple(np.round(minimum, 6)) for minimum in SURFACES["himmelblau"].minima()}
