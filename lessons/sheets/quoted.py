"""Figures that others have measured, each with its source; nothing of them is computed here."""

from typing import NamedTuple

from words import Message

LECTURE = "Hung-yi Lee, Machine Learning 2021: batch and momentum"
# How the paper names its batches: the small one, and the large one as a share of the data.
QUOTED_SIZES = ("256", "10%")
KESKAR = "Keskar et al. 2016, arXiv:1609.04836"
# What the notes of the lecture say of its GPU, on MNIST: up to here an update takes nearly as long as with one example.
FLAT_UP_TO = 1_000


class Accuracy(NamedTuple):
    """Per cent right, and how far that varies, with small batches (256) and with large ones (a tenth of the data)."""

    network: str
    layers: Message
    data: str
    training: tuple[str, str]
    testing: tuple[str, str]


ACCURACIES: tuple[Accuracy, ...] = (
    Accuracy("F₁", "fully connected", "MNIST", ("99.66 ± 0.05", "99.92 ± 0.01"), ("98.03 ± 0.07", "97.81 ± 0.07")),
    Accuracy("F₂", "fully connected", "TIMIT", ("99.99 ± 0.03", "98.35 ± 2.08"), ("64.02 ± 0.2", "59.45 ± 1.05")),
    Accuracy("C₁", "convolutional, shallow", "CIFAR-10", ("99.89 ± 0.02", "99.66 ± 0.2"),
             ("80.04 ± 0.12", "77.26 ± 0.42")),
    Accuracy("C₂", "convolutional, deep", "CIFAR-10", ("99.99 ± 0.04", "99.99 ± 0.01"),
             ("89.24 ± 0.12", "87.26 ± 0.07")),
    Accuracy("C₃", "convolutional, shallow", "CIFAR-100", ("99.56 ± 0.44", "99.88 ± 0.30"),
             ("49.58 ± 0.39", "46.45 ± 0.43")),
    Accuracy("C₄", "convolutional, deep", "CIFAR-100", ("99.10 ± 1.23", "99.57 ± 1.84"),
             ("63.08 ± 0.5", "57.81 ± 0.17")),
)  # fmt: skip

PAPERS: tuple[tuple[str, str], ...] = (
    ("Large Batch Optimization for Deep Learning: Training BERT in 76 minutes", "1904.00962"),
    ("Extremely Large Minibatch SGD: Training ResNet-50 on ImageNet in 15 Minutes", "1711.04325"),
    ("Stochastic Weight Averaging in Parallel: Large-Batch Training That Generalizes Well", "2001.02312"),
    ("Large Batch Training of Convolutional Networks", "1708.03888"),
    ("Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour", "1706.02677"),
)
"""What large batches can do all the same: titles, and where they stand on arXiv."""


def per_cent(figure: str) -> float:
    """The middle of a figure."""
    return float(figure.split(" ")[0])


def worse_with_large_batches(place: float) -> bool:
    """A network of the quoted table: alike in training, to two per cent, and worse in testing with the large batch."""
    one = ACCURACIES[int(place)]
    small, large = map(per_cent, one.training)
    right, wrong = map(per_cent, one.testing)
    return abs(small - large) < 2 and wrong < right


def names_its_time(place: float) -> bool:
    """A paper whose title says how little time it took."""
    title = PAPERS[int(place)][0].lower()
    return "minutes" in title or "hour" in title
