"""The run at a point of a map, computed by itself: to the last bit what a click on the point opens."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from optimizers import Path
from optimizers.loop.ends import LAST, RETURNS
from optimizers.outcomes.classes import DIVERGED, classes
from optimizers.outcomes.criteria import BESIDE
from scenes.maps.computed import minima_at
from scenes.maps.record import Map, run_at
from scenes.scene import Scene
from scenes.trajectories import origin_of, path_of
from surfaces import SURFACES


class Exact(NamedTuple):
    """A run of a map: its path, class and period; `settled` is whether a last bit of its start makes no difference."""

    path: Path
    kind: int
    period: int
    settled: bool


def exact(map: Map, column: int, row: int, size: int) -> Exact:
    """The run at a point, counted from the left and from below, as a page shows it."""
    scene = run_at(map, column, row, size)
    path = _path(scene)
    kind, period = _class(map, scene, path)
    x, y = scene.start
    others = [replace(scene, start=start) for start in ((_next(x), y), (x, _next(y)))]
    return Exact(path, kind, period, all(_as(map, other, path, kind) for other in others))


def _as(map: Map, scene: Scene, path: Path, kind: int) -> bool:
    """Whether the run of this scene ends as that path of this class: in the class, and so near that nobody sees it."""
    other, domain = _path(scene), SURFACES[scene.surface].domain
    apart = np.hypot(*((other.point[-1] - path.point[-1]) / [high - low for low, high in domain]))
    return _class(map, scene, other)[0] == kind and (kind == DIVERGED or apart <= BESIDE)


def _next(value: float) -> float:
    return float(np.nextafter(value, np.inf))


def _path(scene: Scene) -> Path:
    return path_of(origin_of(scene, scene.runs[0]), scene.steps)


def _class(map: Map, scene: Scene, path: Path) -> tuple[int, int]:
    surface = SURFACES[scene.surface]
    last = path.point[-LAST - 1 :] / np.array([high - low for low, high in surface.domain])
    away = np.hypot(*(last[:-1] - last[-1]).T)[::-1]
    swing = float(away.max(initial=0.0))
    back = np.flatnonzero(away <= RETURNS * swing)
    period = int(back[0]) + 1 if len(back) else 0
    columns = {
        "point": path.point[-1:], "loss": path.loss[-1:], "first": path.loss[:1], "made": np.array([len(path.eta)]),
        "swing": np.array([swing]), "period": np.array([period]), "middle": path.point[-LAST - 1 :].mean(axis=0)[None],
    }  # fmt: skip
    found = classes(
        surface,
        minima_at(map, scene.numbers),
        scene.steps,
        exact=scene.sampling(scene.runs[0]).is_exact(surface),
        **columns,
    )
    return int(found[0]), period
