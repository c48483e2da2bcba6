"""Be the optimizer: a few scenes of three steps, each to be marked by hand before the method makes it."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lessons.measures import run
from optimizers import optimizer
from optimizers.parts import momenta, sigmas
from scenes import Scene, new_run
from scenes.scene import Run, usual_numbers
from words import Message, numeral

STEPS = 3
KAPPA = 4.0

DIVIDED: Message = (
    "After one gradient σ = |g| = {sigma}: of g/σ only the signs are left, and each parameter moves by η: {step}."
)
FIRST: dict[str, Message] = {
    "gd": "Gradient descent goes against the gradient, η times its length: −{eta} · {g} = {step}.",
    "momentum": "There is no last m yet, so that m = g. The step is −η m = −{eta} · {m} = {step}.",
    "adagrad": DIVIDED,
    "rmsprop": DIVIDED,
    "adam": "After one gradient m̂ = g and σ = |g| = {sigma}. Of m̂/σ the signs are left, so that each parameter moves "
    "by η: {step}.",
}
LATER: dict[str, Message] = {
    "gd": FIRST["gd"],
    "momentum": "m = β · last m + g = {beta} · {last} + {g} = {m}. The step is −η m = −{eta} · {m} = {step}.",
    "adagrad": "σ, the root of the mean of {count} squared gradients, is {sigma}. The step is −η g/σ, parameter by "
    "parameter: −{eta} · {g} / {sigma} = {step}.",
    "rmsprop": "σ² = α · last σ² + (1 − α) g² with α = {alpha} and last σ = {last}, so that σ = {sigma}. The step is "
    "−η g/σ, parameter by parameter: −{eta} · {g} / {sigma} = {step}.",
    "adam": "m̂ = {m} still has the gradients before in it, and σ = {sigma} their size. The step is −η m̂/σ, parameter "
    "by parameter: −{eta} · {m} / {sigma} = {step}.",
}
"""What the formula did, at the first step of a method and at those after it."""


@dataclass(frozen=True)
class Case:
    """A scene of one run of STEPS updates; `moral` is what they show, said in the end."""

    id: str
    scene: Scene
    moral: Message


@dataclass(frozen=True)
class Made:
    """What update t of a case has come to: where it ended, g, m and σ of both parameters, and what the formula did."""

    end: tuple[float, float]
    g: tuple[float, float]
    m: tuple[float, float]
    sigma: tuple[float, float]
    says: Message
    facts: Mapping[str, str]


def _case(id: str, start: tuple[float, float], one: Run, moral: Message) -> Case:
    values = tuple((number, {"kappa": KAPPA}.get(number, value)) for number, value in usual_numbers("quadratic"))
    return Case(id, Scene("quadratic", values, start, STEPS, (one,), view="one"), moral)


CASES: dict[str, Case] = {
    one.id: one
    for one in (
        _case(
            "gd", (-4.0, 1.6), new_run("gd", eta=0.3),
            "Gradient descent looks at the gradient of its place and at nothing else: across the valley, where that is "
            "long, each step went too far.",
        ),
        _case(
            "momentum", (-4.0, 1.9), new_run("momentum", eta=0.09, beta=0.9),
            "The last step did not follow its arrow: what m had gathered on the slope carried it on across the floor "
            "of the valley.",
        ),
        _case(
            "ball", (-1.0, 2.4), new_run("momentum", eta=0.16, beta=0.9),
            "At the end the arrow pointed back, and the step went on against it: a ball rolls on, also uphill.",
        ),
        _case(
            "adagrad", (4.0, -2.4), new_run("adagrad", eta=1.2),
            "The first step was as long along both parameters, steep or flat. Then σ remembered the steep beginning, "
            "and the steps became shorter.",
        ),
        _case(
            "rmsprop", (4.0, -2.4), new_run("rmsprop", eta=1.2, alpha=0.3),
            "σ forgets with a small α and follows the gradient down, so that the steps stay longer than Adagrad's from "
            "the same start.",
        ),
        _case(
            "adam", (-4.0, 2.2), new_run("adam", eta=1.2),
            "The first step was as long along both parameters. Then m̂ carried the run across the floor of the valley: "
            "the last step goes on along θ₂, where −g points back.",
        ),
    )
}  # fmt: skip
"""The scenes, in the order of the lecture; the link has their ids."""


def after(id: str) -> str:
    """The scene after this one; after the last one the first."""
    ids = [*CASES]
    return ids[(ids.index(id) + 1) % len(ids)]


def remembers(case: Case) -> tuple[bool, bool]:
    """Whether the method has an m that is more than the gradient, and a σ that is more than 1."""
    record = optimizer(case.scene.runs[0].optimizer)
    return record.m is not momenta.GRADIENT, record.sigma is not sigmas.ONE


def present(case: Case, t: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """θ^t and g^t: what may be seen before update t is marked. t in 0 … STEPS."""
    path = run(case.scene)
    return _pair(path.point[t]), _pair(path.grad[t])


def made(case: Case, t: int) -> Made:
    """Update t, which is to be seen once it has been marked. t in 0 … STEPS − 1."""
    path, one = run(case.scene), case.scene.runs[0]
    g, m, sigma, step = path.grad[t], path.m[t], path.sigma[t], path.point[t + 1] - path.point[t]
    last = (path.sigma if one.optimizer == "rmsprop" else path.m)[max(t - 1, 0)]
    numbers = {id: written(value) for id, value in one.numbers}
    pairs = {"g": g, "m": m, "sigma": sigma, "step": step, "last": last}
    facts = numbers | {name: told(pair) for name, pair in pairs.items()} | {"count": str(t + 1)}
    says = (LATER if t else FIRST)[one.optimizer]
    return Made(_pair(path.point[t + 1]), _pair(g), _pair(m), _pair(sigma), says, facts)


def told(pair: np.ndarray) -> str:
    """Both parameters of a vector, three digits each: '(−0.4, 1.2)'."""
    first, second = map(written, pair)
    return f"({first}, {second})"


def written(value: float) -> str:
    """Three digits, with the sign of the typesetters."""
    return numeral(f"{value:.3g}")


def _pair(row: np.ndarray) -> tuple[float, float]:
    return float(row[0]), float(row[1])
