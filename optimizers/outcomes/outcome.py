"""How a run ended: data first, a sentence for people second."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Literal

import numpy as np
from jaxtyping import Float

from surfaces import Surface
from surfaces.critical import KINDS, kind_of
from surfaces.surface import Numbers
from words import say

Kind = Literal["converged", "oscillating", "crawling", "stuck", "descending", "diverged", "hovering", "wandering"]

# Nearer to the bottom than a millionth of what was gained: nobody sees the difference.
ARRIVED = 1e-6
# A loss that changes by less than this share of what is left, over half of the last tenth of a run, stands still.
CRAWL = 0.01
# The slope, kept up all the way to the minimum, would gain less than this share of what is left. In a
# convex valley that cannot happen: there loss − lowest ≤ ‖g‖ · distance.
FLAT = 1e-6
# A run bounces if its gradient turns back at least once in so many steps.
BEAT = 10

SENTENCES: dict[str, str] = {
    "converged": "Converges: from step {step:,} on it is at the minimum, loss {loss:.3g}.",
    "converged low": "Converges, but to a local minimum: loss {loss:.3g}, where the lowest is {lowest:.3g}.",
    "converged beyond": "Converges outside the picture: loss {loss:.3g}, below the {lowest:.3g} of its minimum.",
    "oscillating": "Bounces from wall to wall: the loss is flat at {loss:.3g}, "
    "yet the gradient is not small, ‖g‖ = {norm:.3g}.",
    "oscillating wide": "Bounces from wall to wall: the loss swings between {low:.3g} and {high:.3g}, "
    "and the gradient is not small, ‖g‖ = {norm:.3g}.",
    "descending up": "Overshoots: at step {step:,} the loss is {loss:.3g}, more than the {first:.3g} of the start. "
    "A smaller η is needed.",
    "crawling": "Crawls: {step:,} updates, and only {share:.1%} of the way along {axis} is done.",
    "crawling astray": "Crawls: in {step:,} updates the loss has only come from {first:.3g} down to {loss:.3g}.",
    "stuck": "Stuck at step {step:,}: the gradient is almost zero (‖g‖ = {norm:.2g}), "
    "but this is {place}, not a minimum.",
    "stuck on the ridge": "Stuck at step {step:,}: this is {place}, not a minimum. The run is exactly on its ridge, "
    "where the slope to either side is 0, so that no step leads off it.",
    "stuck rate": "Stands still from step {step:,} on: the schedule has brought the learning rate to 0.",
    "descending": "On its way: at step {step:,} the loss is {loss:.3g}, ‖g‖ = {norm:.3g}.",
    "descending noisy": "On its way: the loss still falls, to {loss:.3g} on average over the last quarter.",
    "descending short": "On its way: at step {step:,} the loss is {loss:.3g}; "
    "so few steps do not tell a fall from the noise.",
    "hovering": "Hovers about the minimum at ({place_x:.3g}, {place_y:.3g}): the noise keeps the loss between "
    "{low:.3g} and {high:.3g}.",
    "wandering": "Wanders: the loss no longer falls; the noise keeps it between {low:.3g} and {high:.3g}.",
    "diverged": "Diverges: the loss grows to {loss:.3g} at step {step:,}. A smaller η is needed.",
    "diverged rate": "Diverges: at step {step:,} the learning rate itself is too large for a float64. "
    "Let the schedule grow more slowly.",
    "diverged at once": "Diverges: the loss is not a finite number at the start. Choose a start nearer to the picture.",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a run.

    `step` is when: for "converged", "stuck" and "oscillating" the first step from which it holds, for
    "diverged" the last finite one, otherwise the last step made. "descending" is a run still on its
    way, even where its first steps led it up. `facts` are the numbers that the
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


@np.errstate(all="ignore")  # a run may hold numbers whose squares leave float64
def judge(
    surface: Surface,
    numbers: Numbers,
    point: Float[np.ndarray, "points 2"],
    loss: Float[np.ndarray, " points"],
    grad: Float[np.ndarray, "points 2"],
    *,
    asked: int,
) -> Outcome:
    """The outcome of a run that was asked for `asked` steps, judged by its numbers alone."""
    last = len(loss) - 1
    first, final, norm = float(loss[0]), float(loss[-1]), float(np.hypot(*grad[-1]))
    if not np.isfinite(final):
        return Outcome("diverged", last, {"loss": final, "sentence": "diverged at once"})
    facts: dict[str, float | str] = {"loss": final, "norm": norm, "first": first}
    tail = max(last // 10, min(last, 4), 1)
    # Whether it has bounced all through the tail shows in the tail and the beat before it.
    recent = grad[-tail - BEAT - 2 :]
    bouncing = _bounce(recent) <= len(recent) - 1 - tail
    if last < asked or _grows(loss, bouncing):
        return Outcome("diverged", last, facts)

    x, y = point[-1]
    hessian = np.nan_to_num(surface.at(x, y, **numbers).hessian)
    curvature, axes = np.linalg.eigh(hessian)
    kind = kind_of(curvature)
    minima, lowest = _lowest(surface, tuple((id, float(np.asarray(value))) for id, value in numbers.items()))
    gain = max(first - final, 1e-9 * max(1.0, abs(lowest)))
    # Newton's estimate of how much lower the bottom lies: ½ gᵀ H⁻¹ g.
    bottom = final - float(np.sum((grad[-1] @ axes) ** 2 / curvature)) / 2 if curvature[0] > 0 else lowest
    arrived = loss - bottom <= ARRIVED * gain
    elsewhere = max(1e-3 * gain, 1e-9)
    local, beyond = final - lowest > elsewhere, lowest - final > elsewhere
    passing = partial(_passing, surface, numbers, point[-1], grad[-1], hessian)
    if arrived[-1] and (arrived[-tail:].mean() > 0.5 or norm == 0) and not (local and (kind != "minimum" or passing())):
        message = "converged low" if local else "converged beyond" if beyond else "converged"
        return Outcome("converged", _since(arrived), facts | {"lowest": lowest, "sentence": message})
    if kind != "minimum":
        facts["place"] = KINDS[kind]
        along = grad @ axes[:, 1]
        # Exactly on a ridge there is a lowest point too: where it leads over the saddle.
        ridge = kind == "saddle" and not (grad @ axes[:, 0]).any()
        rests = along**2 / curvature[1] / 2 <= ARRIVED * gain
        if ridge and rests[-tail:].all() and not passing():
            return Outcome("stuck", _since(rests), facts | {"sentence": "stuck on the ridge"})
        away = np.min([np.hypot(*(point - minimum).T) for minimum in minima], axis=0)
        flat = np.hypot(*grad.T) * away <= FLAT * (loss - lowest)
        if flat[-tail:].all():
            return Outcome("stuck", _since(flat), facts)

    # Highest losses are compared, because they do not depend on where in a bounce a half begins.
    half = max(1, tail // 2)
    fallen = float(loss[-2 * half :][:half].max() - loss[-half:].max())
    low, high, left = float(loss[-tail:].min()), float(loss[-tail:].max()), final - lowest
    still = abs(fallen) < CRAWL * left
    if bouncing and still and norm > 1e-3 * np.hypot(*grad[0]):
        if high - low > 0.1 * left:
            facts |= {"low": low, "high": high, "sentence": "oscillating wide"}
        return Outcome("oscillating", _bounce(grad), facts)
    if final > first:
        return Outcome("descending", last, facts | {"sentence": "descending up"})
    if still and last >= 10 and high - low < CRAWL * left:
        share, axis = way(point, minima)
        if share < 0:
            return Outcome("crawling", last, facts | {"sentence": "crawling astray"})
        if share < 0.9:
            return Outcome("crawling", last, facts | {"share": share, "axis": axis})
    return Outcome("descending", last, facts)


# The runs of a scene, and all values of a number that one of them is tried for, have the same lowest points.
@lru_cache(maxsize=32)
def _lowest(surface: Surface, numbers: tuple[tuple[str, float], ...]) -> tuple[Float[np.ndarray, "k 2"], float]:
    return surface.lowest(**dict(numbers))


def with_rate(outcome: Outcome, eta: Float[np.ndarray, " points"], *, asked: int) -> Outcome:
    """The outcome, or what the learning rate has done to the run where that is the cause.

    `eta` holds η^t of the updates made and, last, of the one that would come next. A run that arrived
    before its rate became 0 has arrived; one that was stuck before was stuck.
    """
    made = len(eta) - 1
    if outcome.kind == "diverged":
        if made < asked and not np.isfinite(eta[-1]):
            return Outcome("diverged", made, {**outcome.facts, "sentence": "diverged rate"})
        return outcome
    # The rate of the update to come has moved nothing yet.
    if not made or eta[made - 1] != 0 or outcome.kind in ("converged", "hovering"):
        return outcome
    still = _since(eta[:-1] == 0)
    if outcome.kind == "stuck" and outcome.step < still:
        return outcome
    return Outcome("stuck", still, {**outcome.facts, "sentence": "stuck rate"})


def _bounce(grad: Float[np.ndarray, "points 2"]) -> int:
    """The step from which the gradient turned back at least every BEAT steps; the last one if it did not."""
    turned = np.flatnonzero(np.einsum("ti,ti->t", grad[1:], grad[:-1]) < 0)
    if not len(turned) or len(grad) - 1 - turned[-1] > BEAT:
        return len(grad) - 1
    pauses = np.flatnonzero(np.diff(turned) > BEAT)
    return int(turned[pauses[-1] + 1] if len(pauses) else turned[0])


def _since(holds: np.ndarray) -> int:
    """The first index from which `holds` is true to the end."""
    broken = np.flatnonzero(~holds)
    return min(int(broken[-1]) + 1, len(holds) - 1) if len(broken) else 0


def _grows(loss: Float[np.ndarray, " points"], bouncing: bool) -> bool:
    """Whether the loss ends higher than ever, and the last quarters of the run rise without slowing down."""
    if len(loss) < 8:
        return False
    _, second, third, fourth = (float(quarter.max()) for quarter in np.array_split(loss, 4))
    rise, next_rise, first = third - second, fourth - third, abs(float(loss[0]))
    steady = rise > 1e-4 * abs(second) and next_rise > 0.9 * rise
    return steady and bool(loss[-1] > max(third, first if bouncing else 10 * first, 1e-9))


def _passing(
    surface: Surface,
    numbers: Numbers,
    point: Float[np.ndarray, "2"],
    grad: Float[np.ndarray, "2"],
    hessian: Float[np.ndarray, "2 2"],
) -> bool:
    """Whether a run is only passing a shelf, though it curves up: Newton's step does not lead to a place without slope.

    Towards a minimum the step leaves next to nothing of the gradient, on a level shelf a quarter of it.
    """
    step = -np.linalg.solve(hessian, grad)
    if np.hypot(*step) <= 1e-8 * max(1.0, np.hypot(*point)):
        return False
    x, y = (float(value) for value in point + step)
    return bool(np.hypot(*surface.at(x, y, **numbers).grad) > 0.1 * np.hypot(*grad))


def way(point: Float[np.ndarray, "points 2"], minima: Float[np.ndarray, "k 2"]) -> tuple[float, str]:
    """How much of the way to the nearest minimum is done, along the parameter that has most left.

    Negative if the run is farther away than at the start, as it may be along a bent valley.
    """
    goal = minima[np.argmin(np.linalg.norm(minima - point[-1], axis=1))]
    before, after = abs(point[0] - goal), abs(point[-1] - goal)
    axis = int(np.argmax(after))
    share = 1 - after[axis] / before[axis] if before[axis] > 0 else -1.0
    return float(share), ("θ₁", "θ₂")[axis]
