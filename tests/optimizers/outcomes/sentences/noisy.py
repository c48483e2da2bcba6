"""What a reader takes each claim to mean, of runs with noise or batches."""

import numpy as np

from tests.optimizers.outcomes.sentences.case import AT, Case, last
from tests.optimizers.outcomes.sentences.rules import number, same

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


def chance_fall(case: Case) -> str:
    """Why a fall from the last quarter but one to the last is nothing but chance; "" if it is a fall."""
    third, fourth = np.array_split(case.loss[1:], 4)[2:]
    fallen = third.mean() - fourth.mean()
    if fallen <= 0:
        return f"quarters {third.mean():.4g}, {fourth.mean():.4g}"
    blocks = [_parts(quarter, min(4, len(quarter))) for quarter in (third, fourth)]
    error = np.sqrt(sum(part.var(ddof=1) / len(part) for part in blocks if len(part) > 1))
    trend, further = _trend(case), case.longer(3, 30).loss[case.steps + 1 :]
    if fallen > error or trend < -1 or (len(further) and further.mean() < fourth.mean()):
        return ""
    return f"quarters {third.mean():.4g}, {fourth.mean():.4g}, by chance {error:.2g}; t of other seeds {trend:.1f}"


def mean_of_tail(case: Case, mean: str) -> str:
    # Which points are the last quarter is a matter of rounding.
    means = [case.loss[-count:].mean() for count in range(case.steps // 4, case.steps // 4 + 3)]
    return "" if any(same(mean, one) for one in means) else f"the mean of the last quarter is {means[1]:.4g}"


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
    # Neighbouring steps are alike: about its minimum, too, a run may be to one side of it for a quarter of its steps.
    tail = case.point[last(case.rows, 0.5)]
    spread = ((tail - tail.mean(0)) / case.terrain.span).std(0).max()
    off = float(case.terrain.far(tail.mean(0), goal))
    if off > max(1.5 * AT, 1.5 * spread):
        return f"its mean is {off:.1%} of the picture away, its spread {spread:.1%}"
    nearest = case.terrain.minima[case.terrain.far(case.terrain.minima, tail.mean(0)).argmin()]
    if case.terrain.far(nearest, goal) > 1e-3 and case.terrain.far(tail.mean(0), nearest) < 0.5 * off:
        return f"it is about {nearest}"
    return ""


def still_falls(case: Case) -> str:
    """What falls from eighth to eighth, and falls on, does not go up and down."""
    eighths = _parts(case.loss[1:], 8)
    if case.steps < 16 or not (np.diff(eighths) < 0).all():
        return ""
    further = case.longer(3).loss[case.steps + 1 :].mean()
    if _trend(case) < -2 or further < eighths[-1]:
        return f"all eight eighths fall, from {eighths[0]:.4g} to {eighths[-1]:.4g}, and on to {further:.4g}"
    return ""
