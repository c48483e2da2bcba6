"""The bundle of a run: the same run for many seeds, drawn faint under the run itself."""

from scenes import Scene
from studio.player.pack import Json


def bundle(scene: Scene, place: int) -> Json | None:
    """The paths of the run for all seeds of the scene, or None if there is only one.

    `{"count": c, "length": n, "x": packed, "y": packed, "steps": packed or None}`: x and y are float32 of c × n
    values, row-major, a row for each seed; a run that left float64 is filled up with NaN. `steps` (int32, n of
    them, ascending, from 0) says at which steps the columns stand, None if at 0, 1, …, n − 1.
    """
    return None


def shares(scene: Scene, place: int) -> list[Json]:
    """A sentence for each way in which the seeds ended: `[{"text": "48 of 64 runs converge …"}, …]`."""
    return []
