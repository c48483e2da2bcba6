"""What a run did: its numbers, and what became of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.outcome import Outcome


@dataclass(frozen=True)
class Path:
    """What a run did, all float64: T updates between T + 1 points.

    θ^{t+1} = θ^t − eta[t] / sigma[t] · m[t] holds to the last bit, with the product rounded or, on
    processors that multiply and subtract in one go, not; sigma includes ε. Where m is 0 there is no step,
    even if σ is 0 too. `loss` is that of the surface; `grad` is what the optimizer was given, with
    noise or of a mini-batch if there is one. A run that left float64 is recorded up to its last finite
    point, so T can be less than was asked for. `beside` holds the other points of each step t, by their ids
    (`Part.points`): those that the update from θ^t has, which at the last point is the one that would come next. They
    may lie beyond float64.
    """

    point: Float[np.ndarray, "points 2"]
    loss: Float[np.ndarray, " points"]
    grad: Float[np.ndarray, "points 2"]
    eta: Float[np.ndarray, " T"]
    sigma: Float[np.ndarray, "T 2"]
    m: Float[np.ndarray, "T 2"]
    outcome: Outcome
    beside: Mapping[str, Float[np.ndarray, "points 2"]] = field(default_factory=dict)
