"""The loop against the speed limit: the same steps, written by hand for one case and compiled by numba.

Both record the same six arrays, and neither says what has become of the run, which has rows of its own. They run in
turn, so that a busy machine slows both, and the ratio is the median over the pairs.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from statistics import median
from time import perf_counter

import numpy as np
from numba import njit

from bench.row import Row
from lessons.shared import ESCAPES
from optimizers import OPTIMIZERS, Path, descend
from optimizers.descent import task
from optimizers.loop.sampling import Sampling
from optimizers.loop.scan import Rows, run
from optimizers.outcomes.noisy import judge_noisy
from optimizers.outcomes.outcome import judge
from optimizers.outcomes.seen import Exact, Seen
from scenes import bundles
from surfaces import SURFACES
from surfaces.surface import Numbers

STEPS = 100_000
PAIRS = 21
# Small enough that the runs stay smooth: near the minimum Adam's bursts magnify every rounding.
ETA = 1e-6
ASKED = {"adam": 1.2, "gd": 2.5}

Recorded = tuple[np.ndarray, ...]


@njit
def _bowl(x: float, y: float) -> tuple[float, float, float]:
    """Loss and gradient of the bowl at its usual numbers."""
    a, b, c = 2.0, 0.06, 4.2
    root = np.sqrt(1 + (x / a) ** 2 + (y / b) ** 2)
    return c * (root - 1), c * x / (a * a * root), c * y / (b * b * root)


@njit
def _empty(steps: int) -> Recorded:
    rows = steps + 1
    return (
        np.empty((rows, 2)), np.empty(rows), np.empty((rows, 2)),
        np.empty(steps), np.empty((steps, 2)), np.empty((steps, 2)),
    )  # fmt: skip


@njit
def gd(x: float, y: float, steps: int, rate: float) -> Recorded:
    """θ^{t+1} = θ^t − η g_t"""
    point, loss, grad, eta, sigma, m = _empty(steps)
    for t in range(steps + 1):
        value, gx, gy = _bowl(x, y)
        point[t, 0], point[t, 1], loss[t], grad[t, 0], grad[t, 1] = x, y, value, gx, gy
        if t < steps:
            eta[t], sigma[t, 0], sigma[t, 1], m[t, 0], m[t, 1] = rate, 1.0, 1.0, gx, gy
            x, y = x - rate * gx, y - rate * gy
    return point, loss, grad, eta, sigma, m


@njit
def adam(x: float, y: float, steps: int, rate: float) -> Recorded:
    """θ^{t+1} = θ^t − η m̂_t / (√v̂_t + ε) with the usual β₁, β₂ and ε."""
    beta1, beta2, epsilon = 0.9, 0.999, 1e-8
    mx = my = vx = vy = 0.0
    point, loss, grad, eta, sigma, m = _empty(steps)
    for t in range(steps + 1):
        value, gx, gy = _bowl(x, y)
        point[t, 0], point[t, 1], loss[t], grad[t, 0], grad[t, 1] = x, y, value, gx, gy
        if t < steps:
            mx, my = beta1 * mx + (1 - beta1) * gx, beta1 * my + (1 - beta1) * gy
            vx, vy = beta2 * vx + (1 - beta2) * gx * gx, beta2 * vy + (1 - beta2) * gy * gy
            first, second = 1 - beta1 ** (t + 1.0), 1 - beta2 ** (t + 1.0)
            ux, uy = mx / first, my / first
            sx, sy = np.sqrt(vx / second) + epsilon, np.sqrt(vy / second) + epsilon
            eta[t], sigma[t, 0], sigma[t, 1], m[t, 0], m[t, 1] = rate, sx, sy, ux, uy
            x, y = x - rate / sx * ux, y - rate / sy * uy
    return point, loss, grad, eta, sigma, m


def measure() -> list[Row]:
    """The rows of this module.

    Raises:
        AssertionError: the two loops do not give the same path, so that their times say nothing.
    """
    judged = [_judged(3000, 5.0), _judged(100_000, 30.0)]
    return [_against_numba("adam", adam), _against_numba("gd", gd), *judged, _first_call(), _seeds()]


def _against_numba(optimizer: str, by_hand: Callable[..., Recorded]) -> Row:
    bowl = SURFACES["bowl"]

    chosen = task(bowl, OPTIMIZERS[optimizer], steps=STEPS, eta=ETA)

    def ours() -> Rows:
        return run(chosen)

    def limit() -> Recorded:
        return by_hand(*bowl.start, STEPS, ETA)

    rows, recorded = ours(), limit()
    for name, theirs in zip(("point", "loss", "grad", "eta", "sigma", "m"), recorded, strict=True):
        # 100,000 roundings of 1e-16, in another order here and there.
        # Our last row has the update that would come next, too.
        np.testing.assert_allclose(getattr(rows, name)[: len(theirs)], theirs, rtol=1e-9, err_msg=name)

    pairs = [(_seconds(ours), _seconds(limit)) for _ in range(PAIRS)]
    measured, floor = (median(seconds) / STEPS * 1e9 for seconds in zip(*pairs, strict=True))
    ratio = median(ours / limit for ours, limit in pairs)
    return Row(
        f"{OPTIMIZERS[optimizer].name}, {STEPS:,} recorded steps",
        f"{measured:.0f} ns a step",
        f"{floor:.0f} ns a step in numba",
        f"≤ {ASKED[optimizer]}",
        ratio <= ASKED[optimizer],
        f"{ratio:.2f}",
    )


def _judged(steps: int, most: float) -> Row:
    """How long it takes to say what has become of a run, the dearest of some; asked is at most so many ms."""
    cases = (("bowl", "adam", 1e-3), ("bowl", "gd", 1e-2), ("beale", "lion", 2.88), ("rosenbrock", "gd", 1e-4))
    dearest = 0.0
    for surface, optimizer, eta in cases:
        path = descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=steps, eta=eta)
        numbers = SURFACES[surface].settle({})

        def said(path: Path = path, surface: str = surface, numbers: Numbers = numbers) -> object:
            return judge(Exact(SURFACES[surface], numbers, path.point, path.loss, path.grad), asked=steps)

        dearest = max(dearest, median(_seconds(said) for _ in range(PAIRS)) * 1e3)
    # With noise the end of a run is a cloud, of which more is asked.
    around = SURFACES["himmelblau"]
    path = descend(around, OPTIMIZERS["adam"], steps=steps, eta=1e-3, sampling=Sampling(noise=1.0))
    seen = Seen(around, around.settle({}), path.point, path.loss)
    dearest = max(dearest, median(_seconds(lambda: judge_noisy(seen, asked=steps)) for _ in range(PAIRS)) * 1e3)
    what = f"what is said of {steps:,} steps, the dearest"
    return Row(what, f"{dearest:.1f} ms", "", f"≤ {most:.0f} ms", dearest <= most)


def _first_call() -> Row:
    """A pair that has not run in this process is compiled first."""
    pair = SURFACES["crescent"], OPTIMIZERS["rmsprop"]
    first, again = (_seconds(lambda: descend(*pair)) for _ in range(2))
    return Row("first run of a new pair, 300 steps", f"{first * 1e3:.0f} ms", f"{again * 1e3:.1f} ms again", "", None)


def _seeds() -> Row:
    """200 seeds of the lesson on noise, after their first use; none is asked for twice."""
    took = [_seconds(partial(bundles, replace(ESCAPES, seed=seed))) for seed in range(PAIRS + 1)]
    middle = median(took[1:])
    what = f"{ESCAPES.seeds} seeds of {ESCAPES.steps} noisy steps"
    return Row(what, f"{middle * 1e3:.0f} ms", f"the first time, {took[0] * 1e3:.0f} ms", "≤ 300 ms", middle <= 0.3)


def _seconds(work: Callable[[], object]) -> float:
    before = perf_counter()
    work()
    return perf_counter() - before
