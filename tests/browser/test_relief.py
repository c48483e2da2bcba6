"""The surface in 3D: it shows the same runs, follows the hand, keeps its camera, and leaves nothing behind."""

import io
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scenes import Scene, new_run
from scenes.scene import usual_numbers
from tests.browser.conftest import Reader

RUNS = (new_run("gd", eta=0.01), new_run("momentum", eta=0.005))
WELLS = Scene(
    "himmelblau", usual_numbers("himmelblau"), (4.2, 4.0), 300, RUNS, "one", "linear", space="both", height="log"
)
EYE = "(player) => { const { eye } = player.pictures.relief.plot.layout.scene.camera; return [eye.x, eye.y, eye.z]; }"
# Every WebGL context that anybody asks for.
COUNT = """() => {
  window.contexts = new Set();
  const ask = HTMLCanvasElement.prototype.getContext;
  HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
    const context = ask.call(this, kind, ...more);
    if (context && kind.includes("webgl")) window.contexts.add(context);
    return context;
  };
}"""
ALIVE = "() => [...window.contexts].filter((context) => !context.isContextLost()).length"
# A marker of Plotly's own at a point of the data, and where the player says that this is.
MARK = """async (player) => {
  const { relief } = player.pictures, { box } = relief.scenery;
  const place = %s;
  const marker = { size: 9, color: "#ff00ff", line: { width: 0 } };
  const trace = { type: "scatter3d", mode: "markers", x: [place[0]], y: [place[1]], z: [place[2]], marker };
  await window.Plotly.addTraces(relief.plot, trace);
  for (const canvas of relief.canvases) canvas.style.visibility = "hidden";
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  const { projectionOf } = await import(new URL("scenery.js", player.modules).href);
  const projection = projectionOf(relief.plot);
  return { pixel: projection.pixel(place), hidden: relief.scenery.sight.hides(place, projection.eye) };
}"""
UNMARK = """async (player) => {
  const { relief } = player.pictures;
  await window.Plotly.deleteTraces(relief.plot, -1);
  for (const canvas of relief.canvases) canvas.style.visibility = "";
}"""

# As if a later Plotly had its scales elsewhere.
ANOTHER_PLOTLY = """(player) => {
  const scene = player.pictures.relief.plot._fullLayout.scene._scene;
  let scale = scene.dataScale;
  Object.defineProperty(scene, "dataScale", { get: () => [...scale, 1], set: (value) => { scale = value; } });
}"""


def frame_of(reader: Reader) -> dict[str, float]:
    box = reader.page.locator(".player .relief .frame").bounding_box()
    assert box is not None
    return dict(box)


def magenta(reader: Reader) -> np.ndarray:
    """The pixels of Plotly's marker in the picture, (n, 2) as x, y."""
    shot = reader.page.locator(".player .relief .frame").screenshot()
    pixels = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int)
    found = (pixels[..., 0] > 150) & (pixels[..., 2] > 150) & (pixels[..., 1] < 120)
    return np.argwhere(found)[:, ::-1]


def rotate(reader: Reader, across: float = 120, release: bool = True) -> None:
    box = frame_of(reader)
    reader.page.mouse.move(box["x"] + 150, box["y"] + 200)
    reader.page.mouse.down()
    reader.page.mouse.move(box["x"] + 150 + across, box["y"] + 180, steps=8)
    if release:
        reader.page.mouse.up()


def turned(reader: Reader) -> list[float]:
    """Turn the surface, and where the eye is then."""
    before = reader.ask(EYE)
    rotate(reader)
    reader.page.wait_for_function(
        "(x) => document.querySelector('.relief .plot').layout.scene.camera.eye.x !== x", arg=before[0]
    )
    return list(reader.ask(EYE))


def choose(reader: Reader, key: str, **wanted: str) -> None:
    """Press a key that makes Python draw again."""
    before = int(reader.state("revision"))
    reader.press(key)
    reader.until(revision=before + 1, **wanted)


