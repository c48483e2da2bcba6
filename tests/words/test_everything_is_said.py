"""Everything is visited in a language that remembers: what was asked for is what the catalogues have."""

import asyncio
import runpy
import sys
from collections.abc import Iterator
from contextvars import ContextVar
from dataclasses import replace
from types import SimpleNamespace

import jax
import numpy as np
import pytest

import words
from optimizers import (
    OPTIMIZERS,
    SCHEDULES,
    Outcome,
    flows,
    optimizer,
)
from optimizers.outcomes.chapters import WORDS
from optimizers.outcomes.outcome import SENTENCES
from optimizers.parts.momenta import MOMENTA
from optimizers.parts.sigmas import SIGMAS
from scenes import SCENES, Scene, from_link, new_run, to_link
from scenes.bounds import fitting
from scenes.drawn.names import MINIMUM
from scenes.export import not_elsewhere
from scenes.export.elsewhere.libraries import NOT_WRITTEN
from scenes.lecture import TELLS
from scenes.scene import CURVES, MARKS, on, usual_numbers
from studio.offline import document, page, taken
from studio.page import language
from studio.panels import anatomy
from studio.panels.explore import runs
from studio.player import facts, payload, seeds
from studio.player.marks.probe import probe
from studio.server import hosts, sockets
from studio.server.hosts import OwnNames
from surfaces import SURFACES
from surfaces.critical import KINDS
from tests.coroutines import finish
from tests.spoken import Known
from tests.visitor import ROOT, calm, gone, newcomer, visit
from tests.words.every_export import every_export
from tests.words.every_lesson import every_lesson, every_sheet
from tests.words.every_map import every_map
from tests.words.refused import REFUSED

NOISY, ALL_FIVE = SCENES["noise_escapes"], SCENES["all_five"]
# What is wrong with a link.
WRONG = (
    {"eta.1": "nan"}, {"view": "x"}, {"curves": "x"}, {"foo": "1"}, {"vary": "x"}, {"grid": "x"}, {"changes.1": "x"},
    {"batch.1": "x"}, {f"run.{place}": "gd" for place in range(1, 9)}, {"run.1": "gd", "run.2": "gd", "look.2": "1"},
)  # fmt: skip


@pytest.fixture
def remembering(monkeypatch: pytest.MonkeyPatch) -> Iterator[Known]:
    """English that remembers, in every thread and session."""
    known = Known()
    monkeypatch.setattr(words, "_catalogue", ContextVar("catalogue", default=known))
    for module in (language, hosts, words.catalogue, document, taken):
        monkeypatch.setattr(module, "catalogue", lambda *_: known)
    yield known
    # What was made up on the way is not to be taken for what happened.
    facts.MEMORY.clear()


