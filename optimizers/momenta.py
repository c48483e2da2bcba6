"""The parts m_t: which way to go, and how far the past carries."""

import jax.numpy as jnp

from optimizers.knobs import BETA, BETA1
from optimizers.part import Knobs, Part, Plane, State, Step, no_state
from surfaces.surface import Numbers


def _nothing_yet(knobs: Numbers) -> Plane:
    return jnp.zeros(2)


def _gradient(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return step.grad, state


GRADIENT = Part((), no_state, _gradient)
"""m_t = g_t: no memory."""


def _heavy_ball(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    m = knobs["beta"] * m + step.grad
    return m, m


HEAVY_BALL = Part((BETA,), _nothing_yet, _heavy_ball)
"""m_t = β m_{t−1} + g_t, m_{−1} = 0: classical momentum (Polyak 1964).

Not to be confused with the moving average (1 − β) g_t of Adam: under a steady gradient this one
grows to g/(1 − β), ten times as long at β = 0.9.
"""


def _corrected_average(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    beta1 = knobs["beta1"]
    m = beta1 * m + (1 - beta1) * step.grad
    return m / (1 - beta1 ** (step.t + 1)), m


CORRECTED_AVERAGE = Part((BETA1,), _nothing_yet, _corrected_average)
"""m̂_t = m_t / (1 − β₁^{t+1}), m_t = β₁ m_{t−1} + (1 − β₁) g_t, m_{−1} = 0.

Adam's first moment (Kingma & Ba 2015, Algorithm 1), whose t counts from 1 where ours counts from 0.
"""
