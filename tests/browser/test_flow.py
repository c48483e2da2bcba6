"""The flows beside a run and the probe, in Chromium: their keys, what is drawn, and what is said of the point."""

import pytest

from scenes.flows import followed_by, gradient_flow_of
from scenes.scene import new_run, on
from scenes.trajectories import origin_of
from studio.player.marks.probe import probe
from tests.browser.conftest import PLAYER, Reader

pytestmark = pytest.mark.stays

# With a start that is not the usual one.
SCENE = on("himmelblau", 40, new_run("gd", eta=0.01), start=(-0.5, -1.0))
DRAWN = "(player) => player.pictures.planes[0].layers.under[0].toDataURL()"
HEADS = "(player) => player.pictures.planes[0].layers.heads[0].toDataURL()"
ENDS = """(player) => Object.fromEntries(Object.entries(player.runs[0].flows ?? {}).map(
  ([id, flow]) => [id, flow && [flow.steps.length, flow.x.at(-1), flow.y.at(-1)]]))"""
IN_SPACE = """(player) => {
  const { flows: [flows], ink: [ink] } = player.pictures.space.layers;
  const data = flows.getContext("2d").getImageData(0, 0, flows.width, flows.height).data;
  let drawn = 0; for (let i = 3; i < data.length; i += 4) drawn += data[i] > 0;
  return [(flows.compareDocumentPosition(ink) & Node.DOCUMENT_POSITION_PRECEDING) > 0, drawn]; }"""
PIXEL = """(player) => {
  const [plane] = player.pictures.planes, view = plane.view(), { left, top } = plane.box.getBoundingClientRect();
  return [left + view.x(1.5), top + view.y(-2.25)];
}"""
ANSWERED = """({ probe }) => !probe.busy && probe.shown?.answer
  && probe.shown.at.every((value, i) => value === probe.shown.answer.at[i])"""


def test_the_flows_have_a_key_each_and_are_those_that_python_solves(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    plain, shapes = reader.ask(DRAWN), reader.page.locator(f"{PLAYER} .shapes")
    assert shapes.is_hidden()
    origin = origin_of(SCENE, SCENE.runs[0])
    solved = {"flow": gradient_flow_of(origin, 40), "follows": followed_by(origin, 40)}
    seen = [plain]
    for key, id, says in (("v", "flow", "thin: the gradient flow"), ("r", "follows", "thin, dashed: the flow")):
        reader.press(key)
        shapes.get_by_text(says).wait_for()
        reader.rest()
        flow = solved[id]
        assert flow is not None
        length, *end = reader.ask(ENDS)[id]
        assert (length, end) == (len(flow.step), pytest.approx(flow.point[-1], rel=1e-6))
        seen.append(reader.ask(DRAWN))
    assert len(set(seen)) == 3
    assert reader.link()["show"] == "flow.follows"
    # In space a flow lies on the paths, and not under them where nothing of it would be seen.
    reader.press("3")
    reader.rest()
    above, pixels = reader.ask(IN_SPACE)
    assert above
    assert pixels > 200
    # While the dial is turned they are not those of the turned run, and so they are not drawn.
    reader.press("d")
    reader.page.locator(f"{PLAYER} .knob").wait_for()
    reader.rest()
    reader.press("]")
    assert reader.ask(ENDS) == {}


def test_the_probe_is_carried_by_pointer_keys_and_menu_and_says_what_the_formula_says(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    panel, before = reader.page.locator(f"{PLAYER} .probed"), reader.ask(HEADS)
    assert panel.is_hidden()
    reader.in_the_menu("Probe").click()
    panel.wait_for()
    reader.rest()

    def said() -> tuple[list[float], str]:
        """Where it is, when what is said is of there."""
        reader.page.wait_for_function(ANSWERED, arg=reader.handle())
        at = reader.ask("({ probe }) => probe.shown.at")
        found = probe(SCENE, (float(at[0]), float(at[1])), reader.step)
        assert panel.locator("dd").all_inner_texts() == [value for _, value in found["rows"]]
        assert panel.locator(".follows").inner_text() == found["follows"]
        assert panel.locator(".what").inner_text() == found["what"]
        return at, found["follows"]

    at, _ = said()
    assert at == [*SCENE.start]
    assert reader.ask(HEADS) != before
    reader.page.mouse.move(*reader.ask(PIXEL))
    at, follows = said()
    assert at == pytest.approx([1.5, -2.25], abs=0.05)
    step, start = reader.step, reader.link()
    panel.focus()
    reader.page.keyboard.press("ArrowUp")
    higher, _ = said()
    assert higher == pytest.approx([at[0], at[1] + 0.1])
    assert (reader.step, reader.link()) == (step, start)
    assert "η/σ times the curvature" in follows
    reader.press("z")
    panel.wait_for(state="hidden")
