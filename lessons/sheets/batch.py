"""Small batches against large ones: what comes out of the measured times, and the slide's six rows."""

from collections.abc import Sequence
from functools import cache
from itertools import takewhile
from typing import Annotated, NamedTuple

import numpy as np

from lessons.measures import left, noise_leaves, run
from lessons.shared import ESCAPES
from lessons.sheets.quoted import ACCURACIES, FLAT_UP_TO, KESKAR, QUOTED_SIZES
from optimizers.timing import EXAMPLES, Timing, multiplications, timings, updates
from scenes import SCENES
from words import Message, say

SMALL, LARGE = 1, 1_000
# Batch sizes of which the updates of an epoch are counted.
COUNTED = (1, 10, 100, 1_000, 60_000)
# An update that takes up to so many times as long as with one example is as long, more or less.
ALIKE = 2.0
# Two sizes are compared in so many short measurements each.
TURNS = 8


class Row(NamedTuple):
    """A row of the slide: what it says of small and large batches, the figures here, and where they are from."""

    name: Annotated[Message, "batch"]
    said: tuple[str, str]
    found: tuple[str, str]
    source: str


def epoch(one: Timing) -> float:
    """Seconds of an epoch: as many updates as it has, each the median."""
    return updates(one.size) * one.median


def concluded(measured: Sequence[Timing]) -> list[str]:
    """What these numbers say, in sentences; nothing of fewer than two sizes."""
    if len(measured) < 2:
        return []
    first, last, alike = measured[0], measured[-1], as_long_as_one(measured)
    fastest = min(measured, key=epoch)
    return [
        say(
            "One update: {many} with {size:,} examples, {few} with {one:,}: {work:,.0f} times the work in {times} "
            "times the time. Up to a batch of {alike:,} it takes at most twice as long as with one example.",
            size=last.size, many=spoken(last.median), one=first.size, few=spoken(first.median),
            work=last.size / first.size, times=_times(last.median / first.median), alike=alike,
        ),
        *_beside_the_quoted(measured, alike),
        say(
            "One epoch of {all:,} examples: {slow} with a batch of {one:,}, {updates:,} updates; it is shortest, "
            "{fast}, with a batch of {best:,}.",
            all=EXAMPLES, slow=spoken(epoch(first)), one=first.size, updates=updates(first.size),
            fast=spoken(epoch(fastest)), best=fastest.size,
        ),
    ]  # fmt: skip


def as_long_as_one(measured: Sequence[Timing]) -> int:
    """The largest batch up to which every one measured takes at most ALIKE times as long as the first."""
    return [*takewhile(lambda one: one.median <= ALIKE * measured[0].median, measured)][-1].size


def _beside_the_quoted(measured: Sequence[Timing], alike: int) -> list[str]:
    """Whether these numbers follow the dashed line to its end, where they come so far."""
    end = next((one for one in measured if one.size == FLAT_UP_TO), None)
    if end is None or measured[0].size != SMALL:
        return []
    times = _times(end.median / measured[0].median)
    if alike >= FLAT_UP_TO:
        message = (
            "So it was on the lecture's GPU too (the dashed line): a batch of {size:,} takes {times} times as long."
        )
    else:
        message = (
            "The dashed line, the lecture's GPU, stays level up to a batch of {size:,}; here that one takes {times} "
            "times as long as one example."
        )
    return [say(message, size=FLAT_UP_TO, times=times)]


def spoken(seconds: float) -> str:
    """A time with three digits, in the unit that fits it."""
    if seconds < 1e-3:
        return say("{time:.3g} µs", time=seconds * 1e6)
    return say("{time:.3g} ms", time=seconds * 1e3) if seconds < 1 else say("{time:.3g} s", time=seconds)


def _times(many: float) -> str:
    return f"{many:,.0f}" if many >= 10 else f"{many:.2g}"


