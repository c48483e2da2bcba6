"""Few tools of one weight in the bar, and the rest under one button with names: by mouse and by finger."""

from collections.abc import Callable
from dataclasses import replace
from itertools import combinations

import pytest

from scenes import SCENES
from tests.browser.conftest import SCREEN, Reader
from tests.browser.test_bar import PHONE
from tests.crossing import every

CURES = SCENES["burst_and_brake"]


@pytest.mark.parametrize("screen", ["desk", "phone"])
def test_the_bar_is_tidy_and_every_command_can_be_reached_without_a_keyboard(
    open_reader: Callable[..., Reader], screen: str
) -> None:
    reader = open_reader(reduced_motion="reduce", **(PHONE if screen == "phone" else {"viewport": SCREEN}))
    reader.open("/explore", CURES)
    whole = reader.page.locator(".player .transport").bounding_box()
    assert whole is not None
    boxes = reader.page.evaluate("""() => [...document.querySelectorAll(
        ".player .transport :is(.group.drive > *, .group.end > *, .scrub)")].map((one) => one.getBoundingClientRect())
      .filter(({ width }) => width).map(({ left, right, top, bottom }) => [left, right, top, bottom])""")
    # What is needed in every lecture: four to move the play head, the bar, the menu, the stage; on a desk the speed.
    assert len(boxes) == (7 if screen == "phone" else 8)
    for left, right, top, bottom in boxes:
        assert whole["x"] - 1 <= left < right <= whole["x"] + whole["width"] + 1
        assert min(right - left, bottom - top) >= (44 if screen == "phone" else 24)
    assert_apart(boxes)
    # A finger has no use for a picture's own small buttons: they are lines of the menu.
    assert reader.page.locator(".player .modebar").first.is_visible() == (screen == "desk")
    # On a desk there is the same in more room.
    if screen == "phone" or every():
        assert_reachable(reader, screen)


def assert_apart(boxes: list[list[float]]) -> None:
    for one, other in combinations(boxes, 2):
        assert one[1] <= other[0] or other[1] <= one[0] or one[3] <= other[2] or other[3] <= one[2]


def assert_reachable(reader: Reader, screen: str) -> None:
    """Every command, without a keyboard."""
    reader.turn("/explore", replace(CURES, space="both"))
    reader.page.get_by_role("button", name="More").click()
    table = reader.ask("""async (player) => {
      const { COMMANDS } = await import(new URL("bar/commands.js", player.modules).href);
      return COMMANDS.map(({ id, group }) => [id, group]);
    }""")
    lines = reader.page.locator(".player .menu :is(button, .choice)")
    reached = {id for id, group in table if group != "elsewhere"}
    # A hand moves the start, and the button that leads to the stage leads back.
    assert {id for id, _ in table} - reached == {"nudge", "leave"}
    assert lines.count() == sum(group in ("shown", "looked", "played") for _, group in table)
    boxes, least = [], 44 if screen == "phone" else 24
    for line in lines.all():
        line.scroll_into_view_if_needed()
        box = line.bounding_box()
        assert box is not None
        assert box["height"] >= least
        assert 0 <= box["x"] < box["x"] + box["width"] <= reader.page.evaluate("innerWidth")
        boxes.append(line.inner_text())
    assert len(set(boxes)) == len(boxes)
    assert all(boxes)
    reader.page.keyboard.press("Escape")
    assert not reader.page.locator(".player .menu").is_visible()
