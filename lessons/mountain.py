"""Lesson 15: if the mountain will not move, build a road around it; or move the mountain."""

from dataclasses import replace

import numpy as np

from lessons.lesson import Claim, Over
from lessons.measures import run
from scenes import SCENES, Scene, new_run
from surfaces import SURFACES

SLIDE = "Next time"
RAW = Scene(
    "linear_regression", (("standardised", 0.0),), SURFACES["linear_regression"].start, 200, (new_run("gd", eta=0.1),),
    view="one",
)  # fmt: skip
MOVED = replace(RAW, numbers=(("standardised", 1.0),))


def roundness(scene: Scene) -> float:
    """How many times as much the surface curves one way as the other."""
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    curved = np.linalg.eigvalsh(np.asarray(surface.at(*surface.start, **numbers).hessian))
    return float(curved[1] / curved[0])


def raw_is_a_valley(scene: Scene) -> bool:
    """With raw inputs the surface is a long valley, and the same η diverges."""
    return roundness(scene) > 50 and run(scene).outcome.kind == "diverged"


def road_around(scene: Scene) -> bool:
    """On the raw surface, where the plain method diverges, the second method comes down."""
    other = run(scene, 1)
    return raw_is_a_valley(scene) and bool(other.loss[-1] < other.loss[0] / 10)


def moved_is_round(scene: Scene) -> bool:
    """With standardised inputs it is round, and the same η arrives."""
    return roundness(scene) < 1.5 and run(scene).outcome.kind == "converged"


def skips_smooth(scene: Scene) -> bool:
    """Without skip connections a third of sixteen starts ends above a loss of 0.1; with them all below 0.01."""
    starts = [(x, y) for x in (-0.8, -0.3, 0.3, 0.8) for y in (-0.8, -0.3, 0.3, 0.8)]
    one = replace(scene, runs=scene.runs[:1])
    ends = [
        np.array([run(replace(one, numbers=(("skip", skip),), start=start)).loss[-1] for start in starts])
        for skip in (0.0, 1.0)
    ]
    return bool((ends[0] > 0.1).mean() > 1 / 3 and (ends[1] < 0.01).all())


CLAIMS = (
    Claim("road", "Better optimization strategies build a road around the mountain.", SLIDE, "mountain",
          replace(RAW, runs=(new_run("gd", eta=0.1), new_run("adam", eta=0.1)), view="side"), road_around,
          Over("eta.1", (0.1, 0.15, 0.2), wrong=0.05)),
    Claim("move", "Or the error surface is changed: the mountain itself is moved.", SLIDE, "mountain", MOVED,
          moved_is_round, Over("eta.1", (0.1, 0.15, 0.2), wrong=1.5)),
    Claim("rugged", "A network's error surface is rugged; with skip connections it is smooth.", "Error surface "
    "is rugged …",
          "mountain", SCENES["rugged"], skips_smooth, Over("eta.1", (0.003, 0.005, 0.01), wrong=1e-6)),
    Claim("batch_norm", "Normalization inside the network moves the mountain too.", SLIDE, "mountain",
          lacks="batch normalization on and off"),
)  # fmt: skip
