"""Scene ↔ link: the query of a URL, readable and editable by hand.

    surface=bowl&a=2&b=0.06&c=4.2&x=-4&y=-0.35&steps=300&view=side&clock=linear&run.1=gd&eta.1=0.01&…

What belongs to run N ends in `.N`. Only characters that a browser shows as they are, so that the
address can be read. A link never raises: what is wrong is replaced by its default and reported.
"""

import math
import re
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeVar, get_args

from optimizers import OPTIMIZERS, SCHEDULES
from optimizers.parts.knobs import NOISE, SEED, SEEDS, SHIFT, START, STEPS
from optimizers.recipes.named import PAIRS
from optimizers.recipes.schedules import FOLLOWERS, check_changes
from scenes import grid
from scenes.blamed import blamed
from scenes.scene import (
    CURVES,
    MARKS,
    MAX_CURVES,
    MAX_RUNS,
    Clock,
    Height,
    Run,
    Scene,
    Space,
    Trail,
    Values,
    View,
    knobs_of,
    told_apart,
    turnable,
    usual_numbers,
)
from surfaces import SURFACES
from surfaces.split import TOO_MANY, most_held, named, parts
from words import compact, few, say

Choice = TypeVar("Choice", bound=str)
Parsed = TypeVar("Parsed")
Changes = tuple[tuple[int, float], ...]
MOST_EXAMPLES = max(surface.examples for surface in SURFACES.values()) or 1

USUAL = {"space": "2d", "height": "linear", "trail": "full", "vary": "eta.1"}
"""What a link means by leaving these out."""

_NUMBERED = [*(one.numbers for one in OPTIMIZERS.values()), *(one.part.numbers for one in SCHEDULES.values())]
_KNOBS = {number.id for numbers in _NUMBERED for number in numbers}
_KEYS = _KNOBS | {"run", "schedule", "then", "hidden", "changes", "batch", "steps", "look"}
_OF_RUN = re.compile(rf"(?:{'|'.join(sorted(_KEYS))})\.([1-9]\d{{0,2}})", re.ASCII)

# What mail, adverts and social networks hang onto an address that goes through them; beside these, all `utm_` keys.
_TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "gad_source", "gad_campaignid", "msclkid", "twclid",
    "ttclid", "li_fat_id", "yclid", "ysclid", "igsh", "igshid", "epik", "rdt_cid", "mc_cid", "mc_eid", "mkt_tok",
    "_ga", "_gl", "_hsenc", "_hsmi", "srsltid", "vero_id", "wickedid",
})  # fmt: skip


def to_link(scene: Scene) -> dict[str, str]:
    """The query of a scene, key by key, in reading order."""
    surface, held, _ = parts(scene.surface)
    link = {"surface": surface} | ({"held": str(held)} if held else {})
    link |= {id: compact(value) for id, value in scene.numbers}
    link |= {"x": compact(scene.start[0]), "y": compact(scene.start[1])}
    link |= {"steps": str(scene.steps), "view": scene.view, "clock": scene.clock, "curves": ".".join(scene.curves)}
    if scene.shift:
        link["shift"] = compact(scene.shift)
    if scene.beside:
        link["beside"] = scene.beside
    if scene.marks:
        link["show"] = ".".join(scene.marks)
    link |= _look(scene)
    link |= _chance(scene)
    for place, run in enumerate(scene.runs, 1):
        link |= {f"run.{place}": run.optimizer, f"schedule.{place}": run.schedule}
        if run.schedule == "warmup":
            link[f"then.{place}"] = run.then
        link |= {f"{id}.{place}": compact(value) for id, value in run.numbers}
        if run.changes:
            link[f"changes.{place}"] = "_".join(f"{at}~{compact(eta)}" for at, eta in run.changes)
        if run.batch is not None:
            link[f"batch.{place}"] = str(run.batch)
        if run.steps is not None:
            link[f"steps.{place}"] = str(run.steps)
        if run.look is not None:
            link[f"look.{place}"] = str(run.look + 1)
        if run.hidden:
            link[f"hidden.{place}"] = "yes"
    return link


def _look(scene: Scene) -> dict[str, str]:
    """How the picture is drawn, where that is not as usual."""
    place, id = scene.varied
    said = {"space": scene.space, "height": scene.height, "trail": scene.trail, "vary": f"{id}.{place + 1}"}
    link = {key: value for key, value in said.items() if value != USUAL[key]}
    shown = grid.grid_of(scene)
    if scene.view == "grid" or shown != grid.usual(grid.varied_of(scene.runs, scene.varied)[1]):
        link["grid"] = grid.written(shown)
    return link


