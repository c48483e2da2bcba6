"""Map → where its runs end, part by part: what a server answers with at once, and what a notebook asks for whole."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from itertools import cycle
from os import cpu_count
from typing import NamedTuple

import jax
import numpy as np
from jaxtyping import Float, Int

from optimizers.descent import task
from optimizers.loop.ends import Ends, draws_of, ends
from optimizers.loop.scan import Task
from optimizers.outcomes.classes import Known, classes, minima_of
from scenes.maps.record import SIZES, Map, places, variable
from scenes.memory import MEMORY
from scenes.scene import Run, Values
from scenes.trajectories import origin_of
from surfaces import SURFACES

# Runs in one call of the compiled loop: what it keeps of them stays in the processor's cache.
TILE = 2048
# Steps of all runs of one part: a tenth of a second for plain descent. A part is never cancelled, only the next one is
# not asked for.
PART = 24_000_000
# The most steps of all points of a picture: what is more is told and stays coarser.
MOST = 1_500_000_000


class Pixels(NamedTuple):
    """Of each point of a map, from the left and from below: its class and what `Ends` says of its run.

    `share` is that of its seeds which have this class; the other numbers are then those of the first seed that has.
    """

    kind: Int[np.ndarray, " points"]
    period: Int[np.ndarray, " points"]
    loss: Float[np.ndarray, " points"]
    first: Float[np.ndarray, " points"]
    mean: Float[np.ndarray, " points"]
    reached: Int[np.ndarray, " points"]
    made: Int[np.ndarray, " points"]
    share: Float[np.ndarray, " points"]


def sizes(map: Map) -> tuple[int, ...]:
    """The sizes that this map is computed in, one after the other; a map over rates in one, for its lines are short."""
    if map.over == "rates":
        return SIZES[-1:]
    return tuple(size for size in SIZES if size == SIZES[0] or size * size * _steps(map) <= MOST)


def parts(map: Map, size: int) -> int:
    """In how many parts a map of this size is computed."""
    return -(-_rows(map, size) // _rows_of_part(map, size))


def part(map: Map, size: int, number: int) -> Pixels:
    """One part of a map: some of its rows, from below; the same one again for the same numbers."""
    rows = _rows_of_part(map, size)
    between = range(number * rows, min((number + 1) * rows, _rows(map, size)))
    return MEMORY.get(("map", alike(map), size, between), lambda: _computed(map, size, between))


def whole(map: Map, size: int) -> Pixels:
    """All of a map: size × size points, or of one over rates a line of `size` points for each method."""
    pieces = [part(map, size, number) for number in range(parts(map, size))]
    return Pixels(*(np.concatenate(columns) for columns in zip(*pieces, strict=True)))


def minima(map: Map) -> Known:
    """The minima that have classes; where a number of the surface is varied, all of them have one together."""
    if _of_surface(map):
        return Known(np.zeros((1, 2)))
    return minima_of(SURFACES[map.scene.surface], **dict(map.scene.numbers))


def minima_at(map: Map, numbers: Values) -> Known:
    """The minima that a run of a map can end at on the surface with these numbers."""
    if not _of_surface(map):
        return minima(map)
    points = SURFACES[map.scene.surface].minima(**dict(numbers))
    # Where they are depends on the number: the lowest ones, which the surface's record has.
    return Known(np.array(points, np.float64).reshape(-1, 2), together=True)


def _of_surface(map: Map) -> list[str]:
    """The varied numbers that are the surface's."""
    return [id for id, _ in map.scene.numbers if id in _ids(map)]


def _ids(map: Map) -> set[str]:
    return {map.across.id} if map.over == "rates" else {map.across.id, map.up.id}


def _steps(map: Map) -> int:
    return (map.scene.steps + 1) * map.seeds()


def _rows(map: Map, size: int) -> int:
    return len(map.methods) if map.over == "rates" else size


