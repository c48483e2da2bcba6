"""The surface in 3D leaves nothing behind, does without WebGL, turns under a finger, and takes a run that diverges."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scenes import new_run
from tests.browser.conftest import Reader
from tests.browser.test_relief import EYE, WELLS, choose, frame_of
from tests.crossing import among, every
from tests.server import KEEP_WEBGL

pytestmark = pytest.mark.stays

ALIVE = "() => [...window.contexts].filter((context) => !context.isContextLost()).length"
# As if a later Plotly had its scales elsewhere.
ANOTHER_PLOTLY = """(player) => {
  const scene = player.pictures.space.plot._fullLayout.scene._scene;
  let scale = scene.dataScale;
  Object.defineProperty(scene, "dataScale", { get: () => [...scale, 1], set: (value) => { scale = value; } });
}"""


def test_turning_3d_on_and_off_keeps_one_webgl_context_at_the_most(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    warnings: list[str] = []
    reader.page.on("console", lambda message: warnings.append(message.text) if "contexts" in message.text else None)
    reader.page.add_init_script(KEEP_WEBGL)
    reader.open("/explore", replace(WELLS, space="2d"))
    assert reader.page.evaluate(ALIVE) == 0
    for _ in among(range(5), 1):
        for space, alive in (("both", 1), ("3d", 1), ("2d", 0)):
            choose(reader, "3", space=space)
            assert reader.page.evaluate(ALIVE) == alive
    choose(reader, "3", space="both")
    for name in ("Anatomy", "Explore") * (2 if every() else 1):
        reader.page.get_by_role("link", name=name).click()
        reader.page.wait_for_url(f"**/{name.lower()}*")
        reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
        reader.page.wait_for_function(f"() => ({ALIVE})() <= 1")
    assert (reader.errors, warnings) == ([], [])


# More runs than are drawn, on another ground; Plotly draws before that ground is finished.
IN_BETWEEN = """(player) => {
  const { Plotly, pictures: { space } } = player, { runs, look, trail } = space;
  const other = { runs: [...runs, ...runs], height: "linear", look: { ...look, text: "#123456" }, trail };
  space.draw(9, 9, 0);
  const shown = space.show(Plotly, { ...space, ...other });
  space.draw(9, 9, 0);
  return shown.then(() => {
    space.draw(9, 9, 0);
    return [space.paths.map(({ row }) => row), space.plot._fullLayout.font.color];
  });
}"""


def test_a_picture_drawn_while_another_is_made_has_the_paths_of_that(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    assert reader.ask(IN_BETWEEN) == [[9, 9, 9, 9], "#123456"]
    assert reader.errors == []


@pytest.mark.parametrize("missing", among(["webgl", "camera"], 1))
def test_without_webgl_one_line_says_so_and_the_plane_is_complete(
    open_reader: Callable[..., Reader], missing: str
) -> None:
    reader = open_reader(reduced_motion="reduce")
    if missing == "webgl":
        reader.page.add_init_script("""
          const ask = HTMLCanvasElement.prototype.getContext;
          HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
            return kind.includes("webgl") ? null : ask.call(this, kind, ...more);
          };""")
    reader.open("/explore", WELLS)
    notice = reader.page.get_by_text("This browser cannot draw in 3D")
    if missing == "webgl":
        assert notice.count() == 1
        assert reader.state("space") == "2d"
        assert not reader.page.locator(".player .relief").is_visible()
    else:
        # Plotly's own camera is not to be had: it draws the paths itself, when the play head rests.
        assert notice.count() == 0
        reader.ask(ANOTHER_PLOTLY)
        reader.press("Home", "ArrowRight")
        reader.page.wait_for_function("() => document.querySelector('.relief .plot').data.length === 3")
        rows = reader.ask("(player) => player.pictures.space.plot.data.slice(1).map((trace) => trace.x.length)")
        assert rows == [2, 2]
    assert reader.page.locator(".player .planes .frame").is_visible()
    drawn = "(player) => player.pictures.planes[0].paths.map((path) => path.row)"
    assert reader.ask(drawn) == [300, 300] if missing == "webgl" else [1, 1]
    assert reader.errors == []


def test_a_finger_turns_it_on_a_phone_and_it_stands_below_the_contour(open_reader: Callable[..., Reader]) -> None:
    phone = {"width": 390, "height": 844}
    reader = open_reader(reduced_motion="reduce", viewport=phone, has_touch=True, is_mobile=True)
    reader.open("/explore", WELLS)
    reader.page.locator(".player .relief").scroll_into_view_if_needed()
    box, before = frame_of(reader), reader.ask(EYE)
    above = reader.page.locator(".player .planes .frame").bounding_box()
    assert above is not None
    assert above["y"] + above["height"] < box["y"]
    touch = reader.page.context.new_cdp_session(reader.page)
    x, y = box["x"] + 150, box["y"] + 150
    for kind, by in (("touchStart", 0), ("touchMove", 20), ("touchMove", 50), ("touchMove", 80), ("touchEnd", None)):
        points = [] if by is None else [{"x": x + by, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    moved = reader.ask("""async (player) => {
      const { projectionOf } = await import(new URL("pictures/camera.js", player.modules).href);
      const { space } = player.pictures;
      const { eye } = space.plot._fullLayout.scene._scene.getCamera();
      return { eye: [eye.x, eye.y, eye.z], key: projectionOf(space.plot).key === space.key.split(" ")[0] };
    }""")
    assert np.hypot(*(np.array(moved["eye"]) - before)[:2]) > 0.1
    assert moved["key"] is True
    assert reader.errors == []


@pytest.mark.long
def test_a_run_that_diverges_breaks_nothing(reader: Reader) -> None:
    wild = replace(WELLS, runs=(new_run("gd", eta=1.0), new_run("adam", eta=0.2)))
    for height in ("log", "linear"):
        reader.open("/explore", replace(wild, height=height))
        assert "Diverges" in reader.sentences()[0]
        exits = reader.ask("(player) => player.pictures.space.paths.map((path) => path.exit)")
        assert exits[0] is not None
        x, y, z = exits[0]["at"]
        box = reader.ask("(player) => player.pictures.space.scene.box")
        assert all(low - 1e-6 <= value <= high + 1e-6 for value, (low, high) in zip((x, y, z), box, strict=True))
        assert exits[1] is None
    assert reader.errors == []