def _chance(scene: Scene) -> dict[str, str]:
    """Where chance has a part; a link that leaves these out means that it has none."""
    if not (scene.noise or scene.seeds > 1 or scene.seed or not scene.shuffle or SURFACES[scene.surface].examples):
        return {}
    said = {"noise": compact(scene.noise), "seed": str(scene.seed), "seeds": str(scene.seeds)}
    return said if scene.shuffle else said | {"shuffle": "no"}


def from_link(link: Mapping[str, str], default: Scene) -> tuple[Scene, list[str]]:
    """The scene a link describes, and a sentence for each thing in it that is wrong.

    What is missing comes from `default`; the numbers of a surface or a run other than the default's
    come from their records. What follows a reader about is passed over in silence. Never raises.
    """
    link = {key: text for key, text in link.items() if not _tracks(key)}
    if not link:
        return default, []
    reader = _Reader(link)
    surface = _surface(reader, default)
    record, same = SURFACES[surface], surface == default.surface
    usual = dict(default.numbers if same else usual_numbers(surface))
    numbers = tuple((n.id, reader.value(n.id, n.read, usual[n.id])) for n in record.numbers)
    x, y = default.start if same else record.start
    start = (reader.value("x", START.read, x), reader.value("y", START.read, y))
    steps = int(reader.value("steps", STEPS.read, float(default.steps)))
    view = reader.choice("view", get_args(View), default.view)
    clock = reader.choice("clock", get_args(Clock), default.clock)
    curves = reader.choices("curves", CURVES, default.curves, MAX_CURVES)
    marks = reader.choices("show", MARKS, (), len(MARKS))
    space, height = reader.choice("space", get_args(Space), "2d"), reader.choice("height", get_args(Height), "linear")
    trail = reader.choice("trail", get_args(Trail), "full")
    varied = reader.parsed("vary", _varied, (0, "eta"))
    noise = reader.value("noise", NOISE.read, 0.0)
    seed, seeds = int(reader.value("seed", SEED.read, 0.0)), int(reader.value("seeds", SEEDS.read, 1.0))
    shuffle = reader.choice("shuffle", ("yes", "no"), "yes") == "yes"
    shift = reader.value("shift", SHIFT.read, 0.0)
    beside = _beside(reader, surface)
    runs = _runs(reader, default, record.examples)
    _, number = grid.varied_of(runs, varied)
    ends = reader.parsed("grid", partial(grid.read, number=number), grid.usual(number))
    scene = Scene(
        surface, numbers, start, steps, runs, view, clock, space, height, trail, varied, ends, curves, marks,
        noise, seed, shuffle, seeds, shift, beside,
    )  # fmt: skip
    return scene, reader.wrong + reader.unread()


def _surface(reader: "_Reader", default: Scene) -> str:
    """The surface, of which some examples may be kept out."""
    base = reader.choice("surface", tuple(SURFACES), parts(default.surface)[0])
    most = most_held(SURFACES[base])
    return named(base, reader.parsed("held", partial(_held, most=most), 0)) if most else base


def _held(text: str, most: int) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > len(str(most)) or int(text) > most:
        raise ValueError(say(TOO_MANY, held=repr(text[:40]), most=most))
    return int(text)


def _beside(reader: "_Reader", surface: str) -> str:
    """Which switch is turned beside it; a surface without one has nothing beside it."""
    ids = tuple(number.id for number in turnable(surface))
    return reader.choice("beside", ids, "", unlisted=("",)) if ids else ""


def _tracks(key: str) -> bool:
    return key.lower().startswith("utm_") or key.lower() in _TRACKING


def _runs(reader: "_Reader", default: Scene, examples: int) -> tuple[Run, ...]:
    place_of = {key: int(found[1]) for key in reader.link if (found := _OF_RUN.fullmatch(key))}
    places = sorted(set(place_of.values()))
    if len(places) > MAX_RUNS:
        message = "The link has {count} runs; the first {most} are shown."
        reader.wrong.append(say(message, count=len(places), most=MAX_RUNS))
        reader.read |= {key for key, place in place_of.items() if place in places[MAX_RUNS:]}
    runs, again = told_apart([_run(reader, place, default, examples) for place in places[:MAX_RUNS]])
    message = "Run {place} has the look of another run; shown with a free one."
    reader.wrong += [say(message, place=place + 1) for place in again]
    return runs or default.runs


