"""A grid in Chromium: a picture, a caption and an outcome for each value, one clock, one frame."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES
from scenes.grid import spread
from studio.page import edit
from tests.browser.conftest import SCREEN, Reader, computed
from tests.crossing import among

pytestmark = pytest.mark.stays

GRID = SCENES["no_rate_fits"]
NINE = edit.set_grid(GRID, 1e-8, 1.0, 9)
RANGES = """(player) => player.pictures.planes.map(({ plot }) => {
  const { xaxis, yaxis } = plot._fullLayout;
  return [...xaxis.range, ...yaxis.range];
})"""


def captions(reader: Reader) -> list[str]:
    return [text.replace("\u00a0", " ") for text in reader.page.locator(".player .legend").all_inner_texts()]


def test_each_value_has_its_picture_with_a_caption_above_and_the_outcome_below(reader: Reader) -> None:
    reader.open("/explore", GRID)
    assert reader.page.locator(".player .planes figure").count() == 7
    assert [text.strip() for text in captions(reader)] == [
        "η = 0.1", "η = 0.01", "η = 0.001", "η = 0.0001", "η = 1e-5", "η = 1e-6", "η = 1e-7",
    ]  # fmt: skip
    sentences = [path.outcome.sentence for path in computed(spread(GRID))]
    outcomes = reader.page.locator(".player .outcome")
    assert outcomes.all_inner_texts() == [sentence.split(":")[0] for sentence in sentences]
    # The whole sentence for those who point, where only the verdict has room.
    assert [outcomes.nth(i).get_attribute("title") for i in range(7)] == sentences
    assert reader.page.locator(".player .heading").inner_text() == "Gradient descent: 7 values of η, the learning rate"
    # One clock moves all of them.
    paths = computed(spread(GRID))
    for step in (0, 7, 1234):
        reader.ask(f"(player) => {{ player.clock.position = {step}; player.clock.onTick(); }}")
        for head, path in zip(reader.heads(), paths, strict=True):
            assert [head["x"], head["y"]] == pytest.approx(path.point[step].tolist(), rel=1e-6, abs=1e-12)
    reader.press("Home", "Space")
    reader.until(playing="true")
    reader.page.wait_for_function("() => +document.querySelector('[data-testid=player]').dataset.step > 3")
    assert reader.errors == []


def test_a_click_on_any_of_them_sets_the_start_of_all(reader: Reader) -> None:
    reader.open("/explore", GRID)
    revision = int(reader.state("revision"))
    reader.click_plane(0.6, 0.3, plane=5)
    reader.until_revision(revision + 1)
    reader.rest()
    starts = reader.ask("(player) => player.pictures.planes.map((plane) => plane.start)")
    assert starts == [starts[0]] * 7
    assert starts[0] != list(GRID.start)
    fresh = edit.set_start(GRID, *starts[0])
    assert reader.sentences() == [path.outcome.sentence for path in computed(spread(fresh))]
    reader.until_query(grid="0.1~1e-7~7", view="grid", x=f"{starts[0][0]:g}")


def test_all_pictures_and_the_bar_fit_on_a_small_screen(reader: Reader) -> None:
    reader.open("/explore", GRID)
    for count in among((9, 7, 5, 3, 2), 2):
        reader.turn("/explore", edit.set_grid(GRID, 0.1, 1e-7, count))
        play = reader.page.locator(".player .transport .toggle").bounding_box()
        assert play is not None
        assert play["y"] + play["height"] <= SCREEN["height"]
        boxes = [box.bounding_box() for box in reader.page.locator(".player .planes .frame").all()]
        assert len(boxes) == count
        sizes = {(round(box["width"]), round(box["height"])) for box in boxes if box}
        assert len(sizes) == 1
        assert min(sizes.pop()) >= 110
        # The grounds have one frame, and so they can be compared.
        assert len({tuple(ranges) for ranges in reader.ask(RANGES)}) == 1


def test_on_a_phone_two_stand_beside_each_other_and_nothing_sticks_out(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    reader.open("/explore", NINE)
    assert reader.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    left, right = (reader.page.locator(".player .planes .frame").nth(i).bounding_box() for i in (0, 1))
    assert left is not None
    assert right is not None
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] <= right["x"]
    # All of each sentence can be read.
    cut = "(all) => all.filter((one) => one.scrollHeight > one.clientHeight + 1).length"
    assert reader.page.locator(".player .outcome").evaluate_all(cut) == 0


def test_where_one_is_zoomed_the_others_follow_and_new_ones_too(reader: Reader) -> None:
    reader.open("/explore", GRID)
    before = reader.ask(RANGES)[0]
    box = reader.page.locator(".player .planes .frame").nth(3).bounding_box()
    assert box is not None
    reader.page.mouse.move(box["x"] + 120, box["y"] + 60)
    reader.page.mouse.wheel(0, -240)
    alike = """([before, count]) => {
      const drawn = [...document.querySelectorAll('.player .plot')].filter(({ layout }) => layout);
      const all = drawn.map(({ layout: { xaxis, yaxis } }) => JSON.stringify([...xaxis.range, ...yaxis.range]));
      return all.length === count && new Set(all).size === 1 && JSON.parse(all[0])[0] !== before;
    }"""
    reader.page.wait_for_function(alike, arg=[before[0], 7])
    zoomed = reader.ask(RANGES)
    assert zoomed == [zoomed[0]] * 7
    # Two pictures more have the same frame.
    reader.page.get_by_role("slider", name="how many").focus()
    reader.page.keyboard.press("ArrowRight")
    reader.page.locator(".player .planes figure").nth(7).wait_for()
    reader.page.wait_for_function(alike, arg=[before[0], 8])
    assert reader.ask(RANGES) == [zoomed[0]] * 8
    assert reader.errors == []


def test_a_press_on_a_caption_gives_the_run_that_value(reader: Reader) -> None:
    reader.open("/explore", GRID)
    pressed = reader.page.locator(".player .legend button[aria-pressed=true]")
    assert pressed.inner_text().strip() == "η\u00a0=\u00a00.001"
    reader.page.locator(".player .legend").get_by_role("button", name="η = 1e-5").click()
    reader.until_query(eta_1="1e-5", view="grid")
    reader.page.wait_for_function(
        "() => document.querySelector('.player .legend button[aria-pressed=true]').innerText.includes('1e-5')"
    )
    assert len(captions(reader)) == 7


def test_from_a_grid_to_one_picture_and_back_nothing_is_left_over(reader: Reader) -> None:
    reader.open("/explore", GRID)
    sidebar = reader.page.get_by_test_id("stSidebar")
    for view, count in (("all on one", 1), ("values of one number", 7), ("side by side", 1)):
        sidebar.get_by_role("radio", name=view).or_(sidebar.get_by_role("button", name=view)).first.click()
        reader.page.wait_for_function(
            "(n) => document.querySelectorAll('.player .planes figure').length === n", arg=count
        )
    reader.until_query(view="side")
    assert reader.page.locator(".player .heading").is_hidden()
    # The name of the one run is no button any more; the pin beside it is.
    assert reader.page.locator(".player .legend button:not(.pin)").count() == 0
    # The names of the axes are back.
    assert reader.page.locator(".player .xtitle").count() == 1
    one = replace(GRID, view="side")
    assert reader.sentences() == [path.outcome.sentence for path in computed(one)]
    assert reader.errors == []
