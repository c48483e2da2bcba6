"""How soon something of the scene is seen, beside a bare page with one contour; and over a slow line.

`python -m bench.browser.sight` prints these rows alone.
"""

import statistics
import time

from playwright.sync_api import Browser, Page

from bench.browser.chromium import SCREEN
from bench.row import Row
from tests.server import ROOT, browse, serve

CONTOUR = ROOT / "bench" / "browser" / "bare_contour.py"
TIMES = 5
SHARE, SLOW = 0.25, 3.0
LINE = {"offline": False, "latency": 200, "downloadThroughput": 125_000, "uploadThroughput": 125_000}
"""1 Mbit/s and 200 ms of latency."""

# Milliseconds from the beginning of the navigation to the first content on the screen, which has to be the scene.
PAINTED = """() => new Promise((resolve, reject) => {
  let built = Infinity, drawn = Infinity;
  new MutationObserver(() => {
    if (document.querySelector("#first-sight .drawing path")) drawn = Math.min(drawn, performance.now());
    if (document.querySelector("#root *")) built = Math.min(built, performance.now());
  }).observe(document, { childList: true, subtree: true });
  new PerformanceObserver((list) => {
    const [first] = list.getEntriesByName("first-contentful-paint");
    if (!first) return;
    if (first.startTime < drawn) reject(new Error("something else was there before it"));
    else if (built <= first.startTime) reject(new Error(`the frontend was there at ${built}`));
    else resolve(first.startTime);
  }).observe({ type: "paint", buffered: true });
})"""
# The same for the contour of the bare page.
DRAWN = """
  window.drawn = new Promise((resolve) => {
    const look = () => document.querySelector(".js-plotly-plot .contour path")
      ? requestAnimationFrame(() => resolve(performance.now())) : requestAnimationFrame(look);
    look();
  });
"""


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """The first sight of the first page, the server being warm, every time in a browser that has seen nothing."""
    warmed(browser, app)
    _bare(browser, bare)
    sights, bares = [], []
    for _ in range(TIMES):
        bares.append(_bare(browser, bare))
        sights.append(_sight(browser, app))
    slow = [_sight(browser, app, line=True) for _ in range(3)]
    sight, floor, worst = statistics.median(sights), statistics.median(bares), max(slow)
    return [
        Row(
            f"first sight of the scene, server warm, browser's cache empty, median of {TIMES}",
            f"{sight:.0f} ms, the longest {max(sights):.0f} ms",
            f"bare page with one contour, {floor:.0f} ms",
            f"≤ {SHARE} ×",
            sight <= SHARE * floor,
            f"{sight / floor:.2f} ×",
        ),
        Row(
            f"the same at 1 Mbit/s and 200 ms of latency, the longest of {len(slow)}",
            f"{worst / 1000:.2f} s",
            "nothing",
            f"≤ {SLOW:g} s",
            worst <= 1000 * SLOW,
        ),
    ]


def _page(browser: Browser) -> Page:
    return browser.new_context(viewport=SCREEN).new_page()


def warmed(browser: Browser, url: str) -> None:
    """Until the server has made the first sight of the page at an address."""
    page = _page(browser)
    while 'id="first-sight"' not in page.request.get(url).text():
        time.sleep(0.1)
    page.context.close()


def _sight(browser: Browser, app: str, *, line: bool = False) -> float:
    page = _page(browser)
    if line:
        page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    painted = seen_after(page, app)
    page.context.close()
    return painted


def seen_after(page: Page, url: str) -> float:
    """Milliseconds from an address to its scene's first sight, before which nothing else is seen."""
    # In the page from its beginning: asked from outside, a browser that has the frontend may have built it by then.
    page.add_init_script(f"window.painted = ({PAINTED})(); window.painted.catch(() => {{}});")
    page.goto(url, wait_until="commit")
    return float(page.evaluate("() => window.painted"))


def _bare(browser: Browser, bare: str) -> float:
    page = _page(browser)
    page.add_init_script(DRAWN)
    page.goto(bare, wait_until="commit")
    drawn = float(page.evaluate("() => window.drawn"))
    page.context.close()
    return drawn


if __name__ == "__main__":
    with serve(ROOT / "app.py") as app, serve(CONTOUR) as bare, browse() as browser:
        for row in measure(browser, app, bare):
            print(" | ".join(row.cells))
