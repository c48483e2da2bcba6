"""Scene and trajectories → what the player in the browser is given, as JSON."""

import hashlib
from collections.abc import Callable, Collection, Mapping
from functools import partial

import numpy as np

from scenes import MAX_RUNS, Scene, to_link
from scenes.bounds import DIAL, fitting, turn
from scenes.drawn.thinning import FULL, Kept, frames, visible
from scenes.family import Family, family
from scenes.grid import spread
from scenes.memory import MEMORY
from scenes.scene import Values, grounds
from studio.look.curves import curve_name
from studio.player import grid, land, seeds
from studio.player.axis import curve
from studio.player.columns import ALWAYS, MARKED, NEED_MINIMA, Goal, columns_of, goal_of
from studio.player.facts import chapters_of, ending, numbers_of, rolls
from studio.player.labels import labels
from studio.player.marks import dial, flows, microscope, points
from studio.player.marks.bends import bends
from studio.player.marks.places import places
from studio.player.on_show import OnShow, on_show
from studio.player.pack import Json, narrow, packed
from studio.player.predict import cover
from studio.player.zoom import Box, Window, finer, zoomed
from surfaces import SURFACES
from surfaces.split import parts, second
from words import say

# How many steps around the play head are sent one by one, where a run is too long to send whole, and where
# each step is written out in numbers.
AROUND, CLOSE = 150, 250


def payload(
    scene: Scene,
    around: int | None = None,
    known: Collection[str] = (),
    zoom: Mapping[int, Box] | None = None,
    *,
    covered: bool = False,
    reach: int | None = None,
) -> Json:
    """Everything the player shows.

    The surface, its critical points, and the table, the bundle and the finer points of each run are `{"key": …}`
    with or without their contents.

    Args:
        scene: what is on show; hidden runs are left out, and of a grid each picture is a run.
        around: where the play head stands, if single steps of a long run, or numbers, are wanted there.
        known: the keys of what the browser has already; that is not sent again.
        zoom: the windows on show, by the place of the run, where finer points are wanted.
        covered: nothing of the runs but what they are called and where they begin, until it has been predicted.
        reach: so many single steps before and after `around`, if other than usual.
    """
    with turn(scene):
        asked = cover(scene) if covered else scene
        return _payload(asked, around, known, zoom or {}, reach) | {"link": to_link(scene)}


