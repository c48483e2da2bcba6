"""Noise and mini-batches: what is drawn, what it does not depend on, and what a run makes of it."""

import math

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend
from optimizers.loop.sampling import Draws, Source
from optimizers.loop.scan import CHUNK
from surfaces import SURFACES
from tests.surfaces.test_data import of_each

BOWL, LINE, NETWORK = (SURFACES[id] for id in ("bowl", "linear_regression", "tiny_network"))
GD, ADAM, MOMENTUM = (OPTIMIZERS[id] for id in ("gd", "adam", "momentum"))
COLUMNS = ("point", "loss", "grad", "eta", "sigma", "m")
SIZES = range(1, 20)


def drawn(count: int, surface=LINE, **chosen) -> Draws:
    return Source(Sampling(**chosen).checked(surface), surface).take(count)


def members(weights: np.ndarray) -> list[frozenset[int]]:
    """The examples that each update looks at."""
    return [frozenset(np.flatnonzero(row).tolist()) for row in weights]


def assert_same(one: Path, other: Path) -> None:
    for column in COLUMNS:
        assert np.array_equal(getattr(one, column), getattr(other, column)), column
    assert one.outcome == other.outcome


@pytest.mark.parametrize("shuffle", [True, False])
@pytest.mark.parametrize("batch", SIZES)
def test_each_epoch_takes_every_example_once_whatever_the_batch_size(batch: int, shuffle: bool) -> None:
    epoch = math.ceil(20 / batch)
    assert Sampling(batch=batch).steps_per_epoch(LINE) == epoch
    weights = drawn(5 * epoch, batch=batch, shuffle=shuffle).weights
    # The last batch of an epoch is what is left.
    sizes = [batch] * (epoch - 1) + [20 - batch * (epoch - 1)]
    for first in range(0, 5 * epoch, epoch):
        updates = weights[first : first + epoch]
        assert [len(taken) for taken in members(updates)] == sizes
        assert frozenset().union(*members(updates)) == frozenset(range(20))
        # Each example of a batch counts alike, and together they count 1.
        assert [sorted(set(row)) for row in updates] == [[0.0, 1 / size] for size in sizes]
    assert weights.sum(axis=1) == pytest.approx(1.0, rel=1e-15)


def test_the_examples_are_shuffled_anew_for_every_epoch_from_the_seed() -> None:
    orders = drawn(20 * 100, batch=1, seed=4).weights.argmax(axis=1).reshape(100, 20)
    assert len({tuple(order) for order in orders}) == 100
    # No place is dear to an example: a hundred orders, five of which would have it there.
    assert np.array([np.bincount(place, minlength=20) for place in orders.T]).max() < 20
    again, other = (drawn(2000, batch=1, seed=seed).weights.argmax(axis=1) for seed in (4, 5))
    assert np.array_equal(again, orders.ravel())
    assert (other != again).mean() > 0.9


def test_unshuffled_examples_come_in_their_own_order_in_every_epoch_whatever_the_seed() -> None:
    for seed in (0, 7):
        order = drawn(100, batch=1, shuffle=False, seed=seed).weights.argmax(axis=1)
        assert order.tolist() == [*range(20)] * 5
    assert members(drawn(3, batch=8, shuffle=False).weights) == [
        frozenset(range(8)), frozenset(range(8, 16)), frozenset(range(16, 20)),
    ]  # fmt: skip


@pytest.mark.parametrize("batch", SIZES)
def test_the_same_order_of_the_examples_underlies_every_batch_size(batch: int) -> None:
    orders = drawn(60, batch=1, seed=9).weights.argmax(axis=1).reshape(3, 20)
    sliced = [frozenset(order[at : at + batch].tolist()) for order in orders for at in range(0, 20, batch)]
    assert members(drawn(len(sliced), batch=batch, seed=9).weights) == sliced


@pytest.mark.parametrize("batch", [1, 3, 7, 19])
def test_the_draws_do_not_depend_on_how_many_are_taken_at_a_time(batch: int) -> None:
    sampling = Sampling(noise=0.5, batch=batch, seed=2)
    whole = Source(sampling, LINE).take(1000)
    source = Source(sampling, LINE)
    pieces = [source.take(count) for count in (1, 1, 2, 19, 20, 21, 400, 3, 533)]
    assert np.array_equal(np.concatenate([piece.noise for piece in pieces]), whole.noise)
    assert np.array_equal(np.concatenate([piece.weights for piece in pieces]), whole.weights)


