"""The start in the hand, in Chromium: the path follows the pointer, and the page is told where it was put down."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, Scene, new_run
from studio.page import edit
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays

SCENE = replace(SCENES["burst"], steps=300, runs=(new_run("gd", eta=1e-3), new_run("adam", eta=0.05)))
# Where the start is drawn, in pixels of the window.
START = """(player) => {
  const [plane] = player.pictures.planes, frame = plane.gestures.picture.frame();
  const box = plane.box.getBoundingClientRect();
  return [box.left + frame.x(plane.start[0]), box.top + frame.y(plane.start[1])];
}"""
# Whether it is drawn within some pixels of a place, and the page has been told: it is the one in the address bar.
ARRIVED = f"""([x, y, near, player]) => {{
  const [px, py] = ({START})(player), asked = new URLSearchParams(location.search), [plane] = player.pictures.planes;
  return Math.hypot(px - x, py - y) <= near && +asked.get("x") === plane.start[0] && +asked.get("y") === plane.start[1];
}}"""
RANGE = "(player) => player.pictures.planes[0].plot._fullLayout.xaxis.range"


def shown_start(reader: Reader) -> tuple[float, float]:
    x, y = reader.ask("(player) => player.pictures.planes[0].start")
    return float(x), float(y)


def until_dropped(reader: Reader, x: float, y: float, near: float = 0.3) -> None:
    """Wait until the page has answered with a start at this pixel, give or take."""
    reader.page.wait_for_function(ARRIVED, arg=[x, y, near, reader.handle()])


def check_paths(reader: Reader, scene: Scene) -> None:
    """What is drawn are the runs from the start on show."""
    ends = reader.ask("(player) => player.runs.map((run) => [run.at(run.last).x, run.at(run.last).y])")
    for end, path in zip(ends, computed(edit.set_start(scene, *shown_start(reader))), strict=True):
        assert end == pytest.approx(path.point[-1].tolist(), rel=1e-5)


def test_the_whole_path_follows_the_start_while_it_is_dragged(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    x, y = reader.ask(START)
    ranges, revision, query = reader.ask(RANGE), int(reader.state("revision")), reader.page.url
    reader.page.mouse.move(x + 4, y - 3)
    reader.page.mouse.down()
    for by in range(1, 7):
        reader.page.mouse.move(x + 10 * by, y - 5 * by)
        reader.until(revision=revision + by)
        assert shown_start(reader) != SCENE.start
        check_paths(reader, SCENE)
    # The page has not been told yet, and the picture has not moved under the hand.
    assert reader.page.url == query
    assert reader.ask(RANGE) == ranges
    here = shown_start(reader)
    reader.page.mouse.up()
    reader.until_query(x=f"{here[0]:g}", y=f"{here[1]:g}")
    check_paths(reader, SCENE)
    assert reader.errors == []


def test_the_last_place_wins_however_fast_the_hand_is(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    x, y = reader.ask(START)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    for by in range(60):
        reader.page.mouse.move(x + by, y - by / 2)
    reader.page.mouse.move(x + 30, y - 40)
    reader.page.mouse.up()
    until_dropped(reader, x + 30, y - 40)
    check_paths(reader, SCENE)


def test_a_finger_drags_the_start_too(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce", has_touch=True, viewport={"width": 390, "height": 844})
    reader.open("/explore", SCENE)
    x, y = reader.ask(START)
    session = reader.page.context.new_cdp_session(reader.page)
    for kind, points in (
        ("touchStart", [{"x": x + 8, "y": y + 8}]),
        ("touchMove", [{"x": x + 20, "y": y - 10}]),
        ("touchMove", [{"x": x + 40, "y": y - 30}]),
        ("touchEnd", []),
    ):
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    until_dropped(reader, x + 40, y - 30, near=0.7)
    check_paths(reader, SCENE)


def test_arrow_keys_with_shift_move_the_start(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    (low, high), _ = reader.ask("(player) => player.follower.domain")
    reader.press("Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowUp")
    x = SCENE.start[0] + 2 * (high - low) / 100
    reader.until_query(x=f"{x:g}")
    assert shown_start(reader)[0] == pytest.approx(x, rel=1e-9)
    check_paths(reader, SCENE)


def test_without_an_answer_the_start_still_goes_where_it_is_put(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.route("**/picture?*", lambda route: route.abort())
    x, y = reader.ask(START)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + 25, y - 20, steps=3)
    assert shown_start(reader) == SCENE.start
    reader.page.mouse.up()
    until_dropped(reader, x + 25, y - 20)
    check_paths(reader, SCENE)


@pytest.mark.long
def test_up_and_down_lead_from_a_number_that_is_finer_than_their_step_there_and_back(reader: Reader) -> None:
    reader.open("/explore", edit.set_start(edit.set_surface(SCENE, "booth"), 3.17, -1.25))
    sidebar = reader.page.get_by_test_id("stSidebar")
    sidebar.locator("summary", has_text="Numbers of the surface").click()
    field = sidebar.get_by_test_id("stNumberInput").first
    field.wait_for()
    # The keys do what + and − do, which are shown where there is room for them.
    for key, x in (("Up", "3.37"), ("Down", "3.17"), ("Down", "2.97"), ("Up", "3.17")):
        field.locator("input").press(f"Arrow{key}")
        reader.until_query(x=x, y="-1.25")
        reader.rest()
        assert field.locator("input").input_value() == x
    # What is typed is taken as it is, even where a rounded step would lead.
    field.locator("input").fill("3.2")
    reader.page.keyboard.press("Enter")
    reader.until_query(x="3.2")
    assert reader.errors == []
