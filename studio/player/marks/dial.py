"""The dial: one number of one run, with the runs for all its values, so that turning it asks nobody."""

from collections.abc import Collection

import numpy as np

from scenes import Scene
from scenes.drawn.names import name_of
from scenes.family import Family, variable
from scenes.memory import MEMORY
from scenes.scene import looks_of
from studio.look.numbers import label_of, written
from studio.look.palette import STYLES
from studio.player.columns import Goal, columns_of
from studio.player.facts import chapters_of, ending
from studio.player.pack import Json, narrow, packed
from studio.player.seeds import places
from surfaces import Number


def dial(scene: Scene, family: Family) -> Json:
    """What the dial shows: the number, its values as its slider writes them, and how the run with each of them ends.

    `at` is where the value stands that the run has; `choices` are all numbers that can be put on the dial.
    """
    (place, number, _), values = family.varied, family.values
    choices = variable(scene)
    happened = chapters_of(family.key, *zip(family.origins, family.paths, strict=True))
    steps, others = scene.steps_of(scene.runs[place]), [*scene.runs[:place], *scene.runs[place + 1 :]]
    looks, several = looks_of(scene.runs), len({one.place for one in choices}) > 1
    return {
        "place": place,
        "id": number.id,
        "at": family.at,
        "values": list(values),
        "texts": [written(number, value) for value in values],
        "facts": [
            {"name": name_of(turned, steps, others), "chapters": chapters} | ending(path, turned, scene.shift)
            for turned, path, chapters in zip(family.origins, family.paths, happened, strict=True)
        ],
        "choices": [
            {"place": one.place, "id": one.number.id, "label": _label(looks[one.place], one.number, several)}
            for one in choices
        ],
    }  # fmt: skip


def _label(look: int, number: Number, several: bool) -> str:
    return f"{STYLES[look].sign} {label_of(number)}" if several else label_of(number)


def tables(family: Family, goal: Goal | None, ids: Collection[str]) -> Json:
    """`{"steps": packed or None, "tables": [{column: packed}, …]}`, a table of these columns for each value.

    A run that ended early has a shorter table. `steps` (int32, ascending, from 0) says at which steps the rows of
    all tables stand, None if at 0, 1, 2, …
    """
    return MEMORY.get(
        ("tables", family.key, goal and goal.shift, *sorted(ids)), lambda: _tables(family, goal, sorted(ids))
    )


def _tables(family: Family, goal: Goal | None, ids: Collection[str]) -> Json:
    longest = max(len(path.loss) for path in family.paths)
    steps = places(longest)
    return {
        "steps": None if len(steps) == longest else packed(steps.astype(np.int32)),
        "tables": [
            {
                name: packed(narrow(name, column[steps[steps < len(column)]]))
                for name, column in columns_of(path, origin, goal, ids).items()
            }
            for path, origin in zip(family.paths, family.origins, strict=True)
        ],
    }
