"""The pages beside the first two, in Chromium: anatomy and gallery; the table and the point in Explore."""

import pytest
from playwright.sync_api import expect

from scenes import SCENES, from_link, to_link
from scenes.tour import first_look
from studio.page import edit
from studio.panels import anatomy
from surfaces import SURFACES
from tests.browser.conftest import Reader, computed

pytestmark = pytest.mark.stays


# Where the menu's line ends, and where the highest of what a page has begins.
HIGHEST = """() => {
  const box = (one) => one.getBoundingClientRect(), main = "[data-testid=stMainBlockContainer]";
  const all = [...document.querySelectorAll(`${main} :is(h2, button, label, a)`)];
  const seen = all.filter((one) => one.checkVisibility() && !one.closest(".languages"));
  const page = seen.map(box).filter(({ width }) => width);
  return [box(document.querySelector("[data-testid=stHeader]")).bottom, Math.min(...page.map(({ top }) => top))];
}"""


def test_nothing_of_a_page_lies_under_the_line_of_the_menu(reader: Reader) -> None:
    for path in ("/lessons?lesson=burst", "/explore"):
        reader.open(path)
        header, page = reader.page.evaluate(HIGHEST)
        assert 30 < header <= page


def choose(reader: Reader, label: str, option: str) -> None:
    """Another option of a list, and the new picture."""
    before = int(reader.state("revision"))
    reader.page.get_by_role("combobox", name=label).click()
    # A long list draws only what is scrolled to; typing finds the rest.
    reader.page.keyboard.type(option)
    reader.page.get_by_role("option", name=option, exact=True).wait_for()
    reader.page.keyboard.press("Enter")
    reader.page.wait_for_function(
        "(before) => +document.querySelector('[data-testid=player]').dataset.revision > before", arg=before
    )


def names(reader: Reader) -> list[str]:
    return reader.ask("(player) => player.runs.map((run) => run.name)")


def test_anatomy_runs_a_choice_beside_a_named_method_and_says_what_it_is_called(reader: Reader) -> None:
    reader.open("/anatomy")
    assert names(reader) == ["RMSProp with classical momentum, η = 0.01", "RMSProp, η = 0.01"]
    reader.page.get_by_text("nobody named it").wait_for()
    reader.press("End")
    ends = [path.point[-1].tolist() for path in computed(anatomy.SCENE)]
    assert [[head["x"], head["y"]] for head in reader.heads()] == [pytest.approx(end, rel=1e-6) for end in ends]
    choose(reader, "m · which way", "the gradient alone")
    reader.page.get_by_text("This is RMSProp.").wait_for()
    choose(reader, "σ · how far", "1 for every parameter")
    reader.page.get_by_text("This is Gradient descent.").wait_for()
    reader.until_query(run_1="gd")
    assert reader.errors == []


@pytest.mark.long
def test_anatomy_shows_the_assembled_formula_and_its_schedule(reader: Reader) -> None:
    reader.open("/anatomy")
    formulas = reader.page.locator(".katex annotation").all_text_contents()
    for part in (r"\frac{\eta^t}{\sigma^t}", r"\beta m^{t-1} + g^t", r"\alpha\,(\sigma^{t-1})^2"):
        assert any(part in formula for formula in formulas)
    choose(reader, "η · when", "Inverse square root")
    reader.page.wait_for_function(
        r"() => [...document.querySelectorAll('.katex annotation')]"
        r".some((one) => one.textContent.includes('\\sqrt{1 + t/T}'))"
    )
    reader.until_query(schedule_1="inverse_sqrt", curves="loss.norm.eta")
    assert reader.errors == []


def test_the_gallery_opens_a_surface_in_explore(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/gallery")
    reader.page.get_by_role("link", name=SURFACES["easom"].name, exact=True).wait_for()
    reader.rest()
    pictures = reader.page.locator("[data-testid=stImage] img")
    expect(pictures).to_have_count(len(SURFACES))
    assert pictures.evaluate_all("(images) => images.every((image) => image.naturalWidth === 363 && image.alt)")
    reader.page.get_by_role("link", name="Himmelblau", exact=True).click()
    reader.page.locator("[data-testid=player][data-ready=true]").wait_for()
    scene = first_look("himmelblau")
    reader.until_query(surface="himmelblau", run_3="adam")
    link = reader.link()
    assert from_link(link, SCENES["all_five"]) == (scene, [])
    assert link == to_link(scene)
    assert len(names(reader)) == 3
    assert reader.errors == []


@pytest.mark.long
def test_the_gallery_fits_on_a_phone(open_reader) -> None:
    reader = open_reader(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    reader.page.goto(f"{reader.app}/gallery")
    reader.page.get_by_role("link", name=SURFACES["tiny_network"].name, exact=True).wait_for()
    assert reader.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_the_table_of_100_000_steps_opens_and_the_page_goes_on(reader: Reader) -> None:
    reader.open("/explore", edit.set_steps(SCENES["one_rate"], 100_000))
    reader.page.get_by_text("Table of all steps").click()
    reader.page.get_by_test_id("stDataFrame").wait_for()
    # Only what is scrolled to is drawn: the page does not grow with the rows.
    assert reader.page.evaluate("() => document.querySelectorAll('*').length") < 5000
    reader.nudge(1)
    assert reader.errors == []


def test_a_click_says_what_the_surface_is_like_there(reader: Reader) -> None:
    reader.open("/explore", SCENES["ball"])
    title = reader.page.get_by_text("gradient, Hessian, curvature")
    before, revision = title.text_content(), int(reader.state("revision"))
    reader.click_plane(0.5, 0.5)
    reader.until_revision(revision + 1)
    reader.rest()
    reader.page.wait_for_function(
        "(before) => ![...document.querySelectorAll('summary')].some((one) => one.textContent.includes(before))",
        arg=before,
    )
    title.click()
    reader.page.get_by_text("No critical point").wait_for()
    reader.page.get_by_text("No direction curves up").or_(reader.page.get_by_text("2/λ_max")).wait_for()
