"""The update written out in Chromium: the numbers are exactly those of the run, to read and to copy."""

import re
from dataclasses import replace
from math import sqrt

import numpy as np
import pytest

from optimizers import Path
from scenes import SCENES, Scene, new_run
from studio.page import edit
from tests.browser.conftest import PLAYER, Reader, computed

pytestmark = pytest.mark.stays

ADAM = replace(SCENES["all_five"], runs=(new_run("adam", eta=0.06), new_run("rmsprop", eta=0.06)))
CLOSE = edit.set_marks(ADAM, ["numbers"])
SCOPE = f"{PLAYER} .microscope"
NUMBERS = f"{SCOPE} .lines:not(.empty) button.number"


def open_at(reader: Reader, scene: Scene, step: int = 0) -> None:
    """Open a scene with its numbers at a step."""
    reader.open("/explore", scene)
    reader.page.locator(SCOPE).wait_for()
    reader.press("Home", *["ArrowRight"] * step)
    reader.until(step=step)
    reader.page.locator(NUMBERS).first.wait_for()


def copied_step(reader: Reader, run: int = 0) -> list[str]:
    """The lines of plain text that the copy button of a run gives."""
    reader.page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    reader.page.locator(f"{SCOPE} button.copy").nth(run).click()
    return str(reader.page.evaluate("() => window.copied")).split("\n")


def value(text: str) -> float:
    for sign, python in (("√", "sqrt"), ("²", "**2"), ("^", "**"), ("·", "*"), ("−", "-")):
        text = text.replace(sign, python)
    return float(eval(text, {"sqrt": sqrt}))


def check_step(lines: list[str], path: Path, step: int) -> None:
    """The text of a step says what was recorded, and its formulas give it."""
    assert lines[0] == f"t = {step}"
    found = dict(re.split(" [=←] ", line, maxsplit=1) for line in lines[1:])
    for axis, sub in ((0, "₁"), (1, "₂")):
        symbols, numbers, result = found[f"θ{sub}"].split(" = ")
        assert symbols == f"θ{sub} − η/σ{sub} · m{sub}"
        assert float(result) == path.point[step + 1, axis]
        assert value(numbers) == pytest.approx(path.point[step + 1, axis], rel=1e-12, abs=1e-12)
        for symbol, column in (("σ", path.sigma), ("m", path.m), ("g", path.grad)):
            forms = found[f"{symbol}{sub}"].split(" = ")
            assert float(forms[-1]) == column[step, axis]
            if len(forms) > 2:
                assert value(forms[-2]) == pytest.approx(column[step, axis], rel=1e-9)
    assert float(found["η"].split(" = ")[-1]) == path.eta[step]


def test_a_copied_step_is_the_step_to_the_last_digit(reader: Reader) -> None:
    for step in (0, 3):
        open_at(reader, CLOSE, step)
        for run, path in enumerate(computed(CLOSE)):
            check_step(copied_step(reader, run), path, step)
    assert reader.errors == []


def test_each_number_is_short_on_screen_exact_on_hover_and_copies_exactly(reader: Reader) -> None:
    open_at(reader, CLOSE, 2)
    path = computed(CLOSE)[0]
    number = reader.page.locator(NUMBERS).nth(0)
    exact = float(path.point[2, 0])
    assert number.get_attribute("title") == f"{exact!r} (click to copy)"
    assert number.inner_text() == f"{exact:.6g}".replace("-", "−")
    reader.page.evaluate("() => { navigator.clipboard.writeText = async (text) => { window.copied = text; }; }")
    number.click()
    assert reader.page.evaluate("() => window.copied") == repr(exact)
    assert number.get_attribute("data-said") == "copied"
    # Not a click on the picture, nor a change of anything else.
    assert reader.step == 2


def test_the_key_shows_and_hides_it_and_the_link_says_so(reader: Reader) -> None:
    reader.open("/explore", ADAM)
    toggle = reader.in_the_menu("The update in numbers (N)")
    assert toggle.get_attribute("aria-pressed") == "false"
    assert not reader.page.locator(SCOPE).is_visible()
    reader.press("Home", "n")
    reader.until_query(show="numbers")
    reader.page.locator(NUMBERS).first.wait_for()
    assert toggle.get_attribute("aria-pressed") == "true"
    assert reader.page.locator(SCOPE).get_attribute("aria-label") == "The update of step 0 in numbers"
    reader.press("Shift+N")
    reader.page.wait_for_function("() => !location.search.includes('show=')")
    reader.page.locator(SCOPE).wait_for(state="hidden")


