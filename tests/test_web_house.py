"""The browser's half of the house: which room may import from which, how many files it has, and how long they are."""

import re
from pathlib import Path

import pytest

WEB = Path(__file__).parent.parent / "studio" / "player" / "web"
# Each room may import only from itself and from what stands to its left; player.js stands at the right end.
ROOMS = (
    "data", "time", "draw", "marks", "land", "views", "pictures", "curves", "beside", "bar", "predict", "exercises",
    "maps", "film", "page", "player.js",
)  # fmt: skip
MODULES, LINES = 15, 250
# Of values and of types, in code and in comments, now or when it is asked for.
IMPORT = re.compile(r"""(?:\bfrom\s*|\bimport\s*\(?\s*)["'](?P<path>[^"']+)["']""")


def modules() -> list[Path]:
    return sorted(path for path in WEB.rglob("*") if path.suffix in (".js", ".ts"))


def room_of(module: Path) -> str:
    return module.relative_to(WEB).parts[0]


def imports(module: Path, source: str) -> list[Path]:
    return [(module.parent / match["path"]).resolve() for match in IMPORT.finditer(source)]


def wrong_ways(module: Path, source: str) -> list[str]:
    """What a module imports that stands right of its room, or outside of the house."""
    mine = ROOMS.index(room_of(module))
    inside = [path for path in imports(module, source) if path.is_relative_to(WEB)]
    outside = [str(path) for path in imports(module, source) if not path.is_relative_to(WEB)]
    return outside + [room_of(path) for path in inside if ROOMS.index(room_of(path)) > mine]


def over_long(source: str) -> bool:
    return len(source.splitlines()) > LINES


# All in one test each: of a test for every module most of the time is spent on having so many tests.
ALL = modules()


def test_a_room_imports_only_from_what_stands_to_its_left() -> None:
    found = {str(module): wrong_ways(module, module.read_text("utf-8")) for module in ALL}
    assert {module: names for module, names in found.items() if names} == {}


def test_what_a_module_imports_is_there() -> None:
    paths = [(module, path) for module in ALL for path in imports(module, module.read_text("utf-8"))]
    assert len(paths) > len(ALL)
    # The checker reads what the browser is not sent.
    assert [each for each in paths if not each[1].exists() and not each[1].with_suffix(".d.ts").exists()] == []


def test_a_module_fits_on_a_few_screens() -> None:
    assert [module for module in ALL if over_long(module.read_text("utf-8"))] == []


def test_a_module_says_in_its_first_line_what_it_is() -> None:
    assert [module for module in ALL if not re.match(r"// [A-Z].{20}", module.read_text("utf-8"))] == []


@pytest.mark.parametrize("room", ROOMS[:-1])
def test_a_room_can_be_taken_in_at_a_glance_and_has_a_sentence_at_the_door(room: str) -> None:
    files = [path for path in (WEB / room).iterdir() if path.suffix in (".js", ".ts")]
    assert 0 < len(files) <= MODULES
    assert f"\n| `{room}/` |" in (WEB / "README.md").read_text("utf-8")


def test_every_room_is_known_and_no_module_stands_outside() -> None:
    assert {room_of(path) for path in modules()} == set(ROOMS)


@pytest.mark.parametrize(
    ("module", "source", "found"),
    [
        ("data/run.js", 'import { Path } from "../marks/path.js";', ["marks"]),
        ("marks/path.js", '/** @import { SpaceView } from "../views/space.js" */', ["views"]),
        ("marks/path.js", '/** @type {import("../views/space.js").SpaceView} */', ["views"]),
        ("marks/path.js", 'const view = await import("../views/space.js");', ["views"]),
        ("draw/pen.js", 'import "../player.js";', ["player.js"]),
        ("draw/pen.js", 'export * from "../../labels.js";', [str(WEB.parent / "labels.js")]),
        (
            "views/plane.js",
            'import { Frame } from "../draw/frame.js";\n/** @import { View } from "../marks/view.js" */',
            [],
        ),
        ("player.js", 'import { Clock } from "./time/clock.js";', []),
    ],
)
def test_the_walk_over_the_imports_finds_what_points_right(module: str, source: str, found: list[str]) -> None:
    assert wrong_ways(WEB / module, source) == found


def test_the_other_checks_find_what_they_look_for() -> None:
    assert over_long("\n" * 251)
    assert not over_long("\n" * 250)


# Asked of the player or of what stands in it: all of it is then styled anew with every word that changes.
ASKS_WITHIN = re.compile(r"(?:\.player|\.outcomes|&)[^\s>+~{]*:has\(")


def asks_within(sheet: str) -> list[str]:
    return ASKS_WITHIN.findall(sheet)


def test_no_style_asks_what_is_in_the_player() -> None:
    sheets = [*WEB.rglob("*.css"), *(WEB.parents[1] / "look").glob("*.css")]
    assert len(sheets) > 5
    assert [str(sheet) for sheet in sheets if asks_within(sheet.read_text("utf-8"))] == []
    assert asks_within(".stage .player:not(.small):has(> .meter) { color: red; }")
