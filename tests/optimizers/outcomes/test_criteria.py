"""What is said of a run is so: kinds of runs of which it is easy to say too much, each with what is right."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend, optimizer
from optimizers.outcomes.criteria import BOUNCE_LEAST, CRAWL, NEAR, OUT
from optimizers.outcomes.trends import falls
from surfaces import SURFACES
from tests.crossing import crossed


def run(surface: str, optimizer: str, **choice) -> Path:
    return descend(SURFACES[surface], OPTIMIZERS[optimizer], **choice)


@pytest.mark.parametrize(
    ("surface", "optimizer", "choice"),
    [
        ("himmelblau", "adam_lecture", {"start": (4.2, 4), "eta": 0.000208, "steps": 622}),
        ("himmelblau", "gd", {"start": (4.2, 4), "eta": 1e-6, "steps": 400}),
        ("booth", "adam", {"eta": 1e-3, "steps": 500}),
    ],
)
def test_a_loss_that_falls_from_eighth_to_eighth_is_said_to_fall_however_slowly(surface, optimizer, choice) -> None:
    for seed in (0, 1, 764):
        path = run(surface, optimizer, **choice, sampling=Sampling(noise=1, seed=seed))
        eighths = [part.mean() for part in np.array_split(path.loss[-choice["steps"] // 2 :], 8)]
        assert (np.diff(eighths) < 0).all()
        assert path.outcome.kind in ("descending", "crawling")


def test_what_only_goes_up_and_down_does_not_fall() -> None:
    draw = np.random.default_rng(3)
    told = [falls(draw.normal(size=200), 0.0) for _ in range(2000)]
    # By chance one in 360.
    assert np.mean(told) < 0.01
    assert falls(np.linspace(1, 0.999, 200), 0.01)


@pytest.mark.parametrize("steps", [200, 243, 300])
def test_a_slope_that_curves_down_is_passed_and_no_minimum(steps: int) -> None:
    path = run("mccormick", "momentum_sum", eta=0.00062, steps=steps)
    assert np.hypot(*path.grad[-1]) > 1
    assert path.outcome.kind != "converged"


@pytest.mark.parametrize(("eta", "steps"), [(0.143, 3567), (0.143, 1000), (0.3, 2000)])
def test_a_method_whose_steps_never_shrink_bounces_for_ever(eta: float, steps: int) -> None:
    path = run("crescent", "lion", eta=eta, steps=steps)
    turns = np.einsum("ti,ti->t", path.grad[1:], path.grad[:-1]) < 0
    assert turns[-steps // 2 :].mean() > 0.5
    assert path.outcome.kind == "oscillating"


@pytest.mark.parametrize(
    ("steps", "head"),
    [(187, "Settles in a local minimum"), (250, "Converges, but to a local minimum"), (400, "Arrives at the minimum")],
)
def test_who_settles_in_a_shallow_minimum_does_not_crawl_to_the_deep_one(steps: int, head: str) -> None:
    path = run("double_well", "adadelta", eta=2.67, steps=steps)
    assert path.loss[-1] == pytest.approx(0.38973, abs=2e-3)
    assert path.outcome.sentence.startswith(head)


@pytest.mark.parametrize("steps", [5, 6, 9, 30, 300])
def test_who_has_exploded_has_not_begun_to_bounce(steps: int) -> None:
    path = run("plateau", "radam", eta=0.645, steps=steps)
    assert path.loss[-1] > 1e50
    assert path.outcome.kind == "diverged"
    assert "A smaller η is needed." in path.outcome.sentence


@pytest.mark.parametrize("steps", range(BOUNCE_LEAST))
def test_a_swing_is_no_bounce(steps: int) -> None:
    assert run("goldstein_price", "nesterov", eta=7.98e-6, steps=steps).outcome.kind == "descending"
    assert run("quadratic", "gd", eta=0.0999, steps=steps).outcome.kind == "descending"


def test_once_to_and_fro_is_no_bounce_either() -> None:
    assert run("goldstein_price", "nesterov", eta=7.98e-6, steps=25).outcome.kind == "descending"


@pytest.mark.parametrize(("surface", "optimizer", "eta"), [("booth", "adam_lecture", 8.44), ("quadratic", "adam", 5.0)])
def test_after_one_step_it_is_too_early_to_tell(surface: str, optimizer: str, eta: float) -> None:
    path = run(surface, optimizer, eta=eta, steps=1)
    assert path.loss[1] > path.loss[0]
    assert path.outcome.sentence.startswith("Too early to tell: at step 1 ")
    assert "smaller" not in path.outcome.sentence


def test_a_bounce_that_is_the_same_without_noise_is_said_to_be_one() -> None:
    choice = {"start": (-0.5571, -0.1452), "steps": 248, "eta": 0.607}
    noisy = run("bowl", "rmsprop_zero", sampling=Sampling(noise=0.0933, seed=887), **choice).outcome
    exact = run("bowl", "rmsprop_zero", **choice)
    assert noisy.kind == exact.outcome.kind == "oscillating"
    assert noisy.sentence.startswith("Bounces from wall to wall: the loss is flat at 17.")
    assert exact.loss[-62:].mean() == pytest.approx(noisy.facts["mean"], rel=0.05)


@pytest.mark.parametrize("noise", [1e-4, 0.01, 0.1])
def test_a_bounce_low_over_the_middle_is_one_however_little_noise_there_is(noise: float) -> None:
    noisy = run("quadratic", "rmsprop_zero", eta=0.8, sampling=Sampling(noise=noise, seed=3)).outcome
    assert run("quadratic", "rmsprop_zero", eta=0.8).outcome.kind == noisy.kind == "oscillating"
    assert noisy.facts["mean"] == pytest.approx(1.68, rel=0.02)


@pytest.mark.parametrize("method", ["radam", "adam"])
def test_what_grows_a_thousandfold_without_turning_at_each_step_diverges_with_noise_too(method: str) -> None:
    choice = {"start": (2.535, -1.399), "schedule": "exponential", "gamma": 1.02, "eta": 0.00361, "steps": 705}
    noisy = run("linear_regression", method, **choice, sampling=Sampling(noise=0.0124, seed=337))
    assert noisy.loss[-100:].mean() > 1e4 * noisy.loss[0]
    assert noisy.outcome.kind == run("linear_regression", method, **choice).outcome.kind == "diverged"
    assert "the schedule's rate" in noisy.outcome.sentence


@pytest.mark.parametrize(
    ("surface", "choice"),
    [
        ("rosenbrock", {"start": (1e60, 0)}),
        ("himmelblau", {"start": (1e60, 1e60)}),
        ("six_hump_camel", {"start": (1e40, 1)}),
    ],
)
def test_where_nothing_has_grown_float64_is_named_and_not_eta(surface: str, choice: dict) -> None:
    path = run(surface, "gd", eta=1e-3, **choice)
    assert len(path.loss) == 1
    assert path.outcome.sentence.startswith("Breaks off at step 0, where the loss is ")
    assert path.outcome.sentence.endswith("the next update leaves float64.")


def test_far_out_the_steps_of_adam_have_their_length_and_nothing_diverges() -> None:
    path = run("rosenbrock", "adam", eta=1e-3, start=(1e60, 0))
    assert len(path.loss) == 301
    assert path.point[1] == pytest.approx((1e60, 1e-3))
    assert path.outcome.kind != "diverged"
    # The slope is no plain's.
    assert np.hypot(*path.grad[-1]) > 1e180
    assert path.outcome.sentence == "Moves to no effect: over the last quarter the loss is 10²⁴² throughout."


def test_who_arrives_with_steps_that_cannot_shrink_has_arrived_and_rattles() -> None:
    path = run("crescent", "rmsprop", eta=0.01, steps=1000, start=(-1.35, 0.25))
    outcome = path.outcome
    assert (outcome.kind, outcome.facts["sentence"]) == ("hovering", "hovering exactly")
    apart = path.point - (outcome.facts["place_x"], outcome.facts["place_y"])
    distance = np.hypot(*apart.T)
    assert int(np.flatnonzero(distance < 0.05)[0]) == 689
    # A 50th of the picture, which is 3.2 wide and 2.8 high, comes a little sooner.
    assert outcome.step == int(np.flatnonzero((abs(apart) <= (3.2 / 50, 2.8 / 50)).all(axis=1))[0]) == 675
    assert distance[outcome.step :].max() == outcome.facts["far"] < 1.5 * NEAR * 3.2
    assert distance[-100:].max() == outcome.facts["by"] < 0.02


@crossed(method=["rmsprop", "rmsprop_zero", "lion", "nadam", "adam"], surface=["quadratic", "booth", "himmelblau"])
def test_near_enough_to_rattle_is_there_and_never_farther_than_is_said(method: str, surface: str) -> None:
    path = run(surface, method, eta=0.02, steps=3000)
    outcome = path.outcome
    assert outcome.kind in ("hovering", "converged")
    if outcome.kind == "hovering":
        place = np.array([outcome.facts["place_x"], outcome.facts["place_y"]])
        assert np.hypot(*(path.point[outcome.step :] - place).T).max() <= outcome.facts["far"] * (1 + 1e-12)
        assert np.hypot(*SURFACES[surface].at(*place).grad) < 1e-6


@pytest.mark.parametrize("steps", [300, 3000, 30_000])
def test_the_verdicts_of_a_row_of_rates_stand_in_one_order(steps: int) -> None:
    kinds = [run("bowl", "gd", steps=steps, eta=10.0**-power).outcome.kind for power in range(1, 11)]
    order = ["oscillating", "converged", "hovering", "descending", "crawling"]
    ranks = [order.index(kind) for kind in kinds]
    assert ranks == sorted(ranks)
    assert {"oscillating", "crawling"} <= set(kinds)


@pytest.mark.parametrize("eta", [1e-5, 1e-6, 1e-7])
def test_who_crawls_would_need_many_times_its_updates_for_the_rest(eta: float) -> None:
    path = run("bowl", "gd", steps=3000, eta=eta)
    assert path.outcome.kind == "crawling"
    longer = run("bowl", "gd", steps=CRAWL * 3000, eta=eta)
    assert abs(longer.point[-1, 0]) > 0.5
    assert path.outcome.facts["axis"] == "θ₁"


def test_thrown_far_out_is_far_out() -> None:
    path = run("plateau", "radam", eta=0.645, steps=30)
    low, high = np.array(SURFACES["plateau"].domain).T
    assert (abs(path.point[-1] - (low + high) / 2) / (high - low)).max() > OUT


def test_a_minimum_at_0_is_said_to_be_there_however_far_the_walk_to_it_came() -> None:
    sentence = descend(SURFACES["bowl"], optimizer("heavy_ball.moving_square"), eta=0.01, steps=300).outcome.sentence
    assert sentence.startswith("Arrives at the minimum (0, 0): from step 69 on within 0.197 of it")
