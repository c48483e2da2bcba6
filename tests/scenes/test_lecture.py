"""The lecture's claims, by their numbers."""

from functools import cache

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, descend
from surfaces import SURFACES


@cache
def on_the_bowl(optimizer: str, steps: int, **numbers: float | str) -> Path:
    return descend(SURFACES["bowl"], OPTIMIZERS[optimizer], start=(-4, -0.35), steps=steps, **numbers)


def test_one_large_rate_bounces_with_a_flat_loss_and_a_gradient_that_is_not_small() -> None:
    path = on_the_bowl("gd", 300, eta=1e-2)
    norm = np.linalg.norm(path.grad, axis=1)
    assert (np.sign(path.point[1:, 1]) == -np.sign(path.point[:-1, 1])).all()
    assert path.loss[0] == pytest.approx(22.0, abs=0.05)
    assert path.loss[-1] == pytest.approx(20.3, abs=0.05)
    assert np.ptp(path.loss[-100:]) < 0.005
    assert norm[0] == pytest.approx(65.4, abs=0.05)
    assert norm.min() > 64
    assert path.outcome.kind == "oscillating"


def test_one_small_rate_climbs_down_turns_and_crawls() -> None:
    path = on_the_bowl("gd", 100_000, eta=1e-7)
    assert path.point[-1] == pytest.approx([-3.985, -0.006], abs=5e-4)
    assert path.outcome.kind == "crawling"
    assert path.outcome.facts["share"] == pytest.approx(0.004, abs=5e-4)
    assert path.outcome.facts["axis"] == "θ₁"
    # Steep first: half of the way across is done before a thousandth of the way along.
    half_across = np.flatnonzero(np.abs(path.point[:, 1]) < 0.175)[0]
    assert path.point[half_across, 0] < -3.996


def test_a_rate_in_between_arrives_slowly() -> None:
    path = on_the_bowl("gd", 3000, eta=1e-3)
    assert path.point[-1] == pytest.approx([-0.362, 0.0], abs=5e-4)
    assert path.outcome.kind == "descending"


def test_adagrad_gets_along_the_valley_and_then_bursts_sideways() -> None:
    path = on_the_bowl("adagrad", 600, eta=0.06)
    across = np.abs(path.point[:, 1])
    burst = int(np.flatnonzero(across[8:] > 0.0035)[0]) + 8
    # Calm, under 1 % of the start, from step 8 on and for dozens of steps, along most of the valley.
    assert across[7] > 0.0035
    assert burst > 60
    assert abs(path.point[burst, 0]) < 0.3 * 4
    assert across[8:].max() == pytest.approx(0.11, abs=0.005)
    assert across[8:].max() / 0.35 == pytest.approx(0.32, abs=0.01)
    # Why: while it is calm σ₂ shrinks, and η/σ₂ grows past the limit 2/λ of that direction.
    effective = path.eta / path.sigma[:, 1]
    curvature = float(SURFACES["bowl"].at(*path.point[burst]).hessian[1, 1])
    assert (np.diff(effective[8:burst]) > 0).all()
    assert effective[burst] > 2 / curvature > effective[8]


def test_a_decaying_rate_puts_a_brake_on_the_burst() -> None:
    path = on_the_bowl("adagrad", 600, eta=0.06, schedule="inverse_sqrt", horizon=10)
    across = np.abs(path.point[:, 1])
    # Once it has come down it stays down.
    assert across[9] > 0.003
    assert across[10:].max() < 0.003
    assert path.point[-1] == pytest.approx([-0.003, 0.0], abs=5e-4)
    assert path.loss[-1] == pytest.approx(4.8e-6, abs=5e-8)


def test_a_warm_up_and_then_a_decay_does_not_burst_either() -> None:
    path = on_the_bowl("adagrad", 600, eta=0.06, schedule="warmup", warmup=20, then="inverse_sqrt", horizon=20)
    assert path.eta.argmax() in (19, 20)
    assert path.eta[0] == pytest.approx(0.003, rel=1e-12)
    assert np.abs(path.point[20:, 1]).max() <= 0.0016
    assert path.loss[-1] < 1e-11


