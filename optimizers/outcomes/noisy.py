"""How a run with chance in its gradients ended: it never rests, so its end is judged as a whole."""

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.criteria import (
    BLOCKS,
    FLAT_LOSS,
    LOW,
    NEAR,
    NO_SLOPE,
    crawl,
    falls,
    is_thrown_out,
    since,
    way,
)
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
# It hovers about a minimum if the mean of its last quarter is within so many standard deviations of it.
OFF = 1.5
# If its last half goes to both sides of it, this share of the picture is enough: a short run is to one side of it.
STAYS = 0.035
# A run that roams no farther than this share of the picture need not be low now and then.
ABOUT = 0.08


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
    if last < asked or _explodes(point, loss):
        return Outcome("diverged", last, {"loss": final})
    tail = max(round(last / 4), 1)
    center, span = np.mean(surface.domain, axis=1), np.ptp(np.array(surface.domain), axis=1)
    if is_thrown_out(point, loss, center, span):
        return Outcome("diverged", last, {"loss": final, "first": first, "sentence": "diverged out"})
    roamed, window = point[-tail:], loss[-tail:]
    mean, bottom, top = float(window.mean()), float(window.min()), float(window.max())
    facts: dict[str, float | str] = {"loss": mean, "final": final, "low": bottom, "high": top}
    places = _minima(surface, numbers)
    lowest = float(surface(*places[0], **numbers))
    unmoved = (np.ptp(point[-tail - 1 :], axis=0) <= NO_SLOPE * span).all()
    if unmoved and (stuck := _at_rest(surface, numbers, point, places, lowest)):
        return stuck
    if last < SHORT:
        return Outcome("descending", last, {"loss": final, "first": first, "sentence": "descending early"})
    left = max(mean - lowest, 0.0)
    low, high, margin = roamed.min(axis=0), roamed.max(axis=0), MARGIN * span
    visited = ((places >= low - margin) & (places <= high + margin)).all(axis=1)
    home = int(np.hypot(*(places - roamed.mean(axis=0)).T).argmin())
    falling = falls(loss[-2 * tail :], 0.0) or not np.ptp(point[-2 * tail :], axis=0).any()
    if not visited.any() and top - bottom < FLAT_LOSS * left and falling:
        share, axis = way(point[0], point[-1], places[home], span)
        if len(places) == 1 and 0 <= share < 0.5:
            return Outcome("crawling", last, facts | {"share": share, "axis": axis, "sentence": crawl(share)})
        if final < first and first - final < 0.5 * (first - lowest):
            return Outcome("crawling", last, facts | {"loss": final, "first": first, "sentence": "crawling astray"})
    x, y = (float(value) for value in places[home])
    height = float(surface(x, y, **numbers))
    away = (abs(point - places[home]) / span).max(axis=1)
    one_way = (np.diff(window) <= 0).all()
    if one_way and away[-tail:].max() <= NEAR and top - height <= LOW * (first - height):
        near = since(away <= NEAR)
        far = float(np.hypot(*(point[near:] - places[home]).T).max())
        at: dict[str, float | str] = {"place_x": x, "place_y": y, "far": far, "sentence": "hovering beside"}
        return Outcome("hovering", near, facts | at)
    if falls(loss[-2 * tail :], max(FALLS * left, 1e-9 * abs(first))):
        return Outcome("descending", last, facts | {"sentence": "descending noisy"})
    # From wall to wall over a minimum is not about it: about it a run that roams far is low now and then.
    calm = 2 * (bottom - height) <= mean - height or (abs(roamed - places[home]) <= ABOUT * span).all()
    half = point[-2 * tail :]
    low, high = half.min(axis=0) - margin / 2, half.max(axis=0) + margin / 2
    crossed = ((places[home] >= low) & (places[home] <= high)).all()
    if visited[home] and calm and _hovers(roamed, places, home, span, crossed=bool(crossed)):
        return Outcome("hovering", last, facts | {"place_x": x, "place_y": y})
    halved = mean - lowest < (float(loss[-2 * tail : -tail].mean()) - lowest) / 2
    if halved or one_way:
        return Outcome("descending", last, facts | {"sentence": "descending noisy"})
    return Outcome("wandering", last, facts)


def _hovers(
    roamed: Float[np.ndarray, "n 2"],
    places: Float[np.ndarray, "k 2"],
    home: int,
    span: Float[np.ndarray, "2"],
    *,
    crossed: bool,
) -> bool:
    """Whether a run is at one place and about it: not on its way through, nor between several."""
    # A thousand of its points are enough, of what may be a quarter of a million.
    some = roamed[:: 1 + len(roamed) // 1000]
    nearest = np.argmin([np.hypot(*(some - place).T) for place in places], axis=0)
    if (nearest == home).mean() < MOSTLY:
        return False
    off, spread = abs(roamed.mean(axis=0) - places[home]) / span, roamed.std(axis=0) / span
    return bool(off.max() <= max(OFF * spread.max(), STAYS if crossed else NEAR))


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
