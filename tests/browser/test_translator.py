"""A browser's translator: it is asked to stay away, and one that comes all the same breaks nothing."""

from collections.abc import Callable

import pytest

from optimizers.parts.momenta import MOMENTA
from optimizers.parts.sigmas import SIGMAS
from scenes import SCENES
from surfaces import SURFACES
from tests.browser.conftest import Reader
from tests.crossing import among, crossed, every

PAGES = ("/", "/explore", "/anatomy", "/gallery")
# What a translator does: every text goes into a <font> of its own, whenever one has come. Some keep the text, most put
# another into its place, which the page's own scripts know nothing of.
WRAP = """(replaced) => {
  const walk = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
    while (walker.nextNode()) found.push(walker.currentNode);
    for (const text of found) {
      if (!text.data.trim() || text.parentElement.closest("font, style, script")) continue;
      const outer = document.createElement("font"), inner = document.createElement("font");
      text.replaceWith(outer);
      outer.append(inner);
      inner.append(replaced ? document.createTextNode(text.data) : text);
      window.wrapped = (window.wrapped ?? 0) + 1;
    }
  };
  walk();
  new MutationObserver(walk).observe(document.body, { childList: true, subtree: true, characterData: true });
}"""


@pytest.mark.parametrize("path", among(PAGES, 1))
def test_every_page_says_that_it_is_not_to_be_translated(reader: Reader, path: str) -> None:
    reader.page.goto(f"{reader.app}{path}")
    reader.page.locator("[data-testid=stHeading]").wait_for()
    assert reader.page.evaluate("() => [document.documentElement.translate, document.documentElement.lang]") == [
        False,
        "en",
    ]
    assert reader.page.locator("head meta[name=google][content=notranslate]").count() == 1


@pytest.mark.parametrize("replaced", among([True, False], 1), ids=["replaced", "wrapped"][: 2 if every() else 1])
def test_a_frontend_that_knows_nothing_of_it_may_remove_a_text_and_put_another_before_it(
    reader: Reader, replaced: bool
) -> None:
    reader.page.goto(f"{reader.app}/gallery")
    reader.page.locator("[data-testid=stHeading]").wait_for()
    left = """(replaced) => {
      const parent = document.body.appendChild(document.createElement("p")), text = parent.appendChild(new Text("old"));
      parent.append(Object.assign(document.createElement("b"), { textContent: "end" }));
      const font = document.createElement("font");
      text.replaceWith(font);
      font.append(replaced ? new Text("alt") : text);
      parent.insertBefore(new Text("new"), text);
      parent.removeChild(text);
      return parent.textContent;
    }"""
    # Where the text is gone, nobody can tell what has taken its place: that stays, and nothing breaks.
    assert reader.page.evaluate(left, replaced) == ("altendnew" if replaced else "newend")


def explore_numbers(reader: Reader) -> None:
    page, sidebar = reader.page, reader.page.get_by_test_id("stSidebar")
    page.get_by_role("combobox", name="surface").click()
    # The list holds what is in sight of it.
    page.keyboard.type(SURFACES["booth"].name)
    page.get_by_role("listbox").get_by_role("option", name=SURFACES["booth"].name, exact=True).click()
    reader.until_query(surface="booth")
    reader.rest()
    for fold in among(("Numbers of the surface", "Chance", "Curves", "About this method"), 2):
        summary = sidebar.locator("summary", has_text=fold)
        for _ in range(2):
            summary.click()
            reader.rest()
        summary.click()
        reader.rest()
    sliders = sidebar.get_by_role("slider")
    assert sliders.count() >= 3
    for place in among(range(sliders.count()), 3):
        before = int(reader.state("revision"))
        sliders.nth(place).focus()
        page.keyboard.press("ArrowRight")
        reader.until_revision(before + 1)
        reader.rest()


def explore_runs(reader: Reader) -> None:
    page, sidebar = reader.page, reader.page.get_by_test_id("stSidebar")
    for button, runs in (("Add", 2), ("Duplicate", 3), ("Hide", 2), ("Show", 3), ("Remove", 2)):
        sidebar.get_by_role("button", name=button, exact=True).click()
        page.wait_for_function("(n) => document.querySelectorAll('.player .outcome').length === n", arg=runs)
        reader.rest()
    for view, name in (("one", "all on one"), ("grid", "values of one number"), ("side", "side by side")):
        sidebar.get_by_role("radio", name=name).click()
        reader.until_query(view=view)
        reader.rest()
    sidebar.get_by_role("button", name="Change η on the way").click()
    page.wait_for_function("() => location.search.includes('changes.')")
    sidebar.get_by_role("button", name="✕").wait_for()
    reader.rest()
    reader.press("Home", "ArrowRight", "a", "n", "c", "d", "g", "m", "l", "k", "t", "p", "End")
    reader.rest()
    for name in ("Explore", "Anatomy", "Surfaces", "One learning rate"):
        page.get_by_role("link", name=name).click()
        page.locator("[data-testid=stHeading]").wait_for()
        reader.rest()
    reader.until(ready="true")
    assert page.get_by_text("One learning rate does not fit all").is_visible()


# The sentences of Anatomy, below, are its short form.
@pytest.mark.long
@crossed(controls=[explore_numbers, explore_runs], replaced=[True, False])
def test_all_controls_of_explore_go_on_working_in_a_page_that_was_translated(
    reader: Reader, controls: Callable[[Reader], None], replaced: bool
) -> None:
    reader.open("/explore", SCENES["burst"])
    reader.page.evaluate(WRAP, replaced)
    assert reader.page.evaluate("() => window.wrapped") > 30
    controls(reader)
    assert reader.errors == []


@pytest.mark.parametrize("replaced", among([True, False], 1), ids=["replaced", "wrapped"][: 2 if every() else 1])
def test_sentences_of_anatomy_change_in_a_page_that_was_translated(reader: Reader, replaced: bool) -> None:
    page = reader.page
    reader.open("/anatomy")
    page.evaluate(WRAP, replaced)
    for sigma, m, said in (("one", "gradient", "Gradient descent"), ("moving_square", "heavy_ball", "nobody named it")):
        for label, part in (("σ · how far", SIGMAS[sigma]), ("m · which way", MOMENTA[m])):
            page.get_by_role("combobox", name=label).click()
            page.get_by_role("listbox").get_by_role("option", name=part.name, exact=True).click()
            page.get_by_role("listbox").wait_for(state="detached")
            page.locator(f"input[role=combobox][aria-label='{label}'][value='{part.name}']").wait_for()
            reader.rest()
        page.get_by_test_id("stMainBlockContainer").locator("strong", has_text=said).wait_for()
    assert reader.errors == []
