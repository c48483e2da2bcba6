"""For who teaches: a lesson of one's own, its file, and the walk through it."""

import json
import re
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from lessons import CLAIMS, LESSONS, TITLES
from lessons.course import Course, Item, to_file
from scenes import SCENES, to_link
from scenes.scene import grounds
from tests.browser.conftest import TURN, Reader
from tests.browser.test_accessibility import violations
from tests.browser.test_languages import choose, english
from tests.browser.test_sheets import to_screen
from tests.crossing import among, every
from words import say, speaking
from words.catalogue import catalogue
from words.languages import LANGUAGES

pytestmark = pytest.mark.stays

ITEMS = "[class*=st-key-course-item]"
COURSE = Course(
    "Two scenes",
    (Item("First <b>the ball</b>", "![x](http://evil.example/x.png) **loud**", SCENES["ball"]),
     Item("Then the burst", "", SCENES["burst"])),
)  # fmt: skip


def turn_to(reader: Reader, asked: str, lang: str = "en") -> None:
    """To a screen of the lessons, in a language."""
    open_before = reader.page.url != "about:blank"
    to_screen(reader, f"&lang={lang}{asked}")
    # There the language is the session's, and not the address's.
    if open_before and reader.page.evaluate("document.documentElement.lang") != LANGUAGES[lang].tag:
        choose(reader, lang)


def mine(reader: Reader, lang: str = "en") -> None:
    turn_to(reader, "&lesson=mine", lang)
    reader.page.locator(".st-key-course-file button").wait_for()
    reader.rest()
    if reader.page.locator(ITEMS).count():  # of another test
        open_file(reader, to_file(Course()).encode())
        expect(reader.page.locator(ITEMS)).to_have_count(0)
        reader.rest()


def open_file(reader: Reader, content: bytes) -> None:
    file = {"name": "lesson.json", "mimeType": "application/json", "buffer": content}
    reader.page.locator(".st-key-course-file input").set_input_files([file])  # type: ignore[list-item]


def press(reader: Reader, key: str) -> None:
    reader.page.locator(f".st-key-{key} button").filter(visible=True).first.click()


def test_scenes_are_added_in_an_order_saved_opened_and_walked_through(reader: Reader, tmp_path: Path) -> None:
    if reader.page.url != "about:blank":
        mine(reader)
        turn_to(reader, "")
    reader.open("/explore", SCENES["ball"])
    reader.page.get_by_role("link", name="Lessons", exact=True).click()
    reader.page.get_by_role("button", name="My lesson").click()
    press(reader, "course-add")
    press(reader, "course-add")
    expect(reader.page.locator(ITEMS)).to_have_count(2)
    note = reader.page.get_by_label("Note on scene 2")
    note.fill("It rolls <i>through</i>.")
    note.press("Enter")
    reader.rest()
    press(reader, "course-up-1")
    expect(reader.page.get_by_label("Note on scene 1")).to_have_value("It rolls <i>through</i>.")
    with reader.page.expect_download() as download:
        press(reader, "course-save")
    download.value.save_as(tmp_path / "lesson.json")
    saved = json.loads((tmp_path / "lesson.json").read_text("utf-8"))
    assert [one["link"] for one in saved["scenes"]] == [to_link(SCENES["ball"])] * 2
    press(reader, "course-remove-1")
    press(reader, "course-remove-0")
    expect(reader.page.locator(ITEMS)).to_have_count(0)
    open_file(reader, (tmp_path / "lesson.json").read_bytes())
    expect(reader.page.locator(ITEMS)).to_have_count(2)
    expect(reader.page.get_by_label("Note on scene 1")).to_have_value("It rolls <i>through</i>.")
    assert not reader.errors


def test_the_scenes_of_a_file_are_shown_one_after_the_other_and_its_markup_is_text(reader: Reader) -> None:
    mine(reader)
    open_file(reader, to_file(COURSE).encode())
    press(reader, "course-begin")
    reader.player.and_(reader.page.locator("[data-ready=true]")).wait_for()
    reader.rest()
    assert reader.link() == to_link(SCENES["ball"])
    told = reader.page.locator(".st-key-explore-told")
    for text in ("1 of 2", "First <b>the ball</b>", "![x](http://", "evil.example/x.png) **loud**"):
        assert text in told.inner_text().replace("\u2060", "")
    assert told.locator("img, a, i").count() == 0
    press(reader, "course-next")
    reader.until_query(surface="bowl", steps="600")
    reader.rest()
    assert reader.link() == to_link(SCENES["burst"])
    expect(told).to_contain_text("Then the burst")
    expect(reader.page.locator(".st-key-course-next button").first).to_be_disabled()
    press(reader, "course-back")
    expect(reader.page.locator(ITEMS)).to_have_count(2)
    press(reader, "course-show-1")
    reader.until_query(steps="600")
    assert not any("evil" in host for host in reader.hosts)
    assert not reader.errors


MUCH = 20_000_000 if every() else 1_000_001
NO_LESSONS = {
    "This file is not a lesson, or it is cut off.": b"<script>alert(1)</script>",
    "surface=moon": to_file(COURSE).encode().replace(b'"bowl"', b'"moon"'),
    "or it is cut off.": to_file(COURSE).encode()[:300],
    "version 9": b'{"lesson": 9}',
    f"{MUCH:,} bytes; a lesson has 1,000,000 at most": b" " * MUCH,
}


