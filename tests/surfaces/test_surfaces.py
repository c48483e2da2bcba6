"""Surfaces: published and hand-computed values, minima, derivatives, and the check at the edge."""

import math

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, SCHEDULES
from surfaces import SURFACES, Known, Number, Surface
from tests.crossing import among
from words import compact

EVERY = pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
KNOWN = [
    pytest.param(surface, known, id=f"{id}-{i}")
    for id, surface in SURFACES.items()
    for i, known in enumerate(surface.known)
]
NUMBERS = [
    pytest.param(surface, number, id=f"{id}-{number.id}")
    for id, surface in SURFACES.items()
    for number in surface.numbers
]

CONTINUOUS = [one for one in NUMBERS if one.values[1].scale != "switch"]
# What the record does for every loss in the same lines.
SOME = pytest.mark.parametrize("surface", [SURFACES[id] for id in among(SURFACES, 8)], ids=among(SURFACES, 8))


def settings(surface: Surface, count: int = 4) -> list[dict[str, float]]:
    """The usual numbers, and `count` settings drawn from the ranges; always the same ones."""
    draw = np.random.default_rng(7)
    drawn = []
    for _ in range(count):
        share = {number.id: draw.uniform(0.05, 0.95) for number in surface.numbers}
        drawn.append({number.id: between(number, share[number.id]) for number in surface.numbers})
    return [{number.id: number.default for number in surface.numbers}, *drawn]


def between(number: Number, share: float) -> float:
    if number.scale == "log":
        return float(number.low * (number.high / number.low) ** share)
    value = number.low + share * (number.high - number.low)
    return float(round(value)) if number.scale in ("whole", "switch") else float(value)


def points(surface: Surface, count: int) -> np.ndarray:
    low, high = np.array(surface.domain).T
    return np.random.default_rng(11).uniform(low, high, (count, 2))


@pytest.mark.parametrize(("surface", "known"), KNOWN)
def test_a_value_found_without_this_code_is_the_loss(surface: Surface, known: Known) -> None:
    # Values of up to four digits are meant exactly; longer ones are rounded in their last place.
    digits = compact(abs(known.value)).replace(".", "").lstrip("0")
    decimals = len(compact(known.value).partition(".")[2])
    slack = 0.5 * 10.0**-decimals if 4 < len(digits) < 15 else 1e-12 * max(1.0, abs(known.value))
    assert surface(*known.point, **known.numbers) == pytest.approx(known.value, rel=0, abs=slack)


@EVERY
def test_the_known_points_are_lopsided_enough_to_identify_the_surface(surface: Surface) -> None:
    lopsided = [known for known in surface.known if len({abs(known.point[0]), abs(known.point[1]), 0.0}) == 3]
    assert len(lopsided) >= 2


@EVERY
def test_the_record_is_filed_under_its_own_id_and_starts_inside_the_picture(surface: Surface) -> None:
    assert SURFACES[surface.id] is surface
    for value, (low, high) in zip(surface.start, surface.domain, strict=True):
        assert low < value < high


@EVERY
def test_every_listed_minimum_is_flat_and_curved_up(surface: Surface) -> None:
    for numbers in settings(surface):
        for minimum in surface.minima(**numbers):
            slope = surface.at(*minimum, **numbers)
            curvature = np.linalg.eigvalsh(slope.hessian)
            assert curvature[0] > 0
            # The gradient is the curvature times a rounding of the minimum in its sixteenth digit.
            assert np.linalg.norm(slope.grad) <= 1e-14 * curvature[1] * max(1.0, np.linalg.norm(minimum))


@EVERY
def test_no_point_of_the_picture_is_lower_than_the_minimum(surface: Surface) -> None:
    x, y = points(surface, 50_000).T
    for numbers in settings(surface):
        lowest = min((float(surface(*minimum, **numbers)) for minimum in surface.minima(**numbers)), default=-math.inf)
        assert float(surface(x, y, **numbers).min()) >= lowest


@EVERY
def test_the_gradient_is_the_central_difference_of_the_loss(surface: Surface) -> None:
    h = 1e-6
    for numbers in settings(surface, 2):
        for x, y in points(surface, 5):
            along = (surface(x + h, y, **numbers) - surface(x - h, y, **numbers)) / (2 * h)
            across = (surface(x, y + h, **numbers) - surface(x, y - h, **numbers)) / (2 * h)
            grad = surface.at(x, y, **numbers).grad
            # h² times a third derivative, and the loss's last digit over h.
            slack = 1e-6 * np.linalg.norm(grad) + 1e-15 * abs(float(surface(x, y, **numbers))) / h
            assert grad == pytest.approx(np.array([along, across]), rel=0, abs=slack)


