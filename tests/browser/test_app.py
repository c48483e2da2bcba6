"""The whole app in Chromium: links, history, themes, sizes, and that nothing leaves this machine."""

import socket
from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, new_run
from scenes.scene import Scene
from tests.browser.conftest import PLAYER, Reader, computed
from tests.crossing import among, every

pytestmark = pytest.mark.stays

ONE, ALL = SCENES["one_rate"], SCENES["all_five"]
# A scene in which nothing has its default.
OWN = Scene(
    "quadratic", (("kappa", 50.0), ("angle", 45.0)), (-3.5, 2.25), 120,
    (
        new_run("momentum", "inverse_time", eta=0.004, beta=0.8, decay=0.02, steps_per_epoch=10),
        replace(new_run("adam", "warmup", "inverse_sqrt", eta=0.3, warmup=12, horizon=30), hidden=True),
        new_run("rmsprop", eta=2.5e-2, alpha=0.95),
    ),
    "side", "log",
)  # fmt: skip


@pytest.mark.long
def test_a_link_shows_the_same_elsewhere(open_reader: Callable[..., Reader]) -> None:
    first, second = open_reader(reduced_motion="reduce"), open_reader(reduced_motion="reduce")
    first.open("/explore", ALL)
    first.click_plane(0.6, 0.25)
    first.until_revision(2)
    first.rest()
    first.page.wait_for_function("() => !location.search.includes('x=-4&')")
    second.page.goto(first.page.url)
    second.until(ready="true")
    assert second.heads() == first.heads()
    assert second.sentences() == first.sentences()
    assert second.page.url == first.page.url


@pytest.mark.fresh
def test_every_part_of_a_scene_survives_the_address_bar(reader: Reader) -> None:
    reader.open("/explore", OWN)
    url = reader.page.url
    shown = [path for path, run in zip(computed(OWN), OWN.runs, strict=True) if not run.hidden]
    assert reader.sentences() == [path.outcome.sentence for path in shown]
    assert reader.page.locator(".player .planes figure").count() == 2
    if every():  # what is in the address is all that a reload has
        reader.page.reload()
        reader.until(ready="true")
        assert reader.page.url == url
        assert reader.sentences() == [path.outcome.sentence for path in shown]
    # So is an address that is changed by hand.
    reader.page.goto(url.replace("eta.1=0.004", "eta.1=0.002"))
    reader.until(ready="true")
    reader.until_query(eta_1="0.002")
    assert "η\u00a0=\u00a00.002" in reader.page.locator(".player .name").first.inner_text()
    # And nothing of all that came from elsewhere.
    assert reader.hosts == {reader.app.split("/")[2]}


@pytest.mark.long
def test_back_and_forward_move_between_scenes_of_a_page(reader: Reader) -> None:
    reader.open("/", ONE)
    reader.nudge(0)
    reader.until_query(eta_1="0.0125")
    later = reader.sentences()
    reader.page.go_back()
    reader.until_query(eta_1="0.01")
    reader.rest()
    reader.page.go_forward()
    reader.until_query(eta_1="0.0125")
    reader.rest()
    assert reader.sentences() == later


@pytest.mark.long
def test_back_returns_to_the_page_before(reader: Reader) -> None:
    reader.open("/", ONE)
    reader.nudge(0)
    reader.until_query(eta_1="0.0125")
    reader.page.get_by_role("link", name="Explore").click()
    reader.page.locator(".player .name", has_text="Adam").wait_for()
    reader.until_query(run_5="adam")
    reader.rest()
    reader.page.go_back()
    reader.page.locator(".player .name", has_text="η = 0.0125").wait_for()
    reader.until_query(eta_1="0.0125")
    assert "/explore" not in reader.page.url


@pytest.mark.fresh
def test_back_leaves_the_app_where_it_was_entered(reader: Reader) -> None:
    """By a bare address, and by one that does not say all, as a short link does: the page writes the whole of it."""
    before = f"{reader.app}/_stcore/health"
    for path in among(("/?eta.1=0.5&lang=en", "/"), 1):
        reader.page.goto(before)
        reader.open(path)
        reader.until_query(surface="bowl", eta_1="0.5" if "eta" in path else "0.01")
        reader.page.go_back()
        reader.page.wait_for_url(before)


@pytest.mark.long
def test_a_page_keeps_its_scene_while_another_is_visited(reader: Reader) -> None:
    reader.open("/", ONE)
    reader.nudge(2)
    reader.until_query(eta_2="1.25e-7")
    reader.page.get_by_role("link", name="Explore").click()
    reader.page.locator(".player .name", has_text="Adam").wait_for()
    reader.page.get_by_role("link", name="One learning rate").click()
    reader.page.locator(".player .name", has_text="η = 1.25e-7").wait_for()
    reader.until_query(eta_2="1.25e-7")


