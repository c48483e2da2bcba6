"""What a hall sees in the first ten seconds: pictures with room, nothing that jumps, lines that can be told."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, Reader
from tests.contrast import GRAPHIC, ratio, rgb
from tests.crossing import among, cases, crossed, every
from words.languages import LANGUAGES

pytestmark = pytest.mark.stays

DESK, HALL, PHONE = (1366, 768), (1920, 1080), (390, 844)
# From the first byte on, how far things have moved that nobody has touched.
SHIFTS = """
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
"""
SHIFTED = 0.05


# What is said of a run and has no room, or lies on what is said of another.
CRAMPED = """() => [...document.querySelectorAll(".player :is(.outcome, .said-of)")]
  .filter((one) => one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== "inline"
    || one.getBoundingClientRect().height < 10 || getComputedStyle(one).textOverflow === "ellipsis")
  .map((one) => one.textContent)"""


def resize(reader: Reader, size: tuple[int, int]) -> None:
    """Another size of the window, and the picture that fits it."""
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.rest()


def share(reader: Reader, picture: str = ".planes .frame") -> float:
    """How much of the window's height the first picture has."""
    box = reader.page.locator(f"{PLAYER} {picture}").first.bounding_box()
    assert box is not None
    return box["height"] / reader.page.evaluate("innerHeight")


def test_one_picture_with_two_curves_gets_the_room_and_leaves_bar_and_curves_in_sight(reader: Reader) -> None:
    reader.open("/explore", replace(SCENES["ball"], curves=("loss", "norm"), marks=()))
    for size, least in ((DESK, 0.42), (HALL, 0.5)):
        resize(reader, size)
        assert share(reader) >= least
        curves = reader.page.locator(f"{PLAYER} .curves").bounding_box()
        assert curves is not None
        assert curves["y"] + curves["height"] <= size[1]


def test_at_a_desk_the_foot_of_the_curves_is_in_sight_on_every_page(reader: Reader) -> None:
    one, several = 0.42, 1 / 3
    pages = {
        "/anatomy": one,
        "/?space=both": several,
        "/lessons?lesson=crescent&predict=off": one,
        "/lessons?lesson=mountain&predict=off": several,
    }
    if every():
        pages["/lessons?lesson=summary&predict=off"] = one
    for path, least in pages.items():
        reader.open(path)
        foot = reader.page.locator(f"{PLAYER} .curves").bounding_box()
        assert foot is not None
        assert foot["y"] + foot["height"] <= DESK[1], path
        assert share(reader) >= least, path


def test_pictures_beside_each_other_have_one_size_and_none_is_a_strip(reader: Reader) -> None:
    reader.open("/", SCENES["one_rate"])
    for size in (DESK, (360, 640), PHONE, HALL, (2560, 1440)):
        resize(reader, size)
        boxes = [one.bounding_box() for one in reader.page.locator(f"{PLAYER} .planes .frame").all()]
        sizes = {(round(box["width"]), round(box["height"])) for box in boxes if box}
        assert len(boxes) == 2
        assert len(sizes) == 1
        ((_, height),) = sizes
        assert height >= 0.3 * size[1] or size[0] < 640
        assert height >= 180


def test_the_explanation_of_the_first_page_stands_in_sight_and_its_verdict_is_earned(reader: Reader) -> None:
    reader.open("/", SCENES["one_rate"])
    text = reader.page.get_by_text("Training that is stuck does not mean a small gradient.")
    for part in (text, reader.player):
        box = part.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= DESK[1]
        assert box["x"] + box["width"] <= DESK[0]
    captions = reader.page.locator(f"{PLAYER} .said-of")
    assert captions.all_inner_texts() == reader.sentences()
    heights = reader.page.locator(f"{PLAYER} .outcome").evaluate_all("(all) => all.map((one) => one.clientHeight)")
    reader.ask("(player) => player.head.go(20)")
    assert captions.first.inner_text().startswith("Bouncing for 20 steps: loss 20.")
    assert captions.last.inner_text().startswith("So far: loss 22")
    reader.ask("(player) => player.head.go(300)")
    assert captions.all_inner_texts()[0] == reader.sentences()[0]
    assert captions.last.inner_text().startswith("So far:")
    assert "300 updates" in reader.page.locator(f"{PLAYER} .name").first.inner_text()
    assert (
        reader.page.locator(f"{PLAYER} .outcome").evaluate_all("(all) => all.map((one) => one.clientHeight)") == heights
    )


