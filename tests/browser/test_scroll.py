"""A page that is scrolled over a picture: by the wheel, and by a finger on a phone."""

from collections.abc import Callable, Iterator, Sequence

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hand import RANGE

SCENE = SCENES["burst"]
PHONE = {"viewport": {"width": 390, "height": 700}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}
SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"
FRAME = f"{PLAYER} .planes .frame"
REST = 600  # milliseconds: another movement of the wheel begins
Place = tuple[float, float]


def middle(reader: Reader, frame: str = FRAME) -> Place:
    box = reader.page.locator(frame).first.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def settle(reader: Reader) -> None:
    reader.page.wait_for_timeout(REST)


def test_a_wheel_that_began_outside_scrolls_on_over_the_picture_and_one_that_begins_there_zooms(
    open_reader: Callable[..., Reader],
) -> None:
    reader = open_reader(viewport={"width": 1366, "height": 500}, reduced_motion="reduce")
    reader.open("/explore", SCENE)
    whole, (x, _) = reader.ask(RANGE), middle(reader)
    over = f"([x, y]) => !!document.elementFromPoint(x, y).closest('{PLAYER} .frame')"
    # On the title, which is scrolled away, so that the picture comes under the pointer.
    reader.page.mouse.move(x, 90)
    assert not reader.page.evaluate(over, [x, 90])
    reader.page.mouse.wheel(0, 70)
    reader.page.mouse.wheel(0, 40)
    settle(reader)
    assert reader.page.evaluate(over, [x, 90])
    assert reader.page.evaluate(SCROLLED) == 110
    assert reader.ask(RANGE) == whole
    reader.page.mouse.wheel(0, -100)
    settle(reader)
    low, high = reader.ask(RANGE)
    assert high - low < whole[1] - whole[0]
    assert reader.page.evaluate(SCROLLED) == 110


@pytest.fixture
def phone(open_reader: Callable[..., Reader]) -> Iterator[Reader]:
    reader = open_reader(**PHONE)
    reader.open("/explore", SCENE)
    yield reader
    assert reader.errors == []


def fingers(reader: Reader, *places: Sequence[Place]) -> None:
    """Put fingers down at the first places, move them through the others, and lift them."""
    session = reader.page.context.new_cdp_session(reader.page)
    for kind, points in (
        *zip(["touchStart"] + ["touchMove"] * (len(places) - 1), places, strict=True),
        ("touchEnd", []),
    ):
        spots = [{"x": x, "y": y, "id": id} for id, (x, y) in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": spots})
        reader.page.wait_for_timeout(16)


def test_one_finger_on_the_picture_scrolls_the_page_and_two_zoom_about_the_place_between_them(phone: Reader) -> None:
    whole, query, (x, y) = phone.ask(RANGE), phone.page.url, middle(phone)
    fingers(phone, *([(x, y - 12 * by)] for by in range(15)))
    settle(phone)
    assert phone.page.evaluate(SCROLLED) > 100
    # It is no click, and the picture stands still.
    assert (phone.ask(RANGE), phone.page.url, phone.state("revision")) == (whole, query, "1")
    phone.page.get_by_test_id("stMain").evaluate("(one) => one.scrollTo(0, 0)")
    assert middle(phone) == (x, y)
    at = "([x, player]) => { const [plane] = player.pictures.planes, frame = plane.gestures.picture.frame();" + (
        " return frame.toX(x - plane.box.getBoundingClientRect().left); }"
    )
    before = phone.page.evaluate(at, [x, phone.handle()])
    fingers(phone, *([(x - by, y), (x + by, y)] for by in range(30, 121, 3)))
    settle(phone)
    low, high = phone.ask(RANGE)
    assert (whole[1] - whole[0]) / (high - low) == pytest.approx(4, rel=0.1)
    assert phone.page.evaluate(at, [x, phone.handle()]) == pytest.approx(before, abs=0.02 * (whole[1] - whole[0]))
    assert phone.page.evaluate(SCROLLED) == 0
    fingers(phone, *([(x - by, y), (x + by, y)] for by in range(120, 29, -3)))
    settle(phone)
    assert phone.ask(RANGE) == pytest.approx(whole, abs=0.05 * (whole[1] - whole[0]))
    assert phone.state("revision") == "1"
