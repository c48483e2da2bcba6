"""The one value that flows through the house: link → scene → trajectories → picture."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from optimizers import Sampling, optimizer
from optimizers.recipes.schedules import schedule_part
from optimizers.recipes.settings import settings
from surfaces import SURFACES, Number

View = Literal["side", "one", "grid"]
Clock = Literal["linear", "log"]
Space = Literal["2d", "both", "3d"]
Height = Literal["linear", "log"]
Trail = Literal["full", "last_500", "last_100", "last_20", "points"]
Values = tuple[tuple[str, float], ...]

SHUFFLE = Number("shuffle", "", "shuffled", "Off: every epoch takes the examples in the same order.", 1, 0, 1, "switch")
"""What chance does with the examples of a surface of data, as a switch that can be turned."""

MAX_RUNS = 6
MAX_CURVES = 4

CURVES = (
    "loss", "gap", "norm", "eta", "rate1", "rate2", "g1", "g2", "m1", "m2", "s1", "s2", "distance", "edge1", "edge2",
    "stability", "test",
)  # fmt: skip
"""What can be drawn against the step: L, L − its minimum, ‖g‖, η, η/σ, g, m, σ, the distance to the nearest minimum,
η/σ as a multiple of 2/λ, its limit without momentum, η times the sharpness over the limit of the method, and the
test loss."""

MARKS = ("arrows", "numbers", "critical", "places", "limit", "flow", "follows", "points", "probe", "dial", "family",
         "ghost")  # fmt: skip
"""What can be shown beside the paths: −g, m and the update as arrows, the update written out, the critical points,
where small and where large steps are needed, where η is too large and how near to its limit it is, the gradient flow
and the flow that the steps follow, the other points that a step has, a probe to be carried over the picture, a dial for
one number, the paths for all its values, and what a run was before the last change."""

POINTS = ("p1x", "p1y", "p2x", "p2y")
"""The columns of the other points of a step: the places of the first, and of the second if there is one."""


@dataclass(frozen=True)
class Run:
    """One run of a scene: ids and numbers only. `numbers` holds η and all the others, by id.

    `changes` are break points (step, η), `batch` the examples an update looks at, None for all; `steps` are the updates
    it makes where they are fewer than the scene's, None for as many as those. `look` is its colour, line and sign, by
    their order, None for those of its place: a run keeps its own while others go.
    """

    optimizer: str
    schedule: str = "constant"
    then: str = "constant"
    numbers: Values = ()
    hidden: bool = False
    changes: tuple[tuple[int, float], ...] = ()
    batch: int | None = None
    steps: int | None = None
    look: int | None = None


@dataclass(frozen=True)
class Scene:
    """What is on show: a surface with its numbers, a start, and up to MAX_RUNS runs of at most `steps` updates.

    `view` puts the runs side by side or all on one picture, or shows one of them as a grid, in a picture for
    each of several values of one of its numbers. `clock` lets playback go evenly through the steps or through
    their logarithm. `space` is the plane, the surface in space, or both; `height` is the scale upwards there;
    `trail` is how much of a path is drawn. `varied`, the place of a run and the id of one of its numbers, is
    what the dial turns and what differs in a grid: `grid` is its first value there, its last, and how many there
    are. `noise`, `seed` and `shuffle` are those of `Sampling`, the same for all runs; with `seeds` > 1 each run
    is shown for so many seeds, from `seed` on. `curves` and `marks` say what else is drawn. The test
    loss is that of the surface moved by `shift` to the right, no other one if that is 0. Of a surface of data some of
    the examples may be kept out: it is then one of `surfaces.split`, and the test loss is that of those examples.
    `beside` is the id of a switch, of the surface or SHUFFLE: the same runs are shown a second time beside the first,
    with it turned; "" for no such thing.
    """

    surface: str
    numbers: Values
    start: tuple[float, float]
    steps: int
    runs: tuple[Run, ...]
    view: View = "side"
    clock: Clock = "linear"
    space: Space = "2d"
    height: Height = "linear"
    trail: Trail = "full"
    varied: tuple[int, str] = (0, "eta")
    grid: tuple[float, float, int] = (1e-7, 0.1, 7)
    curves: tuple[str, ...] = ("loss", "norm")
    marks: tuple[str, ...] = ()
    noise: float = 0.0
    seed: int = 0
    shuffle: bool = True
    seeds: int = 1
    shift: float = 0.0
    beside: str = ""

    def sampling(self, run: Run) -> Sampling:
        """What chance brings to a run of this scene: batches only where there are examples."""
        examples = SURFACES[self.surface].examples
        batch = run.batch if run.batch is not None and run.batch <= examples else None
        return Sampling(self.noise, batch, self.shuffle, self.seed)

    def steps_of(self, run: Run) -> int:
        """How many updates a run of this scene makes."""
        return self.steps if run.steps is None else min(run.steps, self.steps)


def looks_of(runs: Iterable[Run]) -> list[int]:
    """Which look each run has: its own, or that of its place."""
    return [place if run.look is None else run.look for place, run in enumerate(runs)]


def told_apart(runs: Sequence[Run]) -> tuple[tuple[Run, ...], list[int]]:
    """The runs, those with a look that one before them has with the first that is free; and the places of those."""
    looks = looks_of(runs)
    again = [place for place, look in enumerate(looks) if look in looks[:place]]
    for place in again:
        looks[place] = next(look for look in range(MAX_RUNS) if look not in looks)
    return tuple(replace(run, look=looks[at]) if at in again else run for at, run in enumerate(runs)), again


def switches(surface: str) -> tuple[Number, ...]:
    """The numbers of a surface that are on or off."""
    return tuple(number for number in SURFACES[surface].numbers if number.scale == "switch")


def turnable(surface: str) -> tuple[Number, ...]:
    """All that can be turned for the same runs to be shown beside each other."""
    return (*switches(surface), SHUFFLE) if SURFACES[surface].examples else switches(surface)


def grounds(scene: Scene) -> tuple[Scene, ...]:
    """The scene as it is, and where there is one the scene beside it: all the same but for one switch.

    A grid has pictures of its own, and nothing beside them.
    """
    if not scene.beside or scene.view == "grid":
        return (replace(scene, beside=""),)
    if scene.beside == SHUFFLE.id:
        return replace(scene, beside=""), replace(scene, beside="", shuffle=not scene.shuffle)
    turned = tuple((id, 1.0 - value if id == scene.beside else value) for id, value in scene.numbers)
    return tuple(replace(scene, numbers=numbers, beside="") for numbers in (scene.numbers, turned))


def new_run(method: str, schedule: str = "constant", then: str = "constant", **numbers: float) -> Run:
    """A run with usual values for all numbers that are not given."""
    usual = {number.id: value for number, value in knobs_of(method, schedule, then)}
    return Run(method, schedule, then, tuple((id, numbers.get(id, value)) for id, value in usual.items()))


def with_value(run: Run, id: str, value: float) -> Run:
    """The run with another value of one of its numbers."""
    return replace(run, numbers=tuple((own, value if own == id else old) for own, old in run.numbers))


def knobs_of(method: str, schedule: str, then: str = "constant") -> Iterable[tuple[Number, float]]:
    """The numbers a run has, each with its usual value; η comes first."""
    return settings(optimizer(method), schedule_part(schedule, then)).values()


def usual_numbers(surface: str) -> Values:
    """The default numbers of a surface."""
    return tuple((number.id, number.default) for number in SURFACES[surface].numbers)


def on(surface: str, steps: int, *runs: Run, numbers: Mapping[str, float] | None = None, **more: Any) -> Scene:
    """A scene on this surface; its other fields by their names, the usual ones if left out."""
    values = tuple((id, (numbers or {}).get(id, value)) for id, value in usual_numbers(surface))
    scene = Scene(surface, values, SURFACES[surface].start, steps, runs, view="one")
    return replace(scene, **more)
