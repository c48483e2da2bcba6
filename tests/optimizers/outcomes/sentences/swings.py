"""The rules for runs that go to and fro, about a minimum or elsewhere, and for those too short to be judged."""

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, crossings, last, turns
from tests.optimizers.outcomes.sentences.noisy import chance_fall, still_falls
from tests.optimizers.outcomes.sentences.rules import loss_at, number, range_of_tail, same

# After so many steps it is not too early to tell, with noise and without.
MANY, FEW = 32, 12


def swings_between(case: Case, low: str, high: str) -> str:
    """Its movement turns round again and again, and goes on doing so."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    times, half = turns(case.point, case.terrain.span), turns(case.point[last(case.rows, 0.5)], case.terrain.span)
    if times < 2 or half < 1:
        return f"its movement turns round {times} times, {half} in its last half"
    rows = case.longer(3)
    if case.run.schedule == "constant" and turns(rows.point[case.steps :], case.terrain.span) < half:
        return "it does not go on so"
    return up_and_down(case, low, high)


def up_and_down(case: Case, low: str, high: str) -> str:
    if wrong := range_of_tail(case, low, high):
        return wrong
    tail = case.loss[last(case.rows)]
    turned = int((np.diff(np.sign(np.diff(tail))) != 0).sum())
    return "" if turned >= 1 else "over the last quarter the loss goes one way only"


def minimum_at(case: Case, x: str, y: str) -> np.ndarray | None:
    """The minimum at the place that is written, up to its rounding to three digits."""
    said = np.array([number(x), number(y)])
    close = 0.003 + 0.006 * float((np.abs(said) / case.terrain.span).max())
    basin = case.terrain.basin(said)
    goals = [*case.terrain.minima, *([] if basin is None else [basin])]
    apart = [float(case.terrain.far(goal, said)) for goal in goals]
    return goals[int(np.argmin(apart))] if apart and min(apart) <= close else None


def _within(case: Case, goal: np.ndarray, begin: int, far: str) -> str:
    away = np.hypot(*(case.point[begin:] - goal).T)
    # It is written with two digits.
    if away.max() > 1.05 * number(far):
        return f"it is up to {away.max():.4g} away"
    # Much less than is written is not what is written.
    return "" if away.max() > 0.5 * number(far) else f"it is no more than {away.max():.4g} away"


def arrives_and_rattles(case: Case, x: str, y: str, step: str, far: str, by: str) -> str:
    """From that step on it is at the minimum, and to its end it turns back there."""
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    begin = int(number(step))
    if wrong := _within(case, goal, begin, far):
        return wrong
    if case.terrain.far(case.point[begin:], goal).max() > 2.5 * AT:
        return f"it is up to {case.terrain.far(case.point[begin:], goal).max():.1%} of the picture away"
    away = np.hypot(*(case.point - goal).T)
    lately = [away[-count:].max() for count in (max(2, case.steps // 20), max(12, case.steps // 8))]
    if not 0.95 * lately[0] <= number(by) <= 1.05 * lately[1]:
        return f"at last it is within {lately[0]:.3g} of it"
    end = case.point[last(case.rows, 0.1, 12)]
    if turns(end, case.terrain.span) < 2:
        return f"in its end it turns back {turns(end, case.terrain.span)} times"
    if case.steps - begin >= max(30, case.steps // 3):
        # What drives it out after so long is not to be seen in this run.
        return ""
    rows = case.longer(3)
    out = case.terrain.far(rows.point[case.steps :], goal).max()
    return f"three times as long, it is {out:.1%} of the picture away" if out > 5 * AT else ""


def arrives_beside(case: Case, x: str, y: str, step: str, far: str) -> str:
    """From that step on it stays so near, and goes on staying there."""
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    if wrong := _within(case, goal, int(number(step)), far):
        return wrong
    rows = case.rows if case.rested else case.longer(3)
    away = case.terrain.far(rows.point[int(number(step)) :], goal).max()
    return f"it is up to {away:.1%} of the picture away" if away > 2.5 * AT else ""


def rattles_where_it_began(case: Case, x: str, y: str, far: str) -> str:
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    if case.terrain.far(case.point[0], goal) > 2.5 * AT:
        return f"it began {case.terrain.far(case.point[0], goal):.1%} of the picture away"
    return _within(case, goal, 0, far)


def comes_down(case: Case) -> str:
    """Its loss goes up and down, and on the whole down; among noise by more than chance would have it."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    *_, before, end = (part.mean() for part in np.array_split(case.loss[1:], 4))
    if case.chance:
        return chance_fall(case)
    if case.steps > 30 and (end > before or before - end < 1e-3 * np.ptp(case.loss[last(case.rows, 0.5)])):
        return f"quarters {before:.4g}, {end:.4g}"
    return ""