def _rows_of_part(map: Map, size: int) -> int:
    if map.over == "rates":
        return 1
    return min(max(PART // (size * _steps(map)), -(-TILE // size)), size)


def alike(map: Map) -> Map:
    """The map with what makes no difference to its runs left out: which run is chosen, and what is shown of them."""
    start = map.scene.start if {"x", "y"} - _ids(map) else (0.0, 0.0)
    ids = _ids(map)
    runs = tuple(_without(run, ids) for run in map.methods)
    numbers = tuple((id, 0.0 if id in ids else value) for id, value in map.scene.numbers)
    scene = map.scene
    plain = type(scene)(
        scene.surface, numbers, start, scene.steps, runs, noise=scene.noise, seed=scene.seed, shuffle=scene.shuffle,
        seeds=map.seeds(),
    )  # fmt: skip
    return replace(map, scene=plain, tells="outcome", up=map.across if map.over == "rates" else map.up)


def _without(run: Run, ids: set[str]) -> Run:
    alike = replace(run, hidden=False, steps=None, look=None)
    return replace(alike, numbers=tuple((id, 0.0 if id in ids else value) for id, value in run.numbers))


def _computed(map: Map, size: int, between: range) -> Pixels:
    numbers = variable(map.scene)
    columns = places(numbers[map.across.id], map.across, size)
    if map.over == "rates":
        (run,) = (map.methods[row] for row in between)
        varied = {map.across.id: columns}
    else:
        run = map.run
        rows = places(numbers[map.up.id], map.up, size)[between.start : between.stop]
        varied = {map.across.id: np.tile(columns, len(rows)), map.up.id: np.repeat(rows, size)}
    one = task(steps=map.scene.steps, **origin_of(map.scene, run).choice)
    found = [_one_seed(map, _seeded(one, seed), varied) for seed in range(map.seeds())]
    return found[0] if len(found) == 1 else _most(found)


def _seeded(one: Task, more: int) -> Task:
    return one._replace(sampling=replace(one.sampling, seed=(one.sampling.seed + more) % 2**32))


def _one_seed(map: Map, one: Task, varied: dict[str, np.ndarray]) -> Pixels:
    found = _ends_of(one, varied, map.target)
    every = found._asdict()
    kind = np.empty(len(found.loss), np.int64)
    for known, where in _grounds(map, varied):
        seen = {id: values[where] for id, values in every.items() if id not in ("mean", "reached")}
        kind[where] = classes(one.surface, known, one.steps, exact=one.sampling.is_exact(one.surface), **seen)
    kept = {id: every[id] for id in Pixels._fields if id in every}
    return Pixels(kind=kind, share=np.ones(len(kind)), **kept)


def _grounds(map: Map, varied: dict[str, np.ndarray]) -> Iterator[tuple[Known, np.ndarray | slice]]:
    """The minima, and the runs that go over them: where a number of the surface is varied, those of its own value."""
    own = _of_surface(map)
    if not own:
        yield minima(map), slice(None)
        return
    values = np.stack([varied[id] for id in own])
    for pair in np.unique(values, axis=1).T:
        numbers = dict(map.scene.numbers) | dict(zip(own, pair.tolist(), strict=True))
        yield minima_at(map, tuple(numbers.items())), (values == pair[:, None]).all(axis=0)


def _ends_of(one: Task, varied: dict[str, np.ndarray], target: float) -> Ends:
    """All runs, a tile at a time, on all devices that JAX has; side by side on the processor's cores."""
    count, draws = len(next(iter(varied.values()))), draws_of(one)
    devices = cycle(jax.local_devices())
    starts = range(0, count, TILE)

    def tile(first: int, device: jax.Device) -> Ends:
        # Filled up to a whole tile: one shape, one compilation.
        inside = {id: np.resize(values[first : first + TILE], TILE) for id, values in varied.items()}
        return ends(one, inside, target, draws, device)

    tiles = [*_room().map(tile, starts, devices)]
    return Ends(*(np.concatenate(columns)[:count] for columns in zip(*tiles, strict=True)))


@cache
def _room() -> ThreadPoolExecutor:
    """Where tiles are computed: as many at a time as there are cores, or devices if those are more."""
    return ThreadPoolExecutor(max(len(jax.local_devices()), cpu_count() or 1), "map")


def _most(found: list[Pixels]) -> Pixels:
    """What most seeds do, the lower class where two do as many."""
    kinds = np.stack([one.kind for one in found])
    counts = np.stack([(kinds == kind).sum(axis=0) for kind in range(int(kinds.max()) + 1)])
    kind = counts.argmax(axis=0)
    at = (kinds == kind).argmax(axis=0)
    columns = (np.take_along_axis(np.stack(column), at[None], axis=0)[0] for column in zip(*found, strict=True))
    return Pixels(*columns)._replace(share=counts.max(axis=0) / len(found))
