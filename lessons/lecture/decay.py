"""Lesson 5: a learning rate that decays is a brake."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import burst, distance, limit, rate, run, way
from scenes import SCENES, Scene

SLIDE = "Learning rate scheduling"
DECAY = "Learning rate decay"
SCENE = replace(SCENES["burst_and_brake"], runs=SCENES["burst_and_brake"].runs[:2])
ETA = Over("eta.2", (0.04, 0.05, 0.06, 0.065), wrong=0.2)


def depends_on_time(scene: Scene) -> bool:
    """η of the second run falls at every step."""
    return bool((np.diff(run(scene, 1).eta) < 0).all())


def brakes(scene: Scene) -> bool:
    """The second run does not burst: η/σ₂ stays under its limit."""
    path = run(scene, 1)
    return burst(path) is None and bool(rate(path, 1).max() < limit(scene))


def arrives(scene: Scene) -> bool:
    """It comes smoothly to the end: within a hundredth of the way of the minimum."""
    path = run(scene, 1)
    return bool(distance(scene, path)[-1] < 0.01 * distance(scene, path)[0])


def cures_the_burst(scene: Scene) -> bool:
    """With one η both: the constant one bursts, the one that decays does not."""
    return burst(run(scene)) is not None and brakes(scene)


def _facts(scene: Scene) -> Mapping[str, object]:
    steady, slowed = run(scene), run(scene, 1)
    return {
        "side": np.abs(steady.point[8:, 1]).max(initial=0.0), "eta": slowed.eta[0], "last": slowed.eta[-1],
        "loss": slowed.loss[-1], "share": 100 * way(scene, slowed),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("eta_of_time", "η is no constant but depends on the time.", SLIDE, "decay", SCENE, depends_on_time,
          Over("horizon.2", (5.0, 10.0, 100.0))),
    Claim("brake", "A rate that is reduced on the way puts a brake on the burst.", DECAY, "decay", SCENE,
          cures_the_burst, Over("horizon.2", (5.0, 10.0, 15.0), wrong=1_000.0)),
    Claim("near_the_end", "Near the destination smaller steps suffice: the run comes smoothly to the end.", DECAY,
          "decay", SCENE, arrives, Over("eta.2", (0.055, 0.06, 0.065, 0.08), wrong=0.01)),
    Claim("no_burst", "With decay there is no burst left.", DECAY, "decay", SCENE, brakes, ETA),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="decay",
    question="The first run bursts. What happens if η falls on the way?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "The second run has η/√(1 + t/10). Click where it is after 600 steps.",
        place=1,
        meets="A rate that falls still leads to the end if it does not fall too fast: σ falls too, and η/σ stays "
        "long enough.",
    ),
    observation=Observation(
        "How do the two runs differ?",
        (
            Answer("The first leaps sideways near the end, the second comes to it smoothly."),
            Answer("The second stops half-way.", "It is there to a thousandth of the way."),
            Answer("Both leap, the second less.", "The second does not leap at all: η/σ₂ stays under its limit."),
        ),
    ),
    claim="With a constant η the run leaps {side:.2g} sideways. With an η that falls from {eta:.2g} to "
    "{last:.2g} it makes "
    "{share:.1f}% of the way without a leap; its loss ends at {loss:.1e}.",
    facts=_facts,
    holds=cures_the_burst,
    tries=(
        Try("Brake too late: make the second run burst.", lambda scene: burst(run(scene, 1)) is not None),
        Try("Brake too early: let it make less than half of the way.", lambda scene: way(scene, run(scene, 1)) < 0.5),
        Try("Cure the first run without a schedule, by a smaller η.", lambda scene: burst(run(scene)) is None),
    ),
    knobs=("eta.1", "eta.2", "horizon.2"),
    formula=r"\theta_i^{t+1} = \theta_i^t - \frac{\eta^t}{\sigma_i^t}\, g_i^t, \qquad \eta^t = "
    r"\frac{\eta}{\sqrt{1 + t/T}}",
    misconception="“Adagrad slows down by itself.” Its σ can shrink; it is η that has to fall.",
    sources=("Hung-yi Lee, Machine Learning 2021: adaptive learning rate",),
)  # fmt: skip
