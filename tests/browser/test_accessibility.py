"""What axe finds in every page and on the stage: WCAG 2.2, levels A and AA, and what is good practice: nothing.

And whether all text stands out from its ground, which axe cannot tell of what is drawn or lies on something.
"""

from collections.abc import Callable

import pytest

from scenes import SCENES
from tests.browser.conftest import Reader
from tests.browser.test_contrast import PAGES, THEMES, pale, shown
from tests.browser.test_hero import SHIFTS
from tests.contrast import ratio, rgb
from tests.crossing import among, crossed, every
from tests.server import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
RUN = """async (values) => {
  const options = { runOnly: { type: "tag", values }, resultTypes: ["violations"] };
  const { violations, passes } = await axe.run(document, options);
  return [passes.length, violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) =>
    `${id}: ${target.join(" ")}: ${failureSummary.split("\\n").slice(1, 3).join(" ").trim()}`))];
}"""


def violations(reader: Reader) -> list[str]:
    """A line for each rule and element."""
    assert AXE.exists(), "what looks for faults is not there: run `make test`, or `npm ci` in this folder"
    reader.page.evaluate(AXE.read_text("utf-8") + "; 0")
    passed, found = reader.page.evaluate(RUN, TAGS)
    assert passed > 15
    return list(found)


# The first page is unfolded in the test of the stage, and Explore in that of all that the player can show.
@crossed(path=PAGES if every() else PAGES[2:], theme=THEMES)
def test_axe_finds_nothing_on_a_page_with_everything_unfolded_and_all_its_text_can_be_read(
    open_reader: Callable[..., Reader], path: str, theme: str
) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    shown(reader, path)
    assert violations(reader) == []
    assert pale(reader) == []
    # All that was asked for is here.
    assert reader.hosts == {reader.app.split("/")[2]}


@crossed(path=among(("/", "/explore", "/anatomy"), 1), theme=among(THEMES, 1))
def test_axe_finds_nothing_on_the_stage_nor_before_it_and_all_text_can_be_read(
    open_reader: Callable[..., Reader], path: str, theme: str
) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    shown(reader, path)
    if not every():
        assert violations(reader) == []
        assert pale(reader) == []
        assert reader.hosts == {reader.app.split("/")[2]}
    reader.to_stage()
    assert violations(reader) == []
    assert pale(reader) == []
    # Nothing but black and white, and what tells the runs apart.
    for one in (theme, *({*THEMES} - {theme})):
        reader.page.emulate_media(color_scheme=one)  # type: ignore[arg-type]
        reader.rest()
        text, ground = reader.ask("(player) => [player.look.text, player.look.ground]")
        assert ratio(rgb(text), rgb(ground)) == pytest.approx(21)
        assert pale(reader) == []


@pytest.mark.parametrize("theme", among(["dark", "light"], 1))
def test_axe_finds_nothing_in_all_that_the_player_can_show(open_reader: Callable[..., Reader], theme: str) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    shown(reader, "/explore")
    unfolded = reader.page.locator("details[open]").count()
    assert unfolded > 0
    reader.turn("/explore", SCENES["all_five"])
    assert reader.page.locator("details[open]").count() == unfolded
    assert reader.hosts == {reader.app.split("/")[2]}
    reader.press("a", "n", "c", "d", "g", "m", "p", "3")
    reader.until_query(space="both")
    reader.rest()
    assert violations(reader) == []
    assert pale(reader) == []
    reader.page.keyboard.press("?")
    reader.page.locator("dialog.help").wait_for()
    assert violations(reader) == []


def test_axe_finds_nothing_on_a_telephone(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(
        viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    reader.open("/explore")
    assert violations(reader) == []
