"""A run without a name: which optimizer is this, and which β? Drawn from a seed, and known by what it does."""

import random
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np

from lessons.measures import run
from optimizers import Path
from scenes import Scene, new_run
from scenes.scene import usual_numbers
from words import Message

Ask = Literal["optimizer", "beta"]
ASKS: tuple[Ask, ...] = ("optimizer", "beta")
BETAS = (0.5, 0.8, 0.9, 0.97)
METHODS = {"gd": 0.05, "momentum": 0.02, "adagrad": 0.6, "rmsprop": 0.15, "adam": 0.15}
"""Which there are, each with an η with which it is seen well."""
STEPS, KAPPA = 60, 4.0
# A first step goes by as much along both parameters if the two differ by less than this share.
ALIKE = 0.01
# Of its first length along a parameter: so long are the steps of who forgets, and no longer those of who does not.
LONG = 0.35


@dataclass(frozen=True)
class Unnamed:
    """A run that is asked for: its scene, the choices, which of them is right, and by what it is known.

    A choice is the id of an optimizer or a β as a text. `sign` is said with `facts`, which are measured on the run.
    """

    scene: Scene
    choices: tuple[str, ...]
    right: str
    sign: Message
    facts: Mapping[str, object]


SIGNS: dict[str, Message] = {
    "gd": "Every step goes down the slope of its place, and it is {ratio:.3g} times as long as the gradient there, "
    "from the first step to the last: nothing is remembered.",
    "momentum": "Its first step goes down the slope; later {uphill} of {steps} steps lead against −g, uphill by the "
    "slope of their place: it remembers, and does not divide.",
    "adagrad": "Its first step is {first:.2g} along both parameters, so it divides by σ; in the middle of the run its "
    "steps along θ₁ are only {middle:.2g}: its σ remembers the steep beginning.",
    "rmsprop": "Its first step is {first:.2g} along both parameters, so it divides by σ; in the middle of the run its "
    "steps along θ₁ still are {middle:.2g}: its σ forgets, and no step leads uphill.",
    "adam": "Its first step is {first:.2g} along both parameters, so it divides by σ; and {uphill} of {steps} steps "
    "lead against −g, so it has momentum.",
}
BY_BETA: Message = (
    "It swings about the floor. What a step leaves of a swing is the root of β: measured on this run it is {left:.3f}, "
    "and the square of that is {beta:.2f}."
)


def drawn(ask: Ask, seed: int) -> Unnamed:
    """The run of a seed: the same one again for the same seed."""
    chance = random.Random(f"{ask} {seed}")
    start = (round(chance.choice((-1, 1)) * chance.uniform(3, 4.5), 2), round(chance.uniform(1.4, 2.4), 2))
    if ask == "beta":
        beta = chance.choice(BETAS)
        scene = _scene(start, "momentum", chance.choice((0.02, 0.025, 0.03)), beta=beta)
        left = swing(run(scene))
        return Unnamed(scene, tuple(map(str, BETAS)), str(beta), BY_BETA, {"left": left, "beta": left**2})
    right = chance.choice([*METHODS])
    others = chance.sample([id for id in METHODS if id != right], 3)
    scene = _scene(start, right, METHODS[right])
    choices = tuple(id for id in METHODS if id in (right, *others))
    return Unnamed(scene, choices, right, SIGNS[right], facts(run(scene)))


def _scene(start: tuple[float, float], method: str, eta: float, **numbers: float) -> Scene:
    values = tuple((id, {"kappa": KAPPA}.get(id, value)) for id, value in usual_numbers("quadratic"))
    one = new_run(method, "constant", "constant", eta=eta, **numbers)
    return Scene("quadratic", values, start, STEPS, (one,), view="one")


def facts(path: Path) -> Mapping[str, object]:
    """What can be measured on a run: its steps against the gradients, along θ₁ at first and in the middle."""
    moves = np.diff(path.point, axis=0)
    middle = np.abs(moves[8:16, 0])
    return {
        "ratio": float(np.hypot(*moves[0]) / np.hypot(*path.grad[0])),
        "uphill": int(((moves * path.grad[:-1]).sum(axis=1) > 0).sum()),
        "steps": len(moves),
        "first": float(np.abs(moves[0]).mean()),
        "middle": float(np.median(middle)),
    }


def told(path: Path) -> str:
    """Which optimizer a run is of, by its signs alone."""
    moves, known = np.diff(path.point, axis=0), facts(path)
    across, up = np.abs(moves[0])
    uphill = bool(known["uphill"])
    if abs(across - up) > ALIKE * up:
        return "momentum" if uphill else "gd"
    if uphill:
        return "adam"
    return "rmsprop" if np.median(np.abs(moves[8:16, 0])) > LONG * across else "adagrad"


def swing(path: Path) -> float:
    """How much of a swing along θ₂ a step leaves.

    Where the slope is straight, x⁺ x⁻ − x² of three places in a row shrinks by β at each step, exactly.
    """
    along = path.point[:12, 1]
    spans = np.abs(along[2:] * along[:-2] - along[1:-1] ** 2)
    return float((spans[-1] / spans[0]) ** (0.5 / (len(spans) - 1)))
