"""How long one update of a small network takes, by the size of its batch: measured where this runs.

The network has 784 inputs, 32 hidden units and 10 classes, and the 60,000 examples are as large as MNIST's but drawn at
random: what they show makes no difference to the clock. An update is one forward and one backward pass over a batch
and a step of gradient descent, in float32 as networks are trained.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from time import perf_counter, sleep
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float, Int, UInt8

EXAMPLES, INPUTS, HIDDEN, CLASSES = 60_000, 784, 32, 10
SIZES = (1, 10, 100, 1_000, 3_000, 10_000, 30_000, 60_000)
# In seconds: for each size, if that is enough for five updates; and for all of them.
EACH, ALL = 0.3, 17.0
ETA = 0.01


class Timing(NamedTuple):
    """Seconds that an update with `size` examples took: median and quartiles of so many."""

    size: int
    low: float
    median: float
    high: float
    taken: int


class Weights(NamedTuple):
    """All parameters of the network."""

    first: Float[Array, "784 32"]
    second: Float[Array, "32 10"]


def device() -> str:
    """What computes: 'cpu', 'gpu' or 'tpu'."""
    return str(jax.devices()[0].platform)


def updates(size: int) -> int:
    """How many updates an epoch has; the last batch may be smaller."""
    return -(-EXAMPLES // size)


def multiplications(size: int) -> int:
    """How many an update takes: each weight once forwards and twice backwards for each example."""
    return 3 * size * (INPUTS * HIDDEN + HIDDEN * CLASSES)


def timings(
    stopped: Callable[[], bool], sizes: Sequence[int] = SIZES, each: float = EACH, all: float = ALL
) -> Iterator[Timing]:
    """Measure one size after the other. It ends early when `stopped()`, asked between any two updates, or after `all`.

    Between pieces of work it rests, so that others on the same machine get their turn.
    """
    random = np.random.default_rng(0)
    images = jax.device_put(random.integers(0, 256, (EXAMPLES, INPUTS), np.uint8))
    classes = jax.device_put(random.integers(0, CLASSES, EXAMPLES, np.int32))
    shapes = ((INPUTS, HIDDEN), (HIDDEN, CLASSES))
    weights = Weights(*(jnp.asarray(random.normal(0, 0.05, shape), jnp.float32) for shape in shapes))
    end = perf_counter() + all
    for size in sizes:
        if stopped() or perf_counter() > end:
            return
        # The first one compiles.
        weights = jax.block_until_ready(_update(weights, images, classes, np.int32(0), size))
        took: list[float] = []
        began = rested = perf_counter()
        while len(took) < 5 or perf_counter() - began < each:
            if stopped():
                return
            if perf_counter() > end and took:
                break
            place = np.int32(random.integers(updates(size)) * size % (EXAMPLES - size + 1))
            before = perf_counter()
            weights = jax.block_until_ready(_update(weights, images, classes, place, size))
            took.append(perf_counter() - before)
            if perf_counter() - rested > 0.05:
                sleep(0.005)
                rested = perf_counter()
        low, median, high = np.quantile(took, (0.25, 0.5, 0.75)).tolist()
        yield Timing(size, low, median, high, len(took))


@partial(jax.jit, static_argnames="size")
def _update(
    weights: Weights, images: UInt8[Array, "n 784"], classes: Int[Array, " n"], start: Int[Array, ""], size: int
) -> Weights:
    batch = jax.lax.dynamic_slice_in_dim(images, start, size).astype(jnp.float32) / 255
    right = jax.nn.one_hot(jax.lax.dynamic_slice_in_dim(classes, start, size), CLASSES, dtype=jnp.float32)

    def loss(weights: Weights) -> Float[Array, ""]:
        scores = jax.nn.relu(batch @ weights.first) @ weights.second
        return -(right * jax.nn.log_softmax(scores)).sum(axis=1).mean()

    slopes = jax.grad(loss)(weights)
    return Weights(*(one - ETA * slope for one, slope in zip(weights, slopes, strict=True)))
