"""The parts σ_t: how steep each parameter has been. ε is added to σ, outside the root.

The σ that a part gives, and that a path records, is the whole divisor of the step, ε included.
"""

import jax.numpy as jnp

from optimizers.knobs import ALPHA, BETA2, EPSILON
from optimizers.part import Knobs, Part, Plane, State, Step, no_state
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


def _moving_square(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    alpha = knobs["alpha"]
    moved = alpha * square + (1 - alpha) * step.grad**2
    square = jnp.where(step.t == 0, step.grad**2, moved)
    return jnp.sqrt(square) + knobs["epsilon"], square


MOVING_SQUARE = Part((ALPHA, EPSILON), _nothing_yet, _moving_square)
"""σ_t = √(α σ_{t−1}² + (1 − α) g_t²) + ε, started at σ_0 = |g_0|: the lecture's RMSProp.

Not to be confused with Hinton's, PyTorch's and optax's, which start from zero, so that their first
step is 1/√(1 − α) times as long; optax also puts ε inside the root.
"""


def _corrected_square(step: Step, square: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    beta2 = knobs["beta2"]
    square = beta2 * square + (1 - beta2) * step.grad**2
    return jnp.sqrt(square / (1 - beta2 ** (step.t + 1))) + knobs["epsilon"], square


CORRECTED_SQUARE = Part((BETA2, EPSILON), _nothing_yet, _corrected_square)
"""σ_t = √v̂_t + ε, v̂_t = v_t / (1 − β₂^{t+1}), v_t = β₂ v_{t−1} + (1 − β₂) g_t², v_{−1} = 0.

Adam's second moment (Kingma & Ba 2015, Algorithm 1), whose t counts from 1 where ours counts from 0.
"""