@EVERY
def test_the_hessian_is_the_central_difference_of_the_gradient_and_symmetric(surface: Surface) -> None:
    h = 1e-6
    for numbers in settings(surface, 2):
        for x, y in points(surface, 5):
            along = (surface.at(x + h, y, **numbers).grad - surface.at(x - h, y, **numbers).grad) / (2 * h)
            across = (surface.at(x, y + h, **numbers).grad - surface.at(x, y - h, **numbers).grad) / (2 * h)
            slope = surface.at(x, y, **numbers)
            hessian = np.asarray(slope.hessian)
            # As above, one derivative later.
            slack = 1e-6 * np.abs(hessian).max() + 1e-15 * np.linalg.norm(slope.grad) / h
            assert hessian == pytest.approx(np.column_stack([along, across]), rel=0, abs=slack)
            assert hessian == pytest.approx(hessian.T, rel=1e-12, abs=1e-14 * np.abs(hessian).max())


@EVERY
def test_the_slope_at_a_point_holds_the_loss_of_the_call(surface: Surface) -> None:
    for x, y in points(surface, 5):
        slope = surface.at(x, y)
        assert slope.loss == pytest.approx(float(surface(x, y)), rel=1e-14)
        assert {slope.loss.dtype, slope.grad.dtype, slope.hessian.dtype} == {np.dtype(np.float64)}


@SOME
def test_x_and_y_broadcast_against_each_other(surface: Surface) -> None:
    x, y = points(surface, 3)[:, 0], points(surface, 4)[:, 1]
    grid = surface(x[:, None], y)
    assert grid.shape == (3, 4)
    # Vector code and scalar code may round differently.
    assert np.asarray(grid) == pytest.approx(np.array([[float(surface(a, b)) for b in y] for a in x]), rel=1e-12)
    assert np.asarray(surface(x, y[0])) == pytest.approx(np.asarray(grid[:, 0]), rel=1e-12)


@EVERY
def test_whatever_type_goes_in_float64_comes_out(surface: Surface) -> None:
    expected = surface(1.0, 2.0)
    for x in (1, np.float32(1), np.array(1), jnp.float32(1), jnp.array(1)):
        loss = surface(x, 2.0)
        assert loss.dtype == np.float64
        assert loss == expected


@pytest.mark.parametrize(("surface", "number"), NUMBERS)
def test_every_number_changes_the_loss(surface: Surface, number: Number) -> None:
    x, y = points(surface, 100).T
    changed = surface(x, y, **{number.id: between(number, 0.9)})
    assert np.abs(changed - surface(x, y)).max() > 1e-3


@pytest.mark.parametrize(("surface", "number"), NUMBERS)
def test_the_ends_of_a_range_are_allowed_as_stated_and_nothing_beyond(surface: Surface, number: Number) -> None:
    for bound, open_end, beyond in (
        (number.low, number.above_low, -math.inf),
        (number.high, number.below_high, math.inf),
    ):
        outside = bound if open_end else math.nextafter(bound, beyond)
        with pytest.raises(ValueError, match=f"{number.id} .* is .*{compact(bound)}"):
            surface(1.0, 2.0, **{number.id: outside})
        if not open_end:
            assert np.isfinite(surface(1.0, 2.0, **{number.id: bound}))


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0.0, -4.2, 1e9, np.float64("nan")])
def test_a_value_out_of_range_is_refused_with_the_value_the_range_and_an_example(value: float) -> None:
    with pytest.raises(ValueError, match=r"^c ") as caught:
        SURFACES["bowl"](1.0, 2.0, c=value)
    shown = compact(value)
    allowed = "it must be a number at least 0.1 and at most 20, for example 4.2."
    assert str(caught.value) == f"c (steepness) is {shown}; {allowed}"


@pytest.mark.parametrize("value", [None, True, "4.2", 1j, [4.2], {}])
def test_a_value_that_is_no_number_is_refused_by_type(value: object) -> None:
    with pytest.raises(TypeError) as caught:
        SURFACES["bowl"].at(1.0, 2.0, c=value)
    assert str(caught.value).startswith(f"c (steepness) is {value!r}; it must be a number at least 0.1")


@EVERY
def test_an_unknown_keyword_is_refused_with_the_ones_there_are(surface: Surface) -> None:
    with pytest.raises(TypeError, match="'nonsense'") as caught:
        surface(1.0, 2.0, nonsense=1.0)
    assert surface.id in str(caught.value)
    assert all(number.id in str(caught.value) for number in surface.numbers)


@SOME
def test_a_call_can_be_differentiated_mapped_and_compiled(surface: Surface) -> None:
    x, y = points(surface, 6).T
    along, across = jax.vmap(jax.grad(surface, argnums=(0, 1)))(x, y)
    by_point = np.array([surface.at(*point).grad for point in zip(x, y, strict=True)])
    assert np.column_stack([along, across]) == pytest.approx(by_point, rel=1e-12)
    assert jax.jit(surface)(x, y) == pytest.approx(np.asarray(surface(x, y)), rel=1e-14)


