"""The same runs on two surfaces in the browser: two planes of one size, each with its own ground, on one clock."""

from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from optimizers import Path
from scenes import SCENES, Scene
from scenes.drawn.ground import ground
from scenes.scene import grounds
from studio.page import edit
from studio.player.payload import payload
from tests.browser.conftest import PLAYER, Reader, computed
from tests.crossing import among

pytestmark = pytest.mark.stays

BOTH = [pytest.param(SCENES[id], id=id) for id in ("moved", "normalised")]
RANGE = f"{PLAYER} .knob input"
NOTICE = f"{PLAYER} .notice"
# Of each plane: how large its picture is, its level lines and ground, which runs it has, and whether the head of each
# one that is in the picture is drawn there.
PLANES = """(player) => player.pictures.planes.map((plane) => {
  const view = plane.view(), [bottom, heads] = plane.element.querySelectorAll("canvas.ground, canvas.heads");
  const ratio = heads.width / heads.clientWidth, context = heads.getContext("2d");
  const { width, height } = plane.box.getBoundingClientRect();
  const drawn = plane.runs.map((run) => run.at(player.step)).map(({ x, y }) => [view.x(x), view.y(y)])
    .filter(([x, y]) => view.holds(x, y))
    .map(([x, y]) => context.getImageData(Math.round(x * ratio), Math.round(y * ratio), 1, 1).data[3] > 0);
  return { size: [width, height], lines: plane.surface.lines, ground: bottom.toDataURL(),
    runs: plane.runs.map((run) => player.runs.indexOf(run)), beside: plane.runs.map((run) => run.beside), drawn };
})"""


def planes(reader: Reader) -> list[dict[str, Any]]:
    return reader.ask(PLANES)


def in_pairs(scene: Scene) -> list[Path]:
    """The runs as the player has them: each on the first surface, then the same on the other."""
    return [*chain.from_iterable(zip(*(computed(side) for side in grounds(scene)), strict=True))]


def check_heads(reader: Reader, paths: list[Path], step: int) -> None:
    for head, path in zip(reader.heads(), paths, strict=True):
        at = min(step, len(path.loss) - 1)
        assert [head["x"], head["y"]] == pytest.approx(path.point[at].tolist(), rel=1e-6, abs=1e-12)
        assert head["loss"] == pytest.approx(float(path.loss[at]), rel=1e-6, abs=1e-12)


@pytest.mark.parametrize("scene", BOTH)
def test_two_planes_of_one_size_have_their_own_level_lines_and_runs_and_one_clock(reader: Reader, scene: Scene) -> None:
    reader.open("/explore", scene)
    first, second = planes(reader)
    assert first["size"] == second["size"]
    for plane, side in zip((first, second), grounds(scene), strict=True):
        assert plane["lines"] == pytest.approx(list(ground(side.surface, side.numbers).lines), rel=1e-12)
    assert first["lines"] != second["lines"]
    assert first["ground"] != second["ground"]
    count = len(scene.runs)
    assert [plane["runs"] for plane in (first, second)] == [[*range(0, 2 * count, 2)], [*range(1, 2 * count, 2)]]
    assert [{*plane["beside"]} for plane in (first, second)] == [{False}, {True}]
    # One clock moves both, and each run ends where Python has it.
    paths = in_pairs(scene)
    for keys, step in ((["Home"], 0), (["ArrowRight"] * 3, 3), (["ArrowLeft"], 2), (["End"], scene.steps)):
        reader.press(*keys)
        reader.until(step=step)
        check_heads(reader, paths, step)
        # At the start every run is in its picture.
        drawn = [plane["drawn"] for plane in planes(reader)]
        assert all(chain.from_iterable(drawn))
        assert step or [len(one) for one in drawn] == [len(scene.runs)] * 2
    assert [len(path.loss) - 1 for path in paths] == reader.ask("(player) => player.runs.map((run) => run.last)")
    assert reader.errors == []


@pytest.mark.parametrize("space", among(["both", "3d"], 1))
def test_in_3d_it_is_said_that_the_first_surface_is_shown_alone(reader: Reader, space: Any) -> None:
    scene = replace(SCENES["moved"], space=space)
    reader.open("/explore", scene)
    assert "In 3D only the first of the two surfaces is shown." in reader.page.locator(NOTICE).inner_text()
    assert reader.ask("(player) => player.pictures.space.runs.map((run) => run.beside)") == [False]
    reader.turn("/explore", replace(scene, space="2d"))
    assert "3D" not in reader.page.locator(NOTICE).inner_text()


def test_while_the_dial_is_turned_the_first_surface_follows_and_the_other_when_it_is_let_go(reader: Reader) -> None:
    scene = replace(SCENES["moved"], marks=("dial",))
    dial = payload(scene)["dial"]
    values, to = dial["values"], dial["at"] - 6
    turned = edit.set_knob(scene, 0, "eta", values[to])
    reader.open("/explore", scene)
    assert "While the dial is turned the first surface follows" in reader.page.locator(NOTICE).inner_text()
    reader.press("End")
    reader.until(step=scene.steps)
    reader.page.locator(RANGE).scroll_into_view_if_needed()
    box = reader.page.locator(RANGE).bounding_box()
    assert box is not None
    thumb, share = 16, to / (len(values) - 1)
    here = box["x"] + thumb / 2 + dial["at"] / (len(values) - 1) * (box["width"] - thumb)
    there = box["x"] + thumb / 2 + share * (box["width"] - thumb)
    reader.page.mouse.move(here, box["y"] + box["height"] / 2)
    reader.page.mouse.down()
    reader.page.mouse.move(there, box["y"] + box["height"] / 2)
    reader.page.wait_for_function(f"(i) => document.querySelector('{RANGE}').value === String(i)", arg=to)
    check_heads(reader, [in_pairs(turned)[0], in_pairs(scene)[1]], scene.steps)
    revision = int(reader.state("revision"))
    reader.page.mouse.up()
    reader.until_revision(revision + 1)
    check_heads(reader, in_pairs(turned), scene.steps)
    assert reader.errors == []


def test_a_start_that_is_dragged_moves_both(reader: Reader) -> None:
    scene = SCENES["moved"]
    reader.open("/explore", scene)
    before = int(reader.state("revision"))
    reader.click_plane(0.5, 0.4, plane=1)
    reader.until_revision(before + 1)
    reader.rest()
    x, y = (float(reader.link()[name]) for name in ("x", "y"))
    assert (x, y) != scene.start
    check_heads(reader, in_pairs(edit.set_start(scene, x=x, y=y)), reader.step)
    assert reader.errors == []
