"""What runs are called and how they look: one of its own each, or a ramp for the pictures of a grid."""

from collections.abc import Sequence
from itertools import groupby

from optimizers import SCHEDULES, optimizer, title_of
from scenes.grid import varied_of
from scenes.looks import STYLES, Style, ramp
from scenes.scene import SHUFFLE, Run, Scene, looks_of, turnable
from scenes.trajectories import Origin
from words import compact, say

# So many values of an η that changes on the way stand in a name.
MOST_RATES = 3


def name_of(origin: Origin, steps: int) -> str:
    """'Adam, η = 0.01 → 0.001 · Cosine', of a run that is asked for so many steps."""
    run, batch = origin.run, origin.sampling.batch
    facts = {"method": title_of(optimizer(run.optimizer)), "eta": _rates(run, steps)}
    name = say("{method}, η = {eta}", **facts)
    if batch is not None:
        name = say("{method}, η = {eta}, batch {count}", count=batch, **facts)
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name, 'part')}"
    return name + schedule


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
