"""Optimizers: values by hand, other people's implementations, closed forms, limits, invariances."""

import math
from collections.abc import Callable
from fractions import Fraction

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, Path, descend
from surfaces import SURFACES

BOWL, QUADRATIC, CRESCENT = SURFACES["bowl"], SURFACES["quadratic"], SURFACES["crescent"]
EVERY = pytest.mark.parametrize("optimizer", OPTIMIZERS)

# On ½ (θ₁² + 10 θ₂²) the gradient is (θ₁, 10 θ₂). For each optimizer its numbers, η among them; then
# θ⁰, and for t = 0, 1, 2 the gradient g, the divisor σ, the direction m, and θ afterwards.
HAND = {
    # θ ← θ − 0.01 g
    "gd": ({"eta": 0.01}, (1, 1), [
        ((1, 10), (1, 1), (1, 10), (0.99, 0.9)),
        ((0.99, 9), (1, 1), (0.99, 9), (0.9801, 0.81)),
        ((0.9801, 8.1), (1, 1), (0.9801, 8.1), (0.970299, 0.729)),
    ]),
    # m ← ½ m + g, θ ← θ − 0.01 m
    "momentum": ({"eta": 0.01, "beta": 0.5}, (1, 1), [
        ((1, 10), (1, 1), (1, 10), (0.99, 0.9)),
        ((0.99, 9), (1, 1), (0.5 + 0.99, 5 + 9), (0.9751, 0.76)),
        ((0.9751, 7.6), (1, 1), (0.745 + 0.9751, 7 + 7.6), (0.957899, 0.614)),
    ]),
    # σ² = g₀², (g₀² + g₁²)/2, (g₀² + g₁² + g₂²)/3: along θ₁ 49, (49 + 1)/2 = 25, (50 + 0.04)/3 = 16.68,
    # along θ₂ 2500, (2500 + 100)/2 = 1300, (2600 + 44.1029591866…)/3; θ ← θ − 6 g/σ
    "adagrad": ({"eta": 6, "epsilon": 1e-15}, (7, 5), [
        ((7, 50), (7, 50), (7, 50), (1, -1)),
        ((1, -10), (5, 36.055512754639893), (1, -10), (-0.2, 0.6641005886756874)),
        ((-0.2, 6.641005886756874), (4.084115571332427, 29.687836786513201), (-0.2, 6.641005886756874),
         (0.0938212641246351, -0.6780664276372957)),
    ]),
    # σ² = g₀², then (σ² + g²)/2: along θ₁ 49, (49 + 1)/2 = 25, (25 + 0.04)/2 = 12.52,
    # along θ₂ 2500, (2500 + 100)/2 = 1300, (1300 + 44.1029591866…)/2; θ ← θ − 6 g/σ
    "rmsprop": ({"eta": 6, "alpha": 0.5, "epsilon": 1e-15}, (7, 5), [
        ((7, 50), (7, 50), (7, 50), (1, -1)),
        ((1, -10), (5, 36.055512754639893), (1, -10), (-0.2, 0.6641005886756874)),
        ((-0.2, 6.641005886756874), (3.538361202590827, 25.923955708841383), (-0.2, 6.641005886756874),
         (0.1391400513665329, -0.8729347221411616)),
    ]),
    # m ← (m + g)/2 over 1 − ½ᵗ⁺¹ = 1/2, 3/4, 7/8; v ← (3 v + g²)/4 over 1 − (¾)ᵗ⁺¹ = 1/4, 7/16, 37/64.
    # Along θ₁: m = 7/2, 9/4 and m̂ = 7, 3; v = 49/4, 151/16 and v̂ = 49, 151/7.
    # Along θ₂: m = 25, 15/2 and m̂ = 50, 10; v = 625, 1975/4 and v̂ = 2500, 7900/7. θ ← θ − 6 m̂/√v̂
    "adam": ({"eta": 6, "beta1": 0.5, "beta2": 0.75, "epsilon": 1e-15}, (7, 5), [
        ((7, 50), (7, 50), (7, 50), (1, -1)),
        ((1, -10), (4.64450520200253, 33.59421718944242), (3, 10), (-2.8755473871014497, -2.7860216733627616)),
        ((-2.8755473871014497, -27.860216733627616), (3.97730169433613, 31.24405535808903),
         (-0.35745564977226, -11.63440956207292), (-2.3363039342631233, -0.5517900228172832)),
    ]),
}  # fmt: skip


