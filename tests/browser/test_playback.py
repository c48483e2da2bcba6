"""The player in Chromium: play, pause, step, scrub, keys. Every place of a point is compared with Python's."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, Scene
from studio.page import edit
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays

LONG = edit.set_steps(SCENES["one_rate"], 100_000)
SHORT = SCENES["burst"]


def check_heads(reader: Reader, scene: Scene, exact: bool = False) -> None:
    """The points on show are the points of the runs, to float32 where the whole run was sent."""
    step = reader.step
    for head, path in zip(reader.heads(), computed(scene), strict=True):
        at = min(step, len(path.loss) - 1)
        assert [head["x"], head["y"]] == pytest.approx(path.point[at].tolist(), rel=1e-12 if exact else 1e-6)
        assert head["loss"] == pytest.approx(float(path.loss[at]), rel=1e-12 if exact else 1e-6)


@pytest.mark.long
def test_the_first_picture_comes_without_an_error(reader: Reader) -> None:
    reader.open()
    assert reader.errors == []
    assert reader.page.locator(".player .planes figure").count() == 2
    assert len(reader.sentences()) == 2


def test_it_plays_by_itself_once_the_first_picture_is_there_and_counts(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader()
    reader.open()
    reader.until(playing="true")
    first = reader.heads()
    reader.page.wait_for_function("() => +document.querySelector('[data-testid=player]').dataset.step > 20")
    assert reader.heads()[0] != first[0]
    # Meanwhile the name of a run counts as the bar does.
    counted = reader.page.evaluate("""async () => {
      const player = document.querySelector("[data-testid=player]"), pairs = [];
      for (let i = 0; i < 30; i++) {
        await new Promise((done) => requestAnimationFrame(done));
        const name = [...player.querySelectorAll(".name [data-last] > span")].at(-1).textContent;
        pairs.push([Number(name.match(/([\\d,]+) update/)[1].replaceAll(",", "")), Number(player.dataset.step)]);
      }
      return pairs;
    }""")
    assert len({step for _, step in counted}) > 5
    assert [count for count, _ in counted] == [step for _, step in counted]


def test_with_reduced_motion_it_waits_and_shows_the_whole_path(reader: Reader) -> None:
    reader.open()
    assert reader.state("playing") == "false"
    assert reader.step == LONG.steps
    check_heads(reader, SCENES["one_rate"])


def test_play_moves_the_point_and_pause_holds_it(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    reader.press("Home")
    reader.page.get_by_role("button", name="Play").click()
    reader.page.wait_for_function("() => +document.querySelector('[data-testid=player]').dataset.step >= 5")
    reader.page.get_by_role("button", name="Pause").click()
    held = reader.step
    assert 5 <= held < SHORT.steps
    check_heads(reader, SHORT)
    # Two frames later it still stands there.
    reader.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert reader.step == held
    # Play goes on from there, and does not start over.
    reader.press("Space")
    reader.until(playing="true")
    assert reader.step >= held


@pytest.mark.long
def test_play_at_the_end_starts_over(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    reader.press("End", "Space")
    reader.until(playing="true")
    assert reader.step < SHORT.steps


def test_one_key_and_one_line_of_the_menu_play_to_the_next_chapter_and_stop_there(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    stops = sorted(set(reader.ask("(player) => player.runs.flatMap((run) => run.chapters.map(({ step }) => step))")))
    first, *others = [step for step in stops if step > 0]
    second = others[0] if others else SHORT.steps
    reader.press("Home", "o")
    # It may be there before anybody looks: nothing but playing leads to it from the start.
    reader.until(playing="false", step=first)
    reader.in_the_menu("Play to the next chapter, and stop there").click()
    reader.until(playing="false", step=second)


def test_one_step_by_key_and_by_button(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    reader.press("Home")
    assert reader.step == 0
    reader.press("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft")
    assert reader.step == 2
    reader.page.get_by_role("button", name="One step forward").click()
    assert reader.step == 3
    reader.page.get_by_role("button", name="One step back").click()
    assert reader.step == 2
    check_heads(reader, SHORT)
    reader.in_the_menu("To the end").click()
    assert reader.step == SHORT.steps
    reader.press("ArrowRight")
    assert reader.step == SHORT.steps
    reader.page.get_by_role("button", name="Back to the start").click()
    assert reader.step == 0


@pytest.mark.fresh
def test_a_single_step_in_a_run_of_100_000_is_exact(reader: Reader) -> None:
    reader.open("/", LONG)
    box = reader.page.get_by_label("Step on show").bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 0.9 * box["width"], box["y"] + box["height"] / 2)
    stood = reader.step
    assert 10_000 < stood < LONG.steps
    reader.press("ArrowRight")
    reader.until(step=stood + 1)
    # Around the play head every step is fetched, in float64.
    reader.until(revision=2)
    check_heads(reader, LONG, exact=True)
    reader.press("ArrowRight", "ArrowRight", "ArrowLeft")
    reader.until(step=stood + 2)
    check_heads(reader, LONG, exact=True)


@pytest.mark.long
def test_scrubbing_stops_playing_and_shows_that_step(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    reader.press("Home", "Space")
    box = reader.page.get_by_label("Step on show").bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    assert reader.state("playing") == "false"
    # The middle of the bar is the middle of the run, but for the width of the thumb.
    assert reader.step == pytest.approx(300, abs=6)
    check_heads(reader, SHORT)


def test_speed_changes_how_far_it_gets_in_the_same_time(reader: Reader) -> None:
    reader.open("/explore", SHORT)
    # 25 frames of 16 ms, handed out here, so that a busy machine changes nothing.
    run = """(player) => {
      const ask = window.requestAnimationFrame;
      let frame;
      window.requestAnimationFrame = (call) => { frame = call; return 0; };
      player.clock.pause(); player.clock.position = 0; player.clock.play();
      const from = player.clock.last;
      for (let k = 1; k <= 25; k++) frame(from + 16 * k);
      player.clock.pause();
      window.requestAnimationFrame = ask;
      return player.clock.position;
    }"""
    # 600 steps in 10 s at speed 1.
    for speed in ("1", "4", "0.25"):
        reader.page.get_by_label("Speed").select_option(speed)
        assert reader.ask(run) == pytest.approx(0.4 * 60 * float(speed))
    reader.page.get_by_label("Speed").select_option("1")
    # A hidden tab does not make it jump: the frame after a minute without one.
    moved = reader.ask("""async (player) => {
      player.clock.position = 0; player.clock.play(); player.clock.last -= 60000;
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      player.clock.pause(); return player.clock.position;
    }""")
    # At most 100 ms pass in a frame: 6 steps, and a frame or two before and after it.
    assert 0 < moved < 20


@pytest.mark.fresh
def test_the_logarithmic_clock_gives_the_first_steps_their_time(reader: Reader) -> None:
    scene = replace(LONG, clock="linear")
    reader.open("/", scene)
    at = "(player) => { player.clock.scrub(0.5); return player.clock.position; }"
    assert reader.ask(at) == pytest.approx(50_000)
    reader.in_the_menu("Clock").select_option("log")
    reader.until(revision=2)
    reader.until_query(clock="log")
    # Half the time for the first √100,001 − 1 steps.
    assert reader.ask(at) == pytest.approx(315.2, abs=0.1)