def test_on_the_crescent_the_same_parameter_needs_a_small_step_first_and_a_large_one_later() -> None:
    crescent = SURFACES["crescent"]
    goal = np.array([np.cos(np.radians(15)), -np.sin(np.radians(15))])

    def distance(path: Path) -> np.ndarray:
        return np.linalg.norm(path.point - goal, axis=1)

    path = descend(crescent, OPTIMIZERS["rmsprop"], start=(-1.35, 0.25), steps=1000, alpha=0.9, eta=0.01)
    assert int(np.flatnonzero(distance(path) < 0.05)[0]) == 689
    assert path.sigma[0, 0] == path.sigma[:, 0].max() == pytest.approx(97, abs=0.5)
    assert path.sigma[:690, 0].min() == pytest.approx(0.25, abs=0.005)
    # Adagrad remembers the steep start for ever.
    slow = descend(crescent, OPTIMIZERS["adagrad"], start=(-1.35, 0.25), steps=1000, eta=0.03)
    assert distance(slow).min() > 0.5
    published = descend(crescent, OPTIMIZERS["adagrad_sum"], start=(-1.35, 0.25), steps=1000, eta=0.3)
    assert distance(published).min() > 0.5


def test_the_published_adagrad_does_not_burst_because_its_sigma_cannot_shrink() -> None:
    path = on_the_bowl("adagrad_sum", 600, eta=0.3)
    assert (np.diff(path.sigma, axis=0) >= 0).all()
    sideways = np.abs(path.point[:, 1])
    assert sideways[np.argmax(sideways < 0.0035) :].max() < 0.0035
    assert path.outcome.kind == "converged"


def test_momentum_is_a_ball_that_gets_farther_along_the_valley_than_plain_descent() -> None:
    ball, plain = on_the_bowl("momentum", 1000, eta=1e-4), on_the_bowl("gd", 1000, eta=1e-4)
    gone = [1 - abs(path.point[-1, 0]) / 4 for path in (ball, plain)]
    assert gone == pytest.approx([0.431, 0.046], abs=5e-4)
    # Under a steady gradient a step is 1/(1 − β) = 10 gradients long; here it changes by 1 % in ten steps.
    assert ball.m[500:, 0] == pytest.approx(10 * ball.grad[500:1000, 0], rel=0.01)


def test_without_the_correction_the_first_steps_of_adam_are_wrong() -> None:
    corrected, uncorrected, lecture = (
        np.abs(np.diff(on_the_bowl(id, 20, eta=1e-3).point[:, 0]))
        for id in ("adam", "adam_uncorrected", "adam_lecture")
    )
    # Under a steady gradient every step is η long; without the correction (1 − β₁)/√(1 − β₂) = 3.16 η, and growing.
    # 3 %: the gradient itself changes by that much in twenty steps.
    assert corrected == pytest.approx(1e-3, rel=0.03)
    assert lecture == pytest.approx(1e-3, rel=0.03)
    assert uncorrected[:2] == pytest.approx([3.16e-3, 4.25e-3], rel=0.01)
    assert uncorrected.max() > 6e-3


def test_adam_is_rmsprop_with_momentum_corrected_for_its_start() -> None:
    adam = on_the_bowl("adam", 300, eta=1e-2, beta1=0.0, beta2=0.9)
    # Without its momentum Adam's σ² is RMSProp's sum of squares, started at zero and divided by 1 − αᵗ⁺¹.
    weights = 0.1 * 0.9 ** np.arange(301)
    for t in (0, 1, 2, 50, 299):
        square = weights[: t + 1] @ adam.grad[t::-1][: t + 1] ** 2 / (1 - 0.9 ** (t + 1))
        assert adam.sigma[t] == pytest.approx(np.sqrt(square) + 1e-8, rel=1e-12)
    # Uncorrected, the first σ would be √(1 − β₂) of the gradient, and the first step 3.16 times too long.
    assert adam.point[1] == pytest.approx([-3.99, -0.34], rel=1e-8)
