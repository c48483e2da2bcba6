"""The dial: one number of one run, with the runs for all its values, so that turning it asks nobody."""

from collections.abc import Collection
from functools import lru_cache

import numpy as np

from optimizers import Path
from scenes import Scene
from scenes.family import Family, variable
from scenes.scene import with_value
from studio.look.numbers import label_of, written
from studio.look.palette import STYLES
from studio.player.columns import Column, Goal, columns_of
from studio.player.facts import chapters_of, ending, name_of
from studio.player.pack import Json, narrow, packed
from studio.player.same import Same
from studio.player.seeds import places
from surfaces import Number

MARKS = ("dial", "family")
"""What asks for the runs of all values."""


def dial(scene: Scene, family: Family) -> Json:
    """What the dial shows: the number, its values as its slider writes them, and how the run with each of them ends.

    `at` is where the value stands that the run has; `choices` are all numbers that can be put on the dial.
    """
    (place, number, _), values = family.varied, family.values
    origin, choices = family.origin, variable(scene)
    several = len({one.place for one in choices}) > 1
    return {
        "place": place,
        "id": number.id,
        "at": family.at,
        "values": list(values),
        "texts": [written(number, value) for value in values],
        "facts": [
            {"name": name_of(origin._replace(run=with_value(origin.run, number.id, value))), "chapters": chapters}
            | ending(path)
            for value, path, chapters in zip(values, family.paths, chapters_of(origin, *family.paths), strict=True)
        ],
        "choices": [
            {"place": one.place, "id": one.number.id, "label": _label(one.place, one.number, several)}
            for one in choices
        ],
    }  # fmt: skip


def _label(place: int, number: Number, several: bool) -> str:
    return f"{STYLES[place].sign} {label_of(number)}" if several else label_of(number)


def identity(family: Family, steps: int) -> tuple[object, ...]:
    """All that the runs of the dial depend on; which of the values the run has now is not part of it."""
    surface, numbers, start, sampling, run = family.origin
    return (surface, numbers, start, steps, sampling, run, family.varied.number.id, family.values)


def drawn(family: Family, goal: Goal | None, ids: Collection[str]) -> tuple[dict[str, Column], ...]:
    """The columns of these ids for each value: while the dial is turned, the axes have to hold all of them."""
    return _columns(Same(family.paths), Same(goal), tuple(ids))


def tables(family: Family, goal: Goal | None, ids: Collection[str]) -> Json:
    """`{"steps": packed or None, "tables": [{column: packed}, …]}`, a table of these columns for each value.

    A run that ended early has a shorter table. `steps` (int32, ascending, from 0) says at which steps the rows of
    all tables stand, None if at 0, 1, 2, …
    """
    return _packed(Same(family.paths), Same(goal), tuple(sorted(ids)))


@lru_cache(maxsize=2)
def _columns(
    paths: Same[tuple[Path, ...]], goal: Same[Goal | None], ids: tuple[str, ...]
) -> tuple[dict[str, Column], ...]:
    return tuple(columns_of(path, goal.value, ids) for path in paths.value)


@lru_cache(maxsize=2)
def _packed(paths: Same[tuple[Path, ...]], goal: Same[Goal | None], ids: tuple[str, ...]) -> Json:
    longest = max(len(path.loss) for path in paths.value)
    steps = places(longest)
    return {
        "steps": None if len(steps) == longest else packed(steps.astype(np.int32)),
        "tables": [
            {name: packed(narrow(name, column[steps[steps < len(column)]])) for name, column in columns.items()}
            for columns in _columns(paths, goal, ids)
        ],
    }
