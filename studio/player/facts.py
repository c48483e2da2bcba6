"""What is said of a run beside its numbers: what it is called, what happened in it and when, and how it ended."""

import numpy as np

from optimizers import SCHEDULES, Path, optimizer, title_of
from optimizers.outcomes.chapters import WORDS, chapters
from scenes import knobs_of
from scenes.memory import MEMORY
from scenes.trajectories import Origin
from studio.player.pack import Json
from surfaces import SURFACES
from words import compact, say


def name_of(origin: Origin) -> str:
    """'Adam, η = 0.01 · Cosine'"""
    run, batch = origin.run, origin.sampling.batch
    facts = {"method": title_of(optimizer(run.optimizer)), "eta": compact(dict(run.numbers)["eta"])}
    name = say("{method}, η = {eta}", **facts)
    if batch is not None:
        name = say("{method}, η = {eta}, batch {count}", count=batch, **facts)
    schedule = "" if run.schedule == "constant" else f" · {say(SCHEDULES[run.schedule].name, 'part')}"
    return name + schedule


def numbers_of(origin: Origin) -> list[tuple[str, str]]:
    """Symbol and value of each number beside η that two runs of one name may differ in, and the start."""
    run, values = origin.run, dict(origin.run.numbers)
    knobs = [(number, values[number.id]) for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]
    start = ", ".join(compact(value) for value in origin.start)
    return [*((number.symbol, compact(value)) for number, value in knobs if number.id != "eta"), ("θ⁰", f"({start})")]


# With so many steps in a row, each back from the one before it, a run is said to bounce; more stays are not told of.
TURNS, STAYS = 4, 100


@np.errstate(over="ignore", invalid="ignore")  # what leaves float64 turns nowhere
def bounces(path: Path) -> list[tuple[int, int]]:
    """The stays in which a run goes to and fro, from a step to a step: every move leads back from the one before."""
    moves = np.diff(path.point, axis=0)
    back = np.concatenate([[False], (moves[1:] * moves[:-1]).sum(axis=1) < 0, [False]]).astype(np.int8)
    begins, ends = np.flatnonzero(np.diff(back) == 1), np.flatnonzero(np.diff(back) == -1) + 1
    long = np.flatnonzero(ends - begins >= TURNS)[:STAYS]
    return [(int(begins[at]), int(ends[at])) for at in long]


def ending(path: Path, *, exact: bool = True) -> Json:
    """The last step, what became of the run, and what stands at the edge of a picture that it has left.

    Chance, where gradients are not `exact`, turns a run back at every other step: that is no bounce.
    """
    last, outcome = len(path.loss) - 1, path.outcome
    end = say("step {step:,}: loss {loss:.3g}", step=last, loss=path.loss[-1])
    return {
        "last": last,
        "kind": outcome.kind,
        "sentence": outcome.sentence,
        "end": end if outcome.kind == "diverged" else None,
        "bounces": bounces(path) if exact else [],
    }


def chapters_of(key: tuple[object, ...], origin: Origin, *paths: Path) -> list[list[Json]]:
    """What happens in each path and when: `[{"step": 74, "kind": "burst", "text": "burst"}, …]`, in order.

    The paths are those of one run, perhaps with other numbers; `key` is what they depend on.
    """
    domain = SURFACES[origin.surface].domain
    found = MEMORY.get(("chapters", key), lambda: [chapters(path, domain, exact=origin.exact) for path in paths])
    return [[{"step": step, "kind": kind, "text": say(WORDS[kind], "chapter")} for step, kind in one] for one in found]
