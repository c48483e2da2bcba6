"""Scene and trajectories → what the player in the browser is given, as JSON."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from functools import lru_cache, partial

import numpy as np

from optimizers import Path
from scenes import Scene, knobs_of, to_link, trajectories
from scenes.family import Family, family
from scenes.grid import spread
from scenes.scene import Run, Values
from studio.look.curves import curve_name
from studio.look.ground import GRID, ground
from studio.player import dial, grid, microscope, seeds
from studio.player.axis import curve
from studio.player.chapters import chapters_in
from studio.player.columns import ALWAYS, NEED_MINIMA, Goal, columns_of, goal_of
from studio.player.facts import ending, name_of
from studio.player.labels import labels
from studio.player.pack import Json, narrow, packed
from studio.player.same import Same
from studio.player.visible import FULL, frames, visible
from studio.player.zoom import Box, finer
from surfaces import SURFACES
from surfaces.critical import critical_points
from words import compact, say

# How many steps around the play head are sent one by one, where a run is too long to send whole, and where
# each step is written out in numbers.
AROUND, CLOSE = 150, 250
# What arrows are drawn from, beside the places.
ARROWS = ("g1", "g2", "m1", "m2")


def payload(
    scene: Scene, around: int | None = None, known: Collection[str] = (), zoom: Mapping[int, Box] | None = None
) -> Json:
    """Everything the player shows.

    The surface, its critical points, and the table, the bundle and the finer points of each run are `{"key": …}`
    with or without their contents.

    Args:
        scene: what is on show; hidden runs are left out, and of a grid each picture is a run.
        around: where the play head stands, if single steps of a long run, or numbers, are wanted there.
        known: the keys of what the browser has already; that is not sent again.
        zoom: the windows on show, by the place of the run, where finer points are wanted.
    """
    asked, scene = scene, spread(scene)
    paths = trajectories(scene)
    shown = [(place, path) for place, path in enumerate(paths) if not scene.runs[place].hidden]
    goal = goal_of(scene.surface, scene.numbers)
    drawn = [columns_of(path, goal, scene.curves) for _, path in shown]
    # A grid shows several values of a number already.
    tried = family(scene) if {*dial.MARKS} & {*scene.marks} and asked.view != "grid" else None
    if tried and "dial" in scene.marks:
        drawn += dial.drawn(tried, goal, scene.curves)
    missing = [id for id in scene.curves if goal is None and id in NEED_MINIMA]
    stands = frames(scene.steps)
    epochs = [_epoch(scene, place) for place, _ in shown]
    reach = CLOSE if "numbers" in scene.marks else AROUND
    windowed = around is not None and ("numbers" in scene.marks or scene.steps > FULL)
    return {
        # Its name is not kept with the grid: it is said anew, in the reader's language.
        "surface": {"name": say(SURFACES[scene.surface].name)}
        | _unless_known(_key(scene.surface, scene.numbers), known, partial(_grid, scene.surface, scene.numbers)),
        "critical": _unless_known(_key("critical", scene.surface, scene.numbers), known, partial(_critical, scene))
        if "critical" in scene.marks
        else None,
        "runs": [
            _run(scene, place, path)
            | {"table": _unless_known(_run_key(scene, place), known, partial(_table, scene, path, goal))}
            | _many(scene, place, known)
            | {"finer": _finer(scene, place, path, (zoom or {}).get(place), known)}
            | (_window(scene, place, path, around, reach) if around is not None and windowed else {})
            for place, path in shown
        ],
        "dial": tried and _dial(scene, tried, goal, known),
        "steps": scene.steps,
        "frames": None if len(stands) == scene.steps + 1 else packed(stands.astype(np.int32)),
        "window": {"around": around, "reach": reach} if windowed else None,
        "epochs": epochs[0] if len(set(epochs)) == 1 else None,
        "start": scene.start,
        "view": scene.view,
        "clock": scene.clock,
        "space": scene.space,
        "height": scene.height,
        "trail": scene.trail,
        "link": to_link(asked),
        "marks": list(scene.marks),
        "log_steps": scene.steps > 1000,
        "curves": [
            curve(id, curve_name(id), [columns[id] for columns in drawn]) for id in scene.curves if id not in missing
        ],
        "family": grid.family(asked, scene),
        "notices": [
            *grid.notices(asked, scene),
            *(say("This surface has no minimum: {curve} is left out.", curve=curve_name(id)) for id in missing),
        ],
        "words": labels(),
    }


def keys(data: Json) -> list[str]:
    """The keys of what a payload has sent, or counts on."""
    parts = [run[name]["key"] for run in data["runs"] for name in ("bundle", "finer") if run[name]]
    critical = [data["critical"]["key"]] if data["critical"] else []
    tried = [data["dial"]["family"]["key"]] if data["dial"] else []
    return [data["surface"]["key"], *(run["table"]["key"] for run in data["runs"]), *parts, *critical, *tried]


def _unless_known(key: str, known: Collection[str], contents: Callable[[], Json]) -> Json:
    return {"key": key} if key in known else {"key": key} | contents()


def _key(*what: object) -> str:
    """A short name that two different things do not share."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:20]


def _run_key(scene: Scene, place: int, *more: object) -> str:
    run = scene.runs[place]
    curves, arrows = sorted(scene.curves), "arrows" in scene.marks
    return _key(*_origin(scene, run), scene.steps, curves, arrows, *more)


def _origin(scene: Scene, run: Run) -> tuple[object, ...]:
    """All that a path comes from, but for how long it is."""
    return (scene.surface, scene.numbers, scene.start, scene.sampling(run), replace(run, hidden=False, batch=None))


