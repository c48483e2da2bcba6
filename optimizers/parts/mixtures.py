"""The parts m^t that remember more than one average: a slow one beside the fast one, and how far the run has come."""

from typing import NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.averages import mean_of_squares, seen
from optimizers.parts.knobs import BETA1, BETA2, BETA3, FIRST_DISTANCE, MIX
from optimizers.parts.momenta import UNCORRECTED_AVERAGE
from optimizers.parts.part import Knobs, Part, Plane, State, Step, zeros
from surfaces.surface import Numbers


def _two(knobs: Numbers, theta: Plane) -> tuple[Plane, Plane]:
    return jnp.zeros_like(theta), jnp.zeros_like(theta)


def _mixed(step: Step, averages: tuple[Plane, Plane], knobs: Knobs) -> tuple[Plane, State]:
    fast, slow = averages
    fast, _ = UNCORRECTED_AVERAGE.update(step, fast, knobs)
    slow = knobs["beta3"] * slow + (1 - knobs["beta3"]) * step.grad
    return fast / seen(knobs["beta1"], step.t + 1) + knobs["mix"] * slow, (fast, slow)


TWO_AVERAGES = Part(
    "two_averages", "a fast and a slow average",
    r"m^t = \frac{a^t}{1-(\beta_1)^{t+1}} + \alpha\,b^t,\quad a^t = \beta_1 a^{t-1} + (1-\beta_1)\,g^t,\quad "
    r"b^t = \beta_3 b^{t-1} + (1-\beta_3)\,g^t",
    (BETA1, BETA3, MIX), _two, _mixed,
)  # fmt: skip
"""m_t = â_t + α b_t: Adam's average and a slow one that is not corrected, so that it comes in little by little.

Source: Pagliardini et al. 2024, arXiv:2409.03137, without their warm-ups of α and β₃.
"""


class Found(NamedTuple):
    """Averages of d g and of its square, sums along and across the way from the start, the start, and d."""

    mean: Plane
    square: Plane
    gathered: Plane
    along: Float[Array, ""]
    start: Plane
    distance: Float[Array, ""]


def _unknown(knobs: Numbers, theta: Plane) -> Found:
    nothing = zeros(knobs, theta)
    return Found(nothing, nothing, nothing, jnp.zeros(()), theta, jnp.asarray(knobs["first_distance"]))


def _prodigy(step: Step, kept: Found, knobs: Knobs) -> tuple[Plane, State]:
    assert step.eta is not None
    beta1, beta2, n, d = knobs["beta1"], knobs["beta2"], step.t + 1, kept.distance
    beta3, first = jnp.sqrt(beta2), knobs["first_distance"]
    correction = jnp.sqrt(seen(beta2, n)) / seen(beta1, n)
    rate = d * step.eta * correction
    mean = beta1 * kept.mean + (1 - beta1) * d * step.grad
    root, square = mean_of_squares(beta2, kept.square, 1 - beta2, d * step.grad)
    gathered = beta3 * kept.gathered + rate / first * d * step.grad
    along = beta3 * kept.along + d / first * rate * jnp.sum(step.grad * (kept.start - step.theta))
    across = jnp.sum(jnp.abs(gathered))
    distance = jnp.maximum(d, jnp.where(across > 0, along / jnp.where(across > 0, across, 1.0), d))
    divisor = root + distance * 1e-8
    m = jnp.where(mean == 0, 0.0, d * correction * mean / jnp.where(mean == 0, 1.0, divisor))
    return m, Found(mean, square, gathered, along, kept.start, distance)


PRODIGY = Part(
    "prodigy", "Adam's direction, as long as the way is found to be",
    r"m^t = d^t\,c^t\,\frac{a^t}{\sqrt{v^t} + \epsilon\,d^{t+1}},\quad "
    r"d^{t+1} = \max\Bigl(d^t, \frac{r^t}{\lVert s^t\rVert_1}\Bigr),\quad "
    r"a^t = \beta_1 a^{t-1} + (1-\beta_1)\,d^t g^t,\quad "
    r"v^t = \beta_2 v^{t-1} + (1-\beta_2)\,(d^t g^t)^2,\quad c^t = \frac{\sqrt{1-(\beta_2)^{t+1}}}{1-(\beta_1)^{t+1}}",
    (BETA1, BETA2, FIRST_DISTANCE), _unknown, _prodigy,
)  # fmt: skip
"""Adam on d g, with d the largest lower bound so far of the distance from the start to the minimum.

r_t = √β₂ r_{t−1} + w_t ⟨g_t, θ_0 − θ_t⟩, s_t = √β₂ s_{t−1} + w_t g_t, w_t = (d_t²/d₀) η_t c_t

Source: Mishchenko & Defazio 2023, arXiv:2306.06101, in the form of their code and of optax, with ε = 1e-8.
"""
