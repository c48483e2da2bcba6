"""Lesson 15: if the mountain will not move, build a road around it; or move the mountain."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, run
from lessons.shared import MOVED, RAW
from scenes import SCENES, Scene, new_run
from surfaces import SURFACES

SLIDE = "Next time"
SCENE = replace(RAW, runs=(new_run("gd", eta=0.02), new_run("adam", eta=0.1)))


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
    """With standardised inputs it is round, and the same η arrives."""
    return roundness(scene) < 1.5 and run(scene).outcome.kind == "converged"


def skips_smooth(scene: Scene) -> bool:
    """Without skip connections a third of sixteen starts ends above a loss of 0.1; with them all below 0.01."""
    starts = [(x, y) for x in (-0.8, -0.3, 0.3, 0.8) for y in (-0.8, -0.3, 0.3, 0.8)]
    one = replace(scene, runs=scene.runs[:1])
    ends = [
        np.array([run(replace(one, numbers=(("skip", skip),), start=start)).loss[-1] for start in starts])
        for skip in (0.0, 1.0)
    ]
    return bool((ends[0] > 0.1).mean() > 1 / 3 and (ends[1] < 0.01).all())


def _moved(scene: Scene) -> Scene:
    return replace(scene, numbers=(("standardised", 1.0),))


def both_ways_help(scene: Scene) -> bool:
    """On the long valley Adam comes nearer; on the round surface the plain method comes nearer at the same η."""
    plain = distance(scene, run(scene))[-1]
    moved = distance(_moved(scene), run(_moved(scene)))[-1]
    return roundness(scene) > 50 and bool(max(distance(scene, run(scene, 1))[-1], moved) < 0.1 * plain)


def _facts(scene: Scene) -> Mapping[str, object]:
    return {
        "ratio": roundness(scene), "steps": scene.steps, "far": distance(scene, run(scene))[-1],
        "adam": distance(scene, run(scene, 1))[-1], "moved": distance(_moved(scene), run(_moved(scene)))[-1],
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("road", "Better optimization strategies build a road around the mountain.", SLIDE, "mountain",
          replace(RAW, runs=(new_run("gd", eta=0.1), new_run("adam", eta=0.1)), view="side"), road_around,
          Over("eta.1", (0.1, 0.15, 0.2), wrong=0.05)),
    Claim("move", "Or the error surface is changed: the mountain itself is moved.", SLIDE, "mountain", MOVED,
          moved_is_round, Over("eta.1", (0.1, 0.15, 0.2), wrong=1.5)),
    Claim("rugged", "A network's error surface is rugged; with skip connections it is smooth.", "Error surface "
    "is rugged …",
          "mountain", SCENES["rugged"], skips_smooth, Over("eta.1", (0.003, 0.005, 0.01), wrong=1e-6)),
    Claim("batch_norm", "Normalization inside the network moves the mountain too.", SLIDE, "mountain",
          lacks="batch normalization on and off"),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="mountain",
    question="The valley is long and narrow. Is a better optimizer the only way out?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "A line is fitted to raw data by gradient descent, η = 0.02. Click where it is after 200 steps.",
        meets="The surface curves far more across the valley than along it: what is safe across is a crawl along.",
    ),
    observation=Observation(
        "What did the two runs do?",
        (
            Answer("Gradient descent fell into the valley and crept along it; Adam came to its end."),
            Answer("Both came to the minimum.", "Gradient descent is still on its way along the valley."),
            Answer("Gradient descent bounced between the walls.", "With this η it does not; with 0.1 it would, ever "
                   "higher."),
        ),
    ),
    claim="With raw inputs the surface curves {ratio:.0f} times as much one way as the other: after {steps} steps "
    "gradient descent is {far:.2g} from the minimum, Adam {adam:.1g}. With standardised inputs it is round, and "
    "gradient descent comes as near as {moved:.1g}.",
    facts=_facts,
    holds=both_ways_help,
    tries=(
        Try("Move the mountain: standardise the inputs.", lambda scene: dict(scene.numbers)["standardised"] == 1),
        Try("Leave it, and make gradient descent diverge.",
            lambda scene: dict(scene.numbers)["standardised"] == 0 and run(scene).outcome.kind == "diverged"),
        Try("On the round surface take an η of 0.5 or more: it arrives all the same.",
            lambda scene: dict(scene.runs[0].numbers)["eta"] >= 0.5 and distance(scene, run(scene))[-1] < 1e-3),
    ),
    knobs=("standardised", "eta.1", "eta.2"),
    formula=r"x' = \frac{x - \bar x}{s_x} \qquad \frac{\lambda_2}{\lambda_1} \to 1",
    misconception="“The best optimizer on one surface is the best.” On a round surface the plain method is as good.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: batch normalization",
        "LeCun et al. 1998, Efficient BackProp",
    ),
)  # fmt: skip
