"""Two places of a run's way: where its first parameter needs small steps, and where it needs large ones."""

import numpy as np

from optimizers import Path
from scenes.trajectories import Origin
from studio.player.pack import Json
from surfaces import SURFACES
from surfaces.along import curvatures
from words import compact, say


def places(path: Path, origin: Origin) -> list[Json]:
    """Where the surface curves most along θ₁, and where least, with the rate η/σ₁ that the run has there.

    `[{"x", "y", "loss", "far", "text"}, …]`; `far` is whether large steps are needed. None of a run without updates.
    """
    if not len(path.eta):
        return []
    curved = abs(curvatures(SURFACES[origin.surface], path.point[:-1], **dict(origin.numbers))[:, 0])
    small, large = int(np.nanargmax(curved)), int(np.nanargmin(curved))

    def facts(at: int) -> dict[str, str]:
        rate = path.eta[at] / path.sigma[at, 0]
        return {"curved": compact(float(f"{curved[at]:.2g}")), "rate": compact(float(f"{rate:.2g}"))}

    texts = {
        small: say("small steps needed: |λ₁| = {curved}; it gets η/σ₁ = {rate}", **facts(small)),
        large: say("large steps needed: |λ₁| = {curved}; it gets η/σ₁ = {rate}", **facts(large)),
    }
    return [
        {"x": float(path.point[at, 0]), "y": float(path.point[at, 1]), "loss": float(path.loss[at]),
         "far": at == large, "text": texts[at]}
        for at in dict.fromkeys((small, large))
    ]  # fmt: skip
