"""The runs on show. What the sections of a payload ask of a run is looked up here, once, and handed on."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from optimizers import Path
from optimizers.loop.sweep import Bundle
from optimizers.recipes.schedules import change_knobs
from scenes import Run, Scene
from scenes.trajectories import Origin, bundle_of, origin_of, path_of
from studio.look.palette import Style
from studio.player.columns import Goal
from studio.player.facts import name_of
from studio.player.grid import caption, looks
from surfaces import SURFACES


class OnShow(NamedTuple):
    """One run on show.

    `steps` are those that were asked for of it: `path` may have ended earlier. `numbers` are those that the run really
    has: on a surface of data its schedule's epoch is as long as the batches make it, `epoch` updates. `bundle` is the
    same run for many seeds, if they are shown. It is one `among` so many on show. Its test loss is moved by `shift`.
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

    @property
    def key(self) -> tuple[object, ...]:
        """All that the path and what is drawn of it depend on."""
        return (*self.origin, self.steps, self.shift)


def on_show(scene: Scene, goal: Goal | None) -> list[OnShow]:
    """The runs of a scene that are not hidden, in their order; of a grid, once it is spread, those of its pictures."""
    styles, places = looks(scene), [place for place, run in enumerate(scene.runs) if not run.hidden]
    return [_resolved(scene, place, styles[place], goal, len(places)) for place in places]


def _resolved(scene: Scene, place: int, style: Style, goal: Goal | None, among: int) -> OnShow:
    run = scene.runs[place]
    origin = origin_of(scene, run)
    epoch = origin.sampling.steps_per_epoch(SURFACES[scene.surface])
    numbers = {**dict(run.numbers), **change_knobs(run.changes)}
    if epoch is not None:
        numbers["steps_per_epoch"] = float(epoch)
    steps = scene.steps_of(run)
    path, many = path_of(origin, steps), bundle_of(origin, steps, scene.seeds)
    name = caption(scene, run) if scene.view == "grid" else name_of(origin)
    return OnShow(place, run, origin, steps, path, many, goal, numbers, epoch, name, style, among, scene.shift)
