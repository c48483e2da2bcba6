"""A lesson in a lecture hall: its picture is the largest thing there is, before the run is seen and afterwards."""

from collections.abc import Callable

import pytest

from lessons import LESSONS
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hero import CRAMPED, DESK, HALL
from tests.crossing import every


def box(reader: Reader, part: str) -> dict[str, float]:
    found = reader.page.locator(f"{PLAYER} {part}").first.bounding_box()
    assert found is not None, part
    return dict(found)


def in_sight(reader: Reader) -> bool:
    return reader.page.evaluate(
        "() => { const { scrollHeight, clientHeight } = document.querySelector('[data-testid=stMain]');"
        " return scrollHeight <= clientHeight; }"
    )


# One lesson for each kind of prediction.
KINDS = {one.prediction.kind: id for id, one in reversed(LESSONS.items())}


# At a desk two kinds are in the test below; here one after the other, as who teaches turns to the next.
@pytest.mark.parametrize(
    ("size", "few"),
    [pytest.param(DESK, [], marks=pytest.mark.long), (HALL, [KINDS["arrow"], KINDS["curve"], KINDS["end"]])],
    ids=["desk", "hall"],
)
def test_a_lessons_picture_has_the_room_of_the_stage_in_all_its_phases(
    open_reader: Callable[..., Reader], size: tuple[int, int], few: list[str]
) -> None:
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    reader.page.goto(f"{reader.app}/lessons")
    reader.rest()
    for name in LESSONS if every() else few:
        reader.turn(f"/lessons?lesson={name}")
        reader.to_stage()
        assert_room_for_the_question(reader, size)
        reader.page.keyboard.press("s")
        assert_room_for_the_run(reader, size)
        reader.page.keyboard.press("f")
        reader.until_document(without="stage")
    assert reader.errors == []


def assert_room_for_the_question(reader: Reader, size: tuple[int, int]) -> None:
    frame, question = box(reader, ".frame"), box(reader, ".predict")
    assert frame["height"] >= 0.8 * size[1]
    # Nothing beside it is empty: there the question stands.
    assert question["x"] + question["width"] >= size[0] - 40
    planes = reader.page.locator(f"{PLAYER} .planes").bounding_box()
    assert planes is not None
    assert planes["width"] >= 0.6 * size[0]
    assert in_sight(reader)


def assert_room_for_the_run(reader: Reader, size: tuple[int, int]) -> None:
    reader.until(covered="false")
    reader.page.locator(f"{PLAYER} .transport").wait_for()
    reader.rest()
    # Four runs in two pictures, or five in one, have more to be said under them.
    many = reader.ask("(player) => player.runs.length") > 3
    assert box(reader, ".frame")["height"] >= (0.4 if many else 0.42) * size[1]
    assert in_sight(reader)
    assert reader.page.evaluate(CRAMPED) == []
    bar = box(reader, ".transport")
    assert bar["y"] + bar["height"] <= size[1]


@pytest.mark.parametrize("name", ["stuck", "noise"] if not every() else ["stuck", "noise", "summary"])
@pytest.mark.stays
def test_what_was_predicted_and_the_curves_stand_beside_the_picture(reader: Reader, name: str) -> None:
    reader.open(f"/lessons?lesson={name}")
    reader.to_stage()
    assert_room_for_the_question(reader, DESK)
    if name == "noise":
        reader.page.locator(".divide input").press("ArrowLeft")
    else:
        reader.page.locator(f"{PLAYER} .sheet:not(.still)").click(position={"x": 300, "y": 300})
    reader.page.locator(".predict button.show").click()
    assert_room_for_the_run(reader, DESK)
    frame, said = box(reader, ".planes"), box(reader, ".predict")
    assert said["x"] >= frame["x"] + frame["width"]
    curves = reader.page.locator(f"{PLAYER} .curves")
    # Seeds that were divided stand where the curves of one of them would be.
    assert curves.is_visible() is (name != "noise")
    if name != "noise":
        one = box(reader, ".curves")
        assert one["y"] >= said["y"] + said["height"]
        assert one["y"] + one["height"] <= box(reader, ".transport")["y"]
        heights = reader.ask("(player) => player.curves.frames.map(({ top, bottom }) => bottom - top)")
        assert min(heights) >= 40
