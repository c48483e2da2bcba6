"""Edits of a scene: each takes one and gives the next. Runs are counted from 0."""

from collections.abc import Iterable
from dataclasses import replace
from typing import get_args

from optimizers.recipes.schedules import MOST_CHANGES, schedule_part
from scenes import MAX_RUNS, Run, Scene, new_run
from scenes.grid import grid_of, usual, varied_of
from scenes.scene import (
    CURVES,
    MARKS,
    MAX_CURVES,
    Clock,
    Height,
    Space,
    Trail,
    View,
    looks_of,
    turnable,
    usual_numbers,
    with_value,
)
from surfaces import SURFACES
from surfaces.split import most_held, named, parts

CHOICES: dict[str, tuple[str, ...]] = {
    "clock": get_args(Clock), "space": get_args(Space), "height": get_args(Height), "trail": get_args(Trail),
}  # fmt: skip
"""What the player lets its reader choose, and from what."""


def set_surface(scene: Scene, surface: str) -> Scene:
    """Another surface, with its own numbers and start; beside it stands what has the same switch, if anything."""
    beside = scene.beside if scene.beside in {number.id for number in turnable(surface)} else ""
    return replace(scene, surface=surface, numbers=usual_numbers(surface), start=SURFACES[surface].start, beside=beside)


def set_held(scene: Scene, held: float) -> Scene:
    """So many examples of a surface of data are kept out; with some their loss is drawn, if there is room."""
    base, _, _ = parts(scene.surface)
    out = replace(scene, surface=named(base, min(int(held), most_held(SURFACES[base]))))
    return set_curves(out, (*scene.curves, "test")) if held and "test" not in scene.curves else out


def set_beside(scene: Scene, id: str, surface: str = "") -> Scene:
    """The surface with this switch turned, beside it; without one, nothing.

    If it was meant for another surface, nothing changes.
    """
    return replace(scene, beside=id) if scene.surface == (surface or scene.surface) else scene


def set_number(scene: Scene, id: str, value: float, surface: str = "") -> Scene:
    """One number of the surface; if it was meant for another one, nothing changes."""
    if surface and surface != scene.surface:
        return scene
    return replace(scene, numbers=tuple((own, value if own == id else old) for own, old in scene.numbers))


def set_start(scene: Scene, x: float, y: float) -> Scene:
    """Where every run starts; each is then a fresh run."""
    return replace(scene, start=(x, y))


def set_steps(scene: Scene, steps: float) -> Scene:
    """How many updates every run makes."""
    return replace(scene, steps=int(steps), runs=tuple(replace(run, steps=None) for run in scene.runs))


def set_steps_of(scene: Scene, place: int, steps: float) -> Scene:
    """How many updates one run makes; the scene has those of its longest run. A run that is gone changes nothing."""
    if place >= len(scene.runs):
        return scene
    return _as_long(scene, [int(steps) if at == place else scene.steps_of(run) for at, run in enumerate(scene.runs)])


def _as_long(scene: Scene, each: list[int]) -> Scene:
    """Every run with so many updates, and the scene with those of the longest."""
    longest = max(each)
    runs = (replace(run, steps=None if own == longest else own) for run, own in zip(scene.runs, each, strict=True))
    return replace(scene, steps=longest, runs=tuple(runs))


def set_view(scene: Scene, view: View) -> Scene:
    """Side by side, all on one picture, or a grid of the values of one number."""
    return replace(scene, view=view)


def choose(scene: Scene, name: str, value: str) -> Scene:
    """One of CHOICES, by its name; what is not among its values changes nothing."""
    return replace(scene, **{name: value}) if value in CHOICES.get(name, ()) else scene  # type: ignore[arg-type]


def set_varied(scene: Scene, place: int, id: str) -> Scene:
    """Another number on the dial and in the grid, which gets this number's ends; the same one changes nothing."""
    varied = replace(scene, varied=(place, id))
    number, old = (varied_of(scene.runs, one.varied)[1] for one in (varied, scene))
    return varied if number == old else replace(varied, grid=(*usual(number)[:2], scene.grid[2]))


def take_in_hand(scene: Scene, place: int) -> Scene:
    """The dial goes to another run; a number that this one does not have waits for a run that has it."""
    return set_varied(scene, place, scene.varied[1])


def set_grid(scene: Scene, first: float | None = None, last: float | None = None, count: float | None = None) -> Scene:
    """The ends of the values that a grid shows, and how many there are; what is not named stays."""
    old = grid_of(scene)
    new = zip((first, last, count), old, strict=True)
    first, last, count = (before if asked is None else asked for asked, before in new)
    return replace(scene, grid=(first, last, int(count)))


def set_marks(scene: Scene, marks: Iterable[str]) -> Scene:
    """What is shown beside the paths, in the order of MARKS."""
    chosen = set(marks)
    return replace(scene, marks=tuple(id for id in MARKS if id in chosen))


def set_run(scene: Scene, place: int, run: Run) -> Scene:
    """Another run in the place of this one."""
    return replace(scene, runs=(*scene.runs[:place], run, *scene.runs[place + 1 :]))


def set_knob(scene: Scene, place: int, id: str, value: float) -> Scene:
    """One number of one run; a run that is gone changes nothing."""
    gone = place >= len(scene.runs)
    return scene if gone else set_run(scene, place, with_value(scene.runs[place], id, value))


