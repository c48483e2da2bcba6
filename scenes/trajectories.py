"""Scene → trajectories. A run that was computed already, with exactly the same numbers, is not run again."""

from functools import lru_cache

from optimizers import OPTIMIZERS, Path, descend
from scenes.scene import Run, Scene, Values
from surfaces import SURFACES


def trajectories(scene: Scene) -> list[Path]:
    """One path for each run of the scene, hidden ones included, in their order."""
    return [path_of(scene.surface, scene.numbers, scene.start, scene.steps, run) for run in scene.runs]


# A path of 1,000,000 steps takes 80 MB: room for two lecture scenes of the largest kind.
@lru_cache(maxsize=12)
def path_of(surface: str, numbers: Values, start: tuple[float, float], steps: int, run: Run) -> Path:
    return descend(
        SURFACES[surface],
        OPTIMIZERS[run.optimizer],
        start=start,
        steps=steps,
        schedule=run.schedule,
        then=run.then,
        **dict(numbers),
        **dict(run.numbers),
    )
