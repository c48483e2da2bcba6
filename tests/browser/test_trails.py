"""Trails, ghosts and pins: what is on the canvases, by key, by list and by button."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, Scene
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays

SCENE = replace(SCENES["burst"], curves=("loss",))
TRAIL = "Path shown"
# How many pixels of a canvas of the first picture are inked.
INKED = """(player) => {{
  const [canvas] = player.pictures.planes[0].layers.{canvas};
  const {{ data }} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  return data.filter((value, i) => i % 4 === 3 && value > 0).length;
}}"""
# Where steps of the first run stand in the first picture, and the strength of the heads' canvas there.
STRENGTH = """async (player) => {{
  const {{ frameOf }} = await import(new URL("pictures/plotly.js", player.modules).href);
  const [plane] = player.pictures.planes, [run] = plane.runs, frame = frameOf(plane.plot);
  const context = plane.layers.{canvas}[0].getContext("2d");
  return {steps}.map((step) => {{
    const [x, y] = frame.spot(run.at(step)).map(Math.floor), {{ data }} = context.getImageData(x - 1, y - 1, 3, 3);
    return Math.max(...data.filter((_, i) => i % 4 === 3));
  }});
}}"""


def inked(reader: Reader, canvas: str) -> int:
    return int(reader.ask(INKED.format(canvas=canvas)))


def strengths(reader: Reader, canvas: str, *steps: int) -> list[int]:
    return list(reader.ask(STRENGTH.format(canvas=canvas, steps=list(steps))))


def at(reader: Reader, step: int) -> None:
    reader.ask(f"(player) => {{ player.clock.position = {step}; player.clock.onTick(); }}")


@pytest.mark.fresh
def test_the_key_goes_through_the_trails_and_the_list_and_the_link_follow(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    for revision, trail in enumerate(["last_500", "last_100", "last_20", "points", "full"], start=2):
        reader.press("t")
        reader.until(revision=revision)
        assert reader.in_the_menu(TRAIL).input_value() == trail
        if trail != "full":
            reader.until_query(trail=trail)


@pytest.mark.fresh
def test_a_whole_path_has_its_last_steps_above_it_and_of_the_last_ones_alone_the_older_are_fainter(
    reader: Reader,
) -> None:
    reader.open("/explore", SCENE)
    at(reader, 50)
    assert strengths(reader, "heads", 49, 40, 30) == [255, 255, 0]
    assert min(strengths(reader, "ink", 10, 20, 30, 40, 49)) > 150
    at(reader, 60)
    assert inked(reader, "ink") > 500
    reader.in_the_menu(TRAIL).select_option("last_20")
    reader.until(revision=2)
    assert inked(reader, "ink") == 0
    # At step 60 the run creeps along θ₁: its steps stand beside each other. One before the last 20 is gone.
    gone, old, middle, new = strengths(reader, "heads", 36, 44, 50, 55)
    assert gone == 0
    assert 0 < old < middle < new


@pytest.mark.fresh
def test_points_are_a_dot_for_each_step_and_no_line_between_them(reader: Reader) -> None:
    bounce = replace(SCENE, steps=80)
    reader.open("/explore", bounce)
    reader.in_the_menu(TRAIL).select_option("points")
    reader.until(revision=2)
    steps = list(range(1, 81))
    assert min(strengths(reader, "ink", *steps)) > 150
    # Three pixels by three, smeared over the edges of pixels, for 81 steps that partly cover each other.
    assert 200 < inked(reader, "ink") <= 81 * 16


@pytest.mark.fresh
def test_on_a_thinned_run_the_last_steps_are_fetched_and_exact(reader: Reader) -> None:
    long = replace(SCENE, steps=100_000, trail="last_20")
    reader.open("/explore", long)
    at(reader, 50_001)
    reader.until(revision=2)
    near = reader.ask("(player) => [player.runs[0].near.from, [...player.runs[0].near.columns.y]]")
    low = near[0]
    assert low <= 50_001 - 20
    assert near[1] == computed(long)[0].point[low : low + len(near[1]), 1].tolist()


def ghosts(reader: Reader) -> list[str]:
    return reader.page.locator(".player .kept:not(.pinned)").all_inner_texts()


def pins(reader: Reader) -> list[str]:
    return reader.page.locator(".player .kept.pinned").all_inner_texts()


def final(reader: Reader, scene: Scene, place: int = 0) -> int:
    """How strong the canvas under the paths is where a run of this scene ends, by Python's float64."""
    x, y = computed(scene)[place].point[-1].tolist()
    return int(
        reader.ask(f"""async (player) => {{
          const {{ frameOf }} = await import(new URL("pictures/plotly.js", player.modules).href);
          const [plane] = player.pictures.planes, [x, y] = frameOf(plane.plot).spot({{ x: {x}, y: {y} }});
          return plane.layers.under[0].getContext("2d").getImageData(Math.floor(x), Math.floor(y), 1, 1).data[3];
        }}""")
    )


