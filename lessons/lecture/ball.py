"""Lesson 7: momentum, the ball that rolls on."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import run
from lessons.sheets.profile import carries_on
from scenes import SCENES, Scene, new_run

SLIDE = "Gradient descent + momentum"
BALL = "In the physical world"
PAST = "Momentum: the sum of all gradients so far"
SCENE = replace(SCENES["ball"], steps=300)
KINDS = replace(SCENE, runs=tuple(new_run(id, eta=0.01) for id in ("momentum", "momentum_sum", "momentum_ema")))
ARROWS = replace(SCENE, marks=("arrows", "critical"))
ETA = Over("eta.1", (0.01, 0.02, 0.05, 0.1))


def stops(scene: Scene) -> bool:
    """Gradient descent ends on the side of the shallow minimum, without slope."""
    path = run(scene)
    return bool(path.point[-1, 0] > 0 and np.hypot(*path.grad[-1]) < 1e-2)


def rolls_on(scene: Scene) -> bool:
    """Momentum passes the shallow minimum, climbs where the gradient points back, and ends at the deep one."""
    path = run(scene, 1)
    return bool(path.point[-1, 0] < -0.9 and (path.loss[1:] > path.loss[:-1]).any())


def rolls_through_a_saddle(scene: Scene) -> bool:
    """At the end gradient descent is still at the saddle, where momentum is past it and has half of the way down."""
    plain, ball = run(scene), run(scene, 1)
    return bool(np.hypot(*plain.point[-1]) < 0.2 and np.abs(ball.point[:, 1]).max() > 0.5)


def move_is_last_move_less_gradient(scene: Scene) -> bool:
    """move = β · last move − η g."""
    path, numbers = run(scene, 1), dict(scene.runs[1].numbers)
    moves = np.diff(path.point, axis=0)
    expected = numbers["beta"] * moves[:-1] - numbers["eta"] * path.grad[1:-1]
    return np.allclose(moves[1:], expected, rtol=1e-6, atol=1e-12)


def head_to_tail(scene: Scene) -> bool:
    """The arrows end where −m does: β · last step, on the scale of −g, with −g at its end, which is at times tiny."""
    path, numbers = run(scene, 1), dict(scene.runs[1].numbers)
    last_steps = np.diff(path.point, axis=0)[:-1] / numbers["eta"]
    ends = numbers["beta"] * last_steps - path.grad[1:-1]
    small = np.hypot(*path.grad[1:-1].T) < 0.05 * np.hypot(*path.m[1:].T)
    return bool(np.allclose(ends, -path.m[1:], rtol=1e-6, atol=1e-9) and small.any())


def weighted_sum(scene: Scene) -> bool:
    """mᵗ is the sum of all gradients, each weighted with β to the power of its age."""
    path, beta = run(scene, 1), dict(scene.runs[1].numbers)["beta"]
    count = min(len(path.m), 60)
    weights = [beta ** np.arange(t, -1, -1) for t in range(count)]
    sums = np.array([weight @ path.grad[: len(weight)] for weight in weights])
    return np.allclose(path.m[:count], sums, rtol=1e-6, atol=1e-9)


def plain_sum(scene: Scene) -> bool:
    """m of the second run is the plain sum: it never forgets."""
    path = run(scene, 1)
    return np.allclose(path.m, np.cumsum(path.grad, axis=0)[: len(path.m)], rtol=1e-6, atol=1e-9)


def average(scene: Scene) -> bool:
    """mᵗ = β mᵗ⁻¹ + (1 − β) gᵗ, from m⁰ = g⁰."""
    path, beta = run(scene, 2), dict(scene.runs[2].numbers)["beta"]
    later = beta * path.m[:-1] + (1 - beta) * path.grad[1 : len(path.m)]
    return np.allclose(path.m[0], path.grad[0]) and np.allclose(path.m[1:], later, rtol=1e-6, atol=1e-9)


def _facts(scene: Scene) -> Mapping[str, object]:
    plain, ball = run(scene), run(scene, 1)
    back = (ball.grad[:-1] * np.diff(ball.point, axis=0)).sum(axis=1) > 0
    return {"plain": plain.loss[-1], "ball": ball.loss[-1], "count": int(back.sum())}


CLAIMS: tuple[Claim, ...] = (
    Claim("stops", "Gradient descent stops where there is no slope, at a local minimum "
    "too.", BALL, "ball", SCENE, stops,
          ETA),
    Claim("ball", "A ball rolls through a local minimum and over the rise, if its momentum is large enough.", BALL,
          "ball", SCENE, rolls_on, Over("beta.2", (0.88, 0.9, 0.92), wrong=0.3)),
    Claim("ball_saddle", "At a saddle gradient descent stops; the ball rolls on by its momentum.", BALL, "ball",
          SCENES["saddle"], rolls_through_a_saddle, Over("y", (1e-3, 1e-4, 1e-5, 1e-6, 1e-7), wrong=0.0)),
    Claim("direction_now", "Plain gradient descent goes by the gradient of the moment alone.", SLIDE, "ball",
          replace(SCENE, runs=(SCENE.runs[1], new_run("momentum", eta=0.01, beta=0.0))),
          move_is_last_move_less_gradient, Over("eta.2", (0.005, 0.01, 0.02))),
    Claim("movement", "Movement: that of the last step minus the gradient at present.", SLIDE, "ball", SCENE,
          move_is_last_move_less_gradient, Over("beta.2", (0.5, 0.9, 0.99))),
    Claim("weighted", "m is a weighted sum of all gradients so far.", SLIDE, "ball", SCENE, weighted_sum,
          Over("beta.2", (0.5, 0.9, 0.99))),
    Claim("sum_of_all", "m as the plain sum of all gradients.", PAST, "ball", KINDS, plain_sum,
          Over("eta.2", (0.005, 0.01, 0.02))),
    Claim("not_classical", "The average, β and 1 − β, is not the classical momentum.",
          "Momentum (this is not the classical one)", "ball", KINDS, average, Over("beta.3", (0.5, 0.9, 0.99))),
    Claim("head_to_tail", "The last movement and −η g, head to tail, also where −g is tiny.", SLIDE, "ball",
          ARROWS, head_to_tail, Over("beta.2", (0.85, 0.9, 0.95, 0.99), wrong=0.3)),
    Claim("profile", "The ball on the profile of the loss: local minimum, saddle, plateau.", BALL, "ball",
          sheet="profile", proof=carries_on, over=Over("beta", (0.88, 0.9, 0.92), wrong=0.3)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="ball",
    question="Gradient descent stops in the first hollow. What does a ball do?",
    scene=SCENE,
    prediction=Prediction(
        "path",
        "The second run has momentum, β = 0.9. Draw its path from the ring.",
        place=1,
        meets="“Momentum only speeds up.” It also carries on where the gradient points back: through the hollow "
        "and over the "
        "rise.",
    ),
    observation=Observation(
        "What did the run with momentum do?",
        (
            Answer("It rolled through the shallow hollow, over the rise, and swung into the deep minimum."),
            Answer("It came to the shallow minimum, only faster.", "It did not stay there: it rolled on to the left."),
            Answer("It stopped at the deep minimum at once.", "It overshot, and swung about the minimum before "
            "it settled."),
        ),
    ),
    claim="Gradient descent ends with a loss of {plain:.2g}, the ball with {ball:.1e}; for {count} steps it "
    "moved against −g.",
    facts=_facts,
    holds=rolls_on,
    tries=(
        Try("Find a β with which the ball does not get over the rise.", lambda scene: run(scene, 1).point[-1, 0] > 0),
        Try("Make the rise higher: b = 2 or more.", lambda scene: dict(scene.numbers).get("barrier", 0) >= 2),
        Try("Start gradient descent on the left, so that it finds the deep minimum too.",
            lambda scene: run(scene).point[-1, 0] < -0.9),
    ),
    knobs=("beta.2", "eta.2", "barrier"),
    formula=r"m^t = \beta\, m^{t-1} + g^t \qquad \theta^{t+1} = \theta^t - \eta\, m^t",
    misconception="“Momentum only speeds up.” It changes where a run ends.",
    sources=("Hung-yi Lee, Machine Learning 2021: batch and momentum",),
)  # fmt: skip
