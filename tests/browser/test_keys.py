"""Keys of the player from a fresh page and from anywhere on it."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES
from tests.browser.conftest import Reader
from tests.crossing import among, crossed, every

PAGES = ("/", "/explore", "/anatomy")


@pytest.mark.parametrize("path", among(PAGES, 1))
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


# All controls of the player that can be reached, those in its open menu too, with their places in the page.
ALL = """const all = [...document.querySelectorAll(".player :is(button, input, select, a, [tabindex='0'])")];"""
SEEN = "all.filter((one) => !one.disabled && one.checkVisibility())"
CONTROLS = f"() => {{ {ALL} return {SEEN}.map((one) => all.indexOf(one)); }}"
HERE = f"() => {{ {ALL} return all.indexOf(document.activeElement); }}"


def reached(reader: Reader) -> set[int]:
    """The controls that the arrow keys lead to from the one that has the focus, and that one."""
    found: list[int] = []
    while (here := reader.page.evaluate(HERE)) not in found:
        found.append(here)
        if reader.page.evaluate("() => document.activeElement.type === 'range'"):
            break
        reader.page.keyboard.press("ArrowRight")
    return set(found)


FRESH = {
    "everything": ("/explore", replace(SCENES["all_five"], marks=("numbers", "dial"), space="both")),
    "first": ("/", None),
    "grid": ("/explore", SCENES["no_rate_fits"]),
    "anatomy": ("/anatomy", None),
}


# With the menu open there is all that there is without it.
@crossed(name=among(FRESH, 1), menu=[True, False] if every() else [True])
def test_any_control_of_the_player_is_at_most_three_tabs_from_a_fresh_page(
    reader: Reader, name: str, menu: bool
) -> None:
    path, scene = FRESH[name]
    reader.open(path, scene)
    if scene and "numbers" in scene.marks:
        reader.until_revision(2)
    reader.page.keyboard.press("Tab")
    assert reader.page.evaluate("() => document.activeElement.innerText") == "Skip to the player"
    if menu:
        reader.in_the_menu("All keys")
    found: set[int] = set()
    # One tab to the link, which Enter follows; two at most from there, forwards or backwards.
    for way in ([], ["Tab"], ["Tab", "Tab"], ["Shift+Tab"], ["Shift+Tab", "Shift+Tab"]):
        reader.page.get_by_role("link", name="Skip to the player").focus()
        reader.page.keyboard.press("Enter")
        for key in way:
            reader.page.keyboard.press(key)
        found |= reached(reader)
    assert set(reader.page.evaluate(CONTROLS)) - found == set()
    assert reader.errors == []


def test_in_the_bar_the_arrow_keys_lead_on_and_after_a_click_they_are_the_players(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    reader.press("Home")
    reader.page.keyboard.press("Tab")
    reader.page.keyboard.press("Tab")
    name = "() => document.activeElement.className"
    assert reader.page.evaluate(name) == "toggle"
    reader.page.keyboard.press("ArrowRight")
    assert reader.page.evaluate(name) == "forward"
    reader.page.keyboard.press("Enter")
    reader.until(step=1)
    reader.page.keyboard.press("End")
    reader.page.keyboard.press("Home")
    assert reader.page.evaluate(name) == "restart"
    # The other keys are the player's all the while.
    reader.page.keyboard.press("a")
    reader.until_query(show="arrows")
    assert reader.step == 1
    # A line of the menu that is chosen gives the focus back to what has opened it.
    more = reader.page.get_by_role("button", name="More", exact=True)
    more.focus()
    reader.page.keyboard.press("Enter")
    reader.page.keyboard.press("ArrowRight")
    assert reader.player.locator(".menu").evaluate("(one) => one.contains(document.activeElement)")
    reader.page.keyboard.press("Escape")
    assert more.evaluate("(one) => one === document.activeElement")
    reader.page.get_by_role("button", name="One step forward").click()
    reader.until(step=2)
    reader.page.keyboard.press("ArrowRight")
    reader.until(step=3)


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
