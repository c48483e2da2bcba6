"""What claims are checked by: small measures of a run, one word each."""

from dataclasses import replace

import numpy as np

from optimizers import Path
from optimizers.loop.sweep import Bundle
from scenes import Scene, bundles, trajectories
from surfaces import SURFACES
from surfaces.along import curvatures, losses
from surfaces.split import second


def run(scene: Scene, place: int = 0) -> Path:
    """The path of one run of the scene; of the last one if there are fewer."""
    return trajectories(scene)[min(place, len(scene.runs) - 1)]


def seeds(scene: Scene, place: int = 0) -> Bundle | None:
    """The same for all seeds of the scene; None where only one is shown."""
    return bundles(scene)[min(place, len(scene.runs) - 1)]


def slope(path: Path) -> np.ndarray:
    """‖g‖ at every point of a run."""
    with np.errstate(over="ignore"):
        return np.hypot(*path.grad.T)


def rate(path: Path, axis: int) -> np.ndarray:
    """η/σ of one parameter, 0 or 1, at every update."""
    return path.eta / path.sigma[:, axis]


def turns(path: Path, axis: int = 1) -> float:
    """The share of the updates that lead to the other side of 0 along one axis."""
    along = path.point[:, axis]
    return float((along[1:] * along[:-1] < 0).mean()) if len(along) > 1 else 0.0


def is_flat(path: Path, share: float = 0.002) -> bool:
    """Whether the loss has stood still in the last third, within a share of what it was at first, above its minimum."""
    last = path.loss[len(path.loss) * 2 // 3 :]
    return len(last) > 20 and bool(np.ptp(last) < share * abs(path.loss[0]))


def way(scene: Scene, path: Path, axis: int = 0) -> float:
    """How much of the way to the nearest minimum a run has made along one axis, from 0 to 1."""
    goals = SURFACES[scene.surface].minima(**dict(scene.numbers))
    start, end = path.point[0], path.point[-1]
    goal = min(goals, key=lambda one: float(np.hypot(*(start - one))))[axis]
    return float((end[axis] - start[axis]) / (goal - start[axis]))


def distance(scene: Scene, path: Path) -> np.ndarray:
    """How far each point is from the nearest minimum."""
    goals = SURFACES[scene.surface].minima(**dict(scene.numbers))
    return np.min([np.hypot(*(path.point - goal).T) for goal in goals], axis=0)


def burst(path: Path, axis: int = 1) -> int | None:
    """The step of the largest excursion along an axis after a calm of 5 steps or more; None if there is none.

    Calm is less than a fiftieth of the start; a burst is ten times that.
    """
    side, calm = np.abs(path.point[:, axis]), 0.02 * abs(path.point[0, axis])
    quiet = np.flatnonzero(side < calm)
    if not len(quiet):
        return None
    later = side[quiet[0] :]
    at = int(quiet[0] + later.argmax())
    return at if later.max() > 10 * calm and (side[quiet[0] : at] < calm).sum() >= 5 else None


def edge(scene: Scene, path: Path, axis: int = 1) -> np.ndarray:
    """η/σ of one parameter as a multiple of 2/λ, its limit where the run is, at every update: the curve `edge`."""
    return rate(path, axis) * curvatures(SURFACES[scene.surface], path.point[:-1], **dict(scene.numbers))[:, axis] / 2


def limit(scene: Scene, axis: int = 1) -> float:
    """2/λ along an axis at the nearest minimum: with a longer rate steps across grow."""
    goal = SURFACES[scene.surface].minima(**dict(scene.numbers))[0]
    curved = np.asarray(SURFACES[scene.surface].at(*goal, **dict(scene.numbers)).hessian)[axis, axis]
    return 2 / float(curved)


def loss_of_test(scene: Scene, path: Path) -> np.ndarray:
    """The loss at each point on the surface of the test: of the examples kept out, or moved by the scene's shift."""
    return losses(SURFACES[second(scene.surface)], path.point - (scene.shift, 0.0), **dict(scene.numbers))


def left(scene: Scene) -> float:
    """The share of the seeds that end on the other side of 0 than where they began; 0 without seeds."""
    many = seeds(scene)
    if many is None:
        return 0.0
    return float((np.sign(many.point[:, -1, 0]) != np.sign(scene.start[0])).mean())


def exact_stays(scene: Scene) -> bool:
    """Without noise the run stays on the side where it began."""
    path = trajectories(replace(scene, noise=0.0, seeds=1))[0]
    return bool(np.sign(path.point[-1, 0]) == np.sign(scene.start[0]))


def noise_leaves(scene: Scene) -> bool:
    """More than half of the seeds leave, where the exact gradient stays."""
    return exact_stays(scene) and left(scene) > 0.5
