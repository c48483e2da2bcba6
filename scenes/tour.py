"""A first look at a surface: three optimizers with rates that fit it."""

import math

import numpy as np

from scenes.scene import Scene, new_run, usual_numbers
from surfaces import SURFACES

STEPS = 300
# Of the largest η that the curvature at the start allows: the surface may be steeper farther on.
CAUTION = 0.25


def first_look(id: str) -> Scene:
    """The surface with gradient descent, momentum and Adam, η from the curvature and the size of the picture."""
    surface = SURFACES[id]
    rate = _stable(id)
    width = np.ptp(np.array(surface.domain), axis=1).min()
    runs = (
        new_run("gd", eta=_round(CAUTION * rate)),
        new_run("momentum", eta=_round(CAUTION * rate / 4)),
        new_run("adam", eta=_round(width / 100)),
    )
    return Scene(id, usual_numbers(id), surface.start, STEPS, runs, view="one")


def _stable(id: str) -> float:
    """2/|λ| for the steepest curvature, up or down, at the start; what slope and picture allow where there is none."""
    surface = SURFACES[id]
    slope = surface.at(*surface.start, **dict(usual_numbers(id)))
    steepest = float(np.abs(np.linalg.eigvalsh(slope.hessian)).max())
    width = float(np.ptp(np.array(surface.domain), axis=1).max())
    # No first step longer than the picture, whatever the curvature says.
    return min(2 / max(steepest, 1e-9), width / max(float(np.hypot(*slope.grad)), 1e-9))


def _round(value: float) -> float:
    """The nearest of 1, 2 and 5 times a power of ten, from below."""
    power = math.floor(math.log10(value))
    return next(float(f"{digit}e{power}") for digit in (5, 2, 1) if digit * 10.0**power <= value * (1 + 1e-9))
