"""What can be read and found by everybody: contrast of all text, names of controls, rings around the focus."""

from dataclasses import replace

import pytest

from scenes import SCENES
from surfaces import SURFACES
from tests.browser.conftest import PLAYER, Reader
from tests.browser.test_hero import SHIFTED
from tests.contrast import GRAPHIC, TEXT, ratio, rgb, texts
from tests.crossing import among, crossed

pytestmark = pytest.mark.stays

PAGES = ("/", "/explore", "/anatomy", "/gallery", "/maps")
THEMES = ("light", "dark")
# In the order of the tab key: what each stop of the focus inside the player is called, and whether a ring is around it.
STOPS = """() => {
  const { activeElement: one } = document, style = getComputedStyle(one);
  const name = one.getAttribute("aria-label") || one.labels?.[0]?.textContent || one.textContent;
  const ring = style.outlineStyle !== "none" || style.boxShadow !== "none";
  return { inside: !!one.closest(".player"), name: name.trim(), ring };
}"""


def shown(reader: Reader, path: str) -> None:
    """A page with everything on it unfolded."""
    if path == "/gallery":
        reader.page.goto(f"{reader.app}{path}")
        reader.page.get_by_role("link", name=SURFACES["tiny_network"].name, exact=True).wait_for()
        reader.page.get_by_test_id("stImage").last.wait_for()
        reader.rest()
    elif path == "/maps":
        reader.page.goto(f"{reader.app}{path}")
        reader.rest()
    else:
        reader.open(path)
    assert reader.page.evaluate("window.shifted ?? 0") <= SHIFTED
    for summary in reader.page.locator("summary").all():
        summary.click()
        # What is in it comes from the server.
        summary.locator("..").locator("[data-testid=stElementContainer]").first.wait_for()
    reader.rest()
    # Where the pointer rests the ends of a slider fade in.
    reader.page.mouse.move(0, 0)
    reader.page.wait_for_function("() => !document.getAnimations().length")


def pale(reader: Reader) -> list[str]:
    """The texts of a page that do not stand out from their ground."""
    found = texts(reader.page)
    assert len(found) > 10
    return [f"{one.text[:40]!r} {one.ratio:.2f} in {one.where}" for one in found if one.ratio < one.least]


# In the light theme it is in tests/browser/test_accessibility.py.
@pytest.mark.parametrize("theme", among(["dark", "light"], 1))
def test_all_text_of_the_player_can_be_read_with_all_that_it_can_show(reader: Reader, theme: str) -> None:
    reader.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    reader.open("/explore", replace(SCENES["all_five"], marks=("arrows", "numbers", "critical"), view="side"))
    assert pale(reader) == []


@crossed(theme=THEMES, stage=[False, True])
def test_what_is_drawn_stands_out_from_every_grey_of_the_surface(reader: Reader, theme: str, stage: bool) -> None:
    reader.page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
    reader.open("/explore", SCENES["all_five"])
    if stage:
        reader.to_stage()
    look = """({ look, runs }) => ({
      text: look.text, greys: [look.ground, ...look.scale.map(([, colour]) => colour)],
      runs: runs.map((run) => look.colour(run)),
    })"""
    drawn = reader.ask(look)
    assert len(drawn["runs"]) == 5
    for grey in map(rgb, drawn["greys"]):
        assert ratio(rgb(drawn["text"]), grey) >= TEXT
        assert min(ratio(rgb(run), grey) for run in drawn["runs"]) >= GRAPHIC


def test_the_walk_over_the_texts_finds_one_that_is_pale(reader: Reader) -> None:
    reader.open("/explore", SCENES["burst"])
    assert pale(reader) == []
    # Grey by its own colour, by the opacity of what is around it, and by the ground.
    for style in ("color: #949494", "opacity: 0.5", "background: #6b7280; color: #2F2D2B"):
        reader.page.locator(f"{PLAYER} .outcome").evaluate("(one, style) => one.setAttribute('style', style)", style)
        assert len(pale(reader)) == 1


@pytest.mark.parametrize("stage", among([True, False], 1))
@pytest.mark.fresh
def test_every_stop_of_the_tab_key_in_the_player_has_a_name_and_a_ring(reader: Reader, stage: bool) -> None:
    reader.open("/explore", replace(SCENES["burst"], marks=("numbers",)))
    # The numbers come with a second picture, which puts new buttons in the place of the old.
    reader.until_revision(2)
    reader.rest()
    if stage:
        reader.to_stage()
    reader.player.focus()
    stops, controls = [], []
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        stop = reader.page.evaluate(STOPS)
        if not stop["inside"]:
            break
        stops.append(stop)
        # What the arrow keys lead to from there, once around.
        while stop not in controls and len(controls) < 200:
            controls.append(stop)
            if stop["name"] == "Step on show" or stop["name"].startswith("η · learning rate"):
                break
            reader.page.keyboard.press("ArrowRight")
            stop = reader.page.evaluate(STOPS)
    assert not stop["inside"], "the tab key leads out again"
    names = [stop["name"] for stop in stops]
    assert len(controls) > len(stops) + 8
    assert [stop for stop in controls if not stop["name"] or not stop["ring"]] == []
    # From left to right: play before the bar to scrub on.
    play = next(place for place, name in enumerate(names) if name.startswith("Play"))
    assert play < names.index("Step on show")
