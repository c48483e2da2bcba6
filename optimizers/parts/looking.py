"""The parts m^t that ask for more than the gradient at θ^t: elsewhere, how the surface bends, how low it gets."""

import jax
import jax.numpy as jnp

from optimizers.parts.averages import length
from optimizers.parts.knobs import RADIUS
from optimizers.parts.part import Beside, Knobs, Part, Plane, State, Step, no_state


def _uphill(step: Step, knobs: Knobs) -> Plane:
    """θ + ρ g/‖g‖; where there is no slope θ itself."""
    size = length(step.grad)
    return step.theta + knobs["uphill"] * step.grad / jnp.where(size > 0, size, 1.0)


def _ascent(step: Step, rate: Plane, before: State, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return (_uphill(step, knobs),)


def _sharpness_aware(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    assert step.elsewhere is not None
    return jax.grad(step.elsewhere)(_uphill(step, knobs)), state


SHARPNESS_AWARE = Part(
    "sharpness_aware", "the gradient from a little uphill",
    r"m^t = \nabla L(a^t),\quad a^t = \theta^t + \rho\,\frac{g^t}{\lVert g^t\rVert}",
    (RADIUS,), no_state, _sharpness_aware,
    points=(Beside("ascent", "a", "the point uphill at which it takes its gradient"),), placed=_ascent,
)  # fmt: skip
"""m_t = ∇L(θ_t + ρ g_t/‖g_t‖): sharpness-aware minimization (Foret et al. 2021, Algorithm 1, p = 2).

The second gradient is of the same batch and has the same noise. No limit is given: near a minimum the length of the way
uphill does not shrink with the slope, and the recursion is not linear there.
"""


def _by_curvature(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    assert step.elsewhere is not None
    return jnp.linalg.solve(jax.hessian(step.elsewhere)(step.theta), step.grad), state


NEWTON = Part(
    "newton", "the gradient over the whole curvature",
    r"m^t = (H^t)^{-1} g^t,\quad H^t = \nabla^2 L(\theta^t)", (), no_state,
    _by_curvature,
)  # fmt: skip
"""m_t = H_t⁻¹ g_t: the step to where the slope of the paraboloid at θ_t is 0, its bottom, its saddle or its top.

Where H has no inverse there is no such point, and the run breaks off. With η its limit is 2 whatever the curvature; it
is not given, for η/σ times the curvature does not tell it.
"""


def _by_height(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    size = length(step.grad)
    unit, lowest = jnp.where(size > 0, size, 1.0), knobs["lowest"]
    height = jnp.where(jnp.isfinite(lowest), jnp.maximum(step.loss - lowest, 0.0), 0.0)
    return height / unit * (step.grad / unit), state


POLYAK = Part(
    "polyak", "the gradient, as long as the height asks for",
    r"m^t = \frac{L^t - L^*}{\lVert g^t\rVert^2}\,g^t", (), no_state, _by_height, lowest=True,
)  # fmt: skip
"""m_t = (L_t − L*)/‖g_t‖² · g_t with L* the lowest loss there is: Polyak's step (1969, 1987 §5.3).

L is the loss of the surface, and with chance g is what the step is given. Where the surface falls for ever there is no
L*, and m is 0.
"""
