"""What a reader takes each claim to mean, of runs without chance: a rule returns what is wrong with it, or ""."""

import re

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, crossings, last, turns
from words import numeral

LEVEL = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def number(text: str) -> float:
    """What a number of a sentence is: 1,000, −0.26, 8.57·10⁻¹² or 10⁻⁷."""
    mantissa, power, raised = re.fullmatch(r"(.*?)·?(10(?=[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]))?([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]*)", text).groups()  # type: ignore[union-attr]
    size = float(mantissa.replace(",", "").replace("−", "-") or 1)
    return size * 10.0 ** int(raised.translate(LEVEL)) if power else size


def same(said: str, value: float, digits: float = 0.006) -> bool:
    """Whether a number is what is written, up to its rounding to three digits."""
    return bool(abs(number(said) - value) <= digits * abs(value) + 1e-12 or numeral(f"{value:.3g}") == said)


def last_step(case: Case, step: str) -> str:
    return "" if number(step) == case.steps else f"the last step is {case.steps}"


def last_loss(case: Case, loss: str) -> str:
    return "" if same(loss, case.loss[-1]) else f"the last loss is {case.loss[-1]:.4g}"


def loss_at(case: Case, step: str, loss: str) -> str:
    return last_step(case, step) or last_loss(case, loss)


def first_loss(case: Case, first: str) -> str:
    return "" if same(first, case.first) else f"the first loss is {case.first:.4g}"


def last_norm(case: Case, norm: str) -> str:
    return "" if same(norm, case.norm[-1]) else f"the last ‖g‖ is {case.norm[-1]:.4g}"


def lowest(case: Case, lowest: str) -> str:
    wrong = abs(number(lowest) - case.terrain.lowest) > 0.006 * abs(case.terrain.lowest) + 1e-9
    return f"the lowest loss is {case.terrain.lowest:.4g}" if wrong else ""


# --- arrived ---


def _stays(case: Case) -> str:
    if case.settled is None:
        return f"the end is at no minimum: ‖g‖ = {case.norm[-1]:.3g} at {case.point[-1]}"
    if case.rested:
        return ""
    for times in (3, 10):
        rows = case.longer(times, 30)
        place = case.home(rows) if case.whole(rows, times, 30) else None
        gone = place is None or case.terrain.far(place, case.settled) > AT
        # A rate that rises again is the schedule's, not the run's.
        if gone and not case.rate_rises(rows):
            return f"{times} times as long, it has left"
    return ""


def arrives(case: Case, step: str) -> str:
    if wrong := _stays(case):
        return wrong
    height = case.terrain(case.settled[None])[0][0]
    if height > case.terrain.lowest + case.terrain.little:
        return f"this minimum has {height:.4g}, the lowest {case.terrain.lowest:.4g}"
    begin = int(number(step))
    after = case.point[begin:]
    excess = case.loss[begin:] - height
    away = (case.terrain.far(after, case.settled) > 1.5 * AT) & (excess > 10 * case.terrain.little)
    return f"at step {begin + int(away.argmax())} it is away" if away.any() else ""


def arrives_low(case: Case) -> str:
    if wrong := _stays(case):
        return wrong
    height = case.terrain(case.settled[None])[0][0]
    return "" if height > case.terrain.lowest + 1e-9 * case.terrain.range else "this is a lowest minimum"


def settles_low(case: Case) -> str:
    """It comes to a minimum that is not the lowest, and is found about there later."""
    here = case.terrain.basin(case.point[-1])
    if here is None or case.terrain.far(case.point[-1], here) > AT:
        return "it is at no minimum"
    if case.terrain(here[None])[0][0] <= case.terrain.lowest + 1e-9 * case.terrain.range:
        return "this is a lowest minimum"
    away = float(case.terrain.far(case.longer(3).point[case.steps :], here).max())
    return f"three times as long, it is up to {away:.0%} of the picture away" if away > 5 * AT else ""


def arrives_beyond(case: Case) -> str:
    if wrong := _stays(case):
        return wrong
    return "it is inside the picture" if case.terrain.inside(case.point[-1]) else ""


# --- bounces ---


