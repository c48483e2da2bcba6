"""Back and Forward, at any moment: address, heading, picture and controls agree, and each page keeps its own scene."""

import random

import pytest

from scenes import SCENES
from tests.browser.conftest import Reader
from tests.crossing import among, every
from tests.visitor import HEADERS

pytestmark = pytest.mark.stays

MENU = {"one_rate": "One learning rate", "explore": "Explore", "anatomy": "Anatomy"}
ETA = "input[aria-label='η · learning rate']"
NAMES = "(player) => player.runs.map((run) => run.name)"


def assert_one_page(reader: Reader) -> str:
    """What the whole page shows is of one page and one scene; gives the page's name."""
    reader.rest()
    page = reader.page.url.partition("?")[0].rpartition("/")[2] or "one_rate"
    assert f"?page={page}&" in reader.page.url
    assert reader.page.get_by_role("heading", name=HEADERS[page], exact=True).count() == 1
    eta = reader.link()["eta.1"]
    assert eta in reader.ask(NAMES)[0]
    assert reader.page.locator(ETA).first.get_attribute("aria-valuetext") == eta
    return page


def go(reader: Reader, page: str) -> None:
    reader.page.get_by_role("link", name=MENU[page], exact=True).click()


def move(reader: Reader, key: str = "ArrowRight") -> None:
    reader.page.locator(ETA).first.focus()
    reader.page.keyboard.press(key)


def wait(reader: Reader, chance: random.Random) -> None:
    reader.page.wait_for_timeout(chance.randrange(2001))


@pytest.mark.parametrize("seed", among(range(4), 1))
def test_a_change_followed_by_back_and_forward(reader: Reader, seed: int) -> None:
    chance = random.Random(seed)
    reader.open("/", SCENES["one_rate"])
    for page in chance.sample(["explore", "anatomy"], 2)[: 2 if every() else 1]:
        move(reader)
        own = {assert_one_page(reader): reader.link()}
        go(reader, page)
        assert assert_one_page(reader) == page
        # A change, and Back before the page has answered or after.
        move(reader)
        wait(reader, chance)
        reader.page.evaluate("() => history.back()")
        wait(reader, chance)
        reader.page.evaluate("() => history.forward()")
        assert_one_page(reader)
        reader.page.evaluate("() => history.back()")
        at = assert_one_page(reader)
        if at in own:
            assert reader.link() == own[at]
    assert reader.errors == []


@pytest.mark.parametrize("key", ["]", "Shift+ArrowUp"])
def test_what_keys_have_moved_and_nobody_has_let_go_does_not_come_along_by_back(reader: Reader, key: str) -> None:
    reader.open("/explore", SCENES["one_rate"])
    reader.press("d")
    reader.rest()
    before = reader.link()
    reader.press(key)
    reader.rest()
    assert reader.link() != before
    reader.press(key)
    # While the dial is turned, and the start is in the hand: they are let go when no key has come for a moment.
    reader.page.evaluate("() => history.back()")
    assert_one_page(reader)
    assert reader.link() == before


@pytest.mark.parametrize("pause", among([0, 30, 80, 200, 600], 1))
def test_back_from_a_page_that_has_just_been_opened_keeps_the_own_scene(reader: Reader, pause: int) -> None:
    reader.open("/", SCENES["one_rate"])
    move(reader)
    assert assert_one_page(reader) == "one_rate"
    own = reader.link()
    assert own["eta.1"] == "0.0125"
    go(reader, "explore")
    reader.page.wait_for_timeout(pause)
    if reader.page.url.partition("?")[0].endswith("/explore"):
        reader.page.evaluate("() => history.back()")
    else:
        # Not there yet: by the menu.
        go(reader, "one_rate")
    assert assert_one_page(reader) == "one_rate"
    assert reader.link() == own


def test_an_address_of_another_page_is_never_taken_for_this_one_s(reader: Reader) -> None:
    reader.open("/", SCENES["one_rate"])
    move(reader)
    assert_one_page(reader)
    own = reader.link()
    # What has been written late by whatever way.
    foreign = "/?page=explore&surface=himmelblau&run.1=adam&eta.1=0.3"
    reader.page.evaluate("(url) => { history.replaceState({}, '', url); history.pushState({}, '', url); }", foreign)
    reader.page.evaluate("(url) => History.prototype.replaceState.call(history, {}, '', url)", foreign)
    go(reader, "anatomy")
    assert_one_page(reader)
    reader.page.evaluate("() => history.back()")
    assert assert_one_page(reader) == "one_rate"
    assert reader.link() == own


def test_an_address_for_another_page_that_was_typed_says_so(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/explore?page=anatomy&surface=himmelblau&run.1=adam&eta.1=0.3")
    assert assert_one_page(reader) == "explore"
    said = reader.page.get_by_test_id("stAlert").inner_text()
    assert said == "This address is for another page; take page=anatomy out of it to open its scene here."
    reader.page.goto(f"{reader.app}/explore?surface=himmelblau&run.1=adam&eta.1=0.3")
    assert assert_one_page(reader) == "explore"
    assert (reader.link()["surface"], reader.link()["eta.1"]) == ("himmelblau", "0.3")
    assert reader.page.get_by_test_id("stAlert").count() == 0
