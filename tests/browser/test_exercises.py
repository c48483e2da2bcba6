"""The exercises in the browser: by mouse and by keys, in three languages, and what is kept where."""

import base64
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import expect

from lessons.exercises.questions import ITEMS, MISCONCEPTIONS, Item
from lessons.exercises.unnamed import drawn
from scenes import Scene, to_link
from studio.look.ground import SMALL
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import violations
from tests.browser.test_languages import choose
from tests.crossing import every
from words import say
from words.languages import LANGUAGES

pytestmark = pytest.mark.stays

SIZES = {"phone": (390, 844), "desk": (1366, 768)}
# English is the longest, and on a telephone the room the smallest; the other of each is on a desk in Chinese.
SEEN = (
    list(product(LANGUAGES, SIZES, ("dark", "light")))
    if every()
    else [("en", "phone", "dark"), ("zh-TW", "desk", "light")]
)


def show(reader: Reader, exercise: str, more: str = "", lang: str = "en") -> None:
    path = f"/lessons?page=lessons&lesson={exercise}{more}&lang={lang}"
    if reader.page.url == "about:blank":
        reader.page.goto(f"{reader.app}{path}")
        here(reader, exercise)
        return
    reader.turn(path)
    here(reader, exercise)
    # There the language is the session's, and not the address's, and what other tests have answered is kept.
    if reader.page.evaluate("document.documentElement.lang") != LANGUAGES[lang].tag:
        choose(reader, lang)
        reader.rest()
    if exercise == "questions":
        reader.page.locator(".questions [data-name=forget]").click()


def here(reader: Reader, exercise: str) -> None:
    """Wait until it has come."""
    reader.page.get_by_test_id(exercise).locator("button, canvas").first.wait_for()
    reader.rest()


def resize(reader: Reader, size: str, theme: Any) -> None:
    width, height = SIZES[size]
    reader.page.set_viewport_size({"width": width, "height": height})
    reader.page.emulate_media(color_scheme=theme)


