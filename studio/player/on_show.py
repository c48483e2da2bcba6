"""The runs on show. What the sections of a payload ask of a run is looked up here, once, and handed on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from optimizers import Path
from optimizers.loop.sweep import Bundle
from optimizers.recipes.schedules import change_knobs
from scenes import MAX_RUNS, Run, Scene
from scenes.drawn.names import caption, look_beside, looks, name_of, switched
from scenes.scene import grounds
from scenes.trajectories import Origin, bundle_of, origin_of, path_of
from studio.look.palette import STYLES, Style
from studio.player.columns import Goal
from surfaces import SURFACES
from words import say


class OnShow(NamedTuple):
    """One run on show.

    `steps` are those that were asked for of it: `path` may have ended earlier. `numbers` are those that the run really
    has: on a surface of data its schedule's epoch is as long as the batches make it, `epoch` updates. `bundle` is the
    same run for many seeds, if they are shown. It is one `among` so many on show. Its test loss is moved by `shift`.
    It is on the surface as it is, or on the one `beside` that.
    """

    place: int
    run: Run
    origin: Origin
    steps: int
    path: Path
    bundle: Bundle | None
    goal: Goal | None
    numbers: Mapping[str, Any]
    epoch: int | None
    name: str
    style: Style
    among: int
    shift: float
    beside: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """All that the path and what is drawn of it depend on."""
        return (*self.origin, self.steps, self.shift)


def on_show(scene: Scene, *goals: Goal | None) -> list[OnShow]:
    """The runs of a scene that are not hidden, in their order; of a grid, once it is spread, those of its pictures.

    Where there is a surface beside the first one, each run is followed by the same run there. There is a goal for each
    surface.
    """
    styles, places = looks(scene), [place for place, run in enumerate(scene.runs) if not run.hidden]
    sides = list(zip(grounds(scene), goals, strict=True))
    runs = [
        _resolved(side, place, styles[place], goal, len(places) * len(sides))
        for place in places
        for side, goal in sides
    ]
    return [_named(one, scene, beside=bool(at % len(sides))) for at, one in enumerate(runs)] if len(sides) > 1 else runs


def _named(one: OnShow, scene: Scene, *, beside: bool) -> OnShow:
    """The run with the name of its surface; beside the first one with a look and a place that no run of it has."""
    name = say("{name} · {switch}", name=one.name, switch=switched(one.origin, scene.beside))
    if not beside:
        return one._replace(name=name)
    style = STYLES[look_beside(scene, one.place)]
    return one._replace(name=name, style=style, place=one.place + MAX_RUNS, beside=True)


def _resolved(scene: Scene, place: int, style: Style, goal: Goal | None, among: int) -> OnShow:
    run = scene.runs[place]
    origin = origin_of(scene, run)
    epoch = origin.sampling.steps_per_epoch(SURFACES[scene.surface])
    numbers = {**dict(run.numbers), **change_knobs(run.changes)}
    if epoch is not None:
        numbers["steps_per_epoch"] = float(epoch)
    steps = scene.steps_of(run)
    path, many = path_of(origin, steps), bundle_of(origin, steps, scene.seeds)
    name = caption(scene, run) if scene.view == "grid" else name_of(origin, steps, scene.runs)
    return OnShow(place, run, origin, steps, path, many, goal, numbers, epoch, name, style, among, scene.shift)