def _run(reader: "_Reader", place: int, default: Scene, examples: int) -> Run:
    model = default.runs[place - 1] if place <= len(default.runs) else Run("gd")
    optimizer = reader.choice(f"run.{place}", tuple(OPTIMIZERS), model.optimizer, unlisted=PAIRS)
    schedule = reader.choice(f"schedule.{place}", tuple(SCHEDULES), model.schedule)
    then = "constant"
    if schedule == "warmup":
        then = reader.choice(f"then.{place}", FOLLOWERS, model.then)
    usual = dict(model.numbers) if optimizer == model.optimizer else {}
    numbers: Values = tuple(
        (number.id, reader.value(f"{number.id}.{place}", number.read, usual.get(number.id, value)))
        for number, value in knobs_of(optimizer, schedule, then)
    )
    hidden = reader.choice(f"hidden.{place}", ("no", "yes"), "no") == "yes"
    changes: Changes = reader.parsed(f"changes.{place}", _changes, ())
    batch = reader.parsed(f"batch.{place}", partial(_batch, examples=examples), None)
    steps = reader.parsed(f"steps.{place}", lambda text: int(STEPS.read(text)), None)
    own = reader.choice(f"look.{place}", ("", *map(str, range(1, MAX_RUNS + 1))), "")
    return Run(optimizer, schedule, then, numbers, hidden, changes, batch, steps, int(own) - 1 if own else None)


def _varied(text: str) -> tuple[int, str]:
    id, _, place = text.rpartition(".")
    if id not in _KNOBS or place not in map(str, range(1, MAX_RUNS + 1)):
        message = "the number on the dial is {text!r}; write it as number.run, for example eta.1."
        raise ValueError(say(message, text=text[:64]))
    return int(place) - 1, id


def _changes(text: str) -> Changes:
    try:
        pairs = [tuple(map(float, pair.split("~"))) for pair in text.split("_")]
        changes = [(at, eta) for at, eta in pairs]
    except ValueError:
        message = "changes of η are {text!r}; write them as step~η, joined by _, for example 100~0.01_200~0.001."
        raise ValueError(say(message, text=text[:64])) from None
    return check_changes(changes)


def _batch(text: str, examples: int) -> int:
    # On a surface without examples a batch is kept for when there are some again.
    try:
        batch = float(text)
    except ValueError:
        batch = math.nan
    if not (batch.is_integer() and 1 <= batch <= (examples or MOST_EXAMPLES)):
        message = "batch is {text!r}; it must be a whole number from 1 to {all}, the number of examples."
        raise ValueError(say(message, text=text[:40], all=examples or MOST_EXAMPLES))
    return int(batch)


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
            message = "{error} Shown with {default}."
            self.wrong.append(say(message, error=blamed(key, error), default=compact(default)))
            return default

    def parsed(self, key: str, parse: Callable[[str], Parsed], default: Parsed) -> Parsed:
        self.read.add(key)
        if key not in self.link:
            return default
        try:
            return parse(self.link[key])
        except ValueError as error:
            self.wrong.append(say("{error} Left out.", error=blamed(key, error)))
            return default

    def choices(self, key: str, allowed: tuple[str, ...], default: tuple[str, ...], most: int) -> tuple[str, ...]:
        self.read.add(key)
        if key not in self.link:
            return default
        asked = [text for text in self.link[key].split(".") if text]
        known = list(dict.fromkeys(text for text in asked if text in allowed))[:most]
        if len(known) < len(asked):
            message = "{key} is {text!r}; choose up to {most} of {allowed}, joined by points. Shown with {known}."
            said = ", ".join(known) or say("none", "link")
            self.wrong.append(
                say(message, key=key, text=self.link[key][:64], most=most, allowed=few(allowed), known=said)
            )
        return tuple(known)

    def choice(
        self, key: str, allowed: tuple[Choice, ...], default: Choice, unlisted: tuple[Choice, ...] = ()
    ) -> Choice:
        self.read.add(key)
        text = self.link.get(key, default)
        for one in (*allowed, *unlisted):
            if one == text:
                return one
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        self.wrong.append(say(message, key=key, text=text[:64], allowed=few(allowed), default=default))
        return default

    def unread(self) -> list[str]:
        unknown = [key[:64] for key in self.link if key not in self.read]
        if not unknown:
            return []
        return [say("Nothing here is called {keys}; ignored.", keys=", ".join(map(repr, unknown[:5])))]
