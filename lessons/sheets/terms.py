r"""σ and m of typed gradients, and how the slides write them: every square and every term visible.

Values and weights are those of the parts (`optimizers/parts`), fed with these gradients. The weight of a gradient is
what a part makes of it alone: of the rows of a unit matrix column s has seen a 1 at step s, and nothing else.
"""

from collections.abc import Mapping

import numpy as np

from lessons.sheets.vectors import Typed
from optimizers.loop.fed import fed
from optimizers.parts.momenta import AVERAGE, GRADIENT, HEAVY_BALL, SUM
from optimizers.parts.part import Part
from optimizers.parts.sigmas import MEAN_SQUARE, MOVING_SQUARE, SUM_SQUARE
from words import Message, latex

SIGMAS: dict[str, Part] = {"mean": MEAN_SQUARE, "sum": SUM_SQUARE, "alpha": MOVING_SQUARE}
MOMENTA: dict[str, Part] = {"newest": GRADIENT, "all": SUM, "ball": HEAVY_BALL, "average": AVERAGE}
NAMES: dict[str, Message] = {
    "mean": "Mean of all squares: all alike",
    "sum": "Sum: “average?”",
    "alpha": "α: the older, the less it counts; but g⁰ keeps a larger share, for σ starts from it: σ⁰ = |g⁰|",
    "newest": "The newest alone: the past is forgotten",
    "all": "Sum: all alike",
    "ball": "Classical momentum: less and less, by β",
    "average": "Average: by β, and 1 − β of the newest; but g⁰ keeps a larger share, for m starts from it: m⁰ = g⁰",
}
# Squares that stand beside each other under a root; more begin a new line in it.
ABREAST = 3


def _numbers(typed: Typed) -> Mapping[str, float]:
    # What is typed in is no training: nothing has to be kept from being divided by zero.
    return {**typed.numbers, "epsilon": 0.0}


def factors(typed: Typed, part: Part) -> np.ndarray:
    """σ or m of every step, (T, 2)."""
    return fed(part, typed.gradients, _numbers(typed))


def weights(typed: Typed, part: Part) -> np.ndarray:
    """How much each gradient, oldest first, counts at the last step: in σ² the squares of a σ, in m the terms, (T,)."""
    last = fed(part, np.eye(len(typed.rows)), _numbers(typed))[-1]
    return last**2 if part in SIGMAS.values() else last


def rates(typed: Typed, part: Part) -> np.ndarray:
    """η/σ of every step and both parameters, (T, 2); ∞ where σ is 0."""
    with np.errstate(divide="ignore"):
        return typed.numbers["eta"] / factors(typed, part)


def sigma_lines(typed: Typed, id: str, axis: int) -> list[str]:
    """σ⁰, σ¹, … of one parameter, each a line of LaTeX with its squares and its value."""
    values, g = factors(typed, SIGMAS[id])[:, axis], [row[axis] for row in typed.rows]
    lines = []
    for t, value in enumerate(values):
        if id == "alpha":
            under = _moving(typed.numbers["alpha"], values[t - 1] if t else None, g[t])
        else:
            squares = _abreast([rf"({latex(one)})^2" for one in g[: t + 1]])
            share = rf"\tfrac{{1}}{{{t + 1}}}" if id == "mean" and t else ""
            under = rf"{share}\left[{squares}\right]" if share else squares
        lines.append(rf"\sigma_{axis + 1}^{{{t}}} = \sqrt{{{under}}} = {latex(value)}")
    return lines


def _moving(alpha: float, last: float | None, g: float) -> str:
    if last is None:
        return rf"({latex(g)})^2"
    return rf"{latex(alpha)} \cdot ({latex(last)})^2 + {latex(1 - alpha)} \cdot ({latex(g)})^2"


def _abreast(terms: list[str]) -> str:
    lines = [" + ".join(terms[first : first + ABREAST]) for first in range(0, len(terms), ABREAST)]
    whole = r" \\ {} + ".join(lines)
    return rf"\begin{{array}}{{l}} {whole} \end{{array}}" if len(lines) > 1 else whole


def weighted_line(typed: Typed, part: Part, axis: int) -> str:
    """The last σ² or m as the sum that it is: a weight for each gradient, oldest first."""
    squared, last = part in SIGMAS.values(), len(typed.rows) - 1
    g, shares = [row[axis] for row in typed.rows], weights(typed, part)
    power, name = ("^2", r"(\sigma_{axis}^{{{t}}})^2") if squared else ("", r"m_{axis}^{{{t}}}")
    terms = [rf"{latex(share, 3)}\,({latex(one)}){power}" for share, one in zip(shares, g, strict=True) if share]
    value = factors(typed, part)[-1, axis]
    left = name.format(axis=axis + 1, t=last)
    equals = f"= {latex(value**2 if squared else value)}"
    if len(terms) <= ABREAST:
        return f"{left} = {_abreast(terms)} {equals}"
    return rf"{left} = {_abreast(terms)}".replace(r" \end{array}", rf" \\ {{}} {equals} \end{{array}}")
