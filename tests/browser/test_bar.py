"""The bar in Chromium: chapters, preview, loop, speed and help, by mouse, keyboard and finger."""

import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from playwright.sync_api import Locator

from scenes import SCENES, Scene, new_run
from scenes.drawn.thinning import frames
from studio.page import edit
from studio.player.payload import payload
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays

BURST, CURES = SCENES["burst"], SCENES["burst_and_brake"]
# What the mark of its burst says, with its cause.
WHY = "burst: η/σ₂ at 2.1 × 2/λ₂"
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
LOSS = re.compile(r"loss (\S+)")


def happen(scene: Scene) -> list[int]:
    """The steps of all chapters of a scene, each once."""
    found = payload(scene)["runs"]
    return sorted({one["step"] for run in found for one in run["chapters"]})


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def bar(reader: Reader) -> dict[str, float]:
    box = reader.page.get_by_label("Step on show").bounding_box()
    assert box is not None
    return dict(box)


def point_at(reader: Reader, share: float) -> None:
    box = bar(reader)
    reader.page.mouse.move(box["x"] + share * box["width"], box["y"] + box["height"] / 2)


def previewed(reader: Reader) -> tuple[int, list[float]]:
    """The step that the preview tells of, and the losses."""
    text = reader.page.locator(".player .preview:visible").inner_text()
    step = re.search(r"step ([\d,]+) of", text)
    assert step, text
    return int(step[1].replace(",", "")), [number(loss) for loss in LOSS.findall(text)]


@pytest.fixture
def finger(open_reader: Callable[..., Reader]) -> Reader:
    """A reader with a phone, to whom nothing moves by itself."""
    return open_reader(reduced_motion="reduce", **PHONE)


def mark(reader: Reader, name: str) -> Locator:
    return reader.page.locator(".player .chapter").and_(reader.page.get_by_role("button", name=name))


def test_a_click_on_a_mark_leads_to_where_it_happens(reader: Reader) -> None:
    reader.open("/explore", BURST)
    assert happen(BURST) == [7, 14, 30, 74]
    mark(reader, f"{WHY} at step 74: Adagrad, η = 0.06").click()
    reader.until(step=74)
    (path,) = computed(BURST)
    assert reader.heads()[0]["loss"] == pytest.approx(float(path.loss[74]), rel=1e-6)
    assert reader.page.locator(".player .chapter .word:visible").all_inner_texts() == [WHY]
    # Those who listen are told the step, its chapter and the losses.
    text = reader.page.get_by_label("Step on show").get_attribute("aria-valuetext") or ""
    assert text.startswith(f"step 74 of 600; {WHY} at step 74: Adagrad, η = 0.06; Adagrad, η = 0.06: loss ")
    assert number(text.split()[-1]) == pytest.approx(float(path.loss[74]), rel=1e-5)
    # The first three are too near to each other to be told apart: clicks lead from one to the next.
    for step in (7, 14, 30, 7):
        mark(reader, "turn at step 7").click()
        reader.until(step=step)


@pytest.mark.long
def test_a_mark_stands_above_the_place_of_its_step_on_either_clock(reader: Reader) -> None:
    for scene, share in ((BURST, 74 / 600), (replace(BURST, clock="log"), 0.6749)):  # log 75 / log 601
        (reader.turn if scene.clock == "log" else reader.open)("/explore", scene)
        sign = mark(reader, f"{WHY} at step 74").locator("svg").bounding_box()
        assert sign is not None
        head = bar(reader)["x"] + 8 + share * (bar(reader)["width"] - 16)
        assert sign["x"] + sign["width"] / 2 == pytest.approx(head, abs=1.5)


def test_enter_on_a_mark_and_the_page_keys_lead_there_too(reader: Reader) -> None:
    reader.open("/explore", BURST)
    mark(reader, f"{WHY} at step 74").focus()
    assert f"{WHY} at step 74" in reader.page.locator(".player .preview:visible").inner_text()
    reader.page.keyboard.press("Enter")
    reader.until(step=74)
    reader.press("Home")
    for step in (7, 14, 30, 74, 600, 600):
        reader.press("PageDown")
        assert reader.step == step
    for step in (74, 30, 14, 7, 0, 0):
        reader.press("PageUp")
        assert reader.step == step


