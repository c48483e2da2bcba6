"""What decides that a run bounces, crawls, bursts, rests, has arrived or grows: the definitions, one function each.

They look at a run through `Seen`. Three windows: its *end* is the last tenth of its updates, its *half* the last half,
and the two quarters of that are compared. Heights are counted from the *floor*, the minimum that leads downhill from
the last point (`floor.py`), which need not be the lowest one. Lengths across the picture are shares of its sides.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.floor import Floor, floor_below
from surfaces import Surface
from surfaces.surface import Numbers

# With fewer updates it is too early to tell anything but where the run is.
EARLY = 12
# Nobody sees a height that is a millionth of what there was to gain,
ARRIVED = 1e-6
# and nobody sees a distance of two pixels in a picture of 500. A run that cannot come to rest has arrived within 10.
AT, NEAR = 1 / 250, 1 / 50
# with no more than this share left of what there was to gain.
LOW = 1 / 20
# A bounce turns back so often, in its half and in each quarter of it, and crosses in all that time no pause longer than
TURNS, QUARTER_TURNS = 4, 2
# this many updates if it is one from wall to wall; a slower one swings.
BEAT = 10
# A parameter has a share in the gradient if the product of two of its slopes is this part of that of their lengths.
SHARE = 0.01
# Less than this share of what is left is no fall, from quarter to quarter.
FLAT_LOSS = 0.01
# A run crawls if the rest of its way would take it more than so many times the updates it has made, and so many updates.
CRAWL, CRAWL_LEAST = 20, 2000
# A run leaves for good if its loss is so many times that of the start: no picture is so high.
EXPLODED = 1e6
# A burst makes the loss so many times as high as it was in all of CALM steps before, SOON steps ago or less.
# A ball that rolls through the floor of a valley cannot: in a parabola it climbs ((5 + 9) / 5)² = 7.84 times.
CLIMB, CALM, SOON = 10, 11, 9
# Heights of bursts are counted from this share of what was gained above the lowest loss: what is lower is not seen.
FAINT = 1e-3
# The slope, kept up all the way to the minimum, would gain less than this share of what is left: there is none. In a
# convex valley that cannot happen: there loss − lowest ≤ ‖g‖ · distance.
NO_SLOPE = 1e-6
# Blocks of a half whose means tell a fall from ups and downs, and how many of their 28 pairs may rise all the same:
# by chance that happens in one run of 360.
BLOCKS, RISES = 8, 3


@dataclass(frozen=True)
class Seen:
    """A run as the definitions look at it; `lowest` is the loss of the lowest minima, which are `minima`."""

    surface: Surface
    numbers: Numbers
    point: Float[np.ndarray, "points 2"]
    loss: Float[np.ndarray, " points"]
    grad: Float[np.ndarray, "points 2"]
    minima: Float[np.ndarray, "k 2"]
    lowest: float

    @property
    def made(self) -> int:
        """How many updates were made."""
        return len(self.loss) - 1

    @property
    def end(self) -> int:
        """How many of its points are the end of the run."""
        return max(self.made // 10, min(self.made, 4), 1)

    @property
    def quarter(self) -> int:
        """How many of its points are its last quarter."""
        return max(round(self.made / 4), 1)

    @cached_property
    def span(self) -> Float[np.ndarray, "2"]:
        return np.ptp(np.array(self.surface.domain), axis=1)

    @cached_property
    def floor(self) -> Floor | None:
        return floor_below(self.surface, self.numbers, self.point[-1])

    @property
    def bottom(self) -> float:
        """The loss of the floor; of the lowest minimum if a walk downhill finds none."""
        return self.floor.loss if self.floor else min(self.lowest, float(self.loss.min()))

    @property
    def gain(self) -> float:
        """What there was to gain, down to the floor; never 0."""
        return max(float(self.loss[0]) - self.bottom, 1e-9 * max(1.0, abs(self.bottom)))

    @cached_property
    def away(self) -> Float[np.ndarray, " points"]:
        """How far each point is from the floor, as a share of the picture, along the side where it is more."""
        if self.floor is None:
            return np.full(len(self.loss), np.inf)
        return (abs(self.point - self.floor.point) / self.span).max(axis=1)

    @cached_property
    def turned(self) -> np.ndarray:
        """The steps at which the gradient turned back: as a whole, or along a parameter that has a share in it."""
        along = self.grad[1:] * self.grad[:-1]
        sizes = np.hypot(*self.grad.T)
        shares = (along < -SHARE * (sizes[1:] * sizes[:-1])[:, None]).any(axis=1)
        return np.flatnonzero((along.sum(axis=1) < 0) | shares) + 1

    def quarters(self) -> tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]:
        """The losses of the last quarter but one, and of the last one."""
        return self.loss[-2 * self.quarter : -self.quarter], self.loss[-self.quarter :]


def since(holds: np.ndarray) -> int:
    """The first index from which `holds` is true to the end."""
    broken = np.flatnonzero(~holds)
    return min(int(broken[-1]) + 1, len(holds) - 1) if len(broken) else 0


def falls(loss: Float[np.ndarray, " n"], least: float) -> bool:
    """Whether a loss comes down: by more than `least` from half to half, and so steadily that it is not chance.

    Neighbouring steps are alike; means of blocks are nearly independent, and if the loss only goes up and down, one
    pair of them in two rises. If none does, any fall counts.
    """
    before, after = (half.mean() for half in np.array_split(loss, 2))
    means = np.array([block.mean() for block in np.array_split(loss, min(BLOCKS, len(loss)))])
    rises = int(np.triu(means >= means[:, None], 1).sum())
    return bool(before > after and (rises == 0 or (rises <= RISES and before - after > least)))


# --- arrival ---


def at_the_minimum(run: Seen) -> np.ndarray:
    """Of each point, whether it is at the floor: nobody sees its height, nor how far it is."""
    return (run.loss - run.bottom <= ARRIVED * run.gain) & (run.away <= AT)


def has_arrived(run: Seen) -> bool:
    """It is at a minimum, and was so for more than half of its end; a burst does not undo that, passing is none."""
    there = at_the_minimum(run)[-run.end :]
    return bool(run.floor and run.floor.kind != "saddle" and there[-(run.end // 2) - 1 :].all() and there.mean() > 0.5)


def rattles(run: Seen) -> bool:
    """It has arrived and cannot come to rest: its end is NEAR a minimum, turns back there and comes no nearer."""
    if run.floor is None or run.floor.kind == "saddle" or run.made < EARLY:
        return False
    end = max(run.end, EARLY)
    late = run.away[-end:]
    nearer = late[end // 2 :].max() < late[: end // 2].max() / 2
    back = (run.turned > run.made - end).sum() >= TURNS
    low = run.loss[-end:].max() - run.bottom <= LOW * run.gain
    return bool(late.max() <= NEAR and back and not nearer and low)


# --- to and fro ---


def bounces(run: Seen) -> bool:
    """It turns back again and again, all through its half and at its end, and its loss does not fall."""
    half = run.turned[run.turned > run.made - 2 * run.quarter]
    late = int((half > run.made - run.quarter).sum())
    if run.made < EARLY or len(half) < TURNS or min(late, len(half) - late) < QUARTER_TURNS:
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
    if after < before / 2 or means[1] < 0.9 * means[0]:
        return True
    return bool(after < (1 - FLAT_LOSS) * before and falls(window, FLAT_LOSS * left))


def beats(run: Seen) -> bool:
    """Whether a bounce is one from wall to wall: it turns back at least every BEAT steps of its end."""
    end = run.turned[run.turned >= run.made - run.end - BEAT]
    return len(end) > 0 and max(np.diff(end, append=run.made).max(), end[0] - (run.made - run.end - BEAT)) <= BEAT


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
    return steady and bool(run.loss[-1] > max(third, float(run.loss[0]), 1e-9))


def has_left(run: Seen) -> bool:
    """It is EXPLODED times as high as it began, and goes on rising by ever longer steps, or is too far out to return."""
    if run.made < 2 or run.loss[-1] <= EXPLODED * max(abs(run.loss[0]), 1.0):
        return False
    moves = np.hypot(*(np.diff(run.point[-5:], axis=0) / run.span).T)
    longer = bool((moves[1:] > 1.5 * moves[:-1]).all() and run.loss[-1] == run.loss.max())
    low, high = np.array(run.surface.domain).T
    out = float((abs(run.point[-1] - (low + high) / 2) / run.span).max())
    return longer or out > CRAWL * run.made * max(float(moves.max()), 1.0)


# --- slow ---


def pace(run: Seen) -> Float[np.ndarray, "2"]:
    """How far a run gets along each parameter in one update of its end, as a share of the picture."""
    return (run.point[-1] - run.point[-1 - run.end]) / run.span / run.end if run.made else np.zeros(2)


def crawls(run: Seen) -> bool:
    """At the pace of its end the rest of the way to its floor would take CRAWL times the updates that it has made.

    What counts is the parameter that has most left to go. Where the way bends, and that one gets no nearer, it is the
    whole pace.
    """
    if run.made < 2 * EARLY or run.away[-1] <= NEAR:
        return False
    enough = max(CRAWL * run.made, CRAWL_LEAST)
    if run.floor is None:
        fall = float(run.loss[-1 - run.end] - run.loss[-1]) / run.end
        return 0 <= fall * enough < run.loss[-1] - run.bottom
    left = (run.floor.point - run.point[-1]) / run.span
    most = int(abs(left).argmax())
    speed = pace(run)[most] * np.sign(left[most])
    if speed <= 0:
        speed = float(np.hypot(*pace(run)))
    return bool(abs(left[most]) > enough * speed)


def way(
    start: Float[np.ndarray, "2"],
    end: Float[np.ndarray, "2"],
    goal: Float[np.ndarray, "2"],
    span: Float[np.ndarray, "2"],
) -> tuple[float, str]:
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


def moves_on(run: Seen) -> bool:
    """Whether it covers a hundredth of the picture in as many updates as it has made, at the pace of its end."""
    return bool(np.hypot(*pace(run)) * run.made > 0.01)


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
