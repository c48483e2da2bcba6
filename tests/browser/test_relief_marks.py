"""What stands upon the surface in 3D beside the paths: each is drawn where the camera sees its place."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import new_run
from scenes.trajectories import bundles, trajectories
from studio.page import edit
from surfaces import SURFACES
from surfaces.critical import critical_points
from tests.browser.conftest import Reader
from tests.browser.test_relief import WELLS, choose, rotate
from tests.crossing import every

pytestmark = pytest.mark.stays

ALONE = replace(WELLS, runs=(new_run("gd", eta=0.005),), space="3d")
# For each place in data, and its loss, whether there is ink within some pixels of where the camera sees it, on the
# canvases for what is seen and for what is hidden; null where it is outside the picture.
INK = """([layer, places, near, least]) => {
  const { space } = player.pictures, ratio = devicePixelRatio;
  const contexts = ["hidden", "seen"].map((_, k) => space.canvases[2 * layer + k].getContext("2d"));
  return projection().then((pixel) => places.map(([x, y, loss]) => {
    const z = loss === null ? space.scene.occlusion.height(x, y) : space.scene.height(loss);
    if (Number.isNaN(z)) return null;
    const [px, py] = pixel([x, y, z]), size = (2 * near + 1) * ratio;
    const around = (context) => context.getImageData((px - near) * ratio, (py - near) * ratio, size, size).data;
    return contexts.some((context) => around(context).some((value, i) => i % 4 === 3 && value > least));
  }));
}"""
PROJECTION = """const projection = async () => {
  const { projectionOf } = await import(new URL("pictures/camera.js", player.modules).href);
  const { space } = player.pictures, seen = projectionOf(space.plot);
  return (place) => seen.pixel(place);
};"""
# From high above, paths that part in the plane are apart.
ABOVE = """async (player) => {
  const camera = { eye: { x: -0.2, y: -0.6, z: 2.1 }, center: { x: 0, y: 0, z: 0 }, up: { x: 0, y: 0, z: 1 } };
  await window.Plotly.relayout(player.pictures.space.plot, { "scene.camera": camera });
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""
DENSE, FAINT, LINES, _, HEADS = range(5)
WASHED = 5  # a wash that one path has made


def inked(
    reader: Reader, layer: int, places: list[tuple[float, float, float | None]], near: int = 2, least: int = 60
) -> list[bool]:
    """Whether each place that has a height has ink."""
    asked = f"(player) => {{ {PROJECTION} return ({INK})({[layer, [list(place) for place in places], near, least]}); }}"
    return [one for one in reader.ask(asked.replace("None", "null")) if one is not None]


def test_critical_points_stand_at_their_loss(reader: Reader) -> None:
    reader.open("/explore", edit.set_marks(ALONE, ["critical"]))
    points = critical_points(SURFACES["himmelblau"])
    assert len({one.kind for one in points}) == 3
    places = [(*one.point, one.loss) for one in points]
    assert inked(reader, LINES, places) == [True] * 9
    reader.ask(ABOVE)
    assert inked(reader, LINES, places) == [True] * 9
    if every():
        rotate(reader)
        assert inked(reader, LINES, places) == [True] * 9
    choose(reader, "c")
    # Only the minimum that the path leads to keeps any ink.
    assert sum(inked(reader, LINES, places)) <= 2


def test_arrows_end_where_their_vectors_do(reader: Reader) -> None:
    reader.open("/explore", edit.set_marks(ALONE, ["arrows"]))
    reader.press("Home", "ArrowRight", "ArrowRight")
    reader.until(step=2)
    path = trajectories(ALONE)[0]
    factor = reader.ask("(player) => player.pictures.space.drawn[2]")
    assert factor > 0
    here, next, loss = path.point[2].tolist(), path.point[3].tolist(), float(path.loss[2])
    tip = (path.point[2] - factor * path.grad[2]).tolist()
    assert inked(reader, HEADS, [(*tip, loss), (*next, float(path.loss[3]))], 1) == [True, True]
    # About 80 pixels long, but for the perspective, which is left out where the factor is chosen.
    length = reader.ask(
        f"""async (player) => {{ {PROJECTION} const pixel = await projection(), {{ space }} = player.pictures;
        const [a, b] = {[[*here, loss], [*tip, loss]]}.map(([x, y, l]) => pixel([x, y, space.scene.height(l)]));
        return Math.hypot(a[0] - b[0], a[1] - b[1]); }}"""
    )
    assert 50 < length < 150
    choose(reader, "a")
    assert inked(reader, HEADS, [(*tip, loss)], 1) == [False]


def moved_away(reader: Reader) -> list[tuple[float, float, float]]:
    """Move the start far enough that the paths part, and give places of the path as it was."""
    before = trajectories(ALONE)[0]
    reader.press(*["Shift+ArrowLeft"] * 12)
    moved = f"{ALONE.start[0] - 1.2:g}"
    reader.until_query(x=moved)
    # The address is there before the page's picture is.
    arrived = "([player, x]) => player.follower.data.start[0] === x"
    reader.page.wait_for_function(arrived, arg=[reader.handle(), float(moved)])
    reader.ask("(player) => player.queue")
    return [(*before.point[i].tolist(), float(before.loss[i])) for i in range(2)]


def test_the_run_before_a_change_stays_until_it_is_not_wanted(reader: Reader) -> None:
    reader.open("/explore", edit.set_marks(ALONE, ["ghost"]))
    along = moved_away(reader)
    assert all(inked(reader, LINES, along))
    if every():
        rotate(reader)
        assert all(inked(reader, LINES, along))
    # How far a drag turns it depends on the machine, and from some sides the new path covers the old one's place.
    reader.ask(ABOVE)
    assert all(inked(reader, LINES, along))
    choose(reader, "g")
    assert not any(inked(reader, LINES, along))


@pytest.mark.long
def test_a_pinned_run_stays(reader: Reader) -> None:
    reader.open("/explore", ALONE)
    reader.press("p")
    along = moved_away(reader)
    assert all(inked(reader, LINES, along))
    reader.page.locator(".player .kept button").click()
    assert not any(inked(reader, LINES, along))


def test_the_paths_of_all_seeds_lie_on_the_surface(reader: Reader) -> None:
    scene = edit.set_seeds(edit.set_noise(ALONE, 50.0), 8)
    reader.open("/explore", scene)
    (many,) = bundles(scene)
    assert len(many.point) == 8
    places = [(x, y, None) for path in many.point for x, y in path[3:60:8].tolist()]
    assert len({(round(x, 1), round(y, 1)) for x, y, _ in places}) > 20
    assert inked(reader, DENSE, places, 1, WASHED) == [True] * len(places)
    # They stay in one half of the picture.
    assert np.min(many.point[..., 0]) > 0
    elsewhere = [(x - 5, y, None) for x, y, _ in places]
    assert np.mean(inked(reader, DENSE, elsewhere, 1, WASHED)) < 0.1


def test_all_values_of_the_dial_lie_on_the_surface(reader: Reader) -> None:
    reader.open("/explore", edit.set_marks(ALONE, ["dial", "family"]))
    values = reader.ask("(player) => player.dial.data.values")
    assert len(values) > 30
    places = []
    for value in values[5:25:5]:
        path = trajectories(edit.set_knob(ALONE, 0, "eta", value))[0]
        places += [(x, y, None) for x, y in path.point[1:8:3].tolist()]
    found = inked(reader, FAINT, places)
    assert len(found) > 6
    assert np.mean(found) == 1
    choose(reader, "m")
    assert reader.ask("(player) => player.pictures.space.canvases.slice(2, 4).every((canvas) => canvas.hidden)")
