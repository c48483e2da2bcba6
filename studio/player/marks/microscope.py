"""The exact numbers around the play head, and the formulas of the steps there, written out."""

from collections.abc import Collection, Mapping
from typing import Any

import numpy as np

from optimizers import Optimizer, optimizer
from optimizers.loop.replay import replay
from optimizers.parts.part import Part
from optimizers.recipes.schedules import schedule_part
from scenes import Run, knobs_of
from scenes.memory import MEMORY
from studio.player.columns import ALWAYS, columns_of
from studio.player.on_show import OnShow
from studio.player.pack import Json, packed
from words import say

# What the update of a step is made of, beside the two points.
FACTORS = ("eta", "s1", "s2", "m1", "m2", "g1", "g2")


def formulas(one: OnShow) -> Json:
    """What the templates of a run's steps refer to, the same for every step.

    `knobs` are symbol and value of each number by its id, `memory` the symbols of the states of m and σ before
    a step. `computed` says whose code computes what cannot be written.
    """
    run, method = one.run, optimizer(one.run.optimizer)
    symbols = {number.id: number.symbol for number, _ in knobs_of(run.optimizer, run.schedule, run.then)}
    return {
        "knobs": {id: [symbol, float(one.numbers[id])] for id, symbol in symbols.items()},
        "memory": {"m": method.m.memory, "sigma": method.sigma.memory},
        "computed": _computed(method, one.numbers),
    }


def _computed(method: Optimizer, numbers: Mapping[str, Any]) -> str:
    """What computes an m, or else a σ, that no line can say for one parameter by itself."""
    if method.library:
        return say("computed by {library}", library=method.library)
    unwritten = [part for part in (method.m, method.sigma) if not part.written(0, numbers)]
    return say(unwritten[0].name, "part") if unwritten else ""


def window(one: OnShow, around: int, reach: int, ids: Collection[str], *, close: bool) -> Json:
    """Every step around the play head, in float64: the columns of these ids, and if it is `close`, written out."""
    path, inside = one.path, np.arange(max(0, around - reach), min(len(one.path.loss), around + reach + 1))
    columns = columns_of(path, one.origin, one.goal, dict.fromkeys((*ALWAYS, *ids)))
    found: Json = {
        "from": int(inside[0]) if len(inside) else 0,
        "columns": {name: packed(column[inside]) for name, column in columns.items()},
    }
    if close:
        found["columns"] |= _states(one, inside)
        found["written"] = _written(one.run, one.numbers, inside[inside < len(path.eta)])
    return found


def _states(one: OnShow, inside: np.ndarray) -> Json:
    """The states of m and σ before each of these steps, as far as they are one value for each parameter."""
    method, packs = optimizer(one.run.optimizer), dict[str, Json]()
    for letter, part in (("m", method.m), ("s", method.sigma)):
        before = _before(one, letter, part)
        if before is None:
            continue
        rows = np.vstack([before, np.full((1, 2), np.nan)])[inside]
        packs |= {f"last_{letter}{axis + 1}": packed(rows[:, axis]) for axis in (0, 1)}
    return packs


def _written(run: Run, knobs: Mapping[str, Any], inside: np.ndarray) -> list[list[int | str]]:
    """The templates [from which step, m, σ, η] of these steps, each only where it differs from the one before."""
    method = optimizer(run.optimizer)
    parts = (method.m, method.sigma, schedule_part(run.schedule, run.then, bool(run.changes)))
    found: list[list[int | str]] = []
    for step in inside.tolist():
        lines = [part.written(step, knobs) for part in parts]
        if not found or found[-1][1:] != lines:
            found.append([step, *lines])
    return found


def _reads(part: Part, id: str) -> bool:
    return any(number.id == id for number in part.numbers)


def _before(one: OnShow, letter: str, part: Part) -> np.ndarray | None:
    if not part.memory:
        return None
    numbers = {id: value for id, value in one.run.numbers if _reads(part, id)}
    return MEMORY.get(("before", letter, one.key), lambda: replay(part, one.path, numbers))
