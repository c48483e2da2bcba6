"""How a run with chance in its gradients ended: it never rests, so its end is judged as a whole."""

import numpy as np
from jaxtyping import Float

from optimizers.outcome import Outcome
from surfaces import Surface
from surfaces.critical import KINDS, critical_points, kind_of
from surfaces.surface import Numbers

# Two windows of the last part of a run are compared: the loss falls if the later one is lower by this share.
FALLS = 0.05
BLOCKS = 4


@np.errstate(all="ignore")  # a run may hold numbers whose squares leave float64
def judge_noisy(
    surface: Surface,
    numbers: Numbers,
    point: Float[np.ndarray, "points 2"],
    loss: Float[np.ndarray, " points"],
    *,
    asked: int,
) -> Outcome:
    """The outcome of a run with noise or mini-batches that was asked for `asked` steps."""
    last, final, first = len(loss) - 1, float(loss[-1]), float(loss[0])
    if not np.isfinite(final):
        return Outcome("diverged", last, {"loss": final, "sentence": "diverged at once"})
    if last < asked or final > 1e6 * max(abs(first), 1.0):
        return Outcome("diverged", last, {"loss": final})
    tail = max(last // 4, 1)
    window, before = loss[-tail:], loss[-2 * tail : -tail]
    facts: dict[str, float | str] = {
        "loss": float(window.mean()),
        "low": float(window.min()),
        "high": float(window.max()),
    }
    places = _minima(surface, numbers)
    lowest = float(surface(*places[0], **numbers)) if len(places) else float(window.min())
    if _falls(before, window, lowest, first):
        return Outcome("descending", last, facts | {"sentence": "descending noisy"})
    centre, spread = point[-tail:].mean(axis=0), np.ptp(point[-tail:], axis=0).max()
    if not spread:
        return _at_rest(surface, numbers, point, facts)
    away = np.hypot(*(places - centre).T)
    width = np.ptp(np.array(surface.domain), axis=1).max()
    if len(places) and away.min() <= spread + 0.02 * width:
        x, y = places[away.argmin()]
        return Outcome("hovering", last, facts | {"place_x": float(x) + 0.0, "place_y": float(y) + 0.0})
    return Outcome("wandering", last, facts)


def _falls(before: np.ndarray, after: np.ndarray, lowest: float, first: float) -> bool:
    """Whether the mean loss is lower in the later of two windows, by more than chance explains."""
    if len(after) < 2 * BLOCKS or len(before) < len(after):
        return False
    fall = before.mean() - after.mean()
    # Neighbouring steps are alike; means of blocks are nearly independent.
    blocks = [[block.mean() for block in np.array_split(window, BLOCKS)] for window in (before, after)]
    chance = np.sqrt(sum(np.var(means, ddof=1) for means in blocks) / BLOCKS)
    return bool(fall > FALLS * max(after.mean() - lowest, 1e-9 * abs(first)) and fall > 2 * chance)


def _at_rest(
    surface: Surface, numbers: Numbers, point: Float[np.ndarray, "points 2"], facts: dict[str, float | str]
) -> Outcome:
    """Not even chance moves it: no example has a slope there."""
    slope = surface.at(*point[-1], **numbers)
    since = int(np.flatnonzero((point != point[-1]).any(axis=1))[-1]) + 1 if (point != point[-1]).any() else 0
    place = KINDS[kind_of(np.linalg.eigvalsh(slope.hessian))]
    return Outcome("stuck", since, facts | {"norm": float(np.hypot(*slope.grad)), "place": place})


def _minima(surface: Surface, numbers: Numbers) -> Float[np.ndarray, "k 2"]:
    """All minima of the surface, the lowest first, whether they lie in the picture or not."""
    plain = {id: float(np.asarray(value)) for id, value in numbers.items()}
    known = list(surface.minima(**plain))
    found = [critical.point for critical in critical_points(surface, **plain) if critical.kind == "minimum"]
    new = [place for place in found if all(np.hypot(*np.subtract(place, other)) > 1e-6 for other in known)]
    return np.array([*known, *new], np.float64).reshape(-1, 2)
