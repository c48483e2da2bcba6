"""What decides that a run bounces, crawls, bursts, rests, has arrived or grows: the definitions, one function each.

They look at a run through `Seen` (`seen.py`). There are three windows: its *end* is the last tenth of its updates, its
*half* the last half, and the two quarters of that are compared. Heights are counted from the *floor*, the minimum that
leads downhill from the last point (`floor.py`), which need not be the lowest. Lengths are shares of the picture's side.
"""

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.seen import Seen

Plane = Float[np.ndarray, "2"]

# With fewer updates it is too early to tell anything but where the run is, and to see a bounce.
EARLY, BOUNCE_LEAST = 12, 20
# Nobody sees a height that is a millionth of what there was to gain,
ARRIVED = 1e-6
# and nobody sees a distance of two pixels in a picture of 500. A run that cannot come to rest has arrived within 8,
AT, NEAR = 1 / 250, 1 / 60
# with no more than this share left of what there was to gain.
LOW = 1 / 20
# A bounce turns back so often, in its half and in each quarter of it, and crosses in all that time no pause longer than
TURNS, QUARTER_TURNS = 4, 2
# this many updates if it is one from wall to wall; a slower one swings.
BEAT = 10
# Less than this share of what is left is no fall, from quarter to quarter.
FLAT_LOSS = 0.01
# It moves if at its pace it covers this share of the picture in as many updates as it has made.
MOVING = 1e-3
# A run crawls if the rest of its way would take it so many times the updates it has made, and so many updates.
CRAWL, CRAWL_LEAST = 20, 2000
# A schedule has slowed a run down if its rate is this share of the largest it had.
BRAKED = 0.01
# A run leaves for good if its loss is so many times that of the start: no picture is so high.
EXPLODED = 1e6
# It is thrown out if it is so many pictures away, and as many times so far as it began.
OUT = 5
# A burst makes the loss so many times as high as it was in all of CALM steps before, SOON steps ago or less.
# A ball that rolls through the floor of a valley cannot: in a parabola it climbs ((5 + 9) / 5)² = 7.84 times.
CLIMB, CALM, SOON = 10, 11, 9
# Their heights are counted from this share of what was gained above the lowest loss: what is lower is not seen.
FAINT = 1e-3
# The slope, kept up all the way to the minimum, would gain less than this share of what is left: there is none. In a
# convex valley that cannot happen: there loss − lowest ≤ ‖g‖ · distance.
NO_SLOPE = 1e-6
# Blocks of a half that tell a fall, and how many of their 28 pairs may rise all the same: by chance in one run of 360.
BLOCKS, RISES = 8, 3


def since(holds: np.ndarray) -> int:
    """The first index from which `holds` is true to the end."""
    broken = np.flatnonzero(~holds)
    return min(int(broken[-1]) + 1, len(holds) - 1) if len(broken) else 0


def falls(loss: Float[np.ndarray, " n"], least: float) -> bool:
    """Whether a loss comes down: by more than `least` from half to half, and so steadily that it is not chance.

    Neighbouring steps are alike; means of blocks are nearly independent, and if the loss only goes up and down, one
    pair of them in two rises. If no more than one does, any fall counts.
    """
    before, after = (half.mean() for half in np.array_split(loss, 2))
    means = np.array([block.mean() for block in np.array_split(loss, min(BLOCKS, len(loss)))])
    rises = int(np.triu(means >= means[:, None], 1).sum())
    return bool(before > after and (rises <= 1 or (rises <= RISES and before - after > least)))


# --- arrival ---


def at_the_minimum(run: Seen) -> np.ndarray:
    """Of each point, whether it is at the floor: nobody sees its height, nor how far it is."""
    return (run.loss - run.bottom <= ARRIVED * run.gain) & (run.away <= AT)


