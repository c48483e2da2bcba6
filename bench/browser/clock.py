"""How long the measurement of the clock's sheet takes, and how soon it is stopped.

The second is held against a slider and its caption on a bare page. `python -m bench.browser.clock` prints both.
"""

import statistics
import time

from playwright.sync_api import Browser, Page

from bench.browser.chromium import BARE, SCREEN, move_slider
from bench.row import Row
from tests.server import ROOT, browse, serve

TIMES = 5


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """The measurement is stopped again and again, each time at a size that it has come to by itself."""
    page, floor = (browser.new_context(viewport=SCREEN).new_page() for _ in range(2))
    page.goto(f"{app}/lessons?sheet=clock")
    floor.goto(bare)
    floor.get_by_role("slider").wait_for()
    stops, bares = [], []
    for _ in range(TIMES):
        stops.append(_stopped(page))
        bares.append(move_slider(floor, 0, None))
    whole = _whole(page)
    for one in (page, floor):
        one.context.close()
    took, under = max(stops), statistics.median(bares)
    return [
        Row("a measurement of the clock, all of it", f"{whole:.1f} s", "nothing", "≤ 20 s", whole <= 20),
        Row(
            f"a measurement of the clock, from “Stop” to its end, the longest of {TIMES}",
            f"{took:.0f} ms",
            f"bare slider and caption, {under:.0f} ms",
            "≤ 500 ms",
            took <= 500,
            f"{took / under:.2f} ×",
        ),
    ]


def _whole(page: Page) -> float:
    """Seconds from the button until all sizes are measured."""
    begun = time.perf_counter()
    page.get_by_role("button", name="Measure here").click()
    page.get_by_role("button", name="Stop measuring").wait_for()
    page.get_by_role("button", name="Measure here").wait_for(timeout=60_000)
    return time.perf_counter() - begun


def _stopped(page: Page) -> float:
    """Milliseconds from the button to the sentence."""
    start, stop = (page.get_by_role("button", name=name) for name in ("Measure here", "Stop measuring"))
    told = page.get_by_text("Stopped; what was measured")
    start.click()
    stop.wait_for()
    told.wait_for(state="detached")
    begun = time.perf_counter()
    stop.click()
    told.wait_for()
    took = 1000 * (time.perf_counter() - begun)
    # Its last update comes to its end by itself; before that nobody can measure again.
    time.sleep(1)
    return took


if __name__ == "__main__":
    with serve(ROOT / "app.py") as app, serve(BARE) as bare, browse() as browser:
        for row in measure(browser, app, bare):
            print(" | ".join(row.cells))