def every_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages, and on Explore each surface, optimizer and schedule, with what is folded away."""
    at = calm(visit(newcomer(), "anatomy"))
    for whole in ("adamw", "adam_matrix"):
        scene = replace(ALL_FIVE, runs=(new_run(whole), new_run("gd")), marks=("numbers",))
        at = calm(visit(at, "anatomy", to_link(scene)))
    calm(visit(at, "anatomy", to_link(replace(ALL_FIVE, runs=(new_run("gd"), new_run("heavy_ball.one"))))))
    for schedule in ("warmup", "manual", "resnet", "plateau"):
        calm(visit(at, "anatomy", to_link(replace(ALL_FIVE, runs=(new_run("gd", schedule), new_run("gd"))))))
    calm(at.switch_page("pages/gallery.py").run())
    # What is taken away is told alike on every page, and all files are measured for it: one lesson is enough.
    calm(visit(at, "lessons", {"page": "lessons", "lesson": "stuck", "predict": "off"}))
    at.session_state["lessons away"] = False
    every_lesson(at)
    every_sheet(at, monkeypatch)
    calm(visit(at, "explore", to_link(replace(ALL_FIVE, runs=(new_run("heavy_ball.one"),)))))
    # Numbers that are too many to be taken away.
    calm(visit(at, "explore", to_link(replace(SCENES["burst"], steps=1_000_000))))
    every_export()
    typed = visit(newcomer(), "explore", to_link(SCENES["burst"]))
    assert typed.number_input(key="explore x").set_value(None).run().error
    # A second surface, and a rate against its limit.
    at.session_state["explore numbers open"] = True
    for scene in ("shifted", "validation", "bursts_again"):
        calm(visit(at, "explore", to_link(SCENES[scene])))
    from_link(to_link(SCENES["validation"]) | {"held": "x"}, ALL_FIVE)
    assert (
        visit(at, "explore", to_link(SCENES["validation"])).number_input(key="explore held").set_value(-5).run().error
    )
    runs.change_here(SimpleNamespace(scene=ALL_FIVE, change=lambda edit: None), 5)  # type: ignore[arg-type]
    calm(visit(at, "one_rate"))
    at.session_state["explore steps table open"], at.session_state["explore away"] = True, False
    for place in range(max(len(SURFACES), len(OPTIMIZERS), len(SCHEDULES))):
        surface, method, schedule = (list(ids)[place % len(ids)] for ids in (SURFACES, OPTIMIZERS, SCHEDULES))
        run = new_run(method, schedule, "inverse_time" if schedule == "warmup" else "constant")
        # What is hidden has its controls and its method on the page all the same, and takes no time.
        run = replace(run, changes=((5, 0.1),), hidden=place % 8 != 1)
        view = "grid" if place % 2 else "one"
        calm(
            visit(
                at, "explore", to_link(Scene(surface, usual_numbers(surface), SURFACES[surface].start, 9, (run,), view))
            )
        )
    assert visit(newcomer(), "explore", {"page": "anatomy", "surface": "bowl"}).warning
    assert gone(newcomer(), {"lang": "xx", "page": "one_rate"}).warning
    twice = newcomer()
    twice.query_params["lang"] = ["en", "en"]
    assert twice.run().warning


def every_point() -> Iterator[Scene]:
    """Starts at which calculus says something else: far out, and where the surface curves up, down or neither."""
    for surface, start in (
        ("saddle", (0.0, 0.0)), ("bowl", (0.0, 0.0)), ("rosenbrock", (1e200, 1e200)), ("bowl", (1.0, 0.1)),
        ("styblinski_tang", (0.0, 0.0)), ("styblinski_tang", (0.15, 0.15)), ("styblinski_tang", (0.1567, 0.1567)),
        ("saddle", (0.5, 0.1)), ("easom", (90.0, 90.0)),
    ):  # fmt: skip
        yield Scene(surface, usual_numbers(surface), start, 5, (new_run("gd"),))


def every_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told above or below a picture where not all of it can be shown."""
    payload.payload(replace(SCENES["moved"], space="3d", marks=("dial",)))
    six = tuple(new_run("gd") for _ in range(6))
    fitting(replace(NOISY, steps=1_000_000, runs=six))
    fitting(replace(ALL_FIVE, steps=1_000_000, runs=six[:1], marks=("dial",)))
    grid = replace(ALL_FIVE, view="grid", steps=9)
    payload.payload(replace(grid, grid=(0.1, 0.1, 7)))
    payload.payload(replace(grid, runs=(new_run("gd", "warmup"),), varied=(0, "warmup"), grid=(1.0, 3.0, 7)))
    payload.payload(replace(NOISY, steps=9))
    payload.payload(replace(NOISY, steps=90_000, seeds=200, runs=(new_run("gd"),)))
    batches = replace(SCENES["batches"], steps=9, marks=MARKS, curves=CURVES[:4])
    payload.payload(batches, 5)
    payload.payload(replace(batches, runs=(new_run("adamw"),), curves=("g1", "g2")), 5)
    payload.payload(replace(SCENES["burst"], curves=("stability",)))
    # Points beside a path, or none; and parts that no line can say.
    payload.payload(on("quadratic", 9, new_run("gd"), marks=("points",)))
    for one in OPTIMIZERS.values():
        # Of the parts of anatomy, and of a library, the same is told each time.
        apart = one.sigma.id not in SIGMAS or one.m.id not in MOMENTA
        if one.m.points or (apart and (not one.library or one.id == "adamw")):
            payload.payload(on("quadratic", 9, new_run(one.id), marks=("points", "numbers")), 5)
        anatomy._said(one)
    assert len(not_elsewhere(on("quadratic", 3, *map(new_run, NOT_WRITTEN)))) == len(NOT_WRITTEN)
    # Flat far out: the gradient is 0, and so is what is drawn of it.
    away = Scene("easom", usual_numbers("easom"), (90.0, 90.0), 9, (new_run("gd"),), curves=("norm",))
    payload.payload(away)
    monkeypatch.setattr(payload, "goal_of", lambda *_: None)
    payload.payload(replace(ALL_FIVE, steps=9, curves=("gap",)))
    monkeypatch.setattr(payload, "_thinned", lambda *_: payload.Kept(np.arange(1), np.zeros(1, bool), 0.01))
    one = payload.on_show(ALL_FIVE, None)[0]
    payload._left_out(one, (), None)


