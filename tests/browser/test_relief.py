"""The surface in 3D: it shows the same runs, follows the hand and keeps its camera."""

import io
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from scenes import Scene, new_run
from scenes.scene import usual_numbers
from studio.look.palette import STYLES
from tests.browser.conftest import Reader
from tests.crossing import every

pytestmark = pytest.mark.stays

RUNS = (new_run("gd", eta=0.01), new_run("momentum", eta=0.005))
WELLS = Scene(
    "himmelblau", usual_numbers("himmelblau"), (4.2, 4.0), 300, RUNS, "one", "linear", space="both", height="log"
)
EYE = "(player) => { const { eye } = player.pictures.space.plot.layout.scene.camera; return [eye.x, eye.y, eye.z]; }"
# A marker of Plotly's own at a point of the data, and where the player says that this is.
MARK = """async (player) => {
  const { space } = player.pictures, { box } = space.scene;
  const place = %s;
  const marker = { size: 9, color: "#ff00ff", line: { width: 0 } };
  const trace = { type: "scatter3d", mode: "markers", x: [place[0]], y: [place[1]], z: [place[2]], marker };
  await window.Plotly.addTraces(space.plot, trace);
  for (const canvas of space.canvases) canvas.style.visibility = "hidden";
  const { projectionOf } = await import(new URL("pictures/camera.js", player.modules).href);
  // Plotly's camera glides to where a hand has left it: what is seen is its last place.
  for (let still = 0, last = ""; still < 5; ) {
    await new Promise((done) => requestAnimationFrame(done));
    const now = String(projectionOf(space.plot).pixel(place));
    still = now === last ? still + 1 : 0;
    last = now;
  }
  const projection = projectionOf(space.plot);
  return { pixel: projection.pixel(place), hidden: space.scene.occlusion.hides(place, projection.eye) };
}"""
# The eye comes down, until the rims hide what is behind them.
LOW = """(player) => window.Plotly.relayout(player.pictures.space.plot, {
  "scene.camera": { eye: { x: -0.6, y: -1.75, z: 1.05 }, center: { x: 0, y: 0, z: -0.1 }, up: { x: 0, y: 0, z: 1 } },
})"""
UNMARK = """async (player) => {
  const { space } = player.pictures;
  await window.Plotly.deleteTraces(space.plot, -1);
  for (const canvas of space.canvases) canvas.style.visibility = "";
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


# In a far corner, in a near one, and below them.
PLACES = ("[-4, 3, box[2][1]]", "[4, -4, box[2][1]]", "[0, 0, box[2][1] - 0.2]")


def test_a_point_is_where_plotly_draws_it_before_and_after_a_turn(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    for turn in (False, True):
        if turn:
            turned(reader)
        for at in PLACES if every() else PLACES[turn : turn + 1]:
            marked = reader.ask(MARK % at)
            seen = magenta(reader)
            reader.ask(UNMARK)
            assert len(seen) > 20, at
            # The frame begins at a fraction of a pixel, and so does a disc.
            assert seen.mean(axis=0) + 0.5 == pytest.approx(marked["pixel"], abs=1.6), at


def test_the_point_of_a_run_stands_at_its_loss_over_its_place(reader: Reader) -> None:
    reader.open("/explore", replace(WELLS, runs=RUNS[:1]))
    reader.ask(LOW)
    reader.press("Home", *["ArrowRight"] * 3)
    red, green, _ = (int(STYLES[0].light[i : i + 2], 16) for i in (1, 3, 5))
    # Plotly's camera may still glide to where the hand of another test has left it: both of one moment.
    drawn, expected = reader.ask(
        """(player) => {
      const { space } = player.pictures, canvas = space.canvases.at(-1), { width, height } = canvas;
      const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
      const found = [], { x, y, loss } = player.runs[0].at(player.step);
      for (let i = 0; i < data.length; i += 4) {
        const run = data[i] === RED && data[i + 1] === GREEN && data[i + 3] === 255;
        if (run) found.push([(i / 4) % width, Math.floor(i / 4 / width)]);
      }
      return [found, space.view().pixel([x, y, space.scene.height(loss)])];
    }""".replace("RED", str(red)).replace("GREEN", str(green))
    )
    pixels = np.array(drawn)
    # The disc of the marker, without the tail that leads to it.
    disc = pixels[np.hypot(*(pixels - expected).T) < 9]
    assert len(disc) > 100
    assert disc.mean(axis=0) + 0.5 == pytest.approx(expected, abs=1.0)


@pytest.mark.fresh
def test_what_is_behind_the_surface_is_drawn_fainter(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    reader.ask(LOW)
    # The pit in front is open to the eye, the one at the back is behind its own rim: Plotly's own marker says so too.
    for pit, behind in (((-3.779310, -3.283186), False), ((-2.805118, 3.131312), True)):
        marked = reader.ask(
            MARK % f"[{pit[0]}, {pit[1]}, space.scene.height(space.surface.low) + {0.0 if behind else 0.05}]"
        )
        shown = len(magenta(reader))
        reader.ask(UNMARK)
        assert marked["hidden"] is behind
        assert (shown == 0) is behind
    strength = reader.ask("""(player) => {
      const canvases = player.pictures.space.canvases.slice(4);
      const strength = canvases.map((canvas) => Number(getComputedStyle(canvas).opacity));
      const [hiddenInk, ink] = canvases.map((canvas) => {
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 0).length;
      });
      return { strength, hiddenInk, ink };
    }""")
    hidden_ink, ink, _, _, hidden_heads, heads = strength["strength"]
    assert hidden_ink < 0.5 * ink
    assert hidden_heads < 0.5 * heads
    assert strength["hiddenInk"] > 20
    assert strength["ink"] > 200


def test_the_camera_is_kept_through_every_change(reader: Reader) -> None:
    reader.open("/explore", WELLS)
    eye = turned(reader)
    reader.nudge(1)
    assert reader.ask(EYE) == pytest.approx(eye)
    if every():  # the surface that is chosen below has heights of its own
        choose(reader, "j")
        assert reader.ask(EYE) == pytest.approx(eye)
        assert reader.ask("(player) => player.pictures.space.scene.names[2]") == "loss L"
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
    reader.page.get_by_role("button", name="Reset the camera").click()
    reader.page.wait_for_function(
        "(x) => document.querySelector('.relief .plot').layout.scene.camera.eye.x !== x", arg=eye[0]
    )
    # In a narrow picture the eye is farther away.
    box = frame_of(reader)
    far = max(1, round(box["height"]) / round(box["width"]))
    assert reader.ask(EYE) == pytest.approx([far * -0.65, far * -1.3, far * 1.7], rel=0.02)
    assert reader.errors == []


def test_while_it_plays_and_turns_the_paths_never_lag_behind_the_surface(reader: Reader) -> None:
    reader.open("/explore", replace(WELLS, steps=3000))
    reader.press("Home", "Space")
    reader.ask("""async (player) => {
      const { projectionOf } = await import(new URL("pictures/camera.js", player.modules).href);
      const { space } = player.pictures;
      window.seen = [];
      // After all that is drawn in a frame: a callback asked for between two frames is the last in the line.
      const look = () => {
        window.seen.push([projectionOf(space.plot).key, space.key.split(" ")[0], player.step]);
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
    reader.page.get_by_role("button", name="More", exact=True).click()
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