def test_a_point_is_where_plotly_draws_it_before_and_after_a_turn(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    for turn in (False, True):
        if turn:
            turned(reader)
        for at in ("[-4, 3, box[2][1]]", "[4, -4, box[2][1]]", "[0, 0, box[2][1] - 0.2]"):
            marked = reader.ask(MARK % at)
            seen = magenta(reader)
            reader.ask(UNMARK)
            assert len(seen) > 20, at
            # The frame begins at a fraction of a pixel, and so does a disc.
            assert seen.mean(axis=0) + 0.5 == pytest.approx(marked["pixel"], abs=1.6), at


def test_the_point_of_a_run_stands_at_its_loss_over_its_place(reader: Reader) -> None:
    reader.open("/explore", replace(WELLS, runs=RUNS[:1]))
    reader.press("Home", *["ArrowRight"] * 3)
    drawn = reader.ask("""(player) => {
      const { relief } = player.pictures, canvas = relief.canvases[3], { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      const found = [];
      for (let i = 0; i < data.length; i += 4) {
        const run = data[i] === 0xd5 && data[i + 1] === 0x5e && data[i + 3] === 255;
        if (run) found.push([(i / 4) % width, Math.floor(i / 4 / width)]);
      }
      return found;
    }""")
    head = reader.heads()[0]
    place = f"[{head['x']!r}, {head['y']!r}, relief.height({head['loss']!r})]"
    expected = reader.ask(MARK % place)["pixel"]
    pixels = np.array(drawn)
    # The disc of the marker, without the tail that leads to it.
    disc = pixels[np.hypot(*(pixels - expected).T) < 9]
    assert len(disc) > 100
    assert disc.mean(axis=0) + 0.5 == pytest.approx(expected, abs=1.0)


def test_what_is_behind_the_surface_is_drawn_fainter(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    # The pit in front is open to the eye, the one at the back is behind its own rim: Plotly's own marker says so too.
    for pit, behind in (((-3.779310, -3.283186), False), ((-2.805118, 3.131312), True)):
        marked = reader.ask(
            MARK % f"[{pit[0]}, {pit[1]}, relief.height(relief.surface.low) + {0.0 if behind else 0.05}]"
        )
        shown = len(magenta(reader))
        reader.ask(UNMARK)
        assert marked["hidden"] is behind
        assert (shown == 0) is behind
    strength = reader.ask("""(player) => {
      const { canvases } = player.pictures.relief;
      const strength = canvases.map((canvas) => Number(getComputedStyle(canvas).opacity));
      const [hiddenInk, ink] = canvases.map((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
      return { strength, hiddenInk, ink };
    }""")
    hidden_ink, ink, hidden_heads, heads = strength["strength"]
    assert hidden_ink < 0.5 * ink
    assert hidden_heads < 0.5 * heads
    assert strength["hiddenInk"] > 20
    assert strength["ink"] > 200


def test_the_camera_is_kept_through_every_change(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    eye = turned(reader)
    reader.nudge(1)
    assert reader.ask(EYE) == pytest.approx(eye)
    choose(reader, "j")
    assert reader.ask(EYE) == pytest.approx(eye)
    assert reader.ask("(player) => player.pictures.relief.plot.layout.scene.zaxis.title.text") == "L"
    for space in ("3d", "2d", "both"):
        choose(reader, "3", space=space)
    assert reader.ask(EYE) == pytest.approx(eye)
    reader.page.get_by_role("combobox", name="L · surface").click()
    reader.page.keyboard.type("Crescent")
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function("() => document.querySelector('.relief .frame').ariaLabel.startsWith('Crescent')")
    reader.page.emulate_media(color_scheme="dark")
    reader.page.wait_for_function(
        "() => document.querySelector('.relief .plot').layout.font.color !== 'rgb(49, 51, 63)'"
    )
    assert reader.ask(EYE) == pytest.approx(eye)
    reader.page.get_by_role("button", name="Look from the front again").click()
    reader.page.wait_for_function(
        "(x) => document.querySelector('.relief .plot').layout.scene.camera.eye.x !== x", arg=eye[0]
    )
    assert reader.ask(EYE) == pytest.approx([-0.6, -1.75, 1.05])
    assert reader.errors == []


def test_while_it_plays_and_turns_the_paths_never_lag_behind_the_surface(reader: Reader) -> None:
    reader.open("/explore", replace(WELLS, steps=3000))
    reader.press("Home", "Space")
    reader.ask("""async (player) => {
      const { projectionOf } = await import(new URL("scenery.js", player.modules).href);
      const { relief } = player.pictures;
      window.seen = [];
      // After all that is drawn in a frame: a callback asked for between two frames is the last in the line.
      const look = () => {
        window.seen.push([projectionOf(relief.plot).key, relief.key.split(" ")[0], player.step]);
        setTimeout(() => requestAnimationFrame(look));
      };
      look();
    }""")
    rotate(reader, release=False)
    rotate(reader, across=-90)
    seen = reader.page.evaluate("() => window.seen")
    keys = [key for key, _, _ in seen]
    assert len(set(keys)) >= 6, "it turned"
    assert seen[-1][2] > seen[0][2], "it played"
    assert [drawn for _, drawn, _ in seen] == keys
    assert reader.state("playing") == "true"
    assert reader.errors == []


def test_2d_both_and_3d_are_chosen_by_key_and_by_hand(reader: Reader) -> None:
    reader.open("/explore", replace(WELLS, space="2d", height="linear"))
    space, height = (reader.page.locator(f".player select.{name}") for name in ("space", "height"))
    plane, relief = (reader.page.locator(f".player {name}").first for name in (".planes .frame", ".relief"))
    assert (plane.is_visible(), relief.is_visible(), height.is_visible()) == (True, False, False)
    choose(reader, "3", space="both")
    assert (plane.is_visible(), relief.is_visible(), height.is_visible()) == (True, True, True)
    left, right = plane.bounding_box(), relief.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] < right["x"]
    assert left["height"] > 300
    bar = reader.page.locator(".player .transport").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] < 768, "the bar is on the screen"
    space.select_option("3d")
    reader.until(space="3d")
    assert (plane.is_visible(), relief.is_visible()) == (False, True)
    assert reader.page.locator(".player .outcome").first.is_visible()
    reader.until_query(space="3d")
    height.select_option("log")
    reader.until_query(height="log")
    space.select_option("2d")
    reader.until(space="2d")
    assert (plane.is_visible(), relief.is_visible()) == (True, False)


def test_turning_3d_on_and_off_keeps_one_webgl_context_at_the_most(reader: Reader) -> None:
    warnings: list[str] = []
    reader.page.on("console", lambda message: warnings.append(message.text) if "contexts" in message.text else None)
    reader.page.add_init_script(f"({COUNT})()")
    reader.open("/explore", replace(WELLS, space="2d"))
    assert reader.page.evaluate(ALIVE) == 0
    for _ in range(20):
        for space, alive in (("both", 1), ("3d", 1), ("2d", 0)):
            choose(reader, "3", space=space)
            assert reader.page.evaluate(ALIVE) == alive
    choose(reader, "3", space="both")
    for name in ("Anatomy", "Explore") * 3:
        reader.page.get_by_role("link", name=name).click()
        reader.page.wait_for_url(f"**/{name.lower()}*")
        reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
        reader.page.wait_for_function(f"() => ({ALIVE})() <= 1")
    assert (reader.errors, warnings) == ([], [])


@pytest.mark.parametrize("missing", ["webgl", "camera"])
def test_without_webgl_one_line_says_so_and_the_plane_is_complete(reader: Reader, missing: str) -> None:
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
        rows = reader.ask("(player) => player.pictures.relief.plot.data.slice(1).map((trace) => trace.x.length)")
        assert rows == [2, 2]
    assert reader.page.locator(".player .planes .frame").is_visible()
    drawn = "(player) => player.pictures.planes[0].trails.map((trail) => trail.row)"
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
      const { projectionOf } = await import(new URL("scenery.js", player.modules).href);
      const { relief } = player.pictures;
      const { eye } = relief.plot._fullLayout.scene._scene.getCamera();
      return { eye: [eye.x, eye.y, eye.z], key: projectionOf(relief.plot).key === relief.key.split(" ")[0] };
    }""")
    assert np.hypot(*(np.array(moved["eye"]) - before)[:2]) > 0.1
    assert moved["key"] is True
    assert reader.errors == []


def test_a_run_that_diverges_breaks_nothing(reader: Reader) -> None:
    wild = replace(WELLS, runs=(new_run("gd", eta=1.0), new_run("adam", eta=0.2)))
    for height in ("log", "linear"):
        reader.open("/explore", replace(wild, height=height))
        assert "Diverges" in reader.sentences()[0]
        exits = reader.ask("(player) => player.pictures.relief.strands.map((strand) => strand.exit)")
        assert exits[0] is not None
        _, (x, y, z) = exits[0]
        box = reader.ask("(player) => player.pictures.relief.scenery.box")
        assert all(low - 1e-6 <= value <= high + 1e-6 for value, (low, high) in zip((x, y, z), box, strict=True))
        assert exits[1] is None
    assert reader.errors == []
