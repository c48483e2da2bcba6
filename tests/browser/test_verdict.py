"""What is said of a prediction: who meets a misconception, and with which numbers the gap is seen."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Reader
from tests.browser.test_lessons import revealed, show
from tests.crossing import among, every

pytestmark = pytest.mark.stays


def reveal_drawn(reader: Reader, points: str) -> None:
    """The run, once these points (JavaScript) are drawn: as a hand would, but faster than one can."""
    reader.ask(
        f"""(player) => {{
          const {{ pencil }} = player.predictor;
          pencil.points = {points};
          pencil.on.changed();
        }}"""
    )
    reader.page.get_by_role("button", name="Show the run").click()
    revealed(reader)


# Of the ball over the rise, above the run, into the deep minimum, and down into the shallow one; a marble in the bowl.
DEEP, SHALLOW = "[[1.7, 0.8], [-0.2, 0.8], [-1, 0]]", "[[1.7, 0.8], [0.887, 0]]"
MARBLE = "[[-4, -0.35], [-3.5, 0], [0, 0]]"


@pytest.mark.parametrize(
    ("lesson", "points", "met"),
    [
        ("ball", DEEP, ""),
        # Of a lesson that was predicted the run stays in sight on a page that stays.
        pytest.param("ball", SHALLOW, "“Momentum only speeds up.”", marks=pytest.mark.fresh),
        # Drawn by hand it is in `test_lessons.py`.
        pytest.param("stuck", MARBLE, "Most people draw", marks=pytest.mark.long),
    ],
    ids=["deep", "shallow", "marble"],
)
def test_only_who_draws_a_misconception_is_told_it(reader: Reader, lesson: str, points: str, met: str) -> None:
    show(reader, lesson)
    reader.page.get_by_role("button", name="certain", exact=True).click()
    reveal_drawn(reader, points)
    verdict = reader.page.locator(".verdict").inner_text()
    assert re.match(r"On average your path runs \d+% of the picture's width away from the true one\.", verdict)
    assert "That is close" not in verdict
    assert ("You were certain, and it is otherwise:" in verdict) == bool(met)
    assert met in verdict


@pytest.mark.parametrize("stage", among([True, False], 1), ids=["stage", "desk"][: 2 if every() else 1])
def test_what_was_predicted_is_seen_with_the_numbers_it_was_predicted_of_alone(reader: Reader, stage: bool) -> None:
    show(reader, "stuck")
    reveal_drawn(reader, MARBLE)
    player, verdict = reader.handle(), reader.page.locator(".verdict")

    def seen(on: bool) -> None:
        expect(verdict).to_be_visible(visible=on)
        drawn = "([player, on]) => player.pictures.planes.some(({ sketch }) => sketch?.lines.length) === on"
        reader.page.wait_for_function(drawn, arg=[player, on])

    def turn(by: int) -> str:
        return (
            f"({{ dial: {{ range }} }}) => (range.value = +range.value + {by}, range.dispatchEvent(new Event('input')))"
        )

    seen(True)
    if stage:
        reader.to_stage()
        # The dial is in the hand, and then let go.
        reader.ask(turn(-1))
        seen(False)
        assert "eta.1=0.01&" in reader.page.url
        reader.ask(turn(1))
        seen(True)
        reader.press("[")
        reader.until_query(eta_1=f"{reader.ask('(player) => player.dial.value'):g}")
        reader.rest()
        seen(False)
        reader.press("]")
    else:
        slider = reader.page.get_by_role("slider", name="η · learning rate").first
        slider.focus()
        reader.page.keyboard.press("ArrowLeft")
        seen(False)
        reader.page.keyboard.press("ArrowRight")
    seen(True)
    before = verdict.bounding_box()
    reader.ask("(player) => void player.follower.dragged(-3, 0.2)")
    seen(False)
    assert verdict.bounding_box() == before
    reader.ask("(player) => player.follower.cancelled()")
    seen(True)
    assert not reader.errors


# `tests/web/predict/gap.test.js` is its short form.
@pytest.mark.long
def test_a_point_outside_of_the_picture_and_a_hundred_thousand_of_them_are_compared(reader: Reader) -> None:
    show(reader, "stuck")
    reveal_drawn(reader, "Array.from({ length: 100000 }, (_, i) => [-4 + i / 1000, Math.sin(i)])")
    assert "lies outside the picture" in reader.page.locator(".verdict").inner_text()
