"""How far what is drawn of long runs lies from the runs: `python -m bench.drawn` tries 200 of them.

Nothing is shared with the code that chooses what is drawn: rows and lifted pens are read from the payload as a browser
reads them. The picture is taken to be as high as it is wide, which no screen shows.
"""

import base64
import json
import random
from collections.abc import Iterator
from time import perf_counter
from typing import Any, NamedTuple

import numpy as np
from jaxtyping import Float
from numba import njit

from optimizers import OPTIMIZERS
from scenes import Scene, new_run, trajectories
from scenes.scene import usual_numbers
from studio.player.payload import payload
from surfaces import SURFACES

RUNS, PIXELS = 200, (1366, 3840)
# Pixels: nearer lines are found in the tiles around, and beyond there is no need to know more than that.
TILE = 4.0
FAR = 1e12
# Points on the lines of a run, spread by chance over their length, beside all its steps.
SPREAD = 200_000

Places = Float[np.ndarray, "n 2"]
# x and y of both ends of each line, in pixels.
Segments = Float[np.ndarray, "n 4"]


class Distance(NamedTuple):
    """In pixels: from the run to what is drawn, and from what is drawn to the run."""

    to_ink: float
    to_run: float


def scenes(count: int, seed: int = 1, longest: float = 1e6) -> Iterator[Scene]:
    """Scenes of one long run: any surface, optimizer and start in the picture, η from 1e-6 to 10, some with noise."""
    chance = random.Random(seed)
    for _ in range(count):
        surface, method = chance.choice(list(SURFACES)), chance.choice(list(OPTIMIZERS))
        start = tuple(chance.uniform(low, high) for low, high in SURFACES[surface].domain)
        steps, eta = int(10 ** chance.uniform(4, np.log10(longest))), 10 ** chance.uniform(-6, 1)
        noise = chance.choice((0.0, 0.0, 0.0, 10 ** chance.uniform(-2, 1)))
        runs = (new_run(method, eta=float(f"{eta:.3g}")),)
        yield Scene(surface, usual_numbers(surface), (start[0], start[1]), steps, runs, noise=noise)


def measured(scene: Scene, width: float) -> Distance:
    """The two one-sided Hausdorff distances in a picture so wide, of the only run of a scene."""
    path, table = trajectories(scene)[0], payload(scene)["runs"][0]["table"]
    rows = _unpacked(table["steps"]) if table["steps"] else np.arange(len(path.loss))
    lifted = _unpacked(table["lifted"]).astype(bool) if table["lifted"] else np.zeros(len(rows), bool)
    ink = np.column_stack([_unpacked(table["columns"][name]).astype(np.float64) for name in "xy"])
    domain = SURFACES[scene.surface].domain
    return distance(_pixels(path.point, domain, width), _pixels(ink, domain, width), rows, lifted, width)


def distance(run: Places, ink: Places, rows: np.ndarray, lifted: np.ndarray, width: float) -> Distance:
    """The distances between a run and the polyline that is drawn of it, both in pixels, inside the picture."""
    joined = np.flatnonzero(~lifted[1:])
    drawn = _cut(np.column_stack([ink[joined], ink[joined + 1]]), width)
    true = _cut(np.column_stack([run[:-1], run[1:]]), width)
    inside = run[((run >= 0) & (run <= width)).all(axis=1)]
    to_ink = _farthest(np.concatenate([inside, _spread(true)]), drawn, width)
    return Distance(to_ink, float(_astray(run, ink, rows, joined, width)))


def _unpacked(packed: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.dtype(packed["type"]).newbyteorder("<"))


def _pixels(point: Places, domain: tuple[tuple[float, float], ...], width: float) -> Places:
    low, high = np.array(domain).T
    return (point - low) / (high - low) * width


def _cut(lines: Segments, width: float) -> Segments:
    """What of each line lies in the picture; none of lines that come from so far away that float64 loses the pixel."""
    lines = lines[(abs(lines) < FAR).all(axis=1)]
    a, way = lines[:, :2], lines[:, 2:] - lines[:, :2]
    with np.errstate(all="ignore"):
        sides = np.stack([-a / way, (width - a) / way])
        aside = (way == 0) & ((a < 0) | (a > width))
        enter = np.where(way == 0, 0, sides.min(axis=0)).max(axis=1).clip(0)
        leave = np.where(way == 0, 1, sides.max(axis=0)).min(axis=1).clip(max=1)
        ends = np.hstack([a + enter[:, None] * way, a + leave[:, None] * way])
    return ends[(enter <= leave) & ~aside.any(axis=1)].clip(0, width)


def _spread(lines: Segments) -> Places:
    """Points on the lines, as many on each pixel of them."""
    long = np.hypot(*(lines[:, 2:] - lines[:, :2]).T)
    if not long.sum() > 0:
        return lines[:, :2]
    chance = np.random.default_rng(0)
    on = np.searchsorted(np.cumsum(long), chance.uniform(0, long.sum(), SPREAD)).clip(0, len(long) - 1)
    return lines[on, :2] + chance.uniform(size=(SPREAD, 1)) * (lines[on, 2:] - lines[on, :2])


