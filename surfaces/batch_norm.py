"""Batch normalisation on and off: the weights behind two neurons, whose activations are normalised or as they are."""

from functools import lru_cache

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from surfaces.data import PLACES, SIGNALS, mean_over, rows
from surfaces.number import Number
from surfaces.surface import Known, Loss, Surface

Values = Float[Array, "..."]
Losses = Float[Array, "... examples"]

# Both neurons stand still. They are nearly saturated, one high and one low: far from 0, and with little spread.
ACTIVATIONS = np.tanh(np.stack([1.5 * PLACES + 4.0, 0.5 * PLACES - 2.0]))
EPSILON = 1e-5
BY_HAND = "the twenty terms added up in decimals, to forty digits"


def normalised(
    activations: Float[np.ndarray, "neurons examples"], places: np.ndarray | slice = slice(None)
) -> Float[np.ndarray, "neurons examples"]:
    """Each neuron's activations with mean 0 and spread 1 over the examples at these places.

    x̂_i = (x_i − μ) / √(σ² + ε),  μ = ¹⁄ₘ Σ x_i,  σ² = ¹⁄ₘ Σ (x_i − μ)²

    This is Algorithm 1 of Ioffe & Szegedy without its γ and β: here the weights behind take their place. Not to be
    confused with whitening: the neurons stay correlated.
    """
    seen = activations[:, places]
    mean, spread = seen.mean(axis=1, keepdims=True), seen.var(axis=1, keepdims=True)
    return (activations - mean) / np.sqrt(spread + EPSILON)


NORMALISED = normalised(ACTIVATIONS)


def squared_errors(places: np.ndarray) -> Loss:
    """How far the network is from each example, squared; normalised by the examples at these places.

    ℓ_i = (w₁ h_{1i} + w₂ h_{2i} − y_i)²,  h_1 = tanh(1.5 x + 4),  h_2 = tanh(0.5 x − 2), normalised or as they are
    """
    scaled = normalised(ACTIVATIONS, places)

    def squared_error(w1: Values, w2: Values, normalised: Values) -> Losses:
        h1, h2 = (
            rows(jnp.where(normalised > 0, after, before), w1)
            for before, after in zip(ACTIVATIONS, scaled, strict=True)
        )
        return (w1[..., None] * h1 + w2[..., None] * h2 - rows(SIGNALS, w1)) ** 2

    return squared_error


squared_error = squared_errors(np.arange(len(PLACES)))


@lru_cache(maxsize=2)
def _best(normalised: bool) -> tuple[tuple[float, float], ...]:
    """Least squares, and not by the normal equations, which lose twice as many digits in the long valley."""
    h = NORMALISED if normalised else ACTIVATIONS
    w1, w2 = np.linalg.lstsq(h.T, SIGNALS)[0]
    return ((float(w1), float(w2)),)


BATCH_NORM = Surface(
    id="batch_norm",
    name="Batch normalization",
    help="The error of a small network over the two weights behind its hidden layer. As they are, the activations are "
    "far from 0 and the surface is a long valley; normalised, it is nearly round. Two dimensions leave out that the "
    "layer before moves too, and that each batch has its own mean and spread.",
    formula=r"L = \tfrac1{20}\textstyle\sum_i (\theta_1 h_{1i} + \theta_2 h_{2i} - y_i)^2,\quad "
    r"\hat h = \frac{h - \mu}{\sqrt{\sigma^2 + \epsilon}}",
    loss=mean_over(squared_error),
    each=squared_error,
    scaled_by=squared_errors,
    examples=len(PLACES),
    numbers=(
        Number(
            "normalised", "ĥ", "batch normalization",
            "The activations with mean 0 and spread 1 over the examples, in place of the activations as they are.",
            0, 0, 1, "switch",
        ),
    ),
    domain=((-2.0, 7.0), (-2.0, 7.0)),
    minima=lambda normalised: _best(bool(normalised > 0)),
    start=(-1.0, 3.0),
    known=(
        Known((2.0, -1.0), 9.306304009816869126, BY_HAND),
        Known((0.5, 4.0), 11.087570590614650039, BY_HAND),
        Known((2.0, -1.0), 4.599926553508684373, BY_HAND, {"normalised": 1}),
        Known((0.5, 4.0), 10.726546207614568099, BY_HAND, {"normalised": 1}),
    ),
    source="Ioffe & Szegedy 2015, Batch Normalization, Algorithm 1 (arXiv:1502.03167); the data were made up",
    levels="log",
    equal=True,
)  # fmt: skip
