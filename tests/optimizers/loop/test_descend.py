"""The public form of the loop: what comes back, what is refused, what is compiled, how it ends."""

import math
from collections.abc import Callable

import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, descend
from optimizers.loop.scan import CHUNK
from surfaces import SURFACES, Surface
from tests.crossing import among

BOWL, QUADRATIC = SURFACES["bowl"], SURFACES["quadratic"]
GD, ADAM = OPTIMIZERS["gd"], OPTIMIZERS["adam"]
COLUMNS = ("point", "loss", "grad", "eta", "sigma", "m")


def assert_complete(path: Path, steps: int) -> None:
    shapes = {column: getattr(path, column).shape for column in COLUMNS}
    points, updates = {"point": (steps + 1, 2), "loss": (steps + 1,), "grad": (steps + 1, 2)}, steps
    assert shapes == points | {"eta": (updates,), "sigma": (updates, 2), "m": (updates, 2)}
    for column in COLUMNS:
        assert getattr(path, column).dtype == np.float64
        assert np.isfinite(getattr(path, column)).all()


def test_a_run_gives_its_points_losses_gradients_and_what_each_step_was_made_of() -> None:
    path = descend(
        SURFACES["bowl"],
        OPTIMIZERS["adam"],
        start=(-4.0, -0.35),
        steps=300,
        eta=1e-2,
        beta1=0.9,
        schedule="inverse_time",
        decay=0.01,
    )
    assert_complete(path, 300)
    assert path.point[0].tolist() == [-4.0, -0.35]
    # Adam's first step is η long in each coordinate, as far as ε lets it.
    assert path.point[1] == pytest.approx([-3.99, -0.34], rel=1e-8)
    assert path.eta[[0, 100]] == pytest.approx([0.01, 0.005], rel=1e-14)
    for t in (0, 150, 300):
        slope = BOWL.at(*path.point[t])
        assert path.loss[t] == pytest.approx(float(slope.loss), rel=1e-12)
        assert path.grad[t] == pytest.approx(np.asarray(slope.grad), rel=1e-12)


def test_a_run_without_choices_takes_the_start_the_steps_and_the_usual_numbers() -> None:
    path = descend(BOWL, ADAM)
    assert_complete(path, 300)
    assert tuple(path.point[0]) == BOWL.start
    # Adam's usual rate is its paper's, not that of plain descent.
    assert set(path.eta) == {0.001}
    assert set(descend(BOWL, GD).eta) == {0.01}


@pytest.mark.parametrize("steps", [0, 1, 2, CHUNK - 2, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])
def test_a_run_of_any_length_is_the_beginning_of_a_longer_one(steps: int) -> None:
    choice = {"schedule": "inverse_time", "decay": 0.001, "eta": 1e-4}
    short, long = descend(BOWL, ADAM, steps=steps, **choice), descend(BOWL, ADAM, steps=3 * CHUNK, **choice)
    assert_complete(short, steps)
    for column in COLUMNS:
        assert np.array_equal(getattr(short, column), getattr(long, column)[: len(getattr(short, column))])


def test_a_second_run_does_not_write_over_the_first() -> None:
    first = descend(BOWL, ADAM, steps=50)
    kept = first.point.copy()
    descend(BOWL, ADAM, steps=50, start=(1, 0.1))
    assert np.array_equal(first.point, kept)
    assert np.array_equal(descend(BOWL, ADAM, steps=50).point, kept)


def test_a_million_steps_run_and_end_where_the_closed_form_says() -> None:
    path = descend(QUADRATIC, GD, start=(3, 0), steps=1_000_000, eta=1e-6, kappa=1)
    assert_complete(path, 1_000_000)
    # A million roundings of 1e-16, most of which cancel.
    assert path.point[-1, 0] == pytest.approx(3 * math.exp(1e6 * math.log1p(-1e-6)), rel=1e-10)


def test_moving_any_number_the_step_count_included_compiles_nothing(compilations: Callable[[], int]) -> None:
    # A loss that no other test has run, so that the first run must compile.
    bowl = Surface(**{**vars(BOWL), "loss": lambda x, y, a, b, c: BOWL.loss(x, y, a, b, c)})
    choice = {"schedule": "warmup", "then": "inverse_time"}
    compilations()
    descend(bowl, ADAM, steps=20, **choice)
    assert compilations() >= 1
    for number in (
        {"a": 3}, {"b": 0.5}, {"c": 1.5}, {"eta": 1}, {"eta": 1e-7}, {"beta1": 0}, {"beta2": 0.5}, {"epsilon": 1e-3},
        {"warmup": 3}, {"decay": 0.25}, {"steps_per_epoch": 7}, {"start": (1, 0.2)}, {"start": [1e200, 0]},
        {"steps": 0}, {"steps": 1}, {"steps": 21}, {"steps": CHUNK + 1}, {"steps": np.int64(5)}, {"a": np.float32(3)},
    ):  # fmt: skip
        descend(bowl, ADAM, **{"steps": 20, **choice, **number})
        assert compilations() == 0, number


