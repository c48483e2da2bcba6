"""How a run ended: data first, a sentence for people second."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import numpy as np
from jaxtyping import Float

from surfaces import Surface
from surfaces.surface import Numbers
from words import say

Kind = Literal["converged", "oscillating", "crawling", "stuck", "descending", "diverged"]

# Nearer to the bottom than a millionth of what was gained: nobody sees the difference.
ARRIVED = 1e-6
# Less than this share of the remaining way in the last tenth of the run: ten more runs would not do.
CRAWL = 0.01
# A gradient this much smaller than the largest one on the way is as good as zero.
FLAT = 1e-6

SENTENCES: dict[str, str] = {
    "converged": "Converges: from step {step:,} on it is at the minimum, loss {loss:.3g}.",
    "converged low": "Converges, but to a local minimum: loss {loss:.3g}, where the lowest is {lowest:.3g}.",
    "oscillating": "Bounces from wall to wall: the loss is flat at {loss:.3g}, yet the gradient is not small, ‖g‖ = {norm:.3g}.",
    "crawling": "Crawls: {step:,} updates, and only {share:.1%} of the way along {axis} is done.",
    "stuck": "Stuck at step {step:,}: the gradient is almost zero (‖g‖ = {norm:.2g}), but this is {place}, not a minimum.",
    "descending": "On its way: after {step:,} updates the loss is {loss:.3g}, ‖g‖ = {norm:.3g}.",
    "diverged": "Diverges: the loss grows to {loss:.3g} at step {step:,}. A smaller η is needed.",
    "diverged at once": "Diverges: the loss is not a finite number at the start. Choose a start nearer to the picture.",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a run.

    `step` is when: for "converged", "stuck" and "oscillating" the first step from which it holds, for
    "diverged" the last finite one, otherwise the last step made. `facts` are the numbers that the
    sentence states; the sentence is put together when read, in the reader's language.
    """

    kind: Kind
    step: int
    facts: Mapping[str, float | str]

    @property
    def sentence(self) -> str:
        message = str(self.facts.get("sentence", self.kind))
        words = {name: say(value) for name, value in self.facts.items() if isinstance(value, str)}
        return say(SENTENCES[message], step=self.step, **{**self.facts, **words})


def judge(
    surface: Surface,
    numbers: Numbers,
    point: Float[np.ndarray, "T+1 2"],
    loss: Float[np.ndarray, "T+1"],
    grad: Float[np.ndarray, "T+1 2"],
    *,
    asked: int,
) -> Outcome:
    """The outcome of a run that was asked for `asked` steps, judged by its numbers alone."""
    last = len(loss) - 1
    if not np.isfinite(loss[-1]):
        return Outcome("diverged", last, {"loss": float(loss[-1]), "sentence": "diverged at once"})
    facts: dict[str, float | str] = {"loss": float(loss[-1]), "norm": float(np.hypot(*grad[-1]))}
    tail = max(1, last // 10)
    bouncing = last >= 4 and bool(_turns(grad[-tail - 1 :]).mean() > 0.5)
    if last < asked or _grows(loss, bouncing):
        return Outcome("diverged", last, facts)

    slope = surface.at(*point[-1], **numbers)
    curvature = np.linalg.eigvalsh(np.asarray(slope.hessian))
    minima = np.array(surface.minima(**{id: float(value) for id, value in numbers.items()}))
    lowest = float(np.min(surface(minima[:, 0], minima[:, 1], **numbers)))
    gain = max(float(loss[0] - loss[-1]), 1e-12 * abs(float(loss[0])))
    if curvature[0] > 0:
        # Newton's estimate of how much lower the bottom lies: ½ gᵀ H⁻¹ g.
        left = float(grad[-1] @ np.linalg.solve(np.asarray(slope.hessian), grad[-1])) / 2
        bottom = float(loss[-1]) - left
        if loss[-tail:].max() - bottom <= ARRIVED * gain or facts["norm"] == 0:
            low = float(loss[-1]) - lowest > max(1e-3 * gain, 1e-9)
            facts |= {"lowest": lowest, "sentence": "converged low" if low else "converged"}
            return Outcome("converged", _since(loss - bottom <= ARRIVED * gain), facts)
    else:
        norm = np.hypot(grad[:, 0], grad[:, 1])
        flat = norm <= FLAT * norm.max()
        if flat[-tail:].all():
            return Outcome("stuck", _since(flat), facts | {"place": _place(curvature)})

    half = max(1, tail // 2)
    left = float(loss[-1]) - lowest
    fallen = float(loss[-2 * half : -half].mean() - loss[-half:].mean()) if last >= 2 else float(loss[0] - loss[-1])
    if bouncing and fallen < CRAWL * left:
        return Outcome("oscillating", _since(np.append(_turns(grad), True)), facts)
    if fallen < CRAWL / 2 * left and last >= 10:
        return Outcome("crawling", last, facts | _way(point, minima))
    return Outcome("descending", last, facts)


def _turns(grad: Float[np.ndarray, "T+1 2"]) -> np.ndarray:
    """Whether the gradient points back after each step, (T,) of bool."""
    return np.einsum("ti,ti->t", grad[1:], grad[:-1]) < 0


def _since(holds: np.ndarray) -> int:
    """The first index from which `holds` is true to the end."""
    broken = np.flatnonzero(~holds)
    return min(int(broken[-1]) + 1, len(holds) - 1) if len(broken) else 0


def _grows(loss: Float[np.ndarray, "T+1"], bouncing: bool) -> bool:
    """Whether the loss is larger in each quarter of the run than in all before, and above the start."""
    if len(loss) < 8:
        return False
    highest = [float(quarter.max()) for quarter in np.array_split(loss, 4)]
    rising = all(later > 1.0001 * earlier for earlier, later in zip(highest, highest[1:], strict=False))
    return rising and (bouncing or highest[-1] > 10 * abs(float(loss[0])))


def _place(curvature: Float[np.ndarray, "2"]) -> str:
    """What a critical point is, by the eigenvalues of its Hessian in ascending order."""
    small = 1e-9 * max(1.0, abs(curvature).max())
    if curvature[1] < -small:
        return "a maximum"
    return "a saddle" if curvature[0] < -small and curvature[1] > small else "a plateau"


def _way(point: Float[np.ndarray, "T+1 2"], minima: Float[np.ndarray, "k 2"]) -> dict[str, float | str]:
    """How much of the way to the nearest minimum is done, along the parameter that has most left."""
    goal = minima[np.argmin(np.linalg.norm(minima - point[-1], axis=1))]
    before, after = abs(point[0] - goal), abs(point[-1] - goal)
    axis = int(np.argmax(after))
    share = 1 - after[axis] / before[axis] if before[axis] > 0 else 0.0
    return {"share": float(share), "axis": ("θ₁", "θ₂")[axis]}
