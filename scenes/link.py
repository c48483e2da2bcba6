"""Scene ↔ link: the query of a URL, readable and editable by hand.

    surface=bowl&a=2&b=0.06&c=4.2&x=-4&y=-0.35&steps=300&view=side&clock=linear&run.1=gd&eta.1=0.01&…

What belongs to run N ends in `.N`. Only characters that a browser shows as they are, so that the
address can be read. A link never raises: what is wrong is replaced by its default and reported.
"""

import re
from collections.abc import Callable, Mapping
from typing import TypeVar, get_args

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.knobs import START, STEPS
from scenes.scene import MAX_RUNS, Clock, Run, Scene, Values, View, knobs_of, usual_numbers
from surfaces import SURFACES
from words import compact, say

Choice = TypeVar("Choice", bound=str)

_PARTS = (*(part for one in OPTIMIZERS.values() for part in (one.m, one.sigma)), *(s.part for s in SCHEDULES.values()))
_KNOBS = {number.id for part in _PARTS for number in part.numbers}
_OF_RUN = re.compile(rf"(?:run|schedule|then|hidden|{'|'.join(sorted(_KNOBS))})\.([1-9]\d{{0,2}})", re.ASCII)


def to_link(scene: Scene) -> dict[str, str]:
    """The query of a scene, key by key, in reading order."""
    link = {"surface": scene.surface}
    link |= {id: compact(value) for id, value in scene.numbers}
    link |= {"x": compact(scene.start[0]), "y": compact(scene.start[1])}
    link |= {"steps": str(scene.steps), "view": scene.view, "clock": scene.clock}
    for place, run in enumerate(scene.runs, 1):
        link |= {f"run.{place}": run.optimizer, f"schedule.{place}": run.schedule}
        if run.schedule == "warmup":
            link[f"then.{place}"] = run.then
        link |= {f"{id}.{place}": compact(value) for id, value in run.numbers}
        if run.hidden:
            link[f"hidden.{place}"] = "yes"
    return link


def from_link(link: Mapping[str, str], default: Scene) -> tuple[Scene, list[str]]:
    """The scene a link describes, and a sentence for each thing in it that is wrong.

    What is missing comes from `default`; the numbers of a surface or a run other than the default's
    come from their records. Never raises.
    """
    reader = _Reader(link)
    surface = reader.choice("surface", tuple(SURFACES), default.surface)
    record, same = SURFACES[surface], surface == default.surface
    usual = dict(default.numbers if same else usual_numbers(surface))
    numbers = tuple((n.id, reader.value(n.id, n.read, usual[n.id])) for n in record.numbers)
    x, y = default.start if same else record.start
    start = (reader.value("x", START.read, x), reader.value("y", START.read, y))
    steps = int(reader.value("steps", STEPS.read, float(default.steps)))
    view = reader.choice("view", get_args(View), default.view)
    clock = reader.choice("clock", get_args(Clock), default.clock)
    runs = _runs(reader, default)
    scene = Scene(surface, numbers, start, steps, runs, view, clock)
    return scene, reader.wrong + reader.unread()


def _runs(reader: "_Reader", default: Scene) -> tuple[Run, ...]:
    place_of = {key: int(found[1]) for key in reader.link if (found := _OF_RUN.fullmatch(key))}
    places = sorted(set(place_of.values()))
    if len(places) > MAX_RUNS:
        message = "The link has {count} runs; the first {most} are shown."
        reader.wrong.append(say(message, count=len(places), most=MAX_RUNS))
        reader.read |= {key for key, place in place_of.items() if place in places[MAX_RUNS:]}
    runs = tuple(_run(reader, place, default) for place in places[:MAX_RUNS])
    return runs or default.runs


def _run(reader: "_Reader", place: int, default: Scene) -> Run:
    model = default.runs[place - 1] if place <= len(default.runs) else Run("gd")
    optimizer = reader.choice(f"run.{place}", tuple(OPTIMIZERS), model.optimizer)
    schedule = reader.choice(f"schedule.{place}", tuple(SCHEDULES), model.schedule)
    then = "constant"
    if schedule == "warmup":
        then = reader.choice(f"then.{place}", tuple(id for id in SCHEDULES if id != "warmup"), model.then)
    usual = dict(model.numbers) if optimizer == model.optimizer else {}
    numbers: Values = tuple(
        (number.id, reader.value(f"{number.id}.{place}", number.read, usual.get(number.id, value)))
        for number, value in knobs_of(optimizer, schedule, then)
    )
    hidden = reader.choice(f"hidden.{place}", ("no", "yes"), "no") == "yes"
    return Run(optimizer, schedule, then, numbers, hidden)


class _Reader:
    """Reads a link key by key and remembers what was wrong and what was never asked for."""

    def __init__(self, link: Mapping[str, str]) -> None:
        self.link = link
        self.read: set[str] = set()
        self.wrong: list[str] = []

    def value(self, key: str, read: Callable[[str], float], default: float) -> float:
        self.read.add(key)
        if key not in self.link:
            return default
        try:
            return read(self.link[key])
        except ValueError as error:
            self.wrong.append(
                say("{key}: {error} Shown with {default}.", key=key, error=error, default=compact(default))
            )
            return default

    def choice(self, key: str, allowed: tuple[Choice, ...], default: Choice) -> Choice:
        self.read.add(key)
        text = self.link.get(key, default)
        for one in allowed:
            if one == text:
                return one
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        self.wrong.append(say(message, key=key, text=text[:64], allowed=", ".join(allowed), default=default))
        return default

    def unread(self) -> list[str]:
        unknown = [key[:64] for key in self.link if key not in self.read]
        if not unknown:
            return []
        return [say("Nothing here is called {keys}; ignored.", keys=", ".join(map(repr, unknown[:5])))]
