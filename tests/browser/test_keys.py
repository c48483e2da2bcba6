"""Keys of the player from a fresh page and from anywhere on it."""

from collections.abc import Callable

import pytest

from tests.browser.conftest import Reader

PAGES = ("/", "/explore", "/anatomy")


@pytest.mark.parametrize("path", PAGES)
def test_on_a_fresh_page_one_key_plays(reader: Reader, path: str) -> None:
    reader.open(path)
    reader.page.keyboard.press("Home")
    reader.until(step=0)
    for _ in range(3):
        reader.page.keyboard.press("ArrowRight")
    reader.until(step=3)
    reader.page.keyboard.press("Space")
    reader.until(playing="true")
    reader.page.keyboard.press("Space")
    reader.until(playing="false")
    # It belongs to a control that is pressed with it.
    fold = reader.page.locator("[data-testid=stMain] summary, [data-testid=stMain] [role=switch]").first
    if fold.count():
        fold.focus()
        reader.page.keyboard.press("Space")
        reader.rest()
        assert reader.state("playing") == "false"


def test_where_the_pictures_are_out_of_sight_space_scrolls_the_page(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(viewport={"width": 900, "height": 300}, reduced_motion="reduce")
    reader.open("/anatomy")
    main = reader.page.get_by_test_id("stMain")
    main.evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    at = main.evaluate("(one) => one.scrollTop")
    assert reader.ask("(player) => player.root.querySelector('.views').getBoundingClientRect().bottom") < 100
    reader.page.keyboard.press("Home")
    reader.page.keyboard.press("Space")
    assert (reader.state("playing"), reader.step) == ("false", 300)
    reader.player.locator(".views").evaluate("(one) => one.scrollIntoView({ block: 'center' })")
    reader.page.keyboard.press("Space")
    assert at > 0
    reader.until(playing="true")
