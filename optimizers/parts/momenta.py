"""The parts m_t: which way to go, and how far the past carries.

Their limits are the values of ηλ at which the linear recursion of θ and the state on ½λθ² has the root −1, derived
here and held against its spectral radius in the tests; with the sum all roots have the size 1 below it too, and such a
run never comes to rest. For β in [0, 1).
"""

from collections.abc import Callable, Mapping

import jax.numpy as jnp

from optimizers.parts.averages import seen
from optimizers.parts.knobs import BETA, BETA1
from optimizers.parts.part import Beside, Knobs, Part, Plane, State, Step, no_state, zeros
from surfaces import Number


def _gradient(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return step.grad, state


GRADIENT = Part(
    "gradient", "the gradient alone", r"m^t = g^t", (), no_state, _gradient, lambda t, knobs: "{g}",
    limit=lambda knobs: 2.0,
)  # fmt: skip
"""m_t = g_t: no memory."""


def _heavy_ball(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    m = knobs["beta"] * m + step.grad
    return m, m


HEAVY_BALL = Part(
    "heavy_ball", "classical momentum", r"m^t = \beta m^{t-1} + g^t", (BETA,), zeros, _heavy_ball,
    lambda t, knobs: "{beta} · {last} + {g}", "mᵗ⁻¹", limit=lambda knobs: 2 * (1 + knobs["beta"]),
)  # fmt: skip
"""m_t = β m_{t−1} + g_t, m_{−1} = 0: classical momentum (Polyak 1964).

Not to be confused with the moving average (1 − β) g_t of Adam: under a steady gradient this one
grows to g/(1 − β), ten times as long at β = 0.9.
"""


def _sum(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    m = m + step.grad
    return m, m


SUM = Part(
    "sum", "the sum of all gradients", r"m^t = g^0 + \dots + g^t", (), zeros, _sum,
    lambda t, knobs: "{last} + {g}", "mᵗ⁻¹", limit=lambda knobs: 4.0,
)  # fmt: skip
"""m_t = g_0 + … + g_t: every gradient so far with the same weight, as the lecture first writes it."""


def _nesterov(step: Step, v: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    v = knobs["beta"] * v + step.grad
    return step.grad + knobs["beta"] * v, v


def _without_momentum(step: Step, rate: Plane, before: State, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return (step.theta - rate * step.grad,)


NESTEROV = Part(
    "nesterov", "Nesterov's momentum", r"m^t = g^t + \beta v^t,\quad v^t = \beta v^{t-1} + g^t", (BETA,), zeros,
    _nesterov, lambda t, knobs: "{g} + {beta} · ({beta} · {last} + {g})", "vᵗ⁻¹",
    limit=lambda knobs: 2 * (1 + knobs["beta"]) / (1 + 2 * knobs["beta"]),
    points=(Beside("without_momentum", "x", "the gradient's step alone, from which it looks ahead"),),
    placed=_without_momentum,
)  # fmt: skip
"""m_t = g_t + β v_t, v_t = β v_{t−1} + g_t, v_{−1} = 0: Nesterov's momentum as Sutskever et al. (2013) and
the libraries write it. Not to be confused with the form that takes the gradient ahead of the point.

Their θ is the point looked ahead to: with x^{t+1} = θ^t − η^t g^t, Nesterov's own sequence, θ^{t+1} = x^{t+1} − η^t β
v^t, which is x^{t+1} + β (x^{t+1} − x^t) where η stays the same.
"""


def average(memory: Number) -> Part:
    """A moving average of the gradients, started at the first.

    m_0 = g_0, then m_t = β m_{t−1} + (1 − β) g_t, with `memory` for β.

    Not to be confused with `average_from_zero`, whose first values are too small.
    """

    def update(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        beta = knobs[memory.id]
        m = jnp.where(step.t == 0, step.grad, beta * m + (1 - beta) * step.grad)
        return m, m

    line, beta = f"{{{memory.id}}} · {{last}} + (1 − {{{memory.id}}}) · {{g}}", _latex(memory)
    return Part(
        "average", "a moving average", rf"m^t = {beta} m^{{t-1}} + (1-{beta})\,g^t,\quad m^0 = g^0", (memory,), zeros,
        update, lambda t, knobs: line if t else "{g}", "mᵗ⁻¹", limit=_limit_of_average(memory),
    )  # fmt: skip


def average_from_zero(memory: Number) -> Part:
    """A moving average of the gradients, started at zero and not corrected for it.

    m_{−1} = 0, then m_t = β m_{t−1} + (1 − β) g_t, with `memory` for β.
    """

    def update(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        beta = knobs[memory.id]
        m = beta * m + (1 - beta) * step.grad
        return m, m

    line, beta = f"{{{memory.id}}} · {{last}} + (1 − {{{memory.id}}}) · {{g}}", _latex(memory)
    return Part(
        "average_from_zero", "a moving average from zero",
        rf"m^t = {beta} m^{{t-1}} + (1-{beta})\,g^t,\quad m^{{-1}} = 0", (memory,), zeros,
        update, lambda t, knobs: line, "mᵗ⁻¹", limit=_limit_of_average(memory),
    )  # fmt: skip


def _limit_of_average(memory: Number) -> Callable[[Mapping[str, float]], float]:
    return lambda knobs: 2 * (1 + knobs[memory.id]) / (1 - knobs[memory.id])


def _latex(memory: Number) -> str:
    return {"beta": r"\beta", "beta1": r"\beta_1"}[memory.id]


AVERAGE, AVERAGE_BETA1 = average(BETA), average(BETA1)
UNCORRECTED_AVERAGE = average_from_zero(BETA1)


def _corrected_average(step: Step, m: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    m, _ = UNCORRECTED_AVERAGE.update(step, m, knobs)
    return m / seen(knobs["beta1"], step.t + 1), m


CORRECTED_AVERAGE = Part(
    "corrected_average", "a corrected moving average",
    r"m^t = \frac{a^t}{1 - (\beta_1)^{t+1}},\quad a^t = \beta_1 a^{t-1} + (1-\beta_1)\,g^t", (BETA1,), zeros,
    _corrected_average, lambda t, knobs: "({beta1} · {last} + (1 − {beta1}) · {g}) / (1 − {beta1}^{n})", "mᵗ⁻¹",
    limit=_limit_of_average(BETA1),
)  # fmt: skip
"""m̂_t = m_t / (1 − β₁^{t+1}), m_t = β₁ m_{t−1} + (1 − β₁) g_t, m_{−1} = 0.

Adam's first moment (Kingma & Ba 2015, Algorithm 1), whose t counts from 1 where ours counts from 0.
"""

MOMENTA: dict[str, Part] = {
    part.id: part for part in (GRADIENT, HEAVY_BALL, SUM, NESTEROV, AVERAGE, UNCORRECTED_AVERAGE, CORRECTED_AVERAGE)
}
"""Every kind of m_t once, in teaching order."""
