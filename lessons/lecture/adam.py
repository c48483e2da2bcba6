"""Lesson 9: Adam is RMSProp and momentum, with a correction for its first steps."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, run
from lessons.sheets.algorithm import is_algorithm_1
from scenes import SCENES, Scene, new_run
from scenes.scene import usual_numbers
from surfaces import SURFACES

SLIDE = "Adam: RMSProp + momentum"
SCENE = SCENES["correction"]
LECTURE = replace(SCENE, runs=(new_run("adam", eta=0.06), new_run("adam_lecture", eta=0.06)))
AUTOMATIC = replace(
    SCENE, steps=300, curves=("loss", "distance"),
    runs=(*(new_run("adam", eta=eta) for eta in (0.03, 0.1, 0.3)),
          *(new_run("momentum", eta=eta) for eta in (0.001, 0.003, 0.01))),
)  # fmt: skip
BY_HAND = replace(
    SCENE, surface="rosenbrock", numbers=usual_numbers("rosenbrock"), start=SURFACES["rosenbrock"].start, steps=300,
    runs=(new_run("adam", eta=0.3), new_run("momentum", eta=0.003)), curves=("loss", "distance"),
)  # fmt: skip
ETA = Over("eta.1", (0.01, 0.03, 0.06))


def _moments(scene: Scene, place: int, first: float) -> tuple[np.ndarray, np.ndarray]:
    """m and v as Algorithm 1 has them, from `first` times g⁰ and its square."""
    path, numbers = run(scene, place), dict(scene.runs[place].numbers)
    b1, b2, g = numbers["beta1"], numbers["beta2"], path.grad[:-1]
    m, v = [first * g[0] if first else (1 - b1) * g[0]], [first * g[0] ** 2 if first else (1 - b2) * g[0] ** 2]
    for one in g[1:]:
        m.append(b1 * m[-1] + (1 - b1) * one)
        v.append(b2 * v[-1] + (1 - b2) * one**2)
    return np.array(m), np.array(v)


def algorithm_1(scene: Scene) -> bool:
    """m̂ and √v̂ + ε, corrected with 1 − βᵗ, t from 1."""
    path, numbers, (m, v) = run(scene), dict(scene.runs[0].numbers), _moments(scene, 0, 0.0)
    t = np.arange(1, len(m) + 1)[:, None]
    corrected = np.sqrt(v / (1 - numbers["beta2"] ** t)) + numbers["epsilon"]
    return np.allclose(path.m, m / (1 - numbers["beta1"] ** t)) and np.allclose(path.sigma, corrected)


def without_correction(scene: Scene) -> bool:
    """The lecture's: m⁰ = g⁰ and σ⁰ = |g⁰|, then both averages."""
    path, (m, v) = run(scene, 1), _moments(scene, 1, 1.0)
    return np.allclose(path.m, m) and np.allclose(path.sigma, np.sqrt(v), rtol=1e-6, atol=1e-7)


def first_step_too_long(scene: Scene) -> bool:
    """Without the correction the first step is more than twice as long as η."""
    path, eta = run(scene, 1), dict(scene.runs[1].numbers)["eta"]
    return bool(np.abs(path.point[1] - path.point[0]).min() > 2 * eta)


def worse_without(scene: Scene) -> bool:
    """Without the correction the run is thrown higher than it began, and ends ten times as high as with it."""
    path, other = run(scene), run(scene, 1)
    return bool(other.loss.max() > 1.2 * other.loss[0] >= path.loss.max() and other.loss[-1] > 10 * path.loss[-1])


def usual_values(scene: Scene) -> bool:
    """β₁ = 0.9, β₂ = 0.999 and ε = 1e-8 are what a new run of Adam has."""
    numbers = dict(new_run("adam").numbers)
    return (numbers["beta1"], numbers["beta2"], numbers["epsilon"]) == (0.9, 0.999, 1e-8)


def arrives(scene: Scene) -> bool:
    """Adam comes to the minimum of the valley."""
    return run(scene).outcome.kind == "converged"


def with_many_rates(scene: Scene) -> bool:
    """Adam is at the minimum with all of its three η, momentum with the middle one: they are as far apart."""
    there = [run(scene, place).outcome.kind == "converged" for place in range(len(scene.runs))]
    return there == [True, True, True, False, True, False]


def by_hand_is_lower(scene: Scene) -> bool:
    """Adam has come down to a tenth of its loss, and momentum with an η found for this surface ends lower still."""
    automatic, tuned = run(scene), run(scene, 1)
    return bool(automatic.loss[-1] < automatic.loss[0] / 10 and tuned.loss[-1] < automatic.loss[-1])


def _first(scene: Scene) -> float:
    """How many times η the first step without the correction is, along one parameter."""
    path = run(scene, 1)
    return float(np.abs(path.point[1] - path.point[0]).max() / path.eta[0])