# English and the desk, where the room is scarcest, come last: a session keeps its language.
SIZES = [DESK, HALL, (2560, 1440)]


@pytest.mark.parametrize(("size", "lang"), cases(SIZES, LANGUAGES, every=every())[:: -1 if every() else -2])
def test_what_is_said_of_five_runs_leaves_their_picture_the_room_on_the_stage_too(
    reader: Reader, size: tuple[int, int], lang: str
) -> None:
    least = 0.42 if size == DESK else 0.5
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.open(f"{reader.address('/explore', SCENES['all_five']).removeprefix(reader.app)}&lang={lang}")
    curves = reader.page.locator(f"{PLAYER} .curves")
    for stage in (False, True):
        if stage:
            reader.to_stage()
            reader.page.locator(f"{PLAYER} .knob").wait_for()
            reader.rest()
        assert share(reader) >= least
        assert reader.page.evaluate(CRAMPED) == []
        # Bar and curves are in sight with it.
        box = curves.bounding_box()
        assert box is not None
        assert box["y"] + box["height"] <= size[1]
    before = share(reader)
    for step in (0, 150, 300):
        reader.ask(f"(player) => player.head.go({step})")
        assert share(reader) == before
    if size != DESK and not every():
        return
    reader.press("3")
    reader.until_query(space="both")
    reader.rest()
    assert share(reader) >= least
    assert share(reader, ".relief .frame") >= least
    reader.press("3")
    reader.until_query(space="3d")
    reader.rest()
    assert share(reader, ".relief .frame") >= least
    # Where the planes are not on show, it is said of the runs all the same.
    assert reader.page.locator(f"{PLAYER} .said-of").all_inner_texts() == reader.sentences()


@pytest.mark.parametrize("size", among([(360, 640), PHONE], 1), ids=lambda size: str(size[0]))
def test_on_the_stage_of_a_telephone_a_picture_has_the_largest_share(
    open_reader: Callable[..., Reader], size: tuple[int, int]
) -> None:
    reader = open_reader(
        viewport={"width": size[0], "height": size[1]}, has_touch=True, is_mobile=True, reduced_motion="reduce"
    )
    reader.page.add_init_script(SHIFTS)
    reader.open("/explore", SCENES["all_five"])
    assert reader.page.evaluate("window.shifted") <= SHIFTED
    reader.player.locator(".frame").first.evaluate("(one) => one.scrollIntoView()")
    reader.to_stage()
    assert share(reader) >= 0.41
    assert reader.page.evaluate(CRAMPED) == []


def test_on_a_telephone_the_first_picture_is_in_sight_before_what_explains_it(
    open_reader: Callable[..., Reader],
) -> None:
    reader = open_reader(viewport={"width": 360, "height": 640}, reduced_motion="reduce")
    reader.open("/")
    plane, told, bar = (
        reader.page.locator(css).first.bounding_box() for css in (".frame", ".st-key-one_rate-told", ".transport")
    )
    assert plane
    assert told
    assert bar
    assert plane["y"] + plane["height"] <= bar["y"]
    assert plane["y"] + plane["height"] < told["y"]


