"""The surface in space beside planes: all of them large, and of one size."""

from dataclasses import replace

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hero import DESK, HALL
from tests.crossing import crossed, every

pytestmark = pytest.mark.stays

BESIDE = {
    "two": replace(SCENES["one_rate"], space="both"),
    "surfaces": replace(SCENES["moved"], space="both"),
    "three": replace(SCENES["burst_and_brake"], space="both"),
    "five": replace(SCENES["all_five"], space="both", view="side"),
}


# The fewest pictures and the most.
@crossed(name=BESIDE if every() else ("two", "five"), size=[DESK, HALL], stage=[False, True])
def test_beside_several_planes_the_surface_in_space_is_one_more_picture_of_their_size(
    reader: Reader, name: str, size: tuple[int, int], stage: bool
) -> None:
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open("/" if name == "two" else "/explore", BESIDE[name])
    if stage:
        reader.to_stage()
    boxes = [one.bounding_box() for one in reader.page.locator(f"{PLAYER} .frame").all()]
    *planes, space = [box for box in boxes if box]
    assert len({(round(box["width"]), round(box["height"])) for box in planes}) == 1
    assert space["width"] == pytest.approx(planes[0]["width"], abs=1)
    # Under it nothing is said: it has that room, too.
    assert planes[0]["height"] <= space["height"] <= 2 * planes[0]["height"]
    assert planes[0]["height"] >= (0.3 if len(planes) < 3 else 0.15) * size[1]
    assert space["width"] >= 0.95 * (size[0] - 360) / 3
    assert reader.errors == []


# In `test_hero.py` that of five runs keeps its size through their steps, and each caption its height.
@pytest.mark.long
def test_no_picture_changes_its_size_while_updates_are_counted_beside_a_name(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 2560, "height": 1440})
    reader.open(scene=BESIDE["two"])
    reader.to_stage()
    sizes, heights = [], "(all) => all.map((one) => one.clientHeight)"
    for step in (0, 20, 100_000):
        reader.ask(f"(player) => player.head.go({step})")
        assert f"{step:,} updates" in reader.page.locator(f"{PLAYER} .name").last.inner_text()
        sizes.append(reader.page.locator(f"{PLAYER} .frame").evaluate_all(heights))
    assert sizes[1:] == sizes[:-1]
