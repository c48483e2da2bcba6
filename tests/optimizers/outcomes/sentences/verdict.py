"""Whether the sentence about a run is true, as a reader takes it: one table of what sentences claim."""

import re
from collections.abc import Callable
from typing import NamedTuple

from tests.optimizers.outcomes.sentences import noisy, rules, slow, swings
from tests.optimizers.outcomes.sentences.case import Case
from tests.optimizers.outcomes.sentences.runs import Run

NUMBER = r"[-−]?(?:\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+|(?:·10)?[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)?|inf)"


class Claim(NamedTuple):
    """Words that claim something: of which kind of outcome they are the first ones ("" if of none), and the rule."""

    kind: str
    words: str
    rule: Callable[..., str]


# A {name} stands for a number, [name] for words. From the top, each takes away what it matches.
CLAIMS = [
    Claim("converged", "Converges: from step {step} on it is at the minimum", rules.arrives),
    Claim("converged", "Converges, but to a local minimum", rules.arrives_low),
    Claim("converged", "Converges outside the picture", rules.arrives_beyond),
    Claim("", "where the lowest is {lowest}", rules.lowest),
    Claim("", "below the {lowest} of its minimum", rules.lowest),
    Claim("oscillating", "Bounces from wall to wall", rules.bounces),
    Claim("", "the loss is flat at {loss}", rules.flat_at),
    Claim("", "the loss swings between {low} and {high}", rules.swings),
    Claim("", "(?:yet|and) the gradient is not small, ‖g‖ = {norm}", rules.steep),
    Claim(
        "oscillating",
        "Swings to and fro: the loss goes up and down between {low} and {high}",
        swings.swings_between,
    ),
    Claim(
        "hovering",
        r"Arrives at the minimum \({x}, {y}\): from step {step} on within {far} of it, at last within {by}, "
        "and rattles on",
        swings.arrives_and_rattles,
    ),
    Claim(
        "hovering",
        r"Rattles about the minimum \({x}, {y}\), where it began: it is never farther than {far} from it",
        swings.rattles_where_it_began,
    ),
    Claim(
        "hovering",
        r"Arrives at the minimum \({x}, {y}\): from step {step} on within {far} of it",
        swings.arrives_beside,
    ),
    Claim("descending", "Comes down", swings.comes_down),
    Claim("", "from its third quarter to its last the mean loss fell by {fall}, to {loss}", swings.quarters_fall),
    Claim("wandering", "Rises just now", swings.rises_now),
    Claim("", "over the last quarter the loss came from {before} up to {loss}", swings.quarter_rises),
    Claim("descending", "Slowed down by its schedule", rules.advice),
    Claim("", "and the rate has come from {peak} down to {rate}", slow.braked),
    Claim("descending", "At its start: no update is made yet", swings.no_update),
    Claim("descending", "Too early to tell", swings.too_early),
    Claim("", "at the start it was {first}", rules.first_loss),
    Claim("descending", "Settles in a local minimum", rules.settles_low),
    Claim("descending", "Lower than it began: at step {step} the loss is {loss}", swings.lower),
    Claim("", "less than the {first} of the start", rules.first_loss),
    Claim("descending", "Higher than it began: at step {step} the loss is {loss}", swings.higher),
    Claim("", "more than the {first} of the start", rules.first_loss),
    Claim("", "where the schedule's rate is {rate}", rules.last_rate),
    Claim("", "A smaller η is needed", rules.smaller_needed),
    Claim("crawling", "Crawls", slow.crawls),
    Claim(
        "", r"(?P<step>[\d,]+) updates?, and only {share}% of the way along (?P<axis>θ[₁₂]) is done", slow.share_done
    ),
    Claim(
        "", r"(?P<step>[\d,]+) updates?, and less than 0.1% of the way along (?P<axis>θ[₁₂]) is done", slow.hardly_begun
    ),
    Claim("", "over the last {late} updates? the loss has come down by only {fall}, to {loss}", slow.crawled_late),
    Claim("", "in {step} updates? the loss has only come from {first} down to {loss}", slow.only_from_to),
    Claim("stuck", "Stuck at step {step}", slow.stuck),
    Claim("", r"the gradient is almost zero \(‖g‖ = {norm}\)", slow.almost_zero),
    Claim("", "(?:but )?this is (?P<place>a [a-z ]+), not a minimum", slow.place),
    Claim(
        "",
        "The run is exactly on its ridge, where the slope to either side is 0, so that no step leads off it",
        slow.ridge,
    ),
    Claim(
        "stuck",
        "Stands still from step {step} on: its steps no longer move it, yet ‖g‖ = {norm}",
        swings.no_longer_moves,
    ),
    Claim("stuck", "Stands still from step {step} on", slow.still),
    Claim("", "the schedule has brought the learning rate to 0", slow.rate_is_zero),
    Claim("descending", "On its way", slow.on_its_way),
    Claim("hovering", r"Hovers about the minimum at \({x}, {y}\)", noisy.hovers),
    Claim("wandering", "Moves to no effect: over the last quarter the loss is {loss} throughout", slow.level),
    Claim(
        "wandering",
        "Goes up and down: over the last quarter the loss is between {low} and {high}",
        swings.ups_and_downs,
    ),
    Claim("", "{mean} on average", noisy.mean_of_tail),
    Claim("", "the loss goes up and down between {low} and {high}", swings.up_and_down),
    Claim("diverged", "Diverges", rules.diverges),
    Claim("diverged", "Bounces ever higher: at step {step} the loss is {loss}", swings.bounces_higher),
    Claim(
        "diverged",
        "Breaks off at step {step}, where the loss is {loss} and ‖g‖ = {norm}: the next update leaves float64",
        swings.breaks_off,
    ),
    Claim("diverged", "Thrown out", swings.thrown_out),
    Claim("diverged", "Cannot begin", rules.advice),
    Claim("", "the loss grows to {loss} at step {step}", rules.grows_to),
    Claim("", "at step {step} the learning rate itself is too large for a float64", rules.rate_overflows),
    Claim("", "Let the schedule grow more slowly", rules.advice),
    Claim("", "the loss is not a finite number at the start", rules.not_finite),
    Claim("", "Choose a start nearer to the picture", rules.advice),
    Claim("", "at step {step} the loss is {loss}", rules.loss_at),
    Claim("", "(?:at the end the loss is|the loss is|loss) {loss}", rules.last_loss),
    Claim("", "‖g‖ = {norm}", rules.last_norm),
]
PATTERNS = [
    re.compile(re.sub(r"\{([a-z]+)\}", lambda name: f"(?P<{name[1]}>{NUMBER})", claim.words)) for claim in CLAIMS
]


