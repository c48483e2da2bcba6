"""The pages in the other languages: nothing is left in English, and to change the language loses nothing."""

import re
from collections.abc import Callable

import pytest

from optimizers import OPTIMIZERS
from scenes import SCENES, to_link
from surfaces import SURFACES
from tests.browser.conftest import PLAYER, Reader
from tests.crossing import among, cases, crossed, every
from words.languages import LANGUAGES

CHINESE = ("zh-TW", "zh-CN")
PAGES = ("/", "/explore", "/anatomy", "/gallery", "/maps")
# What is called so in Chinese too: methods, authors, functions, libraries, signs, and what stands on keys.
NAMES = {
    *(name for one in OPTIMIZERS.values() for name in re.findall(r"[A-Za-z]{2,}", one.name) if one.library),
    "SAM", "Newton", "Polyak", "Lookahead", "AdEMAMix", "Prodigy",
    "Adam", "Adagrad", "RMSProp", "RAdam", "Nesterov", "Rosenbrock", "Beale", "Booth", "Matyas", "McCormick", "Price",
    "Goldstein", "Himmelblau", "Tang", "Styblinski", "Rastrigin", "Ackley", "Easom", "Hessian", "PyTorch", "Keras",
    "SGD", "optax", "sgd", "ResNet", "Transformer", "CSV", "NPZ", "Parquet", "Python",
    "WebGL", "NumPy", "Jupyter", "MB", "Page", "Up", "Down", "Home", "End", "Esc", "Ctrl",
    "Backspace", "stochastic", "English", "log", "epoch", "max", "gradient", "Enter", "PNG", "float", "ln", "SVG",
    "PDF", "BibTeX", "WebM", "VP", "MP", "GIF", "QR",
}  # fmt: skip
# Where a method was published stands there as it was.
CITED = {f"· {one.source}" for one in OPTIMIZERS.values()}
# Every text and every name of an element that is to be seen or heard, but for formulas, which KaTeX spells out.
SAID = """() => {
  const seen = (element) => element.checkVisibility({ visibilityProperty: true });
  const skip = "script, style, noscript, .katex, [data-testid=stIconMaterial], [lang=en]", said = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (element.closest(skip) || !seen(element)) continue;
    for (const node of element.childNodes) if (node instanceof Text) said.add(node.data.trim());
    for (const name of ["aria-label", "aria-valuetext", "title", "placeholder", "alt", "data-title"]) {
      said.add(element.getAttribute(name) ?? "");
    }
  }
  said.add(document.title);
  return [...said];
}"""


def english(reader: Reader) -> list[str]:
    """What is said with English words in it, beside names and addresses."""
    said: list[str] = reader.page.evaluate(SAID)
    assert len(said) > 20
    told = [text for text in said if text not in CITED and not text.startswith(f"{reader.app}/")]
    return [text for text in told if {*re.findall(r"[A-Za-z]{2,}", text)} - NAMES]


def choose(reader: Reader, id: str) -> None:
    """Press on a language, and wait until all is said in it."""
    one, story = LANGUAGES[id], reader.page.locator(".story")
    # What is told to those who hear the page is told a moment later.
    before = story.text_content() if story.count() else None
    reader.page.get_by_role("button", name=one.name, exact=True).click()
    reader.page.wait_for_function("(tag) => document.documentElement.lang === tag", arg=one.tag)
    if reader.player.count():
        reader.until_query(lang=id)
        reader.rest()
        reader.page.wait_for_function("(old) => document.querySelector('.story').textContent !== old", arg=before)


@crossed(path=PAGES if every() else ("/explore", "/maps"), id=CHINESE)
def test_a_page_says_nothing_in_english(reader: Reader, path: str, id: str) -> None:
    reader.page.goto(f"{reader.app}{path}?lang={id}")
    if path == "/gallery":
        reader.page.get_by_role("link", name=SURFACES["easom"].name, exact=True).wait_for()
    else:
        if path != "/maps":
            reader.page.locator(f"{PLAYER}[data-ready=true]").wait_for()
        reader.rest()
    assert reader.page.evaluate("document.documentElement.lang") == LANGUAGES[id].tag
    assert english(reader) == []
    if path == "/explore":
        for fold in reader.page.locator("[data-testid=stExpander] summary").all():
            fold.click()
            reader.rest()
        reader.page.locator("[data-testid=stCheckbox] label").last.click()
        reader.page.locator("[data-testid=stDataFrame]").wait_for()
        reader.rest()
        assert english(reader) == []
        # What is only there while it is used.
        reader.page.locator("[data-testid=stSelectbox] input").first.click()
        reader.page.keyboard.type("zzz")
        reader.page.get_by_text({"zh-TW": "沒有符合的項目", "zh-CN": "没有匹配的项"}[id]).wait_for()
        reader.page.keyboard.press("Escape")
        reader.press("?")
        assert english(reader) == []
        reader.page.keyboard.press("Escape")
    [other] = {*CHINESE} - {id}
    choose(reader, other)
    assert english(reader) == []
    if path == "/explore" and not every():
        reader.turn(f"/anatomy?lang={other}")
        assert reader.page.get_by_role("heading", level=2).first.inner_text()
        assert english(reader) == []
    assert reader.errors == []


