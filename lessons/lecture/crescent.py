"""Lesson 6: RMSProp, for a parameter that needs small steps first and large ones later."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, rate, run
from lessons.sheets.notations import says_the_same
from lessons.sheets.terms import SIGMAS, rates, weights
from lessons.sheets.vectors import Typed
from scenes import SCENES, Scene, new_run
from surfaces import SURFACES
from surfaces.along import curvatures

SLIDE = "Learning rate adapts dynamically"
RMSPROP = "RMSProp"
SCENE = SCENES["small_then_large"]
ALPHA = Over("alpha.1", (0.5, 0.7, 0.9, 0.95), wrong=0.999)


def needs_both(scene: Scene) -> bool:
    """|g₁| on the way is at first and later fifty times apart: one parameter, two rates."""
    size = np.abs(run(scene).grad[:, 0])
    return bool(size[0] > 50 * np.median(size[-200:]))


def two_places(scene: Scene) -> bool:
    """Where the surface curves most along θ₁, a hundred times as much as where least, η/σ₁ is 20 times less."""
    path = run(scene)
    curved = np.abs(curvatures(SURFACES[scene.surface], path.point[:-1], **dict(scene.numbers))[:, 0])
    small, large = int(curved.argmax()), int(curved.argmin())
    return bool(curved[small] > 100 * curved[large] and rate(path, 0)[large] > 20 * rate(path, 0)[small])


def recursion(scene: Scene) -> bool:
    """(σᵗ)² = α (σᵗ⁻¹)² + (1 − α) (gᵗ)², from σ⁰ = |g⁰|."""
    path, numbers = run(scene), dict(scene.runs[0].numbers)
    sigma, alpha = path.sigma - numbers["epsilon"], numbers["alpha"]
    first = np.allclose(sigma[0], np.abs(path.grad[0]), rtol=1e-6)
    later = alpha * sigma[:-1] ** 2 + (1 - alpha) * path.grad[1:-1] ** 2
    return first and np.allclose(sigma[1:] ** 2, later, rtol=1e-5, atol=1e-12)


def forgets(scene: Scene) -> bool:
    """σ₁ falls to less than a twentieth; the mean of all squares, Adagrad's, keeps more than that."""
    short, whole = run(scene), run(scene, 1)
    return bool(
        short.sigma[-1, 0] < short.sigma[0, 0] / 20 < whole.sigma[-1, 0] * short.sigma[0, 0] / whole.sigma[0, 0]
    )


def arrives_first(scene: Scene) -> bool:
    """RMSProp is at the minimum, Adagrad is not."""
    return bool(distance(scene, run(scene))[-1] < 0.1 and distance(scene, run(scene, 1))[-1] > 0.5)


def small_alpha_trusts_the_newest(scene: Scene) -> bool:
    """With a small α, in the first run, σ follows |g| closely, step by step."""
    path = run(scene)
    size = np.abs(path.grad[1:-1, 0])
    return bool(np.median(np.abs(np.log(path.sigma[1:, 0] / np.maximum(size, 1e-12)))) < 0.2)


def large_alpha_trusts_the_past(scene: Scene) -> bool:
    """With α near 1, in the second run, σ still has half of its first value after all its steps."""
    path = run(scene, 1)
    return bool(path.sigma[-1, 0] > 0.5 * path.sigma[0, 0])


def follows_the_pair(alpha: float) -> bool:
    """After the pair has changed places the σ with α gives θ₂ the smaller rate; the mean still gives it the larger."""
    typed = Typed(numbers={**Typed().numbers, "alpha": alpha})
    whole, short = (rates(typed, SIGMAS[id])[-1] for id in ("mean", "alpha"))
    return bool(whole[0] < whole[1] and short[0] > short[1])


def less_and_less(alpha: float) -> bool:
    """In σ² the weight falls by α with each step back, to the second gradient; in the mean all are alike."""
    typed = Typed(numbers={**Typed().numbers, "alpha": alpha})
    mean, short = (weights(typed, SIGMAS[id]) for id in ("mean", "alpha"))
    falls = np.allclose(short[1:-1], alpha * short[2:], rtol=1e-12) and bool((short[1:] > 0).all())
    return falls and np.allclose(mean, 1 / len(mean), rtol=1e-12)


def _facts(scene: Scene) -> Mapping[str, object]:
    path, other = run(scene), run(scene, 1)
    return {
        "first": path.sigma[0, 0], "last": path.sigma[-1, 0], "far": distance(scene, path)[-1],
        "other": distance(scene, other)[-1],
    }  # fmt: skip


