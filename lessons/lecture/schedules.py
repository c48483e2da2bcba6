"""Lesson 10: schedules, η as a function of the step or the epoch."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import run, way
from scenes import SCENES, Scene, new_run

SLIDE = "Ng's notes: learning rate decay"
BASE = replace(SCENES["burst"], curves=("loss", "eta"))
SCENE = replace(
    BASE,
    steps=2_000,
    runs=(
        new_run("adagrad", "inverse_sqrt_step", eta=0.06),
        new_run("adagrad", "exponential", eta=0.06, gamma=0.95, steps_per_epoch=1),
    ),
)
ETA = Over("eta.1", (0.02, 0.06, 0.1))


def _on(schedule: str, **numbers: float) -> Scene:
    return replace(BASE, runs=(new_run("adagrad", schedule, "constant", eta=0.06, **numbers),))


def _rates(scene: Scene) -> tuple[np.ndarray, np.ndarray, Mapping[str, float]]:
    """η^t of the run, t, and its numbers."""
    eta = run(scene).eta
    return eta, np.arange(len(eta)), dict(scene.runs[0].numbers)


def inverse_time(scene: Scene) -> bool:
    """η / (1 + decay · epoch)."""
    eta, t, n = _rates(scene)
    return np.allclose(eta, n["eta"] / (1 + n["decay"] * (t // n["steps_per_epoch"])))


def exponential(scene: Scene) -> bool:
    """η · γ^epoch."""
    eta, t, n = _rates(scene)
    return np.allclose(eta, n["eta"] * n["gamma"] ** (t // n["steps_per_epoch"]))


def root_of_epoch(scene: Scene) -> bool:
    """k / √epoch, the epochs counted from 1."""
    eta, t, n = _rates(scene)
    return np.allclose(eta, n["eta"] / np.sqrt(t // n["steps_per_epoch"] + 1))


def root_of_step(scene: Scene) -> bool:
    """k / √t, the steps counted from 1."""
    eta, t, n = _rates(scene)
    return np.allclose(eta, n["eta"] / np.sqrt(t + 1))


def staircase(scene: Scene) -> bool:
    """Halved every N steps, and level in between."""
    eta, t, n = _rates(scene)
    return np.allclose(eta, n["eta"] * n["drop"] ** (t // n["every"]))


def by_hand(scene: Scene) -> bool:
    """From a step on another η, without a reset."""
    eta, t, n = _rates(scene)
    ((at, other),) = scene.runs[0].changes
    return np.allclose(eta, np.where(t < at, n["eta"], other))


BY_HAND = replace(BASE, runs=(replace(new_run("adagrad", eta=0.06), changes=((60, 0.006),)),))


def falls_too_fast(scene: Scene) -> bool:
    """The first run arrives, the second does not, and its last tenth of steps is no way any more."""
    path = run(scene, 1)
    late = np.hypot(*(path.point[-1] - path.point[len(path.point) * 9 // 10]))
    return bool(way(scene, run(scene)) > 0.95 and way(scene, path) < 0.9 and late < 1e-3)


def _facts(scene: Scene) -> Mapping[str, object]:
    one, two = run(scene), run(scene, 1)
    return {
        "one": one.eta.sum(), "two": two.eta.sum(), "first": 100 * way(scene, one), "second": 100 * way(scene, two),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("inverse_time", "η₀ / (1 + decay rate · epoch).", SLIDE, "schedules", _on("inverse_time", decay=0.05),
          inverse_time, Over("decay.1", (0.01, 0.05, 1.0))),
    Claim("exponential", "0.95^epoch · η₀: exponential decay.", SLIDE, "schedules",
          _on("exponential", steps_per_epoch=20), exponential, Over("gamma.1", (0.9, 0.95, 0.99))),
    Claim("root_epoch", "k / √epoch.", SLIDE, "schedules", _on("inverse_sqrt_epoch", steps_per_epoch=20), root_of_epoch,
          ETA),
    Claim("root_step", "k / √t.", SLIDE, "schedules", _on("inverse_sqrt_step"), root_of_step, ETA),
    Claim("staircase", "A staircase: halved after some time, and "
    "again.", SLIDE, "schedules", _on("staircase"), staircase,
          Over("every.1", (50.0, 100.0, 200.0))),
    Claim("by_hand", "Decay by hand: changed while it runs.", SLIDE, "schedules", BY_HAND, by_hand, ETA),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="schedules",
    question="η has to fall. Does it matter how?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "η of the first run falls as 1/√t, that of the second by 5% at every step. Click where the second one ends "
        "after 2,000 steps.",
        place=1,
        meets="“A smaller η is always safer.” Rates that fall like a geometric series have a finite sum: η/(1 − γ). "
        "What is farther away is never reached.",
    ),
    observation=Observation(
        "What did the two runs do?",
        (
            Answer("The first came near the minimum; the second stopped on the floor of the valley."),
            Answer("Both arrived, the second later.", "The second will never arrive: what is left of its η is "
                   "nothing."),
            Answer("The second burst sideways.", "It lay still: its steps had become too short for anything."),
        ),
    ),
    claim="The rates of the first run add up to {one:.2g}, and it makes {first:.1f}% of the way; those of the second "
    "add up to {two:.2g}, and it stops after {second:.0f}%.",
    facts=_facts,
    holds=falls_too_fast,
    tries=(
        Try("Find a γ with which the second run arrives.",
            lambda scene: way(scene, run(scene, 1)) > 0.95 and dict(scene.runs[1].numbers).get("gamma", 0) > 0.95),
        Try("Keep γ, and let η fall once in 20 steps: a longer epoch.",
            lambda scene: dict(scene.runs[1].numbers).get("steps_per_epoch", 0) >= 20),
        Try("Let the first run stop on the way as well.", lambda scene: way(scene, run(scene)) < 0.9),
    ),
    knobs=("eta.1", "gamma.2", "steps_per_epoch.2"),
    formula=r"\eta^t = \frac{\eta}{\sqrt t}: \ \textstyle\sum_t \eta^t = \infty \qquad "
    r"\eta^t = \eta\,\gamma^t: \ \sum_t \eta^t = \dfrac{\eta}{1 - \gamma}",
    misconception="“The faster η falls, the safer.” A run whose η falls too fast stops before it is there.",
    sources=(
        "Andrew Ng, Deep Learning Specialization: learning rate decay",
        "Hung-yi Lee, Machine Learning 2021: adaptive learning rate",
    ),
)  # fmt: skip
