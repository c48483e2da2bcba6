"""The pages in a language that says everything twice: nothing is cut off, and no page is wider than its screen."""

from collections.abc import Callable, Iterator

import pytest

from tests.browser.conftest import PLAYER, Reader
from tests.crossing import among, every
from tests.server import ROOT, serve

# What is cut off at its right, of all that is said; what stands out of the screen.
CUT = """() => {
  const own = [...document.querySelectorAll(".player *, .languages *")];
  const seen = own.filter((one) => one.checkVisibility() && one.textContent.trim())
    .filter((one) => !one.closest("svg, canvas, .said, .plot"));
  const cut = seen.filter((one) => one.scrollWidth > one.clientWidth + 1)
    .filter((one) => getComputedStyle(one).overflowX !== "visible");
  const out = seen.filter((one) => one.getBoundingClientRect().right > innerWidth + 1);
  return [...cut, ...out].filter((one) => !one.closest("option")).map((one) => `${one.tagName} ${one.textContent}`);
}"""


@pytest.fixture(scope="module")
def doubled() -> Iterator[str]:
    with serve(ROOT / "tests" / "doubled.py") as url:
        yield url


@pytest.mark.parametrize("size", among([(1366, 768), (390, 844)], 1), ids=lambda size: str(size[0]))
def test_nothing_is_cut_off_where_everything_is_twice_as_long(
    open_reader: Callable[..., Reader], doubled: str, size: tuple[int, int]
) -> None:
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    reader.app = doubled
    # What is looked at on a page without a player stands on all of them; the stage is the same from each.
    for path in ("/", "/explore", "/anatomy", *(["/gallery"] if every() else [])):
        if path == "/":
            reader.page.goto(f"{doubled}{path}")
        else:
            reader.turn(path)
        reader.page.get_by_role("button", name="English", exact=True).wait_for()
        if path == "/gallery":
            assert reader.page.evaluate(CUT) == []
            continue
        reader.page.locator(f"{PLAYER}[data-ready=true]").wait_for()
        assert "minimum minimum" in str(reader.ask("(player) => player.data.words.minimum"))
        reader.rest()
        assert reader.page.evaluate(CUT) == [], path
        assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
        if path != "/explore" and not every():
            continue
        # A key is the player's while its pictures are in sight.
        reader.player.locator(".views").evaluate("(one) => one.scrollIntoView()")
        reader.to_stage()
        assert reader.page.evaluate(CUT) == [], f"{path} on the stage"
        reader.page.keyboard.press("Escape")
        reader.until_document(without="stage")
