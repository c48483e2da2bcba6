"""The runs that one run of a scene would be with the other values of one of its numbers."""

from typing import Any, NamedTuple

from optimizers import Path, descend_values
from optimizers.descent import MOST_VALUES
from scenes.bounds import most_values
from scenes.memory import MEMORY
from scenes.scene import Scene, knobs_of, with_value
from scenes.trajectories import Origin, origin_of
from scenes.values import dialled
from surfaces import SURFACES, Number


class Varied(NamedTuple):
    """A number of a run that can be varied, and the value it has."""

    place: int
    number: Number
    value: float


class Family(NamedTuple):
    """A path for each of these values, ascending; the value that the run has is among them.

    `origin` is that of the run with the first of the values: which of them the run has now makes no difference.
    """

    varied: Varied
    origin: Origin
    steps: int
    values: tuple[float, ...]
    paths: tuple[Path, ...]

    @property
    def key(self) -> tuple[object, ...]:
        """All that the paths depend on."""
        surface, numbers, start, sampling, run = self.origin
        return (surface, numbers, start, self.steps, sampling, run, self.varied.number.id, self.values)

    @property
    def origins(self) -> list[Origin]:
        """Where the path of each value comes from."""
        number = self.varied.number.id
        return [self.origin._replace(run=with_value(self.origin.run, number, value)) for value in self.values]

    @property
    def at(self) -> int:
        """Where the value that the run has stands."""
        return self.values.index(self.varied.value)


def variable(scene: Scene) -> list[Varied]:
    """Every number of the visible runs that moves them; η comes first."""
    # On a surface of data an epoch is as long as the batches make it.
    given = {"steps_per_epoch"} if SURFACES[scene.surface].examples else set()
    return [
        Varied(place, number, dict(run.numbers)[number.id])
        for place, run in enumerate(scene.runs)
        if not run.hidden
        for number, _ in knobs_of(run.optimizer, run.schedule, run.then)
        if number.id not in given
    ]


def varied(scene: Scene) -> Varied | None:
    """The number that the scene varies; None if no run is visible.

    If its run has no such number, that run's η; if the run is not to be seen, η of the first one that is.
    """
    numbers = variable(scene)
    chosen = [one for one in numbers if (one.place, one.number.id) == scene.varied]
    of_the_run = [one for one in numbers if one.place == scene.varied[0]]
    return next(iter(chosen or of_the_run or numbers), None)


def family(scene: Scene) -> Family | None:
    """The runs for all values of the number that the scene varies; None if no run is visible.

    Up to MOST_VALUES of the values that the number's slider offers; fewer of a long run, each of them whole.
    """
    if (one := varied(scene)) is None:
        return None
    values = tuple(dialled(one.number, one.value, min(MOST_VALUES, most_values(scene))))
    origin = origin_of(scene, with_value(scene.runs[one.place], one.number.id, values[0]))
    steps = scene.steps_of(scene.runs[one.place])
    choice: dict[str, Any] = {"id": one.number.id, "values": values, "steps": steps}
    paths = MEMORY.get(("family", origin, *choice.values()), lambda: tuple(descend_values(**choice, **origin.choice)))
    return Family(one, origin, steps, values, paths)
