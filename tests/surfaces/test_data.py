"""Surfaces made of data: sums over examples in plain Python, minima by other means, raw and standardised inputs."""

import math
from functools import partial
from statistics import fmean, pstdev

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from optimizers import OPTIMIZERS, descend
from optimizers.parts.knobs import NOISE, SEED, SEEDS, STEPS_PER_EPOCH
from scenes import Scene, from_link, new_run, to_link
from surfaces import SURFACES, Surface, data

LINE, LOGISTIC, NETWORK, CLASSES, BATCH_NORM = (
    SURFACES[id] for id in ("linear_regression", "logistic_regression", "tiny_network", "sorted_classes", "batch_norm")
)
GD = OPTIMIZERS["gd"]
X, Y, PASSED = data.INPUTS.tolist(), data.HEIGHTS.tolist(), data.PASSED.tolist()
PLACES, SIGNALS = data.PLACES.tolist(), data.SIGNALS.tolist()
STANDARD = [(x - fmean(X)) / pstdev(X) for x in X]

EVERY = pytest.mark.parametrize(
    ("surface", "numbers"),
    [
        pytest.param(surface, numbers, id=f"{surface.id}-{'-'.join(map(str, numbers.values()))}")
        for surface in SURFACES.values()
        if surface.examples
        for numbers in ([{surface.numbers[0].id: on} for on in (0, 1)] if surface.numbers else [{}])
    ],
)
# None on an axis, none with |x| = |y|; the last one far out.
POINTS = [(0.7, -1.3), (-1.9, 2.6), (2.2, 0.4), (-0.3, -2.8), (11.0, 3.0)]


def losses(surface: Surface, x: float, y: float, numbers: dict[str, float]) -> list[float]:
    """ℓ_i of every example, without JAX and NumPy."""
    if surface is CLASSES:
        offsets = [-0.9 + 0.2 * place for place in range(10)]
        centres = ((-2.0, -1.0), (0.0, 2.0), (2.0, -1.0))
        examples = [(a + aside, b + up) for a, b in centres for up in offsets for aside in offsets]
        return [((x - a) ** 2 + (y - b) ** 2) / 2 for a, b in examples]
    if surface is NETWORK:
        return [(y * math.tanh(x * place) - signal) ** 2 for place, signal in zip(PLACES, SIGNALS, strict=True)]
    if surface is BATCH_NORM:
        layer = [[math.tanh(a * place + b) for place in PLACES] for a, b in ((1.5, 4.0), (0.5, -2.0))]
        if numbers["normalised"]:
            layer = [[(h - fmean(row)) / math.sqrt(pstdev(row) ** 2 + 1e-5) for h in row] for row in layer]
        return [(x * one + y * other - signal) ** 2 for one, other, signal in zip(*layer, SIGNALS, strict=True)]
    inputs = STANDARD if numbers["standardised"] else X
    if surface is LINE:
        return [(x * one + y - height) ** 2 for one, height in zip(inputs, Y, strict=True)]
    # −log of the probability 1 / (1 + e^−z) or 1 / (1 + e^z) that the model gave to what happened.
    passed_by = [(2 * passed - 1) * (x * one + y) for one, passed in zip(inputs, PASSED, strict=True)]
    return [math.log1p(math.exp(-z)) for z in passed_by]


@partial(jax.jit, static_argnums=0)
def _of_each(surface: Surface, theta: jax.Array, numbers: dict[str, jax.Array]) -> tuple[jax.Array, jax.Array]:
    def at(theta: jax.Array) -> jax.Array:
        return surface.each(theta[0], theta[1], **numbers)

    return at(theta), jax.jacfwd(at)(theta)


def of_each(surface: Surface, x: float, y: float, numbers: dict[str, float]) -> tuple[np.ndarray, np.ndarray]:
    """The losses (examples,) and the gradients (examples, 2) of all examples."""
    each, grads = _of_each(surface, jnp.array([x, y]), surface.settle(numbers))
    return np.asarray(each), np.asarray(grads)


def test_the_data_have_the_sums_that_their_known_values_are_computed_from() -> None:
    sums = [X, [x * x for x in X], [x * y for x, y in zip(X, Y, strict=True)], Y, [y * y for y in Y]]
    assert [round(math.fsum(terms), 9) for terms in sums] == [60, 207.42, 238.09, 70.3, 275.79]
    assert round(math.fsum(y * y for y in SIGNALS), 9) == 27.42
    assert (len(X), sum(PASSED), len(PLACES)) == (20, 10, 20)


