"""Arrows, critical points, bundles, epochs and changes of η, as they are drawn."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, bundles, new_run
from studio.page import edit
from surfaces import SURFACES
from tests.browser.conftest import PLAYER, Reader, computed
from tests.studio.player.test_payload import scene_of

pytestmark = pytest.mark.stays

ADAM = replace(
    SCENES["all_five"], curves=("loss",), marks=(), runs=(new_run("adam", eta=0.3), new_run("momentum", eta=1e-3))
)
ARROWS = edit.set_marks(ADAM, ["arrows"])
# What drawArrows draws for one run, as the ends of its lines and its labels, from a canvas that only listens.
DRAWN = """async (player) => {
  const { drawArrows, factorFor } = await import(new URL("marks/arrows.js", player.modules).href);
  const { frameOf } = await import(new URL("pictures/plotly.js", player.modules).href);
  const plane = player.pictures.planes[0], frame = frameOf(plane.plot), step = player.step, lines = [], labels = [];
  let from;
  const listening = { moveTo: (x, y) => { from = [x, y]; }, lineTo: (x, y) => lines.push([...from, x, y]),
    fillText: (text) => labels.push(text) };
  const context = new Proxy(listening, { get: (on, name) => on[name] ?? (() => ({ width: 0 })), set: () => true });
  const factor = factorFor(plane.longest(step));
  const run = player.runs[0], { look, words } = plane;
  drawArrows(frame, { runs: [run], factor }, { layer: [context], look, words, step, taken: [] });
  const at = (x, y) => [frame.x(x), frame.y(y)];
  const here = run.at(step), next = run.at(step + 1);
  return { lines, labels, factor, here: at(here.x, here.y), next: at(next.x, next.y), per: [frame.perX, frame.perY],
    longest: plane.longest(step) * factor };
}"""


def test_the_update_ends_on_the_next_point_and_the_others_share_one_factor(reader: Reader) -> None:
    reader.open("/explore", ARROWS)
    reader.press("Home", *["ArrowRight"] * 6)
    reader.until(step=6)
    drawn, path = reader.ask(DRAWN), computed(ARROWS)[0]
    scaled, *labels = drawn["labels"]
    assert labels == ["step", "−g", "−m"]
    assert f"{drawn['factor']:g}" in scaled
    # The heads' lines come to the very end of each arrow.
    ends = [line[2:] for line in drawn["lines"]]
    assert min(np.hypot(*np.subtract(end, drawn["next"])) for end in ends) < 1e-9
    for vector in (path.grad[6], path.m[6]):
        tip = [drawn["here"][0] - drawn["factor"] * vector[0] * drawn["per"][0],
               drawn["here"][1] + drawn["factor"] * vector[1] * drawn["per"][1]]  # fmt: skip
        # The gradient was sent as float32.
        assert min(np.hypot(tip[0] - x, tip[1] - y) for x, y in ends) < 1e-3
    assert 60 < drawn["longest"] < 105


def test_in_a_long_run_the_next_point_is_fetched_for_its_arrow(reader: Reader) -> None:
    reader.open("/", edit.set_marks(edit.set_steps(SCENES["one_rate"], 100_000), ["arrows"]))
    revision = int(reader.state("revision"))
    box = reader.page.get_by_label("Step on show").bounding_box()
    assert box is not None
    reader.page.mouse.click(box["x"] + 0.93 * box["width"], box["y"] + box["height"] / 2)
    reader.until(revision=revision + 1)
    assert reader.ask("(player) => player.runs.map((run) => run.knows(player.step + 1))") == [True, True]
    # Where the play head rests and all is known, nothing more is asked for.
    drawn = reader.ask(DRAWN)
    assert min(np.hypot(*np.subtract(line[2:], drawn["next"])) for line in drawn["lines"]) < 1e-9
    assert reader.state("revision") == str(revision + 1)


def test_arrows_are_switched_by_key_and_by_button(reader: Reader) -> None:
    reader.open("/explore", ADAM)
    assert reader.ask("(player) => 'g1' in player.runs[0].columns") is False
    revision = int(reader.state("revision"))
    reader.press("a")
    reader.until_query(show="arrows")
    reader.until(revision=revision + 1)
    assert reader.ask("(player) => 'g1' in player.runs[0].columns") is True
    toggle = reader.in_the_menu("Arrows: −g, −m and the step (A)")
    assert toggle.get_attribute("aria-pressed") == "true"
    toggle.click()
    reader.page.wait_for_function("() => !location.search.includes('show=')")


@pytest.mark.long
def test_two_marks_switched_at_once_are_both_on(reader: Reader) -> None:
    reader.open("/explore", ADAM)
    reader.press("a", "c", "n")
    reader.until_query(show="arrows.numbers.critical")


def test_critical_points_have_a_sign_for_each_kind_and_a_line_that_names_them(reader: Reader) -> None:
    scene = scene_of("himmelblau", 20, new_run("gd", eta=0.001))
    reader.open("/explore", scene)
    shapes = reader.page.locator(f"{PLAYER} .shapes")
    assert not shapes.is_visible()
    revision = int(reader.state("revision"))
    reader.press("c")
    shapes.wait_for()
    assert shapes.inner_text().split() == ["minimum", "maximum", "saddle"]
    marked = """(player) => {
      const { layers: { under: [marks] }, critical } = player.pictures.planes[0], context = marks.getContext("2d");
      return import(new URL("pictures/plotly.js", player.modules).href).then(({ frameOf }) => {
        const frame = frameOf(player.pictures.planes[0].plot);
        return [...critical.x].map((x, i) =>
          context.getImageData(frame.x(x) + 9.5, frame.y(critical.y[i]), 1, 1).data[3]); }); }"""
    reader.until(revision=revision + 1)
    alphas = reader.ask(marked)
    assert len(alphas) == 9
    assert min(alphas) > 128


def test_the_paths_of_all_seeds_grow_with_the_play_head(reader: Reader) -> None:
    scene = edit.set_seeds(edit.set_noise(scene_of("double_well", 300, new_run("gd", eta=0.05)), 1.0), 64)
    reader.open("/explore", scene)
    inked = """(player) => { const [dense] = player.pictures.planes[0].layers.dense;
      const data = dense.getContext("2d").getImageData(0, 0, dense.width, dense.height).data;
      let drawn = 0; for (let i = 3; i < data.length; i += 4) drawn += data[i] > 0; return drawn; }"""
    whole = reader.ask(inked)
    reader.press("Home")
    assert reader.ask(inked) == 0
    reader.press(*["ArrowRight"] * 5)
    begun = reader.ask(inked)
    reader.press("End")
    assert 0 < begun < reader.ask(inked) == pytest.approx(whole, rel=0.05)
    assert "Of 64 seeds: " in reader.page.locator(f"{PLAYER} .said-of").inner_text()


@pytest.mark.long
def test_each_seed_that_is_counted_has_a_dot_and_the_path_of_one_covers_none(reader: Reader) -> None:
    scene = replace(SCENES["noise_escapes"], seeds=200)
    reader.open("/explore", scene)
    assert reader.ask("(player) => player.runs[0].bundle.count") == 200
    lines = """(player) => { const [ink] = player.pictures.planes[0].layers.ink;
      return ink.getContext("2d").getImageData(0, 0, ink.width, ink.height).data.some((value) => value > 0); }"""
    assert not reader.ask(lines)
    # A dot where each seed ends that is inside.
    (many,) = bundles(scene)
    assert many is not None
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
    ends = [(x, y) for x, y in many.point[:, -1].tolist() if x0 < x < x1 and y0 < y < y1]
    assert len(ends) > 180
    dots = """(player, ends) => { const plane = player.pictures.planes[0], frame = plane.view();
      const [heads] = plane.layers.heads, context = heads.getContext("2d"), scale = window.devicePixelRatio;
      return ends.map(([x, y]) => context.getImageData(frame.x(x) * scale, frame.y(y) * scale, 1, 1).data[3]); }"""
    assert min(reader.ask(f"(player) => ({dots})(player, {[list(end) for end in ends]})")) > 128


def test_seeds_are_counted_and_lie_below_the_name_of_a_minimum(reader: Reader) -> None:
    """On the way where they are, and at the end how they ended."""
    reader.open("/explore", SCENES["noise_escapes"])
    said = reader.page.locator(f"{PLAYER} .said-of")
    (many,) = bundles(SCENES["noise_escapes"])
    assert many is not None
    left = sum(one.facts.get("place_x") == -1.0 for one in many.outcomes)
    assert f"Of 100 seeds: {left} around the left minimum (−1, 0) ·" in said.inner_text()
    reader.press("Home")
    # The start lies on the right.
    start = "Of 100 seeds: 0 nearest the left minimum (−1, 0) · 100 nearest the right minimum (0.887, 0)"
    assert said.inner_text() == start
    drawn = reader.ask("""(player) => {
      const drawn = [], { prototype } = CanvasRenderingContext2D, own = {};
      for (const name of ["arc", "fillText"]) {
        own[name] = prototype[name];
        prototype[name] = function (...all) {
          if (this.canvas.matches(".heads")) drawn.push(name === "arc" ? "dot" : all[0]);
          return own[name].apply(this, all);
        };
      }
      player.head.go(100);
      Object.assign(prototype, own);
      return drawn;
    }""")
    assert drawn[: drawn.index("minimum")].count("dot") >= SCENES["noise_escapes"].seeds


def test_an_epoch_stands_beside_the_step_or_beside_each_run(reader: Reader) -> None:
    runs = [replace(new_run("gd", eta=0.01), batch=batch) for batch in (5, 5, 1)]
    reader.open("/explore", scene_of("linear_regression", 40, *runs[:2]))
    assert reader.page.locator(f"{PLAYER} output.step").inner_text() == "step 40 of 40 · epoch 10"
    reader.turn("/explore", scene_of("linear_regression", 40, *runs[1:]))
    assert reader.page.locator(f"{PLAYER} output.step").inner_text() == "step 40 of 40"
    names = reader.page.locator(f"{PLAYER} figure .name").all_inner_texts()
    assert [name.split(" · ")[-1] for name in names] == ["epoch 10", "epoch 2"]


def test_the_step_on_show_can_become_a_change_of_the_rate(reader: Reader) -> None:
    reader.open("/explore", replace(SCENES["burst"], curves=("eta",)))
    reader.press("Home", *["ArrowRight"] * 4)
    reader.until(step=4)
    asked = reader.ask("""(player) => new Promise((done) => {
      const { emit } = player; player.emit = (name, value) => { player.emit = emit; done([name, value]); };
      player.transport.buttons.get("change").button.click(); })""")
    assert asked == ["change", 4]
    reader.open("/", SCENES["one_rate"])
    assert not reader.page.get_by_role("button", name="Change η from this step on (H)").is_visible()


def test_changes_of_the_rate_are_marked_on_the_bar(reader: Reader) -> None:
    run = replace(SCENES["burst"].runs[0], changes=((150, 0.01), (300, 0.002)))
    reader.open("/explore", replace(SCENES["burst"], runs=(run,), curves=("eta",)))
    ticks = reader.page.locator(f"{PLAYER} datalist option").evaluate_all("(all) => all.map((one) => +one.value)")
    assert ticks == [2500, 5000]
