"""What a map is: one record, of which its picture, its link, its table and its numbers are made."""

from dataclasses import dataclass, replace
from typing import Annotated, Literal, NamedTuple

import numpy as np
from jaxtyping import Float

from optimizers import OPTIMIZERS
from optimizers.parts.knobs import START
from scenes.scene import Run, Scene, knobs_of, new_run, with_value
from surfaces import SURFACES, Number
from words import Message

Over = Literal["starts", "rates", "numbers"]
Tells = Literal["outcome", "loss", "steps"]

OVER: dict[Over, Annotated[Message, "map"]] = {
    "starts": "Starts",
    "rates": "Rates, method by method",
    "numbers": "Two numbers",
}
TELLS: dict[Tells, Annotated[Message, "map"]] = {
    "outcome": "Outcome",
    "loss": "Final loss",
    "steps": "Steps to a loss",
}
SIZES = (64, 128, 256, 512)
"""Points along a side of the picture: the first at once, the others after it."""

# Steps of all seeds of one point.
MOST_OF_A_POINT = 60_000

X = replace(START, id="x", symbol="θ₁⁰")
Y = replace(START, id="y", symbol="θ₂⁰")


class Axis(NamedTuple):
    """The id of a number, or "x" or "y" of the start, and the values it has at both ends of the map, ascending."""

    id: str
    first: float
    last: float


@dataclass(frozen=True)
class Map:
    """Where the first run of a scene ends, for every pair of values of two of its numbers.

    Over "starts" they are θ₁⁰ and θ₂⁰; over "rates" it is η alone, a line for each method; over "numbers" any two.
    `across` goes from left to right, `up` from below. `tells` says what is shown of each run; `target` is the loss
    whose first step is counted. With noise and several seeds it is what most of them do.
    """

    scene: Scene
    over: Over
    across: Axis
    up: Axis
    tells: Tells = "outcome"
    target: float = 1e-3

    @property
    def run(self) -> Run:
        """The run whose numbers are varied."""
        return self.scene.runs[0]

    @property
    def methods(self) -> tuple[Run, ...]:
        """Of a map over rates a run for each line, from below; else the run alone."""
        if self.over != "rates":
            return (self.run,)
        own = {run.optimizer: run for run in reversed(self.scene.runs)}
        return tuple(own.get(id) or new_run(id) for id in reversed(OPTIMIZERS))

    @property
    def asked_seeds(self) -> int:
        """How many seeds each point would have: one where chance has no part."""
        exact = self.scene.sampling(self.run).is_exact(SURFACES[self.scene.surface])
        return 1 if exact else self.scene.seeds

    def seeds(self) -> int:
        """How many of them are run: as many as fit."""
        return min(self.asked_seeds, max(MOST_OF_A_POINT // (self.scene.steps + 1), 1))


def variable(scene: Scene) -> dict[str, Number]:
    """Every number that an axis may have, by its id; η comes first."""
    record = SURFACES[scene.surface]
    given = {"steps_per_epoch"} if record.examples else set()
    run = scene.runs[0]
    own = [number for number, _ in knobs_of(run.optimizer, run.schedule, run.then) if number.id not in given]
    ground = [number for number in record.numbers if number.scale != "switch"]
    return {number.id: number for number in (*own, *ground, X, Y)}


def usual(scene: Scene, number: Number) -> Axis:
    """The axis of a number over what its slider, or the picture of the surface, shows."""
    if number.id in ("x", "y"):
        return Axis(number.id, *SURFACES[scene.surface].domain["xy".index(number.id)])
    low, high = number.slider or (number.low, number.high)
    return Axis(number.id, max(low, 1e-6) if number.id == "eta" else low, high)


def by_factors(number: Number, axis: Axis) -> bool:
    """Whether equal ways along an axis are equal factors."""
    return axis.first > 0 and number.scale in ("log", "whole")


def places(number: Number, axis: Axis, size: int) -> Float[np.ndarray, " size"]:
    """The value in the middle of each of `size` points along an axis, ascending."""
    shares = (np.arange(size) + 0.5) / size
    if by_factors(number, axis):
        values = np.exp(np.log(axis.first) + shares * (np.log(axis.last) - np.log(axis.first)))
    else:
        values = axis.first + shares * (axis.last - axis.first)
    return np.clip(np.round(values) if number.scale == "whole" else values, axis.first, axis.last)


def run_at(map: Map, column: int, row: int, size: int) -> Scene:
    """The scene of the run at a point, counted from the left and from below: what `descend` makes of it is exact."""
    numbers = variable(map.scene)
    scene = map.scene
    if map.over == "rates":
        scene = replace(scene, runs=(replace(map.methods[row], hidden=False),))
        axes = [(map.across, column)]
    else:
        axes = [(map.across, column), (map.up, row)]
    for axis, at in axes:
        scene = _with(scene, axis.id, float(places(numbers[axis.id], axis, size)[at]))
    return scene


def _with(scene: Scene, id: str, value: float) -> Scene:
    if id in ("x", "y"):
        x, y = scene.start
        return replace(scene, start=(value, y) if id == "x" else (x, value))
    if id in dict(scene.numbers):
        return replace(scene, numbers=tuple((own, value if own == id else old) for own, old in scene.numbers))
    return replace(scene, runs=(with_value(scene.runs[0], id, value), *scene.runs[1:]))