def _payload(
    asked: Scene, around: int | None, known: Collection[str], zoom: Mapping[int, Box], far: int | None
) -> Json:
    scene, too_much = fitting(spread(asked))
    sides = grounds(scene)
    goals = [goal_of(side.surface, side.numbers, side.shift) for side in sides]
    goal, shown = goals[0], on_show(scene, *goals)
    drawn = [columns_of(one.path, one.origin, one.goal, scene.curves) for one in shown]
    # A grid shows several values of a number already.
    tried = family(scene) if {*DIAL} & {*scene.marks} and asked.view != "grid" else None
    missing = [id for id in scene.curves if None in goals and id in NEED_MINIMA]
    split, stands = second(scene.surface) != scene.surface, frames(scene.steps)
    epochs = {one.epoch for one in shown}
    curves, close = tuple(sorted(scene.curves)), "numbers" in scene.marks
    needs = {**MARKED, "points": points.columns(shown)}
    drawn_from = tuple(id for mark, ids in needs.items() if mark in scene.marks for id in ids)
    reach, followed = far or (CLOSE if close else AROUND), flows.wanted(scene.marks)
    windowed = around is not None and (close or scene.steps > FULL)

    def run(one: OnShow) -> Json:
        """A run with all that is drawn of it."""
        many, box, key = one.bundle, zoom.get(one.place), partial(_key, *one.key, [*curves], drawn_from)
        # How a long run is thinned depends on how many there are.
        thinned = [one.among] if scene.steps > FULL else []
        data = _facts(one, close=close, marked="places" in scene.marks) | {
            "points": points.named(one) if close or "points" in scene.marks else [],
            "in_hand": one.place % MAX_RUNS == scene.varied[0],
            "table": _unless_known(key(*thinned), known, partial(_table, one, curves, drawn_from)),
            "bundle": many
            and _unless_known(key("bundle", scene.seeds), known, partial(seeds.bundle, many, (one.key, scene.seeds))),
            "seeds": many and seeds.told(many, one.steps, SURFACES[scene.surface].domain),
            "flows": _unless_known(_key(*one.key, *followed), known, partial(flows.flows, one, followed))
            if followed
            else None,
            "finer": box
            and _unless_known(_key(*one.key, one.among, box), known, lambda: finer(one.path.point, _window(one, box))),
        }
        if around is not None and windowed:
            more = (*((*microscope.FACTORS, *points.columns(shown)) if close else ()), *drawn_from)
            data["window"] = microscope.window(one, around, reach, (*scene.curves, *more), close=close)
        return data

    return {
        **_side(sides[0], known),
        "beside": _side(sides[1], known) if len(sides) > 1 else None,
        "runs": [run(one) for one in shown],
        "dial": tried and _dial(scene, tried, goal, {*ALWAYS, *scene.curves, *drawn_from}, known),
        "steps": scene.steps,
        "frames": None if len(stands) == scene.steps + 1 else packed(stands.astype(np.int32)),
        "window": {"around": around, "reach": reach} if windowed else None,
        "epochs": epochs.pop() if len(epochs) == 1 else None,
        "start": scene.start,
        "view": scene.view,
        "clock": scene.clock,
        "space": scene.space,
        "height": scene.height,
        "trail": scene.trail,
        "marks": list(asked.marks),
        "log_steps": scene.clock == "log",
        "curves": [
            curve(id, curve_name(id, split=split), [columns[id] for columns in drawn])
            for id in scene.curves
            if id not in missing
        ],
        "family": grid.family(asked, scene),
        "notices": [
            *too_much,
            *_of_the_first(scene),
            *grid.notices(asked, scene),
            *(sentence for one in shown for sentence in _left_out(one, curves, zoom.get(one.place))),
            *(sentence for one in shown for sentence in flows.unsaid(one, followed)),
            *points.unsaid(shown, scene.marks),
            *(
                say("This surface has no minimum: {curve} is left out.", curve=curve_name(id, split=split))
                for id in missing
            ),
        ],
        "words": labels(),
    }


def _of_the_first(scene: Scene) -> list[str]:
    """Where two surfaces are on show: what is there of the first one only."""
    if len(grounds(scene)) < 2:
        return []
    flat = scene.space == "2d"
    return [
        *([] if flat else [say("In 3D only the first of the two surfaces is shown.")]),
        *([say("While the dial is turned the first surface follows, and the other one when it is let go.")]
          if {*DIAL} & {*scene.marks} else []),
    ]  # fmt: skip


def _side(side: Scene, known: Collection[str]) -> Json:
    """A surface on show, and its critical points."""
    critical = "critical" in side.marks
    return {
        # Its name is not kept with the grid: it is said anew, in the reader's language.
        "surface": {
            "name": say(SURFACES[side.surface].name, "surface"),
            "shift": side.shift,
            "held": parts(side.surface)[1],
            "second": _ground_of(second(side.surface), side.numbers, known)
            if second(side.surface) != side.surface
            else None,
        }
        | surface_of(side, known),
        "critical": _unless_known(_key("critical", side.surface, side.numbers), known, partial(land.critical, side))
        if critical
        else None,
        "bends": _unless_known(
            _key("bends", side.surface, side.numbers), known, partial(bends, side.surface, side.numbers)
        )
        if "limit" in side.marks
        else None,
    }


def keys(data: Json) -> list[str]:
    """The keys of what a payload has sent, or counts on."""
    parts = [run[name]["key"] for run in data["runs"] for name in ("table", "bundle", "flows", "finer") if run[name]]
    sides = [data, data["beside"]] if data["beside"] else [data]
    grounds = [side[name]["key"] for side in sides for name in ("surface", "critical", "bends") if side[name]]
    grounds += [side["surface"]["second"]["key"] for side in sides if side["surface"]["second"]]
    tried = [data["dial"]["family"]["key"]] if data["dial"] else []
    return [*grounds, *parts, *tried]


