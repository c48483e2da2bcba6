"""How a run ended: data first, a sentence for people second."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Literal

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.criteria import (
    ARRIVED,
    AT,
    BOUNCE_LEAST,
    BRAKED,
    EARLY,
    LEAP,
    NEAR,
    SOME,
    TURNS,
    at_the_minimum,
    beats,
    beside,
    bounces,
    bouncing_since,
    crawl,
    crawls,
    grows,
    has_arrived,
    has_left,
    is_at_a_critical_point,
    is_thrown_out,
    moves_on,
    near_since,
    rattles,
    since,
    still_since,
    without_slope,
)
from optimizers.outcomes.figures import told_apart
from optimizers.outcomes.seen import Exact, Seen
from optimizers.outcomes.trends import comes_down, goes_down
from surfaces.critical import KINDS
from words import Message, say

Kind = Literal["converged", "oscillating", "crawling", "stuck", "descending", "diverged", "hovering", "wandering"]

SENTENCES: dict[str, Message] = {
    "converged": "Converges: from step {step:,} on it is at the minimum; at the end the loss is {loss:.3g}.",
    "converged low": "Converges, but to a local minimum: loss {loss:.3g}, where the lowest is {lowest:.3g}.",
    "converged beyond": "Converges outside the picture: loss {loss:.3g}, below the {lowest:.3g} of its minimum.",
    "oscillating": "Bounces from wall to wall: the loss is flat at {loss:.3g}, "
    "yet the gradient is not small, ‖g‖ = {norm:.3g}.",
    "oscillating wide": "Bounces from wall to wall: the loss swings between {low:.3g} and {high:.3g}, "
    "and the gradient is not small, ‖g‖ = {norm:.3g}.",
    "oscillating swing": "Swings to and fro: the loss goes up and down between {low:.3g} and {high:.3g}.",
    "hovering exactly": "Arrives at the minimum ({place_x:.3g}, {place_y:.3g}): from step {step:,} on within {far:.3g} "
    "of it, at last within {by:.2g}, and rattles on.",
    "hovering from the start": "Rattles about the minimum ({place_x:.3g}, {place_y:.3g}), where it began: "
    "it is never farther than {far:.3g} from it.",
    "hovering beside": "Arrives at the minimum ({place_x:.3g}, {place_y:.3g}): from step {step:,} on within {far:.3g} "
    "of it.",
    "descending on the whole": "Comes down: from its third quarter to its last the mean loss fell by {fall:.2g}, "
    "to {mean:.3g}.",
    "descending braked": "Slowed down by its schedule: at step {step:,} the loss is {loss:.3g}, and the rate has come "
    "from {peak:.3g} down to {rate:.3g}.",
    "descending start": "At its start: no update is made yet; the loss is {loss:.3g}, ‖g‖ = {norm:.3g}.",
    "descending early": "Too early to tell: at step {step:,} the loss is {loss:.3g}, at the start it was {first:.3g}.",
    "descending local": "Settles in a local minimum: at step {step:,} the loss is {loss:.3g}, where the lowest is "
    "{lowest:.3g}.",
    "descending low": "Lower than it began: at step {step:,} the loss is {loss:.3g}, less than the {first:.3g} of the "
    "start.",
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
    "hovering": "Hovers about the minimum at ({place_x:.3g}, {place_y:.3g}): the loss goes up and down between "
    "{low:.3g} and {high:.3g}.",
    "wandering": "Goes up and down: over the last quarter the loss is between {low:.3g} and {high:.3g}, "
    "{mean:.3g} on average.",
    "wandering up": "Rises just now: over the last quarter the loss came from {before:.3g} up to {loss:.3g}, "
    "at the start it was {first:.3g}.",
    "wandering level": "Moves to no effect: over the last quarter the loss is {loss:.3g} throughout.",
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
        words = {"place": say(str(self.facts["place"]))} if "place" in self.facts else {}
        return say(SENTENCES[message], step=self.step, **{**self.facts, **told_apart(self.facts), **words})


@np.errstate(all="ignore")  # a run may hold numbers whose squares leave float64
def judge(run: Exact, *, asked: int) -> Outcome:
    """The outcome of a run with exact gradients that was asked for `asked` steps, by the definitions."""
    if gone := has_gone(run, asked):
        return gone
    outcome = teller(run, {"loss": float(run.loss[-1]), "norm": run.norm, "first": float(run.loss[0])})
    if grows(run):
        return outcome("diverged", "diverged" if run.loss[-1] > 10 * abs(run.loss[0]) else "diverged slowly")
    if has_arrived(run):
        return outcome("converged", _which(run), since(at_the_minimum(run)), lowest=run.lowest)
    if stuck := _stuck(run, outcome):
        return stuck
    to_and_fro = rattles(run)
    if within := NEAR if to_and_fro else beside(run):
        near = near_since(run, within)
        message = "hovering exactly" if to_and_fro else "hovering beside"
        return outcome("hovering", message if near else "hovering from the start", near, **place(run, near))
    if bounces(run):
        return _bouncing(run, outcome)
    return _moving(run, outcome)


def teller(run: Seen, facts: Mapping[str, float | str]) -> Callable[..., Outcome]:
    """What makes an outcome of a kind, a sentence and what else it states; of the last step if none is named."""
    # Not a function in here: where types are held to, one would be put together anew for every run.
    return partial(_told, run.made, facts)


def _told(
    last: int,
    facts: Mapping[str, float | str],
    /,
    kind: Kind,
    sentence: str,
    step: int | None = None,
    **more: float | str,
) -> Outcome:
    return Outcome(kind, last if step is None else step, {**facts, **more, "sentence": sentence})


def has_gone(run: Seen, asked: int) -> Outcome | None:
    """The outcome of a run that has left float64 or the picture for good, None if it has not."""
    final, first = float(run.loss[-1]), float(run.loss[0])
    facts: dict[str, float | str] = {"loss": final, "first": first}
    if not np.isfinite(final):
        message = "diverged at once"
    elif run.made < asked and final <= 10 * max(abs(first), 1e-9):
        message, facts["norm"] = "diverged off", run.norm
    elif run.made < asked or has_left(run):
        message = "diverged"
    elif is_thrown_out(run):
        message = "diverged out"
    else:
        return None
    return Outcome("diverged", run.made, facts | {"sentence": message})


def _which(run: Exact) -> str:
    """Which minimum a run has arrived at: the lowest, a local one, or one outside the picture."""
    apart = run.bottom - run.lowest
    if abs(apart) <= 1e-9 * max(1.0, abs(run.lowest)) + ARRIVED * min(run.gain, 1.0):
        return "converged"
    return "converged low" if apart > 0 else "converged beyond"


def place(run: Seen, near: int) -> dict[str, float]:
    """Which minimum a run is at, how far from it at the most from step `near` on, and how far in its end."""
    # A walk ends within 1e-11 or so of its minimum: nine decimals show 0 where 0 is meant.
    x, y = (round(float(value), 9) + 0.0 for value in (run.floor.point if run.floor else run.point[-1]))
    late = max(near, run.made + 1 - max(run.end, EARLY))
    far, by = (float(np.hypot(*(run.point[start:] - (x, y)).T).max()) for start in (near, late))
    return {"place_x": x, "place_y": y, "far": far, "by": by}


def _stuck(run: Exact, outcome: Callable[..., Outcome]) -> Outcome | None:
    """Where a run stands that does not move and is at no minimum; None if it moves."""
    if run.kind != "minimum" and not moves_on(run):
        curvature, axes = run.curvature
        # Exactly on a ridge there is a lowest point too: where it leads over the saddle.
        across, along = (run.grad @ axes).T
        rests = along**2 / curvature[1] / 2 <= ARRIVED * max(float(run.loss[0] - run.loss[-1]), 1e-9)
        here = is_at_a_critical_point(run)
        if run.kind == "saddle" and here and not across.any() and rests[-run.end :].all():
            return outcome("stuck", "stuck on the ridge", since(rests), place=KINDS[run.kind])
        level = without_slope(run)
        if level[-run.end :].all():
            # Where no critical point is, it is a plain, however it bends.
            step = max(since(level), since((abs(run.point - run.point[-1]) <= AT * run.span).all(axis=1)))
            return outcome("stuck", "stuck", step, place=KINDS[run.kind if here else "flat"])
    still = still_since(run)
    return None if still is None else outcome("stuck", "stuck moving", still)


def _bouncing(run: Exact, outcome: Callable[..., Outcome]) -> Outcome:
    """How a run goes to and fro: between which losses, and whether its gradient is small."""
    window = run.quarters()[1]
    low, high = float(window.min()), float(window.max())
    facts = {"low": low, "high": high}
    if not beats(run) or np.hypot(*run.grad[-1]) <= 1e-3 * np.hypot(*run.grad[0]):
        return outcome("oscillating", "oscillating swing", bouncing_since(run), **facts)
    flat = high - low <= 0.1 * (run.loss[-1] - run.bottom)
    return outcome("oscillating", "oscillating" if flat else "oscillating wide", bouncing_since(run), **facts)


def _moving(run: Exact, outcome: Callable[..., Outcome]) -> Outcome:
    """How a run gets on that is neither at a place nor bounces."""
    if not run.made:
        return outcome("descending", "descending start")
    first, final = float(run.loss[0]), float(run.loss[-1])
    before, after = run.quarters()
    turned, returned = len(run.turned), len(run.returned)
    falling = goes_down(run.loss if run.made < EARLY else after) and turned < min(TURNS, run.made / 6 + 1)
    if final > first:
        early = run.made < SOME and final <= LEAP * max(abs(first), 1.0)
        return outcome("descending", "descending early" if early else "descending up")
    if run.made >= EARLY and goes_down(-after) and after[-1] > after[-2]:
        return outcome("wandering", "wandering up", before=float(after[0]))
    if run.made >= EARLY and not np.ptp(after):
        return outcome("wandering", "wandering level", loss=final + 0.0)
    to_and_fro = max(turned, returned) >= TURNS
    if (falling or not to_and_fro) and crawls(run):
        return outcome("crawling", **crawl(run))
    if falling and run.away[-run.end :].max() <= AT and _which(run) == "converged low":
        return outcome("descending", "descending local", lowest=run.lowest)
    if falling:
        return outcome("descending", "descending")
    mean = float(after.mean())
    if run.made >= EARLY and comes_down(run):
        return outcome("descending", "descending on the whole", fall=float(before.mean()) - mean, mean=mean)
    if run.made < BOUNCE_LEAST:
        return outcome("descending", "descending low" if final < first else "descending early")
    return outcome("wandering", "wandering", low=float(after.min()), high=float(after.max()), mean=mean)


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
    if (
        outcome.kind in ("descending", "wandering", "crawling")
        and made >= EARLY
        and 0 < eta[made - 1] < BRAKED * eta[:made].max()
    ):
        rates = {"rate": float(eta[made - 1]), "peak": float(eta[:made].max())}
        return Outcome("descending", made, {**outcome.facts, **rates, "sentence": "descending braked"})
    # The rate of the update to come has moved nothing yet.
    if not made or eta[made - 1] != 0 or outcome.kind in ("converged", "hovering"):
        return outcome
    still = since(eta[:-1] == 0)
    # Steps that have become too small to move it are the schedule's doing too.
    if outcome.kind == "stuck" and outcome.step < still and outcome.facts.get("sentence") != "stuck moving":
        return outcome
    return Outcome("stuck", still, {**outcome.facts, "sentence": "stuck rate"})