@EVERY
def test_the_first_three_steps_are_those_computed_by_hand(optimizer: str) -> None:
    numbers, start, rows = HAND[optimizer]
    path = descend(QUADRATIC, OPTIMIZERS[optimizer], start=start, steps=3, kappa=10, angle=0, **numbers)
    grad, sigma, m, after = (np.array(column, float) for column in zip(*rows, strict=True))
    # 1e-13: the numbers above are written with fourteen to sixteen digits.
    assert path.grad[:3] == pytest.approx(grad, rel=1e-13)
    assert path.sigma == pytest.approx(sigma, rel=1e-13)
    assert path.m == pytest.approx(m, rel=1e-13)
    assert path.point == pytest.approx(np.array([start, *after]), rel=1e-13)
    assert path.eta.tolist() == [numbers["eta"]] * 3


@EVERY
def test_the_path_obeys_the_formula_to_the_last_bit(optimizer: str) -> None:
    for surface in (BOWL, QUADRATIC, CRESCENT):
        path = descend(surface, OPTIMIZERS[optimizer], steps=300, eta=2e-3, schedule="inverse_time")
        length = path.eta[:, None] / path.sigma
        rounded = path.point[:-1] - length * path.m
        # Where the processor subtracts a product without rounding it first, that is the formula too.
        exact = [Fraction(a) - Fraction(b) * Fraction(c) for a, b, c in
                 zip(path.point[:-1].flat, length.flat, path.m.flat, strict=True)]  # fmt: skip
        fused = np.reshape([float(value) for value in exact], rounded.shape)
        assert ((path.point[1:] == rounded) | (path.point[1:] == fused)).all()


# The three surfaces that the comparisons run on, with a learning rate at which no rounding is
# magnified, and their gradients worked out by hand.
def bowl_slope(x: float, y: float) -> tuple[float, float]:
    root = math.sqrt(1 + (x / 2) ** 2 + (y / 0.06) ** 2)
    return 4.2 * x / (4 * root), 4.2 * y / (0.0036 * root)


def turned_slope(x: float, y: float) -> tuple[float, float]:
    cos, sin = math.cos(math.radians(30)), math.sin(math.radians(30))
    u, v = x * cos + y * sin, -x * sin + y * cos
    return u * cos - 20 * v * sin, u * sin + 20 * v * cos


def crescent_slope(x: float, y: float) -> tuple[float, float]:
    cos, sin, wall = math.cos(math.radians(15)), math.sin(math.radians(15)), 80 * (x * x + y * y - 1)
    return wall * x + 0.5 * (x - cos), wall * y + 0.5 * (y + sin)


COMPARED = {
    "bowl": (BOWL, {}, bowl_slope, 2e-4),
    "turned quadratic": (QUADRATIC, {"angle": 30.0}, turned_slope, 4e-4),
    "crescent": (CRESCENT, {}, crescent_slope, 2e-4),
}
ON_EACH = pytest.mark.parametrize("surface", COMPARED)
RATES: dict[str, Callable] = {
    "constant": lambda eta, t: eta,
    "inverse_time": lambda eta, t: eta / (1 + 0.01 * t),
}
AT_EACH_RATE = pytest.mark.parametrize("schedule", RATES)


def run(surface: str, optimizer: str, schedule: str, **numbers: float) -> tuple[Path, float]:
    record, usual, _, eta = COMPARED[surface]
    path = descend(record, OPTIMIZERS[optimizer], steps=1000, schedule=schedule, eta=eta, **usual, **numbers)
    return path, eta


