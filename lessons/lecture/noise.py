"""Lesson 13: noise is a way out, and prefers wide valleys."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Group, Lesson, Observation, Over, Prediction, Try
from lessons.measures import exact_stays, left, loss_of_test, noise_leaves, run
from lessons.shared import ESCAPES, WIDE_VALLEY
from lessons.sheets.accuracy import better_than_larger
from lessons.sheets.quoted import worse_with_large_batches
from scenes import SCENES, Scene

TRAINING = "“Noisy” update is better for training"
GENERAL = "“Noisy” update is better for generalization"
SCENE, WIDE = ESCAPES, WIDE_VALLEY
# The full batch has no noise: all seeds are one run, until the reader gives them some.
EXACT = replace(SCENE, noise=0.0)
SHIFTED = SCENES["shifted"]
DEEP, SHALLOW = (-1.0, 0.0), (0.887, 0.0)


def prefers_the_wide(scene: Scene) -> bool:
    """More than two of three seeds end around the wide minimum, though they began beside the narrow one."""
    return exact_stays(scene) and left(scene) > 2 / 3


def little_noise_stays(scene: Scene) -> bool:
    """With little noise not one seed of ten leaves the narrow valley."""
    return left(scene) < 0.1


def narrow_pays(scene: Scene) -> bool:
    """Both training losses are next to nothing; of the test losses the narrow one is ten times the other."""
    narrow, wide = run(scene), run(scene, 1)
    ends = [float(loss_of_test(scene, path)[-1]) for path in (narrow, wide)]
    return bool(narrow.loss[-1] < 1e-4 and wide.loss[-1] < 1e-4 and ends[0] > max(10 * ends[1], 0.05))


def turns_up(scene: Scene) -> bool:
    """The training loss falls to the end; the validation loss ends a fifth higher than it has been, or more."""
    path = run(scene)
    validation = loss_of_test(scene, path)
    falls = bool((np.diff(path.loss) <= 0).all())
    return falls and bool(validation[-1] > max(1.2 * validation.min(), path.loss[-1]))


def _facts(scene: Scene) -> Mapping[str, object]:
    return {"count": round(left(scene) * scene.seeds), "all": scene.seeds, "noise": scene.noise}


CLAIMS: tuple[Claim, ...] = (
    Claim("full_stays", "With the full batch a run that has come into a local minimum stays there.", TRAINING, "noise",
          EXACT, exact_stays, Over("eta.1", (0.01, 0.02, 0.05))),
    Claim("noise_leaves", "A noisy update can leave it: what has no slope in one batch has one in the next.", TRAINING,
          "noise", SCENE, noise_leaves, Over("noise", (3.0, 3.5, 4.0, 5.0), wrong=1.0)),
    Claim("wide_narrow", "Small batches tend to end in wide basins, for they are thrown out of narrow gorges.", GENERAL,
          "noise", WIDE, prefers_the_wide, Over("noise", (4.0, 5.0, 6.0), wrong=2.0)),
    Claim("large_trapped", "A large batch, with little noise, stays caught in the gorge.", GENERAL, "noise",
          replace(WIDE, noise=1.0), little_noise_stays, Over("noise", (0.5, 1.0, 2.0), wrong=4.0)),
    Claim("shift", "When the test loss is the training loss shifted sideways, a narrow minimum pays the price and "
    "a wide one hardly.",
          GENERAL, "noise", SHIFTED, narrow_pays, Over("shift", (0.1, 0.2, 0.3, 0.5, -0.3), wrong=0.0)),
    Claim("validation", "A lower training loss does not mean a lower validation loss: with few examples the one falls "
    "while the other rises.",
          GENERAL, "noise", SCENES["validation"], turns_up, Over("held", (7, 11, 15), wrong=8)),
    Claim("good_bad", "There are good minima and bad ones, at the same training loss.", GENERAL, "noise", SHIFTED,
          narrow_pays, Over("sharp", (0.15, 0.2, 0.25), wrong=0.5)),
    Claim("table_generalization", "The table of six networks: alike in training, worse in testing with a large batch.",
          GENERAL, "noise", sheet="clock", link={"part": "networks"}, proof=worse_with_large_batches,
          over=Over("place", (0, 1, 2, 3, 4, 5))),
    Claim("accuracy_curves", "Accuracy against the batch size: after as many epochs a small network does better in "
          "training and in validation with a smaller batch, as long as it has 50 examples or more; after as many "
          "updates it does not.",
          "Smaller batch size has better performance", "noise", sheet="accuracy", proof=better_than_larger,
          over=Over("size", (50, 100, 200, 500), wrong=1)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="noise",
    question="All runs fall into the shallow minimum first. Does noise on the gradient only harm?",
    scene=SCENE,
    prediction=Prediction(
        "divide",
        "200 seeds start at the ring, with noise 3 on the gradient. How many end at the deep minimum, how many at the "
        "shallow one?",
        meets="“Noise only harms.” It makes every step worse, and it is what carries most seeds over the rise.",
        close=0.1,
        groups=(Group("at the deep minimum", DEEP), Group("at the shallow minimum", SHALLOW)),
    ),
    observation=Observation(
        "Where did the seeds go?",
        (
            Answer("First to the shallow minimum; then most went over the rise, one after another."),
            Answer("Half to each, from the start.", "All fall to the shallow one first: it lies on their way."),
            Answer("They stayed where the exact gradient stays.", "Most of them left it."),
        ),
    ),
    claim="With noise {noise:.3g}, {count} of {all} seeds end on the left, the side of the deep minimum; without noise "
    "none does. That counts sides alone; the line of the seeds also tells who has come to rest around a minimum, and "
    "who is still on the move.",
    facts=_facts,
    holds=noise_leaves,
    tries=(
        Try("Find a noise so small that no seed leaves.", lambda scene: scene.seeds > 1 and left(scene) == 0),
        Try("Make 165 of 200 seeds leave, or more.", lambda scene: left(scene) >= 0.825),
        Try("Is more noise always better? Make it 8 or more.", lambda scene: scene.noise >= 8),
    ),
    knobs=("noise", "eta.1", "barrier"),
    formula=r"\theta^{t+1} = \theta^t - \eta\,\big(g^t + s\,\xi^t\big), \quad \xi^t \sim \mathcal N(0, 1)",
    misconception="“Noise only harms.” It is also a way out of a minimum that is not worth staying in.",
    sources=(
        "Hung-yi Lee, Machine Learning 2021: batch and momentum",
        "Keskar et al. 2016, arXiv:1609.04836",
    ),
)  # fmt: skip
