"""Rough use: whatever is done to it, the player ends with the scene of the link, drawn, and without an error."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, Scene, new_run, trajectories
from scenes.scene import usual_numbers
from studio.page import edit
from surfaces import SURFACES
from tests.browser.conftest import PLAYER, Reader, computed
from tests.crossing import among, every

pytestmark = pytest.mark.stays

SHORT = SCENES["burst"]
# How many pixels of each picture the paths cover, how many its ground, and whether canvas and plot
# are as large as their place.
DRAWN = """(player) => player.pictures.planes.map(({ layers: { ink: [ink] }, bottom, plot }) => {
  const [inked, ground] = [ink, bottom].map((canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((value, i) => i % 4 === 3 && value > 0).length;
  });
  const fits = [plot._fullLayout.width, parseFloat(ink.style.width) || ink.width / devicePixelRatio]
    .every((width) => Math.abs(width - plot.clientWidth) < 1);
  return { inked, ground, fits };
})"""
BEYOND = "(step) => +document.querySelector('[data-testid=player]').dataset.step > step"


def assert_drawn(reader: Reader, paths: bool = True) -> None:
    """All pictures have their ground, their size and, if there are any, their paths; and nothing went wrong."""
    reader.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    pictures = reader.ask(DRAWN)
    assert pictures
    for picture in pictures:
        assert picture["ground"] > 10_000
        assert picture["fits"]
        assert (picture["inked"] > 20) == paths
    assert reader.errors == []


def playing(reader: Reader, scene: Scene, path: str = "/explore") -> int:
    """Open it, let it play from the start, and say where it is."""
    reader.open(path, scene)
    reader.press("Home", "Space")
    reader.until(playing="true")
    reader.page.wait_for_function(BEYOND, arg=5)
    return reader.step


def test_many_clicks_while_it_plays_end_at_the_last_and_it_plays_on(reader: Reader) -> None:
    step = playing(reader, SHORT)
    # So slowly that the run is not over before the last click is answered, however long that takes.
    reader.press("<", "<", "<")
    for click in range(10) if every() else (0, 4, 9):
        reader.click_plane(0.3 + 0.04 * click, 0.3)
    goal = reader.ask("""async (player) => {
      const { frameOf } = await import(new URL("pictures/plotly.js", player.modules).href);
      const { plot, box } = player.pictures.planes[0], { width, height } = box.getBoundingClientRect();
      return [frameOf(plot).toX(0.66 * width), frameOf(plot).toY(0.3 * height)];
    }""")
    asked = "() => ['x', 'y'].map((name) => +new URLSearchParams(location.search).get(name))"
    reader.page.wait_for_function(f"(goal) => Math.abs(({asked})()[0] - goal[0]) < 0.01", arg=goal)
    x, y = reader.page.evaluate(asked)
    assert y == pytest.approx(goal[1], abs=0.01)
    last = replace(SHORT, start=(x, y))
    sentence = computed(last)[0].outcome.sentence
    # It is on the picture when the play head has come to its end, and known before.
    reader.page.wait_for_function(
        "([player, sentence]) => player.runs[0].sentence === sentence", arg=[reader.handle(), sentence]
    )
    assert reader.ask("(player) => player.pictures.planes[0].start") == [x, y]
    assert reader.state("playing") == "true"
    assert reader.step > step
    assert_drawn(reader)


# In `test_stage.py` the stage is another size while it plays.
@pytest.mark.long
def test_another_size_while_it_plays_is_taken_and_it_plays_on(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader()
    scene = SCENES["burst_and_brake"]
    step = playing(reader, scene)
    for width, height in among([(700, 500), (390, 844), (1600, 1000), (1366, 768)], 2):
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.page.wait_for_function(BEYOND, arg=step)
        step = reader.step
    reader.until(playing="true")
    assert len(reader.ask(DRAWN)) == 3
    assert_drawn(reader)


@pytest.mark.long
def test_another_theme_while_it_plays_is_taken_and_it_plays_on(reader: Reader) -> None:
    step = playing(reader, SHORT)
    for times, scheme in enumerate(("dark", "light", "dark"), 2):
        reader.page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        reader.until(revision=times)
    assert reader.state("playing") == "true"
    assert reader.step > step
    assert reader.ask("(player) => player.pictures.planes[0].look.dark") is True
    assert_drawn(reader)


def test_another_page_while_it_plays_and_back_shows_the_same_scene(reader: Reader) -> None:
    playing(reader, SHORT)
    for _ in among(range(3), 1):
        reader.page.get_by_role("link", name="One learning rate").click()
        reader.page.locator(".player .name", has_text="η = 1e-7").wait_for()
        reader.page.get_by_role("link", name="Explore").click()
        reader.page.locator(".player .outcome", has_text=computed(SHORT)[0].outcome.sentence).wait_for()
    reader.until_query(run_1="adagrad", eta_1="0.06")
    assert reader.page.locator(".player").count() == 1
    reader.press("End")
    assert_drawn(reader)


@pytest.mark.parametrize("view", among(["one", "side"], 1))
def test_a_run_that_diverges_to_1e300_leaves_the_other_as_it_is(reader: Reader, view: str) -> None:
    surface = "quadratic"
    runs = (new_run("gd", eta=0.2), new_run("gd", eta=0.05))
    scene = Scene(surface, usual_numbers(surface), SURFACES[surface].start, 1_000, runs, view)
    wild, calm = trajectories(scene)
    assert wild.outcome.kind == "diverged"
    assert wild.loss[-1] > 1e300
    reader.open("/explore", scene)
    # At the start, on the way out, where the one run ends, and at the end of the other.
    for step in (0, 3, 150, len(wild.loss) - 1, len(wild.loss), 1_000):
        reader.ask(f"(player) => {{ player.clock.position = {step}; player.clock.onTick(); }}")
        at = [min(step, len(path.loss) - 1) for path in (wild, calm)]
        seen = reader.heads()
        assert seen[0]["loss"] == pytest.approx(float(wild.loss[at[0]]), rel=1e-6)
        assert [seen[1]["x"], seen[1]["y"]] == pytest.approx(calm.point[at[1]].tolist(), rel=1e-6, abs=1e-30)
    assert_drawn(reader)
    assert reader.sentences() == [path.outcome.sentence for path in (wild, calm)]
    # The calm run's loss has its place on the axis that both share.
    low, high = reader.ask("(player) => player.curves.curves.find(({ id }) => id === 'loss').range")
    assert low < np.log10(calm.loss[0]) < high


def test_with_all_runs_hidden_the_ground_stays_and_a_sentence_says_why(reader: Reader) -> None:
    runs = tuple(replace(run, hidden=True) for run in SCENES["all_five"].runs)
    reader.open("/explore", replace(SCENES["all_five"], runs=runs))
    # A screen reader is told it too, in a sentence with more in it.
    assert reader.page.get_by_text("No run is shown. Add one, or show a hidden one.", exact=True).is_visible()
    reader.press("Space", "Home", "ArrowRight", "a", "n", "c", "End")
    reader.until_query(show="arrows.numbers.critical")
    assert_drawn(reader, paths=False)
    reader.page.get_by_test_id("stSidebar").get_by_role("button", name="Show", exact=True).click()
    reader.page.locator(".player .name", has_text="Gradient descent").first.wait_for()
    reader.press("End")
    reader.until(step=300)
    assert_drawn(reader)


@pytest.mark.long
def test_a_single_step_can_be_played_stepped_and_scrubbed(reader: Reader) -> None:
    scene = replace(SHORT, steps=1)
    reader.open("/explore", scene)
    assert reader.step == 1
    reader.press("Home")
    assert reader.step == 0
    reader.press("ArrowRight", "ArrowRight")
    assert reader.step == 1
    reader.press("ArrowLeft", "Space")
    reader.until(playing="true", step=0)
    reader.press("Space", "End")
    assert reader.step == 1
    assert reader.heads()[0]["loss"] == pytest.approx(float(computed(scene)[0].loss[1]), rel=1e-6)
    assert_drawn(reader)


def test_without_a_step_the_start_is_shown_and_no_key_does_harm(reader: Reader) -> None:
    scene = replace(SHORT, steps=0)
    reader.open("/explore", scene)
    for key in ("ArrowRight", "ArrowLeft", "End", "Home", "a", "n", "Space"):
        reader.press(key)
        assert reader.step == 0
    reader.until_query(show="arrows.numbers", steps="0")
    # There is nothing to play.
    assert reader.state("playing") == "false"
    assert [reader.heads()[0][axis] for axis in "xy"] == pytest.approx(scene.start, rel=1e-6)
    assert_drawn(reader, paths=False)


# `tests/web/time/clock.test.js` is its short form.
@pytest.mark.long
def test_a_tab_that_slept_goes_on_where_it_was(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    playing(reader, replace(SHORT, steps=100_000))
    session = reader.page.context.new_cdp_session(reader.page)
    reader.page.evaluate("""() => {
      const player = document.querySelector('[data-testid=player]');
      window.leaps = [];
      let last = +player.dataset.step;
      new MutationObserver(() => { window.leaps.push(+player.dataset.step - last); last = +player.dataset.step; })
        .observe(player, { attributeFilter: ["data-step"] });
    }""")
    session.send("Page.setWebLifecycleState", {"state": "frozen"})
    reader.page.context.new_page().wait_for_timeout(1500)
    session.send("Page.setWebLifecycleState", {"state": "active"})
    step = reader.step
    reader.page.wait_for_function(BEYOND, arg=step)
    # A tenth of a second at most in one frame, a hundredth of the way, and on to a step that was kept of so many.
    # The sleep alone was 15,000 steps.
    assert 0 < max(reader.page.evaluate("() => window.leaps")) < 1_200
    assert reader.errors == []


# In `tests/pages/test_class.py` many are on one server at once, without browsers.
@pytest.mark.long
def test_two_tabs_on_one_server_do_not_disturb_each_other(open_reader: Callable[..., Reader]) -> None:
    first = open_reader(reduced_motion="reduce")
    second = Reader(first.page.context.new_page(), first.app)
    one, two = SCENES["one_rate"], SCENES["small_then_large"]
    first.open("/", one)
    second.open("/explore", two)
    first.nudge(0)
    second.click_plane(0.6, 0.4)
    second.until_revision(2)
    second.rest()
    first.nudge(2)
    changed = edit.set_knob(edit.set_knob(one, 0, "eta", 0.0125), 1, "eta", 1.25e-7)
    first.until_query(eta_1="0.0125", eta_2="1.25e-7", surface="bowl", x="-4")
    assert first.sentences() == [path.outcome.sentence for path in computed(changed)]
    second.until_query(surface="crescent", run_1="rmsprop", run_2="adagrad")
    start = tuple(second.ask("(player) => player.pictures.planes[0].start"))
    assert start != two.start
    assert second.sentences() == [path.outcome.sentence for path in computed(replace(two, start=start))]
    first.page.reload()
    first.until(ready="true")
    assert first.sentences() == [path.outcome.sentence for path in computed(changed)]
    for reader in (first, second):
        assert_drawn(reader)


# In `test_quick_hands.py` keys and controls are as quick, and what is chosen last holds.
@pytest.mark.long
@pytest.mark.parametrize("path", among(["/explore", "/"], 1))
def test_keys_that_are_hammered_right_after_the_page_has_come_all_hold(
    open_reader: Callable[..., Reader], path: str
) -> None:
    """Each is a run of the page that waits for its turn, by when the browser has forgotten what it said it had."""
    reader = open_reader(reduced_motion="reduce")
    reader.page.goto(f"{reader.app}{path}")
    reader.page.locator(f"{PLAYER}[data-ready=true]").wait_for()
    for _ in range(10 if every() else 4):
        reader.press("3")
        reader.page.wait_for_timeout(80)
    reader.rest()
    # From the plane to both, to space, and to the plane again: some times round, and once more.
    assert reader.link()["space"] == "both"
    assert reader.errors == []
