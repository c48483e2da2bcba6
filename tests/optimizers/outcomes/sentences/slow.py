"""The rules for runs that are on their way, crawl, or do not move, without chance."""

from dataclasses import replace

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, crossings, last, turns
from tests.optimizers.outcomes.sentences.rules import number, same

# So few steps say little of how fast a run is.
FEW = 30


def gains(case: Case, times: float, least: int = 0) -> float:
    """What share of the way down is still gained when it goes on so much longer."""
    now, later = case.level(case.rows, 0.1), case.level(case.longer(times, least), 0.1)
    left = case.left(now)
    # Below the lowest loss of the picture there is no telling what is left: what it has gained so far is the measure.
    return (now - later) / (left if left > 0 else max(case.first - now, 1e-300))


def _for_ever(case: Case) -> str:
    """Why a run that is said to move down does not: it has left, arrived, or goes to and fro; "" if it does."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    ends = case.longer(100, 1000)
    if case.explodes(ends, 100, 1000) and case.loss[-1] > case.first:
        return "the loss has risen, and goes on to explode"
    half = case.rows.point[last(case.rows, 0.5)]
    arrived = case.steps > 3 and case.home(case.rows, 0.5, near=AT / 10) is not None
    if arrived and case.above(case.loss[-1]) < 1e-4 * case.above(case.first) and gains(case, 3, 30) < 0.5:
        return "it is at the minimum throughout its last half"
    crossed = min(turns(half, case.terrain.span), crossings(case.grad[last(case.rows, 0.5)]))
    if not case.chance and crossed >= 5 and crossed >= 0.1 * len(half):
        gained = [gains(case, times) for times in (3, 10, 100)]
        if max(gained) < (0.5 if crossed > 0.3 * len(half) else 0.1):
            return f"it goes to and fro ({crossed} times in the last half), and longer runs gain {max(gained):.1%}"
    return ""


def on_its_way(case: Case) -> str:
    if case.chance:
        # What is said of a fall among noise is judged with the words that say it.
        return ""
    if wrong := _for_ever(case):
        return wrong
    if case.steps < 3 and case.loss[-1] <= case.first:
        return ""
    crossed = crossings(case.grad)
    if crossed <= 2 and case.loss[-1] < case.first and not _standing(case):
        return _too_slow(case)
    ends = [case.longer(times, 100 * (times > 9)) for times in (3, 10, 100)]
    # Where a rate that rises again leads to is the schedule's doing.
    if any(case.home(rows) is not None for rows in ends) or case.rate_rises(ends[0]):
        return ""
    gained = [gains(case, times, 100 * (times > 9)) for times in (3, 10, 100)]
    if max(gained) > 0.02:
        return _too_slow(case)
    if case.steps < FEW and min(gained) > 0:
        return ""
    if case.loss[-1] > case.first:
        return f"the loss is above its start, and never comes down: {gained}"
    return f"it gets nowhere: 100 times as long gains {max(gained):.2%} of what is left"


def _standing(case: Case) -> bool:
    return bool((case.point == case.point[0]).all())


def _too_slow(case: Case) -> str:
    """On its way in name only: ten times as long, it would have covered next to nothing."""
    if case.steps < FEW:
        return ""
    rows = case.longer(100)
    goal = case.terrain.basin(case.point[-1])
    if goal is None or case.home(rows) is not None:
        return ""
    began, now, later = (float(case.terrain.far(p, goal)) for p in (case.point[0], case.point[-1], rows.point[-1]))
    if (
        began > AT
        and now > 0.98 * began
        and later > 0.9 * began
        and case.above(case.loss[-1]) > 0.9 * case.above(case.first)
    ):
        return f"it crawls: {1 - now / began:.2%} of the way, and 100 times as long {1 - later / began:.1%}"
    return ""


def crawls(case: Case) -> str:
    if wrong := _for_ever(case):
        return wrong
    if case.settled is not None and case.terrain.far(case.point[0], case.settled) > 3 * AT:
        return f"it has arrived at the minimum {case.settled}"
    if _standing(case) and case.steps > 3:
        return "it does not move at all"
    begin, rows = case.point[last(case.rows, 0.5)][0], case.longer(2)
    moved, place = float(case.terrain.far(case.point[-1], begin)), case.home(rows)
    # At the end of a shelf it may be fast at last: of this run its own last half tells.
    crept = place is not None and moved < 0.1 * case.terrain.far(case.point[-1], place)
    if place is not None and case.terrain.far(case.point[0], place) > 3 * AT and not crept:
        return f"twice as long, it is at the minimum {place}"
    if moved > 0.5 * max(1.0, float(case.terrain.far(begin, case.terrain.low + case.terrain.span / 2))):
        return f"in its last half it has gone {moved:.0%} of the picture"
    return ""


def share_done(case: Case, step: str, share: str, axis: str) -> str:
    """The way is that to a minimum: one that the picture holds, or that the run goes to."""
    if wrong := updates(case, step):
        return wrong
    along = "θ₁θ₂".index(axis) // 2
    goals = [*case.terrain.minima]
    goals += [place for place in [case.terrain.basin(case.point[-1])] if place is not None]
    begin, end, said = case.point[0, along], case.point[-1, along], number(share.rstrip("%")) / 100
    shares = [(end - begin) / (goal[along] - begin) for goal in goals if goal[along] != begin]
    if any(abs(one - said) <= 0.0006 + 0.006 * abs(one) for one in shares):
        return "" if said <= 0.5 else "that is more than half of it"
    return f"it is {', '.join(f'{one:.2%}' for one in shares[:4])}"


def hardly_begun(case: Case, step: str, axis: str) -> str:
    """Less than a thousandth of the way to any minimum that it might be meant to reach."""
    if wrong := updates(case, step):
        return wrong
    along = "θ₁θ₂".index(axis) // 2
    goal = case.terrain.basin(case.point[-1])
    goals = case.terrain.minima if goal is None else [goal, *case.terrain.minima]
    begin, end = case.point[0, along], case.point[-1, along]
    shares = [abs((end - begin) / (goal[along] - begin)) for goal in goals if goal[along] != begin]
    return "" if shares and min(shares) < 1e-3 else f"it is {shares[0]:.2%}"


def crawled_late(case: Case, late: str, fall: str, loss: str) -> str:
    """Over so many last updates the loss has come down by a small share of what is left."""
    count = int(number(late))
    if not same(loss, case.loss[-1]):
        return f"the last loss is {case.loss[-1]:.4g}"
    if not 0 < count <= case.steps:
        return f"it made {case.steps} updates"
    before = float(case.loss[-1 - count])
    fallen, left = before - float(case.loss[-1]), case.above(before)
    if not same(fall, fallen, 0.06):
        return f"over {count} updates it has come down by {fallen:.4g}"
    return "" if 0 <= fallen <= 0.3 * left else f"that is {fallen / left:.0%} of what was left"


def braked(case: Case, peak: str, rate: str) -> str:
    """Its rate has become much smaller, and that is why it gets on less than it would at its largest rate."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if not same(peak, case.eta.max()) or not (same(rate, case.eta[-1]) or same(rate, case.rows.eta[-1])):
        return f"the largest rate is {case.eta.max():.4g}, the last {case.eta[-1]:.4g}"
    if number(rate) > 0.5 * number(peak):
        return "it is not much smaller"
    if case.home(case.rows, 0.5, near=AT / 2) is not None and gains(case, 3, 30) < 0.5:
        return "it has arrived"
    fast = replace(case.run, schedule="constant", eta=float(case.eta.max()), numbers=()).rows
    steps, gone = (
        [measure(rows.point) for rows in (case.rows, fast)]
        for measure in (
            lambda point: np.hypot(*np.diff(point[-1 - len(point) // 4 :], axis=0).T).mean(),
            lambda point: case.terrain.far(point, point[0]).max(),
        )
    )
    return "" if steps[0] < steps[1] or gone[0] < gone[1] else "at its largest rate it gets no farther"


def updates(case: Case, step: str) -> str:
    return "" if number(step) == case.steps else f"it made {case.steps} updates"


def only_from_to(case: Case, step: str, first: str, loss: str) -> str:
    if wrong := updates(case, step):
        return wrong
    if not same(first, case.first):
        return f"the first loss is {case.first:.4g}"
    mean = float(case.loss[last(case.rows)].mean())
    if not same(loss, case.loss[-1]) and not (case.chance and same(loss, mean, 0.02)):
        return f"the last loss is {case.loss[-1]:.4g}, their mean {mean:.4g}"
    if not number(loss) <= number(first):
        return "the loss has not come down"
    fallen = (case.first - case.loss[-1]) / case.above(case.first)
    return f"it has come down by {fallen:.0%} of all there is" if fallen > 0.5 else ""


def level(case: Case, loss: str) -> str:
    tail = case.loss[last(case.rows)]
    return "" if same(loss, tail[0]) and not np.ptp(tail) else f"it is between {tail.min():.4g} and {tail.max():.4g}"


# --- without movement ---


def stuck(case: Case, step: str) -> str:
    begin = int(number(step))
    moved = case.terrain.far(case.point[begin:], case.point[-1]).max()
    if moved > AT:
        return f"from step {begin} on it moves by {moved:.1%} of the picture"
    rows = case.longer(3, 30)
    on = float(case.terrain.far(rows.point[-1], case.point[-1]))
    return f"three times as long, it has moved on by {on:.0%} of the picture" if on > 2 * AT else ""


def almost_zero(case: Case, norm: str) -> str:
    tail = case.norm[last(case.rows)]
    if not (tail.min() * 0.9 - 1e-300 <= number(norm) <= tail.max() * 1.1 + 1e-300):
        return f"‖g‖ is {case.norm[-1]:.3g}"
    usual = case.terrain.range / np.linalg.norm(case.terrain.span)
    return f"that is not small beside {usual:.3g}" if number(norm) > 1e-2 * usual else ""


def place(case: Case, place: str) -> str:
    here = case.point[-1]
    spot = case.terrain.stationary(here)
    near = case.terrain.far(here, spot) <= 2 * AT
    kinds = {case.terrain.kind(at, radius) for at in ([spot] if near else []) + [here] for radius in (1e-3, 1e-2)}
    if place == "a flat place":
        hessian = case.terrain(here[None])[2][0] * np.outer(case.terrain.span, case.terrain.span)
        level = np.abs(np.linalg.eigvalsh(hessian)).min() <= 1e-3 * case.terrain.range
        # A valley that is level along its floor is none: nothing holds the run there.
        return "" if level and (kinds != {"minimum"} or case.terrain.is_level_one_way(here)) else f"this is {kinds}"
    return "" if place.removeprefix("a ") in kinds and "minimum" not in kinds else f"this is {kinds or 'a slope'}"


def ridge(case: Case) -> str:
    """Nothing leads off: of the gradients of the run and of its continuation, one component is 0."""
    rows = case.longer(100, 1000)
    across = [np.abs(rows.grad[:, axis]).max() for axis in (0, 1)]
    lines = np.linalg.svd(rows.point - rows.point.mean(0), compute_uv=False)
    straight = lines[-1] <= 1e-9 * max(lines[0], 1e-300) or lines[0] < 1e-9
    return "" if min(across) == 0 or straight else f"the slope to the sides is up to {min(across):.3g}"


def still(case: Case, step: str) -> str:
    begin = int(number(step))
    if case.terrain.far(case.point[begin:], case.point[-1]).max() > 1e-12:
        return f"after step {begin} it still moves"
    if begin and np.array_equal(case.point[begin - 1], case.point[begin]) and case.rows.eta[begin - 1] == 0:
        return f"it stands still before step {begin}"
    rows = case.longer(3)
    return "three times as long, it goes on" if case.terrain.far(rows.point[-1], case.point[-1]) > 1e-12 else ""


def rate_is_zero(case: Case) -> str:
    return "" if case.rows.eta[-1] == 0 or case.eta[-1] == 0 else f"the rate is {case.rows.eta[-1]:.3g}"