@EVERY
@pytest.mark.parametrize(("x", "y"), POINTS)
def test_the_loss_is_the_mean_over_the_examples_in_plain_python(surface, numbers, x: float, y: float) -> None:
    plain = losses(surface, x, y, numbers)
    assert len(plain) == surface.examples
    assert float(surface(x, y, **numbers)) == pytest.approx(math.fsum(plain) / len(plain), rel=1e-13)
    # ℓ_i may be next to nothing, as a difference of numbers that are not.
    assert of_each(surface, x, y, numbers)[0] == pytest.approx(np.array(plain), rel=1e-13, abs=1e-13)


@EVERY
def test_the_loss_is_the_mean_of_each_for_any_shape(surface, numbers) -> None:
    each_of = jax.jit(surface.each)
    draw = np.random.default_rng(3)
    for shape in ((), (7,), (3, 1, 4)):
        x, y = draw.normal(size=(2, *shape))
        each = np.asarray(each_of(x, y, **surface.settle(numbers)))
        assert each.shape == (*shape, surface.examples)
        # The same twenty terms, added in another order.
        assert np.asarray(surface(x, y, **numbers)) == pytest.approx(each.mean(axis=-1), rel=1e-14)


@EVERY
@pytest.mark.parametrize(("x", "y"), POINTS)
def test_the_gradient_of_all_data_is_the_mean_of_the_gradients_of_the_examples(surface, numbers, x, y) -> None:
    each = of_each(surface, x, y, numbers)[1]
    # Twenty roundings of the largest of them.
    slack = 2e-15 * max(1.0, abs(each).max())
    assert np.asarray(surface.at(x, y, **numbers).grad) == pytest.approx(each.mean(axis=0), rel=0, abs=slack)


@EVERY
def test_no_example_rests_at_the_minimum_so_that_a_small_batch_never_does(surface, numbers) -> None:
    for x, y in surface.minima(**numbers):
        # The nearest example of all surfaces is one that batch normalization leaves nearly on its signal.
        assert np.hypot(*of_each(surface, x, y, numbers)[1].T).min() > 0.001
        assert np.hypot(*surface.at(x, y, **numbers).grad) < 1e-14


@pytest.mark.parametrize("standardised", [0, 1])
def test_the_best_line_is_that_of_least_squares(standardised: int) -> None:
    inputs = STANDARD if standardised else X
    (best,) = LINE.minima(standardised=standardised)
    solved = np.linalg.lstsq(np.column_stack([inputs, np.ones(20)]), np.array(Y), rcond=None)[0]
    assert best == pytest.approx(tuple(solved), rel=1e-13)
    # By hand from the sums: w = (20 Σxy − Σx Σy) / (20 Σx² − (Σx)²), in the spread's unit if standardised.
    w = (20 * 238.09 - 60 * 70.3) / (20 * 207.42 - 60**2)
    assert best[0] == pytest.approx(w * pstdev(X) if standardised else w, rel=1e-12)
    assert best[1] == pytest.approx(3.515 if standardised else 3.515 - 3 * w, rel=1e-12)


@pytest.mark.parametrize("standardised", [0, 1])
def test_the_likeliest_threshold_is_where_the_slopes_in_plain_python_vanish(standardised: int) -> None:
    inputs = STANDARD if standardised else X
    ((w, b),) = LOGISTIC.minima(standardised=standardised)
    over = [1 / (1 + math.exp(-(w * x + b))) - passed for x, passed in zip(inputs, PASSED, strict=True)]
    assert math.fsum(over) == pytest.approx(0, abs=1e-13)
    assert math.fsum(error * x for error, x in zip(over, inputs, strict=True)) == pytest.approx(0, abs=1e-13)
    # Standardising moves the model's numbers and nothing else: the same threshold, the same loss.
    ((raw_w, raw_b),) = LOGISTIC.minima(standardised=0)
    assert (w if not standardised else w / pstdev(X)) == pytest.approx(raw_w, rel=1e-12)
    assert (b if not standardised else b - w * fmean(X) / pstdev(X)) == pytest.approx(raw_b, rel=1e-12)
    assert float(LOGISTIC(w, b, standardised=standardised)) == pytest.approx(0.44467222514666, rel=1e-12)