def six_rows(measured: Sequence[Timing]) -> list[Row]:
    """The slide's table; of what has not been measured it tells what it will be."""
    by_size = {one.size: one for one in measured}
    here, quoted = say("measured here"), say("quoted: {source}", source=KESKAR)
    small, large = by_size.get(SMALL), by_size.get(LARGE)
    update, whole = (
        tuple(spoken(of(one)) if one else open for one, open in zip((small, large), missing, strict=True))
        for of, missing in (
            (lambda one: one.median, [say("not measured here yet")] * 2),
            (epoch, [say("{count:,} updates: not measured here yet", count=updates(size)) for size in (SMALL, LARGE)]),
        )
    )
    if small and large:
        update = update[0], _beside_one(small, large)
    computed = say("computed here")
    gone = round(left(ESCAPES) * ESCAPES.seeds)
    worst = [
        say("{rate}% right in the test (C₁, batch {size})", rate=one, size=size)
        for one, size in zip(ACCURACIES[2].testing, QUOTED_SIZES, strict=True)
    ]
    work = [say("{count:,} multiplications", count=multiplications(size)) for size in (SMALL, LARGE)]
    ways = [say("{share:.0%} of the steps lead up", share=_rises(place)) for place in (1, 0)]
    ends = [
        say("with noise {count} of {all} seeds come to the deep minimum", count=gone, all=ESCAPES.seeds),
        say("without noise none does: it stays at the shallow one"),
    ]
    quick, slow = say("faster", "batch"), say("slower", "batch")
    alike, good, bad = say("same, if not too large", "batch"), say("better", "batch"), say("worse", "batch")
    return [
        Row("Speed of one update, not in parallel", (quick, slow), (work[0], work[1]), computed),
        Row("Speed of one update, in parallel", (say("same", "batch"), alike), (update[0], update[1]), here),
        Row("Time of one epoch", (slow, quick), (whole[0], whole[1]), here),
        Row("Gradient", (say("noisy", "batch"), say("stable", "batch")), (ways[0], ways[1]), computed),
        Row("Optimization", (good, bad), (ends[0], ends[1]), computed),
        Row("Generalization", (good, bad), (worst[0], worst[1]), quoted),
    ]


def _beside_one(small: Timing, large: Timing) -> str:
    """The time of a large update, and whether it is as long as a small one, as the slide has it."""
    many = large.median / small.median
    facts = {"time": spoken(large.median), "times": _times(many)}
    if many > ALIKE:
        return say("{time}, {times} times as long: not the same on this machine", **facts)
    return say("{time}, {times} times as long: the same, within a factor of two", **facts)


def _rises(place: int) -> float:
    """After which share of the updates on the twenty examples the loss is higher: run 0 has the full batch."""
    return float((np.diff(run(SCENES["batches"], place).loss) > 1e-15).mean())


@cache
def quick(size: int) -> tuple[float, float]:
    """Seconds of an update with a batch of one and with this batch.

    They are measured in turn, and the quickest of each is taken: what else the machine does slows them alike.
    """
    found = list(timings(lambda: False, (1, size) * TURNS, 0.05))
    return min(one.low for one in found[::2]), min(one.low for one in found[1::2])


def hardly_longer(size: float) -> bool:
    """An update with so many examples takes less than three times as long as with one."""
    one, many = quick(int(size))
    return many < 3 * one


def shorter_epoch(size: float) -> bool:
    """An epoch with this batch takes less than half as long as with batches of one."""
    one, many = quick(int(size))
    return updates(int(size)) * many < 0.5 * updates(1) * one


def updates_of_an_epoch(size: float) -> bool:
    """60,000 with batches of one, 60 with batches of 1,000: times the batch it is all examples, and no more."""
    return updates(int(size)) * size == EXAMPLES


def all_six(measured_sizes: float) -> bool:
    """The table has six rows of two figures, whether or not anything has been measured; what it says of noise holds."""
    taken = [Timing(size, 1.0, 1.0, 1.0, 5) for size in (SMALL, LARGE)[: int(measured_sizes)]]
    rows = six_rows(taken)
    whole = len(rows) == 6 and all(len(row.found) == 2 and all(row.found) for row in rows)
    return whole and noise_leaves(ESCAPES) and _rises(0) == 0 < _rises(1)
