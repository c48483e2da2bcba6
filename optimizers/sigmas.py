"""The parts σ_t: how steep each parameter has been. ε is added to σ, outside the root.

The σ that a part gives, and that a path records, is the whole divisor of the step, ε included.
"""

import jax.numpy as jnp

from optimizers.knobs import ALPHA, BETA2, EPSILON
from optimizers.part import Knobs, Part, Plane, State, Step, no_state
from surfaces import Number
from surfaces.surface import Numbers


def _nothing_yet(knobs: Numbers) -> Plane:
    return jnp.zeros(2)


def _one(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return jnp.ones(2), state


ONE = Part((), no_state, _one)
"""σ_t = 1: every parameter gets the same learning rate."""


def _mean_square(step: Step, total: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    total = total + step.grad**2
    return jnp.sqrt(total / (step.t + 1)) + knobs["epsilon"], total


MEAN_SQUARE = Part((EPSILON,), _nothing_yet, _mean_square)
"""σ_t = √((g_0² + … + g_t²) / (t + 1)) + ε: the root mean square of the lecture's Adagrad.

Not to be confused with the published Adagrad (Duchi et al. 2011), which takes the sum without
dividing: its σ can only grow.
"""


def _sum_square(step: Step, total: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    total = total + step.grad**2
    return jnp.sqrt(total) + knobs["epsilon"], total


SUM_SQUARE = Part((EPSILON,), _nothing_yet, _sum_square)
"""σ_t = √(g_0² + … + g_t²) + ε: the published Adagrad (Duchi et al. 2011), whose σ can only grow.

Not to be confused with optax's, which starts its sum at 0.1 and puts ε inside the root.
"""


def moving_square(memory: Number) -> Part:
    """A root mean square that forgets, started at the first gradient.

    σ_0 = |g_0| + ε, then σ_t = √(α σ_{t−1}² + (1 − α) g_t²) + ε, with `memory` for α; ε does not enter the
    average. This is the lecture's RMSProp.

    Not to be confused with `moving_square_from_zero`.
    """

    def update(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        alpha = knobs[memory.id]
        square = jnp.where(step.t == 0, step.grad**2, alpha * square + (1 - alpha) * step.grad**2)
        return jnp.sqrt(square) + knobs["epsilon"], square

    return Part((memory, EPSILON), _nothing_yet, update)


def moving_square_from_zero(memory: Number) -> Part:
    """A root mean square that forgets, started at zero and not corrected for it.

    v_{−1} = 0, then v_t = α v_{t−1} + (1 − α) g_t², σ_t = √v_t + ε, with `memory` for α. This is Hinton's and
    PyTorch's RMSProp, whose first step is 1/√(1 − α) times as long; optax also puts ε inside the root.
    """

    def update(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        alpha = knobs[memory.id]
        square = alpha * square + (1 - alpha) * step.grad**2
        return jnp.sqrt(square) + knobs["epsilon"], square

    return Part((memory, EPSILON), _nothing_yet, update)


MOVING_SQUARE, MOVING_SQUARE_BETA2 = moving_square(ALPHA), moving_square(BETA2)
SQUARE_FROM_ZERO, UNCORRECTED_SQUARE = moving_square_from_zero(ALPHA), moving_square_from_zero(BETA2)


def _corrected_square(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    beta2 = knobs["beta2"]
    square = beta2 * square + (1 - beta2) * step.grad**2
    return jnp.sqrt(square / (1 - beta2 ** (step.t + 1))) + knobs["epsilon"], square


CORRECTED_SQUARE = Part((BETA2, EPSILON), _nothing_yet, _corrected_square)
"""σ_t = √v̂_t + ε, v̂_t = v_t / (1 − β₂^{t+1}), v_t = β₂ v_{t−1} + (1 − β₂) g_t², v_{−1} = 0.

Adam's second moment (Kingma & Ba 2015, Algorithm 1), whose t counts from 1 where ours counts from 0.
"""


def _rectified_square(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    sigma, square = _corrected_square(step, square, knobs)
    t, beta2 = step.t + 1, knobs["beta2"]
    longest = 2 / (1 - beta2) - 1
    length = longest - 2 * t * beta2**t / (1 - beta2**t)
    # Below 5 the root may be of a negative number, which is then not used.
    share = (length - 4) * (length - 2) * longest / ((longest - 4) * (longest - 2) * length)
    rectified = length > 5
    return jnp.where(rectified, sigma / jnp.sqrt(jnp.where(rectified, share, 1)), 1.0), square


RECTIFIED_SQUARE = Part((BETA2, EPSILON), _nothing_yet, _rectified_square)
"""σ_t = (√v̂_t + ε) / r_t once ρ_t > 5, before that 1 (Liu et al. 2020, RAdam).

ρ_∞ = 2/(1 − β₂) − 1, ρ_t = ρ_∞ − 2 t β₂^t / (1 − β₂^t), r_t = √((ρ_t − 4)(ρ_t − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_t)),
t counted from 1. The paper rectifies from ρ_t > 4; its code, PyTorch and optax from 5.
"""
