"""ρ and r of RAdam against the step: how many gradients σ is made of, and by how much it is trusted.

The paper counts steps from t = 1, and so does this sheet.
"""

from collections.abc import Mapping
from decimal import Decimal, localcontext
from typing import NamedTuple

import numpy as np

from lessons.sheets.numbers import numbers_of
from optimizers.loop.fed import fed
from optimizers.parts.knobs import BETA2
from optimizers.parts.sigmas import RECTIFIED_SQUARE, rectified_at
from words import compact

# Above so many gradients σ is used.
ENOUGH = 5.0
MEMORIES, POINTS, FED = 10.0, 120, 64


class Rectified(NamedTuple):
    """Steps, (n,), from 1 on; ρ and r at each; r is NaN where σ is left out."""

    step: np.ndarray
    rho: np.ndarray
    r: np.ndarray

    @property
    def first(self) -> int | None:
        """The first of the steps at which σ is used; None if it never is."""
        used = np.flatnonzero(np.isfinite(self.r))
        return int(self.step[used[0]]) if len(used) else None


def read(link: Mapping[str, str]) -> tuple[float, list[str]]:
    """The β₂ that a link asks for, and a sentence if it cannot have it. Never raises."""
    values, wrong = numbers_of(link, {BETA2.id: BETA2})
    return values[BETA2.id], wrong


def link_of(beta2: float) -> dict[str, str]:
    """The words of a link that lead here; what is as usual is left out."""
    return {} if beta2 == BETA2.default else {BETA2.id: compact(beta2)}


def longest(beta2: float) -> float:
    """ρ_∞ = 2/(1 − β₂) − 1, how many gradients σ is made of in the end."""
    return 2 / (1 - beta2) - 1


def at(beta2: float, steps: np.ndarray) -> Rectified:
    """ρ and r at these steps, from the function that RAdam's own σ is made with."""
    rho, square = rectified_at(beta2, steps)
    return Rectified(steps, rho, np.sqrt(np.where(rho > ENOUGH, square, np.nan)))


def curves(beta2: float) -> Rectified:
    """From the first step to ten times the memory 1/(1 − β₂): every step of the first few, then ever fewer."""
    last = min(max(MEMORIES / (1 - beta2), 20.0), 1e6)
    far = np.geomspace(1, last, POINTS).round()
    return at(beta2, np.unique(np.concatenate([np.arange(1.0, 13.0), far])))


def trusted_from(beta2: float, share: float) -> int:
    """The first step at which r is above a share of 1; σ has to be used at some step."""
    shown = curves(beta2)
    above = int(np.flatnonzero(shown.r > share)[0])
    between = at(beta2, np.arange(shown.step[max(above - 1, 0)], shown.step[above] + 1))
    return int(between.step[np.flatnonzero(between.r > share)[0]])


def exact(beta2: float, n: int) -> tuple[float, float]:
    """ρ_n and r_n² by the paper's formula, with sixty digits."""
    with localcontext() as context:
        context.prec = 60
        b = Decimal(beta2)
        end = 2 / (1 - b) - 1
        rho = end - 2 * n * b**n / (1 - b**n)
        return float(rho), float((rho - 4) * (rho - 2) * end / ((end - 4) * (end - 2) * rho))


def cautious_at_first(beta2: float) -> bool:
    """ρ and r are the paper's; σ is left out at first; from then on r rises to 1, and RAdam divides by σ/r."""
    found = curves(beta2)
    if found.first is None or found.first == 1:
        return False
    expected = np.array([exact(beta2, int(n)) for n in found.step])
    r = found.r[np.isfinite(found.r)]
    same = np.allclose(found.rho, expected[:, 0], rtol=1e-9) and np.allclose(
        r**2, expected[np.isfinite(found.r), 1], rtol=1e-9
    )
    # Of gradients that are all 1 the corrected σ is 1, so that what the step is divided by is 1/r.
    divided = fed(RECTIFIED_SQUARE, np.ones((FED, 1)), {"beta2": beta2, "epsilon": 0.0})[:, 0]
    first = at(beta2, np.arange(1.0, FED + 1))
    used = np.where(np.isfinite(first.r), 1 / first.r, 1.0)
    return bool(same and np.allclose(divided, used, rtol=1e-9) and (np.diff(r) >= 0).all() and 0.98 < r[-1] <= 1)
