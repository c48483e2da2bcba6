"""How a run ended: data first, a sentence for people second."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.criteria import (
    ARRIVED,
    AT,
    BOUNCE_LEAST,
    BRAKED,
    EARLY,
    FLAT_LOSS,
    NEAR,
    TURNS,
    at_the_minimum,
    beats,
    beside,
    bounces,
    bouncing_since,
    crawl,
    crawls,
    falls,
    grows,
    has_arrived,
    has_left,
    is_at_a_critical_point,
    is_thrown_out,
    moves_on,
    near_since,
    rattles,
    since,
    stands_still,
    way,
    without_slope,
)
from optimizers.outcomes.seen import Seen
from surfaces import Surface
from surfaces.critical import KINDS, kind_of
from surfaces.surface import Numbers
from words import say

Kind = Literal["converged", "oscillating", "crawling", "stuck", "descending", "diverged", "hovering", "wandering"]

SENTENCES: dict[str, str] = {
    "converged": "Converges: from step {step:,} on it is at the minimum, loss {loss:.3g}.",
    "converged low": "Converges, but to a local minimum: loss {loss:.3g}, where the lowest is {lowest:.3g}.",
    "converged beyond": "Converges outside the picture: loss {loss:.3g}, below the {lowest:.3g} of its minimum.",
    "oscillating": "Bounces from wall to wall: the loss is flat at {loss:.3g}, "
    "yet the gradient is not small, ‖g‖ = {norm:.3g}.",
    "oscillating wide": "Bounces from wall to wall: the loss swings between {low:.3g} and {high:.3g}, "
    "and the gradient is not small, ‖g‖ = {norm:.3g}.",
    "oscillating swing": "Swings to and fro: the loss goes up and down between {low:.3g} and {high:.3g}.",
    "hovering exactly": "Arrives at the minimum ({place_x:.3g}, {place_y:.3g}): from step {step:,} on within {far:.3g} "
    "of it, and rattles on, at last by {by:.2g}.",
    "hovering from the start": "Rattles about the minimum ({place_x:.3g}, {place_y:.3g}), where it began, "
    "and is never farther than {far:.3g} from it.",
    "hovering beside": "Arrives at the minimum ({place_x:.3g}, {place_y:.3g}): from step {step:,} on within {far:.3g} "
    "of it.",
    "descending to and fro": "On its way, to and fro: in its last two quarters the mean loss came from {before:.3g} "
    "down to {after:.3g}.",
    "descending braked": "Slowed down by its schedule: at step {step:,} the loss is {loss:.3g}, and the rate has come "
    "from {peak:.3g} down to {rate:.3g}.",
    "descending start": "At its start: no update is made yet; the loss is {loss:.3g}, ‖g‖ = {norm:.3g}.",
    "descending early": "Too early to tell: at step {step:,} the loss is {loss:.3g}, at the start it was {first:.3g}.",
    "descending up": "Higher than it began: at step {step:,} the loss is {loss:.3g}, more than the {first:.3g} of the "
    "start.",
    "crawling": "Crawls: {step:,} updates, and only {share:.1%} of the way along {axis} is done.",
    "crawling on the spot": "Crawls: {step:,} updates, and less than 0.1% of the way along {axis} is done.",
    "crawling astray": "Crawls: in {step:,} updates the loss has only come from {first:.3g} down to {loss:.3g}.",
    "crawling late": "Crawls: over the last {late:,} updates the loss has come down by only {fall:.2g}, to {loss:.3g}.",
    "stuck": "Stuck at step {step:,}: the gradient is almost zero (‖g‖ = {norm:.2g}), "
    "but this is {place}, not a minimum.",
    "stuck on the ridge": "Stuck at step {step:,}: this is {place}, not a minimum. The run is exactly on its ridge, "
    "where the slope to either side is 0, so that no step leads off it.",
    "stuck moving": "Stands still from step {step:,} on: its steps no longer move it, yet ‖g‖ = {norm:.3g}.",
    "stuck rate": "Stands still from step {step:,} on: the schedule has brought the learning rate to 0.",
    "descending": "On its way: at step {step:,} the loss is {loss:.3g}, ‖g‖ = {norm:.3g}.",
    "descending noisy": "On its way: the loss still falls, to {loss:.3g} on average over the last quarter.",
    "hovering": "Hovers about the minimum at ({place_x:.3g}, {place_y:.3g}): the loss goes up and down between "
    "{low:.3g} and {high:.3g}.",
    "wandering": "Wanders: the loss goes up and down between {low:.3g} and {high:.3g}, "
    "{loss:.3g} on average over the last quarter.",
    "wandering up": "Rises just now: over the last quarter the loss came from {before:.3g} up to {loss:.3g}, "
    "at the start it was {first:.3g}.",
    "wandering exactly": "Wanders: over the last quarter the loss goes up and down between {low:.3g} and {high:.3g}.",
    "diverged": "Diverges: the loss grows to {loss:.3g} at step {step:,}. A smaller η is needed.",
    "diverged slowly": "Bounces ever higher: at step {step:,} the loss is {loss:.3g}, at the start it was {first:.3g}. "
    "A smaller η is needed.",
    "diverged out": "Thrown out: at step {step:,} the loss is {loss:.3g}, at the start it was {first:.3g}. "
    "A smaller η is needed.",
    "diverged scheduled": "Diverges: the loss grows to {loss:.3g} at step {step:,}, where the schedule's rate is "
    "{rate:.3g}.",
    "diverged off": "Breaks off at step {step:,}, where the loss is {loss:.3g} and ‖g‖ = {norm:.3g}: "
    "the next update leaves float64.",
    "diverged rate": "Diverges: at step {step:,} the learning rate itself is too large for a float64. "
    "Let the schedule grow more slowly.",
    "diverged at once": "Cannot begin: the loss is not a finite number at the start. "
    "Choose a start nearer to the picture.",
}


@dataclass(frozen=True)
class Outcome:
    """What became of a run; `criteria.py` says what decides it.

    `step` is when: for "converged", "stuck", "oscillating" and a "hovering" without noise the first step from which
    it holds, for "diverged" the last finite one, otherwise the last step made. "descending" is a run of which nothing
    else is known: on its way, higher than it began, or too short to tell. "diverged" is also one that breaks off
    because float64 has no number for its next step. `facts` are the numbers that the sentence states; the sentence is
    put together when read, in the reader's language.
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
    """The outcome of a run with exact gradients that was asked for `asked` steps, by the definitions."""
    minima, lowest = _lowest(surface, tuple((id, float(np.asarray(value))) for id, value in numbers.items()))
    run = Seen(surface, numbers, point, loss, grad, minima, lowest)
    last, final, first = run.made, float(loss[-1]), float(loss[0])
    facts: dict[str, float | str] = {"loss": final, "norm": float(np.hypot(*grad[-1])), "first": first}

    def outcome(kind: Kind, message: str, step: int = last, **more: float | str) -> Outcome:
        return Outcome(kind, step, facts | more | {"sentence": message})

    if not np.isfinite(final):
        return outcome("diverged", "diverged at once")
    if last < asked:
        return outcome("diverged", "diverged" if final > 10 * max(abs(first), 1e-9) else "diverged off")
    thrown_out = is_thrown_out(point, loss, run.center, run.span)
    if thrown_out and not has_left(run):
        return outcome("diverged", "diverged out")
    if has_left(run) or grows(run):
        return outcome("diverged", "diverged" if final > 10 * abs(first) else "diverged slowly")
    if has_arrived(run):
        return outcome("converged", _which(run), since(at_the_minimum(run)), lowest=lowest)
    if stuck := _stuck(run, outcome):
        return stuck
    if rattles(run):
        near = near_since(run, NEAR)
        return outcome("hovering", "hovering exactly" if near else "hovering from the start", near, **_place(run, near))
    if within := beside(run):
        near = near_since(run, within)
        return outcome("hovering", "hovering beside", near, **_place(run, near))
    if bounces(run):
        return _bouncing(run, outcome)
    return _moving(run, outcome)


