"""What a reader takes each claim to mean, of runs with noise or batches."""

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, crossings, last
from tests.optimizers.outcomes.sentences.rules import number, range_of_tail, same
from tests.optimizers.outcomes.sentences.slow import does_not_fall

SEEDS = 12


def _parts(loss: np.ndarray, count: int) -> np.ndarray:
    """The mean of each of so many parts of equal length."""
    return np.array([part.mean() for part in np.array_split(loss, count)])


def _others(case: Case) -> list[np.ndarray]:
    """The losses of the same run with other seeds, those that did not break off."""
    runs = [case.run.reseeded(10_000 + i) for i in range(SEEDS)]
    return [run.rows.loss for run in runs if len(run.rows.loss) == len(case.loss)]


def _trend(case: Case) -> float:
    """t of the last quarter's mean against the one before, over other seeds; below −3 the loss falls."""
    falls = []
    for loss in _others(case):
        *_, before, end = _parts(loss[1:], 4)
        falls.append(end - before)
    if len(falls) < 3:
        return 0.0
    spread = np.std(falls, ddof=1) / np.sqrt(len(falls))
    return float(np.mean(falls) / max(spread, 1e-300))


def still_falls(case: Case) -> str:
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    *_, before, end = _parts(case.loss[1:], 4)
    later, noise = case.longer(3, 30), case.loss[last(case.rows)].std()
    further = later.loss[case.steps + 1 :].mean()
    trend = _trend(case)
    if trend > -1 and further > end - 0.2 * noise:
        return f"quarters {before:.4g}, {end:.4g}; afterwards {further:.4g}; t of other seeds {trend:.1f}"
    if end > before and further > end:
        return f"the last quarters rise from {before:.4g} to {end:.4g}, and on to {further:.4g}"
    return ""


def mean_of_tail(case: Case, loss: str) -> str:
    # Which points are the last quarter is a matter of rounding.
    means = [case.loss[-count:].mean() for count in range(case.steps // 4, case.steps // 4 + 3)]
    return "" if any(same(loss, mean) for mean in means) else f"the mean of the last quarter is {means[1]:.4g}"


def too_few(case: Case) -> str:
    """A fall that is far larger than what the noise makes of it can be told."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if case.steps > 100:
        return f"{case.steps} steps are not few"
    ends = np.array([loss[-1] for loss in _others(case)])
    if case.steps >= 8 and len(ends) and (np.diff(case.loss) < 0).all():
        spread = ends.std()
        if case.first - case.loss[-1] > 20 * max(spread, 1e-15 * abs(case.first)):
            return (
                f"it falls at every step, by {case.first - case.loss[-1]:.3g}, where other seeds differ by {spread:.2g}"
            )
    return ""


def hovers(case: Case, x: str, y: str) -> str:
    said = np.array([number(x), number(y)])
    if not len(case.terrain.minima):
        return "there is no minimum"
    apart = case.terrain.far(case.terrain.minima, said)
    goal = case.terrain.minima[int(apart.argmin())]
    if apart.min() > 0.003 + (0.006 * np.abs(said) / case.terrain.span).max():
        basin = case.terrain.basin(said)
        if basin is None or case.terrain.far(basin, said) > 0.003 + (0.006 * np.abs(said) / case.terrain.span).max():
            return f"the nearest minimum is {goal}"
        goal = basin
    if case.exploded:
        return "it has exploded"
    tail = case.point[last(case.rows)]
    spread = ((tail - tail.mean(0)) / case.terrain.span).std(0).max()
    off = float(case.terrain.far(tail.mean(0), goal))
    if off > max(1.5 * AT, 1.5 * spread):
        return f"its mean is {off:.1%} of the picture away, its spread {spread:.1%}"
    nearest = case.terrain.minima[case.terrain.far(case.terrain.minima, tail.mean(0)).argmin()]
    if case.terrain.far(nearest, goal) > 1e-3 and case.terrain.far(tail.mean(0), nearest) < 0.5 * off:
        return f"it is about {nearest}"
    return ""


def noise_keeps(case: Case, low: str, high: str) -> str:
    """The noise is what keeps the loss there: without it the run would leave this range, or rest in it."""
    if wrong := range_of_tail(case, low, high):
        return wrong
    best = case.point[last(case.rows)][int(case.loss[last(case.rows)].argmin())]
    basin = case.terrain.basin(best)
    floor = min(number(low), float(case.terrain(basin[None])[0][0])) if basin is not None else case.terrain.lowest
    tail = case.point[last(case.rows)]
    if case.steps > 3 and (tail == tail[0]).all():
        return "it stands still"
    for quiet in (case.run.quiet(), case.run.quiet(tuple(map(float, case.point[-1]))).longer(1, 300)):
        rows = quiet.rows
        if len(rows.loss) - 1 < quiet.steps:
            return ""
        tail = rows.loss[last(rows)]
        nothing = max(tail.max(), case.loss[last(case.rows)].max()) - min(tail.min(), number(low))
        if nothing <= 1e-12 * case.terrain.range:
            return f"the loss is the same without noise: {tail.mean():.3g}"
        bounces = crossings(rows.grad[last(rows, 0.5)]) >= 3 and Case(quiet).settled is None
        if not bounces or tail.mean() - floor < 0.5 * (case.loss[last(case.rows)].mean() - floor):
            return ""
    return f"without noise it goes to and fro between {tail.min():.4g} and {tail.max():.4g}"


def wanders(case: Case) -> str:
    """It gets nowhere, comes to no rest, and has not left."""
    if case.exploded:
        return f"it has exploded: loss {case.loss[-1]:.3g}"
    if case.chance:
        return falls_no_longer(case)
    if case.home(case.rows, 0.25) is not None:
        return "it is at a minimum"
    return does_not_fall(case)


def falls_no_longer(case: Case) -> str:
    eighths = _parts(case.loss[1:], 8)
    if case.steps >= 16 and (np.diff(eighths) < 0).all():
        trend, rows = _trend(case), case.longer(3)
        further = rows.loss[case.steps + 1 :].mean()
        if trend < -2 or further < eighths[-1]:
            return f"all eight eighths fall, from {eighths[0]:.4g} to {eighths[-1]:.4g}, and on to {further:.4g}"
    *_, before, end = _parts(case.loss[1:], 4)
    rows = case.longer(3, 30)
    if len(rows.loss) <= case.steps + 2:
        return ""
    tail = case.loss[last(case.rows)]
    further = rows.loss[last(rows, 1 / 3)].mean()
    much = end - further > 0.01 * case.above(end)
    if much and _trend(case) < -4 and end < before and further < tail.min():
        return f"quarters {before:.4g}, {end:.4g}; afterwards {further:.4g}, below all of the last quarter"
    return ""
