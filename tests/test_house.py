"""The house: who may import whom, how long a file may be, and what is never left lying about."""

import ast
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
# Each room may import only what stands to its left; app.py, the server, stands at the right end.
ROOMS = ("words", "surfaces", "optimizers", "scenes", "lessons", "studio", "pages", "router", "app")
OUTSIDE = ("tests", "bench", "tools")
# The same for the rooms inside a room, or single files there; what else stands beside them may import all of them.
INSIDE = {
    "optimizers": ("parts", "outcomes", "loop", "recipes"),
    "lessons": ("lesson", "measures", "shared", "sheets", "lecture", "exercises"),
    "studio": ("look", "server", "player", "offline", "page", "panels"),
    "studio/player": (
        "pack", "labels", "axis", "zoom", "predict", "worked", "columns", "facts", "grid", "on_show",
        "seeds", "land", "marks", "payload", "component",
    ),
}  # fmt: skip
# What a room must not know of, beside the rooms to its right.
UNKNOWN = {
    "words": {"streamlit", "plotly", "jax", "numpy"},
    "surfaces": {"streamlit", "plotly"},
    "optimizers": {"streamlit", "plotly"},
    "scenes": {"streamlit"},
    "lessons": {"streamlit", "plotly", "jax"},
}
LINES = {"pages": 100}
CEILING = 300


def files(*suffixes: str) -> list[Path]:
    rooms = [ROOT / room for room in (*ROOMS, *OUTSIDE)]
    inside = [file for room in rooms if room.is_dir() for file in room.rglob("*") if file.suffix in suffixes]
    return sorted([*inside, *(file for file in ROOT.glob("*.*") if file.suffix in suffixes)])


