"""The exercise in which the reader makes the steps: what is sent when, and what is told of a mark."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from lessons.exercises.optimizer import CASES, STEPS, made, present
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import violations
from tests.browser.test_exercises import SEEN, fits, frames, one_screen, resize, show
from tests.crossing import among

# What is marked of a case stays in the page: each test has a case of its own, or a page.
pytestmark = pytest.mark.stays

SHEET = ".optimizer .sheet"
PLACES = "θ⁰", "θ¹", "θ²", "θ³"


# What the axes take around the plane, in pixels.
LEFT, RIGHT, TOP, BOTTOM = 54, 12, 8, 41


def spot(reader: Reader, x: float, y: float) -> tuple[float, float]:
    """Where a point of the plane is in the window: the picture has 10 by 6 units, as long across as up."""
    box = reader.page.locator(SHEET).bounding_box()
    assert box is not None
    width, height = box["width"] - LEFT - RIGHT, box["height"] - TOP - BOTTOM
    scale = min(width / 10, height / 6)
    return box["x"] + LEFT + width / 2 + x * scale, box["y"] + TOP + height / 2 - y * scale


def graded(reader: Reader, step: int) -> str:
    """What is said of a mark, once its step has come."""
    status = reader.page.locator(".optimizer .told")
    expect(status).to_contain_text(f"{PLACES[step]}: your mark is")
    return status.inner_text().replace("\u00a0", " ")  # a formula is not broken over two lines


def test_a_step_is_sent_after_its_mark_and_the_mark_never(reader: Reader) -> None:
    case = CASES["adam"]
    sent, told = frames(reader)
    show(reader, "optimizer", "&case=adam")
    for t in range(STEPS):
        later = made(case, t)
        assert repr(later.end[0]).encode() not in b"".join(sent)
        assert later.facts["step"].encode() not in b"".join(sent)
        x, y = later.end
        # A tenth of a unit to the right of the true place.
        reader.page.mouse.click(*spot(reader, x + 0.1, y))
        said = graded(reader, t + 1)
        assert "That is close." in said
        assert said.endswith(later.says.format(**later.facts))
        assert repr(x).encode() in b"".join(sent)
    own = reader.page.locator(".optimizer .end").inner_text().replace("\u00a0", " ")
    assert own.startswith("All three: ")
    assert own.endswith(case.moral)
    assert reader.page.locator(SHEET).count() == 0
    # That there was a mark is told, and not where.
    marks = b"".join(told)
    assert b'"step":3' in marks.replace(b" ", b"")
    assert b"0.1015" not in marks
    assert not reader.errors


@pytest.mark.long
def test_a_mark_is_told_how_far_it_is_off_in_lengths_of_the_step(reader: Reader) -> None:
    case = CASES["gd"]
    show(reader, "optimizer")
    (x, y), end = present(case, 0)[0], made(case, 0).end
    # Half of the step, in its direction.
    reader.page.mouse.click(*spot(reader, (x + end[0]) / 2, (y + end[1]) / 2))
    said = graded(reader, 1)
    share = re.search(r"is (\d+)% of the step's length away", said)
    degrees, times = re.search(r"is (\d+)° off", said), re.search(r"length ([\d.]+) times", said)
    assert share
    assert degrees
    assert times
    assert int(share[1]) == pytest.approx(50, abs=1)
    assert int(degrees[1]) <= 1
    assert float(times[1]) == pytest.approx(0.5, abs=0.01)


def test_steps_are_marked_with_the_keys_alone_and_the_next_scene_is_in_the_link(reader: Reader) -> None:
    show(reader, "optimizer", "&case=ball")
    reader.page.locator(SHEET).focus()
    for t in range(STEPS):
        reader.page.keyboard.press("Shift+ArrowDown")
        reader.page.keyboard.press("ArrowRight")
        expect(reader.page.locator(".optimizer .at")).to_contain_text("The pencil is at (")
        reader.page.keyboard.press("Enter")
        graded(reader, t + 1)
    again = reader.page.get_by_role("button", name="Once more")
    again.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_text("Mark θ¹")).to_be_visible()
    assert reader.page.locator(".optimizer .told").inner_text() == ""
    reader.page.get_by_role("button", name="Next scene").focus()
    reader.page.keyboard.press("Enter")
    reader.until_query(lesson="optimizer", case="adagrad")
    expect(reader.page.get_by_text("Scene 4 of 6")).to_be_visible()
    reader.page.go_back()
    expect(reader.page.get_by_text("Scene 3 of 6")).to_be_visible()
    assert not reader.errors


@pytest.mark.long
@pytest.mark.fresh
def test_what_can_be_no_step_is_told_in_a_sentence_and_nothing_is_marked(reader: Reader) -> None:
    show(reader, "optimizer", "&case=rmsprop")
    status = reader.page.locator(".optimizer .told")
    reader.page.mouse.click(*spot(reader, *present(CASES["rmsprop"], 0)[0]))
    expect(status).to_have_text("That is where you are: a step has a length. Mark another place.")
    reader.page.mouse.move(*spot(reader, 0, 0))
    reader.page.mouse.down()
    reader.page.mouse.move(*spot(reader, 0, 3.5), steps=5)
    reader.page.mouse.up()
    expect(status).to_have_text("That is outside of the picture: nothing is marked. Mark a place in it.")
    expect(reader.page.get_by_text("Mark θ¹")).to_be_visible()
    reader.page.mouse.click(*spot(reader, 0, 0))
    graded(reader, 1)
    assert not reader.errors


@pytest.mark.parametrize(("lang", "size", "theme"), SEEN)
def test_the_scenes_of_the_optimizer_fit_and_axe_finds_nothing(
    request: pytest.FixtureRequest, open_reader: Callable[..., Reader], lang: str, size: str, theme: str
) -> None:
    touch = size == "phone"
    # What can be touched is a page of its own.
    phone = {"has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
    reader: Reader = open_reader(**phone) if touch else request.getfixturevalue("reader")
    resize(reader, size, theme)
    for case in among(("rmsprop", "adam"), 1):
        show(reader, "optimizer", f"&case={case}", lang)
        for t in range(STEPS):
            reader.page.locator(SHEET).scroll_into_view_if_needed()
            (reader.page.touchscreen.tap if touch else reader.page.mouse.click)(*spot(reader, -1 + t, 1))
            expect(reader.page.locator(".optimizer .told")).to_contain_text(PLACES[t + 1])
            assert fits(reader)
            assert size == "phone" or one_screen(reader)
    assert violations(reader) == []
    assert not reader.errors