def refused(optimizer: str = "adam", surface: str = "bowl", **choice: object) -> str:
    with pytest.raises((TypeError, ValueError)) as caught:
        descend(SURFACES[surface], OPTIMIZERS[optimizer], **choice)
    assert type(caught.value) in (TypeError, ValueError)
    return f"{type(caught.value).__name__}: {caught.value}"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0, -0.01, 1000.1])
def test_a_rate_out_of_range_is_refused_with_value_range_and_example(value: float) -> None:
    allowed = "it must be a number above 0 and at most 1000, for example 0.01."
    assert refused(eta=value) == f"ValueError: eta (learning rate) is {value}; {allowed}"


def test_a_number_that_is_computed_as_0_is_refused_though_it_is_not_0() -> None:
    # η^t = η γ^t: with 0 in the place of such an η it would be 0 · ∞ in the end.
    refusal = refused(eta=1e-323)
    assert "eta (learning rate) is 1e-323; closer to 0 than 2.2250738585072014e-308 it is computed as 0." in refusal
    smallest = descend(BOWL, ADAM, steps=2, eta=2.2250738585072014e-308).eta
    assert (smallest == 2.2250738585072014e-308).all()
    # Where 0 is allowed, so is this.
    assert np.array_equal(descend(BOWL, ADAM, steps=2, beta1=1e-323).m, descend(BOWL, ADAM, steps=2, beta1=0).m)


@pytest.mark.parametrize("value", [None, True, "0.1", 1j, [0.1], np.array([0.1])])
def test_a_rate_that_is_no_number_is_refused_by_type(value: object) -> None:
    assert refused(eta=value).startswith(f"TypeError: eta (learning rate) is {value!r}; it must be a number above 0")


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"beta1": 1}, "beta1 (memory of m) is 1; it must be a number at least 0 and below 1, for example 0.9."),
        ({"beta2": -0.1}, "beta2 (memory of σ) is -0.1; it must be a number at least 0 and below 1"),
        (
            {"epsilon": -1},
            "epsilon (floor of σ) is -1; it must be a number at least 0 and at most 1, for example 1e-8.",
        ),
        ({"b": 0}, "b (width of the valley) is 0; it must be a number at least 0.01 and at most 2, for example 0.06."),
        ({"schedule": "warmup", "warmup": 2.5}, "warmup (warm-up) is 2.5; it must be a whole number at least 1"),
        ({"schedule": "warmup", "warmup": 0}, "warmup (warm-up) is 0; it must be a whole number at least 1"),
        ({"schedule": "inverse_time", "steps_per_epoch": 0.5}, "steps_per_epoch (steps per epoch) is 0.5"),
        ({"schedule": "inverse_sqrt", "horizon": 0}, "horizon (horizon of the decay) is 0; it must be a number above"),
    ],
)
def test_every_number_of_the_surface_the_optimizer_and_the_schedule_is_checked(choice: dict, words: str) -> None:
    assert refused(**choice).startswith(f"ValueError: {words}")


@pytest.mark.parametrize("steps", [-1, 2.5, 1_000_001, math.nan, math.inf])
def test_a_number_of_steps_that_cannot_be_made_is_refused(steps: float) -> None:
    allowed = "it must be a whole number at least 0 and at most 1000000, for example 300."
    assert refused(steps=steps) == f"ValueError: steps is {steps}; {allowed}"


@pytest.mark.parametrize("steps", [None, True, "300", [300]])
def test_steps_that_are_no_number_are_refused_by_type(steps: object) -> None:
    assert refused(steps=steps).startswith(f"TypeError: steps is {steps!r}; it must be a whole number")


@pytest.mark.parametrize("start", [3.0, (1,), (1, 2, 3), "", "far away", np.zeros((3, 2)), object])
def test_a_start_that_is_not_two_numbers_is_refused(start: object) -> None:
    assert refused(start=start) == (
        f"ValueError: start is {start!r}; it must be two finite numbers, for example (-4.0, -0.35)."
    )


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 1e301])
@pytest.mark.parametrize("axis", [0, 1])
def test_a_start_that_is_not_finite_is_refused(value: float, axis: int) -> None:
    start = [1.0, 1.0]
    start[axis] = value
    assert refused(start=start).startswith("ValueError: start (starting point) is ")


@pytest.mark.parametrize("start", [(None, 1), (1, True), ("1", "2"), "12", (1j, 0), ((1, 2), (3, 4))])
def test_a_start_of_anything_but_numbers_is_refused_by_type(start: object) -> None:
    assert refused(start=start).startswith("TypeError: start (starting point) is ")


