"""What was seen is asked with the picture covered: what lies under the sheet, and what takes it away."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.test_lessons import SHEET, SIZES, revealed, show
from tests.crossing import among, crossed, every

# What was seen stays seen in a session: each test has a lesson of its own, or a page.
pytestmark = pytest.mark.stays


def predict(reader: Reader) -> None:
    """The pencil once up, by its key, and the run is shown."""
    reader.page.locator(SHEET).focus()
    reader.page.keyboard.press("ArrowUp")
    reader.page.keyboard.press("Enter")
    revealed(reader)


def played_to_its_end(reader: Reader) -> None:
    """What is left of the run, as fast as it goes."""
    reader.ask("(player) => Object.assign(player.clock, { speed: 50 })")
    reader.press(" ")
    reader.until(playing="false", recall="true")


def lies_on(reader: Reader) -> dict[str, bool]:
    """For parts of the player whether a sheet is what a hand would touch in the middle of them."""
    parts = {
        "plane": ".planes .frame",
        "curves": ".curves",
        "play": "button.toggle",
        "bar": ".scrubber",
        "more": ".more",
    }
    look = """([parts]) => Object.fromEntries(Object.entries(parts).map(([name, css]) => {
      const part = document.querySelector(`[data-testid=player] ${css}`);
      part.scrollIntoView({ block: "nearest" });
      const box = part.getBoundingClientRect();
      const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
      return [name, Boolean(top?.closest(".recall"))];
    }))"""
    return reader.page.evaluate(look, [parts])


@crossed(size=SIZES if every() else SIZES[1:], stage=[True, False] if every() else [True])
def test_what_was_seen_is_asked_with_pictures_and_curves_under_a_sheet_and_the_bar_free(
    reader: Reader, size: tuple[int, int], stage: bool
) -> None:
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    show(reader, "ball")
    predict(reader)
    if stage:
        reader.to_stage()
    assert not any(lies_on(reader).values())
    played_to_its_end(reader)
    assert lies_on(reader) == {"plane": True, "curves": True, "play": False, "bar": False, "more": False}
    assert reader.page.get_by_role("status").filter(has_text="Answer from memory").inner_text().startswith("What did")
    # Nor do keys or a reader of the screen come to what lies under it.
    assert reader.ask("(player) => player.pictures.element.inert")
    reader.page.keyboard.press("u")
    reader.until(recall="false")
    assert not any(lies_on(reader).values())
    assert not reader.ask("(player) => player.pictures.element.inert")
    # It is asked once.
    reader.press("Home", " ")
    reader.until(playing="false", step=300)
    assert reader.state("recall") == "false"
    assert not reader.errors


# What tells how the first lesson's run went: the claim, the gap, what to try, what is met, the text of the picture.
TELLING = (
    "the gradient is 67.5 long",
    "of the picture's width away",
    "no longer bounces",
    "A common mistake",
    "θ₁ = −2.32989",
)


@pytest.mark.parametrize("stage", among([False, True], 1))
def test_what_would_answer_is_neither_seen_nor_read_aloud_until_the_sheet_is_taken_away(
    reader: Reader, stage: bool
) -> None:
    show(reader, "stuck")
    predict(reader)
    if stage:
        reader.to_stage()
        reader.rest()  # the dial comes along
    here = [text for text in TELLING if not stage or text not in ("no longer bounces", "A common mistake")]
    parts = [".chapters .word", *([] if stage else [".st-key-lessons-beside .katex"])]
    body = reader.page.locator("body")
    look = """() => {
      const { top } = document.querySelector("[data-testid=player]").getBoundingClientRect();
      const parts = document.querySelectorAll("[class*=st-key-lessons-] [data-testid=stElementContainer], .player > *");
      const boxes = [...parts].map((one) => one.getBoundingClientRect());
      return boxes.filter(({ width }) => width).map(({ x, y, width, height }) => [x, y - top, width, height]);
    }"""
    before, told = reader.page.evaluate(look), body.aria_snapshot()
    # The text of the picture comes when it has been at rest for a while.
    assert not [text for text in here[:-1] if text not in told]
    played_to_its_end(reader)
    reader.page.locator(".story", has_text=TELLING[-1]).wait_for(state="attached")
    asked = body.aria_snapshot()
    assert "Answer from memory" in asked
    assert not [text for text in TELLING if text in asked]
    for text in here[:2]:
        expect(reader.page.get_by_text(text)).to_be_hidden()
    for part in parts:
        expect(reader.page.locator(part).first).to_be_hidden()
    # Nor does a hand on the bar find the losses of a step.
    reader.page.locator(".scrubber .scrub").hover()
    expect(reader.page.locator(".scrubber .preview")).to_be_hidden()
    assert reader.page.evaluate(look) == before
    reader.page.keyboard.press("u")
    reader.until(recall="false")
    for part in parts:
        expect(reader.page.locator(part).first).to_be_visible()
    told = body.aria_snapshot()
    assert not [text for text in here if text not in told]
    assert reader.page.evaluate(look) == before
    assert not reader.errors


@pytest.mark.long
@pytest.mark.fresh
def test_on_the_next_page_nothing_is_out_of_sight(reader: Reader) -> None:
    show(reader, "stuck")
    predict(reader)
    played_to_its_end(reader)
    reader.page.get_by_role("button", name="Next lesson").click()
    reader.page.wait_for_function("() => location.search.includes('lesson=rates')")
    reader.rest()
    reader.press("s")
    revealed(reader)
    expect(reader.page.get_by_text("One η does not fit both.")).to_be_visible()
    assert not reader.errors


def test_an_answer_uncovers_the_picture_and_so_does_the_button(reader: Reader) -> None:
    for lesson in ("decay", "rates"):
        (reader.turn if reader.player.count() else reader.open)(f"/lessons?lesson={lesson}")
        predict(reader)
        played_to_its_end(reader)
        if lesson == "decay":
            reader.page.get_by_text("The first leaps sideways near the end, the second comes to it smoothly.").click()
            expect(reader.page.get_by_text("So it was.")).to_be_visible()
        else:
            reader.page.get_by_role("button", name="Uncover (U)").click()
        reader.until(recall="false")


@pytest.mark.parametrize("more", among(["", "&predict=off"], 1), ids=lambda more: more or "skipped")
def test_who_has_predicted_nothing_finds_nothing_covered(reader: Reader, more: str) -> None:
    show(reader, "clock", more)
    if not more:
        reader.press("s")
        revealed(reader)
    reader.ask("(player) => Object.assign(player.clock, { speed: 50 })")
    reader.press("Home", " ")
    reader.until(playing="false", step=60)
    assert reader.state("recall") == "false"
