"""Other screens and other browsers: more pixels, forced colours, falsified pixels, a style sheet half understood."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from scenes import SCENES
from tests.browser.conftest import PLAYER, SCREEN, Reader
from tests.contrast import GRAPHIC, TEXT, Rgb, ratio, texts
from tests.crossing import among, crossed

SCENE = SCENES["burst"]
SIZES = """(player) => [...player.root.querySelectorAll("canvas")].filter((one) => one.clientWidth && one.width > 1)
  .map((one) => one.width / one.clientWidth)"""
# Of the canvases of the first picture: its colours with full strength, each once.
COLOURS = """(player) => {
  const found = new Set();
  for (const canvas of player.pictures.planes[0].box.querySelectorAll(".frame > canvas")) {
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    for (let i = 0; i < data.length; i += 4) if (data[i + 3] === 255) found.add(data.slice(i, i + 3).join());
  }
  return [...found].map((one) => one.split(",").map(Number));
}"""


def test_on_a_screen_of_twice_the_density_a_paused_picture_is_sharp_within_a_second(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    assert set(reader.ask(SIZES)) == {1}
    session = reader.page.context.new_cdp_session(reader.page)
    for density in (2, 1.5, 1):
        session.send("Emulation.setDeviceMetricsOverride", {**SCREEN, "deviceScaleFactor": density, "mobile": False})
        reader.page.wait_for_function("(density) => devicePixelRatio === density", arg=density)
        reader.page.wait_for_timeout(1000)
        sizes = reader.ask(SIZES)
        assert len(sizes) > 4
        assert sizes == pytest.approx([density] * len(sizes), rel=0.01)
    assert reader.state("playing") == "false"


@pytest.mark.parametrize("theme", among(["dark", "light"], 1))
def test_the_theme_is_known_where_pixels_are_falsified(open_reader: Callable[..., Reader], theme: str) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    # As Firefox does against fingerprints: every pixel that is read is another one.
    wrong = 255 if theme == "dark" else 0
    reader.page.add_init_script(f"""
      const read = CanvasRenderingContext2D.prototype.getImageData;
      CanvasRenderingContext2D.prototype.getImageData = function (...place) {{
        const image = read.apply(this, place);
        image.data.fill({wrong});
        return image;
      }};""")
    reader.open("/explore", SCENE)
    assert reader.ask("(player) => player.look.dark") is (theme == "dark")
    reader.to_stage()
    assert reader.ask("(player) => [player.look.dark, player.look.ground]") == (
        [True, "#000000"] if theme == "dark" else [False, "#ffffff"]
    )


def rgb_of(text: str, ground: Rgb = (255, 255, 255)) -> Rgb:
    """A computed colour as it is seen on its ground."""
    red, green, blue, *alpha = (float(part) for part in text[text.index("(") + 1 : -1].split(","))
    share = alpha[0] if alpha else 1.0
    red, green, blue = (
        share * own + (1 - share) * below for own, below in zip((red, green, blue), ground, strict=True)
    )
    return red, green, blue


@pytest.mark.parametrize("theme", among(["dark", "light"], 1))
@pytest.mark.stays
def test_with_forced_colours_paths_marks_presses_and_the_focus_can_be_told_off_the_stage_and_on_it(
    reader: Reader, theme: Any
) -> None:
    reader.page.emulate_media(color_scheme=theme, forced_colors="active", reduced_motion="reduce")
    reader.open("/explore", SCENES["all_five"])
    reader.press("c", "g")
    reader.until_query(show="critical.ghost")
    reader.page.wait_for_function("() => document.querySelector('.player .shapes:not([hidden])')")
    assert_told(reader, stage=False)
    reader.to_stage()
    assert_told(reader, stage=True)
    assert reader.errors == []


def assert_told(reader: Reader, stage: bool) -> None:
    ground = rgb_of(reader.page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor"))
    # What is drawn: the paths, the marks and the points in their colours; of each run at least one.
    drawn = [tuple(colour) for colour in reader.ask(COLOURS)]
    runs = reader.ask("(player) => player.runs.map((run) => player.look.colour(run))")
    for colour in runs:
        own = tuple(bytes.fromhex(colour[1:]))
        assert own in drawn
        assert ratio(own, ground) >= GRAPHIC, colour
    # What is written.
    assert [one.text for one in texts(reader.page) if one.ratio < TEXT and "player" in one.where] == []
    # What is pressed.
    look = """(pressed) => {
      const button = document.querySelector(`.player .transport button[aria-pressed=${pressed}]:not([hidden])`);
      const { backgroundColor, color } = getComputedStyle(button);
      return [backgroundColor, color];
    }"""
    on, off = (reader.page.evaluate(look, pressed) for pressed in (True, False))
    assert ratio(rgb_of(on[0]), rgb_of(off[0], ground)) >= GRAPHIC
    assert ratio(rgb_of(on[0]), rgb_of(on[1])) >= TEXT
    if not stage:
        # The same of Streamlit's own controls, and where a slider stands.
        chosen = "() => getComputedStyle(document.querySelector('[data-testid=stButtonGroup] [aria-checked=true]'))"
        assert ratio(rgb_of(reader.page.evaluate(f"{chosen}.backgroundColor")), ground) >= GRAPHIC
        assert ratio(rgb_of(reader.page.evaluate(f"{chosen}.color")), ground) < GRAPHIC
        thumb = "() => getComputedStyle(document.querySelector('[data-testid=stSliderThumbValue]').parentElement)"
        assert reader.page.evaluate(f"{thumb}.outlineStyle") != "none"
        assert ratio(rgb_of(reader.page.evaluate(f"{thumb}.outlineColor")), ground) >= GRAPHIC
    # Where the focus is: on the player, and on each control of it.
    ring = """() => { const { outlineStyle, outlineColor, outlineWidth } = getComputedStyle(document.activeElement);
      return [outlineStyle, outlineColor, parseFloat(outlineWidth)]; }"""
    reader.page.keyboard.press("Shift")
    reader.player.focus()
    for key in ("Tab", "Tab", *["ArrowRight"] * 6):
        style, colour, width = reader.page.evaluate(ring)
        assert style != "none"
        assert width >= 1
        assert ratio(rgb_of(colour, ground), ground) >= GRAPHIC
        reader.page.keyboard.press(key)


@pytest.mark.stays
def test_forced_colours_are_taken_when_they_come(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    before = reader.ask("(player) => player.look.text")
    reader.page.emulate_media(forced_colors="active", color_scheme="dark", reduced_motion="reduce")
    reader.page.wait_for_function("([player, before]) => player.look.text !== before", arg=[reader.handle(), before])
    assert reader.ask("(player) => [player.look.ground, player.look.text]") == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]


# As Firefox ESR 115 reads the page: rules with :has() are none, light-dark() is no colour, and a condition says so.
OLD = """() => {
  const old = (text) => /:has\\(/.test(text);
  const prune = (rules, owner) => {
    for (let i = rules.length - 1; i >= 0; i--) {
      const rule = rules[i];
      if (rule instanceof CSSSupportsRule && /not.*light-dark/.test(rule.conditionText)) {
        for (const inner of [...rule.cssRules].reverse()) owner.insertRule(inner.cssText, i + 1);
        owner.deleteRule(i);
      } else if (old(rule.selectorText ?? "")) owner.deleteRule(i);
      else {
        const { style = [] } = rule, newer = (name) => /light-dark/.test(style.getPropertyValue(name));
        for (const name of [...style].filter(newer)) style.removeProperty(name);
        if (rule.cssRules) prune(rule.cssRules, rule);
      }
    }
  };
  for (const sheet of document.styleSheets) prune(sheet.cssRules, sheet);
}"""


@crossed(path=among(["/explore", "/anatomy", "/"], 1), theme=among(["dark", "light"], 1))
def test_a_browser_that_does_not_know_has_and_light_dark_has_a_stage_that_can_be_read(
    open_reader: Callable[..., Reader], path: str, theme: str
) -> None:
    reader = open_reader(color_scheme=theme, reduced_motion="reduce")
    reader.open(path)
    reader.page.evaluate(OLD)
    reader.to_stage()
    assert [one.text for one in texts(reader.page) if one.ratio < TEXT] == []
    box = reader.page.locator(f"{PLAYER} .frame").first.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < box["y"] + box["height"] <= SCREEN["height"]
    assert box["height"] > 0.25 * SCREEN["height"]
    bar = reader.page.locator(f"{PLAYER} .transport").bounding_box()
    assert bar is not None
    assert bar["y"] + bar["height"] <= SCREEN["height"]
    ground = reader.page.evaluate("() => getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert ratio(rgb_of(ground), (255, 255, 255) if theme == "dark" else (0, 0, 0)) > 15
    assert reader.errors == []
    assert json.loads(reader.ask("(player) => JSON.stringify(player.look.dark)")) is (theme == "dark")
