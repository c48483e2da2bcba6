"""Before there is a player the scene of the link is seen where the player will show it, and then it is gone."""

from collections.abc import Callable
from itertools import product
from typing import Any

import pytest
from playwright.sync_api import Route

from scenes import SCENES, to_link
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hero import DESK, PHONE, SHIFTS
from tests.crossing import among, every
from tests.server import READY

SIGHT = "#first-sight"
BOXES = """(selector) => [...document.querySelectorAll(selector)].map((one) => one.getBoundingClientRect())
  .filter(({ height }) => height).map(({ x, y, width, height }) => [x, y, width, height])"""
# The scripts of Streamlit's frontend.
FRONTEND = "**/static/js/**"
NEAR = 5  # pixels
# Of a lesson on a telephone the buttons below its picture take a row more or less, by some pixels of their letters.
PATHS = {
    DESK: among(("/explore", "/", "/lessons?lesson=noise", "/lessons?lesson=stuck"), 2),
    PHONE: among(("/explore", "/"), 1),
}


class Held:
    """The frontend's scripts of a page, which come when they are let go."""

    def __init__(self, reader: Reader) -> None:
        self.waiting: list[Route] = []
        self.holds = True
        reader.page.route(FRONTEND, self._come)

    def _come(self, route: Route) -> None:
        if self.holds:
            self.waiting.append(route)
        else:
            route.continue_()

    def let_go(self) -> None:
        self.holds = False
        for route in self.waiting:
            route.continue_()


def warmed(reader: Reader, path: str) -> None:
    """The server has made the first sight of this page."""
    for _ in range(600):
        if 'id="first-sight"' in reader.page.request.get(f"{reader.app}{path}").text():
            return
    raise AssertionError(path)


def held(reader: Reader, path: str) -> Held:
    """The reader has come to a page whose frontend has not."""
    warmed(reader, path)
    frontend = Held(reader)
    reader.page.goto(f"{reader.app}{path}", wait_until="commit")
    reader.page.locator(SIGHT).wait_for(state="attached")
    reader.page.wait_for_function("() => performance.getEntriesByType('paint').length === 2")
    return frontend


def boxes(reader: Reader, selector: str) -> list[list[float]]:
    found: list[list[float]] = reader.page.evaluate(BOXES, selector)
    return found


@pytest.mark.parametrize("size", [DESK, PHONE], ids=lambda size: str(size[0]))
def test_it_stands_where_the_planes_will_be_and_goes_without_a_jump(
    open_reader: Callable[..., Reader], size: tuple[int, int]
) -> None:
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    for path in PATHS[size]:
        frontend = held(reader, path)
        before, planes = boxes(reader, f"{SIGHT} .frame"), boxes(reader, f"{SIGHT} .plane")
        assert before
        # The paths are there, as the player opens them where nothing is to move; nothing is told, or can be pressed.
        assert reader.page.locator(f"{SIGHT} .end").first.evaluate("(one) => getComputedStyle(one).display") != "none"
        assert reader.page.locator(PLAYER).count() == 0
        middle = [planes[0][0] + planes[0][2] / 2, planes[0][1] + 10]
        assert reader.page.evaluate("([x, y]) => !document.elementFromPoint(x, y).closest('#first-sight')", middle)
        assert reader.page.locator("body").aria_snapshot().count("Gradient") == 0
        frontend.let_go()
        reader.page.locator(READY).wait_for()
        assert reader.page.locator(SIGHT).count() == 0
        reader.rest()
        after = boxes(reader, f"{PLAYER} .planes .frame")
        assert [pytest.approx(box, abs=NEAR) for box in after] == before, path
        inner: list[dict[str, Any]] = reader.ask(
            "(player) => player.pictures.planes.filter((one) => one.plot.clientHeight).map((one) => {"
            " const box = one.plot.getBoundingClientRect(), view = one.view();"
            " return [box.x + view.left, box.y + view.top, view.right - view.left, view.bottom - view.top]; })"
        )
        for one, other in zip(planes, inner, strict=True):
            assert one == pytest.approx(other, abs=NEAR)
        assert reader.page.evaluate("window.shifted") <= 0.05
        reader.page.unroute(FRONTEND)
    assert reader.errors == []


# What the system says where nothing was chosen, and what was chosen against it.
COLOURS = (("dark", None), ("dark", "Light"))