def _farthest(points: Places, lines: Segments, width: float) -> float:
    """How far the farthest of the points lies from the nearest line; infinite if that is in no tile around."""
    if not len(points):
        return 0.0
    if not len(lines):
        return np.inf
    across = int(width / TILE) + 1
    counts = np.zeros(across * across + 1, np.int64)
    _sort(lines, across, counts, np.empty(0, np.int32))
    starts = np.cumsum(counts)
    found = np.empty(starts[-1], np.int32)
    _sort(lines, across, np.concatenate([[0], starts[:-1]]), found)
    return float(_search(points, lines, across, np.concatenate([[0], starts]), found))


@njit
def _sort(lines: np.ndarray, across: int, at: np.ndarray, found: np.ndarray) -> None:
    """Every tile that a line passes, seen at every half tile: counted in `at`, or the line written there."""
    for i in range(len(lines)):
        ax, ay, bx, by = lines[i]
        pieces = int(max(abs(bx - ax), abs(by - ay)) / TILE * 2) + 1
        last = -1
        for piece in range(pieces + 1):
            x, y = ax + piece / pieces * (bx - ax), ay + piece / pieces * (by - ay)
            tile = int(max(y, 0.0) / TILE) * across + int(max(x, 0.0) / TILE)
            if tile == last:
                continue
            if len(found):
                found[at[tile]] = i
            at[tile] += 1
            last = tile


@njit
def _search(points: np.ndarray, lines: np.ndarray, across: int, starts: np.ndarray, found: np.ndarray) -> float:
    farthest = 0.0
    for i in range(len(points)):
        x, y = points[i]
        column, row, nearest = int(x / TILE), int(y / TILE), np.inf
        for v in range(max(row - 1, 0), min(row + 2, across)):
            for u in range(max(column - 1, 0), min(column + 2, across)):
                for at in range(starts[v * across + u], starts[v * across + u + 1]):
                    nearest = min(nearest, _away(x, y, lines[found[at]]))
                    if nearest <= farthest:
                        break
                if nearest <= farthest:
                    break
            if nearest <= farthest:
                break
        farthest = max(farthest, nearest)
    return farthest


@njit
def _away(x: float, y: float, line: np.ndarray) -> float:
    """How far a point lies from a line between two points."""
    ax, ay, bx, by = line
    dx, dy = bx - ax, by - ay
    long = dx * dx + dy * dy
    share = 0.0 if long == 0 else min(max(((x - ax) * dx + (y - ay) * dy) / long, 0.0), 1.0)
    return np.hypot(x - ax - share * dx, y - ay - share * dy)


@njit
def _astray(run: np.ndarray, ink: np.ndarray, rows: np.ndarray, joined: np.ndarray, width: float) -> float:
    """How far a row that is drawn lies from its step, or a line between two rows from the steps between them."""
    farthest, line = 0.0, np.empty(4)
    for i in joined:
        for x, y, step in ((ink[i, 0], ink[i, 1], rows[i]), (ink[i + 1, 0], ink[i + 1, 1], rows[i + 1])):
            if 0 <= x <= width and 0 <= y <= width:
                farthest = max(farthest, np.hypot(x - run[step, 0], y - run[step, 1]))
        if rows[i + 1] - rows[i] < 2:
            continue
        for piece in range(9):
            x = ink[i, 0] + piece / 8 * (ink[i + 1, 0] - ink[i, 0])
            y = ink[i, 1] + piece / 8 * (ink[i + 1, 1] - ink[i, 1])
            if not (0 <= x <= width and 0 <= y <= width):
                continue
            nearest = np.inf
            for step in range(rows[i], rows[i + 1]):
                line[:2], line[2:] = run[step], run[step + 1]
                nearest = min(nearest, _away(x, y, line))
                if nearest <= farthest:
                    break
            farthest = max(farthest, nearest)
    return farthest


def main() -> None:
    """One line for each run that is marked or not within a pixel, then how many there are of each."""
    within, marked, beyond, seconds, sizes = 0, 0, 0, [], []
    for scene in scenes(RUNS):
        trajectories(scene)
        begun = perf_counter()
        data: dict[str, Any] = payload(scene)
        seconds.append(perf_counter() - begun)
        sizes.append(len(json.dumps(data)))
        farthest = [max(measured(scene, width)) for width in PIXELS]
        exact = max(farthest) <= 1
        within, marked, beyond = (
            within + exact,
            marked + bool(data["notices"]),
            beyond + (not exact and not data["notices"]),
        )
        if not exact or data["notices"]:
            run = scene.runs[0]
            shown = ", ".join(f"{one:.2f}" for one in farthest)
            print(
                f"{scene.surface}, {run.optimizer}, η {dict(run.numbers)['eta']:g}, noise {scene.noise:.3g}, "
                f"{scene.steps:,} steps: {shown} pixels {data['notices']}", flush=True
            )  # fmt: skip
    print(f"{within} of {RUNS} runs within a pixel at {PIXELS} pixels; {marked} are marked, {beyond} are neither.")
    print(f"Payload {max(sizes) / 1e6:.2f} MB at most, {np.median(sizes) / 1e6:.2f} usually; ", end="")
    print(f"{max(seconds):.2f} s at most, {np.median(seconds):.3f} usually, once the run is there.")


if __name__ == "__main__":
    main()
