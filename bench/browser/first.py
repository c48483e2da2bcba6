"""How long a first picture takes: of the app, in a browser that has seen it or has not, and of a surface."""

import statistics
import time

from playwright.sync_api import Browser, Page

from bench.browser.chromium import PLAYER, SCREEN, WATCH, opened
from bench.browser.sight import LINE
from bench.row import Row
from surfaces import SURFACES

TIMES = 5
# What is there once a page lives: ours, and the bare one with a contour.
OURS, BARE = f"{PLAYER}[data-ready=true]", ".js-plotly-plot .contour path"
UNUSED = ("crescent", "saddle", "himmelblau", "rosenbrock", "linear_regression", "cliff", "beale")


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """Surfaces that nobody has used yet come first: the other rows would compile some of them."""
    surfaces = _first_uses(browser, app)
    (cold, warm), (bare_cold, bare_warm) = _first_pictures(browser, app, bare)
    slow = _slow(browser, app)
    return [
        _picture("server warm, browser's cache empty", cold, 2.5),
        _living("browser's cache empty", cold, bare_cold, 1.1),
        _picture("both warm", warm, 1.0),
        _living("both warm", warm, bare_warm, 1.0),
        Row("first picture at 1 Mbit/s and 200 ms of latency", f"{slow:.1f} s", "nothing", "≤ 25 s", slow <= 25),
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


def _picture(how: str, times: list[float], most: float) -> Row:
    middle = statistics.median(times)
    return Row(
        f"first picture, {how}, median of {TIMES}",
        f"{middle:.2f} s, the longest {max(times):.2f} s",
        "nothing",
        f"≤ {most:g} s",
        middle <= most,
    )


def _living(how: str, ours: list[float], bare: list[float], most: float) -> Row:
    living, floor = statistics.median(ours), statistics.median(bare)
    return Row(
        f"the same beside a bare page, {how}",
        f"{living:.2f} s",
        f"bare page with one contour, {floor:.2f} s",
        f"≤ {most} ×",
        living <= most * floor,
        f"{living / floor:.2f} ×",
    )


Times = tuple[list[float], list[float]]


def _first_pictures(browser: Browser, app: str, bare: str) -> tuple[Times, Times]:
    """Seconds until each page lives: with an empty cache, and once more in the same browser; both pages in turn."""
    opened(browser, app).context.close()
    ours: Times = ([], [])
    floor: Times = ([], [])
    for _ in range(TIMES):
        for url, there, times in ((bare, BARE, floor), (app, OURS, ours)):
            page = browser.new_context(viewport=SCREEN).new_page()
            for took in times:
                took.append(_timed(page, url, there))
            page.context.close()
    return ours, floor


def _slow(browser: Browser, app: str) -> float:
    page = browser.new_context(viewport=SCREEN).new_page()
    page.context.new_cdp_session(page).send("Network.emulateNetworkConditions", LINE)
    took = _timed(page, app, OURS)
    page.context.close()
    return took


def _timed(page: Page, url: str, there: str) -> float:
    page.goto("about:blank")
    begun = time.perf_counter()
    page.goto(url, wait_until="commit")
    page.locator(there).first.wait_for(state="attached", timeout=120_000)
    return time.perf_counter() - begun
