"""Accuracy by batch size: what is shipped is what training gives, and what is said of it follows from the numbers."""

import csv

import numpy as np
import pytest

from lessons.sheets import accuracy
from tools import batch_accuracy


def shipped() -> list[dict[str, str]]:
    with accuracy.FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Rounding may differ from machine to machine, and an answer on the line between two classes with it.
@pytest.mark.parametrize("place", [(0, "epochs", 50), (3, "epochs", 1_000), (5, "updates", 20)])
def test_a_network_that_is_trained_again_gives_as_many_right_answers(place: tuple[int, str, int]) -> None:
    seed, alike, size = place
    row = next(one for one in shipped() if (int(one["seed"]), one["alike"], int(one["size"])) == (seed, alike, size))
    training, validation = batch_accuracy.counted(size, int(row["updates"]), seed)
    assert training == pytest.approx(int(row["training"]), abs=2)
    assert validation == pytest.approx(int(row["validation"]), abs=4)


def test_every_size_is_trained_with_every_seed_for_as_many_epochs_and_for_as_many_updates() -> None:
    expected = {
        (alike, size, seed, accuracy.EPOCHS * accuracy.TRAINED // size if alike == "epochs" else accuracy.UPDATES)
        for alike in ("epochs", "updates")
        for size in batch_accuracy.SIZES
        for seed in range(batch_accuracy.SEEDS)
    }
    rows = [(one["alike"], int(one["size"]), int(one["seed"]), int(one["updates"])) for one in shipped()]
    assert len(rows) == len(expected)
    assert {*rows} == expected
    same = ("TRAINED", "VALIDATED", "EPOCHS", "UPDATES", "ETA")
    assert all(getattr(accuracy, name) == getattr(batch_accuracy, name) for name in same)


def test_each_example_is_looked_at_once_in_an_epoch() -> None:
    order = batch_accuracy.batches(2, 50, 45)
    assert order.shape == (45, 50)
    assert sorted(order[:20].ravel()) == [*range(1_000)] == sorted(order[20:40].ravel())
    assert not np.array_equal(order[:20], order[20:40])


def test_a_share_is_the_mean_of_the_seeds_between_the_lowest_and_the_highest() -> None:
    one = next(each for each in accuracy.trained("epochs") if each.size == 50)
    right = [int(row["validation"]) / 40 for row in shipped() if (row["alike"], row["size"]) == ("epochs", "50")]
    assert one.validation == pytest.approx((np.mean(right), min(right), max(right)))
    assert one.updates == 800


def test_what_the_sheet_says_is_so() -> None:
    by_epochs = {one.size: one for one in accuracy.trained("epochs")}
    # Worse from 50 on, by more than the seeds differ; and the smallest is not the best.
    assert accuracy.best("epochs").size == 50
    assert by_epochs[1_000].validation.high < by_epochs[200].validation.low < by_epochs[50].validation.low
    assert by_epochs[1_000].training.high < by_epochs[200].training.low < by_epochs[50].training.low
    assert by_epochs[1].validation.high < by_epochs[50].validation.low
    # After as many updates nothing of it is left, and in training the large batches are ahead.
    enough = [one.validation.mean for one in accuracy.trained("updates") if one.size >= accuracy.ENOUGH]
    assert max(enough) - min(enough) < 0.5
    by_updates = {one.size: one for one in accuracy.trained("updates")}
    assert by_updates[1_000].training.low > by_updates[1].training.high


def test_the_quoted_networks_are_those_of_the_pictures_data() -> None:
    assert [one.network for one in accuracy.quoted()] == ["F₁", "C₁", "C₂"]