@pytest.mark.parametrize("start", [[1, 0.5], (np.float32(1), 0.5), np.array([1, 0.5]), (1, np.float64(0.5))])
def test_a_start_may_be_any_two_numbers(start: object) -> None:
    assert descend(BOWL, GD, start=start, steps=0).point.tolist() == [[1.0, 0.5]]


def test_an_unknown_keyword_is_refused_with_all_that_are_taken() -> None:
    assert refused("gd", beta=0.5) == (
        "TypeError: unknown keyword 'beta': bowl with gd and the schedule constant takes eta, a, b, c."
    )
    assert refused("adam", "quadratic", schedule="inverse_time", c=1).endswith(
        "takes eta, beta1, beta2, epsilon, decay, steps_per_epoch, angle, kappa."
    )


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        ({"schedule": "cosin"}, "unknown schedule 'cosin'; choose one of constant, inverse_time"),
        ({"schedule": None}, "unknown schedule None; choose one of constant"),
        ({"schedule": "warmup", "then": "warmup"}, "unknown schedule 'warmup'; choose one of constant"),
    ],
)
def test_an_unknown_schedule_is_refused_with_the_known_ones(choice: dict, words: str) -> None:
    assert refused(**choice).startswith(f"ValueError: {words}")


@pytest.mark.parametrize(("eta", "growth"), [(1, 19), (0.102, 1.04)])
def test_divergence_is_recorded_up_to_the_last_finite_point(eta: float, growth: float) -> None:
    # Each step turns θ₂ into (1 − 20 η) θ₂, and 20 θ₂² is formed on the way to the loss: it leaves float64
    # after 119 steps, or after 9,000, which is in the second piece of the loop.
    finite = [t for t in range(10_000) if math.log10(20) + 2 * (math.log10(1.5) + t * math.log10(growth)) < 308.2547]
    for asked in (finite[-1] + 1, 1_000_000):
        path = descend(QUADRATIC, GD, start=(0, 1.5), steps=asked, eta=eta)
        assert_complete(path, finite[-1])
        # Thousands of roundings of 1e-16.
        assert abs(path.point[-1, 1]) == pytest.approx(1.5 * growth ** float(finite[-1]), rel=1e-11)
        assert path.outcome.kind == "diverged"
        assert path.outcome.step == finite[-1]


@pytest.mark.parametrize("optimizer", ["gd", "momentum"])
def test_a_run_that_leaves_float64_within_its_first_steps_warns_of_nothing(optimizer: str) -> None:
    for steps in range(20):
        path = descend(SURFACES["crescent"], OPTIMIZERS[optimizer], steps=steps, eta=0.03)
        assert_complete(path, len(path.eta))
    assert len(path.eta) < 19


# The others are bounded, or grow no faster than the distance. To compile all pairs takes minutes.
BEYOND = [
    pytest.param(surface, optimizer, id=f"{optimizer.id}-{surface.id}")
    for surface in SURFACES.values()
    for optimizer in OPTIMIZERS.values()
    if not np.isfinite(surface(1e200, 0.0)) and (surface is BOWL or optimizer.id in ("gd", "adam"))
]


@pytest.mark.parametrize(("surface", "optimizer"), among(BEYOND, 10))
def test_a_start_beyond_all_numbers_is_one_point_and_no_error(surface: Surface, optimizer) -> None:
    path = descend(surface, optimizer, start=(1e200, 0), steps=100)
    assert path.point.tolist() == [[1e200, 0.0]]
    # ∞, or ∞ − ∞.
    assert not np.isfinite(path.loss).any()
    assert len(path.eta) == len(path.sigma) == len(path.m) == 0
    assert path.outcome.kind == "diverged"


def test_a_number_of_a_surface_may_not_be_a_row_of_numbers() -> None:
    assert refused(a=jnp.array([2.0])).startswith("TypeError: a (length of the valley) is Array([2.], ")


@pytest.mark.parametrize(
    ("surface", "optimizer", "named"), [("bowl", OPTIMIZERS["gd"], "SURFACES"), (SURFACES["bowl"], "gd", "OPTIMIZERS")]
)
def test_an_id_in_place_of_a_record_is_told_where_records_are(surface, optimizer, named: str) -> None:
    with pytest.raises(TypeError, match=f"is no record; take one from {named}"):
        descend(surface, optimizer)


@pytest.mark.parametrize("point", [(None, 1.0), ("4.0", 0.12), (True, 1.0), (1j, 0.0)])
def test_a_surface_takes_numbers_only(point) -> None:
    with pytest.raises(TypeError, match="is no number"):
        SURFACES["bowl"](*point)


def test_numbers_may_come_as_arrays_without_a_dimension() -> None:
    given = descend(SURFACES["bowl"], OPTIMIZERS["gd"], start=jnp.array([-4.0, -0.35]), eta=np.array(0.01), steps=3)
    plain = descend(SURFACES["bowl"], OPTIMIZERS["gd"], start=(-4.0, -0.35), eta=0.01, steps=3)
    assert np.array_equal(given.point, plain.point)