def set_parts(
    scene: Scene, place: int, optimizer: str = "", schedule: str = "", then: str = "", *, keep_rate: bool = False
) -> Scene:
    """Another optimizer or schedule, where one is named; a run that is gone changes nothing.

    Numbers that the new one has too are kept, but η only with the same optimizer; with `keep_rate` for another, too.
    """
    if place >= len(scene.runs):
        return scene
    old = scene.runs[place]
    optimizer, schedule, then = optimizer or old.optimizer, schedule or old.schedule, then or old.then
    kept = dict(old.numbers)
    if optimizer != old.optimizer and not keep_rate:
        # α, β and ε mean the same everywhere, but a good η for one optimizer is none for another.
        kept.pop("eta", None)
    if "eta" in schedule_part(schedule, then).usual and (schedule, then) != (old.schedule, old.then):
        # A schedule that is published with a rate of its own brings it along.
        kept.pop("eta", None)
    new = new_run(optimizer, schedule, then, **kept)
    new = replace(new, hidden=old.hidden, changes=old.changes, batch=old.batch, steps=old.steps, look=old.look)
    scene = set_run(scene, place, new)
    return scene if schedule == "constant" else _with_rate(scene)


def _with_rate(scene: Scene) -> Scene:
    """A rate that moves is worth a curve, if there is room for one more."""
    return scene if "eta" in scene.curves else set_curves(scene, (*scene.curves, "eta"))


def set_changes(scene: Scene, place: int, changes: Iterable[tuple[int, float]]) -> Scene:
    """Other break points of one run; of two at the same step the later in the list counts."""
    changed = set_run(scene, place, replace(scene.runs[place], changes=tuple(sorted(dict(changes).items()))))
    return _with_rate(changed) if changed.runs[place].changes else changed


def last_rate(run: Run) -> float:
    """The learning rate after the last break point."""
    return run.changes[-1][1] if run.changes else dict(run.numbers)["eta"]


def add_change(scene: Scene, place: int) -> Scene:
    """One break point more, a quarter of the steps after the last one, with half its rate."""
    if place >= len(scene.runs):
        return scene
    run = scene.runs[place]
    last = run.changes[-1][0] if run.changes else 0
    if len(run.changes) >= MOST_CHANGES or last >= scene.steps_of(run):
        return scene
    steps = scene.steps_of(run)
    new = (min(last + max(steps // 4, 1), steps), last_rate(run) / 2)
    return set_changes(scene, place, (*run.changes, new))


def set_change(scene: Scene, place: int, order: int, at: float | None = None, eta: float | None = None) -> Scene:
    """Another step or another rate for one break point; one that is gone changes nothing."""
    if place >= len(scene.runs) or order >= len(scene.runs[place].changes):
        return scene
    changes = list(scene.runs[place].changes)
    old_at, old_eta = changes.pop(order)
    # Last, so that it counts where another one has the same step.
    new = (old_at if at is None else int(at), old_eta if eta is None else eta)
    return set_changes(scene, place, (*changes, new))


def remove_change(scene: Scene, place: int, order: int) -> Scene:
    """One break point less."""
    if place >= len(scene.runs):
        return scene
    changes = scene.runs[place].changes
    return set_changes(scene, place, (*changes[:order], *changes[order + 1 :]))


def set_batch(scene: Scene, place: int, batch: float) -> Scene:
    """How many examples an update of one run looks at; a run that is gone changes nothing."""
    if place >= len(scene.runs):
        return scene
    return set_run(scene, place, replace(scene.runs[place], batch=int(batch)))


def set_noise(scene: Scene, noise: float) -> Scene:
    """The size of the noise on each gradient."""
    return replace(scene, noise=noise)


def set_shift(scene: Scene, shift: float) -> Scene:
    """How far the test loss is moved; with one that is, its curve is drawn, if there is room for one more."""
    moved = replace(scene, shift=shift)
    return set_curves(moved, (*scene.curves, "test")) if shift and "test" not in scene.curves else moved


def set_seed(scene: Scene, seed: float) -> Scene:
    """Another seed, for every run."""
    return replace(scene, seed=int(seed))


def set_seeds(scene: Scene, seeds: float) -> Scene:
    """How many seeds are shown at once."""
    return replace(scene, seeds=int(seeds))


def set_shuffle(scene: Scene, shuffle: bool) -> Scene:
    """Whether the examples get a new order for each epoch."""
    return replace(scene, shuffle=shuffle)


def set_curves(scene: Scene, curves: Iterable[str]) -> Scene:
    """What is drawn against the step, in the order of CURVES; the first MAX_CURVES of what is asked for."""
    chosen = list(curves)[:MAX_CURVES]
    return replace(scene, curves=tuple(id for id in CURVES if id in chosen))


def add_run(scene: Scene, run: Run) -> Scene:
    """One run more, if there is room."""
    if len(scene.runs) >= MAX_RUNS:
        return scene
    # It gets a look that none has.
    place, taken = len(scene.runs), looks_of(scene.runs)
    free = next(look for look in (place, *range(MAX_RUNS)) if look not in taken)
    return replace(scene, runs=(*scene.runs, replace(run, look=None if free == place else free)))


def copy_run(scene: Scene, place: int) -> Scene:
    """The same run once more and on show, if there is room."""
    return add_run(scene, replace(scene.runs[place], hidden=False))


def hide_run(scene: Scene, place: int) -> Scene:
    """A run off the picture; one that is hidden comes back."""
    run = scene.runs[place]
    return set_run(scene, place, replace(run, hidden=not run.hidden))


def remove_run(scene: Scene, place: int) -> Scene:
    """One run less; the last one stays."""
    if len(scene.runs) == 1:
        return scene
    kept = [one for at, one in enumerate(zip(scene.runs, looks_of(scene.runs), strict=True)) if at != place]
    runs = tuple(replace(run, look=None if look == at else look) for at, (run, look) in enumerate(kept))
    left = replace(scene, runs=runs)
    return _as_long(left, [scene.steps_of(run) for run in left.runs])
