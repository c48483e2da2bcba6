"""What a lesson says, and the numbers of Algorithm 1, follow while a slider is moved, before the page is told."""

from lessons import LESSONS
from lessons.sheets import algorithm
from scenes import from_link
from studio.panels.lessons.lesson import told
from tests.browser.conftest import Reader
from tests.browser.test_sheets import line
from tests.in_hand import DRAWN, take

LESSON = LESSONS["mountain"]
CLAIM = ".st-key-lessons-answers-claim [data-testid=stMarkdownContainer]"
TRIES = ".st-key-lessons-answers-tries [data-testid=stMarkdownContainer]"
# What is read at a place: of a picture in the hand that is written over the page's own words.
SAID = "(all) => all.map((one) => one.dataset.told ?? one.innerText)"


def test_a_claim_and_what_is_to_be_tried_follow_the_hand(reader: Reader) -> None:
    reader.open("/lessons?page=lessons&lesson=mountain&predict=off")
    claim, tries = reader.page.locator(CLAIM), reader.page.locator(TRIES)
    before = claim.evaluate_all(SAID)
    take(reader, ".st-key-lessons-eta-1")
    link = reader.ask(DRAWN)
    scene, wrong = from_link(link, LESSON.scene)
    assert not wrong
    meant = told(LESSON, scene)
    assert scene != LESSON.scene
    assert claim.evaluate_all(SAID) == meant["claim"] != before
    assert tries.evaluate_all(SAID)[-len(LESSON.tries) :] == meant["tries"]
    # The page has not been told; when it has been, it says the same in its own words.
    assert reader.link() != link
    reader.page.mouse.up()
    reader.rest()
    assert claim.evaluate_all(SAID) == meant["claim"]
    assert reader.page.locator("[data-told]").count() == 0
    assert reader.errors == []


def test_the_numbers_of_algorithm_1_follow_the_hand(reader: Reader) -> None:
    reader.open("/lessons?page=lessons&sheet=algorithm")
    reader.press("Home")
    reader.until(step=0)
    before = line(reader, "θₜ ←")[2]
    take(reader, ".st-key-lessons-eta-1")
    scene, _ = from_link(reader.ask(DRAWN), algorithm.SCENE)
    assert scene != algorithm.SCENE
    sent = reader.ask("(player) => player.data.worked.numbers.eta")
    assert sent == dict(scene.runs[0].numbers)["eta"]
    assert line(reader, "θₜ ←")[2] not in ("", before)
    reader.page.mouse.up()
    reader.rest()
    assert reader.errors == []
