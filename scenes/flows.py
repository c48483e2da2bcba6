"""The flows beside a run on show: what tiny steps would do from its start, and what its own steps follow."""

from typing import Literal

import numpy as np
from jaxtyping import Float

from optimizers import optimizer
from optimizers.flows import Flow, followed, gradient_flow, known, pace
from scenes.memory import MEMORY
from scenes.trajectories import Origin, path_of
from surfaces import SURFACES


def gradient_flow_of(origin: Origin, steps: int) -> Flow:
    """The gradient flow from the start of this run, for as long a time as its updates take."""
    method, eta = optimizer(origin.run.optimizer), rates_of(origin, steps)
    clock = np.append(0.0, np.cumsum(eta)) * pace(method, dict(origin.run.numbers))
    return MEMORY.get(
        ("gradient flow", origin, steps),
        lambda: gradient_flow(SURFACES[origin.surface], origin.start, clock, **dict(origin.numbers)),
    )


def followed_by(origin: Origin, steps: int) -> Flow | None:
    """The flow that the steps of this run follow; None where none is known."""
    if unknown(origin, steps):
        return None
    method, knobs, numbers = optimizer(origin.run.optimizer), dict(origin.run.numbers), dict(origin.numbers)
    eta = rates_of(origin, steps)
    return MEMORY.get(
        ("followed", origin, steps),
        lambda: followed(SURFACES[origin.surface], method, origin.start, eta, knobs, **numbers),
    )


def unknown(origin: Origin, steps: int) -> Literal["chance", "schedule", "method"] | None:
    """Why it is not known which flow the steps of this run follow; None where it is."""
    method = optimizer(origin.run.optimizer)
    if not known(method, np.zeros(0)):
        return "method"
    if not origin.exact:
        return "chance"
    return None if known(method, rates_of(origin, steps)) else "schedule"


def rates_of(origin: Origin, steps: int) -> Float[np.ndarray, " T"]:
    """η of each update. A run that has left float64 has made no more; where its η stays the same they are known all."""
    eta = path_of(origin, steps).eta
    if 0 < len(eta) < steps and origin.run.schedule == "constant" and not origin.run.changes:
        return np.full(steps, eta[0])
    return eta
