"""Lesson 4: Adagrad's burst, and why."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import burst, edge, rate, run, way
from optimizers.outcomes.bursts import bursts as bursts_of
from scenes import SCENES, Scene

SLIDE = "Without adaptive learning rate"
SCENE = replace(SCENES["burst"], curves=("loss", "edge2"))
ETA = Over("eta.1", (0.04, 0.05, 0.06, 0.08), wrong=0.005)
# So many steps lie at most between the one at which η/σ₂ passes its limit and the one nearest to the floor.
CALM = 15


def gets_along(scene: Scene) -> bool:
    """It comes to the end of the valley, where one η for both crawled."""
    return way(scene, run(scene)) > 0.95


def bursts(scene: Scene) -> bool:
    """After a calm it leaps sideways."""
    return burst(run(scene)) is not None


def sigma_shrinks_before(scene: Scene) -> bool:
    """From the turn to the burst σ₂ only falls, to less than a half."""
    path, at = run(scene), burst(run(scene))
    if at is None:
        return False
    calm = path.sigma[8 : at - 8, 1]
    return bool(len(calm) > 4 and (np.diff(calm) < 0).all() and calm[-1] < 0.5 * path.sigma[:, 1].max())


def passes_the_limit(scene: Scene) -> bool:
    """η/σ₂ begins below 2/λ₂ and passes it before the burst; from there on the run goes sideways again."""
    path, at = run(scene), burst(run(scene))
    if at is None:
        return False
    above = edge(scene, path)[:at] > 1
    passed, side = int(above.argmax()), np.abs(path.point[:at, 1])
    return bool(passed and above[passed:].any() and abs(passed - side.argmin()) <= CALM)


def calms_down_again(scene: Scene) -> bool:
    """In the burst σ₂ grows, and afterwards what leaps is half as high at most."""
    path, at = run(scene), burst(run(scene))
    if at is None:
        return False
    side = np.abs(path.point[:, 1])
    return bool(path.sigma[at:, 1].max() > path.sigma[at - 8, 1] and side[-50:].max() < 0.5 * side[at])


def bursts_again(scene: Scene) -> bool:
    """Three bursts or more, and before each of them η/σ₂ has risen from below its limit to above it."""
    path = run(scene)
    leaps, above = bursts_of(path.loss), edge(scene, path) > 1
    rises = [bool(above[before:at].any() and not above[before:at].all()) for before, at in pairwise([0, *leaps])]
    return len(leaps) >= 3 and all(rises)


def _facts(scene: Scene) -> Mapping[str, object]:
    path, edges = run(scene), edge(scene, run(scene))
    at, passed = burst(path) or 0, int((edges > 1).argmax())
    return {
        "step": at, "side": abs(path.point[at, 1]), "passed": passed, "limit": rate(path, 1)[passed] / edges[passed],
        "times": edges[:at].max(initial=0.0),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("goes_on", "Adagrad goes on where the plain rule stood still: its rate grows where the slope is "
    "small.", SLIDE,
          "burst", SCENE, gets_along, ETA),
    Claim("burst", "Near the end it suddenly bursts sideways.", SLIDE, "burst", SCENE, bursts, ETA),
    Claim("small_sigmas", "Along the valley the gradients across are tiny, and σ gets smaller and smaller.", SLIDE,
          "burst", SCENE, sigma_shrinks_before, Over("eta.1", (0.05, 0.055, 0.06), wrong=0.005)),
    Claim("limit", "Then the step across becomes too long: η/σ₂ has passed its limit.", SLIDE, "burst", SCENE,
          passes_the_limit, ETA),
    Claim("calms", "It lands where the slope is large, σ grows, the steps shrink, and it comes back.", SLIDE, "burst",
          SCENE, calms_down_again, ETA),
    Claim("again", "It bursts again and again.", SLIDE, "burst", SCENES["bursts_again"], bursts_again,
          Over("eta.1", (0.15, 0.2, 0.25, 0.3, 0.4, 0.5), wrong=0.001)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="burst",
    question="Adagrad runs along the floor of the valley. Does its loss fall smoothly to the end?",
    scene=SCENE,
    prediction=Prediction(
        "curve",
        "Draw the loss of Adagrad, η = 0.06, over 600 steps.",
        decades=(-4, 2),
        meets="“Adagrad's rate can only fall.” That of the sum can; the lecture's σ is a mean, and it shrinks "
        "while the "
        "gradients across the valley are tiny.",
    ),
    observation=Observation(
        "What happened on the way?",
        (
            Answer("It ran along the valley, leapt sideways near the end, and has bounced since."),
            Answer("It slid smoothly into the minimum.", "The loss rose steeply on the way: look at the curve."),
            Answer("It bounced from the first step on.", "It was calm for many steps before it leapt."),
        ),
    ),
    claim="At step {passed} η/σ₂ passes its limit, 2/λ₂ = {limit:.2g} there; it rises to {times:.2g} times the limit, "
    "and at step {step} the run is {side:.2g} away from the floor of the valley.",
    facts=_facts,
    holds=passes_the_limit,
    tries=(
        Try("Make η so small that nothing bursts in 600 steps.", lambda scene: not bursts(scene)),
        Try("Make the burst come before step 50.", lambda scene: 0 < (burst(run(scene)) or 0) < 50),
        Try("Make the valley wide (b = 0.3 or more).", lambda scene: dict(scene.numbers).get("b", 0) >= 0.3),
    ),
    knobs=("eta.1", "b"),
    formula=r"\sigma_2^t = \sqrt{\tfrac{1}{t+1}\textstyle\sum_k (g_2^k)^2} \searrow \;\Rightarrow\; "
    r"\frac{\eta}{\sigma_2^t} \nearrow \frac{2}{\lambda_2}",
    misconception="“Adagrad's rate can only fall.” The lecture's takes the mean, and a mean of many small "
    "squares is small.",
    sources=("Hung-yi Lee, Machine Learning 2021: adaptive learning rate",),
)  # fmt: skip
