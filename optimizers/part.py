"""What a part of the update is, and what it gets to see.

    θ_i^{t+1} = θ_i^t − (η^t / σ_i^t) · m_i^t

η, σ and m are each a `Part`; an optimizer is a choice of three, and there is one loop.
"""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from jaxtyping import Array, Float

from surfaces import Number
from surfaces.surface import Numbers

Plane = Float[Array, "2"]
Knobs = Mapping[str, Float[Array, ""]]
State = Any


class Step(NamedTuple):
    """What is known before update t: the loss and the gradient at θ^t.

    t counts from 0. It is a whole number kept in float64, so that formulas may mix it with the knobs.
    """

    t: Float[Array, ""]
    loss: Float[Array, ""]
    grad: Plane


class Part(NamedTuple):
    """One factor of the update: how it starts, and how each step moves it.

    `init(knobs)` is the state before the first step; `update(step, state, knobs)` gives the
    factor of this step, (2,) for σ and m and () for η, and the next state. `numbers` are the knobs
    it reads: plain for `init`, traced for `update`. Both functions are pure JAX. Build a part once,
    at import: a part built afresh is a different part to the compiler.
    """

    numbers: tuple[Number, ...]
    init: Callable[[Numbers], State]
    update: Callable[[Step, State, Knobs], tuple[Float[Array, "..."], State]]


def no_state(knobs: Numbers) -> tuple[()]:
    """The state of a part that remembers nothing."""
    return ()
