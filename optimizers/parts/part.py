"""What a part of the update is, and what it gets to see.

    θ_i^{t+1} = θ_i^t − (η^t / σ_i^t) · m_i^t

η, σ and m are each a `Part`; an optimizer is a choice of three, and there is one loop.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any, NamedTuple

import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces import Number
from surfaces.surface import Numbers
from words import Message

# One value for each parameter. On a surface there are two; an optimizer that trains a network has more.
Plane = Float[Array, " n"]
Knobs = Mapping[str, Float[Array, "..."]]
State = Any


Rate = Float[Array, ""]


class Step(NamedTuple):
    """What is known before update t: the point, and the loss and the gradient there.

    t counts from 0. It is a whole number kept in float64, so that formulas may mix it with the knobs. `eta` is η^t,
    which σ and m may read. `elsewhere(θ)` is the loss at another point, as this step sees it: of its own batch, and
    tilted by its noise, so that its gradient is the one that the step would be given there. Both are None where a part
    is fed with gradients alone.
    """

    t: Float[Array, ""]
    theta: Plane
    loss: Float[Array, ""]
    grad: Plane
    eta: Rate | None = None
    elsewhere: Callable[[Plane], Float[Array, ""]] | None = None


@dataclass(frozen=True)
class Beside:
    """A point that a step has beside θ^t: where it looks ahead, or another sequence that it keeps.

    `symbol` is its sign in the formula, `name` an English message. `lasts`: it is a sequence with a path of its own,
    and not only a place that one step looks at.
    """

    id: str
    symbol: str
    name: Annotated[Message, "point"]
    lasts: bool = False


def _not_written(t: int, knobs: Mapping[str, float]) -> str:
    return ""


def _not_known(knobs: Mapping[str, float]) -> None:
    return None


def _nowhere(step: Step, rate: Plane, before: State, after: State, knobs: Knobs) -> tuple[Plane, ...]:
    return ()


def _as_it_is(state: Plane) -> Plane:
    return state


@dataclass(frozen=True, eq=False)
class Part:
    """One factor of the update: how it starts, and how each step moves it.

    `init(knobs, theta)` is the state before the first step; `update(step, state, knobs)` gives the
    factor of this step, (n,) for σ and m and () for η, and the next state. `numbers` are the knobs
    it reads: plain for `init`, traced for `update`. Both functions are pure JAX. Build a part once,
    at import: a part built afresh is a different part to the compiler.

    `written(t, knobs)` is the formula of step t as one line of plain text, for one parameter, with braces
    where a number goes: `{g}` the gradient, `{last}` the state before this step, `{t}` and `{n}` = t + 1,
    the knobs by their ids, and `{r=0.25}` for a number r that only this part knows. Empty if the part
    cannot be written so. `memory` is the symbol of the state, and `told(state)` its value, where what is kept
    differs. `name` is an English message for `words.say`, `formula` LaTeX.

    `limit(knobs)` is of an m the positive number that η/σ times the curvature must not exceed, with σ and curvature as
    they are, or oscillations grow; None where no such number is known. A part that is no m has none.

    `usual` are values, by the ids of numbers, that the part is published with: they go before those of the
    optimizer it runs with. A part made from another one passes on what that one has.

    `points` are of an m the points that its step has beside θ^t, and `placed(step, rate, before, after, knobs)` where
    they are, in their order: from the η/σ of each parameter, and the states before and after the step. `lowest`: it
    reads the knob of this name, the lowest loss of the surface.
    """

    id: str
    name: Annotated[Message, "part"]
    formula: str
    numbers: tuple[Number, ...]
    init: Callable[[Numbers, Plane], State]
    update: Callable[[Step, State, Knobs], tuple[Float[Array, "..."], State]]
    written: Callable[[int, Mapping[str, float]], str] = _not_written
    memory: str = ""
    told: Callable[[Plane], Plane] = _as_it_is
    usual: Mapping[str, float] = field(default_factory=dict)
    limit: Callable[[Mapping[str, float]], float | None] = _not_known
    points: tuple[Beside, ...] = ()
    placed: Callable[[Step, Plane, State, State, Knobs], tuple[Plane, ...]] = _nowhere
    lowest: bool = False


def no_state(knobs: Numbers, theta: Plane) -> tuple[()]:
    """The state of a part that remembers nothing."""
    return ()


def zeros(knobs: Numbers, theta: Plane) -> Plane:
    """The state of a part that has seen no gradient yet."""
    return jnp.zeros_like(theta)
