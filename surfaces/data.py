"""Surfaces made of data: the loss is a mean over examples, so that there are epochs and mini-batches.

The twenty examples of each were made up for this laboratory, in numbers short enough to check by hand.
"""

from collections.abc import Callable
from functools import lru_cache

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from surfaces.number import Number
from surfaces.surface import Known, Loss, Surface

Values = Float[Array, "..."]
Losses = Float[Array, "... examples"]

# Inputs between 1 and 5: far from 0, so that a change of the slope and one of the intercept do almost the same.
INPUTS = np.array([1.0, 1.2, 1.5, 1.7, 2.0, 2.2, 2.4, 2.6, 2.7, 2.9, 3.1, 3.2, 3.4, 3.6, 3.8, 4.0, 4.2, 4.5, 4.8, 5.2])
HEIGHTS = np.array([1.3, 2.1, 1.7, 2.6, 2.2, 2.9, 3.2, 2.7, 3.5, 3.2, 3.4, 4.1, 3.7, 4.4, 4.0, 4.7, 4.4, 5.3, 5.0, 5.9])
# Which of them passed: the higher the input, the likelier, with a few that no threshold gets right.
PASSED = np.array([0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 1, 1, 0, 1, 1, 1, 1, 1], np.float64)

PLACES = np.array(
    [-2.4, -2.1, -1.8, -1.6, -1.3, -1.1, -0.9, -0.6, -0.4, -0.2, 0.1, 0.3, 0.5, 0.8, 1.0, 1.2, 1.5, 1.7, 2.0, 2.3]
)
SIGNALS = np.array(
    [-1.6, -1.2, -1.6, -1.2, -1.5, -1.0, -1.3, -0.7, -0.8, -0.1, 0.0, 0.7, 0.5, 1.2, 0.9, 1.5, 1.1, 1.7, 1.2, 1.6]
)

STANDARDISED = Number(
    "standardised", "(x − x̄)/s", "standardised inputs",
    "The inputs with mean 0 and spread 1 instead of raw: the long valley becomes round.", 0, 0, 1, "switch",
)  # fmt: skip


def mean_over(each: Callable[..., Losses]) -> Loss:
    """The loss of the whole data: the mean of the losses of the examples."""

    def loss(x: Values, y: Values, **numbers: Values) -> Values:
        losses = each(x, y, **numbers)
        # Divided first: the sum may leave float64 where the mean does not.
        return (losses / losses.shape[-1]).sum(axis=-1)

    return loss


def rows(of_examples: Float[Array | np.ndarray, " examples"], like: Values) -> Losses:
    """One value for each example, along an axis behind those of `like`."""
    return jnp.asarray(of_examples).reshape(*[1] * like.ndim, -1)


EVERY = np.arange(len(INPUTS))


def centred(places: np.ndarray) -> Float[np.ndarray, " examples"]:
    """All inputs less the mean of those at these places, and divided by their spread."""
    return (INPUTS - INPUTS[places].mean()) / INPUTS[places].std()


CENTRED = centred(EVERY)


def squared_errors(places: np.ndarray) -> Loss:
    """How far the line is from each example, squared; standardised by the examples at these places.

    ℓ_i = (w x_i + b − y_i)²
    """
    scaled = centred(places)

    def squared_error(w: Values, b: Values, standardised: Values) -> Losses:
        inputs, heights = rows(jnp.where(standardised > 0, scaled, INPUTS), w), rows(HEIGHTS, w)
        return (w[..., None] * inputs + b[..., None] - heights) ** 2

    return squared_error


squared_error = squared_errors(EVERY)


@lru_cache(maxsize=4)
def _best_line(standardised: float) -> tuple[tuple[float, float], ...]:
    inputs = CENTRED if standardised else INPUTS
    w, b = np.polyfit(inputs, HEIGHTS, 1)
    return ((float(w), float(b)),)


LINEAR_REGRESSION = Surface(
    id="linear_regression",
    name="Linear regression",
    help="The mean squared error of a line through 20 points: a long valley for raw inputs, a round bowl for "
    "standardised ones.",
    formula=r"L = \tfrac1{20}\textstyle\sum_i (w x_i + b - y_i)^2,\quad (w, b) = (\theta_1, \theta_2)",
    loss=mean_over(squared_error),
    each=squared_error,
    scaled_by=squared_errors,
    examples=len(INPUTS),
    numbers=(STANDARDISED,),
    domain=((-2.0, 4.0), (-3.0, 6.0)),
    minima=lambda standardised: _best_line(float(standardised)),
    start=(-1.0, 5.0),
    known=(
        # Σy = 70.3 and Σy² = 275.79; with w = 0 only they count.
        Known((0.0, 0.0), 275.79 / 20, "by hand: Σ y² / 20"),
        Known((0.0, 2.0), (275.79 - 4 * 70.3 + 80) / 20, "by hand: (Σ y² − 4 Σ y + 20 · 4) / 20"),
        # Σx = 60 and Σx² = 207.42, Σxy = 238.09.
        Known((1.0, 0.0), (207.42 - 2 * 238.09 + 275.79) / 20, "by hand: (Σ x² − 2 Σ xy + Σ y²) / 20"),
        Known((1.0, -2.0), (207.42 - 240 + 80 - 476.18 + 281.2 + 275.79) / 20, "by hand: the square multiplied out"),
        Known((-2.0, 1.0), (829.68 - 240 + 20 + 952.36 - 140.6 + 275.79) / 20, "by hand: the square multiplied out"),
        # Standardised, Σx = 0, Σx² = 20 and Σxy = (238.09 − 3 · 70.3) / √1.371.
        Known(
            (3.0, -1.0),
            (180 - 6 * 27.19 / float(np.sqrt(1.371)) + 20 + 140.6 + 275.79) / 20,
            "by hand: the square multiplied out",
            {"standardised": 1},
        ),
    ),
    source="the normal equations of least squares; Gauss 1809. The data were made up for this laboratory",
    levels="log",
    equal=True,
)


