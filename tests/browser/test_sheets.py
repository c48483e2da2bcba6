"""The sheets in the browser: what is typed is worked out, what cannot be is told, and the clock is stopped."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from lessons.lesson import with_word
from lessons.measures import run
from lessons.sheets import SHEETS, algorithm, terms
from tests.browser.conftest import SCREEN, Reader
from tests.crossing import every
from words.languages import LANGUAGES

pytestmark = pytest.mark.stays

TABLE = "g₁, g₂ of each step"


def to_screen(reader: Reader, asked: str) -> None:
    """To a screen of the lessons: most of them have no player that could be waited for."""
    path = f"/lessons?page=lessons{asked}"
    if reader.page.url == "about:blank":
        reader.page.goto(f"{reader.app}{path}")
    else:
        reader.turn(path)


def turn_to(reader: Reader, sheet: str, more: str = "") -> None:
    to_screen(reader, f"&sheet={sheet}{more}")
    reader.page.get_by_role("heading", level=2).wait_for()
    reader.rest()


def written(reader: Reader) -> str:
    return " ".join(reader.page.locator(".katex annotation").all_text_contents())


def test_gradients_are_typed_and_sigma_is_written_out_of_them(reader: Reader) -> None:
    turn_to(reader, "gradients")
    # At a desk the first line of each σ is in sight.
    for id in terms.SIGMAS:
        line = reader.page.locator(f".st-key-sheet-sigma-{id} .katex-display").first.bounding_box()
        assert line is not None
        assert line["y"] + line["height"] <= SCREEN["height"]
    assert r"\sqrt{\tfrac{1}{2}\left[(500)^2 + (432)^2\right]} = 467.2" in written(reader)
    field = reader.page.get_by_role("textbox", name=TABLE)
    field.fill("3, 1\n4, 1")
    field.press("Control+Enter")
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('g') === '3,1;4,1'")
    reader.page.locator(".katex annotation", has_text="(3)^2 + (4)^2} = 5").wait_for(state="attached")
    assert reader.errors == []


# Typing 10,000 lines takes Chromium longer than a test may: those are in tests/pages/test_sheets.py, and these too.
@pytest.mark.long
def test_what_is_no_table_is_told_in_one_sentence_and_nothing_is_lost(reader: Reader) -> None:
    turn_to(reader, "gradients", "&g=3,1;4,1")
    field, alert = reader.page.get_by_role("textbox", name=TABLE), reader.page.get_by_role("alert")
    for text in ("steep", "1, NaN", "1, 1e308", "1, 1\n" * 100, ""):
        field.fill(text)
        field.press("Control+Enter")
        alert.wait_for()
        reader.rest()
        assert "Shown are the last right ones." in alert.inner_text()
        expect(field).to_have_value(text)
        assert "(3)^2 + (4)^2} = 5" in written(reader)
        # A right one takes back what was said of the wrong one.
        field.fill("3, 1\n4, 1")
        field.press("Control+Enter")
        expect(alert).to_have_count(0)
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


def test_the_clock_measures_and_stops(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    turn_to(reader, "clock")
    reader.page.get_by_role("button", name="Measure here").click()
    stop = reader.page.get_by_role("button", name="Stop measuring")
    stop.wait_for()
    stop.click()
    reader.page.get_by_text("Stopped; what was measured").wait_for()
    assert reader.hosts == {reader.app.removeprefix("http://")}
    assert reader.errors == []


# The line of the table that begins so, with its numbers.
LINE = """(start) => [...document.querySelectorAll(".worked tbody tr")]
  .map((row) => [...row.cells].map((one) => one.innerText))
  .find(([paper]) => paper.trim().startsWith(start))"""


def line(reader: Reader, start: str) -> list[str]:
    return reader.page.evaluate(LINE, start)


def numbers(text: str) -> list[float]:
    return [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?(?:e-?\d+)?", text.replace("−", "-"))]


def test_algorithm_1_follows_the_play_head(reader: Reader) -> None:
    turn_to(reader, "algorithm")
    path, of_run = run(algorithm.SCENE), dict(algorithm.SCENE.runs[0].numbers)
    found = algorithm.moments(path, of_run)
    reader.press("Home", *["ArrowRight"] * 6)
    reader.until(step=6)
    assert line(reader, "t ← t")[2:] == ["6 + 1 = 7", "t = 6"]
    for step in (6, 5, 40):
        reader.ask(f"(player) => player.head.go({step})")
        for start, value in (
            ("mₜ ←", found.m[step, 0]),
            ("vₜ ←", found.v[step, 0]),
            ("m̂ₜ ←", path.m[step, 0]),
            ("v̂ₜ ←", found.v_hat[step, 0]),
            ("θₜ ←", path.point[step + 1, 0]),
        ):
            assert numbers(line(reader, start)[2])[-1] == pytest.approx(value, rel=1e-5), start
    # By hand, and while it plays: what is written is of a step on the way, not of the one before.
    reader.ask("(player) => player.head.scrub(0.5)")
    assert line(reader, "t ← t")[3] == "t = 50"
    reader.press("Home", " ")
    reader.page.wait_for_function(
        "() => +document.querySelector('.worked tr:nth-child(6) td:last-child').innerText.split('= ')[1] > 60"
    )
    assert reader.state("playing") == "true"
    reader.press("End")
    reader.until(step=100)
    # After the last update its numbers stay: it is what has led to the point on show.
    assert line(reader, "t ← t")[2:] == ["99 + 1 = 100", "t = 99"]
    assert numbers(line(reader, "θₜ ←")[2])[-1] == pytest.approx(path.point[100, 0], rel=1e-5)
    assert reader.errors == []


def test_algorithm_1_is_of_the_run_on_show_and_of_the_chosen_parameter(reader: Reader) -> None:
    turn_to(reader, "algorithm", "&eta.1=0.01")
    path = run(with_word(algorithm.SCENE, "eta.1", 0.01))
    reader.press("Home")
    reader.until(step=0)
    assert numbers(line(reader, "gₜ ←")[2]) == [pytest.approx(path.grad[0, 0], rel=1e-5)]
    reader.page.get_by_role("radio", name="θ₂").click()
    reader.page.wait_for_function(f"() => ({LINE})('θₜ ←')[2].startsWith('−0.35 ')")
    assert numbers(line(reader, "θₜ ←")[2])[-1] == pytest.approx(path.point[1, 1], rel=1e-5)
    # Of the run that the dial shows until it is let go the numbers are not here, and none are told.
    reader.press("d")
    reader.page.locator(".knob input[type=range]").wait_for()
    reader.rest()
    turn = "(player) => { const input = player.root.querySelector('.knob input[type=range]'); input.value = 0; "
    reader.ask(turn + "input.dispatchEvent(new Event('input')); }")
    assert line(reader, "gₜ ←")[2] == ""
    assert reader.errors == []


def test_the_notation_is_switched(reader: Reader) -> None:
    turn_to(reader, "notations")
    assert r"S_{dW}" not in written(reader)
    reader.page.get_by_role("radio", name="Ng: S, β₂, a").click()
    reader.page.wait_for_function("() => new URLSearchParams(location.search).get('notation') === 'ng'")
    reader.page.locator(".katex annotation", has_text="S_{dW}").first.wait_for(state="attached")
    assert reader.errors == []


# Each sheet in one language, and each language with a third of them.
@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sheet_is_wider_than_its_screen(open_reader: Callable[..., Reader], lang: str) -> None:
    reader = open_reader(reduced_motion="reduce")
    first, *others = SHEETS if every() else list(SHEETS)[list(LANGUAGES).index(lang) :: len(LANGUAGES)]
    turn_to(reader, first, f"&lang={lang}")
    for sheet in (first, *others):
        if sheet != first:
            reader.turn(f"/lessons?page=lessons&sheet={sheet}&lang={lang}")
        for width in (1366, 390) if every() or sheet == first else (390,):
            reader.page.set_viewport_size({"width": width, "height": 768})
            reader.rest()
            wide = "() => document.querySelector('[data-testid=stMain]').scrollWidth - innerWidth"
            assert reader.page.evaluate(wide) <= 0, (sheet, width)
    assert reader.errors == []