@pytest.mark.parametrize(("surface", "number"), among(CONTINUOUS, 12))
def test_the_loss_can_be_differentiated_by_a_number(surface: Surface, number: Number) -> None:
    (x, y), h, value = points(surface, 1)[0], 1e-6, between(number, 0.4)

    def at(value: float) -> jax.Array:
        return surface(x, y, **{number.id: value})

    slope = (at(value + h) - at(value - h)) / (2 * h)
    # h² times a third derivative, and the loss's last digit over h.
    slack = 1e-6 * abs(float(slope)) + 1e-15 * abs(float(at(value))) / h
    assert jax.grad(at)(value) == pytest.approx(float(slope), rel=0, abs=slack)


def test_the_ids_of_all_numbers_are_distinct_from_each_other_and_from_the_keywords_of_a_run() -> None:
    knobs = {number.id: number for optimizer in OPTIMIZERS.values() for number in optimizer.numbers}
    knobs |= {number.id: number for schedule in SCHEDULES.values() for number in schedule.part.numbers}
    keywords = {"surface", "optimizer", "start", "steps", "schedule", "then"}
    assert not keywords & set(knobs)
    for surface in SURFACES.values():
        ids = [number.id for number in surface.numbers]
        assert len(set(ids)) == len(ids)
        assert not (keywords | set(knobs)) & set(ids)


def test_the_bowl_is_a_long_valley_whose_slope_is_bounded() -> None:
    bowl = SURFACES["bowl"]
    at_start = bowl.at(*bowl.start)
    assert at_start.loss == pytest.approx(22.04, abs=0.005)
    assert np.linalg.norm(at_start.grad) == pytest.approx(65.4, abs=0.05)
    # At the minimum the curvatures are c/a² along and c/b² across: ellipses a/b = 33 times longer than wide.
    at_minimum = np.asarray(bowl.at(0.0, 0.0).hessian)
    assert at_minimum == pytest.approx(np.diag([4.2 / 2.0**2, 4.2 / 0.06**2]), rel=1e-12)
    for x, y in points(bowl, 50):
        slope = bowl.at(x, y)
        assert abs(slope.grad[0]) < 4.2 / 2.0
        assert abs(slope.grad[1]) < 4.2 / 0.06
        assert np.linalg.eigvalsh(slope.hessian)[0] > 0
    # Far out the bound is reached.
    assert bowl.at(0.0, 1e6).grad[1] == pytest.approx(70.0, rel=1e-9)


@pytest.mark.parametrize("kappa", [1.0, 3.7, 20.0, 1000.0])
@pytest.mark.parametrize("angle", [0.0, 17.0, 45.0, 90.0])
def test_the_quadratic_is_curved_by_1_and_kappa_whatever_the_angle(kappa: float, angle: float) -> None:
    along = np.array([math.cos(math.radians(angle)), math.sin(math.radians(angle))])
    slope = SURFACES["quadratic"].at(*along, kappa=kappa, angle=angle)
    assert np.linalg.eigvalsh(slope.hessian) == pytest.approx([1.0, kappa], rel=1e-12)
    # Along the valley the gradient is the position itself; 1e-15 is the rounding of the turn.
    assert slope.grad == pytest.approx(along, rel=0, abs=1e-15 * kappa)


def test_the_crescent_has_one_minimum_one_saddle_and_one_maximum() -> None:
    # With φ = 0 they lie where θ₂ = 0 and 4 w x (x² − 1) + 2 k (x − 1) = 0.
    crescent, wall, pull = SURFACES["crescent"], 20.0, 0.25
    saddle, maximum, minimum = sorted(np.roots([4 * wall, 0.0, 2 * pull - 4 * wall, -2 * pull]))
    for x, signs in ((saddle, (-1, 1)), (maximum, (-1, -1)), (minimum, (1, 1))):
        slope = crescent.at(x, 0.0, wall=wall, pull=pull, angle=0.0)
        assert np.linalg.norm(slope.grad) < 1e-12
        assert tuple(np.sign(np.linalg.eigvalsh(slope.hessian))) == signs
    assert minimum == pytest.approx(1.0, rel=1e-14)
    assert saddle == pytest.approx(-0.99371, abs=5e-6)


@given(st.floats(0.1, 20.0))
def test_a_number_written_into_a_link_is_read_back_to_the_last_bit(value: float) -> None:
    steepness = SURFACES["bowl"].numbers[2]
    assert steepness.read(compact(value)) == value


def test_a_number_for_people_is_as_short_as_it_can_be() -> None:
    assert [compact(value) for value in (1e-7, 1e5, 0.06, 2.5e-4, 1e22, -3, 1 / 3)] == [
        "1e-7", "100000", "0.06", "0.00025", "1e22", "-3", "0.3333333333333333",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["", "four", "nan", "inf", "1e9", "0x4", "4,2"])
def test_text_in_a_link_that_is_no_allowed_number_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"^c \(steepness\) is .*at least 0.1 and at most 20, for example 4.2.$"):
        SURFACES["bowl"].numbers[2].read(text)