def test_where_things_move_it_is_the_first_step_and_it_has_the_colours_of_the_reader(
    open_reader: Callable[..., Reader],
) -> None:
    for scheme, chosen in product(("light", "dark"), (None, "Light", "Dark")) if every() else COLOURS:
        reader = open_reader(color_scheme=scheme)
        if chosen:
            reader.page.add_init_script(
                f"localStorage.setItem(`stActiveTheme-${{location.pathname}}-v2`, '\"{chosen}\"')"
            )
        held(reader, "/explore")
        shown = reader.page.evaluate(
            "() => ['.begin', '.end', '.drawing path'].map((one) => document.querySelector(`#first-sight ${one}`))"
            ".map((one, i) => i < 2 ? getComputedStyle(one).display !== 'none' : getComputedStyle(one).fill)"
        )
        dark = (chosen or scheme).lower() == "dark"
        assert shown[:2] == [True, False]
        red = int(shown[2].removeprefix("rgb(").split(",")[0])
        assert (red < 100) == dark
        reader.page.emulate_media(media="print")
        assert boxes(reader, SIGHT) == []


GROUND = "() => getComputedStyle(document.documentElement).backgroundColor"
DARK, NONE = "rgb(23, 22, 20)", "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize(("chosen", "ground"), [(None, DARK), ("Light", NONE)])
def test_a_page_without_one_has_the_ground_of_its_theme_before_its_frontend_comes(
    open_reader: Callable[..., Reader], chosen: str | None, ground: str
) -> None:
    reader = open_reader(color_scheme="dark")
    if chosen:
        reader.page.add_init_script(f"localStorage.setItem('stActiveTheme-/maps-v2', '\"{chosen}\"')")
    frontend = Held(reader)
    reader.page.goto(f"{reader.app}/maps", wait_until="commit")
    reader.page.locator("noscript").wait_for(state="attached")
    assert reader.page.evaluate(GROUND) == ground
    frontend.let_go()
    reader.page.get_by_test_id("stApp").wait_for()
    assert reader.page.locator("html[data-theme]").count() == 0
    # It was the frontend's own, and nothing of it is left below another theme that is chosen later.
    assert reader.page.evaluate(GROUND) == NONE
    own = "() => getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor"
    assert reader.page.evaluate(own) == (DARK if not chosen else "rgb(255, 255, 255)")
    reader.page.unroute(FRONTEND)


# Whether the signs at the controls, which are letters of a large file, are seen or wait; others the page itself hides.
SIGNS = """() => [...new Set([...document.querySelectorAll("[data-testid=stIconMaterial]")]
  .map((one) => getComputedStyle(one)).map(({ visibility, fontFamily }) => /Symbols/.test(fontFamily)
    ? visibility === "visible" && "seen" : "wait"))].filter((one) => one).join()"""


@pytest.mark.parametrize("then", ["it comes", "it does not", "the page turns"])
def test_signs_at_controls_come_after_the_picture(open_reader: Callable[..., Reader], then: str) -> None:
    reader = open_reader()
    warmed(reader, "/")
    plotly: list[Route] = []
    reader.page.route("**/plotly.min.js*", lambda route: plotly.append(route))
    reader.page.goto(f"{reader.app}/", wait_until="commit")
    reader.page.locator(f"{PLAYER}[data-seen=true]").wait_for()
    reader.page.locator("[data-testid=stIconMaterial]").first.wait_for(state="attached")
    reader.page.wait_for_function(f"() => ({SIGNS})() === 'wait'")
    if then == "the page turns":
        reader.page.get_by_role("link", name="Explore").click()
    else:
        how = Route.continue_ if then == "it comes" else Route.abort
        reader.page.route("**/plotly.min.js*", how)
        for one in plotly:
            how(one)
    reader.page.wait_for_function(f"() => ({SIGNS})() === 'seen'")
    assert then == "it does not" or not reader.errors


def test_it_goes_when_the_page_turns_elsewhere_and_does_not_come_where_there_is_no_player(reader: Reader) -> None:
    frontend = held(reader, "/explore")
    reader.page.evaluate("history.pushState({}, '', '/gallery'); dispatchEvent(new PopStateEvent('popstate', {}))")
    assert reader.page.locator(SIGHT).count() == 0
    frontend.let_go()
    for path in ("/gallery", "/maps", "/anatomy", "/lessons"):
        assert 'id="first-sight"' not in reader.page.request.get(f"{reader.app}{path}").text()
    moved = "&".join(f"{key}={value}" for key, value in to_link(SCENES["ball"]).items())
    warmed(reader, f"/explore?{moved}")