IN_OPTAX: dict[str, Callable[[Callable], optax.GradientTransformation]] = {
    "gd": optax.sgd,
    "momentum": lambda rate: optax.sgd(rate, momentum=0.9),
    "adam": lambda rate: optax.adam(rate, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0),
}


@ON_EACH
@AT_EACH_RATE
@pytest.mark.parametrize("optimizer", IN_OPTAX)
def test_a_thousand_steps_equal_those_of_optax(surface: str, optimizer: str, schedule: str) -> None:
    path, eta = run(surface, optimizer, schedule)
    record, numbers, *_ = COMPARED[surface]
    transform = IN_OPTAX[optimizer](lambda t: RATES[schedule](eta, t))

    def step(carry: tuple, _: None) -> tuple:
        theta, state = carry
        grad = jax.grad(lambda theta: record(theta[0], theta[1], **numbers))(theta)
        update, state = transform.update(grad, state)
        return (theta + update, state), theta

    # optax itself mixes dtypes and ranks.
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        start = jnp.array(record.start)
        theirs = jax.lax.scan(step, (start, transform.init(start)), length=1001)[1]
    assert path.point == pytest.approx(np.asarray(theirs), rel=1e-10, abs=1e-10 * abs(path.point).max())


@ON_EACH
@AT_EACH_RATE
@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop"])
def test_a_thousand_steps_equal_those_of_a_plain_loop(surface: str, optimizer: str, schedule: str) -> None:
    # optax starts both from other values and puts ε elsewhere, so the oracle is written out here.
    path, eta = run(surface, optimizer, schedule, epsilon=1e-3)
    record, _, slope, _ = COMPARED[surface]
    theta, squares, points = np.array(record.start), [], [np.array(record.start)]
    sigma_squared = np.zeros(2)
    for t in range(1000):
        grad = np.array(slope(*theta))
        squares.append(grad**2)
        if optimizer == "adagrad":
            sigma_squared = np.mean(squares, axis=0)
        else:
            sigma_squared = 0.9 * sigma_squared + 0.1 * squares[-1] if t else squares[-1]
        theta = theta - RATES[schedule](eta, t) / (np.sqrt(sigma_squared) + 1e-3) * grad
        points.append(theta)
    assert path.point == pytest.approx(np.array(points), rel=1e-10, abs=1e-10 * abs(path.point).max())


def test_every_optimizer_has_values_by_hand_and_an_oracle() -> None:
    assert set(HAND) == set(OPTIMIZERS)
    assert {*IN_OPTAX, "adagrad", "rmsprop"} == set(OPTIMIZERS)
    assert all(optimizer.id == id for id, optimizer in OPTIMIZERS.items())


@pytest.mark.parametrize(("kappa", "angle", "eta"), [(20, 0, 0.01), (20, 30, 0.09), (7.5, 72, 0.2), (1000, 45, 1e-3)])
def test_plain_descent_on_the_quadratic_has_a_closed_form(kappa: float, angle: float, eta: float) -> None:
    path = descend(QUADRATIC, OPTIMIZERS["gd"], start=(-4, 1.5), steps=200, eta=eta, kappa=kappa, angle=angle)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    axes = np.array([[cos, sin], [-sin, cos]])
    shrink = (1 - eta * np.array([1, kappa])) ** np.arange(201)[:, None]
    expected = shrink * (axes @ (-4, 1.5))
    # 200 roundings of the start's size.
    assert path.point @ axes.T == pytest.approx(expected, rel=0, abs=2e-13)


@pytest.mark.parametrize("kappa", [3.0, 20.0, 400.0])
@pytest.mark.parametrize("angle", [0.0, 33.0])
@pytest.mark.parametrize(("optimizer", "limit"), [("gd", 2.0), ("momentum", 2 * (1 + 0.9))])
def test_the_largest_stable_rate_is_two_over_the_curvature(
    optimizer: str, limit: float, kappa: float, angle: float
) -> None:
    # Heavy ball: 2 (1 + β)/λ.
    outcomes = [
        descend(
            QUADRATIC, OPTIMIZERS[optimizer], steps=4000, eta=share * limit / kappa, kappa=kappa, angle=angle
        ).outcome
        for share in (0.99, 1.01)
    ]
    assert [outcome.kind for outcome in outcomes] == ["converged", "diverged"]


