"""The exercises in the browser: by mouse and by keys, in three languages, and what is kept where."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import WebSocket, expect

from lessons.exercises.optimizer import CASES, STEPS, made, present
from lessons.exercises.questions import ITEMS, MISCONCEPTIONS
from lessons.exercises.unnamed import drawn
from scenes import to_link
from studio.look.ground import SMALL
from tests.browser.conftest import Reader
from tests.browser.test_accessibility import violations

THEMES = ("light", "dark")
SIZES = {"desk": (1366, 768), "phone": (390, 844)}


def show(reader: Reader, exercise: str, more: str = "") -> None:
    reader.page.goto(f"{reader.app}/lessons?lesson={exercise}{more}")
    reader.page.get_by_test_id(exercise).locator("button, canvas").first.wait_for()
    reader.rest()


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
    assert {key: asked[key] for key in to_link(met.scene)} == to_link(met.scene)
    assert not reader.errors


def test_answers_stay_in_the_browser_side_by_side_until_they_are_forgotten(reader: Reader) -> None:
    show(reader, "questions")
    sent: list[bytes] = []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(bytes(data))))
    reader.page.on("request", lambda request: sent.append(request.url.encode()))
    for place in range(len(ITEMS)):
        answer(reader, place, place % 4)
        reader.page.get_by_role("button", name="Next question").click()
    assert sent == []
    show(reader, "questions")
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


def test_a_question_about_a_picture_has_it_beside_it_and_in_words(reader: Reader) -> None:
    show(reader, "questions")
    for item in ITEMS:
        expect(reader.page.get_by_text(item.asks)).to_be_visible()
        pictures = reader.page.locator(".questions .asked img")
        assert pictures.count() == (item.picture is not None)
        if item.picture:
            expect(pictures).to_have_attribute("alt", item.picture.says)
            assert pictures.evaluate("(one) => one.decode().then(() => one.naturalWidth)") == SMALL[0]
        reader.page.get_by_role("button", name="Next question").click()
    assert not reader.errors


def test_questions_are_answered_with_the_keys_alone(reader: Reader) -> None:
    show(reader, "questions")
    reader.page.get_by_role("button", name=ITEMS[0].answers[0].text).focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_text("That is right.")).to_be_visible()
    assert reader.page.evaluate("document.activeElement.textContent") == ITEMS[0].answers[0].text
    reader.page.get_by_role("button", name="Next question").focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_text(ITEMS[1].asks)).to_be_visible()
    assert reader.page.evaluate("document.activeElement.textContent") == "Next question"


def test_the_exercises_stand_at_the_end_of_the_contents(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/lessons")
    reader.page.get_by_role("button", name="Twelve questions").click()
    reader.page.get_by_test_id("questions").locator("button").first.wait_for()
    reader.rest()
    assert "lesson=questions" in reader.page.url
    reader.page.get_by_role("button", name="Contents").click()
    expect(reader.page.get_by_role("button", name="Twelve questions")).to_be_visible()


@pytest.mark.parametrize("lang", ["en", "zh-TW", "zh-CN"])
@pytest.mark.parametrize("size", SIZES)
def test_the_questions_fit_in_three_languages(open_reader: Callable[..., Reader], lang: str, size: str) -> None:
    width, height = SIZES[size]
    reader = open_reader(viewport={"width": width, "height": height}, reduced_motion="reduce")
    show(reader, "questions", f"&lang={lang}")
    for _ in ITEMS:
        reader.page.locator(".questions .answers button").first.click()
        assert fits(reader)
        assert size == "phone" or one_screen(reader)
        reader.page.locator(".questions [data-name=next]").click()
    assert not reader.errors


@pytest.mark.parametrize("theme", THEMES)
def test_axe_finds_nothing_in_the_questions(open_reader: Callable[..., Reader], theme: str) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    show(reader, "questions")
    answer(reader, 0, 1)
    assert violations(reader) == []


def frames(reader: Reader) -> list[bytes]:
    """What the server sends from now on."""
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda data: sent.append(data if isinstance(data, bytes) else data.encode()))

    reader.page.on("websocket", listen)
    return sent


def test_a_run_without_a_name_is_told_once_it_was_guessed_and_not_before(reader: Reader) -> None:
    one = drawn("beta", 5)
    sent = frames(reader)
    show(reader, "unnamed", "&ask=beta&seed=5")
    expect(reader.page.get_by_role("img", name="The path of a run")).to_be_visible()
    for told in ("eta.1", "beta.1", "It swings about the floor", "It is β"):
        assert told.encode() not in b"".join(sent), told
    wrong = next(choice for choice in one.choices if choice != one.right)
    reader.page.get_by_role("button", name=f"β = {wrong}", exact=True).click()
    expect(reader.page.get_by_text(f"It is β = {one.right}.")).to_be_visible()
    expect(reader.page.get_by_text(one.sign.format(**one.facts))).to_be_visible()
    assert not reader.errors


def test_another_run_is_another_seed_in_the_link_and_back_leads_to_the_one_before(reader: Reader) -> None:
    show(reader, "unnamed", "&seed=5")
    reader.page.get_by_role("button", name="Another run").click()
    reader.until_query(lesson="unnamed", ask="optimizer", seed="6")
    reader.rest()
    reader.page.get_by_role("button", name="Which β has its momentum?").focus()
    reader.page.keyboard.press("Enter")
    reader.until_query(ask="beta", seed="6")
    reader.page.go_back()
    reader.until_query(ask="optimizer", seed="6")
    assert not reader.errors


@pytest.mark.parametrize("lang", ["en", "zh-TW", "zh-CN"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_a_run_without_a_name_fits_and_axe_finds_nothing(
    open_reader: Callable[..., Reader], lang: str, size: str, theme: str
) -> None:
    width, height = SIZES[size]
    reader = open_reader(viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce")
    show(reader, "unnamed", f"&seed=3&lang={lang}")
    reader.page.get_by_role("button", name="RMSProp", exact=True).click()
    reader.rest()
    assert fits(reader)
    assert size == "phone" or one_screen(reader)
    assert violations(reader) == []
    assert not reader.errors


SHEET = ".optimizer .sheet"
PLACES = "θ⁰", "θ¹", "θ²", "θ³"


def spot(reader: Reader, x: float, y: float) -> tuple[float, float]:
    """Where a point of the plane is in the window: the picture has 10 by 6 units, as long across as up."""
    box = reader.page.locator(SHEET).bounding_box()
    assert box is not None
    scale = min((box["width"] - 2) / 10, (box["height"] - 2) / 6)
    return box["x"] + box["width"] / 2 + x * scale, box["y"] + box["height"] / 2 - y * scale


def graded(reader: Reader, step: int) -> str:
    """What is said of a mark, once its step has come."""
    status = reader.page.locator(".optimizer .told")
    expect(status).to_contain_text(f"{PLACES[step]}: your mark is")
    return status.inner_text()


def test_a_step_is_sent_after_its_mark_and_the_mark_never(reader: Reader) -> None:
    case = CASES["adam"]
    sent, told = frames(reader), []
    reader.page.on("websocket", lambda socket: socket.on("framesent", lambda data: told.append(bytes(data))))
    show(reader, "optimizer", "&case=adam")
    for t in range(STEPS):
        later = made(case, t)
        assert repr(later.end[0]).encode() not in b"".join(sent)
        assert later.facts["step"].encode() not in b"".join(sent)
        x, y = later.end
        # A tenth of a unit to the right of the true place.
        reader.page.mouse.click(*spot(reader, x + 0.1, y))
        said = graded(reader, t + 1)
        assert "That is close." in said
        assert said.endswith(later.says.format(**later.facts))
        assert repr(x).encode() in b"".join(sent)
    own = reader.page.locator(".optimizer .end").inner_text()
    assert own.startswith("All three: ")
    assert own.endswith(case.moral)
    assert reader.page.locator(SHEET).count() == 0
    # That there was a mark is told, and not where.
    marks = b"".join(told)
    assert b'"step":3' in marks.replace(b" ", b"")
    assert b"0.1015" not in marks
    assert not reader.errors


def test_a_mark_is_told_how_far_it_is_off_in_lengths_of_the_step(reader: Reader) -> None:
    case = CASES["gd"]
    show(reader, "optimizer")
    (x, y), end = present(case, 0)[0], made(case, 0).end
    # Half of the step, in its direction.
    reader.page.mouse.click(*spot(reader, (x + end[0]) / 2, (y + end[1]) / 2))
    said = graded(reader, 1)
    share = re.search(r"is (\d+) % of the step's length away", said)
    degrees, times = re.search(r"is (\d+)° off", said), re.search(r"length ([\d.]+) times", said)
    assert share
    assert degrees
    assert times
    assert int(share[1]) == pytest.approx(50, abs=1)
    assert int(degrees[1]) <= 1
    assert float(times[1]) == pytest.approx(0.5, abs=0.01)


def test_steps_are_marked_with_the_keys_alone_and_the_next_scene_is_in_the_link(reader: Reader) -> None:
    show(reader, "optimizer", "&case=ball")
    reader.page.locator(SHEET).focus()
    for t in range(STEPS):
        reader.page.keyboard.press("Shift+ArrowDown")
        reader.page.keyboard.press("ArrowRight")
        expect(reader.page.locator(".optimizer .at")).to_contain_text("The pencil is at (")
        reader.page.keyboard.press("Enter")
        graded(reader, t + 1)
    again = reader.page.get_by_role("button", name="Once more")
    again.focus()
    reader.page.keyboard.press("Enter")
    expect(reader.page.get_by_text("Mark θ¹")).to_be_visible()
    assert reader.page.locator(".optimizer .told").inner_text() == ""
    reader.page.get_by_role("button", name="Next scene").focus()
    reader.page.keyboard.press("Enter")
    reader.until_query(lesson="optimizer", case="adagrad")
    expect(reader.page.get_by_text("Scene 4 of 6")).to_be_visible()
    reader.page.go_back()
    expect(reader.page.get_by_text("Scene 3 of 6")).to_be_visible()
    assert not reader.errors


def test_what_can_be_no_step_is_told_in_a_sentence_and_nothing_is_marked(reader: Reader) -> None:
    show(reader, "optimizer", "&case=rmsprop")
    status = reader.page.locator(".optimizer .told")
    reader.page.mouse.click(*spot(reader, *present(CASES["rmsprop"], 0)[0]))
    expect(status).to_have_text("That is where you are: a step has a length. Mark another place.")
    reader.page.mouse.move(*spot(reader, 0, 0))
    reader.page.mouse.down()
    reader.page.mouse.move(*spot(reader, 0, 3.5), steps=5)
    reader.page.mouse.up()
    expect(status).to_have_text("That is outside of the picture: nothing is marked. Mark a place in it.")
    expect(reader.page.get_by_text("Mark θ¹")).to_be_visible()
    reader.page.mouse.click(*spot(reader, 0, 0))
    graded(reader, 1)
    assert not reader.errors


@pytest.mark.parametrize("lang", ["en", "zh-TW", "zh-CN"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("theme", THEMES)
def test_the_scenes_of_the_optimizer_fit_and_axe_finds_nothing(
    open_reader: Callable[..., Reader], lang: str, size: str, theme: str
) -> None:
    width, height = SIZES[size]
    touch = {"has_touch": True, "is_mobile": True} if size == "phone" else {}
    reader = open_reader(
        viewport={"width": width, "height": height}, color_scheme=theme, reduced_motion="reduce", **touch
    )
    for case in ("rmsprop", "adam"):
        show(reader, "optimizer", f"&case={case}&lang={lang}")
        for t in range(STEPS):
            reader.page.locator(SHEET).scroll_into_view_if_needed()
            (reader.page.touchscreen.tap if touch else reader.page.mouse.click)(*spot(reader, -1 + t, 1))
            expect(reader.page.locator(".optimizer .told")).to_contain_text(PLACES[t + 1])
            assert fits(reader)
            assert size == "phone" or one_screen(reader)
    assert violations(reader) == []
    assert not reader.errors
