"""Controls in the hand while something else happens: an answer, none, a server that is busy or gone, another page."""

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Route, expect

from scenes import Scene, to_link
from studio.page import edit
from tests.browser.conftest import Reader, computed
from tests.in_hand import BUSY, ETA, NOTE, SCENE, check_paths, take, thumb, until_drawn
from tests.server import ROOT, serve
from words import compact

pytestmark = pytest.mark.stays


def until_settled(reader: Reader, scene: Scene) -> None:
    """Wait until nothing is in the hand any more, and page, picture and controls say the same as the scene."""
    reader.page.wait_for_function("(player) => !player.follower.dragging", arg=reader.handle())
    reader.rest()
    assert reader.link() == to_link(scene)
    check_paths(reader, scene)
    assert reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext") == compact(eta_of(scene))


def eta_of(scene: Scene) -> float:
    return dict(scene.runs[0].numbers)["eta"]


def test_an_answer_of_the_page_for_something_else_does_not_move_what_is_in_the_hand(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    take(reader, ETA)
    moved = until_drawn(reader)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    reader.page.evaluate(NOTE, ETA)
    reader.ask("(player) => player.mark('arrows')")
    reader.page.wait_for_function("(player) => player.data.marks.includes('arrows')", arg=reader.handle())
    reader.page.wait_for_function("() => window.asked <= window.begun")
    reader.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    assert until_drawn(reader) == edit.set_marks(moved, ["arrows"])
    x, _ = computed(moved)[0].point[-1].tolist()
    noted = {end for end, _, _ in reader.page.evaluate("() => window.noted")}
    assert [*noted] == [pytest.approx(x, rel=1e-5)]
    assert reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext") == said
    # It ends outside the window.
    reader.page.mouse.move(-30, -30)
    reader.page.mouse.up()
    reader.rest()
    assert reader.link()["show"] == "arrows"
    assert reader.link()["eta.1"] == "1e-8"
    assert reader.errors == []


@pytest.mark.fresh
def test_the_last_position_is_shown_where_the_browser_is_slow_to_draw_a_slider(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(BUSY, ETA)
    take(reader, ETA)
    moved = until_drawn(reader)
    check_paths(reader, moved)
    # A slider that stands where its hand is is left in peace.
    reminded = reader.page.evaluate("() => window.reminded")
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("() => window.reminded") == reminded
    reader.page.mouse.up()
    reader.rest()
    assert float(reader.link()["eta.1"]) == dict(moved.runs[0].numbers)["eta"]
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(reader.link()["eta.1"])))


@pytest.mark.long
def test_without_an_answer_the_value_is_still_set(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.route("**/picture?*", lambda route: route.abort())
    take(reader, ETA)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    check_paths(reader, SCENE)
    reader.page.mouse.up()
    reader.until_query(eta_1=str(said))
    reader.rest()
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(str(said))))


@pytest.mark.long
def test_while_the_server_is_busy_the_last_picture_stays_and_one_sentence_says_why(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    late, waiting = reader.page.get_by_text("The server has not answered yet."), list[Route]()
    take(reader, ETA, by=-20)
    moved = until_drawn(reader)
    reader.page.route("**/picture?*", lambda route: waiting.append(route))
    x, y = thumb(reader, ETA)
    for by in (-10, -20, -30):
        reader.page.mouse.move(x + by, y)
    expect(late).to_be_visible()
    check_paths(reader, moved)
    # One is asked for, and not one for each move.
    assert len(waiting) == 1
    # What waits goes on.
    reader.page.unroute("**/picture?*")
    expect(late).to_be_hidden()
    last = until_drawn(reader)
    assert eta_of(last) < eta_of(moved)
    check_paths(reader, last)
    reader.page.mouse.up()
    until_settled(reader, last)
    assert reader.errors == []


LOSE = "() => ([window.send, WebSocket.prototype.send] = [WebSocket.prototype.send, () => {}])"


@pytest.mark.long
@pytest.mark.parametrize("when", ["after it is back", "before it is back", "before it goes"])
def test_a_server_that_goes_away_during_a_drag_is_told_the_last_value_when_it_is_back(
    open_reader: Callable[..., Reader], when: str
) -> None:
    reader = open_reader(reduced_motion="reduce")
    away = reader.page.get_by_text("The server cannot be reached.")
    with serve(ROOT / "app.py") as reader.app:
        reader.open("/explore", SCENE)
        take(reader, ETA)
        moved = until_drawn(reader)
        if when == "before it goes":
            # What it is told is lost on the way.
            reader.page.evaluate(LOSE)
            reader.page.mouse.up()
            reader.page.wait_for_function("(player) => !player.follower.held.size", arg=reader.handle())
    expect(away).to_be_visible()
    reader.page.evaluate("() => (window.send && (WebSocket.prototype.send = window.send))")
    x, y = thumb(reader, ETA)
    reader.page.mouse.move(x - 20, y)
    check_paths(reader, moved)
    if when == "before it is back":
        reader.page.mouse.up()
    with serve(ROOT / "app.py", port=urlsplit(reader.app).port or 0):
        expect(away).to_be_hidden(timeout=30_000)
        until_settled(reader, moved)
        # The next hand is followed as the first was.
        reader.page.mouse.up()
        take(reader, ETA, by=20)
        again = until_drawn(reader)
        assert eta_of(again) > eta_of(moved)
        reader.page.mouse.up()
        until_settled(reader, again)


@pytest.mark.long
def test_a_drag_that_ends_outside_of_the_window_is_a_drag_that_ends(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    take(reader, ETA)
    reader.page.mouse.move(-50, -400)
    moved = until_drawn(reader)
    reader.page.mouse.up()
    until_settled(reader, moved)
    # What the pointer does afterwards is nothing to the slider.
    x, y = thumb(reader, ETA)
    reader.page.mouse.move(x + 60, y, steps=3)
    until_settled(reader, moved)
    assert reader.errors == []


def test_back_in_the_middle_of_a_drag_leaves_a_picture_that_is_the_address(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.nudge("steps")
    assert reader.link() != to_link(SCENE)
    take(reader, ETA)
    until_drawn(reader)
    reader.page.evaluate("() => history.back()")
    reader.until_query(steps=str(SCENE.steps))
    reader.page.mouse.up()
    reader.page.wait_for_function("(player) => !player.follower.dragging", arg=reader.handle())
    reader.rest()
    eta = float(reader.link()["eta.1"])
    until_settled(reader, edit.set_knob(SCENE, 0, "eta", eta))
    assert reader.errors == []
