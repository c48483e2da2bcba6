"""Maps against the speed limit: the same runs with the same bookkeeping, written by hand and compiled by numba.

Both use all cores. They run in turn, so that a busy machine slows both, and the ratio is the median over the pairs.
"""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np
from numba import njit, prange

from bench.row import Row
from optimizers.loop.ends import LAST, RETURNS
from scenes import Scene, new_run
from scenes.maps import Axis, Map, Pixels, whole
from scenes.maps.record import places, variable
from scenes.maps.shades import painted
from scenes.memory import MEMORY

STEPS, SIZE, FIRST, PAIRS = 1000, 512, 64, 7
ETA, TARGET = 0.01, 1e-3
SCENE = Scene("himmelblau", (), (4.2, 4.0), STEPS, (new_run("gd", eta=ETA),))
MAP = Map(SCENE, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0), target=TARGET)
# Of the largest map, in seconds and against numba; of the first picture in milliseconds.
MOST, RATIO, AT_ONCE = 2.5, 1.3, 150


@njit(parallel=True)
def by_hand(xs: np.ndarray, ys: np.ndarray, steps: int, eta: float, target: float) -> tuple[np.ndarray, ...]:
    """θ^{t+1} = θ^t − η g_t on Himmelblau for all starts: last loss, mean loss, first step at the target, period."""
    count = len(xs)
    final, mean, reached, period = np.empty(count), np.empty(count), np.full(count, -1), np.zeros(count, np.int64)
    for i in prange(count):
        x, y, total, rows = xs[i], ys[i], 0.0, 0
        last = np.full((LAST + 1, 2), np.nan)
        for t in range(steps + 1):
            u, v = x - 3, y - 2
            p, q = u * (x + 3) + v, u + v * (y + 2)
            loss, gx, gy = p * p + q * q, 4 * p * x + 2 * q, 2 * p + 4 * q * y
            if not (np.isfinite(loss) and np.isfinite(gx) and np.isfinite(gy)):
                break
            final[i], total, rows = loss, total + loss, rows + 1
            if reached[i] < 0 and loss <= target:
                reached[i] = t
            if t >= steps - LAST:
                last[t - steps + LAST, 0], last[t - steps + LAST, 1] = x / 10, y / 10
            x, y = x - eta * gx, y - eta * gy
        mean[i] = total / rows
        swing = 0.0
        for back in range(1, LAST + 1):
            swing = max(swing, np.hypot(last[LAST - back, 0] - last[LAST, 0], last[LAST - back, 1] - last[LAST, 1]))
        for back in range(1, LAST + 1):
            if np.hypot(last[LAST - back, 0] - last[LAST, 0], last[LAST - back, 1] - last[LAST, 1]) <= RETURNS * swing:
                period[i] = back
                break
    return final, mean, reached, period


def measure() -> list[Row]:
    """The rows of this module.

    Raises:
        AssertionError: both do not give the same map, so that their times say nothing.
    """
    numbers = variable(SCENE)
    across, up = (places(numbers[axis.id], axis, SIZE) for axis in (MAP.across, MAP.up))
    starts = np.tile(across, SIZE), np.repeat(up, SIZE)

    def limit() -> tuple[np.ndarray, ...]:
        return by_hand(*starts, STEPS, ETA, TARGET)

    pixels, (final, mean, reached, _) = _afresh(SIZE), limit()
    # All starts settle at this rate: roundings die away.
    np.testing.assert_allclose(pixels.loss, final, atol=1e-9)
    np.testing.assert_allclose(pixels.mean, mean, rtol=1e-6)
    np.testing.assert_array_equal(pixels.reached, reached)
    pairs = [(_seconds(lambda: _afresh(SIZE)), _seconds(limit)) for _ in range(PAIRS)]
    ours, theirs = (median(seconds) for seconds in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    first = median(_seconds(lambda: painted(MAP, _afresh(FIRST))) for _ in range(PAIRS)) * 1e3
    return [
        Row(
            f"map of {SIZE} × {SIZE} runs, {STEPS:,} steps", f"{ours:.2f} s", f"{theirs:.2f} s in numba, all cores",
            f"≤ {MOST} s and ≤ {RATIO}", ours <= MOST and ratio <= RATIO, f"{ratio:.2f}",
        ),
        Row(
            f"map of {FIRST} × {FIRST} runs, {STEPS:,} steps, to its colours", f"{first:.0f} ms", "",
            f"≤ {AT_ONCE} ms", first <= AT_ONCE,
        ),
    ]  # fmt: skip


def _afresh(size: int) -> Pixels:
    MEMORY.clear()
    return whole(MAP, size)


def _seconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return perf_counter() - begun
