"""How a run with chance in its gradients ended: it never rests, so its end is judged as a whole."""

from collections.abc import Callable

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.criteria import (
    AT,
    EARLY,
    LEAP,
    LOW,
    NEAR,
    NO_SLOPE,
    crawl,
    crawls,
    is_at_a_critical_point,
    since,
)
from optimizers.outcomes.outcome import Outcome, has_gone, teller
from optimizers.outcomes.seen import Seen
from optimizers.outcomes.trends import BLOCKS, FALLS, FLAT_LOSS, SHORT, falls, goes_down, is_lower
from surfaces.critical import KINDS, critical_points

# A minimum counts as visited if it lies no farther outside of what a run roams than this share of the picture.
MARGIN = 0.02
# A run is at one place if this share of its points is nearest to it, and goes to and fro if it turns at so many steps.
MOSTLY = 0.9
# It hovers about a minimum if the mean of its half is within so many standard deviations of it, or this share of the
# picture: neighbouring steps are alike, and a short half is to one side of it.
OFF, STAYS = 1.5, 0.03
# A run that roams no farther than this share of the picture, and does not go to and fro, need not be low now and then.
ABOUT = 0.08


@np.errstate(all="ignore")  # a run may hold numbers whose squares leave float64
def judge_noisy(run: Seen, *, asked: int) -> Outcome:
    """The outcome of a run with noise or mini-batches that was asked for `asked` steps."""
    if gone := has_gone(run, asked):
        return gone
    first, final = float(run.loss[0]), float(run.loss[-1])
    if not run.made:
        return Outcome("descending", 0, {"sentence": "descending start", "loss": final, "norm": run.norm})
    before, window = run.quarters()
    mean, bottom, top = float(window.mean()), float(window.min()), float(window.max())
    of_quarter = {"mean": mean, "fall": float(before.mean()) - mean, "low": bottom, "high": top}
    outcome = teller(run, {"loss": final, "first": first, **of_quarter})
    if _explodes(run):
        return outcome("diverged", "diverged")
    places = _minima(run)
    if not len(places):
        return _endless(run, outcome)
    if stuck := _at_rest(run, places, outcome):
        return stuck
    home = places[int(np.hypot(*(places - run.point[-run.quarter :].mean(axis=0)).T).argmin())]
    height = float(run.surface.at(float(home[0]), float(home[1]), **run.numbers).loss)
    here = {"place_x": float(home[0]), "place_y": float(home[1])}
    hovers = run.made >= SHORT and _hovers(run, places, home, height)
    away = (abs(run.point - home) / run.span).max(axis=1)
    late = run.quarter if run.made >= SHORT else 2 * run.quarter
    low = away[0] <= NEAR or run.loss[-late:].max() - height <= LOW * (run.loss[0] - height)
    there = run.made >= EARLY and away[-late:].max() <= NEAR and low
    if there and not hovers:
        near = since(away <= NEAR)
        far = float(np.hypot(*(run.point[near:] - home).T).max())
        return outcome("hovering", "hovering beside" if near else "hovering from the start", near, far=far, **here)
    if run.made < SHORT:
        return _short(run, outcome)
    unmoved = not np.ptp(run.point[-2 * run.quarter :], axis=0).any()
    half, left = run.loss[-2 * run.quarter :], max(mean - run.lowest, 0.0)
    level = top - bottom < FLAT_LOSS * left
    if not hovers and level and (unmoved or falls(half, 0.0)) and crawls(run):
        told = crawl(run)
        if told["sentence"] != "crawling late":
            return outcome("crawling", **told)
    if falls(half, max(FALLS * left, 1e-9 * abs(first))) and not there:
        return outcome("descending", "descending on the whole")
    if hovers:
        return outcome("hovering", "hovering", **here)
    return _moving(run, outcome, began_there=bool(away[0] <= NEAR), height=height)


def _endless(run: Seen, outcome: Callable[..., Outcome]) -> Outcome:
    """How a run gets on where there is no minimum that it could come to."""
    if run.made < SHORT:
        return _short(run, outcome)
    if falls(run.loss[-2 * run.quarter :], 1e-9 * abs(float(run.loss[0]))):
        return outcome("descending", "descending on the whole")
    return _moving(run, outcome, began_there=False, height=float(run.loss.min()))


def _short(run: Seen, outcome: Callable[..., Outcome]) -> Outcome:
    """How so few updates are told: from chance only what falls, or rises, from block to block."""
    first, final = float(run.loss[0]), float(run.loss[-1])
    before, after = run.quarters()
    if run.made >= BLOCKS and falls(run.loss[1:], np.inf) and after.mean() < before.mean():
        return outcome("descending", "descending on the whole")
    if final > LEAP * max(abs(first), 1.0) or (run.made >= BLOCKS and falls(-run.loss, np.inf) and final > first):
        return outcome("descending", "descending up")
    return outcome("descending", "descending early")


