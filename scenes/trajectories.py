"""Scene → trajectories. A run that was computed already, with exactly the same numbers, is not run again."""

from dataclasses import replace
from functools import lru_cache

from optimizers import Path, Sampling, descend, descend_seeds, optimizer
from optimizers.loop.sweep import Bundle
from scenes.scene import Run, Scene, Values
from surfaces import SURFACES


def trajectories(scene: Scene) -> list[Path]:
    """One path for each run of the scene, hidden ones included, in their order."""
    return [
        path_of(scene.surface, scene.numbers, scene.start, scene.steps, _alike(run), scene.sampling(run))
        for run in scene.runs
    ]


def bundles(scene: Scene) -> list[Bundle | None]:
    """For each run the same for all the scene's seeds; None where one seed is asked for or chance has no part."""
    surface = SURFACES[scene.surface]
    asked = [scene.seeds > 1 and not scene.sampling(run).is_exact(surface) for run in scene.runs]
    return [
        bundle_of(
            scene.surface, scene.numbers, scene.start, scene.steps, _alike(run), scene.sampling(run), scene.seeds
        )
        if many else None
        for run, many in zip(scene.runs, asked, strict=True)
    ]  # fmt: skip


def _alike(run: Run) -> Run:
    """The run without what makes no difference to its path."""
    return replace(run, hidden=False, batch=None)


# The most points of one run's bundle: 200 seeds of 5,000 steps.
MOST_ROWS = 1_000_000


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


@lru_cache(maxsize=12)
def bundle_of(
    surface: str, numbers: Values, start: tuple[float, float], steps: int, run: Run, sampling: Sampling, seeds: int
) -> Bundle:
    """The paths of one run for many seeds; the same ones again for the same numbers."""
    # Two hundred seeds of a long run would fill the memory; what is shown is its beginning.
    shown = min(steps, MOST_ROWS // seeds)
    return descend_seeds(
        SURFACES[surface],
        optimizer(run.optimizer),
        seeds=seeds,
        start=start,
        steps=shown,
        schedule=run.schedule,
        then=run.then,
        changes=run.changes,
        sampling=sampling,
        **dict(numbers),
        **dict(run.numbers),
    )