def ups_and_downs(case: Case, low: str, high: str) -> str:
    """Up as well as down, and neither at rest nor gone, nor down on the whole."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if case.steps > 30 and case.home(case.rows, 0.25) is not None:
        return "it is at a minimum"
    if wrong := up_and_down(case, low, high) or (still_falls(case) if case.chance else ""):
        return wrong
    tail = case.loss[last(case.rows)]
    went = tail[0] - tail[-1]
    if len(tail) > 8 and abs(went) > 0.95 * np.abs(np.diff(tail)).sum():
        return f"over the last quarter it goes one way, from {tail[0]:.4g} to {tail[-1]:.4g}"
    return ""


def quarters_fall(case: Case, fall: str, loss: str) -> str:
    for count in {case.steps // 4, case.steps // 4 + 1} - {0}:
        before, after = case.loss[-2 * count : -count].mean(), case.loss[-count:].mean()
        if same(fall, before - after, 0.06) and same(loss, after):
            return "" if number(fall) > 0 else "that is not down"
    third, fourth = (part.mean() for part in np.array_split(case.loss[1:], 4)[2:])
    return f"the last two quarters have {third:.4g} and {fourth:.4g}"


def too_early(case: Case) -> str:
    if case.steps > (MANY if case.chance else FEW):
        return f"{case.steps} steps are many"
    if case.steps > 1 and not case.chance and (np.diff(case.loss) < 0).all() and crossings(case.grad) == 0:
        return "it falls at every step"
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    goal = case.home(case.rows, 0.5, near=AT / 2)
    if case.steps >= 12 and goal is not None and case.above(case.loss[-1]) < 1e-3 * case.above(case.first):
        away = case.terrain.far(case.longer(10).point[case.steps :], goal).max()
        return "" if away > AT else f"over its last half it is at the minimum {goal}, and stays there"
    return ""


def no_update(case: Case) -> str:
    return "" if case.run.steps == 0 else f"{case.run.steps} updates are asked for"


def higher(case: Case, step: str, loss: str) -> str:
    if wrong := loss_at(case, step, loss):
        return wrong
    return "" if case.loss[-1] > case.first else "it is not higher"


def lower(case: Case, step: str, loss: str) -> str:
    if wrong := loss_at(case, step, loss):
        return wrong
    return "" if case.loss[-1] < case.first else "it is not lower"


def bounces_higher(case: Case, step: str, loss: str) -> str:
    if wrong := loss_at(case, step, loss):
        return wrong
    if crossings(case.slope) < 2:
        return f"it crosses the valley {crossings(case.slope)} times"
    rows = case.longer(3, 30)
    grows = not case.whole(rows, 3, 30) or rows.loss[last(rows)].max() > 1.2 * case.loss[last(case.rows)].max()
    return "" if case.loss[-1] > case.first and grows else "it does not grow"


def thrown_out(case: Case) -> str:
    """It is far outside the picture, higher than it began, and does not come back."""
    away = float(case.terrain.far(case.point[-1], case.terrain.low + case.terrain.span / 2))
    if away < 1 or case.loss[-1] <= case.first:
        return f"it is {away:.2g} pictures from the middle, the loss {case.loss[-1]:.3g}"
    rows = case.longer(10, 100)
    back = float(case.terrain.far(rows.point[-1], case.terrain.low + case.terrain.span / 2))
    return f"it comes back: {back:.2g} pictures from the middle" if case.whole(rows, 10, 100) and back < 0.5 else ""


def breaks_off(case: Case, step: str, loss: str, norm: str) -> str:
    if wrong := loss_at(case, step, loss):
        return wrong
    if not same(norm, case.norm[-1], 0.01):
        return f"the last ‖g‖ is {case.norm[-1]:.4g}"
    return "" if case.broke_off else "it did not break off"


def no_longer_moves(case: Case, step: str, norm: str) -> str:
    begin = int(number(step))
    if case.terrain.far(case.point[begin:], case.point[-1]).max() > 1e-12:
        return f"after step {begin} it still moves"
    if not same(norm, case.norm[-1]):
        return f"the last ‖g‖ is {case.norm[-1]:.4g}"
    # What drives it on after so long a rest is not in this run.
    rows = case.rows if case.steps - begin >= max(30, case.steps // 3) else case.longer(3)
    return "three times as long, it goes on" if case.terrain.far(rows.point[-1], case.point[-1]) > 1e-9 else ""


def rises_now(case: Case) -> str:
    """It runs uphill at its end, and is lower than it began."""
    return "" if case.loss[-2] < case.loss[-1] <= case.first else "the loss does not rise at its end"


def quarter_rises(case: Case, before: str, loss: str) -> str:
    tail = case.loss[last(case.rows)]
    close = same(loss, case.loss[-1]) and any(same(before, value) for value in tail[:3])
    return "" if close and tail[-1] - tail[0] > 0.8 * np.abs(np.diff(tail)).sum() else "it does not rise throughout"
