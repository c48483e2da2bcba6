"""The sheets in the browser: what is typed is worked out, what cannot be is told, and the clock is stopped."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from lessons.sheets import SHEETS
from tests.browser.conftest import Reader
from tests.crossing import crossed
from words.languages import LANGUAGES

TABLE = "g₁, g₂ of each step"


def turn_to(reader: Reader, sheet: str, more: str = "") -> None:
    reader.page.goto(f"{reader.app}/lessons?page=lessons&sheet={sheet}{more}")
    reader.page.get_by_role("heading", level=2).wait_for()
    reader.rest()


def written(reader: Reader) -> str:
    return " ".join(reader.page.locator(".katex annotation").all_text_contents())


def test_gradients_are_typed_and_sigma_is_written_out_of_them(reader: Reader) -> None:
    turn_to(reader, "gradients")
    assert r"\sqrt{\tfrac{1}{2}\left[(500)^2 + (432)^2\right]} = 467.2" in written(reader)
    field = reader.page.get_by_role("textbox", name=TABLE)
    field.fill("3, 1\n4, 1")
    field.press("Control+Enter")
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('g') === '3,1;4,1'")
    reader.page.locator(".katex annotation", has_text="(3)^2 + (4)^2} = 5").wait_for(state="attached")
    assert reader.errors == []


# Typing 10,000 lines takes Chromium longer than a test may: those are in tests/pages/test_sheets.py.
@pytest.mark.parametrize("text", ["steep", "1, NaN", "1, 1e308", "1, 1\n" * 100, ""])
def test_what_is_no_table_is_told_in_one_sentence_and_nothing_is_lost(reader: Reader, text: str) -> None:
    turn_to(reader, "gradients", "&g=3,1;4,1")
    field = reader.page.get_by_role("textbox", name=TABLE)
    field.fill(text)
    field.press("Control+Enter")
    alert = reader.page.get_by_role("alert")
    alert.wait_for()
    assert "Shown are the last right ones." in alert.inner_text()
    expect(field).to_have_value(text)
    assert "(3)^2 + (4)^2} = 5" in written(reader)
    assert reader.errors == []


def test_the_bars_of_the_past_move_with_alpha(reader: Reader) -> None:
    turn_to(reader, "past")
    bars = ".st-key-sheet-past-alpha svg[role=img]"
    before = reader.page.locator(bars).get_attribute("aria-label")
    reader.page.get_by_role("slider", name="α").focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.page.wait_for_function(
        "([bars, before]) => document.querySelector(bars).getAttribute('aria-label') !== before", arg=[bars, before]
    )
    assert reader.errors == []


def test_the_clock_measures_and_stops(reader: Reader) -> None:
    turn_to(reader, "clock")
    reader.page.get_by_role("button", name="Measure here").click()
    stop = reader.page.get_by_role("button", name="Stop measuring")
    stop.wait_for()
    stop.click()
    reader.page.get_by_text("Stopped; what was measured").wait_for()
    assert reader.hosts == {reader.app.removeprefix("http://")}
    assert reader.errors == []


def test_algorithm_1_follows_its_step_and_the_notation_is_switched(reader: Reader) -> None:
    turn_to(reader, "algorithm", "&at=3")
    assert "2 + 1 = 3" in written(reader)
    turn_to(reader, "notations")
    assert r"S_{dW}" not in written(reader)
    reader.page.get_by_role("radio", name="Ng: S, β₂, a").click()
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('notation') === 'ng'")
    reader.page.locator(".katex annotation", has_text="S_{dW}").first.wait_for(state="attached")
    assert reader.errors == []


@crossed(sheet=SHEETS, lang=LANGUAGES, width=[1366, 390])
def test_no_sheet_is_wider_than_its_screen(
    open_reader: Callable[..., Reader], sheet: str, lang: str, width: int
) -> None:
    reader = open_reader(viewport={"width": width, "height": 768}, reduced_motion="reduce")
    turn_to(reader, sheet, f"&lang={lang}")
    assert reader.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollWidth <= innerWidth")
    assert reader.errors == []
