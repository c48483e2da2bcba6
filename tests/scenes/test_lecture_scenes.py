"""The lecture's scenes by name: what each is to show, by its numbers."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, bundles, trajectories
from scenes.grid import spread
from scenes.lecture import TITLES
from scenes.scene import with_value
from surfaces import SURFACES
from surfaces.along import losses


def kinds(id: str) -> list[str]:
    return [path.outcome.kind for path in trajectories(SCENES[id])]


def test_every_scene_has_a_title() -> None:
    assert list(TITLES) == list(SCENES)


def test_of_seven_rates_none_fits_the_steep_and_the_flat_direction_at_once() -> None:
    scene = spread(SCENES["no_rate_fits"])
    rates = [dict(run.numbers)["eta"] for run in scene.runs]
    assert rates == [0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]
    paths = trajectories(scene)
    ends = np.array([path.point[-1] for path in paths])
    # The two largest bounce from wall to wall, at every step, and their gradient stays large.
    for path in paths[:2]:
        assert path.outcome.kind == "oscillating"
        assert (path.point[1:, 1] * path.point[:-1, 1] < 0).all()
        assert np.hypot(*path.grad.T).min() > 60
    # The third is the compromise, and after 3,000 steps it is still on its way.
    assert ends[2] == pytest.approx([-0.362, 0], abs=5e-4)
    # All smaller ones crawl: the smaller, the less of the way is done.
    way = (ends[2:, 0] + 4) / 4
    assert (np.diff(way) < 0).all()
    assert way[1:] == pytest.approx([0.1377, 0.0130, 6.8e-4, 5.17e-5], rel=0.02)
    # Nobody has arrived, and the lowest loss is that of the rate in between.
    assert "converged" not in {path.outcome.kind for path in paths}
    assert int(np.argmin([path.loss[-1] for path in paths])) == 2


@pytest.mark.parametrize("steps", [100, 300, 1_000, 3_000, 10_000, 30_000])
def test_of_a_row_of_rates_the_verdicts_come_in_one_order(steps: int) -> None:
    paths = trajectories(spread(replace(SCENES["no_rate_fits"], steps=steps)))
    order = ["oscillating", "converged", "descending", "crawling"]
    places = [order.index(path.outcome.kind) for path in paths]
    assert places == sorted(places)
    assert places[-1] == order.index("crawling")


def test_momentum_rolls_out_of_the_shallow_minimum_where_descent_stays() -> None:
    gd, momentum = trajectories(SCENES["ball"])
    assert gd.outcome.facts["sentence"] == "converged low"
    assert gd.point[-1][0] > 0.8
    assert momentum.outcome.facts["sentence"] == "converged"
    assert momentum.point[-1] == pytest.approx([-1, 0], abs=1e-3)


def test_exactly_on_the_ridge_nothing_leaves_the_saddle() -> None:
    assert kinds("ridge") == ["stuck", "stuck"]
    for path in trajectories(SCENES["ridge"]):
        assert not path.point[:, 1].any()
        assert path.point[-1][0] == pytest.approx(0, abs=1e-5)


def test_without_the_correction_the_first_steps_of_adam_are_too_long() -> None:
    adam, uncorrected = trajectories(SCENES["correction"])
    first = [np.abs(path.point[1] - path.point[0]) for path in (adam, uncorrected)]
    # (1 − β₁)/√(1 − β₂) = 0.1/√0.001
    assert first[1] / first[0] == pytest.approx(np.full(2, 0.1 / np.sqrt(0.001)), rel=1e-6)


@pytest.mark.parametrize("eta", [0.25, 0.3, 0.35, 0.4, 0.5])
def test_without_the_correction_adam_is_worse_at_every_rate_that_the_correction_can_bear(eta: float) -> None:
    scene = SCENES["correction"]
    adam, uncorrected = trajectories(replace(scene, runs=tuple(with_value(run, "eta", eta) for run in scene.runs)))
    assert adam.loss.max() == adam.loss[0]
    assert uncorrected.loss.max() > 1.2 * uncorrected.loss[0]
    assert uncorrected.loss[-1] > 100 * adam.loss[-1]


@pytest.mark.parametrize("beside", [1e-3, 1e-4, 1e-5, 1e-6, 1e-7])
def test_at_a_saddle_momentum_rolls_on_where_descent_stays(beside: float) -> None:
    gd, momentum = trajectories(replace(SCENES["saddle"], start=(-1.6, beside)))
    assert np.hypot(*gd.point[-1]) < 0.2
    assert np.abs(momentum.point[:, 1]).max() > 0.9


@pytest.mark.parametrize("shift", [-0.5, -0.2, 0.1, 0.2, 0.3, 0.5])
def test_a_narrow_minimum_pays_for_a_shift_and_a_wide_one_hardly(shift: float) -> None:
    scene = replace(SCENES["shifted"], shift=shift)
    ends = [losses(SURFACES["sharp_flat"], path.point[-1:] - (shift, 0), **dict(scene.numbers))[0]
            for path in trajectories(scene)]  # fmt: skip
    # Near its minimum the wide valley is ½ Δ², the narrow one 25 times that, and less where the wide one begins.
    assert ends[1] == pytest.approx(shift**2 / 2, rel=0.05)
    assert 10 * ends[1] < ends[0] <= 25 * ends[1]


def test_noise_leaves_the_local_minimum_where_the_exact_gradient_stays() -> None:
    (bundle,) = bundles(SCENES["noise_escapes"])
    deep = (bundle.point[:, -100:, 0].mean(axis=1) < -0.5).sum()
    assert deep > 60
    exact = trajectories(replace(SCENES["noise_escapes"], noise=0.0))[0]
    assert exact.point[-1] == pytest.approx([0.887, 0], abs=1e-3)


def test_of_two_valleys_of_equal_depth_noise_prefers_the_wide_one() -> None:
    (bundle,) = bundles(SCENES["wide_valley"])
    end = bundle.point[:, -200:].mean(axis=1)
    wide, narrow = ((np.hypot(*(end - place).T) < 0.6).sum() for place in ((1.5, 0), (-1.5, 0)))
    assert wide >= 80
    assert narrow <= 10


def test_a_full_batch_makes_one_steady_step_an_epoch_and_single_examples_twenty_noisy_ones() -> None:
    full, single = trajectories(SCENES["batches"])
    assert (np.diff(full.loss) <= 0).all()
    assert (np.diff(single.loss[:200]) > 0).mean() > 0.25
    # After ten epochs: twenty times as many updates, and far nearer to the bottom.
    lowest = full.loss.min()
    assert single.loss[200] - lowest < 0.05 * (full.loss[10] - lowest)


def test_the_first_steps_of_adam_spread_and_those_of_radam_or_a_warm_up_do_not() -> None:
    spread = [bundle.point[:, -1].std(axis=0).max() / 0.1 for bundle in bundles(SCENES["warm_up"])]
    adam, radam, warmed = spread
    assert adam > 2
    assert radam < 0.5
    assert warmed < 0.5
