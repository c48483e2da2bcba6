"""The curves in Chromium: those of the scene, on axes of their own, with the play head on each."""

import numpy as np
import pytest

from scenes import SCENES, Scene, new_run
from scenes.trajectories import origin_of
from studio.page import edit
from studio.player.columns import columns_of, goal_of
from tests.browser.conftest import PLAYER, Reader, computed
from tests.browser.test_playback import LONG
from tests.studio.player.test_payload import scene_of
from words import numeral

pytestmark = pytest.mark.stays

BURST = SCENES["burst_and_brake"]
# Where the last row of each line of each plot is drawn, and the frame it lies in.
LINES = """(player) => player.curves.lines.map((group) => group.map((line) => line.place(line.row)))"""
# What is written over the curves when they are drawn again.
WRITTEN = """(player) => {
  const said = [], write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = (text) => said.push(text);
  player.curves.draw(player.step);
  CanvasRenderingContext2D.prototype.fillText = write;
  return said; }"""
PIXELS = """(player) => { const { width, height } = player.curves.ink;
  const data = player.curves.ink.getContext("2d").getImageData(0, 0, width, height).data;
  let drawn = 0; for (let i = 3; i < data.length; i += 4) drawn += data[i] > 0; return drawn; }"""


def test_the_curves_of_the_scene_are_drawn(reader: Reader) -> None:
    for curves in ([], ["eta"], ["g1", "m2", "s1"], ["gap", "rate2", "distance", "loss"]):
        (reader.turn if curves else reader.open)("/explore", edit.set_curves(BURST, curves))
        lines = reader.ask(LINES)
        assert len(lines) == len(curves)
        assert all(len(group) == 3 for group in lines)
        height = reader.page.locator(f"{PLAYER} .curves").evaluate("(element) => element.clientHeight")
        assert (height > 0) == bool(curves)
        # Lines of every run are on the canvas: hundreds of pixels each.
        assert (reader.ask(PIXELS) > 500) == bool(curves)
    # A run that grows beyond its axis is not lost: at its end it is said how high it is.
    far = scene_of("rosenbrock", 60, new_run("gd", eta=0.01))
    reader.turn("/explore", far)
    reader.press("End")
    loss = computed(far)[0].loss[-1]
    assert loss > 1e100
    assert numeral(f"{loss:.3g}") in reader.ask(WRITTEN)
    assert reader.errors == []


def heights(reader: Reader, scene: Scene, values: list[float]) -> list[float]:
    """The heights of values of the first curve, as shares of its axis from the top."""
    return reader.ask(f"""(player) => {{
      const {{ scale, range: [low, high] }} = player.curves.curves[0];
      return {values}.map((value) => (high - scale.of(value)) / (high - low)); }}""")


def test_a_symmetric_axis_is_linear_in_the_middle_and_logarithmic_beyond(reader: Reader) -> None:
    scene = edit.set_curves(scene_of("quadratic", 60, new_run("gd", eta=0.09)), ["g2"])
    reader.open("/explore", scene)
    found = reader.ask("(player) => player.curves.curves[0]")
    threshold, (low, high) = found["threshold"], found["range"]
    assert low < 0 < high
    middle, half, edge, ten, under = heights(
        reader, scene, [0, threshold / 2, threshold, 10 * threshold, -10 * threshold]
    )
    step = 1 / (high - low)
    assert [middle - half, middle - edge, middle - ten] == pytest.approx([step / 2, step, 2 * step])
    assert under - middle == pytest.approx(middle - ten)


def test_every_value_of_a_curve_is_drawn_where_its_axis_says_and_updates_end_one_step_before_the_points(
    reader: Reader,
) -> None:
    scene = edit.set_curves(BURST, ["rate2"])
    reader.open("/explore", scene)
    goal = goal_of(scene.surface, scene.numbers)
    for k, path in enumerate(computed(scene)):
        column = columns_of(path, origin_of(scene, scene.runs[k]), goal, ["rate2"])["rate2"][:-1]
        places = reader.ask(
            f"(player) => {{ const line = player.curves.lines[0][{k}]; const rows = {len(column)};"
            " return Array.from({ length: rows }, (_, row) => line.place(row)); }"
        )
        top, bottom, low, high = reader.ask("""({ curves: { frames: [{ top, bottom }], curves: [{ range }] } }) =>
          [top, bottom, ...range]""")
        assert bottom - top > 60
        wanted = top + (bottom - top) * (high - np.log10(column)) / (high - low)
        assert [y for _, y in places] == pytest.approx(wanted.tolist(), abs=1e-3)
    reader.turn("/explore", edit.set_curves(BURST, ["eta"]))
    ends = reader.ask("""(player) => player.curves.lines[0].map((line) => [line.column.length,
      Number.isNaN(line.column.at(-1)), Number.isNaN(line.column.at(-2))])""")
    assert ends == [[601, True, False]] * 3


def test_a_long_run_keeps_the_extremes_of_other_curves_too(reader: Reader) -> None:
    scene = edit.set_curves(LONG, ["g2"])
    reader.open("/explore", scene)
    for k, path in enumerate(computed(scene)):
        extremes = reader.ask(
            f"(player) => {{ const {{ column }} = player.curves.lines[0][{k}];"
            " return [Math.min(...column), Math.max(...column)]; }"
        )
        g2 = path.grad[:, 1]
        assert extremes == pytest.approx([g2.min(), g2.max()], rel=1e-6)
