"""From a number that is changed on the page of maps to the first picture of the new map, against a bare page."""

import statistics

from playwright.sync_api import Browser

from bench.browser.chromium import NARROW, SCREEN, move_slider
from bench.maps import AT_ONCE, FIRST
from bench.row import Row

MOVES = 12
WARM = 2


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """η, the first slider there, is changed where the map of its starts has grown as fine as it gets."""
    ours, floor = (browser.new_context(viewport=SCREEN).new_page() for _ in range(2))
    ours.goto(f"{app}/maps")
    floor.goto(bare)
    for page in (ours, floor):
        page.get_by_role("slider").first.wait_for()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(MOVES + WARM):
        ours.locator(".map[data-whole=true][data-size='512']").wait_for()
        times[0].append(move_slider(ours, 0, "data-size", NARROW))
        times[1].append(move_slider(floor, 0, None))
    for page in (ours, floor):
        page.context.close()
    changed, under = (statistics.median(each[WARM:]) for each in times)
    return [
        Row(
            f"η changed on the page of maps, to the map of {FIRST} × {FIRST} runs, median of {MOVES}",
            f"{changed:.0f} ms", f"bare slider and caption, {under:.0f} ms", f"≤ {AT_ONCE} ms more",
            changed - under <= AT_ONCE, f"{changed - under:.0f} ms more",
        )
    ]  # fmt: skip
