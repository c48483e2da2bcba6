"""The bundle of a run: the same run for many seeds, drawn faint under the run itself."""

import numpy as np

from optimizers.loop.sweep import Bundle
from scenes.memory import MEMORY
from studio.player.pack import Json, packed
from words import say

# So many paths are drawn, each with so many of its places: more cannot be told apart. All seeds are counted.
PATHS, PLACES = 64, 300


def bundle(many: Bundle, key: tuple[object, ...]) -> Json:
    """The paths of a run for many seeds, which depend on what is in the key.

    `{"count": c, "length": n, "x": packed, "y": packed, "steps": packed or None}`: x and y are float32 of c × n
    values, row-major, a row for each seed; a run that left float64 is filled up with NaN. `steps` (int32, n of
    them, ascending, from 0) says at which steps the columns stand, None if at 0, 1, …, n − 1.
    """
    return MEMORY.get(("seeds", key), lambda: _packed(many))


def shares(many: Bundle | None, steps: int) -> list[Json]:
    """A sentence for each way in which the seeds ended, of `steps` asked for.

    `[{"text": "48 of 64 seeds end like this: …"}, …]`; none without seeds.
    """
    if many is None:
        return []
    all, shown = len(many.outcomes), many.loss.shape[1] - 1
    # A long run of many seeds is followed for its first part only.
    whole = "{count} of {all} seeds end like this: {sentence}"
    part = "{count} of {all} seeds after {shown:,} steps: {sentence}"
    message = whole if shown == steps else part
    return [
        {"text": say(message, count=count, all=all, shown=shown, sentence=one.sentence)} for count, one in many.shares()
    ]


def _packed(many: Bundle) -> Json:
    points = many.point[:PATHS]
    steps = places(points.shape[1])
    with np.errstate(over="ignore"):  # beyond float32 is far outside the picture, as infinity is
        x, y = (points[:, steps, axis].astype(np.float32) for axis in (0, 1))
    return {
        "count": len(points),
        "length": len(steps),
        "x": packed(x),
        "y": packed(y),
        "steps": None if len(steps) == points.shape[1] else packed(steps.astype(np.int32)),
    }


def places(count: int) -> np.ndarray:
    """Steps spread evenly, both ends among them; odd and even in turn, so that a bounce is seen to bounce."""
    if count <= PLACES + 1:
        return np.arange(count)
    spread = np.linspace(0, count - 1, PLACES).round().astype(np.int64)
    alternating = spread - (spread + np.arange(PLACES)) % 2
    return np.unique(np.concatenate([[0], alternating.clip(0), [count - 1]]))