def test_after_the_last_update_it_says_so(reader: Reader) -> None:
    reader.open("/explore", CLOSE)
    reader.press("End")
    texts = reader.page.locator(f"{SCOPE} .lines").all_inner_texts()
    assert texts == ["The run ends at step 300: no update follows."] * 2
    assert reader.page.locator(f"{SCOPE} button.copy:disabled").count() == 2


def test_where_m_is_0_there_is_no_step(reader: Reader) -> None:
    scene = replace(CLOSE, runs=(new_run("adagrad"),), start=(1.0, 0.0))
    open_at(reader, scene, 1)
    assert "no step: m is 0" in reader.page.locator(f"{SCOPE} .lines").inner_text()
    assert copied_step(reader)[6].endswith("no step: m is 0 = 0")


def test_in_a_long_run_the_numbers_follow_wherever_the_play_head_is_put(reader: Reader) -> None:
    scene = edit.set_marks(replace(edit.set_steps(SCENES["one_rate"], 100_000), clock="linear"), ["numbers"])
    reader.open("/explore", scene)
    for share in (0.3, 0.8):
        # The numbers that were copied stand below, and the bar may be out of sight.
        reader.page.get_by_label("Step on show").scroll_into_view_if_needed()
        box = reader.page.get_by_label("Step on show").bounding_box()
        assert box is not None
        reader.page.mouse.click(box["x"] + share * box["width"], box["y"] + box["height"] / 2)
        reader.page.locator(NUMBERS).first.wait_for()
        step = reader.step
        assert abs(step / scene.steps - share) < 0.05
        for run, path in enumerate(computed(scene)):
            check_step(copied_step(reader, run), path, step)


@pytest.mark.long
def test_walking_out_of_the_window_fetches_the_next(reader: Reader) -> None:
    scene = edit.set_marks(replace(CLOSE, steps=2000), ["numbers"])
    open_at(reader, scene)
    reader.ask("(player) => { player.clock.position = 460; player.clock.onTick(); }")
    reader.page.locator(NUMBERS).first.wait_for()
    revision = int(reader.state("revision"))
    reader.press(*["ArrowRight"] * 8)
    reader.until(step=468)
    assert int(reader.state("revision")) <= revision + 1
    check_step(copied_step(reader), computed(scene)[0], 468)


def test_while_it_plays_the_numbers_follow(reader: Reader) -> None:
    reader.open("/explore", CLOSE)
    reader.page.emulate_media(reduced_motion="no-preference")
    reader.press("Home")
    label = "() => document.querySelector('.microscope').getAttribute('aria-label')"
    reader.page.locator(NUMBERS).first.wait_for()
    first = reader.page.evaluate(label)
    reader.press("Space")
    reader.page.wait_for_function(f"(first) => ({label})() !== first", arg=first)
    assert reader.state("playing") == "true"
    assert reader.errors == []


def test_six_runs_stand_in_rows_of_three_and_on_a_phone_below_each_other(reader: Reader) -> None:
    runs = [new_run(id) for id in ("gd", "momentum", "adagrad", "rmsprop", "adam", "radam")]
    scene = replace(CLOSE, runs=tuple(runs), view="one")
    edges = "(all) => all.map((one) => Math.round(one.getBoundingClientRect().left))"
    for width, columns in ((1366, 3), (390, 1)):
        reader.page.set_viewport_size({"width": width, "height": 844})
        open_at(reader, scene)
        lefts = reader.page.locator(f"{SCOPE} section").evaluate_all(edges)
        assert len(lefts) == 6
        assert len(set(lefts)) == columns
        assert reader.page.evaluate("() => document.documentElement.scrollWidth") <= width
        over = reader.page.locator(f"{SCOPE} section").evaluate_all(
            "(all) => all.filter((one) => one.scrollWidth > one.clientWidth + 1).length"
        )
        assert over == 0


def test_what_a_library_computes_is_recorded_and_not_written(reader: Reader) -> None:
    scene = replace(CLOSE, runs=(new_run("yogi"),))
    open_at(reader, scene, 1)
    assert "computed by optax" in reader.page.locator(f"{SCOPE} .lines").inner_text()
    assert np.isfinite(computed(scene)[0].m).all()
