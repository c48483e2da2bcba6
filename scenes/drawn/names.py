"""What runs are called and how they look: one of its own each, or a ramp for the pictures of a grid."""

from collections.abc import Sequence
from itertools import groupby
from typing import Annotated

import numpy as np

from optimizers import SCHEDULES, optimizer, title_of
from scenes.grid import varied_of
from scenes.looks import STYLES, Style, ramp
from scenes.scene import SHUFFLE, Run, Scene, knobs_of, looks_of, turnable
from scenes.trajectories import Origin
from words import Message, compact, say

Domain = tuple[tuple[float, float], tuple[float, float]]

# What stands beside a minimum, by the side on which it lies, if it has one.
MINIMUM: dict[str, Annotated[Message, "player"]] = {
    "": "minimum",
    "left": "left minimum",
    "right": "right minimum",
    "lower": "lower minimum",
    "upper": "upper minimum",
}
# So many values of an η that changes on the way stand in a name.
MOST_RATES = 3


def name_of(origin: Origin, steps: int, among: Sequence[Run] = ()) -> str:
    """'Adam, η = 0.01 → 0.001 · Cosine', of a run that is asked for so many steps.

    Where a run `among` those of its scene has the same method and η it is told from that by the numbers in which they
    differ: 'RMSProp, η = 0.002, α = 0.05'.
    """
    run, batch = origin.run, origin.sampling.batch
    facts = {"method": title_of(optimizer(run.optimizer)), "eta": _rates(run, steps)}
    name = say("{method}, η = {eta}", **facts)
    if batch is not None:
        name = say("{method}, η = {eta}, batch {count}", count=batch, **facts)
    for symbol, value in _apart(run, among):
        name = say("{name}, {symbol} = {value}", name=name, symbol=symbol, value=compact(value))
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name, 'part')}"
    return name + schedule


def _apart(run: Run, among: Sequence[Run]) -> list[tuple[str, float]]:
    """What tells a run from those that would be called the same: symbols and values, in the order of its numbers."""
    own = dict(run.numbers)
    twins = [dict(one.numbers) for one in among if _called(one) == _called(run)]
    knobs = [number for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]
    return [
        (number.symbol, own[number.id]) for number in knobs if any(one[number.id] != own[number.id] for one in twins)
    ]


def _called(run: Run) -> tuple[object, ...]:
    return run.optimizer, run.schedule, run.then, dict(run.numbers)["eta"], run.changes


def _rates(run: Run, steps: int) -> str:
    """'0.01 → 0.001', η and what it is set to on the way; a change after the last update is none."""
    # What was set where a schedule had come to has all digits of float64.
    later = {at: compact(float(f"{rate:.4g}")) for at, rate in run.changes if at < steps}
    told = [rate for rate, _ in groupby(({0: compact(dict(run.numbers)["eta"])} | later).values())]
    return " → ".join(told[:MOST_RATES] + ["…"] * (len(told) > MOST_RATES))


def switched(origin: Origin, id: str) -> str:
    """'standardised inputs: on', of one switch."""
    number = next(number for number in turnable(origin.surface) if number.id == id)
    on = origin.sampling.shuffle if number is SHUFFLE else dict(origin.numbers)[id] > 0
    return say(
        "{switch}: {state}",
        switch=say(number.name, "number"),
        state=say("on", "switch") if on else say("off", "switch"),
    )


def looks(spread: Scene) -> Sequence[Style]:
    """A look for each run: a ramp for a family, in the order of its values."""
    if spread.view != "grid":
        return [STYLES[look] for look in looks_of(spread.runs)]
    return ramp(tuple(dict(run.numbers)[spread.varied[1]] for run in spread.runs))


def caption(spread: Scene, run: Run) -> str:
    """What stands above one picture of a grid: the value that only it has."""
    _, number = varied_of(spread.runs, spread.varied)
    return f"{number.symbol} = {compact(dict(run.numbers)[number.id])}"


def look_beside(scene: Scene, place: int) -> int:
    """The look of a run beside the first surface: in their order those that none has, then the others again."""
    looks = looks_of(scene.runs)
    others = [look for look in range(len(STYLES)) if look not in looks]
    return (others + looks)[place % len(STYLES)]


def sides_of(places: Sequence[tuple[float, float]], domain: Domain) -> list[str]:
    """On which side each of two minima lies, along the axis that they are farther apart on: left, right, lower, upper.

    One alone, or more than two, have no side: an empty name for each.
    """
    if len(places) != 2:
        return [""] * len(places)
    apart = np.ptp(np.array(places), axis=0) / np.ptp(np.array(domain), axis=1)
    axis = int(apart.argmax())
    sides = (("left", "right"), ("lower", "upper"))[axis]
    return [sides[int(place[axis] > min(one[axis] for one in places))] for place in places]
