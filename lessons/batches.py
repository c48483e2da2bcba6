"""Lesson 12: batch, epoch and shuffle."""

from dataclasses import replace

import numpy as np

from lessons.lesson import Claim, Over
from lessons.measures import run
from scenes import SCENES, Scene
from surfaces import SURFACES
from surfaces.classes import CENTRES

REVIEW, SMALL = "Optimization with batches", "Small batch against large batch"
SCENE = SCENES["batches"]
ETA = Over("eta.2", (0.01, 0.02, 0.03))


def twenty_updates_an_epoch(scene: Scene) -> bool:
    """An epoch is one update with the full batch, and as many as there are examples with batch 1."""
    record = SURFACES[scene.surface]
    lengths = [scene.sampling(one).steps_per_epoch(record) for one in scene.runs]
    return lengths == [1, record.examples]


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


CLAIMS = (
    Claim("batch", "The loss is computed of one batch of the examples at a time; all batches once are an "
    "epoch.", REVIEW,
          "batches", SCENE, twenty_updates_an_epoch, Over("steps", (40, 100, 200))),
    Claim("shuffle", "The examples are shuffled again before each epoch.", REVIEW, "batches", SCENE, shuffled_anew,
          Over("seed", (0, 1, 2))),
    Claim("full_once", "Full batch: one update after seeing all 20 examples.", SMALL, "batches", SCENE,
          twenty_updates_an_epoch, Over("eta.1", (0.01, 0.02, 0.05))),
    Claim("steady_noisy", "The full batch is steady, single examples are noisy.", SMALL, "batches", SCENE,
          steady_and_noisy, ETA),
    Claim("twenty", "Batch size 1 updates twenty times in an epoch.", SMALL, "batches", SCENE, faster_by_epochs, ETA),
    Claim("by_epochs", "Counted in epochs, the zigzag of single examples comes farther than the steady way.", SMALL,
          "batches", SCENES["epochs"], zigzag_comes_farther, Over("eta.2", (0.03, 0.05, 0.08), wrong=1e-4)),
    Claim("sorted", "Why shuffle: 300 examples of classes A, B, C in their order.", REVIEW, "batches", SCENES["sorted"],
          learns_the_order, Over("eta.1", (0.1, 0.2, 0.3), wrong=0.001)),
)  # fmt: skip
