"""The lessons in the browser: a run is predicted by hand and by keys, and nothing of it is sent before it is seen."""

import base64
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Route, expect

from lessons import LESSONS
from scenes import trajectories
from scenes.scene import grounds
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_languages import choose, english
from tests.coroutines import finish
from tests.crossing import among, every
from tests.reader import Reader as Visitor
from words.languages import LANGUAGES

SIZES = ((1366, 768), (390, 844))
# Of a lesson's formula the pieces that reach out of its box, in pixels; KaTeX breaks no line within a piece.
CUT = """() => {
  const box = document.querySelector(".st-key-lessons-answers-formula").getBoundingClientRect();
  const pieces = document.querySelectorAll(".st-key-lessons-answers-formula .katex-html > .base");
  const over = [...pieces].map((one) => one.getBoundingClientRect().right - box.right);
  return pieces.length ? over.filter((far) => far > 1) : ["none"];
}"""
SHEET, PREDICT = ".sheet[tabindex]", "[data-testid=player] .predict"


def show(reader: Reader, lesson: str, more: str = "") -> None:
    reader.open(f"/lessons?lesson={lesson}{more}")


def revealed(reader: Reader) -> None:
    reader.page.locator(f"{PREDICT}[data-covered=false]").wait_for(state="attached")
    reader.rest()


def draw(reader: Reader) -> None:
    """A path from the start to the middle of the picture, by mouse."""
    box = reader.page.locator(SHEET).bounding_box()
    assert box is not None
    mouse = reader.page.mouse
    mouse.move(box["x"] + 0.2 * box["width"], box["y"] + 0.7 * box["height"])
    mouse.down()
    mouse.move(box["x"] + 0.3 * box["width"], box["y"] + 0.5 * box["height"], steps=5)
    mouse.move(box["x"] + 0.6 * box["width"], box["y"] + 0.5 * box["height"], steps=10)
    mouse.up()


@pytest.mark.stays
def test_a_path_is_drawn_with_the_mouse_and_the_gap_is_told(reader: Reader) -> None:
    show(reader, "stuck")
    button = reader.page.get_by_role("button", name="Show the run")
    expect(button).to_be_disabled()
    draw(reader)
    reader.page.get_by_role("button", name="certain", exact=True).click()
    button.click()
    revealed(reader)
    verdict = reader.page.locator(".verdict").inner_text()
    assert re.match(r"On average your path runs \d+% of the picture's width away", verdict)
    assert "You were certain, and it is otherwise: Most people draw the way a marble would roll" in verdict
    assert "the gradient is 67.5 long" in reader.page.locator(".st-key-stage").inner_text()
    # Where nothing should move the whole run is there at once, and can be played from its start.
    assert reader.ask("(player) => [player.step, player.clock.playing]") == [300, False]
    reader.page.locator("[data-testid=player] button.toggle").click()
    assert reader.ask("(player) => player.clock.playing && player.step < 300")
    assert not reader.errors


@pytest.mark.stays
def test_the_pencil_goes_by_the_arrow_keys_too(reader: Reader) -> None:
    show(reader, "rates")
    start = trajectories(LESSONS["rates"].scene)[1].point[0]
    reader.page.locator(SHEET).focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "ArrowRight"):
        reader.page.keyboard.press(key)
    at = reader.ask("(player) => player.predictor.pencil.at")
    # 2 % of the picture, which is 8 wide and 1 high, and with Shift 10 %; the picture may show a little more.
    assert at[0] - start[0] == pytest.approx(0.16, rel=0.1)
    assert at[1] - start[1] == pytest.approx(0.12, rel=0.1)
    reader.page.keyboard.press("Enter")
    revealed(reader)
    assert "of the picture's width away from the true one" in reader.page.locator(".verdict").inner_text()
    assert not reader.errors


@pytest.mark.stays
def test_200_seeds_are_divided_with_the_keys_and_those_of_the_run_stand_below(reader: Reader) -> None:
    show(reader, "noise")
    bar = reader.page.locator(".divide input")
    bar.focus()
    for _ in range(10):
        reader.page.keyboard.press("ArrowRight")
    reader.page.get_by_role("button", name="Show the run").click()
    revealed(reader)
    verdict = reader.page.locator(".verdict").inner_text()
    assert "Your prediction: 110 at the deep minimum, 90 at the shallow minimum." in verdict
    assert "162 at the deep minimum, 38 at the shallow minimum" in verdict
    assert "52 of 200 seeds would have to change sides." in verdict
    assert reader.page.locator(".dots > div").count() == 2


