"""What chance brings to a run: noise on the gradient, mini-batches of the examples; drawn from a seed.

Step t of every run with the same seed gets the same draw, whatever the optimizer and its numbers, so
that what differs between two runs is not their luck.
"""

from dataclasses import dataclass, replace
from numbers import Real
from typing import NamedTuple

import numpy as np
from jaxtyping import Array, Float

from optimizers.parts.knobs import NOISE, SEED
from surfaces import Surface
from words import compact, say


class Draws(NamedTuple):
    """The draws of some steps, a row each; None where chance has no part.

    `noise` is added to the gradient; `weights` are the examples' shares in the loss whose gradient
    is taken, each row adding up to 1.
    """

    noise: Float[Array | np.ndarray, "n 2"] | None
    weights: Float[Array | np.ndarray, "n examples"] | None


@dataclass(frozen=True)
class Sampling:
    """How the gradient of each step is come by.

    `noise` ≥ 0 is the standard deviation of the normal noise added to each component of the gradient, times the share
    that the surface gives each of them.
    `batch` is the number of examples that one update looks at, None for all of them (surfaces of data
    only). Batches are drawn without replacement: an epoch takes each example once, its last batch
    what is left. `shuffle` puts them into a new order for each epoch. `seed` is a whole number.
    """

    noise: float = 0.0
    batch: int | None = None
    shuffle: bool = True
    seed: int = 0

    def checked(self, surface: Surface) -> "Sampling":
        """The same with checked numbers. Raises TypeError or ValueError with a sentence that says what is allowed."""
        batch = self.batch
        if batch is not None:
            if not surface.examples:
                message = "{surface} has no examples to take batches of; leave the batch out, or choose a data surface."
                raise ValueError(say(message, surface=surface.id))
            message = "batch is {batch}; it must be a whole number from 1 to {all}, the number of examples."
            if isinstance(batch, bool) or not isinstance(batch, Real):
                raise TypeError(say(message, batch=repr(batch), all=surface.examples))
            if not (1 <= batch <= surface.examples and float(batch).is_integer()):
                raise ValueError(say(message, batch=compact(batch), all=surface.examples))
            batch = int(batch)
        if not isinstance(self.shuffle, bool):
            raise TypeError(say("shuffle is {shuffle!r}; it must be True or False.", shuffle=self.shuffle))
        return replace(self, noise=NOISE.check(self.noise), batch=batch, seed=int(SEED.check(self.seed)))

    def steps_per_epoch(self, surface: Surface) -> int | None:
        """How many updates take each example once; None on a surface that has no examples."""
        return -(-surface.examples // (self.batch or surface.examples)) if surface.examples else None

    def is_exact(self, surface: Surface) -> bool:
        """Whether each step gets the gradient of the loss itself."""
        return not self.noise and (not surface.examples or self.batch in (None, surface.examples))


class Source:
    """The draws of one run, from its first step on."""

    def __init__(self, sampling: Sampling, surface: Surface) -> None:
        # One stream for each kind of chance: switching the one on does not move the other.
        noise, order = np.random.SeedSequence(sampling.seed).spawn(2)
        self._noise, self._order = np.random.default_rng(noise), np.random.default_rng(order)
        self._sampling, self._examples = sampling, surface.examples
        self._noisy = sampling.noise * np.array(surface.noise)
        # All examples at once are no batch: their mean is the loss itself, to the last bit.
        self._batched = sampling.batch not in (None, surface.examples)
        self._epoch = sampling.steps_per_epoch(surface) or 1
        self._waiting = np.empty((0, self._examples))

    def take(self, count: int) -> Draws:
        """The draws of the next `count` steps."""
        noise = self._noisy * self._noise.standard_normal((count, 2)) if self._sampling.noise else None
        return Draws(noise, self._weights(count) if self._batched else None)

    def _weights(self, count: int) -> Float[np.ndarray, "n examples"]:
        missing = count - len(self._waiting)
        epochs = max(0, -(-missing // self._epoch))
        order = np.tile(np.arange(self._examples), (epochs, 1))
        if self._sampling.shuffle:
            order = self._order.permuted(order, axis=1)
        place = np.argsort(order, axis=1)
        # Example i is in the batch that its place in the epoch falls into.
        batch = place // (self._sampling.batch or self._examples)
        taken = batch[:, None, :] == np.arange(self._epoch)[None, :, None]
        weights = (taken / taken.sum(axis=2, keepdims=True)).reshape(-1, self._examples)
        rows = np.concatenate([self._waiting, weights])
        self._waiting = rows[count:]
        return rows[:count]
