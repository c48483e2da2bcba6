"""The server goes away while pages are open, and comes back on the same port."""

from collections.abc import Callable
from urllib.parse import urlsplit

from playwright.sync_api import expect

from scenes import SCENES
from surfaces import SURFACES
from tests.browser.conftest import Reader
from tests.server import ROOT, serve

SCENE = SCENES["burst"]
AWAY = "The server cannot be reached."


def test_a_server_that_is_started_anew_finds_the_scene_and_the_last_wish_of_whoever_is_there(
    open_reader: Callable[..., Reader],
) -> None:
    busy, first, third = (open_reader(reduced_motion="reduce") for _ in range(3))
    with serve(ROOT / "app.py") as app:
        busy.app = first.app = app
        busy.open("/explore", SCENE)
        busy.nudge(1)
        own = busy.link()
        # What is wished for on a page as it came is told to a new server, though that answers the same.
        first.open("/explore", SCENE)
        third.page.goto(f"{app}/gallery")
        link = third.page.get_by_role("link", name=SURFACES["booth"].name, exact=True)
        link.wait_for()
    for reader in (busy, first):
        expect(reader.page.get_by_text(AWAY)).to_be_visible()
    first.press("a")
    # It goes on playing, and what is wished for meanwhile is not lost.
    busy.press("Home", "Space")
    busy.until(playing="true")
    busy.press("Space", "a", "n", "a", "c")
    revision = int(busy.state("revision"))
    with serve(ROOT / "app.py", port=urlsplit(app).port or 0):
        busy.until_revision(revision + 2)
        busy.until_query(show="numbers.critical")
        busy.rest()
        assert busy.link() == own | {"show": "numbers.critical"}
        assert not busy.page.get_by_text(AWAY).is_visible()
        # And the first press counts.
        busy.press("a")
        busy.until_query(show="arrows.numbers.critical")
        busy.nudge(1)
        assert busy.link() != own | {"show": "arrows.numbers.critical"}
        first.until_query(show="arrows")
        first.rest()
        # A page without a player leads on as well.
        third.page.locator("[data-test-connection-state=CONNECTED]").wait_for()
        link.click()
        third.until_query(surface="booth")
        third.page.locator("[data-testid=player][data-ready=true]").wait_for()
