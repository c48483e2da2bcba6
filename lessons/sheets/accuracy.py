"""Accuracy against the batch size: a small network, trained with each size for as many epochs and for as many updates.

What it came to stands in `accuracy.csv`, a line for each training. `python -m tools.batch_accuracy` has made it, and a
test trains some of them again.
"""

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal, NamedTuple

from lessons.sheets.quoted import ACCURACIES, Accuracy

FILE = Path(__file__).with_suffix(".csv")
TRAINED, VALIDATED, EPOCHS, UPDATES, ETA = 1_000, 4_000, 40, 4_000, 0.1
# After as many updates a batch of so many is as good as any.
ENOUGH = 10
# Of the quoted networks those that were trained on what the lecture's picture is about.
PICTURED = ("MNIST", "CIFAR-10")

Alike = Literal["epochs", "updates"]
ALIKE: tuple[Alike, ...] = ("epochs", "updates")


class Share(NamedTuple):
    """Per cent of the answers that are right: the mean of all seeds, the lowest and the highest."""

    mean: float
    low: float
    high: float


class Trained(NamedTuple):
    """What a batch size has come to, after so many updates."""

    size: int
    updates: int
    seeds: int
    training: Share
    validation: Share


@cache
def trained(alike: Alike) -> tuple[Trained, ...]:
    """All batch sizes, the smallest first, after as many epochs or after as many updates."""
    with FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["alike"] == alike]
    return tuple(_gathered(size, rows) for size in sorted({int(row["size"]) for row in rows}))


def _gathered(size: int, rows: list[dict[str, str]]) -> Trained:
    own = [row for row in rows if int(row["size"]) == size]
    shares = (_share(own, name, all) for name, all in (("training", TRAINED), ("validation", VALIDATED)))
    return Trained(size, int(own[0]["updates"]), len(own), *shares)


def _share(rows: list[dict[str, str]], name: str, all: int) -> Share:
    right = [100 * int(row[name]) / all for row in rows]
    return Share(sum(right) / len(right), min(right), max(right))


def best(alike: Alike) -> Trained:
    """The batch size with which most examples that were kept out are right."""
    return max(trained(alike), key=lambda one: one.validation.mean)


def reach() -> tuple[float, float]:
    """The lowest and the highest share of all seeds, in per cent: what both pictures show is on one scale."""
    both = [one for alike in ALIKE for one in trained(alike)]
    return min(one.validation.low for one in both), max(one.training.high for one in both)


def quoted() -> Iterator[Accuracy]:
    """The quoted networks of PICTURED data."""
    return (one for one in ACCURACIES if one.data in PICTURED)


def better_than_larger(size: float) -> bool:
    """After as many epochs this batch size is better than every larger one, in training and in validation.

    Of as many updates the same is not true: there the largest batch has at least as much of the training right.
    """
    own, *larger = (one for one in trained("epochs") if one.size >= size)
    by_updates = {one.size: one for one in trained("updates")}
    better = all(one.training.mean < own.training.mean and one.validation.mean < own.validation.mean for one in larger)
    return better and bool(larger) and by_updates[TRAINED].training.mean >= by_updates[own.size].training.mean
