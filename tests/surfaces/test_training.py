"""The edge of stability by its closed form, and the river valley: where a schedule that looks worse ends better."""

import math
from functools import cache

import numpy as np
import pytest
from scipy.optimize import brentq

from optimizers import OPTIMIZERS, Path, Sampling, descend, descend_seeds
from optimizers.loop.sampling import Source
from optimizers.loop.sweep import Bundle
from surfaces import SURFACES

EDGE, RIVER, GD = SURFACES["edge"], SURFACES["river"], OPTIMIZERS["gd"]


def on_the_edge(eta: float, pull: float = 0.02, start: tuple[float, float] = (0.3, 2.5), steps: int = 3_000) -> Path:
    return descend(EDGE, GD, start=start, steps=steps, eta=eta, pull=pull)


def two_cycle(eta: float, pull: float) -> tuple[float, float]:
    """y and |x| with 2 y (ηS/2 − 1) = k (5 − y), S = 1 + y², |x| = √((ηS/2)² − 1)."""
    y = brentq(lambda y: 2 * y * (eta * (1 + y * y) / 2 - 1) - pull * (5 - y), 0.1, 5.0, xtol=1e-14)
    return y, math.sqrt((eta * (1 + y * y) / 2) ** 2 - 1)


def test_descent_is_held_on_the_edge_of_stability_where_the_closed_form_says() -> None:
    for pull, y, sharpness, x in ((0.02, 3.0110, 10.066, 0.1151), (0.05, 3.0270, 10.16295, 0.18126)):
        point = on_the_edge(0.2, pull).point
        found = abs(point[-1, 0]), point[-1, 1]
        assert found == pytest.approx(two_cycle(0.2, pull)[::-1], rel=0, abs=1e-8)
        assert found == pytest.approx((x, y), rel=0, abs=1e-4)
        assert 1 + found[1] ** 2 == pytest.approx(sharpness, rel=0, abs=1e-4)
        assert (point[-101:-1, 0] * point[-100:, 0] < 0).all()


def test_the_sharpness_of_the_floor_is_one_and_the_square_of_how_far_along_it_is() -> None:
    for y in (0.3, 2.5, 5.0):
        assert np.asarray(EDGE.at(0.0, y, pull=0.5).hessian) == pytest.approx(np.diag([1 + y * y, 0.5]), rel=1e-14)


def test_a_rate_that_is_small_enough_walks_to_the_end_of_the_floor_and_one_that_is_too_large_finds_no_cycle() -> None:
    # At 0.1 the edge lies at S = 20, which is passed: x has died out, and nothing is left that could grow.
    for eta in (0.05, 0.1):
        path = on_the_edge(eta, steps=20_000)
        assert path.outcome.kind == "converged"
        assert path.point[-1] == pytest.approx([0, 5], abs=1e-3)
        assert (path.point[3_000:, 0] == 0).all()
    late = on_the_edge(0.4, start=(0.3, 0.5)).point[-1_000:]
    assert np.ptp(late[:, 1]) > 1


def with_noise(eta: float, schedule: str = "constant", then: str = "constant", **numbers: float) -> Bundle:
    noise = Sampling(noise=1.5)
    return descend_seeds(
        RIVER, GD, steps=600, seeds=60, sampling=noise, eta=eta, schedule=schedule, then=then, **numbers
    )


@cache
def schedules() -> tuple[Bundle, Bundle]:
    return with_noise(0.09, "cosine", span=600), with_noise(0.09, "warmup", "stable_decay", warmup=20, span=580)


def test_warm_up_stable_decay_is_worse_than_the_cosine_for_most_of_the_way_and_better_at_its_end() -> None:
    cosine, wsd = schedules()
    assert wsd.loss[:, 504].mean() > cosine.loss[:, 504].mean() + 0.3
    assert (wsd.loss[:, -1] < cosine.loss[:, -1]).mean() >= 0.95
    assert [one.loss[:, -1].mean() for one in schedules()] == pytest.approx([-0.07, -0.14], abs=0.02)
    # It was high up the banks, and all the while farther along.
    assert wsd.point[:, -1, 1].mean() > 2 * cosine.point[:, -1, 1].mean()


def test_noise_is_five_times_as_strong_across_the_river_as_along_it_and_elsewhere_as_strong_both_ways() -> None:
    drawn = {id: Source(Sampling(noise=1.5, seed=3), SURFACES[id]).take(20_000).noise for id in ("river", "bowl")}
    assert drawn["river"].std(axis=0) == pytest.approx([1.5, 0.3], rel=0.02)
    assert drawn["river"] == pytest.approx(drawn["bowl"] * [1, 0.2], rel=1e-15)


def test_nothing_is_too_far_along_a_river_that_has_no_end() -> None:
    for steps in (0, 1, 40, 3_000):
        path = descend(RIVER, GD, start=(0.3, 0), steps=steps, eta=0.05)
        assert path.outcome.kind == "descending"
        assert len(path.loss) == steps + 1
    assert descend(RIVER, GD, start=(0.3, 0), steps=300, eta=0.11).outcome.kind == "diverged"
    for steps in (0, 5, 40):
        noisy = descend(RIVER, GD, steps=steps, eta=0.05, sampling=Sampling(noise=1.5))
        assert noisy.outcome.kind in ("descending", "wandering")