def test_raw_inputs_make_a_long_valley_and_standardised_ones_a_round_bowl() -> None:
    raw, round_ = (np.asarray(LINE.at(-1.0, 5.0, standardised=s).hessian) for s in (0, 1))
    # 2/20 · (Σx², Σx; Σx, 20): the same everywhere.
    assert raw == pytest.approx(np.array([[20.742, 6.0], [6.0, 2.0]]), rel=1e-13)
    assert np.linalg.cond(raw) == pytest.approx(92.3, abs=0.05)
    # Off the diagonal stands the mean of the inputs, 0 but for twenty roundings.
    assert round_ == pytest.approx(2 * np.eye(2), rel=1e-14, abs=1e-14)


def test_the_same_rate_diverges_on_raw_inputs_and_arrives_in_a_few_steps_on_standardised_ones() -> None:
    raw, standard = (descend(LINE, GD, eta=0.3, steps=100, standardised=s) for s in (0, 1))
    # The limit is 2/λ, with λ = 22.5 for raw inputs and 2 for standardised ones.
    assert 2 / np.linalg.eigvalsh(LINE.at(0.0, 0.0).hessian)[1] == pytest.approx(0.089, abs=5e-4)
    assert raw.outcome.kind == "diverged"
    assert raw.loss[-1] > 1e100
    assert standard.outcome.kind == "converged"
    # What is left of the way shrinks by 1 − 2 η = 0.4 a step.
    assert standard.outcome.step == 8
    away = np.linalg.norm(standard.point - np.array(LINE.minima(standardised=1)), axis=1)
    assert away[1:9] / away[:8] == pytest.approx(0.4, rel=1e-10)
    # The same line in the end, which no rate at all finds on raw inputs in a hundred steps.
    lowest = float(LINE(*LINE.minima(standardised=0)[0]))
    assert standard.loss[-1] == pytest.approx(lowest, rel=1e-12)
    assert min(descend(LINE, GD, eta=eta, steps=100).loss[-1] for eta in np.linspace(0.05, 0.088, 20)) > 1.2 * lowest


def test_the_smallest_network_has_two_minima_one_the_other_with_both_signs_turned() -> None:
    first, second = NETWORK.minima()
    assert second == (-first[0], -first[1])
    assert float(NETWORK(*first)) == float(NETWORK(*second)) == pytest.approx(0.0450722388304, rel=1e-10)
    for x, y in POINTS:
        assert float(NETWORK(x, y)) == float(NETWORK(-x, -y))
    # Nothing lower in the whole picture, on a grid, in plain Python.
    grid = [i / 10 for i in range(-30, 31)]
    assert min(fmean(losses(NETWORK, x, y, {})) for x in grid for y in grid) > 0.04507


def test_in_the_middle_of_the_smallest_network_is_a_saddle_where_no_example_has_a_slope() -> None:
    assert not of_each(NETWORK, 0.0, 0.0, {})[1].any()
    slope = NETWORK.at(0.0, 0.0)
    # ∂²L/∂w₁∂w₂ = −2/20 Σ x y: the only curvature there is.
    product = math.fsum(x * y for x, y in zip(PLACES, SIGNALS, strict=True)) / 10
    assert np.linalg.eigvalsh(slope.hessian) == pytest.approx([-product, product], rel=1e-13)
    assert product == pytest.approx(3.088, rel=1e-12)


def test_no_number_of_a_surface_has_the_name_of_anything_else_in_a_link() -> None:
    everything = Scene(
        "linear_regression", (("standardised", 1.0),), (0.5, 1.5), 9, (new_run("gd"),),
        marks=("arrows",), noise=0.5, seed=3, shuffle=False, seeds=5,
    )  # fmt: skip
    link = to_link(everything)
    assert from_link(link, everything) == (everything, [])
    of_the_scene = {key for key in link if "." not in key} - {"standardised"}
    assert {"surface", "x", "y", "steps", "view", "clock", "curves", "show"} <= of_the_scene
    assert {"noise", "seed", "seeds", "shuffle"} <= of_the_scene
    taken = of_the_scene | {"run", "schedule", "then", "hidden", "changes", "batch"}
    taken |= {"start", "sampling", "optimizer"} | {one.id for one in (NOISE, SEED, SEEDS, STEPS_PER_EPOCH)}
    for surface in SURFACES.values():
        assert not taken & {number.id for number in surface.numbers}, surface.id
