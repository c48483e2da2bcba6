"""Optimizers as choices of (η, σ, m), and the one loop that runs them all: `descend`."""

from optimizers.descent import descend, descend_seeds, descend_values
from optimizers.loop import Path
from optimizers.optax_adapter import from_optax, to_optax
from optimizers.outcome import Outcome
from optimizers.part import Part, Step
from optimizers.recipes import OPTIMIZERS, Optimizer, composed, optimizer, title_of
from optimizers.sampling import Sampling
from optimizers.schedules import SCHEDULES, Schedule

__all__ = [
    "OPTIMIZERS",
    "SCHEDULES",
    "Optimizer",
    "Outcome",
    "Part",
    "Path",
    "Sampling",
    "Schedule",
    "Step",
    "composed",
    "descend",
    "descend_seeds",
    "descend_values",
    "from_optax",
    "optimizer",
    "title_of",
    "to_optax",
]
