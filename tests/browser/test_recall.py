"""What was seen is asked with the picture covered: what lies under the sheet, and what takes it away."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.test_lessons import SIZES, revealed, show


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


@pytest.mark.parametrize("size", SIZES, ids=["desk", "phone"])
@pytest.mark.parametrize("stage", [False, True])
def test_what_was_seen_is_asked_with_pictures_and_curves_under_a_sheet_and_the_bar_free(
    open_reader: Callable[..., Reader], size: tuple[int, int], stage: bool
) -> None:
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    show(reader, "stuck")
    reader.press("s")
    revealed(reader)
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


def test_an_answer_uncovers_the_picture_and_so_does_the_button(reader: Reader) -> None:
    for lesson in ("stuck", "rates"):
        show(reader, lesson)
        reader.press("s")
        revealed(reader)
        played_to_its_end(reader)
        if lesson == "stuck":
            reader.page.get_by_text("It jumped from wall to wall, and its loss stood still.").click()
            expect(reader.page.get_by_text("So it was.")).to_be_visible()
        else:
            reader.page.get_by_role("button", name="Uncover (U)").click()
        reader.until(recall="false")


def test_without_predictions_nothing_is_covered(reader: Reader) -> None:
    show(reader, "stuck", "&predict=off")
    reader.press("Home", " ")
    reader.until(playing="false", step=300)
    assert reader.state("recall") == "false"
