"""How a run begins: η of three warm-ups, and in which directions and how far 200 seeds have gone after a few steps.

Each movement is told as a multiple of the mean length of its method's, so that where the seeds of a method lie close
together it can be seen whether their guesses agree, or whether their steps are only short.
"""

from collections.abc import Mapping
from typing import Annotated, NamedTuple

import numpy as np
from jaxtyping import Float

from lessons.measures import run, seeds
from lessons.shared import FIRST_STEPS, RESNET, TRANSFORMER, UP_AND_DOWN
from lessons.sheets.numbers import numbers_of
from scenes import Scene
from surfaces import Number
from words import Message, compact

RISING: dict[str, Scene] = {"linear": UP_AND_DOWN, "resnet": RESNET, "transformer": TRANSFORMER}
NAMES: dict[str, Annotated[Message, "figure"]] = {
    "linear": "up over 20 steps, then down with the root",
    "resnet": "ResNet's: low at first, then the usual rate",
    "transformer": "the transformer's formula",
}
# The runs of FIRST_STEPS, by their places.
METHODS = ADAM, RADAM, WARM = range(3)
AT = Number("at", "t", "steps", "After how many updates.", FIRST_STEPS.steps, 1, FIRST_STEPS.steps, "whole")


class Rise(NamedTuple):
    """η at each update, (n,), and the first update at which it is highest."""

    eta: Float[np.ndarray, " n"]
    peak: int


class Guess(NamedTuple):
    """How 200 seeds of a method have moved, (200, 2), in multiples of their mean length, and that length.

    `uphill` are those that have gone against the slope, `agree` is 1 where all have the same direction and 0 where
    directions cancel: the length of the mean of their unit vectors.
    """

    moved: Float[np.ndarray, "seeds 2"]
    length: float
    uphill: int
    agree: float


def read(link: Mapping[str, str]) -> tuple[int, list[str]]:
    """After how many updates a link asks to look, and a sentence if it cannot have that. Never raises."""
    values, wrong = numbers_of(link, {AT.id: AT})
    return int(values[AT.id]), wrong


def link_of(at: float) -> dict[str, str]:
    """The words of a link that lead here; what is as usual is left out."""
    return {} if at == AT.default else {AT.id: compact(at)}


def rise(id: str) -> Rise:
    """η of one of RISING."""
    eta = run(RISING[id]).eta
    return Rise(eta, int(eta.argmax()))


def guess(place: int, at: int) -> Guess:
    """Where the seeds of one of METHODS have gone after so many updates; downhill is along θ₁."""
    many = seeds(FIRST_STEPS, place)
    assert many is not None
    moved = many.point[:, at] - many.point[:, 0]
    length = np.hypot(*moved.T)
    agree = float(np.hypot(*(moved / length[:, None]).mean(axis=0)))
    return Guess(moved / length.mean(), float(length.mean()), int((moved[:, 0] < 0).sum()), agree)


def shorter_and_no_surer(at: float) -> bool:
    """RAdam and a warm-up go less than a seventh as far as Adam, and their directions agree no more than Adam's do."""
    adam, *others = (guess(place, int(at)) for place in METHODS)
    return all(one.length < adam.length / 7 and one.agree <= adam.agree + 1e-9 for one in others)
