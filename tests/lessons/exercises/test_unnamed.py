"""A run without a name: the same one for the same seed, and known by its signs alone."""

import numpy as np
import pytest

from lessons.exercises.unnamed import ASKS, BETAS, METHODS, Ask, drawn, told
from lessons.measures import run

SEEDS = range(60)


@pytest.mark.parametrize("ask", ASKS)
def test_a_seed_draws_the_same_run_again_and_another_one_another(ask: Ask) -> None:
    assert drawn(ask, 3) == drawn(ask, 3)
    assert len({drawn(ask, seed).scene for seed in SEEDS}) == len(SEEDS)
    assert {drawn(ask, seed).right for seed in SEEDS} == ({*METHODS} if ask == "optimizer" else {*map(str, BETAS)})


@pytest.mark.parametrize("ask", ASKS)
def test_there_are_four_choices_and_one_is_right(ask: Ask) -> None:
    for seed in SEEDS:
        one = drawn(ask, seed)
        assert len({*one.choices}) == 4
        assert one.right in one.choices


def test_an_optimizer_is_known_by_what_its_run_does_and_by_nothing_else() -> None:
    for seed in SEEDS:
        one = drawn("optimizer", seed)
        assert told(run(one.scene)) == one.right == one.scene.runs[0].optimizer, seed
        said = one.sign.format(**one.facts)
        assert "{" not in said


def test_of_gradient_descent_every_step_is_as_many_times_as_long_as_the_gradient() -> None:
    one = next(one for one in (drawn("optimizer", seed) for seed in SEEDS) if one.right == "gd")
    path = run(one.scene)
    ratios = np.hypot(*np.diff(path.point, axis=0).T) / np.hypot(*path.grad[:-1].T)
    np.testing.assert_allclose(ratios, one.facts["ratio"])


def test_what_is_measured_of_a_swing_is_nearest_to_its_beta() -> None:
    for seed in SEEDS:
        one = drawn("beta", seed)
        beta = one.facts["beta"]
        assert isinstance(beta, float)
        assert min(BETAS, key=lambda choice, beta=beta: abs(choice - beta)) == float(one.right), seed  # type: ignore[misc]