def _facts(scene: Scene) -> Mapping[str, object]:
    path = run(scene, 1)
    steps = np.abs(np.diff(path.point, axis=0)).max(axis=1)
    return {
        "first": steps[0], "times": _first(scene), "eta": path.eta[0], "step": int(steps.argmax()) + 1,
        "longest": steps.max(),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("adam", "Adam: m as in momentum, σ as in RMSProp, and both corrected at first.", SLIDE, "adam", SCENE,
          algorithm_1, ETA),
    Claim("adam_lecture", "The correction is left out for simplicity: m⁰ = g⁰ and σ⁰ = |g⁰|.", SLIDE, "adam", LECTURE,
          without_correction, Over("eta.2", (0.01, 0.03, 0.06))),
    Claim("correction", "Without it m and v, which start from 0, are wrong in the first steps.", SLIDE, "adam", SCENE,
          first_step_too_long, Over("beta2.2", (0.998, 0.999, 0.9999), wrong=0.5)),
    Claim("correction_helps", "Without the correction the first steps throw it up the wall.", SLIDE, "adam", SCENE,
          worse_without, Over("eta.2", (0.25, 0.3, 0.35, 0.4, 0.5), wrong=0.06)),
    Claim("usual", "Good usual values: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸.", SLIDE, "adam", SCENE, usual_values,
          Over("eta.1", (0.001, 0.01, 0.06))),
    Claim("adam_arrives", "What is used most often: it gets results without much care.", "Adam", "adam",
          replace(SCENE, steps=300), arrives, Over("eta.1", (0.05, 0.06, 0.1), wrong=0.001)),
    Claim("camera", "A camera on automatic: Adam gets to the minimum with each of its three η, momentum only with the "
          "middle one.", "Adam", "adam", AUTOMATIC, with_many_rates,
          Over("eta.1", (0.03, 0.04, 0.06, 0.1, 0.2, 0.3), wrong=0.001)),
    Claim("camera_by_hand", "The best picture is taken by hand, by someone who knows the terrain: with the η for this "
          "surface momentum ends lower than Adam.", "Adam", "adam", BY_HAND, by_hand_is_lower,
          Over("eta.1", (0.1, 0.2, 0.3, 0.5, 1.0), wrong=0.001)),
    Claim("algorithm", "Algorithm 1, line by line, with the numbers of a step.", SLIDE, "adam",
          sheet="algorithm", proof=is_algorithm_1, over=Over("at", (1, 2, 10, 60))),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="adam",
    question="m and σ start from zero. What happens if nobody corrects for that?",
    scene=SCENE,
    prediction=Prediction(
        "arrow",
        "Adam's first step is η = 0.25 long along both parameters. Draw that of the second run, Adam without its "
        "correction.",
        place=1,
        close=0.15,
        meets="Both averages start from 0 and are too small at first, but not by the same factor: σ remembers longer "
        "and is smaller still, so that the step becomes too long.",
    ),
    observation=Observation(
        "How do the two runs begin?",
        (
            Answer("Without the correction the first step is three times as long, in the same direction."),
            Answer("Without it the first steps are shorter, since m is small.",
                   "m is small, but σ, by which it is divided, is smaller still."),
            Answer("Alike; they differ only later.", "Look at the first step: it is the correction that differs "
                   "there."),
        ),
    ),
    claim="Without the correction the first step is {first:.2g} long, {times:.2g} times η = {eta:.2g}: "
    "(1 − β₁)/√(1 − β₂). The longest is step {step}, with {longest:.2g}.",
    facts=_facts,
    holds=first_step_too_long,
    tries=(
        Try("Choose β₂ so that the first step is right without the correction too.",
            lambda scene: abs(_first(scene) - 1) < 0.05),
        Try("Does Adam need no tuning? Make its η so small that it is far from the minimum after 100 steps.",
            lambda scene: distance(scene, run(scene))[-1] > 1),
        Try("Take momentum from Adam: β₁ = 0.", lambda scene: dict(scene.runs[0].numbers).get("beta1") == 0),
    ),
    knobs=("eta.1", "beta1.1", "beta2.2"),
    formula=r"\hat m^t = \frac{m^t}{1 - (\beta_1)^{t+1}} \qquad \hat v^t = \frac{v^t}{1 - (\beta_2)^{t+1}} \qquad "
    r"\theta^{t+1} = \theta^t - \eta\, \frac{\hat m^t}{\sqrt{\hat v^t} + \varepsilon}",
    misconception="“Adam needs no tuning.” Its η sets how far it gets, as with any other method.",
    sources=(
        "Kingma, Ba 2014, arXiv:1412.6980",
        "Hung-yi Lee, Machine Learning 2021: adaptive learning rate",
    ),
)  # fmt: skip
