"""What is asked for on the stage is in sight there: the numbers of an update, and all keys."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hero import DESK, HALL
from tests.crossing import among, crossed, every
from words.languages import LANGUAGES

pytestmark = pytest.mark.stays

NUMBERS = {
    "one": replace(SCENES["burst"], marks=("numbers",)),
    "two": replace(SCENES["burst_and_brake"], marks=("numbers",)),
    "five": replace(SCENES["all_five"], marks=("numbers",), varied=(3, "eta")),
}


# The most of them where there is least room.
@crossed(name=NUMBERS if every() else ("five",), size=among([DESK, HALL], 1))
def test_on_the_stage_the_numbers_of_the_run_in_hand_stand_beside_the_picture(
    reader: Reader, name: str, size: tuple[int, int]
) -> None:
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open("/explore", NUMBERS[name])
    reader.press("Home", "ArrowRight")
    # What is asked for there comes as a picture too, and is not that of the stage.
    reader.rest()
    reader.to_stage()
    frame = reader.page.locator(f"{PLAYER} .frame").first.bounding_box()
    first = reader.page.locator(f"{PLAYER} .microscope section.in-hand").bounding_box()
    room = reader.page.locator(f"{PLAYER} .microscope").bounding_box()
    bar = reader.page.locator(f"{PLAYER} .transport").bounding_box()
    assert frame is not None
    assert first is not None
    assert room is not None
    assert bar is not None
    assert first["y"] == pytest.approx(room["y"], abs=1)
    assert first["y"] + first["height"] <= bar["y"]
    assert bar["y"] + bar["height"] <= size[1]
    assert frame["height"] >= 0.42 * size[1]
    assert first["x"] > frame["x"] + frame["width"]


def test_on_the_stage_meter_and_probe_stand_beside_the_picture_which_keeps_its_share(reader: Reader) -> None:
    wide, high = 1280, 800
    reader.page.set_viewport_size({"width": wide, "height": high})
    reader.open("/explore", replace(SCENES["burst"], marks=("limit", "flow", "follows", "probe")))
    reader.to_stage()
    reader.page.locator(f"{PLAYER} .probed dd").first.wait_for()
    frame, meter, probed, bar = (
        reader.page.locator(f"{PLAYER} {one}").first.bounding_box()
        for one in (".frame", ".meter", ".probed", ".transport")
    )
    assert frame
    assert meter
    assert probed
    assert bar
    assert frame["height"] >= 0.42 * high
    assert bar["y"] + bar["height"] <= high
    for one in (meter, probed):
        assert one["x"] > frame["x"] + frame["width"]
        assert one["y"] + one["height"] <= bar["y"]
    assert meter["y"] + meter["height"] <= probed["y"]


@crossed(size=[DESK, HALL], lang=among(LANGUAGES, 2))
def test_the_list_of_keys_opens_at_its_beginning_and_on_the_stage_all_of_it_is_in_sight(
    open_reader: Callable[..., Reader], size: tuple[int, int], lang: str
) -> None:
    # A session takes its language from the first address it sees.
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    reader.open(f"/explore?lang={lang}")
    reader.to_stage()
    reader.page.keyboard.press("?")
    keys = reader.page.locator("dialog.help")
    keys.wait_for()
    assert keys.evaluate("(list) => list.scrollTop") == 0
    assert keys.evaluate("(list) => list.scrollHeight <= list.clientHeight")
    assert keys.evaluate("(list) => list.scrollWidth <= list.clientWidth")