def room_of(file: Path) -> str:
    return file.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(source: str) -> set[str]:
    """The top-level names that a source imports, wherever in it."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports name their room"
            names.add(str(node.module).partition(".")[0])
    return names


def within(room: str, source: str) -> set[str]:
    """The inner rooms of a room that a source imports from, wherever in it; what stands beside them by its own name."""
    names = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Import | ast.ImportFrom)]
    whole = {
        f"{node.module}.{alias.name}" if isinstance(node, ast.ImportFrom) else alias.name
        for node in names
        for alias in node.names
    }
    door = room.replace("/", ".") + "."
    return {f"{name}.".removeprefix(door).split(".")[0] for name in whole if f"{name}.".startswith(door)}


def inner_faults(room: str, inner: str, source: str) -> set[str]:
    """What a source in an inner room imports from the same room, though it does not stand to its left."""
    order = INSIDE[room]
    return within(room, source) - {*order[: order.index(inner) + 1]}


def forbidden(room: str) -> set[str]:
    if room in OUTSIDE:
        return set()
    return {*ROOMS[ROOMS.index(room) + 1 :], *OUTSIDE} | UNKNOWN.get(room, set())


def faults(room: str, source: str) -> set[str]:
    return imports(source) & forbidden(room)


def over_long(room: str, source: str) -> bool:
    return len(source.splitlines()) > LINES.get(room, CEILING)


def badly_laid_out(source: str) -> bool:
    """Whether a source is not what .editorconfig asks of every file."""
    bare = all(line == line.rstrip() and "\t" not in line for line in source.split("\n"))
    return "\r" in source or not f"\n{source}".endswith("\n") or source.endswith("\n\n") or not bare


def left_lying_about(source: str) -> list[str]:
    # Put together here, so that this file does not name them itself.
    marks = [
        "TO" + "DO",
        "FIX" + "ME",
        "XX" + "X",
        "mark.sk" + "ip",
        "pytest.sk" + "ip",
        "importor" + "skip",
        "xf" + "ail",
        "test.on" + "ly",
        "test.sk" + "ip",
        "eslint-dis" + "able",
        "@ts-ign" + "ore",
        "@ts-noch" + "eck",
        "@ts-exp" + "ect-error",
    ]
    return [mark for mark in marks if mark in source]


# All in one test each: of a test for every file most of the time is spent on having so many tests.
PYTHON, SOURCES = files(".py"), files(".py", ".js", ".ts", ".css")


def test_a_room_imports_only_what_stands_to_its_left() -> None:
    found = {str(file): faults(room_of(file), file.read_text(encoding="utf-8")) for file in PYTHON}
    assert {file: names for file, names in found.items() if names} == {}


@pytest.mark.parametrize("room", INSIDE)
def test_the_rooms_inside_a_room_stand_in_an_order_too(room: str) -> None:
    found = {file: file.relative_to(ROOT / room).parts[0].removesuffix(".py") for file in (ROOT / room).rglob("*.py")}
    inside = {file: inner for file, inner in found.items() if inner in INSIDE[room]}
    assert (
        {inner for inner in found.values() if (ROOT / room / inner).is_dir()} <= {*inside.values()} == {*INSIDE[room]}
    )
    wrong = {file: inner_faults(room, inner, file.read_text("utf-8")) for file, inner in inside.items()}
    assert {file: names for file, names in wrong.items() if names} == {}


def test_a_file_fits_on_a_few_screens() -> None:
    assert len(SOURCES) > 600
    assert [file for file in SOURCES if over_long(room_of(file), file.read_text(encoding="utf-8"))] == []


def test_nothing_is_left_for_later_and_no_test_is_passed_over() -> None:
    found = {str(file): left_lying_about(file.read_text(encoding="utf-8")) for file in SOURCES}
    assert {file: marks for file, marks in found.items() if marks} == {}


def test_a_file_is_laid_out_as_the_editors_are_told() -> None:
    assert [file for file in SOURCES if badly_laid_out(file.read_bytes().decode("utf-8"))] == []


def test_the_lock_of_the_packages_names_no_place_to_download_from() -> None:
    lock = (ROOT / "package-lock.json").read_text("utf-8")
    assert '"integrity"' in lock
    assert '"resolved"' not in lock
    assert ".tgz" not in lock


def test_the_javascript_and_its_checks_are_walked_too() -> None:
    names = {str(file.relative_to(ROOT)) for file in files(".js", ".ts")}
    assert {"eslint.config.js", "studio/player/web/data/types.d.ts", "tests/web/time/clock.test.js"} <= names


def test_every_room_is_checked_and_no_python_file_stands_outside() -> None:
    assert {"words", "surfaces", "optimizers", "tests"} <= {room_of(file) for file in files(".py")}
    assert {room_of(file) for file in files(".py")} <= {*ROOMS, *OUTSIDE}


def test_no_room_has_the_name_of_a_standard_module_or_is_a_drawer_for_odds_and_ends() -> None:
    rooms = {room_of(file) for file in files(".py")}
    assert not rooms & set(sys.stdlib_module_names)
    assert not {file.stem for file in files(".py")} & {"util", "utils", "helpers", "misc", "common"}


@pytest.mark.parametrize(
    ("room", "source", "found"),
    [
        ("surfaces", "from optimizers import descend", {"optimizers"}),
        ("surfaces", "def late():\n    import optimizers.loop", {"optimizers"}),
        ("optimizers", "import plotly.graph_objects as go", {"plotly"}),
        ("scenes", "import streamlit as st", {"streamlit"}),
        ("studio", "import app, jax", {"app"}),
        ("pages", "from tests import conftest", {"tests"}),
        ("pages", "import streamlit, studio, surfaces", set()),
        ("bench", "import streamlit, app", set()),
    ],
)
def test_the_walk_over_the_imports_finds_what_points_right(room: str, source: str, found: set[str]) -> None:
    assert faults(room, source) == found


@pytest.mark.parametrize(
    ("room", "inner", "source", "found"),
    [
        ("studio", "server", "from studio.player.payload import payload", {"player"}),
        ("studio", "look", "def late():\n    import studio.server.assets", {"server"}),
        ("studio", "page", "from studio import panels, player", {"panels"}),
        ("studio", "player", "from studio.player import dial\nfrom studio.look.palette import STYLES", set()),
        (
            "studio/player",
            "marks",
            "from studio.player.payload import keys\nfrom studio.player import grid",
            {"payload"},
        ),
        ("optimizers", "outcomes", "from optimizers.loop.scan import run", {"loop"}),
        ("lessons", "sheets", "from lessons.lecture import noise\nfrom lessons.measures import run", {"lecture"}),
        # The door of a room leads to all that is inside.
        ("optimizers", "recipes", "from optimizers import descend", {"descend"}),
        ("optimizers", "recipes", "import optimizers", {""}),
        ("optimizers", "loop", "import numpy, surfaces\nfrom optimizers.parts import part", set()),
    ],
)
def test_the_walk_inside_a_room_finds_what_points_right(room: str, inner: str, source: str, found: set[str]) -> None:
    assert inner_faults(room, inner, source) == found


def test_the_other_checks_find_what_they_look_for() -> None:
    assert over_long("pages", "\n" * 101)
    assert over_long("studio", "\n" * 301)
    assert not over_long("studio", "\n" * 300)
    assert not badly_laid_out("a\n")
    assert all(badly_laid_out(source) for source in ("a", "a \n", "\ta\n", "a\r\n", "a\n\n"))
    assert left_lying_about("# TO" + "DO: later") != []