def test_in_a_long_run_a_chapter_is_shown_to_the_very_step(reader: Reader) -> None:
    scene = replace(SCENES["one_rate"], runs=(new_run("gd", eta=3e-5), new_run("gd", eta=2e-7)), steps=200_000)
    steps = happen(scene)
    # Neither run was sent with all of these.
    assert steps
    assert not set(steps) <= set(frames(scene.steps).tolist())
    reader.open("/explore", scene)
    reader.press("Home")
    for step in steps:
        reader.press("PageDown")
        reader.until(step=step)
        for head, path in zip(reader.heads(), computed(scene), strict=True):
            assert [head["x"], head["y"]] == pytest.approx(path.point[step].tolist(), rel=1e-6)
    # The focus stays where it was while new values come.
    name = f"at step {steps[0]:,}: Gradient descent, η = 3e-5"
    mark(reader, name).click()
    reader.until(step=steps[0])
    assert mark(reader, name).evaluate("(mark) => mark === document.activeElement")


def test_the_preview_shows_the_losses_of_the_runs_on_the_screen(reader: Reader) -> None:
    reader.open("/explore", replace(CURES, curves=("eta",)))
    reader.press("Home")
    for share in (0.1, 0.37, 0.8, 0.99):
        point_at(reader, share)
        step, losses = previewed(reader)
        # The ends of the run are half a thumb inside the bar.
        assert step == pytest.approx(600 * share, abs=10)
        assert losses == pytest.approx([float(path.loss[step]) for path in computed(CURES)], rel=1e-5)
        # What is pointed at is what a click shows.
        reader.page.mouse.down()
        reader.page.mouse.up()
        assert reader.step == pytest.approx(step, abs=1)
    reader.page.mouse.move(10, 10)
    assert not reader.page.locator(".player .preview").is_visible()


def test_the_preview_and_the_marks_are_those_of_the_run_on_the_dial(reader: Reader) -> None:
    scene = replace(BURST, marks=("dial",), curves=("eta",))
    reader.open("/explore", scene)
    reader.press("[", "[", "[")
    turned = edit.set_knob(scene, 0, "eta", reader.ask("(player) => player.dial.value"))
    assert turned != scene
    point_at(reader, 0.5)
    step, (loss,) = previewed(reader)
    assert loss == pytest.approx(float(computed(turned)[0].loss[step]), rel=1e-5)
    assert reader.ask("(player) => player.transport.scrubber.stops.map(({ step }) => step)") == happen(turned)
    assert happen(turned) != happen(scene)


@pytest.mark.long
def test_dragging_previews_the_step_on_show(reader: Reader) -> None:
    reader.open("/explore", BURST)
    point_at(reader, 0.2)
    reader.page.mouse.down()
    for share in (0.3, 0.5, 0.7):
        point_at(reader, share)
        assert reader.step == pytest.approx(600 * share, abs=6)
        assert previewed(reader)[0] == pytest.approx(reader.step, abs=1)
    reader.page.mouse.up()


def test_a_loop_goes_on_over_the_end_and_over_a_change(reader: Reader) -> None:
    reader.open("/explore", BURST)
    loop = reader.in_the_menu("Loop (L)")
    assert loop.get_attribute("aria-pressed") == "false"
    reader.press("l")
    assert loop.get_attribute("aria-pressed") == "true"
    link = reader.page.url
    reader.ask("(player) => { player.clock.scrub(0.99); player.clock.play(); }")
    reader.until(step=600, playing="true")
    reader.page.wait_for_function(
        "() => { const { step, playing } = document.querySelector('[data-testid=player]').dataset;"
        " return playing === 'true' && +step > 0 && +step < 300; }"
    )
    assert reader.page.url == link
    reader.press("Space")
    reader.nudge(0)
    assert loop.get_attribute("aria-pressed") == "true"
    assert reader.ask("(player) => player.clock.loop") is True
    reader.in_the_menu("Loop (L)").click()
    reader.ask("(player) => { player.clock.scrub(0.99); player.clock.play(); }")
    reader.until(playing="false")
    assert reader.in_the_menu("Loop (L)").get_attribute("aria-pressed") == "false"


@pytest.mark.long
def test_the_speed_goes_up_and_down_as_far_as_the_list(reader: Reader) -> None:
    reader.open("/explore", BURST)
    speeds = []
    for key in [">"] * 4 + ["<"] * 6:
        reader.press(key)
        speeds.append(reader.ask("(player) => player.clock.speed"))
    assert speeds == [2, 4, 8, 8, 4, 2, 1, 0.5, 0.25, 0.25]
    assert reader.page.get_by_label("Speed").input_value() == "0.25"


