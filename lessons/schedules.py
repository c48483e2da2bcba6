"""Lesson 10: schedules, η as a function of the step or the epoch."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Claim, Over
from lessons.measures import run
from scenes import SCENES, Scene, new_run

SLIDE = "Ng's notes: learning rate decay"
BASE = replace(SCENES["burst"], curves=("loss", "eta"))
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

CLAIMS = (
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
