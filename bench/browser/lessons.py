"""From a link, or from a click, to the first picture of a lesson; and how long a prediction is compared.

`python -m bench.browser.lessons` prints these rows alone.
"""

import json
import statistics

from playwright.sync_api import Browser, Page

from bench.browser.chromium import BARE, FIND, SCREEN, move_slider, opened
from bench.browser.sight import seen_after, warmed
from bench.row import Row
from lessons import LESSONS
from tests.server import ROOT, browse, serve

TIMES = 7
SEEN = "[data-testid=player][data-seen=true]"
CAPTION = "[data-testid=stCaptionContainer]"
TITLE, NEXT = ".st-key-lessons-open-stuck button", ".st-key-lessons-next button"
LONG_READ = 3000  # milliseconds on the contents before a lesson is chosen there

# In the page itself, which hears nobody while it runs what comes after the first picture: from the address, or from a
# click, until such an element is there that was not. The player marks itself once its picture is on the screen.
WATCH = """
  window.watched = (css, begun) => new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("no picture")), 30000);
    const before = document.querySelector(css)?.dataset.revision;
    const seen = new MutationObserver(() => {
      const found = document.querySelector(css);
      if (!found || before !== undefined && found.dataset.revision === before) return;
      seen.disconnect();
      resolve((performance.now() - begun()) / 1000);
    });
    seen.observe(document, { subtree: true, childList: true, attributeFilter: ["data-seen", "data-revision"] });
  });
"""
CLICKED = """(css) => {
  let clicked = 0;
  addEventListener("click", () => { clicked = performance.now(); }, { once: true, capture: true });
  window.pictured = window.watched(css, () => clicked);
}"""

# From a key until the run that was to be predicted is uncovered, and two frames more: then it is on the screen.
UNCOVERED = """() => {
  let pressed = 0;
  addEventListener("keydown", () => { pressed = performance.now(); }, { once: true, capture: true });
  window.uncovered = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("nothing is uncovered")), 30000);
    const seen = new MutationObserver(() => {
      if (document.querySelector("[data-testid=player] .predict")?.dataset.covered !== "false") return;
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve((performance.now() - pressed) / 1000)));
    });
    seen.observe(document, { subtree: true, childList: true, attributeFilter: ["data-covered"] });
  });
}"""

DRAW = f"""async (count) => {{ {FIND}
  const {{ pencil }} = player.predictor;
  pencil.points = Array.from({{ length: count }}, (_, i) => [-4 + (4 * i) / count, Math.sin(i) / 4]);
  pencil.on.changed();
}}"""


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """A lesson's link with and without what the browser keeps; from the contents, and from the lesson before."""
    first, again = _seen(browser, app)
    cold, warm, floors = _linked(browser, app, bare)
    return [
        _row("link to a lesson's first picture, browser's cache empty", first, floors[0], every=True),
        _row("the same, once more in that browser", again, floors[1], every=True),
        _row("link to a lesson until its picture lives, browser's cache empty", cold, floors[0], most=2.5),
        _row("the same, once more in that browser", warm, floors[1]),
        *_walked(browser, app, bare),
        _divided(browser, app),
        _compared(browser, app),
    ]


def _row(
    what: str, ours: list[float], floor: list[float], beside: str = "a bare page", most: float = 1.0, *,
    every: bool = False,
) -> Row:  # fmt: skip
    """Asked of the median, or of `every` one."""
    middle, least = statistics.median(ours), statistics.median(floor)
    return Row(
        f"{what}, median of {len(ours)}", f"{middle:.2f} s, the longest {max(ours):.2f} s", f"{beside}, {least:.2f} s",
        f"≤ {most:g} s{' each' if every else ''}", (max(ours) if every else middle) <= most, f"{middle / least:.2f} ×",
    )  # fmt: skip


def _seen(browser: Browser, app: str) -> tuple[list[float], list[float]]:
    """Seconds from the address to the surface, the start and the names of each lesson: the document has them.

    With an empty cache, and once more.
    """
    seen: tuple[list[float], list[float]] = ([], [])
    for id in LESSONS:
        url = f"{app}/lessons?lesson={id}"
        warmed(browser, url)
        context = browser.new_context(viewport=SCREEN)
        for one in seen:
            page = context.new_page()
            one.append(seen_after(page, url) / 1000)
            page.close()
        context.close()
    return seen