@pytest.mark.fresh
def test_what_is_wrong_in_a_link_is_said_in_a_line_and_never_as_a_traceback(reader: Reader) -> None:
    junk = (
        "?surface=nowhere&x=nan&steps=2.5&run.1=%3Cimg%20src=x%3E&eta.1=__import__('os')"
        "&zz=![a](http://evil.example/a.png)"
    )
    reader.page.goto(f"{reader.app}/{junk}")
    reader.until(ready="true")
    warning = reader.page.get_by_test_id("stAlert")
    assert warning.count() == 1
    text = warning.inner_text()
    assert "surface is 'nowhere'; choose one of bowl, quadratic, crescent" in text
    assert "steps is 2.5; it must be a whole number at least 0 and at most 1000000" in text
    assert reader.page.get_by_test_id("stException").count() == 0
    assert warning.locator("img").count() == 0
    assert reader.hosts == {reader.app.split("/")[2]}
    reader.until_query(surface="bowl", run_1="gd", eta_1="0.01")


@pytest.mark.long
def test_ten_clicks_in_a_second_end_at_the_last(reader: Reader) -> None:
    reader.open("/explore", ALL)
    for click in range(10):
        reader.click_plane(0.3 + 0.05 * click, 0.2 + 0.04 * click)
    last = reader.ask("""async (player) => {
      const { frameOf } = await import(new URL("pictures/plotly.js", player.modules).href);
      const plane = player.pictures.planes[0], frame = frameOf(plane.plot);
      const { width, height } = plane.box.getBoundingClientRect();
      return [frame.toX(0.75 * width), frame.toY(0.56 * height)];
    }""")
    near = "(goal) => Math.abs(+new URLSearchParams(location.search).get('x') - goal[0]) < 0.01"
    reader.page.wait_for_function(near, arg=last)
    reader.rest()
    start = reader.ask("(player) => player.pictures.planes[0].start")
    assert start == pytest.approx(last, abs=0.01)
    assert reader.errors == []


@pytest.mark.long
def test_runs_are_added_hidden_and_removed(reader: Reader) -> None:
    reader.open("/explore", replace(ALL, runs=ALL.runs[:2]))
    outcomes = reader.page.locator(".player .outcome")
    sidebar = reader.page.get_by_test_id("stSidebar")
    for button, expected in (("Add", 3), ("Duplicate", 4), ("Hide", 3), ("Show", 4), ("Remove", 3)):
        sidebar.get_by_role("button", name=button, exact=True).click()
        reader.page.wait_for_function("(n) => document.querySelectorAll('.player .outcome').length === n", arg=expected)
        assert outcomes.count() == expected
    reader.until_query(run_3="gd")


@pytest.mark.long
def test_a_lecture_scene_is_two_clicks_away(reader: Reader) -> None:
    reader.open("/explore")
    reader.page.get_by_role("combobox", name="Scene of the lecture").click()
    reader.page.get_by_role("option", name="The burst, and two cures").click()
    reader.page.locator(".player .planes figure").nth(2).wait_for()
    burst = computed(SCENES["burst_and_brake"])
    assert reader.sentences() == [path.outcome.sentence for path in burst]


def test_dark_mode_redraws_in_place(reader: Reader) -> None:
    reader.open("/", ONE)
    ground = "() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    light = reader.page.evaluate(ground)
    colour = "(player) => player.pictures.planes[0].look.colour(player.runs[0])"
    assert reader.ask(colour) == "#C04E00"
    revision = int(reader.state("revision"))
    reader.page.emulate_media(color_scheme="dark")
    reader.until(revision=revision + 1)
    assert reader.page.evaluate(ground) != light
    assert reader.ask(colour) == "#FF8A33"
    assert reader.step == ONE.steps


@pytest.mark.parametrize("path", among(["/explore", "/"], 1))
def test_a_phone_shows_everything_without_scrolling_sideways(open_reader: Callable[..., Reader], path: str) -> None:
    reader = open_reader(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    reader.open(path)
    assert reader.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    box = reader.player.bounding_box()
    assert box is not None
    assert box["width"] > 330
    frame = reader.page.locator(".player .frame").first.bounding_box()
    assert frame is not None
    reader.page.touchscreen.tap(frame["x"] + 200, frame["y"] + 60)
    reader.until_revision(2)
    reader.rest()


@pytest.mark.long
def test_a_page_switch_while_playing_leaves_nothing_behind(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader()
    reader.open("/", ONE)
    for name, mark in (("Explore", "Adam"), ("One learning rate", "η = 0.01")) * 2:
        reader.until(playing="true")
        reader.page.get_by_role("link", name=name).click()
        reader.page.locator(".player .name", has_text=mark).first.wait_for()
    assert reader.page.locator(PLAYER).count() == 1
    assert reader.errors == []


def test_the_server_listens_on_this_machine_only(app: str) -> None:
    port = int(app.rsplit(":", 1)[1])
    with socket.create_connection(("localhost", port), timeout=5):
        pass
    # The address this machine would use towards another one; no packet is sent for asking.
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        outside = probe.getsockname()[0]
    assert not outside.startswith("127."), "needs a second address to try"
    with pytest.raises(OSError, match=r"."), socket.create_connection((outside, port), timeout=5):
        pass