ONE = replace(SCENE, runs=(new_run("rmsprop", eta=0.01),))
ENDS = replace(
    SCENE, runs=tuple(new_run("rmsprop", eta=0.002, alpha=alpha) for alpha in (0.05, 0.999)), curves=("s1", "g1")
)

CLAIMS: tuple[Claim, ...] = (
    Claim("same_parameter", "Even one and the same parameter needs a rate that changes with the time.", SLIDE,
          "crescent", SCENE, needs_both, Over("wall", (10.0, 20.0, 30.0))),
    Claim("two_places", "On the crescent the one place asks for small steps, the other for large ones.", SLIDE,
          "crescent", SCENE, two_places, Over("alpha.1", (0.5, 0.7, 0.9, 0.95), wrong=0.9999)),
    Claim("rmsprop", "RMSProp has no paper, but a lecture of Hinton's (Coursera 2012): σ is updated by α of the old "
          "square, 1 − α of the newest.", RMSPROP, "crescent", ONE, recursion,
          Over("alpha.1", (0.5, 0.9, 0.99))),
    Claim("recent", "The recent gradient has a larger influence, the past ones less and less.", RMSPROP, "crescent",
          SCENE, forgets, ALPHA),
    Claim("rmsprop_arrives", "RMSProp comes through the crescent.", RMSPROP, "crescent", SCENE, arrives_first, ALPHA),
    Claim("small_alpha", "An α near 0 trusts the newest gradient.", RMSPROP, "crescent", ENDS,
          small_alpha_trusts_the_newest, Over("alpha.1", (0.01, 0.05, 0.1), wrong=0.999)),
    Claim("large_alpha", "An α near 1 trusts the past.", RMSPROP, "crescent", ENDS, large_alpha_trusts_the_past,
          Over("alpha.2", (0.999, 0.9995, 0.9999), wrong=0.9)),
    Claim("weights", "How much each past gradient counts in σ.", RMSPROP, "crescent",
          sheet="past", link={"alpha": "0.5", "beta": "0.5"}, proof=less_and_less,
          over=Over("alpha", (0.5, 0.7, 0.9), wrong=0.0)),
    Claim("pair", "A pair of gradients that change places, and σ that follows.",
          "Gradients of one parameter do not stay alike", "crescent",
          sheet="gradients", link={"alpha": "0.3"}, proof=follows_the_pair,
          over=Over("alpha", (0.0, 0.1, 0.3, 0.45), wrong=0.9)),
    Claim("ng", "Ng's notation: S, β₂ and a.", "Ng's notes: RMSProp", "crescent", sheet="notations",
          link={"notation": "ng"}, proof=says_the_same, over=Over("beta2", (0.5, 0.9, 0.99))),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="crescent",
    question="First a steep wall, then a flat floor: which of the two comes round the crescent?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "Adagrad, the second run, has 1,000 steps and a larger η. Click where it ends.",
        place=1,
        meets="Its σ is a mean over all steps and keeps the steep wall in mind: where large steps are wanted "
        "they stay small.",
    ),
    observation=Observation(
        "What did the two runs do?",
        (
            Answer("RMSProp came round to the minimum, Adagrad stayed on the way."),
            Answer("Adagrad overtook RMSProp.", "It began with longer steps, and fell behind on the flat floor."),
            Answer("Both arrived.", "After 1,000 steps Adagrad is still on its way."),
        ),
    ),
    claim="RMSProp's σ₁ has fallen from {first:.3g} to {last:.2g}, and it is {far:.2g} from the minimum; "
    "Adagrad, which forgets "
    "nothing, is {other:.2g} from it.",
    facts=_facts,
    holds=arrives_first,
    tries=(
        Try("Give RMSProp so long a memory that it does not arrive either.",
            lambda scene: distance(scene, run(scene))[-1] > 0.5),
        Try("Halve α: does it still arrive?", lambda scene: dict(scene.runs[0].numbers).get("alpha", 1) <= 0.45),
        Try("Help Adagrad by an η of 0.1 or more.", lambda scene: dict(scene.runs[-1].numbers)["eta"] >= 0.1),
    ),
    knobs=("alpha.1", "eta.1", "eta.2"),
    formula=r"\sigma_i^t = \sqrt{\alpha\,(\sigma_i^{t-1})^2 + (1 - \alpha)\,(g_i^t)^2}",
    misconception="“Each parameter has one right η.” It needs another one in each place.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: adaptive learning rate",
        "Hinton, Coursera 2012, lecture 6 (RMSProp)",
    ),
)  # fmt: skip
