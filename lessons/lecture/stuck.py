"""Lesson 1: training that is stuck does not mean a small gradient."""

from collections.abc import Mapping
from dataclasses import replace

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import is_flat, run, slope, turns, way
from scenes import SCENES, Scene, new_run

SLIDE = "Training stuck ≠ small gradient"

SCENE = replace(
    SCENES["compromise"],
    steps=300,
    runs=(new_run("gd", eta=1e-2), new_run("gd", eta=1e-3)),
    clock="linear",
    curves=("loss", "norm"),
)


def is_stuck(scene: Scene) -> bool:
    """The loss stands still, high up, while the gradient stays at half of its length at first, or more."""
    path = run(scene)
    return is_flat(path) and bool(slope(path).min() > 0.5 * slope(path)[0])


def bounces(scene: Scene) -> bool:
    """Every update leads to the other wall."""
    return turns(run(scene)) == 1.0


def goes_on_beside(scene: Scene) -> bool:
    """At the same number of updates a smaller rate has less loss than a tenth of what the stuck one has."""
    stuck, other = run(scene), run(scene, 1)
    return bool(other.loss[-1] < 0.1 * stuck.loss[-1])


def has_no_critical_point_near(scene: Scene) -> bool:
    """It stands still though more than a third of the way to the only point without slope is before it."""
    path = run(scene)
    return is_flat(path) and way(scene, path) < 2 / 3


def _facts(scene: Scene) -> Mapping[str, object]:
    path, at = run(scene), len(run(scene).loss) * 2 // 3
    return {
        "loss": path.loss[-1],
        "step": at,
        "last": len(path.loss) - 1,
        "norm": slope(path)[-1],
        "first": slope(path)[0],
    }


RATES = Over("eta.1", (7e-3, 8e-3, 9e-3, 1e-2, 1.2e-2, 1.5e-2), wrong=1e-3)

CLAIMS: tuple[Claim, ...] = (
    Claim("stuck", "The loss no longer falls, and the gradient has not become "
    "small.", SLIDE, "stuck", SCENE, is_stuck, RATES),
    Claim("walls", "What is stuck bounces between the two walls of a valley.", SLIDE, "stuck", SCENE, bounces, RATES),
    Claim(
        "norm_curve", "The length of the gradient, drawn against the updates beside the loss, tells what the "
        "loss hides.",
        SLIDE, "stuck", SCENE, is_stuck, RATES,
    ),
    Claim(
        "no_critical_point", "Training can be difficult without any critical point near.", "Wait a minute …", "stuck",
        SCENE, has_no_critical_point_near, RATES,
    ),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="stuck",
    question="The loss has stopped falling. Has the gradient become zero?",
    scene=SCENE,
    prediction=Prediction(
        "path",
        "Gradient descent starts at the ring, with η = 0.01. Draw its path.",
        meets="Most people draw the way a marble would roll: down into the valley and along it. A step is as long as "
        "η · ‖g‖, and here that is longer than the valley is wide.",
    ),
    observation=Observation(
        "What did the run with η = 0.01 do after its first steps?",
        (
            Answer("It jumped from wall to wall, and its loss stood still."),
            Answer(
                "It came to rest at a point without slope.",
                "It never rests: each step is longer than the valley is wide.",
            ),
            Answer(
                "It slid along the floor of the valley.", "That is what the other run does, the one with the smaller η."
            ),
        ),
    ),
    claim="From step {step} to step {last} the loss stands at {loss:.3g}, and the gradient is {norm:.3g} long; "
    "at the start "
    "it was {first:.3g}. Stuck, and the gradient is not small.",
    facts=_facts,
    holds=is_stuck,
    tries=(
        Try(
            "Make the first run go on: find an η with which it no longer bounces.",
            lambda scene: turns(run(scene)) < 0.5,
        ),
        Try("Make the second run bounce as well.", lambda scene: turns(run(scene, 1)) > 0.9),
        Try(
            "Start on the floor of the valley, at θ₂ = 0: is it still stuck?", lambda scene: abs(scene.start[1]) < 0.02
        ),
    ),
    knobs=("eta.1", "eta.2"),
    formula=r"\theta^{t+1} = \theta^t - \eta\, g^t \qquad \text{stuck}: L^{t+1} \approx L^t,\ \lVert g^t\rVert \gg 0",
    misconception="“Stuck means that the gradient is zero.” A run can stand still in loss and jump about in place.",
    sources=("Hung-yi Lee, Machine Learning 2021: adaptive learning rate",),
)