SHORT = replace(SCENE, steps=30)


@pytest.mark.fresh
def test_a_ghost_appears_with_a_change_and_goes_with_the_next(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    assert inked(reader, "under") == 0
    reader.press("g")
    reader.until(revision=2)
    assert ghosts(reader) == []
    reader.nudge("learning rate")
    assert ghosts(reader) == ["before: Adagrad, η = 0.06"]
    assert final(reader, SHORT) == 255
    second = reader.ask("(player) => player.runs[0].name")
    reader.nudge("learning rate")
    assert ghosts(reader) == [f"before: {second}"]
    # The point that stood there is gone; a faint line may lead over its place.
    assert final(reader, SHORT) < 255
    # A mark, or another trail, is no change of a path.
    before = int(reader.state("revision"))
    reader.press("t")
    reader.until(revision=before + 1)
    assert ghosts(reader) == [f"before: {second}"]
    reader.press("g")
    reader.until(revision=before + 2)
    assert ghosts(reader) == []
    assert inked(reader, "under") == 0


def test_a_pinned_run_stays_through_changes_with_its_name_and_outcome(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    sentence = reader.sentences()[0]
    reader.page.get_by_role("button", name="Pin this run").click()
    assert pins(reader) == [f"A · Adagrad, η = 0.06\n✕ {sentence}"]
    for _ in range(2):
        reader.nudge("learning rate")
        assert final(reader, SHORT) == 255
        assert pins(reader) == [f"A · Adagrad, η = 0.06\n✕ {sentence}"]
    reader.page.get_by_role("button", name="A · Adagrad").click()
    assert pins(reader) == []
    assert inked(reader, "under") == 0
    assert reader.errors == []


def test_a_pin_is_hidden_while_its_surface_is_another_and_comes_back(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.open("/explore", SHORT)
    reader.press("p")
    assert len(pins(reader)) == 1
    reader.page.get_by_text("Numbers of the surface").click()
    reader.page.get_by_role("slider", name="length of the valley").wait_for()
    reader.nudge("length of the valley")
    assert pins(reader) == []
    reader.nudge("length of the valley", "ArrowLeft")
    assert len(pins(reader)) == 1
    assert final(reader, SHORT) == 255
    reader.press("p")
    assert pins(reader) == []


@pytest.mark.long
def test_each_of_several_runs_has_its_pin_and_all_go_with_one_key(reader: Reader) -> None:
    scene = SCENES["small_then_large"]
    reader.open("/explore", scene)
    reader.page.get_by_role("button", name="Pin this run").nth(1).click()
    assert [text[:11] for text in pins(reader)] == ["A · Adagrad"]
    reader.press("p")
    assert [text[:11] for text in pins(reader)] == ["A · Adagrad", "B · RMSProp"]
    pressed = reader.page.locator(".player .name button.pin").evaluate_all("(all) => all.map((one) => one.ariaPressed)")
    assert pressed == ["true", "true"]
    reader.press("p")
    assert pins(reader) == []


def test_earlier_runs_are_faint_lines_among_the_curves(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    count = """(player) => { const { width, height } = player.curves.axes;
      const data = player.curves.axes.getContext("2d").getImageData(0, 0, width, height).data, seen = [];
      for (let i = 0; i < data.length; i += 4) seen.push(data[i] > data[i + 2] + 60 && data[i + 3] > 0);
      return seen.filter(Boolean).length; }"""
    assert reader.ask(count) == 0
    reader.press("p")
    # Orange, on axes that are grey.
    assert reader.ask(count) > 50