def _which(run: Seen) -> str:
    """Which minimum a run has arrived at: the lowest, a local one, or one outside the picture."""
    apart = run.bottom - run.lowest
    if abs(apart) <= 1e-9 * max(1.0, abs(run.lowest)) + ARRIVED * min(run.gain, 1.0):
        return "converged"
    return "converged low" if apart > 0 else "converged beyond"


def _place(run: Seen, near: int) -> dict[str, float]:
    """Which minimum a run is at, how far from it at the most from step `near` on, and how far in its end."""
    # Where a walk ended at 1e-25, twelve decimals show 0.
    x, y = (round(float(value), 12) + 0.0 for value in (run.floor.point if run.floor else run.point[-1]))
    far, by = (float(np.hypot(*(run.point[start:] - (x, y)).T).max()) for start in (near, -max(run.end, EARLY)))
    return {"place_x": x, "place_y": y, "far": far, "by": by}


def _stuck(run: Seen, outcome: Callable[..., Outcome]) -> Outcome | None:
    """Where a run stands that does not move and is at no minimum; None if it moves."""
    x, y = run.point[-1]
    hessian = np.nan_to_num(run.surface.at(x, y, **run.numbers).hessian)
    curvature, axes = np.linalg.eigh(hessian)
    kind = kind_of(curvature)
    if kind != "minimum" and not moves_on(run):
        # Exactly on a ridge there is a lowest point too: where it leads over the saddle.
        across, along = (run.grad @ axes).T
        rests = along**2 / curvature[1] / 2 <= ARRIVED * max(float(run.loss[0] - run.loss[-1]), 1e-9)
        here = is_at_a_critical_point(run, hessian)
        if kind == "saddle" and here and not across.any() and rests[-run.end :].all():
            return outcome("stuck", "stuck on the ridge", since(rests), place=KINDS[kind])
        level = without_slope(run)
        if level[-run.end :].all():
            # Where no critical point is, it is a plain, however it bends.
            step = max(since(level), since((abs(run.point - run.point[-1]) <= AT * run.span).all(axis=1)))
            return outcome("stuck", "stuck", step, place=KINDS[kind if here else "flat"])
    still = stands_still(run)
    if run.made >= EARLY and still[-run.end :].all():
        return outcome("stuck", "stuck moving", since(still))
    return None