def _linked(browser: Browser, app: str, bare: str) -> tuple[list[float], list[float], tuple[list[float], list[float]]]:
    """Seconds from the address, of a lesson and of the bare page in turn: with an empty cache, and once more."""
    lesson = f"{app}/lessons?lesson=stuck"
    _timed(browser.new_page(), lesson, SEEN)  # the server is warm from here on
    ours: tuple[list[float], list[float]] = ([], [])
    floors: tuple[list[float], list[float]] = ([], [])
    for _ in range(TIMES):
        for url, what, times in ((lesson, SEEN, ours), (bare, CAPTION, floors)):
            context = browser.new_context(viewport=SCREEN)
            for one in times:
                page = context.new_page()
                one.append(_timed(page, url, what))
                page.close()
            context.close()
    return *ours, floors


def _timed(page: Page, url: str, css: str) -> float:
    page.add_init_script(f"{WATCH} window.pictured = window.watched({json.dumps(css)}, () => 0);")
    page.goto(url)
    return float(page.evaluate("() => window.pictured"))


def _walked(browser: Browser, app: str, bare: str) -> list[Row]:
    """Seconds from a click: on a title in the contents, and on "Next lesson"; in turn with a bare slider."""
    floor = browser.new_page(viewport=SCREEN)
    floor.goto(bare)
    floor.get_by_role("slider").wait_for()
    chosen, following, least = [], [], []
    for _ in range(TIMES):
        page = browser.new_context(viewport=SCREEN).new_page()
        page.add_init_script(WATCH)
        page.goto(f"{app}/lessons")
        page.locator(TITLE).first.wait_for()
        page.wait_for_timeout(LONG_READ)
        chosen.append(_clicked(page, TITLE))
        page.wait_for_timeout(LONG_READ / 4)
        following.append(_clicked(page, NEXT))
        page.context.close()
        least.append(move_slider(floor, 0, None) / 1000)
    floor.context.close()
    return [
        _row("click in the contents to the lesson's first picture", chosen, least, "a bare slider"),
        _row("click on “Next lesson” to its first picture", following, least, "a bare slider"),
    ]


def _divided(browser: Browser, app: str) -> Row:
    """Seconds from the key that skips the prediction to the ends of 200 seeds; the first time is not counted."""
    took = []
    for _ in range(1 + TIMES):
        page = opened(browser, f"{app}/lessons?lesson=noise", reduced_motion="reduce")
        page.evaluate(UNCOVERED)
        page.keyboard.press("s")
        took.append(float(page.evaluate("() => window.uncovered")))
        page.context.close()
    middle = statistics.median(took[1:])
    return Row(
        f"the ends of 200 seeds after a key, median of {TIMES}", f"{middle:.2f} s, the longest {max(took[1:]):.2f} s",
        f"the first time, {took[0]:.2f} s", "≤ 0.3 s", middle <= 0.3,
    )  # fmt: skip


def _compared(browser: Browser, app: str) -> Row:
    """Milliseconds, as the player itself takes them, for a path of 100,000 points: no hand draws as many."""
    page = opened(browser, f"{app}/lessons?lesson=stuck", reduced_motion="reduce")
    page.evaluate(DRAW, 100_000)
    page.get_by_role("button", name="Show the run").click()
    compared = page.locator("[data-testid=player] .predict[data-milliseconds]")
    compared.wait_for(state="attached")
    took = float(compared.get_attribute("data-milliseconds") or "inf")
    page.context.close()
    return Row(
        "a drawn prediction of 100,000 points compared with the run", f"{took:.1f} ms", "nothing", "≤ 50 ms", took <= 50
    )


def _clicked(page: Page, button: str) -> float:
    page.evaluate(CLICKED, SEEN)
    page.locator(button).first.click()
    return float(page.evaluate("() => window.pictured"))


if __name__ == "__main__":
    with serve(ROOT / "app.py") as app, serve(BARE) as bare, browse() as browser:
        for row in measure(browser, app, bare):
            print(" | ".join(row.cells))
