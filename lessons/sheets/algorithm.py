r"""Algorithm 1 of the Adam paper, line by line in its order and names, with the numbers of a step.

The paper counts steps from t = 1 and this house from 0; its α is η here, m̂ is m, and √v̂ + ε is σ.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np

from lessons.measures import run
from lessons.sheets.numbers import numbers_of
from optimizers import Path
from optimizers.loop.fed import fed
from optimizers.parts.knobs import BETA1, BETA2, ETA
from optimizers.parts.momenta import UNCORRECTED_AVERAGE
from optimizers.parts.sigmas import UNCORRECTED_SQUARE
from scenes import SCENES, Scene, new_run
from surfaces import Number
from words import Message, compact, latex

SCENE = SCENES["correction"]
SOURCE = "Kingma, Ba 2015, arXiv:1412.6980, Algorithm 1"
AT = Number("at", "t", "step of the paper", "Counted from 1, as in the paper.", 1, 1, SCENE.steps, "whole",
            slider=(1, 60))  # fmt: skip
NUMBERS: dict[str, Number] = {"at": AT, "eta": replace(ETA, default=0.06), "beta1": BETA1, "beta2": BETA2}


@dataclass(frozen=True)
class Asked:
    """Which step is on show, and with which numbers Adam runs."""

    numbers: Mapping[str, float] = field(default_factory=lambda: {id: one.default for id, one in NUMBERS.items()})

    @property
    def scene(self) -> Scene:
        """The scene with Adam alone."""
        eta, beta1, beta2 = (self.numbers[id] for id in ("eta", "beta1", "beta2"))
        return replace(SCENE, runs=(new_run("adam", eta=eta, beta1=beta1, beta2=beta2),))


class Line(NamedTuple):
    """A line of the algorithm as the paper has it; what it is; the same with numbers; and how it is written here."""

    paper: str
    says: Message
    filled: str = ""
    ours: str = ""


class Moments(NamedTuple):
    """All that a step computes, for both parameters: m and v after each step so far, and the corrected ones."""

    m: np.ndarray
    v: np.ndarray
    m_hat: np.ndarray
    v_hat: np.ndarray
    path: Path


def read(link: Mapping[str, str]) -> tuple[Asked, list[str]]:
    """What a link asks for, and a sentence for each thing that it cannot have. Never raises."""
    values, wrong = numbers_of(link, NUMBERS)
    return Asked(values), wrong


def link_of(asked: Asked) -> dict[str, str]:
    """The words of a link that lead here; what is as usual is left out."""
    usual = Asked().numbers
    return {id: compact(value) for id, value in asked.numbers.items() if value != usual[id]}


def moments(asked: Asked) -> Moments:
    """m and v up to the step on show, from the parts that the run itself is made of."""
    path = run(asked.scene)
    # A run that leaves float64 has fewer steps than were asked for; its last one is shown.
    t = min(int(asked.numbers["at"]), len(path.eta))
    numbers = {**dict(asked.scene.runs[0].numbers), "epsilon": 0.0}
    m, root = (fed(part, path.grad[:t], numbers) for part in (UNCORRECTED_AVERAGE, UNCORRECTED_SQUARE))
    floor = dict(asked.scene.runs[0].numbers)["epsilon"]
    return Moments(m, root**2, path.m[:t], (path.sigma[:t] - floor) ** 2, path)


def lines(asked: Asked, axis: int) -> list[Line]:
    """The algorithm, with the numbers of one parameter."""
    found = moments(asked)
    t = len(found.m)
    b1, b2, eta = (asked.numbers[id] for id in ("beta1", "beta2", "eta"))
    floor = dict(asked.scene.runs[0].numbers)["epsilon"]
    m, v, m_hat, v_hat = (column[:, axis] for column in found[:4])
    g, theta = found.path.grad[:, axis], found.path.point[:, axis]
    last_m, last_v = (m[t - 2], v[t - 2]) if t > 1 else (0.0, 0.0)
    n = latex
    return [
        Line(r"\alpha,\ \beta_1,\ \beta_2,\ \theta_0", "Required: stepsize, the two decay rates, the first parameters",
             rf"{n(eta)},\ {n(b1)},\ {n(b2)},\ {n(theta[0])}", r"\eta,\ \beta_1,\ \beta_2,\ \theta^0"),
        Line(r"m_0 \leftarrow 0", "First moment: for momentum", "0", r"m^{-1} = 0"),
        Line(r"v_0 \leftarrow 0", "Second moment: for RMSProp", "0", r"v^{-1} = 0"),
        Line(r"t \leftarrow 0", "The paper's steps count from 1, ours from 0"),
        Line(r"\textbf{while}\ \theta_t", "As long as θ has not converged:"),
        Line(r"\quad t \leftarrow t + 1", "The next step", rf"{t - 1} + 1 = {t}", rf"t = {t - 1}"),
        Line(r"\quad g_t \leftarrow \nabla_\theta f_t(\theta_{t-1})", "Gradient where θ is",
             n(g[t - 1]), r"g^t"),
        Line(r"\quad m_t \leftarrow \beta_1 m_{t-1} + (1-\beta_1)\, g_t", "Biased first moment",
             rf"{n(b1)} \cdot ({n(last_m)}) + {n(1 - b1)} \cdot ({n(g[t - 1])}) = {n(m[-1])}"),
        Line(r"\quad v_t \leftarrow \beta_2 v_{t-1} + (1-\beta_2)\, g_t^2", "Biased second moment",
             rf"{n(b2)} \cdot {n(last_v)} + {n(1 - b2)} \cdot ({n(g[t - 1])})^2 = {n(v[-1])}"),
        Line(r"\quad \hat m_t \leftarrow m_t / (1-\beta_1^t)", "Corrected first moment",
             rf"{n(m[-1])} / (1 - {n(b1)}^{{{t}}}) = {n(m_hat[-1])}", r"m^t"),
        Line(r"\quad \hat v_t \leftarrow v_t / (1-\beta_2^t)", "Corrected second moment",
             rf"{n(v[-1])} / (1 - {n(b2)}^{{{t}}}) = {n(v_hat[-1])}", r"(\sigma^t - \epsilon)^2"),
        Line(r"\quad \theta_t \leftarrow \theta_{t-1} - \alpha\, \hat m_t / (\sqrt{\hat v_t} + \epsilon)", "The update",
             rf"{n(theta[t - 1])} - {n(eta)} \cdot ({n(m_hat[-1])}) / (\sqrt{{{n(v_hat[-1])}}} + {n(floor)})"
             rf" = {n(theta[t])}", r"\theta^{t+1} = \theta^t - \tfrac{\eta}{\sigma^t} m^t"),
        Line(r"\textbf{return}\ \theta_t", "The parameters that come out", n(theta[t]), r"\theta^{t+1}"),
    ]  # fmt: skip


def is_algorithm_1(t: float) -> bool:
    """Up to step t, counted from 1, the numbers on the sheet are those of the paper's own recursion."""
    asked = Asked({**Asked().numbers, "at": t})
    found, b1, b2 = moments(asked), asked.numbers["beta1"], asked.numbers["beta2"]
    eta, floor = asked.numbers["eta"], dict(asked.scene.runs[0].numbers)["epsilon"]
    m, v, theta = np.zeros(2), np.zeros(2), found.path.point[0]
    for step in range(1, int(t) + 1):
        g = found.path.grad[step - 1]
        m, v = b1 * m + (1 - b1) * g, b2 * v + (1 - b2) * g**2
        theta = theta - eta * (m / (1 - b1**step)) / (np.sqrt(v / (1 - b2**step)) + floor)
    here = (found.m[-1], found.v[-1], found.m_hat[-1], found.v_hat[-1], found.path.point[int(t)])
    there = (m, v, m / (1 - b1 ** int(t)), v / (1 - b2 ** int(t)), theta)
    return all(np.allclose(one, other, rtol=1e-6, atol=1e-12) for one, other in zip(here, there, strict=True))
