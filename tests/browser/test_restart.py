"""The server goes away while a page is open, and comes back on the same port."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from scenes import SCENES
from surfaces import SURFACES
from tests.browser.conftest import Reader
from tests.crossing import among
from tests.server import ROOT, serve

SCENE = SCENES["burst"]
AWAY = "The server cannot be reached."


@pytest.mark.parametrize("path", among(["/explore", "/"], 1))
def test_a_server_that_is_started_anew_finds_the_scene_and_the_last_wish(
    open_reader: Callable[..., Reader], path: str
) -> None:
    reader = open_reader(reduced_motion="reduce")
    away = reader.page.get_by_text(AWAY)
    with serve(ROOT / "app.py") as reader.app:
        reader.open(path, SCENE)
        reader.nudge(1)
        reader.rest()
        own = reader.link()
    expect(away).to_be_visible()
    # It goes on playing, and what is wished for meanwhile is not lost.
    reader.press("Home", "Space")
    reader.until(playing="true")
    reader.press("Space", "a", "n", "a", "c")
    revision = int(reader.state("revision"))
    with serve(ROOT / "app.py", port=urlsplit(reader.app).port or 0):
        reader.until_revision(revision + 2)
        reader.until_query(show="numbers.critical")
        reader.rest()
        assert reader.link() == own | {"show": "numbers.critical"}
        assert not away.is_visible()
        # And the first press counts.
        reader.press("a")
        reader.until_query(show="arrows.numbers.critical")
        reader.nudge(1)
        reader.rest()
        assert reader.link() != own | {"show": "arrows.numbers.critical"}


def test_what_is_wished_for_on_a_page_as_it_came_is_told_to_a_new_server_though_that_answers_the_same(
    open_reader: Callable[..., Reader],
) -> None:
    reader = open_reader(reduced_motion="reduce")
    with serve(ROOT / "app.py") as reader.app:
        reader.open("/explore", SCENE)
    expect(reader.page.get_by_text(AWAY)).to_be_visible()
    reader.press("a")
    with serve(ROOT / "app.py", port=urlsplit(reader.app).port or 0):
        reader.until_query(show="arrows")
        reader.rest()


def test_a_page_without_a_player_leads_on_from_a_server_that_was_started_anew(reader: Reader) -> None:
    with serve(ROOT / "app.py") as app:
        reader.page.goto(f"{app}/gallery")
        link = reader.page.get_by_role("link", name=SURFACES["booth"].name, exact=True)
        link.wait_for()
    with serve(ROOT / "app.py", port=urlsplit(app).port or 0):
        reader.page.locator("[data-test-connection-state=CONNECTED]").wait_for()
        link.click()
        reader.until_query(surface="booth")
        reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
