"""The bundle of a run: the same run for many seeds, drawn faint under the run itself."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Annotated

import numpy as np

from optimizers.loop.sweep import Bundle
from optimizers.outcomes.outcome import Outcome
from scenes.drawn.names import Domain, sides_of
from scenes.memory import MEMORY
from studio.player.pack import Json, packed
from words import Message, numeral, say

# A path is drawn with so many of its places, and all together with so many: each seed that is counted is seen.
PLACES, ALL_PLACES = 300, 40_000

EARLY: Annotated[Message, "seeds"] = "too early to tell"
# How a run with chance in it ended, after a count of such runs: by its sentence or else by its kind.
ENDS: dict[str, Annotated[Message, "seeds"]] = {
    "descending start": EARLY,
    "descending early": EARLY,
    "descending local": "settled in a local minimum",
    "descending low": "lower than at the start",
    "descending up": "higher than at the start",
    "descending braked": "slowed down by the schedule",
    "wandering up": "rising",
    "diverged off": "broken off",
    "diverged out": "thrown out",
    "converged": "at a minimum",
    "crawling": "crawling",
    "descending": "still falling",
    "diverged": "diverged",
    "hovering": "around a minimum",
    "oscillating": "bouncing",
    "stuck": "stuck",
    "wandering": "going up and down",
}
# By the side on which they lie, if they have one.
MINIMA: dict[str, Message] = {
    "": "the minimum ({x}, {y})",
    "left": "the left minimum ({x}, {y})",
    "right": "the right minimum ({x}, {y})",
    "lower": "the lower minimum ({x}, {y})",
    "upper": "the upper minimum ({x}, {y})",
}

Place = tuple[float, float]


def bundle(many: Bundle, key: tuple[object, ...]) -> Json:
    """The paths of a run for many seeds, which depend on what is in the key.

    `{"count": c, "length": n, "x": packed, "y": packed, "steps": packed or None}`: x and y are float32 of c × n
    values, row-major, a row for each seed; a run that left float64 is filled up with NaN. `steps` (int32, n of
    them, ascending, from 0) says at which steps the columns stand, None if at 0, 1, …, n − 1.
    """
    return MEMORY.get(("seeds", key), lambda: _packed(many))


def told(many: Bundle, steps: int, domain: Domain) -> Json:
    """What is said of the seeds of a run that was asked for so many steps.

    `{"after": the last step to which they are followed, "minima": [{"at": (x, y), "text": "{count} nearest …"}, …],
    where some of them settle, "line": "Of 100 seeds: {parts}", "ends": ["68 around the left minimum (−1, 0)", …]}`:
    one for each different end, the most frequent first, and none if it is too early to tell of more than a third.
    """
    # A long run of many seeds is followed for its first part only.
    all, shown = len(many.outcomes), many.loss.shape[1] - 1
    found = Counter(place for one in many.outcomes if (place := _settled(one)))
    names = _named(sorted(found), domain)
    ends = Counter(_end(one, names) for one in many.outcomes)
    counted = [say("{count} {end}", "seeds", count=count, end=end) for end, count in ends.most_common()]
    early = 3 * ends[say(EARLY, "seeds")] > all
    message = "Of {all} seeds: {parts}" if shown == steps else "Of {all} seeds, after {shown:,} steps: {parts}"
    return {
        "after": shown,
        "minima": [
            {"at": place, "text": say("{count} nearest {place}", count="{count}", place=names[place])}
            for place, _ in found.most_common()
        ],
        "line": say(message, all=all, shown=shown, parts="{parts}"),
        "ends": [] if early else counted,
    }


def _settled(outcome: Outcome) -> Place | None:
    if "place_x" not in outcome.facts:
        return None
    return float(outcome.facts["place_x"]), float(outcome.facts["place_y"])


def _end(outcome: Outcome, names: Mapping[Place, str]) -> str:
    place = _settled(outcome)
    if place:
        return say("around {place}", place=names[place])
    return say(ENDS.get(str(outcome.facts.get("sentence")), ENDS[outcome.kind]), "seeds")


def _named(places: Sequence[Place], domain: Domain) -> dict[Place, str]:
    """What minima are called."""
    return {
        (x, y): say(MINIMA[side], x=_short(x), y=_short(y))
        for side, (x, y) in zip(sides_of(places, domain), places, strict=True)
    }


def _short(value: float) -> str:
    return numeral(f"{value:.3g}")


def _packed(many: Bundle) -> Json:
    steps = places(many.point.shape[1], min(PLACES, ALL_PLACES // len(many.point)))
    points = many.point
    with np.errstate(over="ignore"):  # beyond float32 is far outside the picture, as infinity is
        x, y = (points[:, steps, axis].astype(np.float32) for axis in (0, 1))
    return {
        "count": len(points),
        "length": len(steps),
        "x": packed(x),
        "y": packed(y),
        "steps": None if len(steps) == points.shape[1] else packed(steps.astype(np.int32)),
    }


def places(count: int, most: int = PLACES) -> np.ndarray:
    """Steps spread evenly, both ends among them; odd and even in turn, so that a bounce is seen to bounce."""
    if count <= most + 1:
        return np.arange(count)
    spread = np.linspace(0, count - 1, most).round().astype(np.int64)
    alternating = spread - (spread + np.arange(most)) % 2
    return np.unique(np.concatenate([[0], alternating.clip(0), [count - 1]]))
