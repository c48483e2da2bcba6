"""Optimizers as choices of (η, σ, m), and the one loop that runs them all: `descend`."""

from optimizers.descent import descend, descend_seeds, descend_values
from optimizers.loop.sampling import Sampling
from optimizers.outcomes.outcome import Outcome
from optimizers.outcomes.path import Path
from optimizers.parts.part import Part, Step
from optimizers.recipes.adapter import from_optax, to_optax
from optimizers.recipes.named import OPTIMIZERS, Optimizer, composed, optimizer, title_of
from optimizers.recipes.schedules import SCHEDULES, Schedule

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
