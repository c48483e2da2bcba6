"""The words of a link that make a map of its scene: `over=starts&across=x~-5~5&up=y~-5~5&tells=steps&target=0.001`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

import numpy as np

from scenes.blamed import blamed
from scenes.maps.record import OVER, SIZES, TELLS, Axis, Map, Over, Tells, usual, variable
from scenes.scene import Scene
from surfaces import Number
from surfaces.number import SMALLEST
from words import compact, say

Choice = TypeVar("Choice", bound=str)

WORDS = ("over", "across", "up", "tells", "target")
"""Those that are no scene's."""

TARGET = Number(
    "target", "", "loss to reach", "The first step with a loss of at most this is counted.",
    1e-3, -1e9, 1e9, "log", slider=(1e-9, 100.0),
)  # fmt: skip
# A run of a map makes at most so many steps; a longer one is shown as far.
MOST_STEPS = 20_000
# Two runs of a map differ in their numbers by so many units in the last place at least.
UNITS = 4


def words_of(map: Map) -> dict[str, str]:
    """The words of a map, in reading order; those of its scene stand in the scene's own link."""
    return {
        "over": map.over, "across": _written(map.across), "up": _written(map.up),
        "tells": map.tells, "target": compact(map.target),
    }  # fmt: skip


def read(link: Mapping[str, str], scene: Scene) -> tuple[Map, list[str]]:
    """The map that a link makes of this scene, and a sentence for each thing in it that is wrong. Never raises."""
    wrong: list[str] = []
    over: Over = _one(link, "over", tuple(OVER), "starts", wrong)
    tells: Tells = _one(link, "tells", tuple(TELLS), "outcome", wrong)
    numbers = variable(scene)
    if over == "starts":
        across, up = (usual(scene, numbers[id]) for id in "xy")
    else:
        second = next((id for id in numbers if id not in ("eta", "x", "y")), "y")
        across, up = usual(scene, numbers["eta"]), usual(scene, numbers[second])
    across = _axis(link, "across", across, numbers, wrong, fixed=over != "numbers")
    up = _axis(link, "up", up, numbers, wrong, fixed=over == "starts") if over != "rates" else up
    if up.id == across.id:
        wrong.append(say("{key}: both axes are {number}; another number is shown.", key="up", number=up.id))
        up = usual(scene, next(number for id, number in numbers.items() if id != across.id))
    target = TARGET.default
    if "target" in link:
        try:
            target = TARGET.read(link["target"])
        except ValueError as error:
            message = "{error} Shown with {default}."
            wrong.append(say(message, error=blamed("target", error), default=compact(target)))
    # The run's own steps, where it makes fewer than others.
    scene = replace(scene, steps=scene.steps if over == "rates" else scene.steps_of(scene.runs[0]))
    if scene.steps > MOST_STEPS:
        message = "{asked:,} steps of every point are too much for a map: the first {most:,} are shown."
        wrong.append(say(message, asked=scene.steps, most=MOST_STEPS))
        scene = replace(scene, steps=MOST_STEPS)
    map = Map(scene, over, across, up, tells, target)
    if map.seeds() < map.asked_seeds:
        message = "{asked} seeds of every point are too much for a map of {steps:,} steps: the first {most} are shown."
        wrong.append(say(message, asked=scene.seeds, steps=scene.steps, most=map.seeds()))
    return map, wrong


def bounds(number: Number) -> tuple[float, float]:
    """The lowest and the highest value that an axis of this number may have at its ends."""
    low = max(np.nextafter(number.low, np.inf), SMALLEST) if number.above_low else number.low
    return float(low), float(np.nextafter(number.high, -np.inf)) if number.below_high else number.high


def told_apart(first: float, last: float) -> bool:
    """Whether float64 has values enough between these two for the finest picture."""
    return bool(last - first > UNITS * SIZES[-1] * np.spacing(max(abs(first), abs(last))))


def _written(axis: Axis) -> str:
    return "~".join((axis.id, compact(axis.first), compact(axis.last)))


def _one(link: Mapping[str, str], key: str, allowed: tuple[Choice, ...], usual: Choice, wrong: list[str]) -> Choice:
    text = link.get(key, usual)
    for one in allowed:
        if one == text:
            return one
    message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
    wrong.append(say(message, key=key, text=text[:64], allowed=", ".join(allowed), default=usual))
    return usual


def _axis(
    link: Mapping[str, str], key: str, usual_one: Axis, numbers: Mapping[str, Number], wrong: list[str], *, fixed: bool
) -> Axis:
    if key not in link:
        return usual_one
    try:
        return _parsed(link[key], numbers, usual_one.id if fixed else None)
    except ValueError as error:
        wrong.append(say("{error} Shown with {default}.", error=blamed(key, error), default=_written(usual_one)))
        return usual_one


def _parsed(text: str, numbers: Mapping[str, Number], fixed: str | None) -> Axis:
    parts = text.split("~")
    if len(parts) != 3 or parts[0] not in numbers or (fixed and parts[0] != fixed):
        message = "the axis is {text!r}; write it as number~first~last, with one of {allowed}."
        raise ValueError(say(message, text=text[:64], allowed=fixed or ", ".join(numbers)))
    number = numbers[parts[0]]
    first, last = number.read(parts[1]), number.read(parts[2])
    if first == last:
        raise ValueError(say("{first} is one value; a map goes from one to another.", first=compact(first)))
    if first > last:
        message = "it goes from {first} down to {last}; write the smaller one first."
        raise ValueError(say(message, first=compact(first), last=compact(last)))
    if not told_apart(first, last):
        message = "from {first} to {last} float64 has no {count} values that can be told apart."
        raise ValueError(say(message, first=compact(first), last=compact(last), count=SIZES[-1]))
    return Axis(parts[0], first, last)
