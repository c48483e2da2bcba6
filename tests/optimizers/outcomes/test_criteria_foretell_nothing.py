"""What is said of a run is what it has done: kinds of runs that go on otherwise than they seemed to."""

from itertools import product

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend
from surfaces import SURFACES
from tests.crossing import among


def run(surface: str, optimizer: str, **choice) -> Path:
    return descend(SURFACES[surface], OPTIMIZERS[optimizer], **choice)


@pytest.mark.parametrize(
    ("surface", "optimizer", "choice"),
    [
        ("tiny_network", "adadelta", {"eta": 3.29, "start": (-0.6918, 2.061), "steps": 4127}),
        ("crescent", "lion", {"eta": 0.0208, "start": (0.9704, 0.689), "steps": 462}),
        ("booth", "rmsprop_zero", {"eta": 0.685, "start": (2.425, -6.66), "steps": 1684}),
        # On a plain there is so little to gain that a hundredth of the picture away much of it is left.
        ("easom", "lion", {"eta": 0.139, "start": (-0.3444, 5.642), "steps": 161}),
    ],
)
def test_who_goes_to_and_fro_within_a_50th_of_the_picture_of_a_minimum_rattles_there(
    surface, optimizer, choice
) -> None:
    path = run(surface, optimizer, **choice)
    facts = path.outcome.facts
    span = np.ptp(np.array(SURFACES[surface].domain), axis=1)
    away = (abs(path.point - (facts["place_x"], facts["place_y"])) / span).max(axis=1)
    assert facts["sentence"] == "hovering exactly"
    assert 1 / 100 < away[-choice["steps"] // 10 :].max() <= 1 / 50


def test_who_comes_nearer_to_and_fro_does_not_rattle_on() -> None:
    path = run("rastrigin", "adam", eta=0.105, start=(3.4, -2.4), steps=123)
    height = [part.max() - 12.934432432 for part in np.array_split(path.loss, 8)]
    assert (np.diff(height) < 0).all()
    assert path.outcome.facts["sentence"] == "hovering beside"


@pytest.mark.parametrize(
    ("surface", "optimizer", "choice"),
    [
        # Where there is one minimum only: to another one the last digits would lead, which no two machines share.
        ("linear_regression", "nadam", {"eta": 2.79, "start": (-1.482, -0.2979), "steps": 2207}),
    ],
)
def test_who_was_at_the_minimum_for_longer_and_was_thrown_out_has_not_converged(surface, optimizer, choice) -> None:
    path = run(surface, optimizer, **choice)
    lowest = path.loss.min()
    high = np.flatnonzero(path.loss > lowest + 1)
    stays = np.diff(high, append=len(path.loss))
    assert stays[:-1].max() > stays[-1] > choice["steps"] / 20
    assert path.loss[-1] == pytest.approx(lowest, abs=1e-9)
    assert path.outcome.kind in ("wandering", "descending")


@pytest.mark.parametrize(
    ("surface", "optimizer", "choice"),
    [
        ("rastrigin", "amsgrad", {"eta": 7.01, "start": (1.286, -4.713), "steps": 109}),
        ("network_slice", "adam_lecture", {"eta": 3.04, "start": (0.4835, -0.3009), "steps": 132}),
    ],
)
def test_from_wall_to_wall_is_said_of_what_turns_back_at_two_of_five_steps(surface, optimizer, choice) -> None:
    path = run(surface, optimizer, **choice)
    # Over the ripples the gradient turns more often than the run does.
    moves = np.diff(path.point[-choice["steps"] // 2 :], axis=0)
    assert (moves[1:] * moves[:-1] < 0).any(axis=1).mean() < 0.4
    assert path.outcome.sentence.startswith("Swings to and fro: ")
    assert run("bowl", "momentum", eta=0.01).outcome.sentence.startswith("Bounces from wall to wall: ")


def test_who_rolls_through_a_local_minimum_does_not_settle_there() -> None:
    choice = {"eta": 1.43e-6, "start": (3.4, -2.4)}
    path = run("rastrigin", "momentum_sum", **choice, steps=103)
    assert run("rastrigin", "momentum_sum", **choice, steps=140).loss[-1] > path.loss[-1] + 10
    assert path.outcome.sentence.startswith("On its way: ")


def test_a_loss_that_halves_does_not_crawl_however_short_the_way_that_it_came() -> None:
    path = run("beale", "adam", eta=0.884, start=(30.0, -20.0), steps=4327)
    assert path.loss[-1] < path.loss[-1082] / 2
    assert path.outcome.facts["sentence"] == "descending"


def test_with_noise_too_a_run_hovers_about_a_minimum_outside_the_picture() -> None:
    path = run(
        "network_slice",
        "adagrad_sum",
        eta=7.12,
        start=(-0.9464, -0.08793),
        steps=2365,
        schedule="inverse_sqrt_epoch",
        sampling=Sampling(noise=0.00157, seed=613),
    )
    assert path.point[-1, 1] < SURFACES["network_slice"].domain[1][0]
    assert abs(path.point[-500:] - path.point[-1]).max() < 1e-4
    assert path.outcome.sentence.startswith("Hovers about the minimum at (0.0712, −1.2): ")


def test_what_chance_and_a_restart_bring_down_does_not_come_down() -> None:
    path = run(
        "sorted_classes",
        "nesterov",
        eta=0.0152,
        start=(-3.42, -1.145),
        steps=135,
        schedule="cosine_restarts",
        sampling=Sampling(batch=3, seed=442),
    )
    eighths = [part.mean() for part in np.array_split(path.loss[1:], 8)]
    assert eighths[-3] < min(eighths[-2:])
    assert path.outcome.kind == "wandering"


@pytest.mark.parametrize(
    ("surface", "optimizer", "noise", "seed", "choice"),
    [
        # It comes in from one side.
        ("quadratic", "rmsprop", 1.67, 818, {"eta": 0.0755, "start": (4.412, 1.347), "steps": 136}),
        # It is thrown from one side of the picture to the other, at nearly all steps.
        ("cliff", "rmsprop_zero", 0.0377, 9, {"eta": 1.65, "start": (-0.605, -1.684), "steps": 762}),
    ],
)
def test_what_is_to_one_side_of_a_minimum_for_half_of_its_steps_is_not_about_it(
    surface, optimizer, noise, seed, choice
) -> None:
    path = run(surface, optimizer, **choice, sampling=Sampling(noise=noise, seed=seed))
    span = np.ptp(np.array(SURFACES[surface].domain), axis=1)
    assert (abs(path.point[-choice["steps"] // 2 :].mean(axis=0)) / span).max() > 0.03
    assert path.outcome.kind != "hovering"


def test_what_was_thrown_out_long_ago_and_rises_no_more_is_not_said_to_grow() -> None:
    path = run("double_well", "radam", eta=3.29, start=(-0.9404, 0.6122), steps=483, schedule="resnet")
    assert path.loss[240] == path.loss[-1] > 1e200
    assert path.outcome.sentence.startswith("Thrown out: ")


@pytest.mark.parametrize("surface", among(SURFACES, 8))
def test_what_yogi_s_own_start_moves_off_a_minimum_is_not_told_that_its_rate_is_too_large(surface: str) -> None:
    # Where there is none there is nothing to move off.
    for minimum, steps in product(SURFACES[surface].lowest()[0][:1], (1, 3, 10, 300)):
        outcome = run(surface, "yogi", start=tuple(minimum), steps=steps).outcome
        assert outcome.kind != "diverged"
        assert "smaller η" not in outcome.sentence


def test_a_slope_whose_square_is_no_float64_is_gone_down_all_the_same() -> None:
    path = run("easom", "adam", start=(18.3, 18.3), epsilon=0.0, steps=1)
    assert path.point[1] == pytest.approx(18.3 - 0.001)
    assert path.outcome.kind == "descending"
    assert "smaller η" not in path.outcome.sentence
