"""Lesson 15: if the mountain will not move, build a road around it; or move the mountain."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, run
from lessons.shared import RAW
from scenes import SCENES, Scene, new_run
from scenes.scene import grounds
from surfaces import SURFACES

SLIDE = "Next time"
SCENE = replace(RAW, runs=(new_run("gd", eta=0.02), new_run("adam", eta=0.1)), beside="standardised")


def roundness(scene: Scene) -> float:
    """How many times as much the surface curves one way as the other."""
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    curved = np.linalg.eigvalsh(np.asarray(surface.at(*surface.start, **numbers).hessian))
    return float(curved[1] / curved[0])


def raw_is_a_valley(scene: Scene) -> bool:
    """With raw inputs the surface is a long valley, and the same η diverges."""
    return roundness(scene) > 50 and run(scene).outcome.kind == "diverged"


def road_around(scene: Scene) -> bool:
    """On the raw surface, where the plain method diverges, the second method comes down."""
    other = run(scene, 1)
    return raw_is_a_valley(scene) and bool(other.loss[-1] < other.loss[0] / 10)


def moved_is_round(scene: Scene) -> bool:
    """Beside it, with standardised inputs, it is round, and the same η arrives where it diverges with raw ones."""
    raw, moved = grounds(scene)
    return raw_is_a_valley(raw) and roundness(moved) < 1.5 and run(moved).outcome.kind == "converged"


def normalised_arrives(scene: Scene) -> bool:
    """Without batch normalization the run ends far from the minimum; beside it, with the same η, it is there."""
    plain, normalised = grounds(scene)
    shapes = roundness(plain) > 50 and roundness(normalised) < 2.5
    ends = [distance(one, run(one))[-1] for one in (plain, normalised)]
    return bool(shapes and ends[0] > 1 and ends[1] < 0.01)


def skips_smooth(scene: Scene) -> bool:
    """Without skip connections a third of sixteen starts ends above a loss of 0.1; with them all below 0.01."""
    starts = [(x, y) for x in (-0.8, -0.3, 0.3, 0.8) for y in (-0.8, -0.3, 0.3, 0.8)]
    one = replace(scene, runs=scene.runs[:1])
    ends = [
        np.array([run(replace(one, numbers=(("skip", skip),), start=start)).loss[-1] for start in starts])
        for skip in (0.0, 1.0)
    ]
    return bool((ends[0] > 0.1).mean() > 1 / 3 and (ends[1] < 0.01).all())


def both_ways_help(scene: Scene) -> bool:
    """On the long valley Adam comes nearer; on the round surface the plain method comes nearer at the same η."""
    raw, moved = grounds(scene)[0], grounds(scene)[-1]
    plain, adam, other = distance(raw, run(raw))[-1], distance(raw, run(raw, 1))[-1], distance(moved, run(moved))[-1]
    return roundness(raw) > 50 and bool(max(adam, other) < 0.1 * plain)


def _facts(scene: Scene) -> Mapping[str, object]:
    raw, moved = grounds(scene)[0], grounds(scene)[-1]
    return {
        "ratio": roundness(raw), "steps": scene.steps, "far": distance(raw, run(raw))[-1],
        "adam": distance(raw, run(raw, 1))[-1], "moved": distance(moved, run(moved))[-1],
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("road", "Better optimization strategies build a road around the mountain.", SLIDE, "mountain",
          replace(RAW, runs=(new_run("gd", eta=0.1), new_run("adam", eta=0.1)), view="side"), road_around,
          Over("eta.1", (0.1, 0.15, 0.2), wrong=0.05)),
    Claim("move", "Or the error surface is changed: the mountain itself is moved.", SLIDE, "mountain",
          SCENES["moved"], moved_is_round, Over("eta.1", (0.1, 0.15, 0.2), wrong=1.5)),
    Claim("rugged", "A network's error surface is rugged; with skip connections it is smooth.", "Error surface "
    "is rugged …",
          "mountain", replace(SCENES["rugged"], beside="skip"), skips_smooth,
          Over("eta.1", (0.003, 0.005, 0.01), wrong=1e-6)),
    Claim("batch_norm", "Normalization inside the network moves the mountain too.", SLIDE, "mountain",
          SCENES["normalised"], normalised_arrives, Over("eta.1", (0.1, 0.2, 0.3), wrong=0.001)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="mountain",
    question="The valley is long and narrow. Is a better optimizer the only way out?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "A line is fitted by gradient descent, η = 0.02: to raw data in the first picture, to standardised data in the "
        "second. Click where it is after 200 steps in the first.",
        meets="The surface curves far more across the valley than along it: what is safe across is a crawl along.",
    ),
    observation=Observation(
        "What did gradient descent do?",
        (
            Answer("With raw data it crept along the valley; with standardised data the same η brought it to the "
                   "minimum."),
            Answer("It came to the minimum in both pictures.", "With raw data it is still on its way along the "
                   "valley."),
            Answer("With raw data it bounced between the walls.", "With this η it does not; with 0.1 it would, ever "
                   "higher."),
        ),
    ),
    claim="With raw inputs the surface curves {ratio:.0f} times as much one way as the other: after {steps} steps "
    "gradient descent is {far:.2g} from the minimum, Adam {adam:.1g}. With standardised inputs it is round, and "
    "gradient descent comes as near as {moved:.1g}.",
    facts=_facts,
    holds=both_ways_help,
    tries=(
        Try("Make gradient descent diverge on the long valley; on the round surface the same η still arrives.",
            lambda scene: len(grounds(scene)) == 2 and moved_is_round(scene)),
        Try("Make it diverge on both.",
            lambda scene: len(grounds(scene)) == 2
            and all(run(one).outcome.kind == "diverged" for one in grounds(scene))),
        Try("Find an η with which it comes to the minimum of the round surface within two steps.",
            lambda scene: bool(distance(grounds(scene)[-1], run(grounds(scene)[-1]))[min(2, scene.steps)] < 1e-6)),
    ),
    knobs=("eta.1", "eta.2"),
    formula=r"x' = \frac{x - \bar x}{s_x} \qquad \frac{\lambda_2}{\lambda_1} \to 1",
    misconception="“The best optimizer on one surface is the best.” On a round surface the plain method is as good.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: batch normalization",
        "LeCun et al. 1998, Efficient BackProp",
    ),
)  # fmt: skip