def log_losses(places: np.ndarray) -> Loss:
    """How surprised the model is by each example; standardised by the examples at these places.

    ℓ_i = log(1 + e^{z_i}) − y_i z_i,  z_i = w x_i + b: of a pass log(1 + e^{−z_i}), in which nothing cancels
    """
    scaled = centred(places)

    def log_loss(w: Values, b: Values, standardised: Values) -> Losses:
        z = w[..., None] * rows(jnp.where(standardised > 0, scaled, INPUTS), w) + b[..., None]
        return jnp.logaddexp(rows(1 - 2 * PASSED, w) * z, 0.0)

    return log_loss


log_loss = log_losses(EVERY)


@lru_cache(maxsize=4)
def _likeliest(standardised: float) -> tuple[tuple[float, float], ...]:
    """Newton's method from 0; the loss is convex, and no threshold parts the data, so there is one minimum."""
    inputs = CENTRED if standardised else INPUTS
    rows, theta = np.stack([inputs, np.ones_like(inputs)]), np.zeros(2)
    for _ in range(50):
        share = 1 / (1 + np.exp(-theta @ rows))
        theta = theta - np.linalg.solve(rows * share * (1 - share) @ rows.T, rows @ (share - PASSED))
    return ((float(theta[0]), float(theta[1])),)


LOGISTIC_REGRESSION = Surface(
    id="logistic_regression",
    name="Logistic regression",
    help="How badly a threshold that is not sharp predicts 20 exams. Convex, with a bent, flat-bottomed valley.",
    formula=r"L = \tfrac1{20}\textstyle\sum_i \log(1 + e^{z_i}) - y_i z_i,\quad z_i = w x_i + b",
    loss=mean_over(log_loss),
    each=log_loss,
    scaled_by=log_losses,
    examples=len(INPUTS),
    numbers=(STANDARDISED,),
    domain=((-2.0, 5.0), (-9.0, 5.0)),
    minima=lambda standardised: _likeliest(float(standardised)),
    start=(-1.0, 3.0),
    known=(
        Known((0.0, 0.0), float(np.log(2)), "by hand: log 2, whatever the data"),
        # Ten of twenty passed, so that z = 1 everywhere costs log(1 + e) − 1/2.
        Known((0.0, 1.0), float(np.log(1 + np.e)) - 0.5, "by hand: log(1 + e) − 10/20"),
        Known((0.0, -2.0), float(np.log(1 + np.exp(-2))) + 1.0, "by hand: log(1 + e⁻²) + 2 · 10/20"),
        Known((2.0, -5.0), 0.5094841701938993, "the twenty terms added up in decimals, to forty digits"),
        Known((-1.0, 3.0), 1.222805128785064, "the twenty terms added up in decimals, to forty digits"),
    ),
    source="Cox 1958, The regression analysis of binary sequences. The data were made up for this laboratory",
    levels="log",
)


def network_error(w1: Values, w2: Values) -> Losses:
    """How far the smallest of networks is from each example, squared.

    ℓ_i = (w₂ tanh(w₁ x_i) − y_i)²
    """
    return (w2[..., None] * jnp.tanh(w1[..., None] * rows(PLACES, w1)) - rows(SIGNALS, w1)) ** 2


@lru_cache(maxsize=1)
def _best_networks() -> tuple[tuple[float, float], ...]:
    """Gauss–Newton for one of the two; the other has both signs turned."""
    w1, w2 = 1.0, 1.5
    for _ in range(200):
        bent = np.tanh(w1 * PLACES)
        slopes = np.stack([w2 * (1 - bent**2) * PLACES, bent])
        residual = w2 * bent - SIGNALS
        step = np.linalg.solve(slopes @ slopes.T, slopes @ residual)
        w1, w2 = w1 - float(step[0]), w2 - float(step[1])
    return ((w1, w2), (-w1, -w2))


TINY_NETWORK = Surface(
    id="tiny_network",
    name="The smallest network",
    help="One neuron and one weight behind it. Turning both signs changes nothing: two minima, and a saddle between.",
    formula=r"L = \tfrac1{20}\textstyle\sum_i \left(w_2 \tanh(w_1 x_i) - y_i\right)^2",
    loss=mean_over(network_error),
    each=network_error,
    examples=len(PLACES),
    numbers=(),
    domain=((-3.0, 3.0), (-3.0, 3.0)),
    minima=_best_networks,
    start=(0.3, -2.0),
    known=(
        # Σy² = 27.42.
        Known((0.0, 1.0), 27.42 / 20, "by hand: tanh 0 = 0, Σ y² / 20"),
        Known((2.5, 0.0), 27.42 / 20, "by hand: nothing behind the neuron, Σ y² / 20"),
        Known((1.0, 2.0), 0.1850434134605900, "the twenty terms added up in decimals, to forty digits"),
        Known((2.0, -1.0), 4.180830475897068, "the twenty terms added up in decimals, to forty digits"),
    ),
    source="the two-weight network of every lecture on saddle points; data made up for this laboratory",
    levels="log",
)
