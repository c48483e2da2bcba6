"""Lesson 8: critical points are of several kinds."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import run, slope
from scenes import SCENES, Scene
from surfaces import SURFACES
from surfaces.critical import critical_points
from words import numeral

SLIDE = "Training stuck ≠ small gradient"
SADDLE = "“Noisy” update is better for training"
RIDGE = SCENES["ridge"]
BESIDE = replace(RIDGE, start=(-1.6, 1e-3))
SCENE = replace(RIDGE, start=(-1.6, 1e-6), steps=200)


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


def _leaves(scene: Scene, place: int) -> int:
    """The step at which a run is half-way from the ridge to a minimum; one more than its last one if it never is."""
    away = np.flatnonzero(np.abs(run(scene, place).point[:, 1]) > 0.5)
    return int(away[0]) if len(away) else len(run(scene, place).point)


def _facts(scene: Scene) -> Mapping[str, object]:
    path, plain = run(scene), _leaves(scene, 0)
    at = int(slope(path)[:plain].argmin())
    below, above = np.linalg.eigvalsh(SURFACES[scene.surface].at(*path.point[at], **dict(scene.numbers)).hessian)
    return {
        "step": at, "norm": slope(path)[at], "loss": path.loss[at],
        "below": numeral(f"{below:.2g}"), "above": numeral(f"{above:.2g}"),
        "plain": plain, "ball": _leaves(scene, 1),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("small_gradient", "At a critical point the gradient is zero: a run that comes there exactly stands "
    "still.", SLIDE,
          "critical", RIDGE, stays_on_the_ridge, Over("eta.1", (0.05, 0.1, 0.2))),
    Claim("saddle", "A critical point may be a saddle: its Hessian tells.", SADDLE, "critical", RIDGE,
          has_a_saddle_and_minima, Over("falloff", (0.5, 0.25, 0.3))),
    Claim("leaves", "A little beside its ridge a run leaves the saddle.", SADDLE, "critical", BESIDE, leaves_beside_it,
          Over("y", (1e-3, 1e-2, -1e-3), wrong=0.0)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="critical",
    question="The loss is level and the gradient almost zero. Has the run come to a minimum?",
    scene=SCENE,
    prediction=Prediction(
        "curve",
        "Gradient descent starts a millionth beside the ridge of a saddle. Draw its loss over 200 steps, and choose "
        "what its level part is.",
        decades=(-6, 1),
        close=0.1,
        meets="“A flat loss is a minimum.” Here it is a saddle: beside the ridge there is a slope, far too small to be "
        "seen, and it grows with every step.",
        answers=(
            Answer("a saddle"),
            Answer("a minimum", "In a minimum the run would stay. One eigenvalue of the Hessian is negative here."),
            Answer("a plateau", "On a plateau it would be level all around; here it rises one way and falls the "
                   "other."),
        ),
    ),
    observation=Observation(
        "What did the loss of gradient descent do?",
        (
            Answer("It fell, stood level for about a hundred steps, and then fell to the minimum."),
            Answer("It fell, and stayed level.", "It stayed for a hundred steps only: then it left the saddle."),
            Answer("It fell evenly to the minimum.", "On the saddle it stood level: the gradient there is almost "
                   "zero."),
        ),
    ),
    claim="At step {step} the gradient is only {norm:.2g} long, at a loss of {loss:.2g}: a saddle, with eigenvalues "
    "{below} and {above}. Gradient descent leaves it at step {plain}, momentum at step {ball}.",
    facts=_facts,
    holds=leaves_beside_it,
    tries=(
        Try("Let gradient descent leave the saddle before step 100.", lambda scene: _leaves(scene, 0) < 100),
        Try("Take its memory from momentum: it leaves as late as gradient descent.",
            lambda scene: len(run(scene, 0).point) > _leaves(scene, 0) <= _leaves(scene, 1)),
        Try("Move the start to the other side of the ridge: both end at the other minimum.",
            lambda scene: bool(run(scene).point[-1, 1] < -0.5 and run(scene, 1).point[-1, 1] < -0.5)),
    ),
    knobs=("eta.1", "eta.2", "beta.2"),
    formula=r"\begin{aligned} g = 0:\quad H v = \lambda v \quad & \lambda_1, \lambda_2 > 0\ \text{: minimum} \\ "
    r"& \lambda_1 < 0 < \lambda_2\ \text{: saddle} \end{aligned}",
    misconception="“A critical point is a minimum.” Its gradient is zero; the eigenvalues tell which kind it is.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: when the gradient is small",
        "Dauphin et al. 2014, arXiv:1406.2572",
    ),
)  # fmt: skip
