"""A direction that is divided by a matrix, and so along axes that turn with the valley."""

import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.averages import seen
from optimizers.parts.knobs import BETA1, BETA2, EPSILON
from optimizers.parts.momenta import UNCORRECTED_AVERAGE
from optimizers.parts.part import Knobs, Part, Plane, State, Step
from surfaces.surface import Numbers

# A direction in which the gradients were shorter than this share of the longest ones is known by its roundings only.
ROUNDING = 1e-15

Kept = tuple[Plane, Float[Array, "n n"]]


def _nothing(knobs: Numbers, theta: Plane) -> Kept:
    return UNCORRECTED_AVERAGE.init(knobs, theta), jnp.zeros((len(theta), len(theta)))


def _divided(step: Step, kept: Kept, knobs: Knobs) -> tuple[Plane, State]:
    a, root = kept
    beta2, n = knobs["beta2"], step.t + 1
    mean, a = UNCORRECTED_AVERAGE.update(step, a, knobs)
    # What is kept of the average of g gᵀ is a root, W with WᵀW = V: no square has to be a float64, and the smaller of
    # two sizes keeps its digits.
    rows = jnp.concatenate([jnp.sqrt(beta2) * root, jnp.sqrt(1 - beta2) * step.grad[None]])
    _, size, axes = jnp.linalg.svd(rows, full_matrices=False)
    along = axes @ mean / seen(knobs["beta1"], n)
    sigma = size / jnp.sqrt(seen(beta2, n)) + knobs["epsilon"]
    known = size > ROUNDING * size.max()
    m = axes.T @ jnp.where(known, along / jnp.where(known, sigma, 1.0), 0.0)
    return m, (a, size[:, None] * axes)


DIVIDED_BY_A_MATRIX = Part(
    "divided_by_a_matrix", "a corrected average, divided by a matrix",
    r"m^t = \bigl((\hat V^t)^{1/2} + \epsilon\bigr)^{-1}\hat a^t,\quad "
    r"\hat V^t = \frac{V^t}{1-(\beta_2)^{t+1}},\quad V^t = \beta_2 V^{t-1} + (1-\beta_2)\,g^t (g^t)^{\mathsf T},\quad "
    r"\hat a^t = \frac{a^t}{1-(\beta_1)^{t+1}},\quad a^t = \beta_1 a^{t-1} + (1-\beta_1)\,g^t",
    (BETA1, BETA2, EPSILON), _nothing, _divided,
)  # fmt: skip
"""m_t = (V̂_t^½ + ε)⁻¹ â_t with V_t = β₂ V_{t−1} + (1 − β₂) g_t g_tᵀ: Adam's σ as a matrix, off its diagonal too.

Along the axes of V, which are those that the gradients have had, it is Adam's step; turning the plane turns the step
with it. Along an axis in which no gradient has pointed yet there is no step. Adam's σ is the root of V's diagonal.
No limit is given: σ, for which limits are stated, is 1 here, and what divides is no σ of a parameter.
Source: Duchi et al. 2011 have the full matrix; SOAP (Vyas et al. 2024, arXiv:2409.11321) runs Adam along such axes, for
each side of a matrix of weights. For a vector there is one side, and these are its axes.
"""
