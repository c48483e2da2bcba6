"""What is drawn: clicks, zoom, changes without a blank frame, exits, divergence, thinning."""

import base64
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, new_run
from studio.page import edit
from tests.browser.conftest import Reader, computed
from words import numeral

pytestmark = pytest.mark.stays

LONG, SHORT = edit.set_steps(SCENES["one_rate"], 100_000), SCENES["burst"]
RANGE = """(player) => {
  const { xaxis, yaxis } = player.pictures.planes[0].plot._fullLayout;
  return [...xaxis.range, ...yaxis.range];
}"""


def moved(reader: Reader, gesture: Callable[[], None]) -> None:
    """Make a gesture, and wait until the axes have followed."""
    low = reader.ask(RANGE)[0]
    gesture()
    # The public layout changes when a gesture has come to rest.
    at_rest = "(low) => document.querySelector('.player .plot').layout.xaxis.range[0] !== low"
    reader.page.wait_for_function(at_rest, arg=low)


def test_a_click_sets_the_start_and_the_run_is_a_fresh_one(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    revision = int(reader.state("revision"))
    reader.click_plane(0.35, 0.3)
    reader.until_revision(revision + 1)
    reader.rest()
    reader.press("Home")
    x, y = (reader.heads()[0][axis] for axis in "xy")
    assert -5 < x < 3
    assert 0 < y < 0.5
    fresh = edit.set_start(
        SHORT, *(float(value) for value in reader.ask("(player) => player.pictures.planes[0].start"))
    )
    assert [x, y] == pytest.approx(fresh.start, rel=1e-6)
    reader.until_query(x=f"{fresh.start[0]:g}", y=f"{fresh.start[1]:g}")
    # m, σ and t start anew: the path is that of a run that never knew another start.
    reader.press("End")
    assert [reader.heads()[0][axis] for axis in "xy"] == pytest.approx(computed(fresh)[0].point[-1].tolist(), rel=1e-6)


def test_a_drag_moves_the_picture_and_not_the_start(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    before, revision = reader.ask(RANGE), reader.state("revision")
    box = reader.page.locator(".player .frame").first.bounding_box()
    assert box is not None

    def drag() -> None:
        reader.page.mouse.move(box["x"] + 400, box["y"] + 100)
        reader.page.mouse.down()
        reader.page.mouse.move(box["x"] + 300, box["y"] + 120, steps=8)
        reader.page.mouse.up()

    moved(reader, drag)
    assert reader.ask(RANGE) != before
    assert reader.ask("(player) => player.pictures.planes[0].start") == list(SHORT.start)
    assert reader.state("revision") == revision


def test_a_change_keeps_the_zoom_and_never_shows_a_blank_frame(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.open("/", LONG)
    box = reader.page.locator(".player .frame").first.bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 160, box["y"] + 150)
    moved(reader, lambda: reader.page.mouse.wheel(0, -240))
    zoomed = reader.ask(RANGE)
    # From now on, the pixels of the path and those of the ground are looked at in every frame.
    reader.ask("""(player) => {
      const plane = player.pictures.planes[0];
      window.seen = [];
      const look = () => {
        window.seen.push([plane.layers.ink[0], plane.bottom].map((canvas) => {
          const pixels = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
          let drawn = 0;
          for (let i = 3; i < pixels.length; i += 4) drawn += pixels[i] > 0;
          return drawn;
        }));
        requestAnimationFrame(look);
      };
      look();
    }""")
    reader.nudge(1)
    reader.nudge(1)
    seen = np.array(reader.page.evaluate("() => window.seen"))
    assert len(seen) > 5
    assert seen.min() > 0
    assert reader.ask(RANGE) == zoomed


@pytest.mark.long
def test_a_change_while_playing_goes_on_playing(reader: Reader) -> None:
    reader.open("/", LONG)
    reader.press("Home", "Space")
    reader.page.wait_for_function("() => +document.querySelector('[data-testid=player]').dataset.step > 3")
    reader.nudge(1)
    assert reader.state("playing") == "true"
    assert 3 < reader.step < LONG.steps


def test_where_a_path_leaves_the_picture_an_arrow_shows_its_exit(reader: Reader) -> None:
    scene = replace(SHORT, runs=(new_run("gd", eta=0.1),), steps=7)
    reader.open("/explore", scene)
    assert abs(computed(scene)[0].point[-1, 1]) > 0.5, "the last point lies outside the picture"
    exit = reader.ask("(player) => player.pictures.planes[0].paths[0].exit")
    frame = reader.page.locator(".player .frame").first.bounding_box()
    assert frame is not None
    # On the upper edge of the contour, four pixels below that of the figure; it left in step 1 or later.
    assert exit["at"][1] == pytest.approx(4, abs=1e-6)
    assert exit["row"] >= 1
    pixel = """(player) => { const { layers: { heads: [heads] }, paths: [path] } = player.pictures.planes[0];
      const [x, y] = path.exit.at;
      return [...heads.getContext("2d").getImageData(x, y + 9, 1, 1).data]; }"""
    assert reader.ask(pixel) == [0xC0, 0x4E, 0x00, 255]


@pytest.mark.long
def test_a_run_that_diverges_says_at_which_step_and_value(reader: Reader) -> None:
    scene = replace(SCENES["small_then_large"], runs=(new_run("gd", eta=1.0), new_run("rmsprop")))
    reader.open("/explore", scene)
    path = computed(scene)[0]
    assert path.outcome.kind == "diverged"
    ends = reader.ask("(player) => player.runs.map((run) => run.end)")
    assert ends == [f"step {path.outcome.step}: loss {numeral(f'{path.loss[-1]:.3g}')}", None]
    assert reader.page.locator(".player .outcome", has_text="Diverges").count() == 1
    assert reader.errors == []


def test_the_thinned_path_of_100_000_steps_looks_like_the_whole(reader: Reader) -> None:
    reader.open("/", LONG)
    path = computed(LONG)[0]
    rows = reader.ask("(player) => player.runs.map((run) => run.length)")
    # The lowest and the highest loss of each pixel of a curve on the widest screen.
    assert max(rows) <= 2 * 3_840
    whole = [base64.b64encode(path.point[:, axis].astype("<f4").tobytes()).decode() for axis in (0, 1)]
    reader.page.evaluate("(whole) => { window.whole = whole; }", whole)
    drawn = reader.ask("""async (player) => {
      const { Polyline } = await import(new URL("draw/polyline.js", player.modules).href);
      const { frameOf } = await import(new URL("pictures/plotly.js", player.modules).href);
      const { unpack } = await import(new URL("data/decode.js", player.modules).href);
      const plane = player.pictures.planes[0], frame = frameOf(plane.plot), thinned = plane.runs[0];
      const [x, y] = window.whole.map((bytes) => unpack({ type: "float32", bytes }));
      const all = { columns: { x, y }, dash: [], length: x.length, stepOf: (row) => row };
      const pictures = [thinned, all].map((run) => {
        const { width, height } = plane.layers.ink[0];
        const canvas = Object.assign(document.createElement("canvas"), { width, height });
        const context = canvas.getContext("2d");
        const line = new Polyline(run, (row) => [frame.x(run.columns.x[row]), frame.y(run.columns.y[row])]);
        line.advance([context], run.length - 1, frame, { colour: "#000", width: 2 });
        return context.getImageData(0, 0, canvas.width, canvas.height).data;
      });
      let inked = 0, different = 0;
      for (let i = 3; i < pictures[0].length; i += 4) {
        inked += pictures[1][i] > 127;
        different += Math.abs(pictures[0][i] - pictures[1][i]) > 64;
      }
      return { inked, different };
    }""")
    assert drawn["inked"] > 20_000
    # Half a pixel along the ragged ends of the bounce; an even stride would leave most of it white.
    assert drawn["different"] < 0.01 * drawn["inked"]


def test_level_lines_and_landmarks_are_where_the_surface_says(reader: Reader) -> None:
    reader.open("/explore", SCENES["small_then_large"])
    minimum = reader.ask("(player) => player.pictures.planes[0].surface.minima[0]")
    assert minimum == pytest.approx([np.cos(np.pi / 12), -np.sin(np.pi / 12)])
    centre = """async (player) => {
      const { frameOf } = await import(new URL("pictures/plotly.js", player.modules).href);
      const plane = player.pictures.planes[0], frame = frameOf(plane.plot), [x, y] = plane.surface.minima[0];
      return [frame.toX(frame.x(x)) - x, frame.toY(frame.y(y)) - y];
    }"""
    assert reader.ask(centre) == pytest.approx([0, 0], abs=1e-12)
