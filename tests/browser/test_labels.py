"""No text of the player lies on other text, at any size, in any state; and what stands in the picture at its end."""

from dataclasses import replace
from typing import Any

import pytest

from scenes import SCENES
from scenes.tour import first_look
from tests.browser.conftest import PLAYER, Reader, computed
from tests.browser.test_hero import DESK, HALL, PHONE
from tests.crossing import among, cases, crossed, every
from tests.overlaps import WATCH, overprinted

pytestmark = pytest.mark.stays

SHOWN = {
    "all": replace(SCENES["all_five"], marks=("arrows", "numbers", "critical", "dial")),
    "side": replace(SCENES["burst_and_brake"], marks=("arrows",)),
    "both": replace(SCENES["burst"], space="both"),
    "planes": replace(SCENES["one_rate"], space="both"),
    "space": replace(SCENES["all_five"], space="3d", marks=("arrows", "numbers", "critical", "dial")),
    "log": replace(SCENES["small_then_large"], space="both", height="log", marks=("arrows", "numbers")),
    "grid": SCENES["no_rate_fits"],
    "seeds": SCENES["warm_up"],
    "many": replace(first_look("himmelblau"), marks=("arrows",)),
    "momentum": replace(SCENES["ridge"], marks=("arrows", "critical", "ghost")),
}
PATHS = {"first": "/", "anatomy": "/anatomy"}
# Like others of them: with other planes beside space, or other runs in one picture; space has a test of its own below.
ALIKE = () if every() else ("both", "planes", "many", "momentum", "space")


@pytest.fixture
def reader(reader: Reader) -> Reader:
    """A reader of a page in which what is written is watched."""
    if reader.page.url == "about:blank":
        reader.page.add_init_script(WATCH)
    else:
        reader.page.evaluate("() => window.written.clear()")
    return reader


def test_at_its_end_the_first_picture_says_in_its_own_numbers_that_it_gets_nowhere(reader: Reader) -> None:
    reader.open()
    path, _ = computed(SCENES["one_rate"])
    changes = int((path.point[1:, 1] * path.point[:-1, 1] < 0).sum())
    written = "() => [...window.written.values()].flat().map(({ text }) => text)"
    expected = [f"θ₂: {changes} sign changes in a row", *(f"step {at}: loss {path.loss[at]:.3g}" for at in (100, 300))]
    for stage in (False, True):
        if stage:
            reader.to_stage()
        assert [text for text in reader.page.evaluate(written) if text in expected] == expected
        assert "the last 12 updates" in reader.page.evaluate(written)
        assert overprinted(reader.page) == []
    # It is earned: before there is a bounce nothing is said of it.
    reader.ask("(player) => player.head.go(10)")
    assert not any("sign changes" in text for text in reader.page.evaluate(written))


# The largest, in which drawing takes longest and words have most room, gets the page with the least in it.
SIZES = ((2560, 1440), HALL, DESK, PHONE)


# How wide a word is does not hang on the theme. At each size a quarter of them, in one page.
@crossed(size=SIZES, theme=["light", "dark"])
def test_no_text_lies_on_other_text(reader: Reader, size: tuple[int, int], theme: Any) -> None:
    reader.page.set_viewport_size({"width": size[0], "height": size[1]})
    reader.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
    crossing = cases(
        [*PATHS, *(name for name in SHOWN if name not in ALIKE)], SIZES, ["light", "dark"], [False, True], every=every()
    )
    own = dict.fromkeys((name, stage) for name, at, _, stage in crossing if at == size)
    # What stands on the stage last: whoever leaves it waits for the page once more.
    for name, stage in sorted(own, key=lambda each: each[1]):
        (reader.turn if reader.page.url.startswith(reader.app) else reader.open)(
            PATHS.get(name, "/explore"), SHOWN.get(name)
        )
        if stage:
            reader.to_stage()
            if name not in ("first", "grid"):
                reader.page.locator(f"{PLAYER} .knob").wait_for()
            reader.rest()
        for step in (0, 7, reader.ask("(player) => Math.round(player.head.steps / 2)"), 10**6):
            reader.ask(f"(player) => player.head.go(Math.min({step}, player.head.steps))")
            reader.page.evaluate(
                "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
            )
            assert overprinted(reader.page) == [], (name, stage, step)
        if stage:
            reader.page.keyboard.press("f")
            reader.until_document(without="stage")
            reader.rest()


@pytest.mark.parametrize("name", among(["space", "log"], 1))
def test_however_the_surface_is_turned_no_label_of_its_axes_lies_on_another(reader: Reader, name: str) -> None:
    reader.open("/explore", SHOWN[name])
    heads = "[...window.written].filter(([canvas]) => canvas.matches('.relief .heads'))"
    written = f"() => {heads}.flatMap(([, texts]) => texts.map(({{ text }}) => text))"
    for x, y, z in [(-0.65, -1.3, 1.7), (1.2, 0, 1.2), (0, -2, 0.1), (0.9, 0.9, 0.4), (-0.3, 0.2, 2), (-1, -1, -0.8)]:
        reader.ask(
            "async (player) => { const { space } = player.pictures; await space.Plotly.relayout(space.plot, "
            f'{{ "scene.camera.eye": {{ x: {x}, y: {y}, z: {z} }} }}); }}'
        )
        reader.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        texts = reader.page.evaluate(written)
        assert {"θ₁", "θ₂", "0"} <= set(texts) or (x, y) != (-0.65, -1.3)
        assert overprinted(reader.page) == [], (x, y, z)