@lru_cache(maxsize=32)
def _grid(id: str, numbers: Values) -> Json:
    z, low, floor = ground(id, numbers)
    return {
        "domain": SURFACES[id].domain,
        "grid": GRID,
        "z": packed(z.astype(np.float32)),
        "levels": SURFACES[id].levels,
        "low": low,
        "floor": floor,
        "minima": SURFACES[id].minima(**dict(numbers)),
    }


def _critical(scene: Scene) -> Json:
    points = critical_points(SURFACES[scene.surface], **dict(scene.numbers))
    x, y, loss = np.array([(*one.point, one.loss) for one in points], np.float64).reshape(-1, 3).T
    return {"x": packed(x), "y": packed(y), "loss": packed(loss), "kind": [one.kind for one in points]}


def _epoch(scene: Scene, place: int) -> int | None:
    """How many updates of a run are one epoch, if there are examples."""
    return scene.sampling(scene.runs[place]).steps_per_epoch(SURFACES[scene.surface])


def _run(scene: Scene, place: int, path: Path) -> Json:
    run, style, last = scene.runs[place], grid.looks(scene)[place], len(path.loss) - 1
    numbers = microscope.knobs_in(scene, run)
    return {
        "name": grid.caption(scene, run) if scene.view == "grid" else name_of(scene, run),
        "place": place,
        "path": _key(*_origin(scene, run)),
        "numbers": _numbers(scene, run),
        "light": style.light,
        "dark": style.dark,
        "dash": style.dash,
        "marker": style.marker,
        **ending(path),
        "epochs": _epoch(scene, place),
        "changes": [at for at, _ in run.changes if at < last],
        "chapters": chapters_in(scene, run, path),
        "formulas": microscope.formulas(run, numbers) if "numbers" in scene.marks else None,
    }


def _numbers(scene: Scene, run: Run) -> list[tuple[str, str]]:
    """Symbol and value of each number beside η that two runs of one name may differ in, and the start."""
    values = dict(run.numbers)
    knobs = [(number, values[number.id]) for number, _ in knobs_of(run.optimizer, run.schedule, run.then)]
    start = ", ".join(compact(value) for value in scene.start)
    return [*((number.symbol, compact(value)) for number, value in knobs if number.id != "eta"), ("θ⁰", f"({start})")]


def _many(scene: Scene, place: int, known: Collection[str]) -> Json:
    """The same run for many seeds, and how they ended."""
    if (made := seeds.bundle(scene, place)) is None:
        return {"bundle": None, "shares": []}
    key = _run_key(scene, place, "bundle", scene.seeds)
    return {"bundle": _unless_known(key, known, lambda: made), "shares": seeds.shares(scene, place)}


def _finer(scene: Scene, place: int, path: Path, box: Box | None, known: Collection[str]) -> Json | None:
    """The points of a run in the window on it that a reader has zoomed in to."""
    key = _key(*_origin(scene, scene.runs[place]), scene.steps, box)
    return None if box is None else _unless_known(key, known, partial(finer, path.point, box))


def _dial(scene: Scene, tried: Family, goal: Goal | None, known: Collection[str]) -> Json:
    """The dial, and the runs for all its values."""
    columns = {*ALWAYS, *scene.curves, *(ARROWS if "arrows" in scene.marks else ())}
    key = _key("dial", *dial.identity(scene, tried), sorted(columns))
    runs = _unless_known(key, known, lambda: dial.tables(tried, goal, columns))
    return dial.dial(scene, tried) | {"family": runs}


def _table(scene: Scene, path: Path, goal: Goal | None) -> Json:
    # A path is one object for as long as it is cached, and so is a goal: their table is made once.
    arrows = ARROWS if "arrows" in scene.marks else ()
    domain = SURFACES[scene.surface].domain
    return _tables(Same(path), Same(goal), domain, scene.steps, tuple(sorted(scene.curves)), arrows)


@lru_cache(maxsize=12)
def _tables(
    path: Same[Path], goal: Same[Goal | None], domain: Box, steps: int, curves: tuple[str, ...], more: tuple[str, ...]
) -> Json:
    drawn = columns_of(path.value, goal.value, curves)
    columns = columns_of(path.value, goal.value, dict.fromkeys((*ALWAYS, *curves, *more)))
    kept = visible(path.value.point, list(drawn.values()), domain, frames(steps))
    return {
        "steps": None if len(kept.steps) == len(path.value.loss) else packed(kept.steps.astype(np.int32)),
        "lifted": None if not kept.lifted.any() else packed(kept.lifted.astype(np.uint8)),
        "columns": {name: packed(narrow(name, column[kept.steps])) for name, column in columns.items()},
    }


def _window(scene: Scene, place: int, path: Path, around: int, reach: int) -> Json:
    """Every step around the play head, in float64, and written out if that is wanted."""
    run, goal = scene.runs[place], goal_of(scene.surface, scene.numbers)
    inside = np.arange(max(0, around - reach), min(len(path.loss), around + reach + 1))
    close = "numbers" in scene.marks
    more = microscope.FACTORS if close else ARROWS if "arrows" in scene.marks else ()
    columns = columns_of(path, goal, dict.fromkeys((*ALWAYS, *scene.curves, *more)))
    exact = {name: packed(column[inside]) for name, column in columns.items()}
    if not close:
        return {"window": {"from": int(inside[0]) if len(inside) else 0, "columns": exact}}
    exact |= microscope.states(path, run, inside)
    lines = microscope.written(run, microscope.knobs_in(scene, run), inside[inside < len(path.eta)])
    return {"window": {"from": int(inside[0]) if len(inside) else 0, "columns": exact, "written": lines}}