def _unless_known(key: str, known: Collection[str], contents: Callable[[], Json]) -> Json:
    return {"key": key} if key in known else {"key": key} | contents()


def _key(*what: object) -> str:
    """A short name that two different things do not share."""
    return hashlib.sha256(repr(what).encode()).hexdigest()[:20]


def surface_of(scene: Scene, known: Collection[str] = ()) -> Json:
    """The ground of a scene under its key; without its contents if the browser knows it."""
    return _ground_of(scene.surface, scene.numbers, known)


def _ground_of(id: str, numbers: Values, known: Collection[str]) -> Json:
    return _unless_known(_key(id, numbers), known, partial(land.grid, id, numbers))


def _facts(one: OnShow, *, close: bool, marked: bool) -> Json:
    """What a run is called, how it looks, and what is said of it; its formulas if each step is seen close."""
    style, end = one.style, ending(one.path, one.origin, one.shift)
    return {
        "name": one.name,
        "place": one.place,
        "beside": one.beside,
        "path": _key(*one.origin),
        "numbers": numbers_of(one.origin),
        "rolls": rolls(one.origin),
        "light": style.light,
        "dark": style.dark,
        "dash": style.dash,
        "marker": style.marker,
        **end,
        "epochs": one.epoch,
        "changes": [at for at, _ in one.run.changes if at < end["last"]],
        "places": places(one.path, one.origin) if marked else [],
        "chapters": chapters_of(one.key, (one.origin, one.path))[0],
        "formulas": microscope.formulas(one) if close else None,
    }


def _dial(scene: Scene, tried: Family, goal: Goal | None, columns: set[str], known: Collection[str]) -> Json:
    """The dial, and the runs for all its values."""
    key = _key("dial", *tried.key, sorted(columns), scene.shift)
    runs = _unless_known(key, known, lambda: dial.tables(tried, goal, columns))
    return dial.dial(scene, tried) | {"family": runs}


def _table(one: OnShow, curves: tuple[str, ...], more: tuple[str, ...]) -> Json:
    return MEMORY.get(("table", one.key, one.among, curves, more), lambda: _rows(one, curves, more))


def _rows(one: OnShow, curves: tuple[str, ...], more: tuple[str, ...]) -> Json:
    columns = columns_of(one.path, one.origin, one.goal, dict.fromkeys((*ALWAYS, *curves, *more)))
    steps, lifted, _ = _thinned(one, curves)
    return {
        "steps": None if len(steps) == len(one.path.loss) else packed(steps.astype(np.int32)),
        "lifted": None if not lifted.any() else packed(lifted.astype(np.uint8)),
        "columns": {name: packed(narrow(name, column[steps])) for name, column in columns.items()},
    }


def _thinned(one: OnShow, curves: tuple[str, ...]) -> Kept:
    def thin() -> Kept:
        drawn = columns_of(one.path, one.origin, one.goal, curves)
        return visible(
            one.path.point, [*drawn.values()], SURFACES[one.origin.surface].domain, frames(one.steps), one.among
        )

    return MEMORY.get(("thinned", one.key, one.among, curves), thin)


def _window(one: OnShow, box: Box) -> Window:
    return MEMORY.get(("window", one.key, one.among, box), lambda: zoomed(one.path.point, box, one.among))


def _left_out(one: OnShow, curves: tuple[str, ...], box: Box | None) -> list[str]:
    """A sentence if lines are left out of what is on show of a run that would be seen."""
    kept = _window(one, box) if box else _thinned(one, curves)
    if kept.within is None:
        return []
    message = "{name}: lines are left out that lie within 1/{share} of the picture's width of those that are drawn."
    return [say(message, name=one.name, share=int(1 / kept.within))]
