"""What is told of the scenes of newer lectures is true of the numbers of their runs."""

from collections.abc import Callable

import numpy as np
import pytest

from optimizers import Path
from scenes import Scene, bundles

Ways = list[Path]


def _turned(scene: Scene, paths: Ways) -> None:
    assert [int(np.flatnonzero(path.loss < 1e-4)[0]) for path in paths] == [745, 159]
    assert dict(scene.numbers)["angle"] == 30


def _edge_of_stability(scene: Scene, paths: Ways) -> None:
    held, going = paths
    assert f"{held.point[-1, 1]:.2f}" == "3.01"
    assert held.outcome.kind == "oscillating"
    assert (held.point[-101:-1, 0] * held.point[-100:, 0] < 0).all()
    assert (np.diff(going.point[:, 1]) > 0).mean() > 0.95
    # At the floor it is at its limit 2/η; on the way to and fro, a hundredth beside it.
    assert 0.2 * (1 + held.point[-1, 1] ** 2) / 2 == pytest.approx(1, abs=0.01)


def _river(scene: Scene, paths: Ways) -> None:
    cosine, stable = (one for one in bundles(scene) if one is not None)
    assert np.median(stable.loss[:, 504]) > np.median(cosine.loss[:, 504])
    assert (stable.loss[:, 600] < cosine.loss[:, 600]).mean() >= 0.95
    assert stable.point[:, 600, 1].mean() > 2 * cosine.point[:, 600, 1].mean()


def _newton(scene: Scene, paths: Ways) -> None:
    plain, newton = paths
    assert plain.outcome.kind == "converged"
    assert plain.point[-1] == pytest.approx([3, 2], abs=1e-4)
    assert newton.outcome.kind == "stuck"
    assert newton.point[5] == pytest.approx(newton.point[-1], abs=1e-8)
    assert np.abs(newton.point[4] - newton.point[-1]).max() > 1e-5
    # It is high above the minimum.
    assert newton.loss[-1] > plain.loss[-1] + 50


def _clipping(scene: Scene, paths: Ways) -> None:
    plain, clipped = paths
    thrown = np.diff(plain.point[:, 0]) < -1
    assert thrown.sum() == 5
    arrived = int((plain.point[:, 0] > 0).argmax())
    assert f"{plain.point[arrived:, 0].min():.1f}" == "-5.3"
    arrived = int((clipped.point[:, 0] > 0).argmax())
    assert f"{np.abs(clipped.point[arrived:, 0]).max():.2f}" == "0.07"
    assert dict(scene.numbers)["wall"] * 0.15 == 30
    steps = np.hypot(*np.diff(clipped.point, axis=0).T)
    assert steps.max() <= 0.075 * (1 + 1e-12)


def _averages(scene: Scene, paths: Ways) -> None:
    def away(points: np.ndarray) -> str:
        return f"{np.hypot(*points[-100:].T).mean():.2f}"

    plain, free = paths
    assert [away(plain.point), away(plain.beside["mean"]), away(free.point)] == ["0.64", "0.10", "0.08"]


BEYOND: dict[str, Callable[[Scene, Ways], None]] = {
    "turned": _turned, "edge_of_stability": _edge_of_stability, "river": _river, "newton": _newton,
    "clipping": _clipping, "averages": _averages,
}  # fmt: skip