def _bouncing(run: Seen, outcome: Callable[..., Outcome]) -> Outcome:
    """How a run goes to and fro: between which losses, and whether its gradient is small."""
    window = run.quarters()[1]
    low, high = float(window.min()), float(window.max())
    facts = {"low": low, "high": high}
    if not beats(run) or np.hypot(*run.grad[-1]) <= 1e-3 * np.hypot(*run.grad[0]):
        return outcome("oscillating", "oscillating swing", bouncing_since(run), **facts)
    flat = high - low <= 0.1 * (run.loss[-1] - run.bottom)
    return outcome("oscillating", "oscillating" if flat else "oscillating wide", bouncing_since(run), **facts)


def _moving(run: Seen, outcome: Callable[..., Outcome]) -> Outcome:
    """How a run gets on that is neither at a place nor goes to and fro."""
    first, final = run.loss[0], run.loss[-1]
    if not run.made:
        return outcome("descending", "descending start")
    turned = len(run.turned) > (1 if run.made >= EARLY else 0)
    if run.made < 3 or (run.made < EARLY and (np.diff(run.loss) >= 0).any()) or (run.made < BOUNCE_LEAST and turned):
        return outcome("descending", "descending early")
    if final > first:
        return outcome("descending", "descending up")
    before, after = run.quarters()
    means = {"before": float(before.mean()), "after": float(after.mean())}
    if (run.turned > run.made - 2 * run.quarter).sum() >= TURNS and means["after"] < means["before"]:
        window = run.loss[-2 * run.quarter :]
        lower = after.max() - run.bottom < 0.8 * (before.max() - run.bottom)
        less = after.mean() - run.bottom < 0.95 * (before.mean() - run.bottom)
        if less and (lower or falls(window, 0.0)):
            return outcome("descending", "descending to and fro", **means)
        return outcome("wandering", "wandering exactly", low=float(after.min()), high=float(after.max()))
    if run.made < BOUNCE_LEAST and means["after"] >= means["before"]:
        return outcome("descending", "descending early")
    if len(after) > 1 and (np.diff(after) > 0).all():
        return outcome("wandering", "wandering up", before=float(after[0]))
    to_and_fro = (run.returned > run.made - 2 * run.quarter).sum() >= TURNS
    if to_and_fro and np.ptp(after) > FLAT_LOSS * (after.mean() - run.bottom) and means["after"] >= means["before"]:
        return outcome("wandering", "wandering exactly", low=float(after.min()), high=float(after.max()))
    if crawls(run):
        share, axis = -1.0, ""
        low, high = np.array(run.surface.domain).T
        if run.floor and ((low <= run.floor.point) & (run.floor.point <= high)).all():
            share, axis = way(run.point[0], run.point[-1], run.floor.point, run.span)
        if 0 <= share < 0.5:
            return outcome("crawling", crawl(share), share=share, axis=axis)
        if final < first and first - final < 0.5 * run.gain:
            return outcome("crawling", "crawling astray")
        return outcome("crawling", "crawling late", late=run.quarter, fall=float(before[-1] - final))
    if means["after"] < means["before"] or (np.diff(after) < 0).all():
        return outcome("descending", "descending")
    if not np.ptp(after):
        # On a plain it moves, as by weight decay, and the loss does not.
        return outcome("crawling", "crawling late", late=run.quarter, fall=0.0, loss=float(final) + 0.0)
    return outcome("wandering", "wandering exactly", low=float(after.min()), high=float(after.max()))