def test_noise_and_order_are_drawn_apart_so_that_either_can_be_switched_on_alone() -> None:
    both, noise, order = (drawn(200, **kw, seed=3) for kw in ({"noise": 2.0, "batch": 3}, {"noise": 2.0}, {"batch": 3}))
    assert np.array_equal(both.noise, noise.noise)
    assert np.array_equal(both.weights, order.weights)
    assert (noise.weights, order.noise) == (None, None)
    # Louder noise is the same noise, louder; another batch size leaves it alone.
    assert np.array_equal(drawn(200, noise=4.0, seed=3).noise, 2 * noise.noise)
    assert np.array_equal(drawn(200, noise=2.0, batch=7, shuffle=False, seed=3).noise, noise.noise)


def test_noise_has_mean_0_and_the_size_asked_for_and_neither_parameter_nor_step_knows_of_the_other() -> None:
    count, size = 200_000, 2.5
    noise = drawn(count, surface=BOWL, noise=size, seed=1).noise / size
    # Four standard errors of each: one draw in 16,000 is farther out.
    bound = 4 / math.sqrt(count)
    assert abs(noise.mean(axis=0)).max() < bound
    assert abs(noise.std(axis=0) - 1).max() < bound / math.sqrt(2)
    assert abs(np.mean(noise[:, 0] * noise[:, 1])) < bound
    assert abs(np.mean(noise[1:] * noise[:-1], axis=0)).max() < bound
    # Normal: 4.55 % lie beyond two standard deviations, and the fourth moment is 3.
    assert (abs(noise) > 2).mean() == pytest.approx(0.0455, abs=bound)
    assert np.mean(noise**4) == pytest.approx(3, abs=4 * math.sqrt(96 / (2 * count)))
    follower = drawn(count, surface=BOWL, noise=1.0, seed=2).noise
    assert abs(np.mean(noise * follower, axis=0)).max() < bound


def test_whatever_the_optimizer_and_its_numbers_a_step_gets_the_same_noise() -> None:
    sampling = Sampling(noise=0.7, seed=11)
    paths = [
        descend(BOWL, GD, eta=1e-3, sampling=sampling),
        descend(BOWL, ADAM, eta=1e-2, sampling=sampling, a=3.0, start=(2, 0.1)),
        descend(BOWL, MOMENTUM, eta=1e-4, steps=40, sampling=sampling),
    ]
    expected = drawn(301, surface=BOWL, noise=0.7, seed=11).noise
    for path, numbers in zip(paths, ({}, {"a": 3.0}, {}), strict=True):
        added = path.grad - np.array([BOWL.at(*point, **numbers).grad for point in path.point])
        # What is left of the noise beside a gradient of 70, in its sixteenth digit.
        assert added == pytest.approx(expected[: len(added)], rel=0, abs=1e-12)
        # The loss that is recorded is that of the surface, without noise.
        assert path.loss == pytest.approx(np.asarray(BOWL(*path.point.T, **numbers)), rel=1e-12)


@pytest.mark.parametrize("batch", [1, 6])
def test_the_gradient_of_a_step_is_the_mean_over_its_batch_and_the_loss_that_of_all_data(batch: int) -> None:
    path = descend(LINE, ADAM, eta=0.05, steps=70, sampling=Sampling(batch=batch, seed=6))
    taken = members(drawn(71, batch=batch, seed=6).weights)
    for point, grad, loss, some in zip(path.point, path.grad, path.loss, taken, strict=True):
        each, grads = of_each(LINE, *point, {"standardised": 0})
        assert grad == pytest.approx(grads[sorted(some)].mean(axis=0), rel=1e-12, abs=1e-12)
        assert loss == pytest.approx(each.mean(), rel=1e-13)