def _moving(run: Seen, outcome: Callable[..., Outcome], *, began_there: bool, height: float) -> Outcome:
    """How a run gets on that neither falls beyond doubt nor hovers about a minimum; `height` is that of the nearest."""
    before, window = run.quarters()
    if is_lower(run) and window.mean() < before.mean():
        return outcome("descending", "descending on the whole")
    if not np.ptp(window):
        return outcome("wandering", "wandering level", loss=float(window[0]) + 0.0)
    if goes_down(window):
        return outcome("descending", "descending", norm=run.norm)
    if _goes_to_and_fro(run):
        flat = np.ptp(window) <= 0.1 * (window.mean() - height)
        return outcome("oscillating", "oscillating" if flat else "oscillating wide", norm=run.norm)
    rises, first = goes_down(-window), run.loss[0]
    if rises and run.loss[-1] <= first:
        return outcome("wandering", "wandering up", before=float(window[0]))
    if not began_there and (rises or window.min() > first):
        return outcome("descending", "descending up")
    return outcome("wandering", "wandering")


def _hovers(run: Seen, places: Float[np.ndarray, "k 2"], home: Float[np.ndarray, "2"], height: float) -> bool:
    """Whether a run is at one place, a minimum, and about it: not on its way through, nor between several."""
    window, roamed = run.quarters()[1], run.point[-run.quarter :]
    margin = MARGIN * run.span
    # A loss that goes one way does not hover, nor does what roams through more than the picture.
    one_way = len(set(np.sign(np.diff(window))) - {0.0}) < 2
    if one_way or (abs(roamed - home) > run.span).any():
        return False
    visited = ((home >= roamed.min(axis=0) - margin) & (home <= roamed.max(axis=0) + margin)).all()
    # From wall to wall over a minimum is not about it: about it a run that roams far is low now and then.
    close = (abs(roamed - home) <= (NEAR if _goes_to_and_fro(run) else ABOUT) * run.span).all()
    if not visited or not (close or 2 * (window.min() - height) <= window.mean() - height):
        return False
    # A thousand of its points are enough, of what may be a quarter of a million.
    some = roamed[:: 1 + len(roamed) // 1000]
    nearest = places[np.argmin([np.hypot(*(some - place).T) for place in places], axis=0)]
    if (nearest == home).all(axis=1).mean() < MOSTLY:
        return False
    half = run.point[-2 * run.quarter :]
    off, spread = abs(half.mean(axis=0) - home) / run.span, half.std(axis=0) / run.span
    return bool(off.max() <= max(OFF * spread.max(), STAYS))


def _goes_to_and_fro(run: Seen) -> bool:
    """Whether the movement turns back at nearly all steps of its half."""
    return len(run.returned) > MOSTLY * 2 * run.quarter


def _explodes(run: Seen) -> bool:
    """Whether the loss is ten times that of the start and rises without a pause, by ever longer steps to and fro.

    A run that noise drives out of the minimum it starts from rises too, but does not turn back at each step, nor to
    LEAP times the height of its start.
    """
    if run.made < SHORT or run.loss[-1] < 10 * abs(run.loss[0]):
        return False
    half = len(run.loss) // 2
    moves = np.diff(run.point[half:], axis=0)
    turns = np.einsum("ti,ti->t", moves[1:], moves[:-1]) < 0
    rising, longer = (
        np.array([block.mean() for block in np.array_split(column, BLOCKS)])
        for column in (run.loss[half:], np.hypot(*moves.T))
    )
    grows = (np.diff(rising) > 0).all() and rising[-1] > 4 * rising[0] and longer[-1] > 2 * longer[0]
    wild = rising[-1] > LEAP * max(abs(run.loss[0]), 1.0)
    return bool(grows and (wild or turns.mean() >= MOSTLY))


def _at_rest(run: Seen, places: Float[np.ndarray, "k 2"], outcome: Callable[..., Outcome]) -> Outcome | None:
    """Stuck where not even chance moves it, because no example has a slope there; None if there is a slope."""
    still = NO_SLOPE * run.span
    if (np.ptp(run.point[-run.quarter - 1 :], axis=0) > still).any() or run.kind == "minimum":
        return None
    final, away = float(run.loss[-1]), np.hypot(*(places - run.point[-1]).T).min()
    if run.norm * away > NO_SLOPE * (final - run.lowest):
        return None
    step = since((abs(run.point - run.point[-1]) <= still).all(axis=1))
    return outcome(
        "stuck", "stuck", step, norm=run.norm, place=KINDS[run.kind if is_at_a_critical_point(run) else "flat"]
    )


def _minima(run: Seen) -> Float[np.ndarray, "k 2"]:
    """All minima of the surface, the lowest first, whether they lie in the picture or not, and the floor."""
    plain = {id: float(np.asarray(value)) for id, value in run.numbers.items()}
    known = list(run.surface.minima(**plain))
    found = [critical.point for critical in critical_points(run.surface, **plain) if critical.kind == "minimum"]
    found += [tuple(run.floor.point)] if run.floor else []
    new = [place for place in found if all((abs(np.subtract(place, other)) > AT * run.span).any() for other in known)]
    # Where a search ended at 1e-38, twelve decimals show 0.
    return np.reshape([*known, *np.round(np.reshape(new, (-1, 2)), 12)], (-1, 2)) + 0.0