def test_the_help_lists_every_command_and_nothing_else(reader: Reader) -> None:
    reader.open("/explore", BURST)
    reader.press("Home", "?")
    help = reader.page.get_by_role("dialog", name="All keys")
    help.wait_for()
    listed = list(zip(help.locator("dt").all_inner_texts(), help.locator("dd").all_inner_texts(), strict=True))
    table = reader.ask("""async (player) => {
      const { COMMANDS, keyName } = await import(new URL("bar/commands.js", player.modules).href);
      const { CHOICES } = await import(new URL("bar/choices.js", player.modules).href), { words } = player.data;
      // A key of a list goes from one of its options to the next.
      const next = (id) => `, the next of: ${CHOICES[id].map((option) => words[`${id}_${option}`]).join(", ")}`;
      return COMMANDS.map(({ id, key }) => [keyName(key, words), words[id] + (CHOICES[id] ? next(id) : "")]);
    }""")
    assert listed == [tuple(line) for line in table]
    assert ("?", "All keys") in listed
    # It is for reading: no key does anything behind it.
    reader.page.keyboard.press("End")
    assert reader.step == 0
    reader.page.keyboard.press("Escape")
    help.wait_for(state="hidden")
    assert reader.player.evaluate("(player) => player === document.activeElement")
    reader.in_the_menu("All keys (?)").click()
    help.get_by_role("button", name="Close").click()
    help.wait_for(state="hidden")
    reader.press("End")
    assert reader.step == 600


def test_a_finger_reaches_every_button(finger: Reader) -> None:
    finger.open("/explore", BURST)

    def tap(name: str) -> None:
        finger.page.get_by_role("button", name=name).tap()

    tap("Back to the start")
    finger.until(step=0)
    tap("One step forward")
    tap("One step forward")
    tap("One step back")
    finger.until(step=1)
    tap("Play")
    finger.until(playing="true")
    tap("Pause")
    finger.until(playing="false")
    finger.in_the_menu("To the end").tap()
    finger.until(step=600)
    # For a finger all four are near to each other.
    for step in (7, 14, 30, 74):
        mark(finger, f"{WHY} at step 74").tap()
        finger.until(step=step)
    assert f"{WHY} at step 74" in finger.page.locator(".player .preview:visible").inner_text()
    finger.in_the_menu("Loop").tap()
    assert finger.ask("(player) => player.clock.loop") is True
    finger.in_the_menu("All keys").tap()
    help = finger.page.get_by_role("dialog", name="All keys")
    help.get_by_role("button", name="Close").tap()
    help.wait_for(state="hidden")


@pytest.mark.long
def test_a_finger_scrubs_with_a_preview(finger: Reader) -> None:
    finger.open("/explore", BURST)
    finger.page.get_by_label("Step on show").scroll_into_view_if_needed()
    box, hand = bar(finger), finger.page.context.new_cdp_session(finger.page)
    up = box["y"] + box["height"] / 2

    def touch(kind: str, share: float | None = None) -> None:
        points = [] if share is None else [{"x": box["x"] + share * box["width"], "y": up}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 0.3)
    for share in (0.4, 0.5, 0.6):
        touch("touchMove", share)
    finger.page.locator(".player .preview:visible").wait_for()
    assert finger.step == pytest.approx(360, abs=12)
    step, (loss,) = previewed(finger)
    assert step == pytest.approx(finger.step, abs=1)
    assert loss == pytest.approx(float(computed(BURST)[0].loss[step]), rel=1e-5)
    touch("touchEnd")
    finger.page.locator(".player .preview").wait_for(state="hidden")
    actions = finger.page.locator(".player .transport").evaluate("(bar) => getComputedStyle(bar).touchAction")
    assert actions == "manipulation"


def test_the_words_of_its_marks_are_measured_anew_in_larger_type(reader: Reader) -> None:
    wide = "({ transport }) => [...transport.scrubber.measured.values()].map(({ left, right }) => right - left)"
    reader.open("/explore", SCENES["burst"])
    before = reader.ask(wide)
    reader.to_stage()
    after = reader.ask(wide)
    assert len(after) == len(before) > 0
    assert all(later > 1.1 * one for one, later in zip(before, after, strict=True)), (before, after)
