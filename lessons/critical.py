"""Lesson 8: critical points are of several kinds."""

from dataclasses import replace

import numpy as np

from lessons.lesson import Claim, Over
from lessons.measures import run
from scenes import SCENES, Scene
from surfaces import SURFACES
from surfaces.critical import critical_points

SLIDE = "Training stuck ≠ small gradient"
SADDLE = "“Noisy” update is better for training"
RIDGE = SCENES["ridge"]
BESIDE = replace(RIDGE, start=(-1.6, 1e-3))


def kinds(scene: Scene) -> set[str]:
    """What kinds of critical points the surface has."""
    return {point.kind for point in critical_points(SURFACES[scene.surface], **dict(scene.numbers))}


def has_a_saddle_and_minima(scene: Scene) -> bool:
    """Not every critical point is a minimum: the eigenvalues of the Hessian tell."""
    return {"saddle", "minimum"} <= kinds(scene)


def stays_on_the_ridge(scene: Scene) -> bool:
    """Exactly on the ridge no run leaves the saddle."""
    return all(run(scene, place).outcome.kind == "stuck" for place in range(len(scene.runs)))


def leaves_beside_it(scene: Scene) -> bool:
    """Started a little beside the ridge every run comes to a minimum."""
    return all(np.abs(run(scene, place).point[-1, 1]) > 0.5 for place in range(len(scene.runs)))


CLAIMS = (
    Claim("small_gradient", "At a critical point the gradient is zero: a run that comes there exactly stands "
    "still.", SLIDE,
          "critical", RIDGE, stays_on_the_ridge, Over("eta.1", (0.05, 0.1, 0.2))),
    Claim("saddle", "A critical point may be a saddle: what its Hessian says is looked at.", SADDLE, "critical", RIDGE,
          has_a_saddle_and_minima, Over("falloff", (0.5, 0.25, 0.3))),
    Claim("leaves", "A little beside its ridge a run leaves the saddle.", SADDLE, "critical", BESIDE, leaves_beside_it,
          Over("y", (1e-3, 1e-2, -1e-3), wrong=0.0)),
)  # fmt: skip
