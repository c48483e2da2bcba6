"""The parts m^t that keep another sequence of points beside θ^t: an average, or where steps alone would lead."""

from collections.abc import Callable
from typing import NamedTuple

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from optimizers.parts.knobs import BETA2, EPSILON, KEPT, PULL, SHARE, SYNC, WEIGHT_DECAY
from optimizers.parts.part import Beside, Knobs, Part, Plane, State, Step, zeros
from optimizers.parts.sigmas import CORRECTED_SQUARE
from surfaces import Number
from surfaces.surface import Numbers


def _two_at_start(knobs: Numbers, theta: Plane) -> tuple[Plane, Plane]:
    return theta, theta


def _averaged(step: Step, averages: tuple[Plane, Plane], knobs: Knobs) -> tuple[Plane, State]:
    mean, moving = averages
    mean = mean + (step.theta - mean) / (step.t + 1)
    moving = knobs["kept"] * moving + (1 - knobs["kept"]) * step.theta
    return step.grad, (mean, moving)


def _the_averages(step: Step, rate: Plane, before: State, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return tuple(after)


AVERAGED = Part(
    "averaged", "the gradient alone, and averages of the points",
    r"m^t = g^t,\quad \bar\theta^t = \tfrac{1}{t+1}\textstyle\sum_{s=0}^{t}\theta^s,\quad "
    r"\tilde\theta^t = \gamma\,\tilde\theta^{t-1} + (1-\gamma)\,\theta^t",
    (KEPT,), _two_at_start, _averaged, lambda t, knobs: "{g}", limit=lambda knobs: 2.0,
    points=(
        Beside("mean", "θ̄", "the mean of all points so far", lasts=True),
        Beside("moving_mean", "θ̃", "the moving average of the points", lasts=True),
    ),
    placed=_the_averages,
)  # fmt: skip
"""m_t = g_t; beside it the mean of θ_0 … θ_t (Ruppert 1988, Polyak & Juditsky 1992), and a moving average from θ_0."""


def _slow_at_start(knobs: Numbers, theta: Plane) -> Plane:
    return theta


def _ahead_and_back(step: Step, slow: Plane, knobs: Knobs) -> tuple[Plane, State]:
    assert step.eta is not None
    still, due = step.eta == 0, (step.t + 1) % knobs["sync"] == 0
    fast = step.theta - step.eta * step.grad
    moved = jnp.where(due, slow + knobs["way"] * (fast - slow), slow)
    back = (step.theta - moved) / jnp.where(still, 1.0, step.eta)
    return jnp.where(still, 0.0, jnp.where(due, back, step.grad)), jnp.where(still, slow, moved)


def _the_slow_one(step: Step, rate: Plane, before: State, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return (before,)


LOOKAHEAD = Part(
    "lookahead", "some steps ahead, and a part of the way back",
    r"m^t = g^t,\ \text{and at every k-th step}\ \theta^{t+1} = \varphi^{t+1} = \varphi^t + \alpha\,(\theta^t - \eta^t "
    r"g^t - \varphi^t)",
    (SYNC, PULL), _slow_at_start, _ahead_and_back,
    points=(Beside("slow", "φ", "the slow point, which moves every k steps", lasts=True),), placed=_the_slow_one,
)  # fmt: skip
"""Plain steps, and after every k of them back to φ, which has gone the share α of the way there.

As m = (θ_t − θ_{t+1})/η_t at those steps. With η_t = 0 nothing moves, as with every method here.
Source: Zhang et al. 2019, Algorithm 1, with plain descent inside.
"""


class Free(NamedTuple):
    """z, x, what the weights of x sum up to, the largest rate so far, and what σ keeps."""

    z: Plane
    x: Plane
    weights: Float[Array, ""]
    peak: Float[Array, ""]
    squares: State


def _at_start(knobs: Numbers, theta: Plane) -> Free:
    return Free(theta, theta, jnp.zeros(()), jnp.zeros(()), zeros(knobs, theta))


def _two_sequences(step: Step, rate: Plane, before: Free, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return before.z, before.x


def schedule_free(
    id: str,
    formula: str,
    numbers: tuple[Number, ...],
    direction: Callable[[Step, State, Knobs], tuple[Plane, State]],
) -> Part:
    """z by steps of its own, x their average, and θ = y between the two, where the gradient is taken.

    z_{t+1} = z_t − η_t d_t, x_{t+1} = (1 − c) x_t + c z_{t+1}, y_{t+1} = (1 − β) z_{t+1} + β x_{t+1},
    with `direction` for d.
    c = w_t / Σ w with w the square of the largest η so far, so that it is 1/(t + 1) where η stays the same.

    As m = (y_t − y_{t+1})/η_t. With η_t = 0 nothing moves, as with every method here; in the authors' code x goes on.
    Source: Defazio et al. 2024, arXiv:2405.15682, whose t counts from 1.
    """

    def update(step: Step, kept: Free, knobs: Knobs) -> tuple[Plane, State]:
        assert step.eta is not None
        along, squares = direction(step, kept.squares, knobs)
        still = step.eta == 0
        peak = jnp.maximum(kept.peak, step.eta)
        weights = kept.weights + peak**2
        share = peak**2 / jnp.where(weights > 0, weights, 1.0)
        z = kept.z - step.eta * along
        x = (1 - share) * kept.x + share * z
        y = (1 - knobs["share"]) * z + knobs["share"] * x
        m = jnp.where(still, 0.0, (step.theta - y) / jnp.where(still, 1.0, step.eta))
        return m, jax.tree.map(lambda old, new: jnp.where(still, old, new), kept, Free(z, x, weights, peak, squares))

    return Part(
        id, "schedule-free: a mixture of steps and their average", formula, numbers, _at_start, update,
        points=(
            Beside("steps", "z", "where the steps alone lead", lasts=True),
            Beside("average", "x", "the average of those, which is what is used in the end", lasts=True),
        ),
        placed=_two_sequences,
    )  # fmt: skip


def _gradient(step: Step, squares: State, knobs: Knobs) -> tuple[Plane, State]:
    return step.grad, squares


def _adaptive(step: Step, squares: State, knobs: Knobs) -> tuple[Plane, State]:
    sigma, squares = CORRECTED_SQUARE.update(step, squares, knobs)
    # With ε = 0 both may be 0; then there is no step, and no 0/0.
    scaled = jnp.where(step.grad == 0, 0.0, step.grad / jnp.where(step.grad == 0, 1.0, sigma))
    return scaled + knobs["weight_decay"] * step.theta, squares


_SEQUENCES = (
    r"\theta^t = (1-\beta)\,z^t + \beta\,x^t,\quad x^{t+1} = (1-c)\,x^t + c\,z^{t+1},\quad z^{t+1} = z^t - \eta^t "
)
SCHEDULE_FREE = schedule_free("schedule_free", _SEQUENCES + r"g^t", (SHARE,), _gradient)
SCHEDULE_FREE_ADAMW = schedule_free(
    "schedule_free_adamw",
    _SEQUENCES + r"\Bigl(\frac{g^t}{\sqrt{\hat v^t} + \epsilon} + \lambda\,\theta^t\Bigr),\quad "
    r"\hat v^t = \frac{v^t}{1-(\beta_2)^{t+1}},\quad v^t = \beta_2 v^{t-1} + (1-\beta_2)\,(g^t)^2",
    (SHARE, BETA2, EPSILON, WEIGHT_DECAY),
    _adaptive,
)
