"""The numbers of a scene that a hand can move: for each a word, its record, its value, and the edit that sets it.

One table for the controls of all pages, which are named by these words (`controls.handle`), and for the picture that
follows a control while it is moved (`studio/server/picture.py`), which is asked for by them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Annotated

from optimizers.parts.knobs import CHANGE_AT, ETA, NOISE, SEED, SEEDS, SHIFT, START, STEPS
from scenes import Scene, knobs_of
from scenes.grid import COUNT, grid_of, varied_of
from studio.look.numbers import unspoken
from studio.page import edit
from surfaces import SURFACES, Number
from surfaces.split import HELD, most_held, parts
from words import Message

# What the ends of a grid are called, whichever number is varied.
FIRST: Annotated[Message, "number"] = "first value"
LAST: Annotated[Message, "number"] = "last value"
FIRST_HELP: Message = "The value in the first picture. Those between go evenly on the scale of the number."
LAST_HELP: Message = "The value in the last picture; it may be the smaller one."
MOST_HANDS = 10
"""So many controls one reader may have in their hands."""


@dataclass(frozen=True)
class Handle:
    """A number with the value that it has in a scene; `change(scene, value)` is the scene with another one."""

    record: Number
    value: float
    change: Callable[[Scene, float], Scene]


def handles(scene: Scene) -> dict[str, Handle]:
    """Every number of the scene by its word.

    The word is that of the link where it has one for the number: `steps`, `noise`, `x`, `eta.1`, `steps.1`, `batch.1`.
    Those of a surface are `bowl.a`, the break points of a run `changes.1.0.at` and `changes.1.0.eta`, the ends of a
    grid `grid.first.eta`, for what is moved is never meant for another surface or another number.
    """
    x, y = scene.start
    found = {
        "x": Handle(START, x, lambda scene, value: edit.set_start(scene, value, scene.start[1])),
        "y": Handle(START, y, lambda scene, value: edit.set_start(scene, scene.start[0], value)),
        "steps": Handle(STEPS, scene.steps, edit.set_steps),
        "noise": Handle(NOISE, scene.noise, edit.set_noise),
        "seed": Handle(SEED, scene.seed, edit.set_seed),
        "seeds": Handle(SEEDS, scene.seeds, edit.set_seeds),
        "shift": Handle(SHIFT, scene.shift, edit.set_shift),
    }
    (base, held, _), values = parts(scene.surface), dict(scene.numbers)
    for number in SURFACES[scene.surface].numbers:
        found[f"{base}.{number.id}"] = _of_surface(scene.surface, number, values[number.id])
    if most := most_held(SURFACES[base]):
        found["held"] = Handle(replace(HELD, high=most), held, edit.set_held)
    for place in range(len(scene.runs)):
        found |= {f"{word}.{place + 1}{more}": one for word, more, one in _of_run(scene, place)}
    return found | _of_grid(scene)


def moved(scene: Scene, hands: str) -> Scene:
    """The scene while controls are moved: `word~stands~said;…`, as the browser tells it (`web/page/follow.js`).

    `word` is that of a number, `stands` where its control stands, `said` what the control says there. Never raises:
    what names no number, or is none that it may have, changes nothing.
    """
    for hand in hands.split(";")[:MOST_HANDS]:
        word, stands, said = (*hand.split("~"), "", "")[:3]
        one = handles(scene).get(word)
        if one is None:
            continue
        try:
            # A slider over a list stands at a place in it, and says the value.
            value = one.record.read(stands if one.record.scale == "linear" else unspoken(said))
        except ValueError:
            continue
        scene = one.change(scene, value)
    return scene


def _of_surface(surface: str, number: Number, value: float) -> Handle:
    return Handle(number, value, lambda scene, value: edit.set_number(scene, number.id, value, surface))


def _of_run(scene: Scene, place: int) -> Iterable[tuple[str, str, Handle]]:
    """The numbers of a run: the word, what comes after the run's number in it, and the handle."""
    run = scene.runs[place]
    values = dict(run.numbers)
    for number, _ in knobs_of(run.optimizer, run.schedule, run.then):
        yield number.id, "", _knob(number, values[number.id], place)
    yield "steps", "", Handle(STEPS, scene.steps_of(run), lambda scene, value: edit.set_steps_of(scene, place, value))
    if examples := SURFACES[scene.surface].examples:
        size = min(run.batch or examples, examples)
        yield "batch", "", Handle(_batch(examples), size, lambda scene, value: edit.set_batch(scene, place, value))
    for order, (at, eta) in enumerate(run.changes):
        yield "changes", f".{order}.at", Handle(CHANGE_AT, at, _change(place, order, "at"))
        yield "changes", f".{order}.eta", Handle(ETA, eta, _change(place, order, "eta"))


def _batch(examples: int) -> Number:
    return Number(
        "batch", "B", "batch size", "How many examples an update looks at; all of them: no chance in it.",
        examples, 1, examples, "whole", slider=(1, examples),
    )  # fmt: skip


def _knob(number: Number, value: float, place: int) -> Handle:
    return Handle(number, value, lambda scene, value: edit.set_knob(scene, place, number.id, value))


def _change(place: int, order: int, name: str) -> Callable[[Scene, float], Scene]:
    return lambda scene, value: edit.set_change(scene, place, order, **{name: value})


def _of_grid(scene: Scene) -> dict[str, Handle]:
    _, number = varied_of(scene.runs, scene.varied)
    first, last, count = grid_of(scene)
    left, right = replace(number, name=FIRST, help=FIRST_HELP), replace(number, name=LAST, help=LAST_HELP)
    return {
        f"grid.first.{number.id}": Handle(left, first, lambda scene, value: edit.set_grid(scene, first=value)),
        f"grid.last.{number.id}": Handle(right, last, lambda scene, value: edit.set_grid(scene, last=value)),
        "grid.count": Handle(COUNT, count, lambda scene, value: edit.set_grid(scene, count=value)),
    }
