"""The same run for many seeds at once: each is the run that its seed gives alone, and nothing else moves it."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Sampling, descend
from optimizers.descent import descend_seeds
from optimizers.loop.sweep import CHUNK, SIZES, Bundle
from surfaces import SURFACES, Surface
from tests.crossing import cases, every

BOWL, QUADRATIC, WELL, SADDLE = (SURFACES[id] for id in ("bowl", "quadratic", "double_well", "saddle"))
LINE, LOGISTIC, NETWORK = (SURFACES[id] for id in ("linear_regression", "logistic_regression", "tiny_network"))


def assert_singles(surface: Surface, method: str, seeds: int, sampling: dict, ulps: float = 0, **choice) -> Bundle:
    """Every run of a bundle against the run of its seed; `ulps` is what rounding may make of it."""
    first, steps = Sampling(**{"seed": 5, **sampling}), choice["steps"]
    bundle = descend_seeds(surface, OPTIMIZERS[method], seeds=seeds, sampling=first, **choice)
    assert (bundle.point.shape, bundle.loss.shape) == ((seeds, steps + 1, 2), (seeds, steps + 1))
    assert len(bundle.outcomes) == seeds
    for i in {*range(0, seeds, 1 + seeds // 12), seeds - 1}:
        single = descend(surface, OPTIMIZERS[method], sampling=replace(first, seed=first.seed + i), **choice)
        made = len(single.loss)
        assert bundle.point[i, :made] == pytest.approx(single.point, rel=ulps, abs=ulps)
        assert bundle.loss[i, :made] == pytest.approx(single.loss, rel=ulps, abs=ulps)
        # What a run left out that had left float64 is NaN here.
        assert np.isnan(bundle.point[i, made:]).all()
        assert np.isnan(bundle.loss[i, made:]).all()
        if not ulps:
            assert bundle.outcomes[i] == single.outcome
        assert (bundle.outcomes[i].kind, bundle.outcomes[i].step) == (single.outcome.kind, single.outcome.step)
    return bundle


@pytest.mark.parametrize("seeds", [1, 7, 8, 9, 33, 200])
def test_each_run_of_a_bundle_is_the_run_of_its_seed_to_the_last_bit_however_many_there_are(seeds: int) -> None:
    assert_singles(BOWL, "adam", seeds, {"noise": 1.0}, eta=0.01, steps=90)


BUNDLES = [
    (BOWL, "gd", {"noise": 0.5, "seed": 1000}, 0),
    (NETWORK, "momentum", {"batch": 3}, 0),
    (NETWORK, "adam", {"batch": 8, "noise": 0.1, "shuffle": False}, 0),
    (LINE, "rmsprop", {"batch": 1}, 0),
    # e^z of eight numbers at a time may differ from that of one in its last digit.
    (LOGISTIC, "adam", {"batch": 7}, 1e-12),
]
LENGTHS = (CHUNK - 1, CHUNK, 2 * CHUNK + 100)


@pytest.mark.parametrize(
    ("surface", "method", "chance", "ulps", "steps"),
    [(*bundle, steps) for bundle, steps in cases(BUNDLES, LENGTHS, every=every())],
)
def test_a_bundle_of_more_than_one_chunk_is_made_of_single_runs_too(surface, method, chance, ulps, steps) -> None:
    assert_singles(surface, method, 9, chance, ulps, eta=0.01, steps=steps)


@pytest.mark.parametrize("steps", [0, 1, 5])
def test_a_bundle_may_be_as_short_as_its_start(steps: int) -> None:
    bundle = assert_singles(BOWL, "gd", 3, {"noise": 1.0}, eta=1e-3, steps=steps)
    assert (bundle.point[:, 0] == BOWL.start).all()


def test_a_schedule_and_break_points_hold_for_every_run_of_a_bundle() -> None:
    choice = {"schedule": "warmup", "then": "inverse_time", "warmup": 30, "decay": 0.1, "changes": [(100, 0.5)]}
    assert_singles(BOWL, "adam", 3, {"noise": 1.0}, eta=0.01, steps=200, **choice)
    stopped = assert_singles(BOWL, "gd", 3, {"noise": 1.0}, eta=1e-3, steps=200, changes=[(50, 1e-300)])
    assert np.array_equal(stopped.point[:, 51], stopped.point[:, 200])


@pytest.mark.parametrize("batch", [None, 20])
def test_without_chance_a_bundle_is_one_run_many_times_over(batch: int | None) -> None:
    choice = {"eta": 0.05, "steps": 400, "sampling": Sampling(batch=batch)}
    single = descend(NETWORK, OPTIMIZERS["adam"], **choice)
    bundle = descend_seeds(NETWORK, OPTIMIZERS["adam"], seeds=5, **choice)
    assert np.array_equal(bundle.point, np.tile(single.point, (5, 1, 1)))
    assert np.array_equal(bundle.loss, np.tile(single.loss, (5, 1)))
    assert bundle.outcomes == (single.outcome,) * 5
    # A start at the minimum has converged there, which no run with noise does.
    there = descend_seeds(NETWORK, OPTIMIZERS["gd"], seeds=2, start=NETWORK.minima()[0])
    assert [(outcome.kind, outcome.step) for outcome in there.outcomes] == [("converged", 0)] * 2
    lost = descend_seeds(QUADRATIC, OPTIMIZERS["gd"], seeds=2, eta=1, steps=1000)
    assert [outcome.kind for outcome in lost.outcomes] == ["diverged"] * 2
    assert np.isnan(lost.loss[:, 120:]).all()
    assert np.isfinite(lost.loss[:, :119]).all()


def test_a_run_that_diverges_is_nan_from_there_on_and_leaves_the_others_alone() -> None:
    # Out where the well grows like θ₁⁴ a step overshoots by more than it corrects; noise throws some runs there.
    choice = {"eta": 0.1, "steps": 700, "tilt": 0.4, "barrier": 1.0}
    bundle = assert_singles(WELL, "gd", 100, {"noise": 4.5}, **choice)
    kinds = np.array([outcome.kind for outcome in bundle.outcomes])
    lost = kinds == "diverged"
    assert 10 < lost.sum() < 90
    assert np.isfinite(bundle.loss[~lost]).all()
    assert np.isfinite(bundle.point[~lost]).all()
    for i in np.flatnonzero(lost):
        loss, outcome = bundle.loss[i], bundle.outcomes[i]
        assert np.isfinite(loss[: outcome.step + 1]).all()
        assert np.isnan(loss[outcome.step + 1 :]).all()
        assert outcome.step < 700


def test_a_bundle_that_is_lost_as_a_whole_is_not_computed_to_its_end() -> None:
    assert_singles(QUADRATIC, "gd", 3, {"noise": 1.0}, eta=1, steps=5 * CHUNK)
    far = assert_singles(QUADRATIC, "gd", 3, {"noise": 1.0}, eta=1, steps=5 * CHUNK, start=(1e200, 0))
    assert (far.point[:, 0] == (1e200, 0)).all()
    assert [outcome.facts["sentence"] for outcome in far.outcomes] == ["diverged at once"] * 3


def test_runs_that_hover_about_different_minima_are_counted_apart() -> None:
    choice = {"eta": 0.05, "steps": 500, "sampling": Sampling(noise=0.05)}
    bundle = descend_seeds(SADDLE, OPTIMIZERS["gd"], seeds=100, start=(-1.6, 0.0), **choice)
    # From the ridge chance takes a run to one side or to the other, and to each about as often.
    shares = Counter(outcome.facts["place_y"] for outcome in bundle.outcomes)
    assert set(shares) == {-1.0, 1.0}
    assert sum(shares.values()) == 100
    # Three standard errors of a hundred tosses.
    assert shares[1.0] == pytest.approx(50, abs=15)


def test_nothing_compiles_when_the_number_of_seeds_within_a_size_or_any_other_number_moves(
    compilations: Callable[[], int],
) -> None:
    # A loss that no other test has run, so that the first run must compile.
    fresh = Surface(**{**vars(BOWL), "loss": lambda x, y, a, b, c: BOWL.loss(x, y, a, b, c)})
    choice = {"seeds": 9, "steps": 20, "schedule": "inverse_time", "sampling": Sampling(noise=1.0)}
    compilations()
    descend_seeds(fresh, OPTIMIZERS["adam"], **choice)
    assert compilations() >= 1
    # A run that has not moved is judged by the Hessian, which is a program of its own.
    fresh.at(1.0, 2.0)
    compilations()
    for moved in (
        {"seeds": 10}, {"seeds": 32}, {"steps": 0}, {"steps": 1}, {"steps": CHUNK + 1}, {"steps": 2 * CHUNK},
        {"sampling": Sampling(noise=2.0)}, {"sampling": Sampling(noise=1.0, seed=77)}, {"start": (1, 0.1)},
        {"start": (1e200, 0)}, {"a": 3}, {"eta": 1e-4}, {"beta1": 0}, {"epsilon": 1e-3}, {"decay": 0.5},
        {"steps_per_epoch": 7},
    ):  # fmt: skip
        descend_seeds(fresh, OPTIMIZERS["adam"], **{**choice, **moved})
        assert compilations() == 0, moved
    # Another size is another program, once.
    assert SIZES == (8, 32, 100, 200)
    descend_seeds(fresh, OPTIMIZERS["adam"], **{**choice, "seeds": 8})
    assert compilations() >= 1
    descend_seeds(fresh, OPTIMIZERS["adam"], **{**choice, "seeds": 1})
    assert compilations() == 0


def test_nothing_compiles_when_the_batch_its_order_or_the_data_move(compilations: Callable[[], int]) -> None:
    fresh = Surface(**{**vars(LINE), "each": lambda w, b, standardised: LINE.each(w, b, standardised)})
    choice = {"seeds": 5, "steps": 20, "sampling": Sampling(batch=3)}
    compilations()
    descend_seeds(fresh, OPTIMIZERS["gd"], **choice)
    assert compilations() >= 1
    for moved in (
        {"sampling": Sampling(batch=1)}, {"sampling": Sampling(batch=19, seed=9)}, {"standardised": 1},
        {"sampling": Sampling(batch=3, shuffle=False)}, {"steps": CHUNK + 30}, {"seeds": 8}, {"eta": 1.0},
    ):  # fmt: skip
        descend_seeds(fresh, OPTIMIZERS["gd"], **{**choice, **moved})
        assert compilations() == 0, moved
