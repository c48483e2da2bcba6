"""How long a first picture takes: of the app, in a browser that has seen it or has not, and of a surface."""

import statistics
import time

from playwright.sync_api import Browser, Page

from bench.browser.chromium import SCREEN, WATCH, opened
from bench.row import Row
from surfaces import SURFACES
from tests.server import open_player

TIMES = 5
UNUSED = ("crescent", "saddle", "himmelblau", "rosenbrock", "linear_regression", "cliff", "beale")


def measure(browser: Browser, app: str) -> list[Row]:
    """Surfaces that nobody has used yet come first: the other rows would compile some of them."""
    surfaces = _first_uses(browser, app)
    cold, warm = _first_pictures(browser, app)
    return [
        Row(
            f"first picture, server warm, browser's cache empty, median of {TIMES}",
            f"{statistics.median(cold):.2f} s, the longest {max(cold):.2f} s",
            "nothing",
            "≤ 2.5 s",
            statistics.median(cold) <= 2.5,
        ),
        Row(
            f"first picture, both warm, median of {TIMES}",
            f"{statistics.median(warm):.2f} s, the longest {max(warm):.2f} s",
            "nothing",
            "≤ 1 s",
            statistics.median(warm) <= 1.0,
        ),
        Row(
            f"first use of a surface, from the choice to the new picture, median of {len(UNUSED)}",
            f"{statistics.median(surfaces):.0f} ms, the longest {max(surfaces):.0f} ms",
            "nothing",
            "≤ 700 ms each",
            max(surfaces) <= 700,
        ),
    ]


def _first_uses(browser: Browser, app: str) -> list[float]:
    """Milliseconds from the choice of a surface that nobody has used yet to its picture, one for each of UNUSED."""
    page = opened(browser, f"{app}/explore?surface=bowl&run.1=gd&eta.1=0.001", reduced_motion="reduce")
    times = []
    for id in UNUSED:
        page.get_by_role("combobox", name="L · surface").click()
        page.keyboard.type(SURFACES[id].name)
        page.get_by_role("option", name=SURFACES[id].name, exact=True).wait_for()
        page.evaluate(WATCH, ["keydown", "data-revision"])
        page.keyboard.press("Enter")
        times.append(float(page.evaluate("() => window.painted")))
    page.context.close()
    return times


def _first_pictures(browser: Browser, app: str) -> tuple[list[float], list[float]]:
    """Seconds from the address to the first picture: with an empty cache, and once more in the same browser."""
    cold, warm = [], []
    opened(browser, app).context.close()
    for _ in range(TIMES):
        page = browser.new_context(viewport=SCREEN).new_page()
        cold.append(_timed(page, app))
        warm.append(_timed(page, app))
        page.context.close()
    return cold, warm


def _timed(page: Page, url: str) -> float:
    page.goto("about:blank")
    begun = time.perf_counter()
    open_player(page, url)
    return time.perf_counter() - begun
