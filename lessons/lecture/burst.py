"""Lesson 4: Adagrad's burst, and why."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import burst, edge, rate, run, way
from optimizers.outcomes.bursts import bursts as bursts_of
from scenes import SCENES, Scene, new_run

SLIDE = "Without adaptive learning rate"
SCENE = replace(SCENES["burst"], curves=("loss", "edge2"))
ETA = Over("eta.1", (0.04, 0.05, 0.06, 0.08), wrong=0.005)
# On the bowl, whose walls get no steeper, Adagrad bounces for ever after its burst, by η/2 to either side.
COMES_BACK = replace(
    SCENES["bursts_again"], steps=400, runs=(new_run("adagrad", eta=0.5),), curves=("loss", "edge2", "s2")
)
STEEPER = Over("eta.1", (0.4, 0.5, 0.6), wrong=0.001)
# So much of where it began is left of the height across when it is back on the floor.
FLOOR = 0.02
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


def comes_back(scene: Scene) -> bool:
    """In its first burst σ₂ grows to more than 1.4 times what it was; before the next the run is on the floor again."""
    path = run(scene)
    leaps, side = bursts_of(path.loss), np.abs(path.point[:, 1])
    if not leaps:
        return False
    at, following = leaps[0], (leaps[1:] or [len(side)])[0]
    highest = at - 8 + int(side[at - 8 : following].argmax())
    grows = path.sigma[at:, 1].max() > 1.4 * path.sigma[at - 8, 1]
    return bool(grows and side[highest] > side[0] and side[highest:following].min() < FLOOR * side[0])


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
    Claim("calms", "It lands where the slope is large, σ grows, the steps shrink, and it comes back: here, where the "
          "walls get ever steeper, to the very floor.", SLIDE, "burst", COMES_BACK, comes_back, STEEPER),
    Claim("again", "Back on the floor σ shrinks once more: it bursts again and again.", SLIDE, "burst",
          replace(COMES_BACK, steps=2_000), bursts_again, STEEPER),
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
