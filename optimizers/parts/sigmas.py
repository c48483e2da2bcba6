"""The parts σ_t: how steep each parameter has been. ε is added to σ, outside the root.

The σ that a part gives, and that a path records, is the whole divisor of the step, ε included. What a part keeps of its
average of squares, `averages.mean_of_squares` says: the square of a gradient of 1e-170 is no float64, its root is one.
"""

import math
from collections.abc import Mapping

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from optimizers.parts.averages import length, mean_of_squares, rectification, root_of, seen
from optimizers.parts.knobs import ALPHA, BETA2, CLIP, EPSILON
from optimizers.parts.part import Knobs, Part, Plane, State, Step, no_state, zeros
from surfaces import Number
from surfaces.precision import in_float64


def _one(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return jnp.ones_like(step.grad), state


ONE = Part("one", "1 for every parameter", r"\sigma^t = 1", (), no_state, _one, lambda t, knobs: "1")
"""σ_t = 1: every parameter gets the same learning rate."""


def _size(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return jnp.abs(step.grad), state


SIZE = Part("size", "the size of the gradient", r"\sigma^t = |g^t|", (), no_state, _size, lambda t, knobs: "|{g}|")
"""σ_t = |g_t|: of the gradient only its sign is left. Where it is 0 there is no step."""


def _clip(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
    return jnp.ones_like(step.grad) * jnp.maximum(length(step.grad) / knobs["clip"], 1.0), state


CLIP_NORM = Part(
    "clip_norm", "what the gradient is longer than allowed",
    r"\sigma^t = \max\Bigl(1, \frac{\lVert g^t\rVert}{c}\Bigr)", (CLIP,), no_state, _clip,
)  # fmt: skip
"""σ_t = max(1, ‖g_t‖/c), the same for all parameters: g/σ is the gradient, shortened to c where it is longer.

Pascanu, Mikolov & Bengio 2013, §3.2. Not to be confused with clipping each component, which turns the direction.
"""


AT_ONCE = (SIZE, CLIP_NORM)
"""Those that are made of the gradient at hand alone: what holds of steps with a fixed σ does not hold of these."""


def _mean_square(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    root, kept = mean_of_squares(1.0, kept, 1.0, step.grad)
    return root / jnp.sqrt(step.t + 1) + knobs["epsilon"], kept


MEAN_SQUARE = Part(
    "mean_square", "RMS of all so far",
    r"\sigma^t = \sqrt{\tfrac{1}{t+1}\textstyle\sum_{s=0}^{t} (g^s)^2}", (EPSILON,), zeros, _mean_square,
    lambda t, knobs: "√(({last}² + {g}²) / {n}) + {epsilon}", "(√Σg²)", root_of,
)  # fmt: skip
"""σ_t = √((g_0² + … + g_t²) / (t + 1)) + ε: the root mean square of the lecture's Adagrad.

Not to be confused with the published Adagrad (Duchi et al. 2011), which takes the sum without
dividing: its σ can only grow.
"""


def _sum_square(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    root, kept = mean_of_squares(1.0, kept, 1.0, step.grad)
    return root + knobs["epsilon"], kept


SUM_SQUARE = Part(
    "sum_square", "root of the sum of all", r"\sigma^t = \sqrt{\textstyle\sum_{s=0}^{t} (g^s)^2}", (EPSILON,),
    zeros, _sum_square, lambda t, knobs: "√({last}² + {g}²) + {epsilon}", "(√Σg²)", root_of,
)  # fmt: skip
"""σ_t = √(g_0² + … + g_t²) + ε: the published Adagrad (Duchi et al. 2011), whose σ can only grow.

Not to be confused with optax's, which starts its sum at 0.1 and puts ε inside the root.
"""


def moving_square(memory: Number) -> Part:
    """A root mean square that forgets, started at the first gradient.

    σ_0 = |g_0| + ε, then σ_t = √(α σ_{t−1}² + (1 − α) g_t²) + ε, with `memory` for α; ε does not enter the
    average. This is the lecture's RMSProp.

    Not to be confused with `moving_square_from_zero`.
    """

    def update(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        alpha = jnp.where(step.t == 0, 0.0, knobs[memory.id])
        root, kept = mean_of_squares(alpha, kept, 1 - alpha, step.grad)
        return root + knobs["epsilon"], kept

    line, alpha = _line(memory), _latex(memory)
    return Part(
        "moving_square", "RMS that forgets",
        rf"\sigma^t = \sqrt{{{alpha}\,(\sigma^{{t-1}})^2 + (1-{alpha})\,(g^t)^2}},\quad \sigma^0 = |g^0|",
        (memory, EPSILON), zeros, update, lambda t, knobs: line if t else "√({g}²) + {epsilon}", "(σᵗ⁻¹)", root_of,
    )  # fmt: skip


def moving_square_from_zero(memory: Number) -> Part:
    """A root mean square that forgets, started at zero and not corrected for it.

    v_{−1} = 0, then v_t = α v_{t−1} + (1 − α) g_t², σ_t = √v_t + ε, with `memory` for α. This is Hinton's and
    PyTorch's RMSProp, whose first step is 1/√(1 − α) times as long; optax also puts ε inside the root.
    """

    def update(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
        root, kept = _forgetting(step, kept, knobs[memory.id])
        return root + knobs["epsilon"], kept

    line, alpha = _line(memory), _latex(memory)
    return Part(
        "moving_square_from_zero", "RMS that forgets, from zero",
        rf"\sigma^t = \sqrt{{{alpha}\,v^{{t-1}} + (1-{alpha})\,(g^t)^2}},\quad v^{{-1}} = 0", (memory, EPSILON),
        zeros, update, lambda t, knobs: line, "(√vᵗ⁻¹)", root_of,
    )  # fmt: skip


def _forgetting(step: Step, kept: Plane, memory: Float[Array, ""]) -> tuple[Plane, Plane]:
    """√(α v + (1 − α) g²), and what to keep of it."""
    return mean_of_squares(memory, kept, 1 - memory, step.grad)


def _line(memory: Number) -> str:
    return f"√({{{memory.id}}} · {{last}}² + (1 − {{{memory.id}}}) · {{g}}²) + {{epsilon}}"


def _latex(memory: Number) -> str:
    return {"alpha": r"\alpha", "beta2": r"\beta_2"}[memory.id]


MOVING_SQUARE, MOVING_SQUARE_BETA2 = moving_square(ALPHA), moving_square(BETA2)
SQUARE_FROM_ZERO, UNCORRECTED_SQUARE = moving_square_from_zero(ALPHA), moving_square_from_zero(BETA2)


def _corrected_square(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    beta2 = knobs["beta2"]
    root, kept = _forgetting(step, kept, beta2)
    return root / jnp.sqrt(seen(beta2, step.t + 1)) + knobs["epsilon"], kept


_CORRECTED = "(√(({beta2} · {last}² + (1 − {beta2}) · {g}²) / (1 − {beta2}^{n})) + {epsilon})"

CORRECTED_SQUARE = Part(
    "corrected_square", "corrected RMS",
    r"\sigma^t = \sqrt{\hat v^t},\quad \hat v^t = \frac{\beta_2 v^{t-1} + (1-\beta_2)\,(g^t)^2}{1 - (\beta_2)^{t+1}}",
    (BETA2, EPSILON), zeros, _corrected_square, lambda t, knobs: _CORRECTED[1:-1], "(√vᵗ⁻¹)", root_of,
)  # fmt: skip
"""σ_t = √v̂_t + ε, v̂_t = v_t / (1 − β₂^{t+1}), v_t = β₂ v_{t−1} + (1 − β₂) g_t², v_{−1} = 0.

Adam's second moment (Kingma & Ba 2015, Algorithm 1), whose t counts from 1 where ours counts from 0.
"""


def _rectified_square(step: Step, kept: Plane, knobs: Knobs) -> tuple[Plane, Plane]:
    beta2, n = knobs["beta2"], step.t + 1
    (root, kept), filled = _forgetting(step, kept, beta2), seen(beta2, n)
    length, share = rectification(beta2, n, filled)
    # Below 5 the root may be of a negative number, which is then not used.
    shorter = jnp.sqrt(jnp.where(length > 5, share, 1))
    return jnp.where(length > 5, (root / jnp.sqrt(filled) + knobs["epsilon"]) / shorter, 1.0), kept


@jax.jit
def _rectification(beta2: Float[Array, ""], n: Float[Array, ""]) -> tuple[Array, Array]:
    return rectification(beta2, n, seen(beta2, n))


@in_float64()
def rectified_at(beta2: float, steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """RAdam's ρ and r² of many steps, (n,) each, counted from 1; r² is used only where ρ > 5."""
    many = jax.vmap(_rectification, (None, 0))
    length, share = many(jnp.asarray(np.float64(beta2)), jnp.asarray(steps, jnp.float64))
    return np.asarray(length), np.asarray(share)


@in_float64()
def _rectified_line(t: int, knobs: Mapping[str, float]) -> str:
    length, share = _rectification(np.float64(knobs["beta2"]), np.float64(t + 1))
    return f"{_CORRECTED} / {{r={math.sqrt(share)!r}}}" if length > 5 else "1"


RECTIFIED_SQUARE = Part(
    "rectified_square", "corrected RMS, rectified",
    r"\sigma^t = \sqrt{\hat v^t}\,/\,r^t\ \text{once}\ \rho^t > 5,\ \text{else}\ 1", (BETA2, EPSILON), zeros,
    _rectified_square, _rectified_line, "(√vᵗ⁻¹)", root_of,
)  # fmt: skip
"""σ_t = (√v̂_t + ε) / r_t once ρ_t > 5, before that 1 (Liu et al. 2020, RAdam).

ρ_∞ = 2/(1 − β₂) − 1, ρ_t = ρ_∞ − 2 t β₂^t / (1 − β₂^t), r_t = √((ρ_t − 4)(ρ_t − 2) ρ_∞ / ((ρ_∞ − 4)(ρ_∞ − 2) ρ_t)),
t counted from 1. The paper rectifies from ρ_t > 4; its code, PyTorch and optax from 5.
"""

SIGMAS: dict[str, Part] = {
    part.id: part
    for part in (ONE, MEAN_SQUARE, SUM_SQUARE, MOVING_SQUARE, SQUARE_FROM_ZERO, CORRECTED_SQUARE, RECTIFIED_SQUARE)
}
"""Every kind of σ_t once, in teaching order."""
