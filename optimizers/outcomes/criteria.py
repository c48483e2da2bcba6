"""What decides that a run bounces, crawls, rests, has arrived or grows: the definitions, one function each.

They look at a run through `Seen` (`seen.py`). There are three windows: its *end* is the last tenth of its updates, its
*half* the last half, and the two quarters of that are compared. Heights are counted from the *floor*, the minimum that
leads downhill from the last point (`floor.py`), which need not be the lowest. Lengths are shares of the picture's side.
"""

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.seen import Exact, Seen, turns
from optimizers.outcomes.trends import FLAT_LOSS, falls

Plane = Float[np.ndarray, "2"]

# With fewer updates it is too early to tell anything but where the run is, and to see a bounce.
EARLY, BOUNCE_LEAST = 12, 20
# With fewer than this a rise tells nothing either, unless it is so many times as high then.
SOME, LEAP = 3, 1000
# Nobody sees a height that is a millionth of what there was to gain,
ARRIVED = 1e-6
# and nobody sees a distance of two pixels in a picture of 500. Who stays has arrived within 5, to and fro within 10,
AT, BESIDE, NEAR = 1 / 250, 1 / 100, 1 / 50
# with no more than this share left of what there was to gain.
LOW = 1 / 20
# A bounce turns back so often, in its half and in each quarter of it.
TURNS, QUARTER_TURNS = 4, 2
# It has stopped when it has not turned for twice as long as ever before, and as this many updates.
PAUSE = 10
# From wall to wall its movement turns back at this share of its steps; what is slower swings.
BEAT = 0.4
# Half of the time it is higher than this share of its highest: what is low and is thrown up now and then is no bounce.
USUAL = 0.01
# So large a fall, of highest and mean, or of one of them, is more than a bounce has by its own ups and downs.
SETTLES, HALVES = 0.8, 0.5
# It moves if at its pace it covers this share of the picture in as many updates as it has made.
MOVING = 1e-3
# A run crawls if the rest of its way would take it so many times the updates it has made, and so many updates.
CRAWL, CRAWL_LEAST = 10, 2000
# A schedule has slowed a run down if its rate is this share of the largest it had.
BRAKED = 0.01
# A run leaves for good if its loss is so many times that of the start, for no picture is so high, and if each of its
# steps is so many times as long as the one before.
EXPLODED, LONGER = 1e6, 1.01
# It is thrown out if it is so many pictures away, and as many times so far as it began.
OUT = 5
# It stands still if it moves by no more than this share of the picture.
STILL = 1e-12
# The slope, kept up all the way to the minimum, would gain less than this share of what is left: there is none. In a
# convex valley that cannot happen: there loss − lowest ≤ ‖g‖ · distance.
NO_SLOPE = 1e-6


def since(holds: np.ndarray) -> int:
    """The first index from which `holds` is true to the end."""
    broken = np.flatnonzero(~holds)
    return min(int(broken[-1]) + 1, len(holds) - 1) if len(broken) else 0


# --- arrival ---


def at_the_minimum(run: Seen) -> np.ndarray:
    """Of each point, whether it is at the floor: nobody sees its height, nor how far it is."""
    return (run.loss - run.bottom <= ARRIVED * run.gain) & (run.away <= AT)