def test_pictures_beside_each_other_have_one_size_on_the_stage_whatever_is_said_of_them(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst_and_brake"])
    for name, stage in product(("burst_and_brake", "compromise") if every() else ("burst_and_brake",), (False, True)):
        if stage:
            reader.to_stage()
        elif name == "compromise":
            reader.page.keyboard.press("f")
            reader.until_document(without="stage")
            reader.turn("/explore", SCENES[name])
        boxes = [one.bounding_box() for one in reader.page.locator(f"{PLAYER} .planes .frame").all()]
        assert len({(round(box["y"]), round(box["width"]), round(box["height"])) for box in boxes if box}) == 1
        assert share(reader) >= 0.34
        assert reader.page.evaluate(CRAMPED) == []


# The others are looked at where they are opened for something else: in the test before and in test_accessibility.py.
@crossed(
    path=["/", "/explore", "/anatomy", "/gallery", "/lessons", "/maps"] if every() else ["/lessons"],
    size=[PHONE, DESK] if every() else [PHONE],
)
def test_nothing_jumps_while_a_page_comes(open_reader: Callable[..., Reader], path: str, size: tuple[int, int]) -> None:
    reader = open_reader(viewport={"width": size[0], "height": size[1]}, reduced_motion="reduce")
    reader.page.add_init_script(SHIFTS)
    if path == "/gallery":
        reader.page.goto(f"{reader.app}{path}")
        reader.page.get_by_test_id("stImage").last.wait_for()
        reader.rest()
    elif path in ("/lessons", "/maps"):
        reader.page.goto(f"{reader.app}{path}")
        reader.page.get_by_test_id("stHeading").first.wait_for()
        reader.rest()
    else:
        reader.open(path)
    assert reader.page.evaluate("window.shifted") <= SHIFTED


# What lies under the paths of the first picture, as the reader sees it: ground, level lines left out, and washes.
UNDER = """(player) => {
  const plane = player.pictures.planes[0], [dense] = plane.layers.dense, { width, height } = plane.bottom;
  const both = Object.assign(document.createElement("canvas"), { width, height }), context = both.getContext("2d");
  plane.surface.lines = [];
  plane.surface.key += " bare";
  plane.draw(player.step, player.step, 0);
  for (const canvas of [plane.bottom, dense]) context.drawImage(canvas, 0, 0);
  const { data } = context.getImageData(0, 0, width, height), found = new Set();
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255) found.add((data[i] << 16) | (data[i + 1] << 8) | data[i + 2]);
  }
  return [[...found], player.runs.map((run) => player.look.colour(run))];
}"""


@crossed(name=among(["one_rate", "burst", "noise_escapes", "all_five"], 2), theme=["light", "dark"])
def test_every_run_stands_out_from_all_that_it_crosses_where_paths_are_dense_too(
    reader: Reader, theme: str, name: str
) -> None:
    reader.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    reader.open("/explore", SCENES[name])
    under, runs = reader.ask(UNDER)
    colours = np.array([[one >> 16, one >> 8 & 255, one & 255] for one in under], float)
    assert len(colours) > 100
    assert (
        min(ratio(rgb(run), tuple(colour)) for run in runs for colour in colours[:: max(1, len(colours) // 500)])
        >= GRAPHIC
    )


# How many pixels have the colour of each run: of its line in the first picture, in the first plot, and of its point.
SHARES = """(player) => {
  const count = (canvas) => {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    return player.runs.map((run) => {
      const colour = parseInt(player.look.colour(run).slice(1), 16);
      let found = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [r, g, b] = [16, 8, 0].map((bits, k) => Math.abs(((colour >> bits) & 255) - data[i + k]));
        if (data[i + 3] > 200 && Math.max(r, g, b) < 12) found++;
      }
      return found;
    });
  };
  const [picture] = player.pictures.planes;
  return [picture.layers.ink[0], player.curves.ink, picture.layers.heads[0]].map(count);
}"""


@crossed(count=among([3, 2], 1), theme=among(["dark", "light"], 1))
def test_runs_that_are_alike_are_seen_to_be_so_many_in_picture_and_curves(
    reader: Reader, count: int, theme: str
) -> None:
    reader.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    scene = SCENES["all_five"]
    reader.open("/explore", replace(scene, runs=(scene.runs[4],) * count, steps=100))
    for pixels in reader.ask(SHARES):
        assert min(pixels) >= max(0.15 * max(pixels), 10)
    # Where they part each has its own line, no wider than any.
    reader.turn("/explore", replace(scene, runs=(scene.runs[0], scene.runs[4]), curves=("loss",), steps=100))
    assert reader.ask("(player) => player.pictures.planes[0].paths.map((path) => path.bands.length)") == [0, 0]


def test_a_crescent_is_no_stretched_ring_and_a_key_lets_it_fill_the_picture(reader: Reader) -> None:
    reader.open("/explore", SCENES["small_then_large"])
    scales = "(player) => { const { perX, perY } = player.pictures.planes[0].view(); return perX / perY; }"
    assert reader.ask(scales) == pytest.approx(1, rel=1e-6)
    for wide in (True, False):
        reader.press("e")
        reader.page.wait_for_function(
            f"([player, wide]) => (({scales})(player) > 1.2) === wide", arg=[reader.handle(), wide]
        )
        assert reader.in_the_menu("Equal scales on both axes").get_attribute("aria-pressed") == str(not wide).lower()
    # Other surfaces fill the picture from the beginning.
    reader.turn("/explore", SCENES["burst"])
    assert reader.ask(scales) < 0.5