# A page that has just come has shown nothing on Explore yet.
@pytest.mark.fresh
def test_a_file_that_is_none_is_told_and_changes_nothing(reader: Reader) -> None:
    mine(reader)
    press(reader, "course-add")
    expect(reader.page.locator(ITEMS)).to_have_count(1)
    for said, content in among(NO_LESSONS.items(), 3):
        open_file(reader, content)
        expect(reader.page.locator("[data-testid=stAlert]")).to_contain_text(said)
        expect(reader.page.locator(ITEMS)).to_have_count(1)
        expect(reader.page.get_by_label("Title of scene 1")).to_have_value("All five optimizers")
    assert not reader.errors


SEEN = [("en", (390, 844), "dark"), ("zh-TW", (1366, 768), "light")]


@pytest.mark.parametrize(
    ("lang", "size", "theme"), [*product(LANGUAGES, ((1366, 768), (390, 844)), ("dark", "light"))] if every() else SEEN
)
def test_it_fits_speaks_three_languages_and_axe_finds_nothing(
    reader: Reader, lang: str, size: tuple[int, int], theme: Any
) -> None:
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.page.emulate_media(color_scheme=theme)
    mine(reader, lang)
    press(reader, "course-add")
    expect(reader.page.locator(ITEMS)).to_have_count(1)
    reader.rest()
    # The help of what the pointer rests on is Streamlit's, and in no landmark.
    reader.page.mouse.move(5, size[1] - 5)
    expect(reader.page.get_by_test_id("stTooltipContent")).to_have_count(0)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(reader) == []
    if lang != "en":
        assert english(reader) == []
    assert not reader.errors


def to_handout(reader: Reader, lesson: str, lang: str) -> None:
    turn_to(reader, f"&lesson={lesson}&print=yes", lang)
    reader.page.locator(".st-key-handout-answers [data-testid=stCaptionContainer]").last.wait_for()
    reader.rest()


def test_a_handout_opens_at_its_top_from_wherever_its_lesson_is_scrolled_to(reader: Reader) -> None:
    reader.page.set_viewport_size({"width": 1366, "height": 500})
    turn_to(reader, "&lesson=burst&predict=off")
    reader.rest()
    main = reader.page.get_by_test_id("stMain")
    main.evaluate("(one) => one.scrollTo(0, one.scrollHeight)")
    assert main.evaluate("(one) => one.scrollTop") > 100
    reader.page.get_by_role("button", name="Handout").click()
    reader.page.locator(".st-key-handout-answers [data-testid=stCaptionContainer]").last.wait_for()
    reader.page.wait_for_function("() => location.search.includes('print=yes')")
    assert main.evaluate("(one) => one.scrollTop") == 0
    assert not reader.errors


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


# Each language with a lesson of its own, which other tests show too; for `make soak` each lesson in each.
HANDOUTS = dict(zip(LANGUAGES, ("stuck", "burst", "crescent"), strict=True))


@pytest.mark.parametrize("lang", among(LANGUAGES, 2))
def test_a_handout_is_two_pages_of_paper_with_its_answers_on_the_second(reader: Reader, lang: str) -> None:
    lessons = list(LESSONS) if every() else [HANDOUTS[lang]]
    to_handout(reader, lessons[0], lang)
    for id in lessons:
        if id != lessons[0]:
            reader.turn(f"/lessons?lesson={id}&print=yes&lang={lang}")
        assert_handout(reader, id, lang)
    assert violations(reader) == []
    assert not reader.errors


def assert_handout(reader: Reader, id: str, lang: str) -> None:
    lesson = LESSONS[id]
    front, answers = (reader.page.locator(f".st-key-handout-{one}") for one in ("front", "answers"))
    with speaking(catalogue(lang)):
        asked = (lesson.prediction.prompt, lesson.observation.question, lesson.tries[0].text)
        for question in map(say, asked):
            expect(front).to_contain_text(question)
        expect(answers).to_contain_text(say(lesson.claim, **lesson.facts(lesson.scene)))
    assert front.locator(".katex").count()
    pictures = reader.page.locator("[data-testid=stImage] img")
    widths = pictures.evaluate_all("(all) => all.map((one) => one.naturalWidth)")
    # One without the runs, and one with them for each surface that they are on.
    assert len(widths) == 1 + len(grounds(lesson.scene))
    assert min(widths) > 100
    assert pages_of(reader.page.pdf(prefer_css_page_size=True)) == 2
    if lang != "en":
        left = [text for text in english(reader) if not text.startswith(("來源", "来源"))]
        assert [text for text in left if "Hung-yi Lee" not in text] == []


@pytest.mark.parametrize("lang", among(LANGUAGES, 1))
def test_the_outline_has_every_claim_and_leads_to_its_scene(reader: Reader, lang: str) -> None:
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.emulate_media(color_scheme="dark")
    mine(reader, lang)
    reader.page.evaluate(TURN, reader.address(f"/lessons?page=lessons&lang={lang}&lesson=outline&print=yes"))
    # One part comes after the other, and the runs of each are computed before it.
    parts = reader.page.locator(".st-key-outline [data-testid=stMarkdown]")
    for place in range(len(TITLES)):
        parts.nth(place).wait_for()
    reader.rest()
    assert parts.count() == len(TITLES)
    lines = reader.page.locator(".st-key-outline li")
    assert lines.count() == len(CLAIMS)
    # What is worked out by hand leads to its sheet.
    assert lines.locator("a").count() == len(CLAIMS)
    assert reader.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert violations(reader) == []
    assert pages_of(reader.page.pdf(prefer_css_page_size=True)) > 1
    reader.turn(f"/{lines.locator('a').first.get_attribute('href')}")
    assert CLAIMS[0].scene
    assert {key: text for key, text in reader.link().items() if key != "lesson"} == to_link(CLAIMS[0].scene)
    assert not reader.errors