@pytest.mark.stays
def test_one_key_skips_a_prediction_and_one_word_of_the_link_all_of_them(reader: Reader) -> None:
    show(reader, "burst")
    assert reader.ask("(player) => player.head.steps") == 0
    reader.page.keyboard.press("s")
    revealed(reader)
    assert reader.ask("(player) => player.head.steps") == 600
    assert reader.page.locator(".verdict").count() == 0 or not reader.page.locator(".verdict").is_visible()
    reader.turn("/lessons?lesson=decay&predict=off")
    assert reader.ask("(player) => player.head.steps") == 600
    assert not reader.page.locator(PREDICT).is_visible()


def lengths(sent: object) -> list[int]:
    """How many rows each column has that stands anywhere in what was sent."""
    if isinstance(sent, list):
        return [length for one in sent for length in lengths(one)]
    if not isinstance(sent, dict):
        return []
    own = [
        len(base64.b64decode(column["bytes"])) // {"float32": 4, "float64": 8}[column["type"]]
        for column in sent.get("columns", {}).values()
    ]
    return own + [length for key, one in sent.items() if key != "columns" for length in lengths(one)]


def runs_of(lesson: str) -> int:
    return sum(len(side.runs) for side in grounds(LESSONS[lesson].scene))


def test_nothing_of_a_run_is_sent_before_it_is_to_be_seen(app: str) -> None:
    async def sent(lesson: str, **more: str) -> list[int]:
        async with Visitor(app, "lessons", {"lesson": lesson} | more) as visitor:
            await visitor.open()
            return lengths(visitor.seen.player)

    async def all_of_them() -> None:
        for lesson in LESSONS:
            found = await sent(lesson)
            assert set(found) == {1}, lesson
            assert len(found) >= runs_of(lesson), lesson
        assert max(await sent("stuck", predict="off")) > 300

    finish(all_of_them())


def test_no_key_fetches_a_run_before_it_is_to_be_seen(reader: Reader) -> None:
    pictures: list[str] = []
    reader.page.on("request", lambda request: pictures.append(request.url) if "/picture?" in request.url else None)
    show(reader, next(iter(LESSONS)))
    for lesson in among({one.prediction.kind: id for id, one in LESSONS.items()}.values(), 2):
        reader.turn(f"/lessons?lesson={lesson}")
        reader.press("Shift+ArrowRight", "End", "d", "3")
        reader.rest()
        assert not pictures, lesson
        assert reader.ask("(player) => player.runs.map((run) => run.length)") == [1] * runs_of(lesson)


@pytest.mark.stays
def test_what_is_to_be_tried_is_ticked_when_it_is_done(reader: Reader) -> None:
    show(reader, "stuck", "&predict=off")
    tries = reader.page.locator(".st-key-lessons-beside").get_by_text("find an η with which it no longer bounces")
    assert tries.inner_text().startswith("☐")
    slider = reader.page.get_by_role("slider", name="η · learning rate").first
    slider.focus()
    for _ in range(9):
        reader.page.keyboard.press("ArrowLeft")
    reader.rest()
    expect(tries).to_contain_text("☑")


@pytest.mark.long
def test_what_was_seen_is_asked_and_a_wrong_answer_is_met(reader: Reader) -> None:
    show(reader, "stuck", "&predict=off")
    reader.page.get_by_text("It came to rest at a point without slope.").click()
    expect(reader.page.get_by_text("Not so. It never rests")).to_be_visible()
    reader.page.get_by_text("It jumped from wall to wall, and its loss stood still.").click()
    expect(reader.page.get_by_text("So it was.")).to_be_visible()


