"""Zooming in: every step of the burst is there, exactly, in a run of 100,000 steps too."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from scenes import SCENES
from studio.look.palette import STYLES
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays

# The brake: the steep parameter bursts at about step 70, and then the run bounces for good.
BURST = replace(SCENES["burst"], steps=100_000, clock="log", curves=("loss",))
# The frame of the first picture: its edges in pixels and the ranges of x and y.
FRAME = """(player) => {
  const { xaxis: x, yaxis: y } = player.pictures.planes[0].plot._fullLayout;
  return { left: x._offset, top: y._offset, width: x._length, height: y._length, x: x.range, y: y.range };
}"""
SETTLED = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
DOTS = (
    """(player) => player.pictures.planes[0].dots.map(({ step, x, y, label }) => ({ step, x, y, numbered: !!label }))"""
)


def zoom_to(reader: Reader, x: tuple[float, float], y: tuple[float, float]) -> None:
    """Show this part, and wait until its finer points have come."""
    before = int(reader.state("revision"))
    ranges = f'{{ "xaxis.range": {list(x)}, "yaxis.range": {list(y)} }}'
    reader.ask(f"(player) => player.Plotly.relayout(player.pictures.planes[0].plot, {ranges})")
    reader.until(revision=before + 1)
    reader.ask(SETTLED)


def pixels(frame: dict[str, Any], point: np.ndarray) -> np.ndarray:
    """Where float64 says that points stand, in pixels of the picture."""
    (x0, x1), (y0, y1) = frame["x"], frame["y"]
    x = frame["left"] + (point[:, 0] - x0) / (x1 - x0) * frame["width"]
    y = frame["top"] + (y1 - point[:, 1]) / (y1 - y0) * frame["height"]
    return np.column_stack([x, y])


def burst(low: int, high: int) -> tuple[np.ndarray, tuple[float, float], tuple[float, float]]:
    """The path, and the window on its steps low … high, with a little room around them."""
    point = computed(BURST)[0].point
    inside = point[low : high + 1]
    (x0, y0), (x1, y1) = inside.min(0).tolist(), inside.max(0).tolist()
    across, up = (x1 - x0) * 0.08, (y1 - y0) * 0.12
    return point, (x0 - across, x1 + across), (y0 - up, y1 + up)


def test_each_step_of_the_burst_of_100_000_steps_has_its_dot_where_the_path_is(reader: Reader) -> None:
    reader.open("/explore", BURST)
    assert reader.ask(DOTS) == []
    point, x, y = burst(60, 90)
    zoom_to(reader, x, y)
    dots, frame = reader.ask(DOTS), reader.ask(FRAME)
    inside = [i for i, (a, b) in enumerate(point.tolist()) if x[0] <= a <= x[1] and y[0] <= b <= y[1]]
    assert [dot["step"] for dot in dots] == inside
    assert {*range(60, 91)} <= set(inside)
    expected = pixels(frame, point[inside])
    assert np.array([[dot["x"], dot["y"]] for dot in dots]) == pytest.approx(expected, abs=1e-6)
    # And what is on the canvas: at each of these places the colour of the run.
    seen = reader.ask(
        f"""(player) => {{
          const context = player.pictures.planes[0].layers.heads[0].getContext("2d");
          const pixel = ([x, y]) => [...context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data];
          return {expected.tolist()}.map(pixel);
        }}"""
    )
    assert all(pixel == [*bytes.fromhex(STYLES[0].light[1:]), 255] for pixel in seen), seen
    assert sum(dot["numbered"] for dot in dots) > len(dots) / 2


@pytest.mark.long
def test_the_line_through_the_burst_goes_from_step_to_step(reader: Reader) -> None:
    reader.open("/explore", BURST)
    point, x, y = burst(66, 80)
    zoom_to(reader, x, y)
    frame = reader.ask(FRAME)
    places = pixels(frame, point[66:81])
    middles = ((places[:-1] + places[1:]) / 2).tolist()
    strength = f"""(player) => {{
      const context = player.pictures.planes[0].layers.ink[0].getContext("2d");
      return {middles}.map(([x, y]) => context.getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3]);
    }}"""
    # A line two pixels wide covers the pixel that its middle lies in, but for its edges.
    assert min(reader.ask(strength)) > 100


@pytest.mark.fresh  # of a page that has not been zoomed in
def test_with_the_whole_on_show_again_the_finer_points_are_forgotten(reader: Reader) -> None:
    reader.open("/explore", BURST)
    before = reader.ask(FRAME)
    _, x, y = burst(60, 90)
    zoom_to(reader, x, y)
    revision = int(reader.state("revision"))
    reader.press("0")
    reader.until(revision=revision + 1)
    assert reader.ask("(player) => player.runs.map((run) => run.finer)") == [None]
    after = reader.ask(FRAME)
    assert (after["x"], after["y"]) == (before["x"], before["y"])


def test_finer_points_follow_a_change_of_the_run(reader: Reader) -> None:
    reader.open("/explore", BURST)
    _, x, y = burst(66, 80)
    zoom_to(reader, x, y)
    first = reader.ask("(player) => [...player.runs[0].finer.x]")
    reader.nudge("learning rate")
    finer = reader.ask("(player) => [[...player.runs[0].finer.steps], [...player.runs[0].finer.x]]")
    assert finer[1] != first
    eta = float(reader.ask("(player) => player.runs[0].name").split("η = ")[1])
    changed = replace(BURST, runs=(replace(BURST.runs[0], numbers=(("eta", eta), *BURST.runs[0].numbers[1:])),))
    assert finer[1] == computed(changed)[0].point[finer[0], 0].tolist()


def test_keys_zoom_about_the_head_and_back(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    reader.ask("(player) => { player.clock.position = 70; player.clock.onTick(); }")
    whole, revision = reader.ask(FRAME), reader.state("revision")
    head = np.array([[reader.heads()[0]["x"], reader.heads()[0]["y"]]])
    at = pixels(whole, head)
    reader.press("+", "+")
    reader.ask(SETTLED)
    near = reader.ask(FRAME)
    assert near["x"][1] - near["x"][0] == pytest.approx((whole["x"][1] - whole["x"][0]) / 4)
    assert near["y"][1] - near["y"][0] == pytest.approx((whole["y"][1] - whole["y"][0]) / 4)
    assert pixels(near, head) == pytest.approx(at, abs=1e-6)
    reader.press("-", "-")
    reader.ask(SETTLED)
    back = reader.ask(FRAME)
    assert [*back["x"], *back["y"]] == pytest.approx([*whole["x"], *whole["y"]])
    # A short run is here whole: nothing was asked for.
    assert reader.state("revision") == revision


def test_a_short_run_has_its_steps_numbered_without_asking(reader: Reader) -> None:
    short = replace(SCENES["burst"], steps=80)
    reader.open("/explore", short)
    revision = reader.state("revision")
    point, x, y = burst(66, 80)
    ranges = f'{{ "xaxis.range": {list(x)}, "yaxis.range": {list(y)} }}'
    reader.ask(f"(player) => player.Plotly.relayout(player.pictures.planes[0].plot, {ranges})")
    reader.ask(SETTLED)
    dots = reader.ask(DOTS)
    assert [dot["step"] for dot in dots] == [
        i for i, (a, b) in enumerate(point[:81].tolist()) if x[0] <= a <= x[1] and y[0] <= b <= y[1]
    ]
    assert reader.state("revision") == revision
