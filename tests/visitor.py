"""A visitor of the pages without a browser: opens them, moves controls, reads what is shown."""

import json
import re
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.runtime.scriptrunner import RerunData
from streamlit.testing.v1 import AppTest, local_script_runner

from scenes import MAX_RUNS, SCENES, Scene, to_link, trajectories
from scenes.bounds import fitting
from scenes.grid import spread
from scenes.scene import grounds
from studio.page import language
from studio.page.address import NAME
from studio.panels import anatomy
from surfaces.split import second

ROOT = Path(__file__).parent.parent
FILES = {"one_rate": "pages/one_rate.py", "explore": "pages/explore.py", "anatomy": "pages/anatomy.py"}
PAGES = FILES | {"lessons": "pages/lessons.py", "maps": "pages/maps.py"}
DEFAULTS = {"one_rate": SCENES["one_rate"], "explore": SCENES["all_five"], "anatomy": anatomy.SCENE}
HEADERS = {"one_rate": "One learning rate does not fit all", "explore": "Explore", "anatomy": "Anatomy of an update"}
FOLDS = (
    "explore numbers open", "explore chance open", "explore curves open", "explore method open", "point open",
    *(f"{page} away" for page in ("one_rate", "explore", "anatomy", "lessons")),
)  # fmt: skip
Edit = Callable[[Scene], Scene]
STEPS, ETA, SCENE_LIST = "t · steps", "η · learning rate", "Scene of the lecture"

# For each visitor Streamlit reads about every package that is installed, a quarter of a second long; once tells it all.
SCANNED = cache(manifest_scanner.scan_component_manifests)


def visit(at: AppTest, page: str, link: dict[str, str] | None = None) -> AppTest:
    """Go to a page by the menu, which empties the query, or by a link to it."""
    return calm(gone(at.switch_page(PAGES[page]), link or {}))


def gone(at: AppTest, link: dict[str, str]) -> AppTest:
    """Go back or forward to an address, as the browser tells it."""
    at.query_params = dict(link)
    with mock.patch.object(local_script_runner, "RerunData", partial(RerunData, is_history_navigation=True)):
        return at.run()


def address(at: AppTest) -> dict[str, str]:
    """The link in the address bar, without the page's name."""
    return {key: value for key, value in at.query_params.items() if key not in (NAME, *language.KEYS)}


def opened(page: str = "explore", link: dict[str, str] | None = None, folds: bool = True) -> AppTest:
    """A new visitor on a page, to whom what is folded away is open."""
    return visit(newcomer(folds), page, link)


def newcomer(folds: bool = True) -> AppTest:
    """Somebody who has opened nothing yet."""
    manifest_scanner.scan_component_manifests = SCANNED
    at = AppTest.from_file(str(ROOT / "router.py"), default_timeout=60)
    for fold in FOLDS if folds else ():
        at.session_state[fold] = True
    return at


def calm(at: AppTest) -> AppTest:
    """The page as it is, after nothing went wrong on it."""
    assert not at.exception
    assert not at.error
    assert len(at.header) == 1
    return at


def player(at: AppTest) -> dict[str, Any]:
    (component,) = (one for one in at.get("bidi_component") if one.proto.component_name.endswith("player"))
    # NaN and Infinity, which Python would read, stop a browser.
    return json.loads(component.proto.json, parse_constant=pytest.fail)


def control(at: AppTest, label: str, place: int = 0) -> Any:
    """The control with this label, whatever its kind."""
    kinds = ("select_slider", "slider", "number_input", "selectbox", "multiselect", "toggle", "button_group", "button")
    return [element for kind in kinds for element in at.get(kind) if element.label == label][place]


def move(at: AppTest, label: str, value: object, place: int = 0) -> AppTest:
    return calm(control(at, label, place).set_value(value).run())


def press(at: AppTest, label: str) -> AppTest:
    return calm(control(at, label).click().run())


def finished(markdown: str) -> str:
    """The text that Markdown makes of escaped text: without the backslashes."""
    return re.sub(r"\\([^\w\s]|_)", r"\1", markdown)


def read(markdown: str) -> str:
    """What a reader sees of it: joiners have no width."""
    return finished(markdown).replace("\u2060", "")


def without_test_loss(told: list[str], scene: Scene) -> list[str]:
    """What is said of each run; where there is a second surface its loss there is said, too, and left out here."""
    split = second(scene.surface) != scene.surface
    if not scene.shift and not split:
        return told
    said = " Its validation loss is" if split else " Its test loss is"
    assert all(said in sentence for sentence in told)
    return [sentence.partition(said)[0] for sentence in told]


def assert_shows(at: AppTest, scene: Scene) -> None:
    """The address bar and the player say this scene, with what became of each run."""
    assert address(at) == to_link(scene)
    assert HEADERS[at.query_params[NAME]] == at.header[0].value
    data = player(at)
    # What is too much to compute is said, and left out.
    scene, said = fitting(spread(scene))
    assert [sentence for sentence in said if sentence not in data["notices"]] == []
    assert (data["steps"], data["view"], data["clock"]) == (scene.steps, scene.view, scene.clock)
    assert data["start"] == list(scene.start)
    shown = [place for place, run in enumerate(scene.runs) if not run.hidden]
    for beside, side in enumerate(grounds(scene)):
        runs = [run for run in data["runs"] if run["beside"] == bool(beside)]
        assert [run["place"] - beside * MAX_RUNS for run in runs] == shown
        paths = trajectories(side)
        told = without_test_loss([run["sentence"] for run in runs], scene)
        assert told == [paths[place].outcome.sentence for place in shown]
