"""Algorithm 1 of the Adam paper, line by line in its order and names, with the numbers of each step of a run.

The paper counts steps from t = 1 and this house from 0; its α is η here, m̂ is m, and √v̂ + ε is σ.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from lessons.measures import run
from optimizers import Path
from optimizers.loop.fed import fed
from optimizers.parts.momenta import UNCORRECTED_AVERAGE
from optimizers.parts.sigmas import UNCORRECTED_SQUARE
from scenes import SCENES, Scene, new_run
from words import Message

SCENE = replace(SCENES["correction"], runs=(new_run("adam", eta=0.06),), curves=())
SOURCE = "Kingma, Ba 2015, arXiv:1412.6980, Algorithm 1"
MOST = 4_000
"""Updates of a run that can be worked out here: all its steps are sent."""

Moment = Float[np.ndarray, "T 2"]
INSIDE = "\N{EM SPACE}"


class Line(NamedTuple):
    """A line of the algorithm as the paper has it; what it is; the same with numbers; and how it is written here.

    The last two are templates over `numbers` and `columns`, the step on show as `step`, and the paper's as `t`.
    """

    paper: str
    says: Message
    filled: str = ""
    ours: str = ""


LINES = (
    Line("α, β₁, β₂, θ₀", "Required: stepsize, the two decay rates, the first parameters",
         "{eta}, {beta1}, {beta2}, {first}", "η, β₁, β₂, θ⁰"),
    Line("m₀ ← 0", "First moment: for momentum", "0", "m⁻¹ = 0"),
    Line("v₀ ← 0", "Second moment: for RMSProp", "0", "v⁻¹ = 0"),
    Line("t ← 0", "The paper's steps count from 1, ours from 0"),
    Line("while θₜ", "As long as θ has not converged:"),
    Line(INSIDE + "t ← t + 1", "The next step", "{step} + 1 = {t}", "t = {step}"),
    Line(INSIDE + "gₜ ← ∇fₜ(θₜ₋₁)", "Gradient where θ is", "{g}", "gᵗ"),
    Line(INSIDE + "mₜ ← β₁ mₜ₋₁ + (1 − β₁) gₜ", "Biased first moment", "{beta1} · {last_m} + {rest1} · {g} = {m}"),
    Line(INSIDE + "vₜ ← β₂ vₜ₋₁ + (1 − β₂) gₜ²", "Biased second moment", "{beta2} · {last_v} + {rest2} · {g}² = {v}"),
    Line(INSIDE + "m̂ₜ ← mₜ / (1 − β₁ᵗ)", "Corrected first moment", "{m} / (1 − {beta1}^{t}) = {m_hat}", "mᵗ"),
    Line(INSIDE + "v̂ₜ ← vₜ / (1 − β₂ᵗ)", "Corrected second moment", "{v} / (1 − {beta2}^{t}) = {v_hat}", "(σᵗ − ε)²"),
    Line(INSIDE + "θₜ ← θₜ₋₁ − α m̂ₜ / (√v̂ₜ + ε)", "The update",
         "{theta} − {eta} · {m_hat} / (√{v_hat} + {epsilon}) = {next}", "θᵗ⁺¹ = θᵗ − η/σᵗ · mᵗ"),
    Line("return θₜ", "The parameters that come out", "{next}", "θᵗ⁺¹"),
)  # fmt: skip


class Moments(NamedTuple):
    """All that the steps t = 1 … T compute, a row for each: m and v, and the corrected ones."""

    m: Moment
    v: Moment
    m_hat: Moment
    v_hat: Moment


def fits(scene: Scene) -> bool:
    """Whether it can be worked out: one run of Adam with one η, all of whose steps are sent."""
    if len(scene.runs) != 1 or scene.view == "grid":
        return False
    [one] = scene.runs
    plain = one.optimizer == "adam" and one.schedule == "constant" and not one.changes and not one.hidden
    return plain and scene.steps_of(one) <= MOST and scene.steps <= MOST


def moments(path: Path, numbers: Mapping[str, float]) -> Moments:
    """m and v from the parts that the run itself is made of; `numbers` are those of the run."""
    plain, total = {**numbers, "epsilon": 0.0}, len(path.eta)
    m, root = (fed(part, path.grad[:total], plain) for part in (UNCORRECTED_AVERAGE, UNCORRECTED_SQUARE))
    return Moments(m, root**2, path.m, (path.sigma - numbers["epsilon"]) ** 2)


def numbers(path: Path, of_run: Mapping[str, float], axis: int) -> dict[str, float]:
    """What the templates say that is the same at every step, for one parameter."""
    rest = {f"rest{i}": 1 - of_run[f"beta{i}"] for i in (1, 2)}
    return {**of_run, **rest, "first": float(path.point[0, axis])}


def columns(path: Path, of_run: Mapping[str, float], axis: int) -> dict[str, Float[np.ndarray, " T"]]:
    """What they say of each update, for one parameter; `last_` is what the update before has left, at first 0."""
    found, total = moments(path, of_run), len(path.eta)
    own = {name: column[:, axis] for name, column in found._asdict().items()}
    last = {f"last_{name}": np.concatenate([[0.0], own[name]])[:total] for name in ("m", "v")}
    point = path.point[:, axis]
    return {**own, **last, "g": path.grad[:total, axis], "theta": point[:total], "next": point[1 : total + 1]}


def is_algorithm_1(t: float) -> bool:
    """Up to step t, counted from 1, the numbers on the sheet are those of the paper's own recursion."""
    path, of_run = run(SCENE), dict(SCENE.runs[0].numbers)
    found, b1, b2 = moments(path, of_run), of_run["beta1"], of_run["beta2"]
    m, v, theta = np.zeros(2), np.zeros(2), path.point[0]
    for step in range(1, int(t) + 1):
        g = path.grad[step - 1]
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        theta = theta - of_run["eta"] * (m / (1 - b1**step)) / (np.sqrt(v / (1 - b2**step)) + of_run["epsilon"])
    here = (*(column[int(t) - 1] for column in found), path.point[int(t)])
    there = (m, v, m / (1 - b1 ** int(t)), v / (1 - b2 ** int(t)), theta)
    return all(np.allclose(one, other, rtol=1e-6, atol=1e-12) for one, other in zip(here, there, strict=True))