def fits(reader: Reader) -> bool:
    """Whether nothing is wider than the window."""
    return bool(reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def one_screen(reader: Reader) -> bool:
    """Whether the page's own part is not scrolled at a desk."""
    return bool(
        reader.page.evaluate(
            "() => { const main = document.querySelector('[data-testid=stMain]'); "
            "return main.scrollHeight <= main.clientHeight; }"
        )
    )


def answer(reader: Reader, place: int, choice: int) -> None:
    """An answer to the question on show, by its place in the record; then the next question."""
    text = ITEMS[place].answers[choice].text
    expect(reader.page.get_by_text(ITEMS[place].asks)).to_be_visible()
    reader.page.get_by_role("button", name=text, exact=True).click()


@pytest.mark.long
def test_a_wrong_answer_is_met_by_its_name_and_one_click_opens_what_refutes_it(reader: Reader) -> None:
    show(reader, "questions")
    answer(reader, 0, 1)
    met = MISCONCEPTIONS["zero"]
    expect(reader.page.locator(".questions .told")).to_contain_text(met.against)
    with reader.page.context.expect_page() as opened:
        reader.page.get_by_role("link", name="See the scene").click()
    scene = opened.value
    scene.locator("[data-testid=player][data-ready=true]").wait_for()
    asked = scene.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")
    scene.close()
    assert {key: asked[key] for key in to_link(met.scene)} == to_link(met.scene)
    assert not reader.errors


def assert_picture(reader: Reader, item: Item) -> None:
    """A question about a picture has it beside it and in words."""
    pictures = reader.page.locator(".questions .asked img")
    assert pictures.count() == (item.picture is not None)
    if item.picture:
        expect(pictures).to_have_attribute("alt", say(item.picture.says))
        assert pictures.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == SMALL[0]


def assert_answered(reader: Reader, told: str, scene: Scene) -> None:
    """What is told of an answer, and the scene that is a click away."""
    expect(reader.page.locator(".questions .told")).to_contain_text(told)
    link = reader.page.get_by_role("link", name="See the scene")
    asked = dict(parse_qsl(urlsplit(link.get_attribute("href") or "").query))
    assert {key: asked[key] for key in to_link(scene)} == to_link(scene)


def test_a_right_answer_is_told_why_it_is_right_a_wrong_one_met_by_its_name_and_a_scene_is_a_click_away(
    reader: Reader,
) -> None:
    show(reader, "questions")
    for place, item in enumerate(ITEMS):
        expect(reader.page.get_by_text(item.asks)).to_be_visible()
        assert_picture(reader, item)
        # The first right answer is given with the keys, below.
        answer(reader, place, int(not place))
        if place:
            assert_answered(reader, f"That is right. {item.why}", MISCONCEPTIONS[item.id].scene)
        else:
            assert_answered(reader, MISCONCEPTIONS["zero"].against, MISCONCEPTIONS["zero"].scene)
        reader.page.get_by_role("button", name="Next question").click()
    assert not reader.errors


def test_answers_stay_in_the_browser_side_by_side_until_they_are_forgotten(reader: Reader) -> None:
    show(reader, "questions")
    _, sent = frames(reader)
    # The pages to come are made ready meanwhile: files without a word of the reader's.
    reader.page.on("request", lambda request: None if "/assets/" in request.url else sent.append(request.url.encode()))
    for place in range(len(ITEMS)):
        answer(reader, place, place % 4)
        reader.page.get_by_role("button", name="Next question").click()
    assert sent == []
    # A page that comes anew has nothing but what the browser kept.
    reader.page.reload()
    here(reader, "questions")
    expect(reader.page.get_by_role("button", name="After the course")).to_have_attribute("aria-pressed", "true")
    expect(reader.page.get_by_role("cell", name="3 of 12 right")).to_be_visible()
    answer(reader, 0, 0)
    expect(reader.page.get_by_text("That is right.")).to_be_visible()
    # The first answer counts.
    other = reader.page.get_by_role("button", name=ITEMS[0].answers[1].text)
    expect(other).to_have_attribute("aria-disabled", "true")
    other.click(force=True)
    expect(reader.page.get_by_role("cell", name="1 of 12 right")).to_be_visible()
    reader.page.get_by_role("button", name="Forget my answers").click()
    expect(reader.page.get_by_text("Your answers are forgotten.")).to_be_visible()
    assert reader.page.get_by_role("cell", name="0 of 12 right").count() == 2
    assert "questions" not in reader.page.evaluate("JSON.stringify({ ...localStorage })")
    assert not reader.errors


def test_the_exercises_stand_at_the_end_of_the_contents_and_questions_are_answered_with_the_keys_alone(
    reader: Reader,
) -> None:
    show(reader, "questions")
    reader.turn("/lessons?page=lessons")
    reader.page.get_by_role("button", name="Twelve questions").click()
    here(reader, "questions")
    assert "lesson=questions" in reader.page.url
    reader.page.get_by_role("button", name=ITEMS[0].answers[0].text).focus()
    reader.page.keyboard.press("Enter")
    assert_answered(reader, f"That is right. {ITEMS[0].why}", MISCONCEPTIONS[ITEMS[0].id].scene)
    assert reader.page.evaluate("document.activeElement.textContent") == ITEMS[0].answers[0].text
    reader.page.get_by_role("button", name="Next question").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_text(ITEMS[1].asks)).to_be_visible()
    assert reader.page.evaluate("document.activeElement.textContent") == "Next question"
    reader.page.get_by_role("button", name="Contents").click()
    expect(reader.page.get_by_role("button", name="Twelve questions")).to_be_visible()