def bounces(case: Case) -> str:
    """It goes to and fro across a valley, and neither arrives nor leaves nor gets on."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if case.home(case.rows, 0.25) is not None:
        return "it has arrived, and rattles about the minimum"
    if case.chance:
        return bounces_without(case)
    half = case.point[last(case.rows, 0.5)]
    times, all = min(turns(half, case.terrain.span), crossings(case.grad[last(case.rows, 0.5)])), crossings(case.grad)
    if times < 2 or all < 3:
        return f"it crosses the valley {all} times, {times} in its last half"
    now, then = case.level(case.rows), float(np.mean(case.loss[last(case.rows, 0.5)][: len(half) // 2]))
    rows = case.longer(3)
    # Nor does what a rate that goes on growing makes of it.
    if case.explodes(rows, 3) and not case.rate_rises(rows):
        return "three times as long, it explodes"
    later, best = case.level(rows), rows.point[last(rows)][int(rows.loss[last(rows)].argmin())]
    basin = case.terrain.basin(best)
    floor = case.terrain.lowest if basin is None else float(case.terrain(basin[None])[0][0])
    # What a schedule's small rate has calmed down later says nothing of this run.
    kept = rows.eta[-1] > 0.9 * case.rows.eta[-1]
    # A loss that swings over decades, or between two heights, has no usual one: then its highest tells.
    kept &= rows.loss[last(rows)].max() - floor <= 0.5 * (case.loss[last(case.rows)].max() - floor)
    if kept and later - floor < 0.3 * (now - floor) and (now < 0.9 * then or case.run.schedule == "constant"):
        return f"it still falls: {then:.3g}, {now:.3g}, three times as long {later:.3g}"
    if case.run.schedule == "constant":
        after = crossings(rows.grad[case.steps :])
        if after < times:
            return f"it crosses the valley {times} times in its last half, and in four times as many steps then {after}"
    return ""


def bounces_without(case: Case) -> str:
    """It is its rate that throws it from wall to wall: without noise it goes to and fro as high."""
    for quiet in (case.run.quiet(), case.run.quiet(tuple(map(float, case.point[-1]))).longer(1, 300)):
        rows = quiet.rows
        if len(rows.loss) - 1 < quiet.steps:
            return ""
        there = Case(quiet)
        crossed = crossings(rows.grad[last(rows, 0.5)])
        low = there.above(rows.loss[last(rows)].mean()) < 0.5 * case.above(case.loss[last(case.rows)].mean())
        if crossed >= 3 and there.settled is None and not low:
            return ""
    return f"without noise it crosses the valley {crossed} times in its last half, and its loss is {rows.loss[-1]:.4g}"


def flat_at(case: Case, loss: str) -> str:
    tail = case.loss[last(case.rows)]
    value, wide = number(loss), tail.max() - tail.min()
    if not tail.min() - 0.01 * abs(value) <= value <= tail.max() + 0.01 * abs(value):
        return f"the loss is between {tail.min():.4g} and {tail.max():.4g}"
    return f"the loss swings by {wide:.3g}" if wide > 0.1 * max(abs(value), case.above(value)) else ""


def swings(case: Case, low: str, high: str) -> str:
    return range_of_tail(case, low, high)


def range_of_tail(case: Case, low: str, high: str) -> str:
    """The range over about a quarter of the run: which points are its last quarter is a matter of rounding."""
    back = case.loss[::-1]
    lows, highs = np.minimum.accumulate(back), np.maximum.accumulate(back)
    most = max(4, case.steps // 2 + 1)
    if any(same(low, lows[i]) and same(high, highs[i]) for i in range(max(1, case.steps // 10), min(most, len(back)))):
        return ""
    tail = case.loss[last(case.rows)]
    return f"over the last quarter the loss is between {tail.min():.4g} and {tail.max():.4g}"


def steep(case: Case, norm: str) -> str:
    tail = case.norm[last(case.rows)]
    if not 0.99 * tail.min() <= number(norm) <= 1.01 * tail.max():
        return f"‖g‖ is between {tail.min():.3g} and {tail.max():.3g}"
    usual = np.median(np.linalg.norm(case.terrain(case.terrain.low + case.terrain.span * GRID)[1], axis=1))
    return "" if number(norm) > 1e-4 * usual else f"‖g‖ is small: in the picture it is {usual:.3g}"


GRID = np.stack(np.meshgrid(*[(np.arange(8) + 0.5) / 8] * 2), -1).reshape(-1, 2)


# --- too large a rate ---


def smaller_needed(case: Case) -> str:
    """With the same rate it does not arrive however long it goes on; with a smaller one it goes better."""
    rows = case.longer(10, 1000)
    place = case.home(rows) if case.whole(rows, 10, 1000) else None
    if place is not None and (rows.loss[-1] < case.first or case.terrain.far(case.point[0], place) < AT):
        return f"it arrives with the same rate: after {len(rows.loss) - 1} steps it is at {rows.point[-1]}"
    for times in (3, 10, 100, 1e4, 1e6, 1e9, 1e15, 1e30):
        slow = case.run.slower(times)
        path = slow.rows
        # What began at a minimum can only rise: then far less is fine.
        good = max(case.first + 1e-12 * abs(case.first), case.first + 1e-3 * (case.loss[-1] - case.first))
        fine = len(path.loss) - 1 == slow.steps and path.loss[-1] <= good
        if fine and path.loss[-1] < case.loss[-1]:
            return ""
    return "with smaller rates the loss ends above its start too"


def last_rate(case: Case, rate: str) -> str:
    tail = case.rows.eta[-3:]
    return "" if any(same(rate, one) for one in tail) else f"the last rates are {tail}"


def diverges(case: Case) -> str:
    rows = case.longer(10, 1000)
    if case.whole(rows, 10, 1000) and case.home(rows) is not None:
        return f"it comes back: at step {len(rows.loss) - 1} it is at {rows.point[-1]}"
    highest = rows.loss[last(rows)].max()
    # What was thrown out so far that steps of length η lead nowhere has left.
    gone = case.loss[-1] > 1e6 * max(abs(case.first), case.terrain.range)
    if not gone and case.whole(rows, 10, 1000) and highest < 1.5 * case.loss.max():
        return f"it grows no further: up to step {len(rows.loss) - 1} to {highest:.3g}"
    return ""


def grows_to(case: Case, loss: str, step: str) -> str:
    if number(step) != case.steps:
        return f"the last step is {case.steps}"
    if not same(loss, case.loss[-1]):
        return f"the last loss is {case.loss[-1]:.4g}"
    if not case.loss[-1] > case.first:
        return f"it has not grown: it began at {case.first:.4g}"
    early = np.median(case.loss[: len(case.loss) // 2 + 1])
    return "" if case.loss[-1] > early else f"over the first half it is {early:.4g}"


def rate_overflows(case: Case, step: str) -> str:
    rate = case.rows.eta
    if number(step) != case.steps:
        return f"the last step is {case.steps}"
    return "" if not np.isfinite(rate[-1]) or rate[-1] > 1e290 else f"the rate is {rate[-1]:.3g}"


def not_finite(case: Case) -> str:
    loss, grad, _ = case.terrain(np.array([case.run.start], float))
    return "the start has a loss and a slope" if np.isfinite(loss).all() and np.isfinite(grad).all() else ""


def advice(case: Case) -> str:
    """What is said with it is claimed elsewhere."""
    return ""