@pytest.mark.parametrize(("surface", "chance"), [(BOWL, {"noise": 0.3}), (NETWORK, {"batch": 3, "noise": 0.01})])
def test_a_run_with_chance_of_any_length_is_the_beginning_of_a_longer_one(surface, chance: dict) -> None:
    choice = {"sampling": Sampling(**chance, seed=5), "eta": 1e-3}
    long = descend(surface, ADAM, steps=CHUNK + 500, **choice)
    for steps in (0, 1, 300, CHUNK - 1, CHUNK, CHUNK + 1):
        short = descend(surface, ADAM, steps=steps, **choice)
        assert len(short.loss) == steps + 1
        for column in COLUMNS:
            assert np.array_equal(getattr(short, column), getattr(long, column)[: len(getattr(short, column))])
    # The second chunk goes on where the first one ended.
    draws = drawn(CHUNK + 501, surface, **chance, seed=5)
    for t in range(CHUNK - 2, CHUNK + 3):
        point, weights = long.point[t], draws.weights
        true = surface.at(*point).grad if weights is None else weights[t] @ of_each(surface, *point, {})[1]
        assert long.grad[t] - true == pytest.approx(draws.noise[t], rel=0, abs=1e-12)


@pytest.mark.parametrize("id", ["linear_regression", "logistic_regression", "tiny_network"])
def test_no_noise_and_all_examples_at_once_are_the_exact_run_to_the_last_bit(id: str) -> None:
    exact = descend(SURFACES[id], ADAM, eta=0.05)
    for sampling in (Sampling(), Sampling(batch=20), Sampling(batch=20, seed=8), Sampling(shuffle=False, seed=1)):
        assert sampling.is_exact(SURFACES[id])
        assert_same(descend(SURFACES[id], ADAM, eta=0.05, sampling=sampling), exact)
    # With noise, too, a batch of all examples is no batch.
    noisy = [descend(SURFACES[id], ADAM, eta=0.05, sampling=Sampling(noise=0.1, batch=batch)) for batch in (None, 20)]
    assert_same(*noisy)


def test_the_same_seed_gives_the_same_run_and_another_one_another() -> None:
    first, again, other = (
        descend(LINE, GD, eta=0.02, sampling=Sampling(noise=0.1, batch=4, seed=seed)) for seed in (3, 3, 4)
    )
    assert_same(first, again)
    assert (first.grad != other.grad).all(axis=1).mean() > 0.9


def test_full_batch_makes_one_steady_update_an_epoch_and_batch_size_1_twenty_noisy_ones() -> None:
    standard = {"eta": 0.02, "standardised": 1, "steps": 200}
    full, single = descend(LINE, GD, **standard), descend(LINE, GD, sampling=Sampling(batch=1), **standard)
    assert [Sampling(batch=batch).steps_per_epoch(LINE) for batch in (None, 20, 10, 7, 1)] == [1, 1, 2, 3, 20]
    # Steady: always down, and η · 2 = 4 % of the way each.
    assert (np.diff(full.loss) < 0).all()
    # Noisy: up in every fourth step or more often; but after each of ten epochs it is farther down.
    assert (np.diff(single.loss) > 0).mean() > 0.25
    epochs = np.arange(1, 11)
    assert (single.loss[20 * epochs] < full.loss[epochs]).all()
    assert single.loss[20] < 0.5 * full.loss[1]


@pytest.mark.parametrize(("batch", "epoch"), [(5, 4), (1, 20), (3, 7), (20, 1), (None, 1)])
def test_a_schedule_by_epochs_counts_the_epochs_of_the_data(batch: int | None, epoch: int) -> None:
    sampling = Sampling(batch=batch)
    choice = {"schedule": "inverse_time", "eta": 0.01, "decay": 1.0, "steps": 60, "sampling": sampling}
    by_epoch = 0.01 / (1 + np.arange(60) // epoch)
    # 0.01/3 in one operation or another.
    assert descend(LINE, GD, **choice).eta == pytest.approx(by_epoch, rel=1e-15)
    # What is asked for counts where there are no data.
    assert descend(LINE, GD, steps_per_epoch=9, **choice).eta == pytest.approx(by_epoch, rel=1e-15)
    asked = descend(BOWL, GD, steps_per_epoch=9, **{**choice, "sampling": Sampling(noise=0.1)}).eta
    assert asked == pytest.approx(0.01 / (1 + np.arange(60) // 9), rel=1e-15)


def test_a_surface_without_examples_has_no_epoch() -> None:
    assert Sampling().steps_per_epoch(BOWL) is None
    assert Sampling().is_exact(BOWL)
    assert not Sampling(noise=1e-300).is_exact(BOWL)
    assert not Sampling(batch=19).is_exact(LINE)