def has_arrived(run: Seen) -> bool:
    """It is at a minimum, and was so for more than half of its end; a burst does not undo that, passing is none."""
    there = at_the_minimum(run)[-run.end :]
    return bool(there[-max(run.end // 2, 1) :].all() and there.mean() > 0.5)


def rattles(run: Seen) -> bool:
    """It has arrived and cannot come to rest: its end is NEAR a minimum, turns back there and comes no nearer."""
    if run.floor is None or run.made < EARLY:
        return False
    end = max(run.end, EARLY)
    late = run.away[-end:]
    nearer = late[end // 2 :].max() < late[: end // 2].max() / 2
    back = (run.turned > run.made - end).sum() >= TURNS
    low = run.away[0] <= NEAR or run.loss[-end:].max() - run.bottom <= LOW * run.gain
    return bool(late.max() <= 1.25 * NEAR and back and not nearer and low)


def near_since(run: Seen, near: float) -> int:
    """The first step that is so near the floor of those from which on it is never half as far again."""
    stays = since(run.away <= 1.5 * near)
    return stays + int((run.away[stays:] <= near).argmax())


def beside(run: Seen) -> float:
    """How near a minimum a run has been through all its last half, or quarter if it turns back there: AT or NEAR; or 0.

    It has arrived, though its height can still be told.
    """
    if run.floor is None or run.made < EARLY:
        return 0.0
    back = bool((run.returned > run.made - run.quarter).any())
    near, late = (NEAR, run.quarter) if back else (AT, 2 * run.quarter)
    low = run.away[0] <= NEAR or run.loss[-late:].max() - run.bottom <= LOW * run.gain
    return near if low and run.away[-late:].max() <= near else 0.0


# --- to and fro ---


def bounces(run: Seen) -> bool:
    """It turns back again and again, all through its half and at its end, and its loss does not fall."""
    if run.made < BOUNCE_LEAST:
        return False
    for turns in (run.turned, run.returned):
        half = turns[turns > run.made - 2 * run.quarter]
        late = int((half > run.made - run.quarter).sum())
        if len(half) < TURNS or min(late, len(half) - late) < QUARTER_TURNS:
            return False
        # It has not stopped turning.
        if run.made - half[-1] > 2 * max(np.diff(half).max(), BEAT):
            return False
    return not falls_on(run)


def falls_on(run: Seen) -> bool:
    """Whether the loss of a run that goes up and down comes down all the same, in its half or in its highs."""
    before, after = (quarter.max() - run.bottom for quarter in run.quarters())
    window = run.loss[-2 * run.quarter :]
    left = max(window.mean() - run.bottom, 0.0)
    means = [quarter.mean() - run.bottom for quarter in run.quarters()]
    if after < before / 2 or means[1] < means[0] / 2:
        return True
    return bool(after < (1 - FLAT_LOSS) * before and falls(window, FLAT_LOSS * left))


def beats(run: Seen) -> bool:
    """Whether a bounce is one from wall to wall: it turns back at least every BEAT steps of its end."""
    begin = run.made - run.end - BEAT
    turned = run.turned[run.turned >= begin]
    return bool(np.diff(turned, prepend=begin, append=run.made).max() <= BEAT)


def bouncing_since(run: Seen) -> int:
    """The first step from which it turned back without a longer pause than in its half, or than BEAT."""
    half = run.turned[run.turned > run.made - 2 * run.quarter]
    pauses = np.flatnonzero(np.diff(run.turned) > max(BEAT, np.diff(half).max()))
    return int(run.turned[pauses[-1] + 1] if len(pauses) else run.turned[0]) - 1


# --- away ---


def grows(run: Seen) -> bool:
    """It bounces ever higher: it ends higher than ever, and its last quarters rise without slowing down."""
    if run.made < EARLY or (run.turned > run.made - 2 * run.quarter).sum() < TURNS:
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
    return bool((moves[1:] > 1.5 * moves[:-1]).all() and run.loss[-1] == run.loss.max())


def is_thrown_out(
    point: Float[np.ndarray, "points 2"], loss: Float[np.ndarray, " points"], center: Plane, span: Plane
) -> bool:
    """It has been thrown far out of the picture, far above its start, and does not come back.

    Through all its last quarter, or the last two points, its loss is OUT times that of the start; it is OUT pictures
    away, and OUT times as far as it began; and at its pace the way back takes CRAWL times the updates that it has made.
    """
    made, out = len(loss) - 1, (abs(point - center) / span).max(axis=1)
    if made < 2:
        # By one step only out of all proportion, which no step of bounded length is.
        return bool(out[-1] > 10 * max(1.0, out[0]) and loss[-1] > EXPLODED * max(abs(loss[0]), 1.0))
    late = max(round(made / 4), 2)
    before, after = (part.max() for part in np.array_split(out[-late:], 2))
    far = after > OUT * max(1.0, out[0])
    above = loss[-late:].min() > OUT * max(abs(loss[0]), 1.0)
    return bool(far and above and (before - after) / (late / 2) * CRAWL * made < after)


# --- slow ---


def pace(run: Seen, updates: int) -> Float[np.ndarray, "2"]:
    """How far a run gets along each parameter in one of its last `updates`, as a share of the picture."""
    return (run.point[-1] - run.point[-1 - updates]) / run.span / updates if run.made else np.zeros(2)


def crawls(run: Seen) -> bool:
    """At the pace of its end the rest of the way to its floor would take CRAWL times the updates that it has made.

    And at that of its last half, since a ball is slow where it turns. What counts is the parameter that has most left
    to go; where the way bends, and that one gets no nearer, the whole pace.
    """
    if run.made < 2 * EARLY or run.away[-1] <= NEAR or (abs(run.point[-1] - run.point[0]) > run.span / 2).any():
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


def crawl(share: float) -> str:
    """Which sentence tells this share of the way: one digit after the point shows nothing of a smaller one."""
    return "crawling" if share >= 5e-4 else "crawling on the spot"


def way(start: Plane, end: Plane, goal: Plane, span: Plane) -> tuple[float, str]:
    """How much of the way to a goal is done, along the parameter that has most left; negative if it is farther."""
    before, after = abs(start - goal), abs(end - goal)
    axis = int(np.argmax(after / span))
    share = 1 - after[axis] / before[axis] if before[axis] > 0 else -1.0
    return float(share), ("θ₁", "θ₂")[axis]


# --- at rest ---


def stands_still(run: Seen) -> np.ndarray:
    """Of each point, whether the run stays there to its end, as far as anybody can see."""
    whole = abs(np.diff(run.point, axis=0)).sum(axis=0)
    return (abs(run.point - run.point[-1]) <= np.minimum(1e-12 * run.span, 1e-6 * whole)).all(axis=1)


def without_slope(run: Seen) -> np.ndarray:
    """Of each point, whether there is practically no slope: kept up to the nearest minimum, it would gain nothing."""
    distance = np.min([np.hypot(*(run.point - place).T) for place in run.minima], axis=0)
    return np.hypot(*run.grad.T) * distance <= NO_SLOPE * (run.loss - run.lowest)


def is_at_a_critical_point(run: Seen, hessian: Float[np.ndarray, "2 2"]) -> bool:
    """Whether Newton's step leads to a place without slope that is AT the last point, and not on along a slope.

    Towards a simple zero of the gradient it leaves next to nothing of it, on a level shelf a quarter.
    """
    step = -np.linalg.lstsq(hessian, run.grad[-1])[0]
    if not np.isfinite(step).all() or (abs(step) > AT * run.span).any():
        return False
    x, y = (float(value) for value in run.point[-1] + step)
    ahead = np.hypot(*np.asarray(run.surface.at(x, y, **run.numbers).grad))
    return bool(ahead <= 0.1 * np.hypot(*run.grad[-1]) or (abs(step) <= 1e-8 * run.span).all())


def moves_on(run: Seen) -> bool:
    """Whether it covers any ground at the pace of its end; in few updates, whether it has moved at all."""
    if 0 < run.made < EARLY:
        return bool((run.point != run.point[-1]).any())
    return bool(np.hypot(*pace(run, run.end)) * run.made > MOVING)


# --- bursts ---


def bursts(loss: Float[np.ndarray, " points"]) -> list[int]:
    """The steps at which a loss that had fallen below half of the start's climbs to CLIMB times its height.

    Compared is each step with the highest of the CALM steps that end SOON steps before it.
    """
    lowest = float(loss.min())
    gain = float(loss[0]) - lowest
    back = SOON + CALM - 1
    if len(loss) <= back or not gain > 0:
        return []
    height = loss - lowest + FAINT * gain
    calm = _highest(height)[: len(loss) - back]
    climbed = np.flatnonzero((height[back:] >= CLIMB * calm) & (calm <= height[0] / 2)) + back
    # One burst goes on for as long as the calm before it is in sight.
    apart = np.diff(climbed, prepend=-len(loss)) > back
    return [int(step) for step in climbed[apart]]


def _highest(height: Float[np.ndarray, " n"]) -> Float[np.ndarray, " m"]:
    """The highest of each CALM neighbours: of 2, then of 4 and 8, and two eights that overlap make 11."""
    for apart in (1, 2, 4, CALM - 8):
        height = np.maximum(height[:-apart], height[apart:])
    return height