@EVERY
def test_a_rate_of_a_ten_millionth_still_moves_every_step(optimizer: str) -> None:
    path = descend(BOWL, OPTIMIZERS[optimizer], steps=1000, eta=1e-7)
    assert {column.dtype for column in (path.point, path.loss, path.grad, path.eta, path.sigma, path.m)} == {
        np.dtype(np.float64)
    }
    assert (np.diff(path.point, axis=0) != 0).all()
    # In float32 half a unit in the last place of −4 is 2.4e-7, more than a whole step of η · g₁.
    assert np.abs(np.diff(path.point[:2, 0])) < np.spacing(np.float32(4)) / 2


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_epsilon_is_added_outside_the_root_and_recorded(optimizer: str) -> None:
    path = descend(QUADRATIC, OPTIMIZERS[optimizer], start=(3, 0.4), steps=1, kappa=10, epsilon=0.5)
    # All three have σ_0 = |g_0| = (3, 4); inside the root it would be √(9 + 0.5).
    assert path.sigma[0] == pytest.approx([3.5, 4.5], rel=1e-14)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_the_first_step_is_as_long_as_eta_however_steep_it_is(optimizer: str) -> None:
    for c in (0.1, 20):
        path = descend(BOWL, OPTIMIZERS[optimizer], start=(-3, 0.2), steps=1, eta=0.125, c=c, epsilon=1e-12)
        assert path.point[1] == pytest.approx([-3 + 0.125, 0.2 - 0.125], rel=1e-9)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_the_scale_of_the_loss_does_not_matter_to_an_adaptive_method(optimizer: str) -> None:
    paths = [descend(BOWL, OPTIMIZERS[optimizer], eta=2e-3, c=c, epsilon=1e-14).point for c in (0.5, 20)]
    # As far as ε is small beside the gradients, which are 1e-3 and more here.
    assert paths[0] == pytest.approx(paths[1], rel=1e-9)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_an_adaptive_method_does_not_feel_the_condition_number_until_the_valley_is_turned(optimizer: str) -> None:
    def path(kappa: float, angle: float) -> np.ndarray:
        run = descend(QUADRATIC, OPTIMIZERS[optimizer], steps=100, eta=0.01, kappa=kappa, angle=angle, epsilon=1e-14)
        return run.point

    assert path(2, 0) == pytest.approx(path(500, 0), rel=1e-9)
    assert np.abs(path(2, 45) - path(500, 45)).max() > 0.1


@pytest.mark.parametrize("optimizer", ["gd", "momentum"])
def test_for_a_method_without_sigma_a_steeper_loss_is_a_larger_rate(optimizer: str) -> None:
    steep = descend(BOWL, OPTIMIZERS[optimizer], eta=1e-4, c=8).point
    quick = descend(BOWL, OPTIMIZERS[optimizer], eta=4e-4, c=2).point
    assert steep == pytest.approx(quick, rel=1e-10)


@EVERY
def test_a_mirrored_start_gives_the_mirrored_path(optimizer: str) -> None:
    path = descend(BOWL, OPTIMIZERS[optimizer], start=(-4, 0.35))
    mirrored = descend(BOWL, OPTIMIZERS[optimizer], start=(4, -0.35))
    assert np.array_equal(path.point, -mirrored.point)


@pytest.mark.parametrize(
    ("optimizer", "without"), [("momentum", {"beta": 0}), ("adam", {"beta1": 0, "beta2": 0}), ("rmsprop", {"alpha": 0})]
)
def test_without_memory_only_the_gradient_is_left(optimizer: str, without: dict[str, float]) -> None:
    path = descend(CRESCENT, OPTIMIZERS[optimizer], eta=1e-3, **without)
    assert np.array_equal(path.m, path.grad[:-1])
    if optimizer != "momentum":
        assert path.sigma == pytest.approx(np.abs(path.grad[:-1]) + 1e-8, rel=1e-14)
