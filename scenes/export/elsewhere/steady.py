"""Up to which step another program can be held to a run: its roundings are others, and some runs enlarge them."""

from typing import Any, NamedTuple

import numpy as np

from optimizers import Path
from scenes.scene import Scene
from scenes.trajectories import path_at

# Beyond this a formula as it is written may leave float64 where its surface does not.
FAR = 1e50
# How far the program of NumPy may be from the run, as a share of each coordinate, and beside 0: a hundredth of what a
# program is held to, since the roundings of other libraries are others again.
RELATIVE, ABSOLUTE = 1e-12, 1e-14
# Of a longer run so many steps are compared: NumPy takes a second for them.
LONGEST = 20_000


class Agreed(NamedTuple):
    """How many steps the run has, how many a program makes, which of them is compared, and the point there."""

    all: int
    last: int
    at: int
    point: list[float]


def made(path: Path) -> int:
    """How many updates a program is to make: those of the run, as long as its numbers are of a size to compute with."""
    sizes = np.column_stack([path.point, path.loss, path.grad])
    far = np.flatnonzero((np.abs(sizes) > FAR).any(axis=1))
    return int(far[0]) - 1 if len(far) and far[0] > 0 else len(path.point) - 1


def agreed(program: str, scene: Scene, arrays: dict[str, np.ndarray]) -> list[Agreed]:
    """For each run on show, how far it can be compared: up to where NumPy's program comes to the same points.

    `program` is the one of NumPy, its checks left out, and is run here.
    """
    world: dict[str, Any] = {"draws": arrays}
    with np.errstate(all="ignore"):
        exec(compile("import math\n" + program, "runs_numpy.py", "exec"), world)
        return [
            _agreed(path_at(scene, place), world[f"run_{place + 1}"])
            for place, run in enumerate(scene.runs)
            if not run.hidden
        ]


def _agreed(path: Path, run: Any) -> Agreed:
    last = made(path)
    count = min(last, LONGEST)
    own, other = path.point[: count + 1], np.array(run(count))
    parted = np.flatnonzero(~(np.abs(other - own) <= RELATIVE * np.abs(own) + ABSOLUTE).all(axis=1))
    at = int(parted[0]) - 1 if len(parted) else count
    return Agreed(len(path.point) - 1, last, at, [float(value) for value in own[at]])