class Verdict(NamedTuple):
    """Whether a sentence is true, and if it is not, why."""

    true: bool
    reason: str


class NoRule(Exception):
    """A sentence says something that no claim in the table covers."""


def claims_of(kind: str, sentence: str) -> list[tuple[Claim, dict[str, str]]]:
    """The claims that a sentence makes, with the numbers in them. Raises NoRule if they are not all of it."""
    left, found = sentence.replace("\u00a0", " "), []
    for claim, pattern in zip(CLAIMS, PATTERNS, strict=True):
        if match := pattern.search(left):
            found.append((claim, match.groupdict()))
            left = left[: match.start()] + left[match.end() :]
    if left.strip(" ,;:."):
        raise NoRule(f"no rule for this sentence: {left.strip()!r} of {sentence!r}")
    if kind not in {claim.kind for claim, _ in found if claim.kind}:
        raise NoRule(f"no rule for this sentence: of the kind {kind!r}: {sentence!r}")
    return found


def judge_sentence(run: Run, kind: str, sentence: str) -> Verdict:
    """Whether this sentence is true of this run."""
    case = Case(run)
    for claim, said in claims_of(kind, sentence):
        if wrong := claim.rule(case, **said):
            return Verdict(False, f"“{claim.words}”: {wrong}")
    return Verdict(True, "")


def judge(run: Run) -> Verdict:
    """Whether what the app says of this run is true."""
    outcome = run.path.outcome
    return judge_sentence(run, outcome.kind, outcome.sentence)