# The runs of a scene, and all values of a number that one of them is tried for, have the same lowest points.
@lru_cache(maxsize=32)
def _lowest(surface: Surface, numbers: tuple[tuple[str, float], ...]) -> tuple[Float[np.ndarray, "k 2"], float]:
    return surface.lowest(**dict(numbers))


def with_rate(outcome: Outcome, eta: Float[np.ndarray, " points"], *, asked: int, usual: float) -> Outcome:
    """The outcome, or what the learning rate has done to the run where that is the cause.

    `eta` holds η^t of the updates made and, last, of the one that would come next; `usual` is η. A run that arrived
    before its rate became 0 has arrived; one that was stuck before was stuck.
    """
    made = len(eta) - 1
    if outcome.kind == "diverged":
        if made < asked and not np.isfinite(eta[-1]):
            return Outcome("diverged", made, {**outcome.facts, "sentence": "diverged rate"})
        # Not η itself is too large then, but what the schedule makes of it.
        if made and (eta[:made] != usual).any() and outcome.facts.get("sentence", "diverged") == "diverged":
            rate = float(eta[made - 1])
            return Outcome("diverged", made, {**outcome.facts, "rate": rate, "sentence": "diverged scheduled"})
        return outcome
    if outcome.kind in ("descending", "wandering") and made >= EARLY and 0 < eta[made - 1] < BRAKED * eta[:made].max():
        rates: dict[str, float | str] = {"rate": float(eta[made - 1]), "peak": float(eta[:made].max())}
        rates["loss"] = outcome.facts.get("final", outcome.facts["loss"])
        return Outcome("descending", made, {**outcome.facts, **rates, "sentence": "descending braked"})
    # The rate of the update to come has moved nothing yet.
    if not made or eta[made - 1] != 0 or outcome.kind in ("converged", "hovering"):
        return outcome
    still = since(eta[:-1] == 0)
    # Steps that have become too small to move it are the schedule's doing too.
    if outcome.kind == "stuck" and outcome.step < still and outcome.facts.get("sentence") != "stuck moving":
        return outcome
    return Outcome("stuck", still, {**outcome.facts, "sentence": "stuck rate"})
