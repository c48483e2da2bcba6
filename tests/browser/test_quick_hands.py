"""A quick hand: whatever is done within some milliseconds holds, all of it, in the order in which it was done."""

import random
from collections.abc import Callable

import pytest

from scenes import to_link
from tests import deeds
from tests.browser.conftest import Reader
from tests.crossing import every

pytestmark = pytest.mark.stays

PAIRS = 25 if every() else 3
# How many messages have been sent before the browser turns to anything else.
AT_ONCE = """async ([css, key]) => {
  const before = window.asked, element = document.querySelector(css);
  element.focus();
  for (const type of ["keydown", "keyup"]) element.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true }));
  for (let turn = 0; turn < 20; turn++) await null;
  return window.asked - before;
}"""
AT_HAND = "[data-testid=stSidebar] [role=radio][aria-checked=true]"


def test_of_two_things_done_within_a_tenth_of_a_second_neither_is_lost(reader: Reader) -> None:
    chance, scene, at_hand = random.Random(0), deeds.BEGIN, 0
    reader.open("/explore", scene)
    for _ in range(PAIRS):
        said, scene, at_hand = deeds.pair(reader.page, scene, at_hand, chance, 100)
        assert reader.link() == to_link(scene), said
        assert reader.page.locator(AT_HAND).filter(has_text=f" {at_hand + 1}").count() == 1, said
    assert reader.errors == []


def test_what_is_moved_is_told_before_the_control_can_leave_the_page(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.open("/explore", deeds.BEGIN)
    assert reader.page.evaluate(AT_ONCE, [".st-key-explore-eta-1 input", "ArrowRight"]) == 1
    reader.rest()
    assert reader.link()["eta.1"] == "0.0125"


def test_what_the_page_has_moved_by_itself_can_be_moved_back(reader: Reader) -> None:
    """What was chosen, then changed by something else, and is chosen again."""
    sidebar = reader.page.get_by_test_id("stSidebar")
    reader.open("/explore", deeds.BEGIN)
    for _ in range(2):
        sidebar.get_by_role("radio", name="■ 2").click()
        reader.rest()
        assert reader.page.locator(AT_HAND).filter(has_text="■ 2").count() == 1
        sidebar.get_by_role("button", name="Add", exact=True).click()
        reader.rest()
    for eta in (0.01, 0.02):
        reader.ask(f"(player) => player.emit('knob', {{ place: 0, id: 'eta', value: {eta} }})")
        reader.until_query(eta_1=str(eta))
        reader.rest()
        sidebar.get_by_role("radio", name="● 1").click()
        reader.rest()
        reader.page.locator(".st-key-explore-eta-1 input").press("ArrowRight" if eta < 0.0125 else "ArrowLeft")
        reader.until_query(eta_1="0.0125" if eta < 0.0125 else "0.016")
        reader.rest()
    assert reader.errors == []


# Two keys, then the answer to the first of them alone, and a third key.
ANSWERED_LATE = """async (player) => {
  const { data } = player.follower;
  player.mark("arrows");
  player.mark("numbers");
  player.follower.receive({ ...data, marks: ["arrows"], taken: data.taken + 1 });
  await player.queue;
  player.mark("critical");
}"""
# The same of a list: after both and space comes the plane again.
CHOSEN_LATE = """async (player) => {
  const { data } = player.follower, { lists } = player.transport;
  lists.next("space");
  lists.next("space");
  player.follower.receive({ ...data, space: "both", taken: data.taken + 1 });
  await player.queue;
  lists.next("space");
  return lists.lists.get("space").value;
}"""


@pytest.mark.long
def test_an_answer_to_an_earlier_press_does_not_take_back_a_later_one(reader: Reader) -> None:
    reader.open("/explore", deeds.BEGIN)
    reader.ask(ANSWERED_LATE)
    reader.until_query(show="arrows.numbers.critical")
    reader.rest()
    assert reader.link()["show"] == "arrows.numbers.critical"
    # Nor a later choice.
    reader.turn("/explore", deeds.BEGIN)
    assert reader.ask(CHOSEN_LATE) == "2d"
    reader.rest()
    assert "space" not in reader.link()
    assert reader.state("space") == "2d"
