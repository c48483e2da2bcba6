"""What is said of a run beside its numbers: what it is called, what happened in it and when, and how it ended."""

import numpy as np

from optimizers import Path, optimizer
from optimizers.outcomes.bursts import CALM, SOON
from optimizers.outcomes.chapters import WORDS, Box, Chapter, Kind, chapters
from optimizers.parts.momenta import HEAVY_BALL
from optimizers.parts.sigmas import ONE
from scenes import knobs_of
from scenes.memory import MEMORY
from scenes.trajectories import Origin, limit_of
from studio.player.columns import losses_of_test, stability_of
from studio.player.pack import Json
from surfaces import SURFACES
from surfaces.split import second
from words import compact, say


def numbers_of(origin: Origin) -> list[tuple[str, str]]:
    """Symbol and value of each number beside η that two runs of one name may differ in, and the start."""
    run, values = origin.run, dict(origin.run.numbers)
    knobs = [(number, values[number.id]) for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]
    start = ", ".join(compact(value) for value in origin.start)
    return [*((number.symbol, compact(value)) for number, value in knobs if number.id != "eta"), ("θ⁰", f"({start})")]


def rolls(origin: Origin) -> bool:
    """Whether its movement is that of the last step, shortened, with −η g at its end: classical momentum."""
    method = optimizer(origin.run.optimizer)
    return method.m is HEAVY_BALL and method.sigma is ONE


# With so many steps in a row, each back from the one before it, a run is said to bounce; more stays are not told of.
TURNS, STAYS = 4, 100
# A move that is shorter than this share of the picture is none from wall to wall: it rattles on its way.
SEEN = 0.01


@np.errstate(over="ignore", invalid="ignore")  # what leaves float64 turns nowhere
def bounces(path: Path, domain: Box) -> list[tuple[int, int]]:
    """The stays in which a run goes to and fro, from a step to a step: every move leads back from the one before.

    Only moves that are to be seen in a picture of this domain count, along one of its sides at least.
    """
    # Each side by itself: over pairs NumPy goes twenty times as slowly.
    x, y = np.diff(path.point.T.copy())
    (left, right), (low, high) = domain
    seen = (abs(x) / (right - left) >= SEEN) | (abs(y) / (high - low) >= SEEN)
    turns = (x[1:] * x[:-1] + y[1:] * y[:-1] < 0) & seen[1:] & seen[:-1]
    back = np.concatenate([[False], turns, [False]]).astype(np.int8)
    begins, ends = np.flatnonzero(np.diff(back) == 1), np.flatnonzero(np.diff(back) == -1) + 1
    long = np.flatnonzero(ends - begins >= TURNS)[:STAYS]
    return [(int(begins[at]), int(ends[at])) for at in long]


def ending(path: Path, origin: Origin, shift: float = 0.0) -> Json:
    """The last step, what became of the run, its method's limit, and what stands at the edge of a picture it has left.

    Chance, where gradients are not exact, turns a run back at every other step: that is no bounce.
    With a `shift`, or with examples kept out, the sentence ends with the loss of the test.
    """
    last, outcome = len(path.loss) - 1, path.outcome
    sentence = outcome.sentence
    split = second(origin.surface) != origin.surface
    if shift or split:
        test = float(losses_of_test(origin.surface, origin.numbers, shift, path.point[-1:])[0])
        facts = {"test": test, "gap": test - path.loss[-1]}
        if split:
            message = "{outcome} Its validation loss is {test:.3g} ({gap:+.2g})."
        else:
            message = "{outcome} Its test loss is {test:.3g} ({gap:+.2g})."
        sentence = say(message, outcome=sentence, **facts)
    end = say("step {step:,}: loss {loss:.3g}", step=last, loss=path.loss[-1])
    return {
        "last": last,
        "kind": outcome.kind,
        "sentence": sentence,
        "end": end if outcome.kind == "diverged" else None,
        "limit": limit_of(origin),
        "bounces": bounces(path, SURFACES[origin.surface].domain) if origin.exact else [],
    }


def chapters_of(key: tuple[object, ...], *runs: tuple[Origin, Path]) -> list[list[Json]]:
    """What happens in each path and when: `[{"step": 74, "kind": "burst", "text": "burst"}, …]`, in order.

    The paths are those of one run, perhaps with other numbers; `key` is what they depend on.
    """
    found = MEMORY.get(
        ("chapters", key),
        lambda: [
            [(step, kind, _cause(path, origin, step) if kind == "burst" else None)
             for step, kind in _chapters(origin, path)]
            for origin, path in runs
        ],
    )  # fmt: skip
    return [[{"step": step, "kind": kind, "text": _told(kind, cause)} for step, kind, cause in one] for one in found]


def _chapters(origin: Origin, path: Path) -> tuple[Chapter, ...]:
    # Where η/σ stays what it is the surface alone bends more or less, and a long plain run is not to be slowed by that.
    varies = len(path.eta) > 0 and bool((path.eta != path.eta[0]).any() or (path.sigma != path.sigma[0]).any())
    limits = stability_of(path, origin) if origin.exact and varies else None
    return chapters(path, SURFACES[origin.surface].domain, exact=origin.exact, stability=limits)


def _told(kind: Kind, cause: tuple[int, float] | None) -> str:
    if cause is None:
        return say(WORDS[kind], "chapter")
    axis, times = cause
    return say("burst: η/σ{axis} at {times:.2g} × 2/λ{axis}", axis="₁₂"[axis], times=times)


@np.errstate(all="ignore")
def _cause(path: Path, origin: Origin, step: int) -> tuple[int, float] | None:
    """Whose η/σ had passed 2/λ before a burst, and how many times it had come to; None if neither."""
    # Every second step, by a program that each run has compiled already.
    before, surface = np.arange(max(step - SOON - CALM, 0), step)[::2], SURFACES[origin.surface]
    bends = [surface.at(*path.point[at], **dict(origin.numbers)).hessian for at in before]
    curved = np.array([np.diagonal(np.asarray(bend)) for bend in bends])
    edge = np.nan_to_num(path.eta[before, None] / path.sigma[before] * curved / 2, posinf=0.0, neginf=0.0)
    # What lifts the loss is the longest move for its curvature.
    lifts = np.diff(path.point[max(step - SOON, 0) : step + 1], axis=0) ** 2 * curved[-1]
    axis = int(lifts.max(axis=0).argmax())
    times = float(edge[:, axis].max())
    return (axis, times) if times > 1 else None
