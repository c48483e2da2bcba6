"""Lesson 12: batch, epoch and shuffle."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import distance, run
from scenes import SCENES, Scene
from surfaces import SURFACES
from surfaces.classes import CENTRES

REVIEW, SMALL = "Optimization with batches", "Small batch against large batch"
SCENE = SCENES["batches"]
# Ten epochs of each: 10 updates, and 200.
TEN = replace(SCENE, runs=(replace(SCENE.runs[0], steps=10), SCENE.runs[1]))
# One epoch of each: one update, and 20.
ONCE = replace(SCENE, steps=20, runs=(replace(SCENE.runs[0], steps=1), SCENE.runs[1]))
SORTED = replace(SCENES["sorted"], runs=SCENES["sorted"].runs[:1], beside="shuffle")
ETA = Over("eta.2", (0.01, 0.02, 0.03))


def twenty_updates_an_epoch(scene: Scene) -> bool:
    """An epoch is one update with the full batch, and as many as there are examples with batch 1."""
    record = SURFACES[scene.surface]
    lengths = [scene.sampling(one).steps_per_epoch(record) for one in scene.runs]
    return lengths == [1, record.examples]


def one_epoch_each(scene: Scene) -> bool:
    """Both runs see every example once: the full batch in one update, single examples in as many as there are."""
    made = [len(run(scene, place).eta) for place in range(2)]
    return twenty_updates_an_epoch(scene) and made == [1, SURFACES[scene.surface].examples]


def steady_and_noisy(scene: Scene) -> bool:
    """The loss of the full batch falls at every step; that of single examples rises at one step of five, or more."""
    full, single = run(scene), run(scene, 1)
    return bool((np.diff(full.loss) <= 1e-15).all() and (np.diff(single.loss) > 0).mean() > 0.2)


def faster_by_epochs(scene: Scene) -> bool:
    """After as many epochs single examples have come farther than the full batch."""
    full, single, examples = run(scene), run(scene, 1), SURFACES[scene.surface].examples
    epochs = (len(single.loss) - 1) // examples
    return bool(epochs > 0 and single.loss[epochs * examples] < full.loss[epochs])


def zigzag_comes_farther(scene: Scene) -> bool:
    """In as many epochs single examples end with less than half of the loss, on a way twice as long as straight."""
    full, single = run(scene), run(scene, 1)
    examples = SURFACES[scene.surface].examples
    moves = np.hypot(*np.diff(single.point, axis=0).T).sum()
    straight = np.hypot(*(single.point[-1] - single.point[0]))
    same = (len(full.loss) - 1) * examples == len(single.loss) - 1
    return bool(same and single.loss[-1] < full.loss[-1] / 2 and moves > 2 * straight)


def learns_the_order(scene: Scene) -> bool:
    """Sorted, each third of an epoch ends at the class that came last; shuffled it stays in the middle of all."""
    ends = [run(replace(scene, shuffle=shuffle)).point[[70, 80, 90]] for shuffle in (False, True)]
    nearest = [np.hypot(*(CENTRES - end).T).argmin() for end in ends[0]]
    return nearest == [0, 1, 2] and bool(np.hypot(*ends[0].T).min() > 0.9 and np.hypot(*ends[1].T).max() < 0.5)


def shuffled_anew(scene: Scene) -> bool:
    """Each epoch has another order: not all epochs see the gradients of the first one in its order."""
    path, examples = run(scene, 1), SURFACES[scene.surface].examples
    signs = np.sign(path.grad[:-1, 0])
    epochs = signs[: len(signs) // examples * examples].reshape(-1, examples)
    return bool((epochs[1:] != epochs[:1]).any())


def single_is_nearer(scene: Scene) -> bool:
    """At the end of the runs single examples are nearer to the minimum, by more updates of as many epochs."""
    full, single = run(scene), run(scene, 1)
    return len(single.loss) > len(full.loss) and bool(distance(scene, single)[-1] < 0.5 * distance(scene, full)[-1])


def _facts(scene: Scene) -> Mapping[str, object]:
    full, single, examples = run(scene), run(scene, 1), SURFACES[scene.surface].examples
    return {
        "epochs": (len(single.loss) - 1) // examples, "full": len(full.loss) - 1, "single": len(single.loss) - 1,
        "far": distance(scene, full)[-1], "near": distance(scene, single)[-1],
        "up": 100 * (np.diff(single.loss) > 0).mean(),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("batch", "The loss is computed on one batch of the examples at a time; all batches once make an "
          "epoch.", REVIEW, "batches", SCENE, twenty_updates_an_epoch, Over("steps", (40, 100, 200))),
    Claim("shuffle", "The examples are shuffled again before each epoch.", REVIEW, "batches", SCENE, shuffled_anew,
          Over("seed", (0, 1, 2))),
    Claim("full_once", "Full batch: one update after seeing all 20 examples.", SMALL, "batches", ONCE,
          one_epoch_each, Over("eta.1", (0.01, 0.02, 0.05))),
    Claim("steady_noisy", "The full batch is steady, single examples are noisy.", SMALL, "batches", SCENE,
          steady_and_noisy, ETA),
    Claim("twenty", "Batch size 1 updates twenty times in an epoch.", SMALL, "batches", ONCE, faster_by_epochs, ETA),
    Claim("by_epochs", "Counted in epochs, the zigzag of single examples comes farther than the steady way.", SMALL,
          "batches", SCENES["epochs"], zigzag_comes_farther, Over("eta.2", (0.03, 0.05, 0.08), wrong=1e-4)),
    Claim("sorted", "Why shuffle: 300 examples of classes A, B, C in their order.", REVIEW, "batches", SORTED,
          learns_the_order, Over("eta.1", (0.1, 0.2, 0.3), wrong=0.001)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="batches",
    question="One careful update from 20 examples, or 20 hasty ones from one each?",
    scene=TEN,
    prediction=Prediction(
        "end",
        "Both runs go through all 20 examples ten times. Click where the first one, with the full batch, is then.",
        meets="“A bigger batch is always better.” Its steps are better, but ten epochs are only ten of them.",
    ),
    observation=Observation(
        "What did the two runs do?",
        (
            Answer("The full batch went straight and was still on its way; single examples wavered and arrived."),
            Answer("The full batch arrived first.", "After ten epochs it had made ten updates only."),
            Answer("Single examples went straight too.", "Each example pulls its own way: the path wavers."),
        ),
    ),
    claim="After {epochs} epochs the full batch has made {full} updates and is {far:.2g} from the minimum; single "
    "examples have made {single}, the loss rose at {up:.0f}% of them, and they are {near:.1g} from it.",
    facts=_facts,
    holds=single_is_nearer,
    tries=(
        Try("Find an η with which the full batch arrives in its ten updates.",
            lambda scene: distance(scene, run(scene))[-1] < 0.05),
        Try("Make single examples so restless that they end farther than 0.3 from the minimum.",
            lambda scene: distance(scene, run(scene, 1))[-1] > 0.3),
        Try("Shuffle in another order: choose another seed.", lambda scene: scene.seed != TEN.seed),
    ),
    knobs=("eta.1", "eta.2", "seed"),
    formula=r"\theta^{t+1} = \theta^t - \eta\, \frac{1}{|B|} \textstyle\sum_{n \in B} \nabla L_n(\theta^t) "
    r"\qquad \text{1 epoch} = N / |B|\ \text{updates}",
    misconception="“A bigger batch is always better.” It costs updates: one epoch is one step.",
    sources=("Hung-yi Lee, Machine Learning 2021: batch and momentum",),
)  # fmt: skip
