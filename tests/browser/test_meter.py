"""The stability meter and where η is too large, in Chromium: they are what Python computes, and follow the dial."""

from dataclasses import replace

import pytest

from scenes import SCENES, trajectories
from scenes.drawn.names import name_of
from scenes.trajectories import origin_of
from studio.page import edit
from studio.player.columns import stability_of
from studio.player.payload import payload
from tests.browser.conftest import PLAYER, Reader

SCENE = replace(SCENES["burst"], marks=("dial",))
HATCHED = "(player) => player.pictures.planes[0].layers.heads[0].toDataURL()"


def stability(scene, step: int) -> float:
    (path,) = trajectories(scene)
    return float(stability_of(path, origin_of(scene, scene.runs[0]))[step])


def test_its_key_shows_a_needle_and_hatching_that_follow_the_play_head_and_the_dial(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    reader.press("Home")
    reader.until(step=0)
    plain, meter = reader.ask(HATCHED), reader.page.locator(f"{PLAYER} .meter")
    assert meter.is_hidden()
    reader.press("x")
    meter.wait_for()
    assert reader.page.locator(f"{PLAYER} .shapes").inner_text().startswith("hatched:")
    said = []
    for step in range(31):
        if step in (0, 30):
            value = stability(SCENE, step)
            shown = meter.locator("strong").inner_text()
            assert float(shown.split(" ")[0]) == pytest.approx(value, rel=5e-3)
            said.append((value > 1, meter.locator(".why").inner_text()))
        reader.press("ArrowRight")
    assert [over for over, _ in said] == [False, True]
    assert [text.startswith(f"η is {side} its limit") for (_, text), side in zip(said, ("below", "above"), strict=True)]
    assert reader.ask(HATCHED) != plain
    # While the dial is turned it is that of the turned run, of which every second step is here or so.
    dial = payload(SCENE)["dial"]
    for _ in range(3):
        reader.press("[")
    lower = edit.set_knob(SCENE, 0, "eta", dial["values"][dial["at"] - 3])
    shown = float(meter.locator("strong").inner_text().split(" ")[0])
    assert stability(lower, 29) - 5e-4 <= shown <= stability(lower, 31) + 5e-4
    # Whose η the hatching is of is said, of the value that is turned too.
    turned = name_of(origin_of(lower, lower.runs[0]), lower.steps)
    assert turned in reader.page.locator(f"{PLAYER} .shapes").inner_text()
    reader.press("x")
    meter.wait_for(state="hidden")
