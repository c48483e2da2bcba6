"""A finger on a phone: it scrolls past a slider without moving it, and moves it where it goes along it."""

from collections.abc import Callable

import pytest

from scenes import SCENES
from tests.browser.conftest import Reader
from tests.crossing import among

ETA = "[data-testid=stSlider]:has(input[aria-label='η · learning rate'])"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True, "reduced_motion": "reduce"}


@pytest.fixture
def phone(open_reader: Callable[..., Reader]) -> Reader:
    reader = open_reader(**PHONE)
    reader.open("/", SCENES["one_rate"])
    return reader


def swipe(reader: Reader, x: float, y: float, by: tuple[float, float]) -> None:
    """A finger from a place on the window, moved by some pixels, and lifted."""
    session = reader.page.context.new_cdp_session(reader.page)
    for i in range(11):
        point = {"x": x + by[0] * i / 10, "y": y + by[1] * i / 10}
        session.send("Input.dispatchTouchEvent", {"type": "touchMove" if i else "touchStart", "touchPoints": [point]})
        reader.page.wait_for_timeout(20)
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def track(reader: Reader) -> tuple[float, float, float]:
    """Left end, height on the window, and width of the first learning rate's track."""
    reader.page.locator(ETA).first.scroll_into_view_if_needed()
    box = reader.page.locator(f"{ETA} [role=group] > div").first.bounding_box()
    assert box is not None
    return box["x"], box["y"] + box["height"] / 2, box["width"]


def test_a_swipe_over_a_slider_scrolls_the_page_and_leaves_it_and_a_finger_along_it_or_a_tap_moves_it(
    phone: Reader,
) -> None:
    before = phone.link()
    for share in among((0.1, 0.5, 0.9), 2):
        x, y, width = track(phone)
        top = phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop")
        swipe(phone, x + share * width, y, (6, -150 if top < 100 else 150))
        phone.rest()
        assert phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTop") != top
    assert phone.link() == before
    x, y, width = track(phone)
    swipe(phone, x + 0.75 * width, y, (-0.25 * width, 4))
    phone.rest()
    moved = float(phone.link()["eta.1"])
    assert 3e-5 < moved < 3e-4
    x, y, width = track(phone)
    phone.page.touchscreen.tap(x + 0.9 * width, y)
    phone.rest()
    assert float(phone.link()["eta.1"]) > 0.03
    assert phone.errors == []
