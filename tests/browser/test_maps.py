"""A map in Chromium: it grows finer, tells the run under the pointer, opens it, is zoomed, stopped, used by keys."""

import pytest
from playwright.sync_api import Locator, Route, expect

from scenes.maps import Axis, Map, run_at
from scenes.trajectories import path_at
from studio.panels.maps.mapped import SCENE
from tests.browser.conftest import Reader

MAP = Map(SCENE, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0))


def opened(reader: Reader, query: str = "") -> Locator:
    reader.page.goto(f"{reader.app}/maps{query}")
    sheet = reader.page.locator(".map .sheet")
    sheet.wait_for()
    return sheet


def place(sheet: Locator, column: int, row: int, size: int = 512) -> dict[str, float]:
    """Where a point is on the sheet: its picture stands within the room for its axes."""
    left, right, top, bottom = sheet.evaluate("(one) => [54, one.clientWidth - 12, 8, one.clientHeight - 41]")
    return {
        "x": left + (column + 0.5) / size * (right - left),
        "y": bottom - (row + 0.5) / size * (bottom - top),
    }


def test_a_map_grows_finer_and_the_run_under_the_pointer_is_the_one_that_a_click_opens(reader: Reader) -> None:
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if "as=part" in request.url else None)
    sheet = opened(reader)
    reader.rest()
    sizes = [int(url.partition("size=")[2].partition("&")[0]) for url in asked]
    assert sizes == [64, 128, 256, 512, 512, 512, 512]
    expect(reader.page.locator(".map .key li").nth(3)).to_contain_text("%")
    sheet.hover(position=place(sheet, 400, 300))
    there = run_at(MAP, 400, 300, 512)
    sentence = path_at(there, 0).outcome.sentence
    expect(reader.page.locator(".map .told")).to_contain_text(sentence)
    sheet.click(position=place(sheet, 400, 300))
    reader.until_query(x=str(there.start[0]), y=str(there.start[1]))
    reader.rest()
    # The map is not computed anew for another run that is chosen on it.
    assert len(asked) == len(sizes)
    reader.page.get_by_role("link", name="Open it in Explore.").click()
    reader.until_query(x=str(there.start[0]), y=str(there.start[1]), page="explore")
    reader.rest()
    assert reader.link_on_show()["x"] == str(there.start[0])
    assert reader.errors == []


def test_a_map_is_moved_over_and_zoomed_by_keys_alone(reader: Reader) -> None:
    sheet = opened(reader)
    reader.rest()
    sheet.focus()
    reader.page.keyboard.press("ArrowRight")
    told = reader.page.locator(".map .told")
    expect(told).to_contain_text("θ₁⁰ =")
    before = told.inner_text()
    reader.page.keyboard.press("Shift+ArrowUp")
    expect(told).not_to_have_text(before)
    reader.page.keyboard.press("+")
    reader.page.wait_for_function("() => location.search.includes('across=')")
    reader.rest()
    reader.page.keyboard.press("0")
    reader.until_query(across="x~-5~5", up="y~-5~5")
    reader.rest()
    reader.page.keyboard.press("ArrowRight")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("() => !location.search.includes('x=4.2')")
    assert reader.errors == []


def test_a_rectangle_zooms_in(reader: Reader) -> None:
    sheet = opened(reader)
    reader.rest()
    box = sheet.bounding_box()
    assert box
    corners = [(box["x"] + at["x"], box["y"] + at["y"]) for at in (place(sheet, 128, 128), place(sheet, 383, 383))]
    reader.page.mouse.move(*corners[0])
    reader.page.mouse.down()
    reader.page.mouse.move(*corners[1], steps=3)
    reader.page.mouse.up()
    reader.page.wait_for_function("() => location.search.includes('across=')")
    first, last = map(float, reader.link()["across"].split("~")[1:])
    assert -2.6 < first < -2.4 < 2.4 < last < 2.6
    assert reader.errors == []


@pytest.mark.long
def test_where_float64_ends_it_is_said(reader: Reader) -> None:
    close = "?page=maps&across=x~1~1.0000000000006&up=y~1~1.0000000000006"
    opened(reader, close)
    reader.rest()
    reader.page.get_by_role("button", name="Zoom in").click()
    expect(reader.page.locator(".map .status")).to_contain_text("Here float64 ends")
    assert reader.errors == []


@pytest.mark.long
def test_a_map_is_stopped_and_goes_on(reader: Reader) -> None:
    held: list[Route] = []
    reader.page.route(lambda url: "as=part" in url and "size=512" in url, lambda route: held.append(route))
    opened(reader)
    status = reader.page.locator(".map .status")
    expect(reader.page.locator(".map[data-size='256']")).to_be_attached()
    reader.page.get_by_role("button", name="Stop", exact=True).click()
    expect(status).to_have_text("Stopped before it was as fine as it gets.")
    reader.page.unroute_all(behavior="ignoreErrors")
    reader.page.get_by_role("button", name="Go on", exact=True).click()
    expect(status).to_have_text("512 × 512 points: as fine as it gets.")
    assert len(held) == 1
    assert reader.errors == []


@pytest.mark.long
def test_who_has_to_wait_is_told_so_and_asks_again(reader: Reader) -> None:
    turned: list[str] = []

    def full(route: Route) -> None:
        turned.append(route.request.url)
        if len(turned) == 1:
            route.fulfill(status=503, body="{}", headers={"retry-after": "1"})
        else:
            route.continue_()

    reader.page.route(lambda url: "as=part" in url, full)
    opened(reader)
    expect(reader.page.locator(".map .status")).to_contain_text("waits for its turn")
    expect(reader.page.locator(".map[data-whole=true]")).to_be_attached()
    assert turned[0] == turned[1]