def has_arrived(run: Seen) -> bool:
    """It is at a minimum, was so for more than half of its end, and has not been there longer and left again.

    Passing is no arrival; a burst that ends NEAR the minimum undoes none.
    """
    there = at_the_minimum(run)[-run.end :]
    stays = np.diff(np.flatnonzero(run.away > NEAR), prepend=-1, append=len(run.away))
    return bool(there[-max(run.end // 2, 1) :].all() and there.mean() > 0.5 and stays[-1] == stays.max())


def rattles(run: Exact) -> bool:
    """It has arrived and cannot come to rest: its end is NEAR a minimum, turns back there and comes no nearer.

    Both the slope and the movement turn back: a ball that rolls about the minimum has not come to rest yet.
    """
    if run.floor is None or run.made < EARLY:
        return False
    end = max(run.end, EARLY)
    before, late = run.away[-2 * end : -end], run.away[-end:]
    nearer = late.max() < SETTLES * before.max(initial=0)
    back = all((steps > run.made - end).sum() >= TURNS for steps in (run.turned, run.returned))
    return bool(late.max() <= NEAR and back and not nearer)


def is_low(run: Seen, late: int) -> bool:
    """Its last points have next to nothing left of what there was to gain; where it began NEAR, that is no matter."""
    return bool(run.away[0] <= NEAR or run.loss[-late:].max() - run.bottom <= LOW * run.gain)


def near_since(run: Seen, near: float) -> int:
    """The first step that is so near the floor of those from which on it is never half as far again."""
    stays = since(run.away <= 1.5 * near)
    return stays + int((run.away[stays:] <= near).argmax())


def beside(run: Seen) -> float:
    """How near a minimum a run has been through all its last half, or quarter if it turns back there; 0 if it has not.

    It has arrived, though its height can still be told.
    """
    if run.floor is None or run.made < EARLY:
        return 0.0
    back = bool((run.returned > run.made - run.quarter).any())
    near, late = (NEAR, run.quarter) if back else (BESIDE, 2 * run.quarter)
    return near if is_low(run, late) and run.away[-late:].max() <= near else 0.0


# --- to and fro ---


def bounces(run: Exact) -> bool:
    """It turns back again and again, all through its half and at its end, not far away, and its loss does not fall."""
    if run.made < BOUNCE_LEAST or is_far(run):
        return False
    for half in (run.turned, run.returned):
        late = int((half > run.made - run.quarter).sum())
        if len(half) < TURNS or min(late, len(half) - late) < QUARTER_TURNS:
            return False
        # It has not stopped turning.
        if run.made - half[-1] > 2 * max(np.diff(half).max(), PAUSE):
            return False
    heights = run.quarters()[1] - run.bottom
    return bool(np.median(heights) > USUAL * heights.max()) and not falls_on(run)


def falls_on(run: Seen) -> bool:
    """Whether the loss of a run that goes up and down comes down all the same.

    Its highs or its mean do so by half from quarter to quarter, or both by a fifth, or its highs a little and its
    blocks steadily.
    """
    (high, mean), (next_high, next_mean) = (
        (quarter.max() - run.bottom, quarter.mean() - run.bottom) for quarter in run.quarters()
    )
    shares = next_high / high, next_mean / mean
    if min(shares) < HALVES or max(shares) < SETTLES:
        return True
    window = run.loss[-2 * run.quarter :]
    return bool(next_high < (1 - FLAT_LOSS) * high and falls(window, FLAT_LOSS * max(window.mean() - run.bottom, 0.0)))


def beats(run: Exact) -> bool:
    """Whether a bounce is one from wall to wall: its movement turns back at BEAT of the steps of its half."""
    return len(run.returned) >= BEAT * 2 * run.quarter


def bouncing_since(run: Exact) -> int:
    """The first step from which it turned back without a longer pause than in its half, or than PAUSE."""
    turned = turns(run.grad)
    pauses = np.flatnonzero(np.diff(turned) > max(PAUSE, np.diff(run.turned).max()))
    return int(turned[pauses[-1] + 1] if len(pauses) else turned[0]) - 1


# --- away ---


def grows(run: Exact) -> bool:
    """It bounces ever higher: it ends higher than ever, and its last quarters rise without slowing down."""
    if run.made < EARLY or len(run.turned) < TURNS:
        return False
    _, second, third, fourth = (float(quarter.max()) for quarter in np.array_split(run.loss, 4))
    rise, next_rise = third - second, fourth - third
    steady = rise > 1e-4 * abs(second) and next_rise > 0.9 * rise
    return bool(steady and run.loss[-1] > max(third, float(run.loss[0]), 1e-9))


def has_left(run: Seen) -> bool:
    """It is EXPLODED times as high as it began, and goes on rising by ever longer steps."""
    if run.made < 2 or run.loss[-1] <= EXPLODED * max(abs(run.loss[0]), 1.0):
        return False
    moves = np.hypot(*(np.diff(run.point[-5:], axis=0) / run.span).T)
    return bool((moves[1:] > LONGER * moves[:-1]).all() and run.loss[-1] > run.loss[:-1].max())


def is_far(run: Seen) -> bool:
    """It is OUT pictures away, and OUT times as far as it began."""
    return bool(run.out[-1] > OUT * max(1.0, run.out[0]))


def is_thrown_out(run: Seen) -> bool:
    """It has been thrown far out of the picture, far above its start, and does not come back.

    Through all its last quarter, or the last two points, its loss is OUT times that of the start; it is OUT pictures
    away, and OUT times as far as it began; and its steps there are so short that the way back would take CRAWL times
    the updates it has made and CRAWL_LEAST, whichever way they led: what has walked out can walk back.
    """
    out = run.out
    first = max(abs(float(run.loss[0])), 1.0)
    if run.made < 2:
        # By one step only out of all proportion, which no step of bounded length is.
        return bool(out[-1] > 10 * max(1.0, out[0]) and run.loss[-1] > EXPLODED * first)
    late = max(run.quarter, 2)
    longest = (abs(np.diff(run.point[-late:], axis=0)) / run.span).max()
    high = run.loss[-late:].min() > OUT * first
    return bool(is_far(run) and high and longest * max(CRAWL * run.made, CRAWL_LEAST) < out[-1])


# --- slow ---


def pace(run: Seen, updates: int) -> Float[np.ndarray, "2"]:
    """How far a run gets along each parameter in one of its last `updates`, as a share of the picture."""
    return (run.point[-1] - run.point[-1 - updates]) / run.span / updates if run.made else np.zeros(2)


def crawls(run: Seen) -> bool:
    """At the pace of its end the rest of the way to its floor would take CRAWL times the updates that it has made.

    And at that of its last half, since a ball is slow where it turns. What counts is the parameter that has most left
    to go; where the way bends, and that one gets no nearer, the whole pace. A loss that falls by a fifth in its last
    quarter does not crawl, however little ground it covers.
    """
    if run.made < 2 * EARLY or run.away[-1] <= NEAR:
        return False
    if run.loss[-1] - run.bottom < SETTLES * (run.loss[-1 - run.quarter] - run.bottom):
        return False
    if (abs(run.point[-1] - run.point[-1 - run.made // 2]) > run.span / 2).any():
        return False
    enough = max(CRAWL * run.made, CRAWL_LEAST)
    if run.floor is None:
        fall = float(run.loss[-1 - run.end] - run.loss[-1]) / run.end
        return bool(0 <= fall * enough < run.loss[-1] - run.bottom)
    left = (run.floor.point - run.point[-1]) / run.span
    most = int(abs(left).argmax())
    for updates in (run.end, run.made // 2):
        now = pace(run, updates)
        speed = now[most] * np.sign(left[most])
        if abs(left[most]) <= enough * (speed if speed > 0 else np.hypot(*now)):
            return False
    return True


def crawl(run: Seen) -> dict[str, float | str]:
    """How a run that crawls is said to: by its share of the way if it is in the picture, or else by its losses."""
    first, final = float(run.loss[0]), float(run.loss[-1])
    low, high = np.array(run.surface.domain).T
    if run.floor and ((low <= run.floor.point) & (run.floor.point <= high)).all():
        share, axis = way(run.point[0], run.point[-1], run.floor.point, run.span)
        if 0 <= share < 0.5:
            # One digit after the point shows nothing of a smaller one.
            return {"sentence": "crawling" if share >= 5e-4 else "crawling on the spot", "share": share, "axis": axis}
    if final < first and first - final < 0.5 * run.gain:
        return {"sentence": "crawling astray"}
    return {"sentence": "crawling late", "late": run.quarter, "fall": float(run.loss[-1 - run.quarter]) - final + 0.0}


def way(start: Plane, end: Plane, goal: Plane, span: Plane) -> tuple[float, str]:
    """How much of the way to a goal is done, along the parameter that has most left; negative if it is farther."""
    before, after = goal - start, goal - end
    axis = int(np.argmax(abs(after) / span))
    # Who has passed it is not on the way there.
    share = 1 - after[axis] / before[axis] if after[axis] / before[axis] > 0 else -1.0
    return float(share), ("θ₁", "θ₂")[axis]


# --- at rest ---


def still_since(run: Seen) -> int | None:
    """The step from which a run stays where it is, as far as anybody can see; None if it moves in its end."""
    late = run.end + 1 if run.made >= EARLY else run.made + 1
    if run.made < SOME or (np.ptp(run.point[-late:], axis=0) > STILL * run.span).any():
        return None
    way = abs(np.diff(run.point, axis=0)).sum(axis=0)
    still = (abs(run.point - run.point[-1]) <= np.minimum(STILL * run.span, 1e-6 * way)).all(axis=1)
    return since(still) if still[-run.end :].all() else None


def without_slope(run: Exact) -> np.ndarray:
    """Of each point, whether there is practically no slope: kept up to the nearest minimum, it would gain nothing."""
    distance = np.min([np.hypot(*(run.point - place).T) for place in run.minima], axis=0, initial=np.inf)
    return np.hypot(*run.grad.T) * distance <= NO_SLOPE * (run.loss - run.lowest)


def is_at_a_critical_point(run: Seen) -> bool:
    """Whether Newton's step leads to a place without slope that is AT the last point, and not on along a slope.

    Towards a simple zero of the gradient it leaves next to nothing of it, on a level shelf a quarter.
    """
    grad = np.asarray(run.slope.grad)
    step = -np.linalg.lstsq(np.nan_to_num(run.slope.hessian), grad)[0]
    if not np.isfinite(step).all() or (abs(step) > AT * run.span).any():
        return False
    x, y = (float(value) for value in run.point[-1] + step)
    ahead = np.hypot(*np.asarray(run.surface.at(x, y, **run.numbers).grad))
    return bool(ahead <= 0.1 * np.hypot(*grad) or (abs(step) <= 1e-8 * run.span).all())


def moves_on(run: Seen) -> bool:
    """Whether it covers any ground at the pace of its end; in few updates, whether it has moved at all."""
    if 0 < run.made < EARLY:
        return bool((run.point != run.point[-1]).any())
    return bool(np.hypot(*pace(run, run.end)) * run.made > MOVING)
