"""Scene → trajectories. A run that was computed already, with exactly the same numbers, is not run again."""

from dataclasses import replace
from typing import Any, NamedTuple

from optimizers import Path, Sampling, descend, descend_seeds, optimizer
from optimizers.loop.sweep import Bundle
from optimizers.parts.sigmas import AT_ONCE
from scenes.bounds import MOST_ROWS, fitting
from scenes.memory import MEMORY
from scenes.scene import Run, Scene, Values
from surfaces import SURFACES


class Origin(NamedTuple):
    """All that a path comes from, but for how long it is; what makes no difference to it is left out of the run."""

    surface: str
    numbers: Values
    start: tuple[float, float]
    sampling: Sampling
    run: Run

    @property
    def exact(self) -> bool:
        """Whether chance has no part in it."""
        return self.sampling.is_exact(SURFACES[self.surface])

    @property
    def choice(self) -> dict[str, Any]:
        """What `descend` is called with, beside the number of steps."""
        run = self.run
        return {
            "surface": SURFACES[self.surface], "optimizer": optimizer(run.optimizer), "start": self.start,
            "schedule": run.schedule, "then": run.then, "changes": run.changes, "sampling": self.sampling,
            **dict(self.numbers), **dict(run.numbers),
        }  # fmt: skip


def origin_of(scene: Scene, run: Run) -> Origin:
    """Where a run of this scene comes from."""
    alike = replace(run, hidden=False, batch=None, steps=None, look=None)
    return Origin(scene.surface, scene.numbers, scene.start, scene.sampling(run), alike)


def limit_of(origin: Origin) -> float | None:
    """What η/σ times the curvature must stay below with the method of this run; None where that is not known."""
    method = optimizer(origin.run.optimizer)
    # A longer bounce has a longer gradient, and with it a larger σ: it does not grow for ever.
    return None if method.sigma in AT_ONCE else method.m.limit(dict(origin.run.numbers))


def trajectories(scene: Scene) -> list[Path]:
    """One path for each run of the scene, hidden ones included, in their order; as many steps as fit."""
    return [path_at(scene, place) for place in range(len(scene.runs))]


def path_at(scene: Scene, place: int) -> Path:
    """The path of one run of the scene."""
    run = scene.runs[place]
    return path_of(origin_of(scene, run), fitting(scene)[0].steps_of(run))


def bundles(scene: Scene) -> list[Bundle | None]:
    """For each run the same for all the scene's seeds; None where one seed is asked for or chance has no part."""
    return [bundle_of(origin_of(scene, run), scene.steps_of(run), scene.seeds) for run in scene.runs]


def path_of(origin: Origin, steps: int) -> Path:
    """The path of one run; the same one again for the same numbers."""
    return MEMORY.get(("path", origin, steps), lambda: descend(steps=steps, **origin.choice))


def bundle_of(origin: Origin, steps: int, seeds: int) -> Bundle | None:
    """The paths of one run for many seeds, the same ones again for the same numbers; None if it has only one path."""
    if seeds == 1 or origin.exact:
        return None
    # Two hundred seeds of a long run would fill the memory; what is shown is its beginning.
    shown = min(steps, MOST_ROWS // seeds)
    key = ("bundle", origin, shown, seeds)
    return MEMORY.get(key, lambda: descend_seeds(steps=shown, seeds=seeds, **origin.choice))
