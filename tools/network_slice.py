"""Train a deep narrow network with and without skip connections, and write the slices of its loss that a surface shows.

    python -m tools.network_slice

Both networks have the same data, the same first weights and the same two directions, drawn from one seed and scaled
layer by layer to the length of the trained weights: filter by filter, as in Li et al. 2018 (arXiv:1712.09913).
"""

from itertools import pairwise
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np
from jax.flatten_util import ravel_pytree
from jaxtyping import Array, Float

from surfaces.precision import in_float64

FILE = Path(__file__).parent.parent / "surfaces" / "network_slice.npz"
DEPTH, WIDTH, EXAMPLES = 8, 8, 64
STEPS, RATE, SEED = 3_000, 3e-3, 0
# The picture goes to 1; beyond its edge there is some more for the spline.
REACH, POINTS = 1.25, 121

Weights = list[tuple[Array, Array]]
Data = tuple[Float[Array, "examples 2"], Float[Array, " examples"]]


def examples() -> Data:
    """Two half moons, one in the other, with a little noise; the classes are −1 and 1."""
    draw = np.random.default_rng(SEED)
    angle = draw.uniform(0, np.pi, EXAMPLES // 2)
    upper = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    lower = np.stack([1 - np.cos(angle), 0.5 - np.sin(angle)], axis=1)
    places = np.concatenate([upper, lower]) - (0.5, 0.25) + draw.normal(0, 0.1, (EXAMPLES, 2))
    return jnp.asarray(places), jnp.asarray(np.repeat([-1.0, 1.0], EXAMPLES // 2))


def first_weights() -> Weights:
    """He's: normal, with a variance of 2 by the number of inputs."""
    draw, sizes = np.random.default_rng(SEED + 1), [2, *[WIDTH] * (DEPTH + 1), 1]
    return [
        (jnp.asarray(draw.normal(0, np.sqrt(2 / before), (before, after))), jnp.zeros(after))
        for before, after in pairwise(sizes)
    ]


def loss(weights: Weights, data: Data, skip: bool) -> Array:
    """The mean squared error of the examples."""
    places, classes = data
    (first, shift), *middle, (last, end) = weights
    hidden = jnp.tanh(places @ first + shift[None])
    for weight, bias in middle:
        out = jnp.tanh(hidden @ weight + bias[None])
        hidden = hidden + out / jnp.sqrt(DEPTH) if skip else out
    return (((hidden @ last + end[None])[:, 0] - classes) ** 2).mean()


def trained(weights: Weights, data: Data, skip: bool) -> Weights:
    """By Adam with the full batch."""

    def step(state: tuple[Weights, Weights, Weights], t: Array) -> tuple[tuple[Weights, Weights, Weights], Array]:
        weights, m, v = state
        value, grad = jax.value_and_grad(loss)(weights, data, skip)
        m = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, m, grad)
        v = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g**2, v, grad)
        rate = RATE * jnp.sqrt(1 - 0.999 ** (t + 1)) / (1 - 0.9 ** (t + 1))
        weights = jax.tree.map(lambda w, m, v: w - rate * m / (jnp.sqrt(v) + 1e-8), weights, m, v)
        return (weights, m, v), value

    zero = jax.tree.map(jnp.zeros_like, weights)
    (found, _, _), _ = jax.jit(lambda w: jax.lax.scan(step, (w, zero, zero), jnp.arange(STEPS)))(weights)
    return found


def direction(weights: Weights, seed: int) -> Weights:
    """A random direction in which each filter, the weights into one unit, is as long as the trained one; no biases."""
    draw = np.random.default_rng(seed)

    def like(weight: Array) -> Array:
        drawn = jnp.asarray(draw.normal(size=weight.shape))
        return drawn * jnp.linalg.norm(weight, axis=0, keepdims=True) / jnp.linalg.norm(drawn, axis=0, keepdims=True)

    return [(like(weight), jnp.zeros_like(bias)) for weight, bias in weights]


@in_float64()
def losses(weights: Weights, skip: bool, x: np.ndarray, y: np.ndarray) -> Float[np.ndarray, " places"]:
    """The network's own loss at places (x, y) of the slice around its trained weights."""
    data, (one, other) = examples(), (direction(weights, SEED + 2 + k) for k in (0, 1))

    def at(x: Array, y: Array) -> Array:
        return loss(jax.tree.map(lambda w, a, b: w + x * a + y * b, weights, one, other), data, skip)

    return np.asarray(jax.jit(jax.vmap(at))(jnp.asarray(x), jnp.asarray(y)))


@in_float64()
def write() -> None:
    """Train both networks and write their weights and their losses at POINTS by POINTS places."""
    y, x = np.meshgrid(*[np.linspace(-REACH, REACH, POINTS)] * 2, indexing="ij")
    found, grids = [], []
    for skip in (False, True):
        weights = trained(first_weights(), examples(), skip)
        found.append(np.asarray(ravel_pytree(weights)[0]))
        grids.append(losses(weights, skip, x.ravel(), y.ravel()).reshape(x.shape))
    np.savez(FILE, losses=np.stack(grids).astype(np.float32), weights=np.stack(found))


@in_float64()
def shipped(skip: bool) -> Weights:
    """The trained weights that the file holds."""
    with np.load(FILE) as file:
        return ravel_pytree(first_weights())[1](jnp.asarray(file["weights"][int(skip)]))


if __name__ == "__main__":
    write()
