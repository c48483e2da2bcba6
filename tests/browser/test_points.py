"""The other points of a step, in Chromium: their key, names and numbers, where they are, also while the dial turns."""

import pytest

from scenes.scene import new_run, on
from scenes.trajectories import path_at
from tests.browser.conftest import PLAYER, Reader

SCENE = on("quadratic", 40, new_run("schedule_free", eta=0.02), start=(-3.0, 1.2))
HERE = """(player) => player.runs.map((run) => run.points.map((_, i) =>
  ["x", "y"].map((axis) => run.at(player.step)[`p${i + 1}${axis}`])))"""
HEADS = "(player) => player.pictures.planes[0].layers.heads[0].toDataURL()"
INK = "(player) => player.pictures.planes[0].layers.ink[0].toDataURL()"


def test_the_other_points_have_a_key_names_and_places_and_follow_the_dial(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    shapes, plain = reader.page.locator(f"{PLAYER} .shapes"), [reader.ask(HEADS), reader.ask(INK)]
    assert shapes.is_hidden()
    reader.press("y")
    shapes.get_by_text("z: where the steps alone lead").wait_for()
    shapes.get_by_text("x: the average of those, which is what is used in the end").wait_for()
    reader.rest()
    assert reader.link()["show"] == "points"
    step = int(reader.ask("(player) => player.step"))
    beside = path_at(SCENE, 0).beside
    assert reader.ask(HERE) == [[pytest.approx(points[step], rel=1e-6) for points in beside.values()]]
    assert reader.ask(HEADS) != plain[0]
    assert reader.ask(INK) != plain[1]
    # Written out, each stands below the gradient, and what it is with the first parameter.
    reader.press("ArrowLeft")
    reader.press("n")
    reader.page.locator(f"{PLAYER} .microscope .lines:not(.empty)").wait_for()
    reader.rest()
    said = reader.page.locator(f"{PLAYER} .microscope .lines").inner_text()
    for symbol, (id, points) in zip("zx", beside.items(), strict=True):
        for axis, sub in enumerate("₁₂"):
            value = f"{points[step - 1, axis]:.6g}".replace("-", "−")
            assert f"{symbol}{sub} = {value}" in said, (id, axis)
    assert said.count("(where the steps alone lead)") == 1
    # They are those of the turned run at once.
    reader.press("d")
    reader.page.locator(f"{PLAYER} .knob").wait_for()
    reader.rest()
    before = reader.ask(HERE)
    reader.press("]")
    assert reader.ask(HERE) != before