@pytest.mark.long
def test_a_claim_is_one_click_from_the_contents_and_back_leads_there(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/lessons")
    reader.page.get_by_role("button", name="The loss no longer falls").click()
    reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
    reader.rest()
    assert "lesson=stuck" in reader.page.url
    reader.page.go_back()
    expect(reader.page.get_by_role("button", name="The loss no longer falls")).to_be_visible()


# Where a spot of the plane stands, and how much of its ground is drawn.
DRAWN = """(player) => {
  const [plane] = player.pictures.planes, view = plane.view(), { width, height } = plane.bottom;
  const ink = plane.bottom.getContext("2d").getImageData(0, 0, width, height).data;
  const frame = [view.left, view.top, view.right, view.bottom];
  return { frame, box: view.box, ink: ink.filter((one) => one).length / ink.length };
}"""


# With scales of its own on each axis, or with one, for which its box has to be known.
@pytest.mark.parametrize("lesson", among(["crescent", "stuck"], 1))
def test_the_first_picture_waits_for_its_letters_and_no_plotly_and_nothing_of_it_moves_when_that_comes(
    open_reader: Callable[..., Reader], lesson: str
) -> None:
    reader = open_reader(reduced_motion="reduce", locale="en-GB")  # a browser that keeps nothing of other tests
    held: list[Route] = []
    letters: list[Route] = []
    reader.page.route("**/plotly.min.js", lambda route: held.append(route))
    reader.page.route("**/SourceSans*", lambda route: letters.append(route))
    reader.page.goto(f"{reader.app}/lessons?lesson={lesson}", wait_until="commit")
    reader.page.locator("[data-testid=player][aria-label]").wait_for(state="attached")
    assert letters
    assert reader.player.get_attribute("data-seen") is None
    for one in letters:
        one.continue_()
    reader.page.locator("[data-testid=player][data-seen=true]").wait_for()
    before = reader.ask(DRAWN)
    assert before["ink"] > 0.5
    assert not reader.page.locator(f"{PREDICT} .asking").is_hidden()
    assert reader.state("ready") == "false"
    for one in held:
        one.continue_()
    reader.page.unroute_all()
    reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
    after = reader.ask(DRAWN)
    assert after["frame"] == pytest.approx(before["frame"], abs=1)
    assert after["box"] == before["box"]
    assert not reader.errors


# Arrows and the longest formula, a curve, seeds, and two surfaces; paths are drawn in the tests above.
FEW = ("rms", "burst", "noise", "mountain") if not every() else tuple(LESSONS)


# Each lesson in one language, and each language with a third of them.
@pytest.mark.parametrize("first", LANGUAGES if every() else [next(iter(LANGUAGES))])
def test_the_lessons_speak_three_languages_and_fit(reader: Reader, first: str) -> None:
    """One after the other, and of all as who goes through them turns to the next; at a desk and on a telephone."""
    own = FEW
    show(reader, own[0], f"&lang={first}")
    fits = "document.documentElement.scrollWidth <= innerWidth"
    spoken = [*LANGUAGES, *LANGUAGES][list(LANGUAGES).index(first) :]
    for place, lesson in enumerate(own):
        reader.until_query(lesson=lesson)
        if place:
            # The help of the button that was pressed lies over the switch until the pointer leaves.
            reader.page.mouse.move(5, 5)
            choose(reader, spoken[place % len(LANGUAGES)])
        for width, height in SIZES:
            reader.page.set_viewport_size({"width": width, "height": height})
            reader.rest()
            assert reader.page.evaluate(fits), (lesson, width)
            # Question, picture and answer without scrolling, and nothing to play yet.
            buttons = reader.page.locator(f"{PREDICT} .asking").bounding_box()
            assert buttons is not None
            assert buttons["y"] + buttons["height"] <= height, (lesson, width)
            assert not reader.page.locator("[data-testid=player] .transport").is_visible()
        if spoken[place % len(LANGUAGES)] != "en":
            assert english(reader) == []
        reader.press("s")
        revealed(reader)
        for width, height in reversed(SIZES):
            reader.page.set_viewport_size({"width": width, "height": height})
            reader.rest()
            assert reader.page.evaluate(fits), (lesson, width)
            assert reader.page.evaluate(CUT) == [], (lesson, width)
        if place + 1 < len(own):
            if every():
                # Its help is there a second time, for who cannot hover.
                reader.page.locator(".st-key-lessons-next button").filter(visible=True).first.click()
            else:
                reader.turn(f"/lessons?lesson={own[place + 1]}")
    assert not reader.errors


def test_a_claim_at_the_foot_of_the_contents_opens_at_the_head_of_its_lesson(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/lessons?predict=off")
    claim = reader.page.locator(".st-key-lessons-claim-by_epochs button").filter(visible=True).first
    claim.scroll_into_view_if_needed()
    scrolled = "document.querySelector('[data-testid=stMain]').scrollTop"
    assert reader.page.evaluate(scrolled) > 200
    claim.click()
    reader.page.locator(f"{PLAYER}[data-ready=true]").wait_for()
    reader.rest()
    main = reader.page.get_by_test_id("stMain")
    assert main.evaluate("(one) => one.scrollHeight - one.clientHeight") > 100
    assert reader.page.evaluate(scrolled) == 0
    assert not reader.errors
