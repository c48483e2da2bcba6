"""Train a small network with several batch sizes, and write how many of its answers are right: the sheet "accuracy".

    python -m tools.batch_accuracy

The network has 8 inputs, 32 hidden units (ReLU) and 4 classes; each class is four clouds of points, and a tenth of the
points have a class drawn at random, so that none can learn them all by rule. Data and first weights are drawn from
seeds; it is plain gradient descent on the cross entropy, with one η for all batch sizes, in float64. Each size is
trained twice: for as many epochs, and for as many updates.
"""

import csv
from pathlib import Path
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int

from surfaces.precision import in_float64

FILE = Path(__file__).parent.parent / "lessons" / "sheets" / "accuracy.csv"
INPUTS, HIDDEN, CLASSES, CLOUDS = 8, 32, 4, 16
TRAINED, VALIDATED, WRONG = 1_000, 4_000, 0.1
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
SEEDS, ETA, EPOCHS, UPDATES = 8, 0.1, 40, 4_000
# The data are the same for all; so many seeds further on come first weights, and the orders of the examples.
WEIGHTS, ORDERS = 100, 200


class Weights(NamedTuple):
    """All parameters of the network."""

    first: Float[Array, "8 32"]
    shift: Float[Array, " 32"]
    last: Float[Array, "32 4"]
    end: Float[Array, " 4"]


class Data(NamedTuple):
    """Examples and their classes, 0 … 3."""

    places: Float[Array, "examples 8"]
    classes: Int[Array, " examples"]


def examples() -> tuple[Data, Data]:
    """Those to train on, and those to validate with."""
    draw, count = np.random.default_rng(7), TRAINED + VALIDATED
    centres = draw.normal(0, 1, (CLOUDS, INPUTS))
    cloud = draw.integers(0, CLOUDS, count)
    places = centres[cloud] + draw.normal(0, 0.6, (count, INPUTS))
    classes = np.where(draw.random(count) < WRONG, draw.integers(0, CLASSES, count), cloud % CLASSES)
    whole = Data(jnp.asarray(places), jnp.asarray(classes))
    return Data(*(one[:TRAINED] for one in whole)), Data(*(one[TRAINED:] for one in whole))


def first_weights(seed: int) -> Weights:
    """He's: normal, with a variance of 2 by the number of inputs."""
    draw = np.random.default_rng(WEIGHTS + seed)
    first, last = (
        jnp.asarray(draw.normal(0, np.sqrt(2 / before), (before, after)))
        for before, after in ((INPUTS, HIDDEN), (HIDDEN, CLASSES))
    )
    return Weights(first, jnp.zeros(HIDDEN), last, jnp.zeros(CLASSES))


def batches(seed: int, size: int, updates: int) -> Int[np.ndarray, "updates size"]:
    """Which examples each update looks at: all once in an epoch, in an order drawn anew for each."""
    draw, an_epoch = np.random.default_rng(ORDERS + seed), TRAINED // size
    epochs = -(-updates // an_epoch)
    orders = [draw.permutation(TRAINED).reshape(an_epoch, size) for _ in range(epochs)]
    return np.concatenate(orders)[:updates]


def logits(weights: Weights, places: Float[Array, "examples 8"]) -> Float[Array, "examples 4"]:
    """How much speaks for each class."""
    hidden = jax.nn.relu(places @ weights.first + weights.shift[None])
    return hidden @ weights.last + weights.end[None]


def loss(weights: Weights, data: Data) -> Float[Array, ""]:
    """The mean cross entropy, in nats."""
    told = jax.nn.log_softmax(logits(weights, data.places))
    return -jnp.take_along_axis(told, data.classes[:, None], axis=1).mean()


@jax.jit
def trained(weights: Weights, data: Data, order: Int[Array, "updates size"]) -> Weights:
    """By gradient descent, one update for each row of `order`."""

    def step(weights: Weights, chosen: Int[Array, " size"]) -> tuple[Weights, None]:
        grad = jax.grad(loss)(weights, Data(data.places[chosen], data.classes[chosen]))
        return jax.tree.map(lambda w, g: w - ETA * g, weights, grad), None

    return jax.lax.scan(step, weights, order)[0]


@jax.jit
def right(weights: Weights, data: Data) -> Int[Array, ""]:
    """How many examples get their own class."""
    return (logits(weights, data.places).argmax(axis=1) == data.classes).sum()


@in_float64()
def counted(size: int, updates: int, seed: int) -> tuple[int, int]:
    """How many answers are right after so many updates: of those trained on, and of those to validate with."""
    training, validation = examples()
    found = trained(first_weights(seed), training, jnp.asarray(batches(seed, size, updates)))
    return int(right(found, training)), int(right(found, validation))


def write() -> None:
    """Train all of them, and write a line for each."""
    with FILE.open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(("alike", "size", "seed", "updates", "training", "validation"))
        for alike in ("epochs", "updates"):
            for size in SIZES:
                updates = EPOCHS * TRAINED // size if alike == "epochs" else UPDATES
                for seed in range(SEEDS):
                    lines.writerow((alike, size, seed, updates, *counted(size, updates, seed)))


if __name__ == "__main__":
    write()
