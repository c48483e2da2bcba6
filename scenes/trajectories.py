"""Scene → trajectories. A run that was computed already, with exactly the same numbers, is not run again."""

from dataclasses import replace
from functools import lru_cache

from optimizers import Path, Sampling, descend, optimizer
from scenes.scene import Run, Scene, Values
from surfaces import SURFACES


def trajectories(scene: Scene) -> list[Path]:
    """One path for each run of the scene, hidden ones included, in their order."""
    return [
        path_of(scene.surface, scene.numbers, scene.start, scene.steps, _alike(run), scene.sampling(run))
        for run in scene.runs
    ]


def _alike(run: Run) -> Run:
    """The run without what makes no difference to its path."""
    return replace(run, hidden=False, batch=None)


# A path of 1,000,000 steps takes 80 MB: room for two lecture scenes of the largest kind.
@lru_cache(maxsize=12)
def path_of(
    surface: str, numbers: Values, start: tuple[float, float], steps: int, run: Run, sampling: Sampling
) -> Path:
    """The path of one run; the same one again for the same numbers."""
    return descend(
        SURFACES[surface],
        optimizer(run.optimizer),
        start=start,
        steps=steps,
        schedule=run.schedule,
        then=run.then,
        changes=run.changes,
        sampling=sampling,
        **dict(numbers),
        **dict(run.numbers),
    )
