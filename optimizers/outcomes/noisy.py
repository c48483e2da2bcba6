"""How a run with chance in its gradients ended: it never rests, so its end is judged as a whole."""

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.definitions import BLOCKS, EXPLODED, FLAT_LOSS, NO_SLOPE, falls, way
from optimizers.outcomes.outcome import Outcome
from surfaces import Surface
from surfaces.critical import KINDS, critical_points, kind_of
from surfaces.surface import Numbers

# The loss falls if the last quarter of a run is lower than the one before by this share of what is left.
FALLS = 0.05
# With fewer updates a block has less than two of them, and falls and chance look alike.
SHORT = 4 * BLOCKS
# A minimum counts as visited if it lies no farther outside of what a run roams than this share of the picture.
MARGIN = 0.02
# A run is at one place if this share of its points is nearest to it, and goes to and fro if it turns at so many steps.
MOSTLY = 0.9
# It hovers about a minimum if the mean of both halves of its last quarter is within so many standard deviations of it.
OFF = 1.5


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
    if last < asked and final <= 10 * max(abs(first), 1e-9):
        x, y = (float(value) for value in point[-1])
        norm = float(np.hypot(*surface.at(x, y, **numbers).grad))
        return Outcome("diverged", last, {"loss": final, "norm": norm, "sentence": "diverged off"})
    if last < asked or (last > 1 and final > EXPLODED * max(abs(first), 1.0)) or _explodes(point, loss):
        return Outcome("diverged", last, {"loss": final})
    tail = max(round(last / 4), 1)
    roamed, window = point[-tail:], loss[-tail:]
    facts: dict[str, float | str] = {
        "loss": float(window.mean()),
        "low": float(window.min()),
        "high": float(window.max()),
    }
    places = _minima(surface, numbers)
    lowest = float(surface(*places[0], **numbers))
    span = np.ptp(np.array(surface.domain), axis=1)
    if (np.ptp(point[-tail - 1 :], axis=0) <= NO_SLOPE * span).all() and (stuck := _at_rest(surface, numbers, point, places, lowest)):
        return stuck
    if last < SHORT:
        return Outcome("descending", last, {"loss": final, "first": first, "sentence": "descending early"})
    left = max(facts["loss"] - lowest, 0.0)
    visited, nearest = _around(roamed, places, MARGIN * span)
    if not visited.any() and np.ptp(window) < FLAT_LOSS * left and window.mean() <= first:
        share, axis = way(point[0], point[-1], places[nearest], span)
        if len(places) == 1 and 0 <= share < 0.5:
            return Outcome("crawling", last, facts | {"share": share, "axis": axis})
        if final < first and first - final < 0.5 * (first - lowest):
            return Outcome("crawling", last, facts | {"loss": final, "first": first, "sentence": "crawling astray"})
    if falls(loss[-2 * tail :], max(FALLS * left, 1e-9 * abs(first))):
        return Outcome("descending", last, facts | {"sentence": "descending noisy"})
    # To and fro over a minimum, from wall to wall, is not about it: there the loss is low now and then.
    x, y = places[nearest]
    height = float(surface(x, y, **numbers))
    if visited[nearest] and 2 * (facts["low"] - height) <= facts["loss"] - height and _hovers(roamed, places, nearest):
        return Outcome("hovering", last, facts | {"place_x": float(x), "place_y": float(y)})
    return Outcome("wandering", last, facts)


def _around(
    roamed: Float[np.ndarray, "n 2"], places: Float[np.ndarray, "k 2"], margin: Float[np.ndarray, "2"]
) -> tuple[np.ndarray, int]:
    """Of each place, whether it lies within what a run roams; and which one is nearest to the mean of its points."""
    low, high = roamed.min(axis=0), roamed.max(axis=0)
    visited = ((places >= low - margin) & (places <= high + margin)).all(axis=1)
    return visited, int(np.hypot(*(places - roamed.mean(axis=0)).T).argmin())


def _hovers(roamed: Float[np.ndarray, "n 2"], places: Float[np.ndarray, "k 2"], home: int) -> bool:
    """Whether a run is at one place, about it, and not only on its way through."""
    # A thousand of its points are enough, of what may be a quarter of a million.
    some = roamed[:: 1 + len(roamed) // 1000]
    nearest = np.argmin([np.hypot(*(some - place).T) for place in places], axis=0)
    means = np.array([half.mean(axis=0) for half in np.array_split(roamed, 2)])
    about = (abs(means - places[home]) <= OFF * roamed.std(axis=0)).all()
    return bool(about and (nearest == home).mean() >= MOSTLY)


def _explodes(point: Float[np.ndarray, "points 2"], loss: Float[np.ndarray, " points"]) -> bool:
    """Whether the loss is ten times that of the start and rises without a pause, by ever longer steps to and fro.

    A run that noise drives out of the minimum it starts from rises too, but does not turn back at each step.
    """
    if len(loss) <= SHORT or loss[-1] < 10 * abs(loss[0]):
        return False
    half = len(loss) // 2
    moves = np.diff(point[half:], axis=0)
    turns = np.einsum("ti,ti->t", moves[1:], moves[:-1]) < 0
    rising, longer = (
        np.array([block.mean() for block in np.array_split(column, BLOCKS)])
        for column in (loss[half:], np.hypot(*moves.T))
    )
    grows = (np.diff(rising) > 0).all() and rising[-1] > 4 * rising[0] and longer[-1] > 2 * longer[0]
    return bool(grows and turns.mean() >= MOSTLY)


def _at_rest(
    surface: Surface,
    numbers: Numbers,
    point: Float[np.ndarray, "points 2"],
    places: Float[np.ndarray, "k 2"],
    lowest: float,
) -> Outcome | None:
    """Stuck where not even chance moves it, because no example has a slope there; None if there is a slope."""
    x, y = (float(value) for value in point[-1])
    slope = surface.at(x, y, **numbers)
    norm, kind = float(np.hypot(*slope.grad)), kind_of(np.linalg.eigvalsh(np.nan_to_num(slope.hessian)))
    if kind == "minimum" or norm * np.hypot(*(places - point[-1]).T).min() > NO_SLOPE * (float(slope.loss) - lowest):
        return None
    moves = np.flatnonzero((abs(point - point[-1]) > NO_SLOPE * np.ptp(np.array(surface.domain), axis=1)).any(axis=1))
    since = int(moves[-1]) + 1 if len(moves) else 0
    return Outcome("stuck", since, {"loss": float(slope.loss), "norm": norm, "place": KINDS[kind]})


def _minima(surface: Surface, numbers: Numbers) -> Float[np.ndarray, "k 2"]:
    """All minima of the surface, the lowest first, whether they lie in the picture or not."""
    plain = {id: float(np.asarray(value)) for id, value in numbers.items()}
    known = list(surface.minima(**plain))
    found = [critical.point for critical in critical_points(surface, **plain) if critical.kind == "minimum"]
    new = [place for place in found if all(np.hypot(*np.subtract(place, other)) > 1e-6 for other in known)]
    # Where a search ended at 1e-38, twelve decimals show 0.
    return np.array([*known, *np.round(np.reshape(new, (-1, 2)), 12)], np.float64) + 0.0