@pytest.mark.parametrize(("lang", "size", "theme"), SEEN)
def test_the_questions_fit_in_three_languages_and_axe_finds_nothing(
    reader: Reader, lang: str, size: str, theme: str
) -> None:
    resize(reader, size, theme)
    show(reader, "questions", lang=lang)
    for place, _ in enumerate(ITEMS):
        # A wrong answer first, which is met.
        reader.page.locator(".questions .answers button").nth(int(not place)).click()
        assert place or violations(reader) == []
        assert fits(reader)
        assert size == "phone" or one_screen(reader)
        reader.page.locator(".questions [data-name=next]").click()
    assert not reader.errors


def frames(reader: Reader) -> tuple[list[bytes], list[bytes]]:
    """What the server sends from now on, and what the page does, through a socket that may be open already."""
    received: list[bytes] = []
    sent: list[bytes] = []
    session = reader.page.context.new_cdp_session(reader.page)
    for way, all_of_them in (
        (f"Network.webSocketFrame{name}", of) for name, of in (("Received", received), ("Sent", sent))
    ):
        session.on(way, lambda told, to=all_of_them: to.append(data_of(told["response"])))
    session.send("Network.enable")
    return received, sent


def data_of(frame: dict[str, Any]) -> bytes:
    """What is in it: of bytes, which it is of unless it is of kind 1, the browser tells base 64."""
    text = str(frame["payloadData"])
    return text.encode() if frame["opcode"] == 1 else base64.b64decode(text)


def test_a_run_without_a_name_is_told_once_it_was_guessed_and_not_before(reader: Reader) -> None:
    one = drawn("beta", 5)
    sent, _ = frames(reader)
    show(reader, "unnamed", "&ask=beta&seed=5")
    expect(reader.page.get_by_role("img", name="The path of a run")).to_be_visible()
    for told in ("eta.1", "beta.1", "It swings about the floor", "It is β"):
        assert told.encode() not in b"".join(sent), told
    wrong = next(choice for choice in one.choices if choice != one.right)
    reader.page.get_by_role("button", name=f"β = {wrong}", exact=True).click()
    expect(reader.page.get_by_text(f"It is β = {one.right}.")).to_be_visible()
    expect(reader.page.get_by_text(one.sign.format(**one.facts))).to_be_visible()
    assert b"It is \xce\xb2" in b"".join(sent)
    assert not reader.errors


def test_what_leads_to_another_run_does_not_look_like_an_answer(reader: Reader) -> None:
    show(reader, "unnamed", "&seed=5")
    buttons = [reader.page.get_by_role("button", name=name, exact=True) for name in ("RMSProp", "Adam", "Another run")]
    boxes = [button.bounding_box() for button in buttons]
    third, last, other = [(box["y"], box["y"] + box["height"]) for box in boxes if box]
    assert other[0] - last[1] > 3 * (last[0] - third[1]) > 0
    frames_of = [button.evaluate("(one) => getComputedStyle(one).borderTopColor") for button in buttons]
    assert frames_of[0] == frames_of[1] != frames_of[2]
    # It is another seed in the link, and Back leads to the one before.
    reader.page.get_by_role("button", name="Another run").click()
    reader.until_query(lesson="unnamed", ask="optimizer", seed="6")
    reader.rest()
    reader.page.get_by_role("button", name="Which β has its momentum?").focus()
    reader.page.keyboard.press("Enter")
    reader.until_query(ask="beta", seed="6")
    reader.page.go_back()
    reader.until_query(ask="optimizer", seed="6")
    assert not reader.errors


@pytest.mark.parametrize(("lang", "size", "theme"), SEEN)
def test_a_run_without_a_name_fits_and_axe_finds_nothing(reader: Reader, lang: str, size: str, theme: str) -> None:
    resize(reader, size, theme)
    # Two runs of one optimizer: what was guessed once is told in that session from then on.
    show(reader, "unnamed", f"&seed={3 if lang == 'en' else 11}", lang)
    reader.page.get_by_role("button", name="RMSProp", exact=True).click()
    reader.rest()
    assert fits(reader)
    assert size == "phone" or one_screen(reader)
    assert violations(reader) == []
    assert not reader.errors
