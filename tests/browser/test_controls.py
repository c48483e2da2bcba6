"""Controls in the hand: the picture follows while they are moved, and the link is written when they are let go."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from scenes import SCENES, Scene, from_link, new_run
from studio.page import edit
from tests.browser.conftest import Reader, computed
from tests.browser.test_touch import PHONE
from words import compact

RUNS = (new_run("momentum", eta=1e-3), new_run("adam", eta=0.05))
SCENE = replace(SCENES["burst"], steps=300, runs=RUNS)
ETA = ".st-key-explore-eta-1"
# What is noted while something is in the hand: where the first run ends in each picture that was drawn, and where its
# slider stood.
NOTE = """async (css) => {
  const input = document.querySelector(`${css} input`);
  let node = document.querySelector("[data-testid=player]");
  while (node && !node.__player) node = node.parentNode ?? node.host;
  const player = await node.__player, [plane] = player.pictures.planes;
  window.noted = [];
  window.asked = 0;
  new MutationObserver(() => {
    const [run] = player.runs;
    window.noted.push([run.at(run.last).x, input.ariaValueText, plane.box.clientHeight]);
  }).observe(player.root, { attributeFilter: ["data-revision"] });
}"""

# The link of the picture once it has caught up with the hand and says what the controls say, in two looks a tenth of a
# second apart: the frontend draws a move when it comes to it.
DRAWN = """async (player) => {
  const { follower } = player, until = performance.now() + 10000;
  const says = (word) => {
    const input = document.querySelector(`[class*="-${word.replaceAll(".", "-")} "] input`);
    return `${input.value}~${input.ariaValueText ?? input.value}`;
  };
  const look = () => {
    const moved = [...follower.moved], drawn = moved.every(([word, said]) => said === says(word));
    return follower.busy || player.waiting || !drawn ? "" : moved.join();
  };
  for (let before = ""; !before || before !== look(); ) {
    if (performance.now() > until) throw new Error(`not drawn: ${[...follower.moved]}`);
    before = look();
    await new Promise((done) => setTimeout(done, 100));
  }
  await player.queue;
  return player.data.link;
}"""


def thumb(reader: Reader, css: str) -> tuple[float, float]:
    """Where the thumb of a slider is, in pixels of the window: beside it is the track, and a press there moves."""
    reader.page.locator(css).scroll_into_view_if_needed()
    box = reader.page.locator(f"{css} :has(> [data-testid=stSliderThumbValue])").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def take(reader: Reader, css: str, by: float = -40) -> int:
    """Take a slider and move it by some pixels; gives the number of the picture that was on show before."""
    x, y = thumb(reader, css)
    before = int(reader.state("revision"))
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + by, y, steps=2)
    return before


def until_drawn(reader: Reader) -> Scene:
    """Wait until what is in the hand is on show; gives the scene of it."""
    return from_link(reader.ask(DRAWN), SCENE)[0]


def check_paths(reader: Reader, scene: Scene) -> None:
    ends = reader.ask("(player) => player.runs.map((run) => [run.at(run.last).x, run.at(run.last).y])")
    for end, path in zip(ends, computed(scene), strict=True):
        assert end == pytest.approx(path.point[-1].tolist(), rel=1e-5)


def test_the_path_follows_a_slider_and_the_link_waits_for_the_hand_to_let_go(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(NOTE, ETA)
    url, begun = reader.page.url, int(reader.state("revision"))
    x, y = thumb(reader, ETA)
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    seen = set()
    for by in (-20, -40, -60):
        reader.page.mouse.move(x + by, y)
        scene = until_drawn(reader)
        check_paths(reader, scene)
        seen.add(dict(scene.runs[0].numbers)["eta"])
    assert len(seen) == 3
    assert reader.page.url == url
    assert int(reader.state("revision")) > begun
    reader.page.evaluate("() => (window.noted.length = 0)")
    reader.page.mouse.up()
    eta = min(seen)
    reader.until_query(eta_1=compact(eta))
    reader.rest()
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", eta))
    # Once the hand has let go nothing goes back and forth, and the page was told once.
    assert len({(end, said) for end, said, _ in reader.page.evaluate("() => window.noted")}) == 1
    assert reader.page.evaluate("() => window.asked") == 1
    assert reader.errors == []


KINDS = {
    "memory": ".st-key-explore-beta-1",
    "steps": ".st-key-explore-steps",
    "surface": ".st-key-explore-bowl-a",
    "noise": ".st-key-explore-noise",
    "seeds": ".st-key-explore-seeds",
    "rate from a step on": ".st-key-explore-changes-1-0-eta",
}


def test_every_kind_of_slider_is_followed_and_taken_back_by_escape(reader: Reader) -> None:
    scene = replace(edit.set_changes(SCENE, 0, [(100, 2e-3)]), noise=0.5)
    reader.open("/explore", scene)
    for name in ("Numbers of the surface", "Chance: noise and seeds"):
        reader.page.get_by_test_id("stSidebar").locator("summary", has_text=name).click()
    reader.page.locator(KINDS["seeds"]).wait_for()
    reader.rest()
    url = reader.page.url
    for name, css in KINDS.items():
        before = reader.page.locator(f"{css} input").get_attribute("aria-valuetext")
        take(reader, css, by=30 if name == "seeds" else -30)
        moved = until_drawn(reader)
        assert moved != scene, name
        check_paths(reader, moved)
        reader.page.keyboard.press("Escape")
        reader.page.mouse.up()
        reader.rest()
        check_paths(reader, scene)
        assert reader.page.locator(f"{css} input").get_attribute("aria-valuetext") == before, name
    assert reader.page.url == url
    assert reader.errors == []


def test_a_key_that_is_held_down_is_followed_and_told_once(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(NOTE, ETA)
    url = reader.page.url
    reader.page.locator(f"{ETA} input").focus()
    for _ in range(4):
        # From the second time on it repeats.
        reader.page.keyboard.down("ArrowRight")
        until_drawn(reader)
    assert reader.page.url == url
    assert len({end for end, _, _ in reader.page.evaluate("() => window.noted")}) > 1
    reader.page.keyboard.up("ArrowRight")
    reader.until_query(eta_1="0.0025")
    reader.rest()
    assert reader.page.evaluate("() => window.asked") == 1
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", 2.5e-3))


def test_escape_gives_back_the_value_that_a_held_key_has_moved(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    slider, url = reader.page.locator(f"{ETA} input"), reader.page.url
    before = slider.get_attribute("aria-valuetext")
    slider.focus()
    for _ in range(3):
        reader.page.keyboard.down("ArrowRight")
    assert until_drawn(reader) != SCENE
    reader.page.keyboard.press("Escape")
    reader.page.keyboard.up("ArrowRight")
    reader.rest()
    check_paths(reader, SCENE)
    assert (slider.get_attribute("aria-valuetext"), reader.page.url) == (before, url)
    # And the next key begins there.
    reader.page.keyboard.press("ArrowRight")
    reader.until_query(eta_1="0.00125")
    reader.rest()
    assert reader.errors == []


def test_what_is_typed_follows_without_enter_and_what_is_no_number_is_taken_back(reader: Reader) -> None:
    scene = replace(SCENE, noise=0.5)
    reader.open("/explore", scene)
    reader.page.get_by_test_id("stSidebar").locator("summary", has_text="Chance: noise and seeds").click()
    field = reader.page.locator(".st-key-explore-seed input")
    field.fill("17")
    assert until_drawn(reader) == edit.set_seed(scene, 17)
    check_paths(reader, edit.set_seed(scene, 17))
    field.fill("-5")
    reader.page.wait_for_function("(player) => !player.follower.moved.size", arg=reader.handle())
    reader.rest()
    check_paths(reader, scene)
    field.fill("18")
    until_drawn(reader)
    field.press("Enter")
    reader.until_query(seed="18")
    reader.rest()
    check_paths(reader, edit.set_seed(scene, 18))


def test_an_answer_of_the_page_for_something_else_does_not_move_what_is_in_the_hand(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    take(reader, ETA)
    moved = until_drawn(reader)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    reader.page.evaluate(NOTE, ETA)
    reader.ask("(player) => player.mark('arrows')")
    reader.page.wait_for_function("(player) => player.data.marks.includes('arrows')", arg=reader.handle())
    reader.page.wait_for_function("() => window.asked <= window.begun")
    reader.page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    assert until_drawn(reader) == edit.set_marks(moved, ["arrows"])
    x, _ = computed(moved)[0].point[-1].tolist()
    noted = {end for end, _, _ in reader.page.evaluate("() => window.noted")}
    assert [*noted] == [pytest.approx(x, rel=1e-5)]
    assert reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext") == said
    # It ends outside the window.
    reader.page.mouse.move(-30, -30)
    reader.page.mouse.up()
    reader.rest()
    assert reader.link()["show"] == "arrows"
    assert reader.link()["eta.1"] == "1e-8"
    assert reader.errors == []


# Every move of the hand takes the browser a tenth of a second, and the frontend draws the slider as it is once more,
# as it does with every answer of the page. What the player tells a slider of its hand is counted.
BUSY = """(css) => {
  const input = document.querySelector(`${css} input`);
  window.reminded = 0;
  window.addEventListener("pointermove", ({ isTrusted }) => {
    window.reminded += !isTrusted;
    for (const until = performance.now() + 100; isTrusted && performance.now() < until; );
    input.setAttribute("aria-valuetext", input.ariaValueText);
  });
}"""


def test_the_last_position_is_shown_where_the_browser_is_slow_to_draw_a_slider(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.evaluate(BUSY, ETA)
    take(reader, ETA)
    moved = until_drawn(reader)
    check_paths(reader, moved)
    # A slider that stands where its hand is is left in peace.
    reminded = reader.page.evaluate("() => window.reminded")
    reader.page.wait_for_timeout(300)
    assert reader.page.evaluate("() => window.reminded") == reminded
    reader.page.mouse.up()
    reader.rest()
    assert float(reader.link()["eta.1"]) == dict(moved.runs[0].numbers)["eta"]
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(reader.link()["eta.1"])))


def test_without_an_answer_the_value_is_still_set(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.page.route("**/picture?*", lambda route: route.abort())
    take(reader, ETA)
    said = reader.page.locator(f"{ETA} input").get_attribute("aria-valuetext")
    check_paths(reader, SCENE)
    reader.page.mouse.up()
    reader.until_query(eta_1=str(said))
    reader.rest()
    check_paths(reader, edit.set_knob(SCENE, 0, "eta", float(str(said))))


LOOKS = {
    "in space": replace(SCENE, space="both"),
    "200 seeds": replace(SCENE, noise=1.0, seeds=200, steps=60),
    "arrows and numbers": replace(SCENE, marks=("arrows", "numbers", "dial", "family")),
}


@pytest.mark.parametrize("look", LOOKS)
def test_it_follows_however_the_scene_is_shown_and_while_it_plays(
    open_reader: Callable[..., Reader], look: str
) -> None:
    reader, scene = open_reader(), LOOKS[look]
    reader.open("/explore", scene)
    take(reader, ETA)
    moved = until_drawn(reader)
    check_paths(reader, moved)
    eta = dict(moved.runs[0].numbers)["eta"]
    reader.page.mouse.up()
    reader.until_query(eta_1=compact(eta))
    reader.rest()
    check_paths(reader, edit.set_knob(scene, 0, "eta", eta))
    assert reader.errors == []


def test_the_last_picture_of_a_grid_follows_its_end(reader: Reader) -> None:
    reader.open("/explore", replace(SCENE, view="grid", varied=(0, "beta"), grid=(0.5, 0.9, 3)))
    take(reader, ".st-key-explore-grid-last-beta")
    reader.page.wait_for_function(
        "(player) => player.follower.moved.size && player.data.family.values.at(-1) < 0.9", arg=reader.handle()
    )
    reader.page.mouse.up()
    reader.rest()
    assert float(reader.link()["grid"].split("~")[1]) < 0.9
    assert reader.errors == []


def test_two_fingers_move_two_sliders(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(**PHONE | {"viewport": {"width": 900, "height": 900}})
    reader.open("/", SCENES["one_rate"])
    (x1, y1), (x2, y2) = (thumb(reader, f".st-key-one_rate-eta-{place}") for place in (1, 2))
    url, session = reader.page.url, reader.page.context.new_cdp_session(reader.page)

    def touch(kind: str, by: float) -> None:
        points = [{"x": x1 - by, "y": y1, "id": 1}, {"x": x2 + by, "y": y2, "id": 2}]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [] if kind == "touchEnd" else points})

    # Where the browser is slow, a move of a finger is drawn long after it was made, and could be taken for an answer.
    reader.page.evaluate(BUSY, ".st-key-one_rate-eta-1")
    touch("touchStart", 0)
    for by in (10, 20, 30):
        touch("touchMove", by)
    reader.page.wait_for_function("(player) => player.follower.moved.size === 2", arg=reader.handle())
    moved = until_drawn(reader)
    assert reader.page.url == url
    rates = [dict(run.numbers)["eta"] for run in moved.runs]
    assert rates[0] < 0.01
    assert rates[1] > 1e-7
    touch("touchEnd", 30)
    reader.rest()
    assert [float(reader.link()[f"eta.{place}"]) for place in (1, 2)] == rates
    assert reader.errors == []