def every_flow_and_probe(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told of flows that are not there, or not whole; and of points under a probe."""
    beside = {"marks": ("flow", "follows")}
    for surface, run, more in (
        ("quadratic", new_run("momentum", "cosine"), {}), ("quadratic", new_run("gd", eta=0.2), {}),
        ("edge", new_run("gd", eta=0.1), {"start": (0.0, 2.5)}), ("quadratic", new_run("gd"), {"noise": 0.1}),
    ):  # fmt: skip
        payload.payload(on(surface, 3000, run, **beside, **more))
    monkeypatch.setattr(flows, "MOST", 20)
    payload.payload(on("quadratic", 2999, new_run("gd"), **beside))
    for method, eta in (
        ("gd", 0.01),
        ("gd", 0.08),
        ("gd", 1.0),
        ("momentum", 0.01),
        ("momentum_sum", 0.01),
        ("lion", 0.1),
    ):
        probe(on("quadratic", 5, new_run(method, eta=eta)), (1.0, 1.0), 2)
    for surface in ("himmelblau", "double_well"):
        probe(on(surface, 5, new_run("gd")), (0.0, 0.0), 2)
    probe(on("quadratic", 5, replace(new_run("gd"), hidden=True)), (1.0, 1.0), 2)


def every_offline_page() -> None:
    """With all that there can be on it, and with as little; of a long run."""
    page(replace(SCENES["burst"], steps=9, marks=("dial",)), relief=True)
    page(replace(SCENES["burst"], steps=5_000), languages=("en",))
    with pytest.raises(ValueError, match="Languages"):
        page(ALL_FIVE, languages=("xx",))


def every_word_at_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the server prints when it is ready, when JAX is missing, and to who asks for it by another name."""
    monkeypatch.setattr(sockets, "listen_at_home", lambda ready: ready("localhost"))
    monkeypatch.setattr(jax.config, "update", lambda *_: None)
    runpy.run_path(str(ROOT / "app.py"))
    monkeypatch.setitem(sys.modules, "jax", None)
    with pytest.raises(SystemExit):
        runpy.run_path(str(ROOT / "app.py"))

    async def gone(*_: object) -> None:
        await asyncio.sleep(0)

    scope = {"type": "http", "method": "GET", "path": "/", "headers": [(b"host", b"evil.example")]}
    finish(OwnNames(gone)(scope, gone, gone))  # type: ignore[arg-type]


# In the default run the catalogues are held against the sources, and whatever a test says against them (conftest).
@pytest.mark.long
def test_what_is_asked_for_is_what_the_catalogues_have(remembering: Known, monkeypatch: pytest.MonkeyPatch) -> None:
    every_page(monkeypatch)
    for scene in every_point():
        calm(visit(newcomer(), "explore", to_link(scene)))
    told = {"sentence", "place"} | {name for text in SENTENCES.values() for _, name, *_ in _fields(text)} - {"step"}
    for id in SENTENCES:
        assert Outcome("stuck", 1, {**dict.fromkeys(told, 1.0), "sentence": id, "place": KINDS["flat"]}).sentence
    for kind in KINDS.values():
        words.say(kind)
    for tells in TELLS.values():
        words.say(tells)
    for end in seeds.ENDS.values():
        words.say(end, "seeds")
    for message in seeds.MINIMA.values():
        words.say(message)
    for name in MINIMUM.values():
        words.say(name, "player")
    for kind in WORDS:
        monkeypatch.setattr(facts, "chapters", lambda *_, kind=kind, **__: [(1, kind)])
        facts.MEMORY.clear()
        one = payload.on_show(ALL_FIVE, None)[0]
        facts.chapters_of((kind,), (one.origin, one.path))
    for attempt in REFUSED:
        with pytest.raises((TypeError, ValueError)):
            attempt()
    for link in WRONG:
        assert from_link(link, SCENES["one_rate"])[1]
    optimizer("gradient.one")
    every_map()
    every_notice(monkeypatch)
    every_flow_and_probe(monkeypatch)
    every_offline_page()
    every_word_at_the_start(monkeypatch)
    never = sorted(remembering.known - remembering.asked)
    assert not never, "\n".join(map(str, never))


def _fields(text: str) -> list[tuple[str, ...]]:
    from string import Formatter

    return [tuple(map(str, parts)) for parts in Formatter().parse(text) if parts[1] is not None]
