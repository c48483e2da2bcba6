"""The stage for a lecture hall, reduced motion, and what those hear who do not see the picture."""

from collections.abc import Callable
from typing import Any

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.crossing import among, crossed, every

pytestmark = pytest.mark.stays

HALLS = ({"width": 1366, "height": 768}, {"width": 1920, "height": 1080})
PAGES = ("/", "/explore", "/anatomy")
LEAST = 20  # pixels: what is read from the back row of a hall with a 768 pixels high screen
# Of everything with text that can be seen: how large the smallest is.
SMALLEST = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const sizes = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement, { width, height } = element.getBoundingClientRect();
    if (!walker.currentNode.data.trim() || width <= 1 || height <= 1) continue;
    if (!element.checkVisibility() || element.closest("style, script, sub, tspan")) continue;
    sizes.push(parseFloat(getComputedStyle(element).fontSize));
  }
  return Math.min(...sizes);
}"""
# What is written on the canvas of the curves, in pixels, but for the powers of ten beside them, whose exponents are
# smaller, as anywhere.
DRAWN = """async (player) => {
  const sizes = [], write = CanvasRenderingContext2D.prototype.fillText;
  CanvasRenderingContext2D.prototype.fillText = function (text, ...place) {
    if (this.textAlign !== "right") sizes.push(parseFloat(this.font.match(/([\\d.]+)px/)[1]));
    return write.call(this, text, ...place);
  };
  player.curves.key = "";
  player.clock.position = 3;
  player.clock.onTick();
  CanvasRenderingContext2D.prototype.fillText = write;
  return sizes;
}"""


# Nothing has to be scrolled.
FITS = """() => {
  const { scrollHeight, clientHeight } = document.querySelector("[data-testid=stMain]");
  return scrollHeight <= clientHeight && document.documentElement.scrollWidth <= innerWidth;
}"""


def hidden(reader: Reader, id: str) -> bool:
    return not reader.page.get_by_test_id(id).is_visible()


# By `f` everybody leaves it who has been there in another test.
@crossed(path=among(PAGES[::-1], 1), leave=among(["Escape", "f"], 1))
def test_f_leads_to_the_stage_from_anywhere_and_f_or_esc_back(reader: Reader, path: str, leave: str) -> None:
    reader.open(path)
    assert not hidden(reader, "stHeader")
    reader.to_stage()
    assert hidden(reader, "stHeader")
    assert reader.page.locator("[data-testid=stSidebar]:visible").count() == 0
    assert reader.page.locator("[data-testid=stHeading]:visible").count() == 0
    assert reader.page.locator("[data-testid=stExpander]:visible").count() == 0
    assert reader.player.is_visible()
    assert reader.page.evaluate(FITS)
    # What a pointer at rest is, is in `tests/web/page/stage.test.js`; how it looks is here.
    for idle in (True, False):
        cursor = f"(one) => (document.documentElement.classList.toggle('idle', {str(idle).lower()}), one)"
        frame = reader.player.locator(".frame").first.evaluate_handle(cursor)
        assert (frame.evaluate("(one) => getComputedStyle(one).cursor") == "none") is idle
    reader.page.keyboard.press(leave)
    reader.until_document(without="stage")
    assert not hidden(reader, "stHeader")
    reader.page.wait_for_function("() => !document.fullscreenElement")
    assert reader.page.evaluate("() => document.documentElement.className") == ""
    assert reader.errors == []


def test_the_button_of_the_bar_does_the_same(reader: Reader) -> None:
    reader.open()
    button = reader.page.get_by_role("button", name="lecture hall")
    button.click()
    reader.until_document("stage")
    assert button.get_attribute("aria-pressed") == "true"
    button.click()
    reader.until_document(without="stage")
    assert button.get_attribute("aria-pressed") == "false"


@pytest.mark.long
def test_the_end_of_full_screen_is_the_end_of_the_stage(reader: Reader) -> None:
    reader.open()
    reader.to_stage()
    reader.page.wait_for_function("() => document.fullscreenElement === document.documentElement")
    reader.page.evaluate("() => document.exitFullscreen()")
    reader.until_document(without="stage")


# `tests/web/page/stage.test.js` is its short form.
@pytest.mark.long
@pytest.mark.parametrize("refusal", ["() => Promise.reject(new TypeError('refused'))", "undefined"])
def test_where_full_screen_is_refused_the_stage_fills_the_window(
    open_reader: Callable[..., Reader], refusal: str
) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.page.add_init_script(f"Element.prototype.requestFullscreen = {refusal}")
    reader.open()
    reader.to_stage()
    assert hidden(reader, "stHeader")
    box = reader.player.bounding_box()
    assert box is not None
    assert box["width"] > 0.95 * HALLS[0]["width"]
    reader.page.keyboard.press("Escape")
    reader.until_document(without="stage")
    assert reader.errors == []


@crossed(path=PAGES if every() else PAGES[:2], hall=HALLS)
def test_everything_fits_and_is_read_from_the_back_row(reader: Reader, hall: Any, path: str) -> None:
    reader.page.set_viewport_size(hall)
    reader.open(path)
    reader.to_stage()
    if path != "/":
        reader.page.locator(f"{PLAYER} .knob").wait_for()
    assert reader.page.evaluate(FITS)
    for part in (f"{PLAYER} .outcome", f"{PLAYER} .transport", f"{PLAYER} .curves"):
        for place in range(reader.page.locator(part).count()):
            box = reader.page.locator(part).nth(place).bounding_box()
            assert box is not None
            assert box["y"] + box["height"] <= hall["height"]
    # The picture has three tenths of the height at least, even with five runs, three curves and the dial around it.
    frame = reader.page.locator(f"{PLAYER} .frame").first.bounding_box()
    assert frame is not None
    assert frame["height"] > 0.3 * hall["height"]
    least = LEAST * hall["height"] / HALLS[0]["height"]
    assert reader.page.evaluate(SMALLEST) >= least
    drawn = reader.ask(DRAWN)
    assert len(drawn) > 10
    assert min(drawn) >= least


def test_the_sliders_that_matter_stay_and_keep_their_keys(reader: Reader) -> None:
    reader.open()
    reader.to_stage()
    assert reader.page.get_by_role("slider", name="learning rate").count() == 2
    assert reader.page.get_by_role("slider", name="steps").count() == 0
    step, revision = reader.step, reader.state("revision")
    reader.page.get_by_role("slider", name="learning rate").first.focus()
    reader.page.keyboard.press("ArrowLeft")
    reader.until_query(eta_1="0.008")
    reader.page.wait_for_function(
        "(before) => document.querySelector('[data-testid=player]').dataset.revision > before", arg=revision
    )
    assert reader.step == step
    assert reader.page.locator("html.stage").count() == 1
    # What does not move a slider goes to the player.
    reader.page.keyboard.press("Space")
    reader.until(playing="true")


@pytest.mark.long
def test_on_the_stage_the_keys_work_from_anywhere(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    reader.to_stage()
    reader.page.evaluate("() => document.activeElement.blur()")
    reader.page.keyboard.press("Home")
    for _ in range(3):
        reader.page.keyboard.press("ArrowRight")
    reader.until(step=3)
    reader.page.keyboard.press("Space")
    reader.until(playing="true")


def test_to_the_stage_and_back_while_playing_goes_on_playing(reader: Reader) -> None:
    reader.open()
    reader.press("Home", "Space")
    for there in (True, False):
        reader.page.keyboard.press("f")
        if there:
            reader.until_document("stage")
        else:
            reader.until_document(without="stage")
        assert reader.state("playing") == "true"
    # The picture has the size of its place again, and a click means what it points at.
    fits = "(player) => player.pictures.planes.every(({ plot }) => plot._fullLayout.height === plot.clientHeight)"
    for _ in range(20):
        if reader.ask(fits):
            break
        reader.page.evaluate("() => new Promise(requestAnimationFrame)")
    assert reader.ask(fits)
    assert reader.errors == []


# `tests/web/page/stage.test.js` is its short form.
@pytest.mark.long
def test_the_pointer_is_hidden_at_rest_and_shown_when_it_moves(reader: Reader) -> None:
    reader.open()
    reader.to_stage()
    # It rests after two seconds, which a busy machine may take from one question to the next: a movement and what is
    # seen of it are one.
    moved = f"""([screenX, screenY]) => {{
      document.dispatchEvent(new PointerEvent("pointermove", {{ screenX, screenY }}));
      return getComputedStyle(document.querySelector("{PLAYER} .frame")).cursor;
    }}"""
    assert reader.page.evaluate(moved, [500, 300]) != "none"
    reader.until_document("idle")
    # What moves under a pointer at rest is no movement.
    assert reader.page.evaluate(moved, [500, 300]) == "none"
    assert reader.page.evaluate(moved, [520, 310]) != "none"


def test_another_page_is_not_on_the_stage(reader: Reader) -> None:
    reader.open("/explore")
    reader.page.get_by_role("link", name="One learning rate").click()
    reader.page.wait_for_function(
        "() => location.pathname === '/' && document.querySelectorAll('.player .planes figure')[1]"
    )
    reader.rest()
    reader.to_stage()
    reader.page.go_back()
    reader.until_document(without="stage")
    reader.page.wait_for_function("() => !document.fullscreenElement")
    assert not hidden(reader, "stHeader")


def test_with_reduced_motion_the_point_goes_from_step_to_step(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    # Where the points are drawn while the head is between two steps, looked at through what is drawn.
    places = """(player) => {
      const { pictures, clock } = player, seen = [], draw = pictures.draw;
      pictures.draw = (position, step) => seen.push([position, step]);
      clock.position = 3; clock.playing = true;
      for (const share of [0.1, 0.1003, 0.1007]) { clock.scrub(share); clock.onTick(); }
      clock.playing = false; pictures.draw = draw;
      return seen;
    }"""
    seen = reader.ask(places)
    assert len(seen) == 3
    assert all(position == step for position, step in seen)
    longest = """() => Math.max(...[...document.querySelectorAll(".player *")]
      .map((one) => parseFloat(getComputedStyle(one).transitionDuration)))"""
    assert reader.page.evaluate(longest) == 0


def test_with_motion_the_point_slides_between_two_steps(reader: Reader) -> None:
    reader.page.emulate_media(reduced_motion="no-preference")
    reader.open("/explore", SCENES["burst"])
    slid = """(player) => {
      const { pictures, clock } = player, seen = [], draw = pictures.draw;
      clock.pause();
      pictures.draw = (position, step) => seen.push(position - step);
      clock.scrub(0.1007);
      for (const playing of [true, false]) { clock.playing = playing; clock.onTick(); }
      pictures.draw = draw;
      return seen;
    }"""
    sliding, paused = reader.ask(slid)
    assert 0 < sliding < 1
    # Where it is left, as by a click on the bar, it stands at a step.
    assert paused == 0


def test_a_sentence_says_what_the_picture_shows_at_rest_and_nothing_while_playing(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    story = reader.page.locator(f"{PLAYER} .story")
    # On a page that stays, what was said of the step before is there until the hand has rested.
    end = f"step {SCENES['burst'].steps} of {SCENES['burst'].steps}"
    reader.page.wait_for_function(
        "(end) => document.querySelector('.player .story').textContent.includes(end)", arg=end
    )
    last = story.text_content() or ""
    for sentence in reader.sentences():
        assert sentence in last
    reader.press("Home", "ArrowRight", "ArrowRight")
    reader.page.wait_for_function("() => document.querySelector('.player .story').textContent.includes('step 2 of')")
    told = story.text_content() or ""
    (x,) = {f"{head['x']:.6g}".replace("-", "−") for head in reader.heads()}
    assert f"θ₁ = {x}" in told.replace("\u00a0", " ")
    assert all(name in told for name in reader.ask("(player) => player.runs.map((run) => run.name)"))
    # How often it is told anew is counted from here on.
    reader.page.evaluate("""() => {
      window.told = [];
      const region = document.querySelector(".player .story");
      new MutationObserver(() => window.told.push(region.textContent)).observe(region, { childList: true });
    }""")
    reader.page.keyboard.press("Space")
    reader.page.wait_for_function("() => +document.querySelector('[data-testid=player]').dataset.step > 40")
    assert reader.page.evaluate("() => window.told") == [""]
    reader.page.keyboard.press("Space")
    reader.page.wait_for_function("() => window.told.length === 2")
    assert f"step {reader.step} of" in (story.text_content() or "")
    assert story.get_attribute("aria-live") == "polite"
