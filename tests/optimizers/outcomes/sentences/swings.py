"""The rules for runs that go to and fro, about a minimum or elsewhere, and for those too short to be judged."""

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, crossings, last, turns
from tests.optimizers.outcomes.sentences.rules import loss_at, number, range_of_tail, same
from tests.optimizers.outcomes.sentences.slow import gains

# After so many steps it is not too early to tell.
MANY = 50


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
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    begin = int(number(step))
    if wrong := _within(case, goal, begin, far):
        return wrong
    if case.terrain.far(case.point[begin:], goal).max() > 2.5 * AT:
        return f"it is up to {case.terrain.far(case.point[begin:], goal).max():.1%} of the picture away"
    moved = np.hypot(*np.diff(case.point, axis=0).T)[-max(2, case.steps // 4) :]
    if not 0.4 * moved.min() <= number(by) <= 2.5 * moved.max():
        return f"its last steps are {moved.min():.3g} to {moved.max():.3g} long"
    if case.steps - begin >= max(30, case.steps // 3):
        # What drives it out after so long is not to be seen in this run.
        return ""
    rows = case.longer(3)
    away = case.terrain.far(rows.point[case.steps :], goal).max()
    return f"three times as long, it is {away:.1%} of the picture away" if away > 5 * AT else ""


def arrives_beside(case: Case, x: str, y: str, step: str, far: str) -> str:
    """From that step on it stays so near, and goes on staying there."""
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    if wrong := _within(case, goal, int(number(step)), far):
        return wrong
    rows = case.longer(3)
    away = case.terrain.far(rows.point[int(number(step)) :], goal).max()
    return f"it is up to {away:.1%} of the picture away" if away > 2.5 * AT else ""


def rattles_where_it_began(case: Case, x: str, y: str, far: str) -> str:
    goal = minimum_at(case, x, y)
    if goal is None:
        return "there is no minimum"
    if case.terrain.far(case.point[0], goal) > 2.5 * AT:
        return f"it began {case.terrain.far(case.point[0], goal):.1%} of the picture away"
    return _within(case, goal, 0, far)


def way_to_and_fro(case: Case) -> str:
    """The loss goes up and down, and comes down on the whole, now and later."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if case.chance:
        return ""
    ends = [case.longer(times, 100 * (times > 9)) for times in (3, 10, 100)]
    gained = [gains(case, times, 100 * (times > 9)) for times in (3, 10, 100)]
    if any(case.home(rows) is not None for rows in ends) or max(gained) > 0.05:
        return ""
    return f"it gets nowhere: 3, 10 and 100 times as long gains {max(gained):.1%} at most"


def quarters_fall(case: Case, before: str, after: str) -> str:
    for count in (case.steps // 4, case.steps // 4 + 1):
        means = case.loss[-2 * count : -count].mean(), case.loss[-count:].mean()
        if count and same(before, means[0]) and same(after, means[1]):
            return "" if number(after) < number(before) else "that is not down"
    third, fourth = (part.mean() for part in np.array_split(case.loss[1:], 4)[2:])
    return f"the last two quarters have {third:.4g} and {fourth:.4g}"


def too_early(case: Case) -> str:
    if case.steps > MANY:
        return f"{case.steps} steps are many"
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
    rows = case.longer(3)
    return "three times as long, it goes on" if case.terrain.far(rows.point[-1], case.point[-1]) > 1e-9 else ""


def rises_now(case: Case) -> str:
    """It runs uphill at its end, and is lower than it began."""
    return "" if case.loss[-2] < case.loss[-1] <= case.first else "the loss does not rise at its end"


def quarter_rises(case: Case, before: str, loss: str) -> str:
    tail = case.loss[last(case.rows)]
    close = same(loss, case.loss[-1]) and any(same(before, value) for value in tail[:3])
    return "" if close and (np.diff(tail[1:]) > 0).all() else "over the last quarter the loss does not rise throughout"