def test_an_address_of_no_page_is_told_over_the_first_one(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/nosuchpage?lang=zh-TW")
    told = reader.page.get_by_role("dialog", name="找不到這一頁")
    told.wait_for()
    reader.rest()
    assert english(reader) == []
    told.get_by_role("button", name="關閉").click()
    told.wait_for(state="detached")


# How much of the first line of the page's title lies under the switch of the language, in pixels.
UNDER_THE_SWITCH = """() => {
  const text = document.createRange();
  text.selectNodeContents(document.querySelector("[data-testid=stHeading] :is(h1, h2)"));
  return document.querySelector(".languages").getBoundingClientRect().bottom - text.getBoundingClientRect().top;
}"""


def test_on_a_telephone_a_title_stands_below_the_switch_of_the_language(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    paths = (*PAGES, "/lessons", "/lessons?lesson=stuck", "/lessons?sheet=gradients", "/lessons?lesson=mine")
    for path, id in cases(among(paths, 3), LANGUAGES, every=every()):
        reader.page.goto(f"{reader.app}{path}{'&' if '?' in path else '?'}lang={id}")
        reader.page.locator("[data-testid=stHeading]").first.wait_for()
        reader.page.locator(f".languages .lang button[lang='{LANGUAGES[id].tag}'][aria-pressed=true]").wait_for()
        assert reader.page.evaluate(UNDER_THE_SWITCH) <= 0, (path, id)


def test_another_language_changes_every_word_and_loses_nothing(reader: Reader) -> None:
    reader.open("/explore", SCENES["small_then_large"])
    reader.page.locator("[data-testid=stExpander] summary", has_text="Numbers of the surface").click()
    reader.rest()
    reader.page.get_by_role("button", name="Zoom in").first.click()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        reader.press(key)
    number = reader.page.locator("[data-testid=stNumberInputField]").first
    number.fill("0.1234")
    box = "() => JSON.stringify(document.querySelector('.plot').layout.xaxis.range)"
    zoomed, step, length = reader.page.evaluate(box), reader.step, reader.page.evaluate("history.length")
    choose(reader, "zh-TW")
    assert english(reader) == []
    assert reader.page.evaluate(box) == zoomed
    assert reader.step == step == 2
    # Leaving it to press on the switch has sent the number; the rest of the scene is as it was.
    assert number.input_value() == "0.1234"
    assert reader.page.locator("[data-testid=stExpander] details[open]").locator(number).count() == 1
    assert {key: text for key, text in reader.link().items() if key not in "xy"} == {
        key: text for key, text in to_link(SCENES["small_then_large"]).items() if key not in "xy"
    }
    # The typed number is a place to come back to, another language is none.
    assert reader.page.evaluate("history.length") == length + 1
    choose(reader, "en")
    reader.page.locator(".player .story", has_text="Crescent").wait_for()
    assert reader.page.evaluate(box) == zoomed
    assert reader.errors == []


@pytest.mark.long
def test_pins_and_ghosts_change_their_language_too(reader: Reader) -> None:
    reader.open("/explore", SCENES["ball"])
    reader.page.locator("button.pin").first.click()
    choose(reader, "zh-CN")
    pinned = reader.page.locator(".kept.pinned")
    pinned.get_by_text("梯度下降").wait_for()
    assert english(reader) == []


def test_terms_are_switched_on_the_picture_and_beside_it(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/?lang=zh-TW")
    reader.rest()
    reader.page.get_by_role("button", name="gradient", exact=True).click()
    reader.until_query(terms="english")
    reader.rest()
    assert reader.page.get_by_role("heading", level=2).text_content() == "同一個 learning rate 不適合所有參數"
    assert "Gradient descent，η\u00a0=\u00a00.01" in reader.page.locator(".legend").first.inner_text()
    reader.page.get_by_role("button", name="梯度（gradient）", exact=True).click()
    reader.until_query(terms="both")
    reader.rest()
    assert reader.page.get_by_role("heading", level=2).text_content() == "同一個學習率（learning rate）不適合所有參數"


def shown_on_the_stage(reader: Reader) -> str:
    """How much of the switch is seen while the pointer is elsewhere."""
    reader.page.mouse.move(600, 400)
    switch = reader.page.get_by_test_id("stLayoutWrapper").filter(has=reader.page.locator(".st-key-language")).last
    return str(switch.evaluate("(one) => getComputedStyle(one).opacity"))


@pytest.mark.long
def test_who_has_just_changed_the_language_sees_all_of_the_stage(reader: Reader) -> None:
    reader.open("/")
    choose(reader, "zh-CN")
    reader.to_stage()
    assert shown_on_the_stage(reader) == "0"


def test_the_stage_has_the_switch_and_the_picture_of_a_dragged_start_the_language(reader: Reader) -> None:
    reader.page.goto(f"{reader.app}/?lang=zh-CN")
    reader.rest()
    reader.to_stage()
    # Nobody points at it, and what was pressed before does not hold it in sight.
    assert shown_on_the_stage(reader) == "0"
    choose(reader, "zh-TW")
    reader.until_document("stage")
    asked: list[str] = []
    reader.page.on("request", lambda request: asked.append(request.url) if "/picture" in request.url else None)
    reader.press("Shift+ArrowRight")
    reader.page.wait_for_function("() => !location.search.includes('x=-4&')")
    reader.rest()
    assert asked
    assert all("lang=zh-TW" in url for url in asked)
    assert english(reader) == []


@pytest.mark.parametrize(("locale", "tag"), among([("zh-HK", "zh-Hant-TW"), ("zh-SG", "zh-Hans-CN"), ("de", "en")], 1))
def test_a_first_visit_is_in_the_language_of_the_browser(open_reader, locale: str, tag: str) -> None:
    reader = open_reader(locale=locale, reduced_motion="reduce")
    reader.page.goto(f"{reader.app}/gallery")
    # From the first byte on, before any script has run.
    assert reader.page.evaluate("document.documentElement.lang") == tag
    names = {"zh-Hant-TW": "曲面", "zh-Hans-CN": "曲面", "en": "Surfaces"}
    reader.page.get_by_role("heading", name=names[tag], level=2).wait_for()
    assert "lang=" not in reader.page.url
