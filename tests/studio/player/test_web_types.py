"""What the types of the JavaScript say of the payload is what Python sends: no name more, none less."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import pytest

from lessons import Prediction
from optimizers.outcomes.chapters import Kind as Happening
from scenes import SCENES, new_run
from scenes.scene import MARKS, Clock, Space, Trail
from studio.look.palette import STYLES
from studio.panels import film
from studio.player.labels import labels
from studio.player.payload import payload
from studio.player.predict import Question, asked_of
from studio.player.worked import Worked
from studio.player.worked import sent as sent_of
from surfaces.critical import Kind

WEB = Path(__file__).parents[3] / "studio" / "player" / "web"
NAMES = ("data/sent.d.ts", "data/sent-marks.d.ts", "data/types.d.ts", "film/types.d.ts")
TYPES = "".join((WEB / name).read_text("utf-8") for name in NAMES)
SCENE = replace(SCENES["noise_escapes"], runs=(new_run("nesterov"),), marks=MARKS, seeds=3)


def interface(name: str) -> tuple[set[str], set[str]]:
    """The names that an interface has, and those of them that may be missing."""
    found = re.search(rf"^export interface {name}(?: extends ([\w, ]+))? {{\n(.*?)^}}", TYPES, re.M | re.S)
    assert found, name
    members = re.findall(r"^  (\w+)(\??):", found[2], re.M)
    more = [interface(one) for one in found[1].split(", ")] if found[1] else []
    names, optional = {one for one, _ in members}, {one for one, mark in members if mark}
    return names.union(*(one for one, _ in more)), optional.union(*(one for _, one in more))


def union(name: str) -> set[str]:
    """The strings of a union, and of the unions it is made of."""
    found = re.search(rf"^export type {name} =(.*?);$", TYPES, re.M | re.S)
    assert found, name
    inner = re.findall(r"\b[A-Z]\w+", found[1])
    return set(re.findall(r'"(\w+)"', found[1])).union(*map(union, inner))


@pytest.fixture(scope="module")
def sent() -> dict[str, Any]:
    return payload(SCENE, around=5, zoom={0: ((-1.0, 1.0), (-1.0, 1.0))})


def assert_is(name: str, value: Mapping[str, Any], *others: str) -> None:
    names, optional = interface(name)
    assert names - optional <= set(value) - set(others) <= names


def test_the_payload_and_its_parts_have_the_names_that_their_types_have(sent: dict[str, Any]) -> None:
    # The component adds the language and its fonts, which wish it has taken in, when it was asked anew, and whether η
    # can be changed: a page without it has no such button.
    assert_is("Payload", sent | {"changeable": True, "taken": 0, "anew": "", "spoken": {}, "fonts": "", "tells": ""})
    asked = Question("x", Prediction("curve", "test: draw", decades=(-1, 1)), 1, 10, True, True, True, "test: saw")
    assert_is("Question", asked_of(asked))
    assert_is("SentWorked", sent_of(Worked("x", [], [], {}, {}), "path"))
    assert_is("SentGrid", sent["surface"], "key", "name", "shift", "held", "second")
    assert_is("SentCritical", sent["critical"], "key")
    assert_is("Around", sent["window"])
    assert_is("SentSide", payload(SCENES["moved"])["beside"])
    for run in sent["runs"]:
        assert_is("SentRun", run)
        assert_is("SentTable", run["table"], "key")
        assert_is("SentBundle", run["bundle"], "key")
        assert_is("SentWindow", run["window"])
        assert_is("SentFiner", run["finer"], "key")
        assert_is("Formulas", run["formulas"])
        assert_is("SentPoint", run["points"][0])
        assert_is("Packed", run["table"]["columns"]["x"])
    dial = sent["dial"]
    assert_is("SentDial", dial)
    assert_is("Ending", dial["facts"][0])
    assert_is("Choosable", dial["choices"][0])
    assert_is("SentFamily", dial["family"], "key")
    assert sent["curves"]
    for curve in sent["curves"]:
        assert_is("Curve", curve)


@pytest.mark.parametrize(
    ("name", "choices"),
    [
        ("Word", labels()),
        ("FilmWord", film.words()),
        ("Mark", MARKS),
        ("Scale", get_args(Clock)),
        ("Space", get_args(Space)),
        ("Amount", get_args(Trail)),
        ("Kind", get_args(Kind)),
        ("Happening", get_args(Happening)),
        ("Shape", [style.marker for style in STYLES]),
    ],
)
def test_a_choice_has_the_same_names_on_both_sides(name: str, choices: Collection[str]) -> None:
    assert union(name) == set(choices)
