"""From a slider to the new picture, against a page with a slider and a caption; and what is sent for it."""

import statistics
from dataclasses import replace

from playwright.sync_api import Browser

from bench.browser.chromium import NARROW, SCREEN, WIDE, move_slider, opened, query, six_runs, two_runs
from bench.row import Row
from tests.deeds import COUNT_RUNS
from words.languages import LANGUAGES

MOVES = 20
WARM = 3  # changes before those that count
REST = 500  # milliseconds after each change of a language or a slider: nothing is under way any more

# From what a hand does until all that the page's run has sent is on the screen: a slider is followed before it is let
# go, and so its picture alone does not say what the page's own change takes.
RUN = """(event) => {
  const before = window.ended;
  window.painted = new Promise((resolve, reject) => {
    addEventListener(event, () => {
      const begun = performance.now();
      const tick = () => {
        if (performance.now() - begun > 20000) return reject(new Error("nothing has run"));
        if (window.ended === before || window.ended < window.asked) return requestAnimationFrame(tick);
        requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - begun)));
      };
      requestAnimationFrame(tick);
    }, { once: true, capture: true });
  });
}"""


def measure(browser: Browser, app: str, bare: str) -> list[Row]:
    """Two runs of 500 steps, and of 100,000, on the first page; six of 2,000 in Explore with 3D and four curves."""
    # η of the first run is the first slider of both pages.
    small, floor, _ = _changes(browser, f"{app}/?{query(two_runs(500))}", bare, 0, WIDE)
    long, bottom, _ = _changes(browser, f"{app}/?{query(two_runs(100_000))}", bare, 0, WIDE)
    both = query(replace(six_runs(), space="both"))
    large, under, size = _changes(browser, f"{app}/explore?{both}", bare, 0, NARROW)
    return [
        _row("2 runs × 500 steps, median", statistics.median(small), statistics.median(floor), 1.25),
        _row("the same, 95th percentile", _late(small), _late(floor), 1.6),
        _row("2 runs × 100,000 steps, median", statistics.median(long), statistics.median(bottom), 1.4),
        _row("6 runs × 2,000 steps, 3D and 4 curves, median", statistics.median(large), statistics.median(under), 2.0),
        _switching(browser, f"{app}/explore?{query(two_runs(500))}"),
        Row("data of such a change, the largest", f"{size / 1000:.0f} kB", "nothing", "≤ 350 kB", size <= 350_000),
    ]


def _row(what: str, ours: float, floor: float, most: float) -> Row:
    return Row(
        f"slider released to new picture, {what} of {MOVES}",
        f"{ours:.0f} ms",
        f"bare slider and caption, {floor:.0f} ms",
        f"≤ {most} ×",
        ours / floor <= most,
        f"{ours / floor:.2f} ×",
    )


def _switching(browser: Browser, url: str) -> Row:
    """Another language against the next value of η, both until the page has come whole, in turn."""
    page = opened(browser, url, COUNT_RUNS)
    times: dict[str, list[float]] = {"click": [], "keydown": []}
    for place in range(1, MOVES + WARM + 1):
        for event, took in times.items():
            if event == "keydown":
                page.get_by_role("slider").first.focus()
            page.evaluate(RUN, event)
            if event == "click":
                page.locator(".languages .lang button").nth(place % len(LANGUAGES)).click()
            else:
                page.keyboard.press("ArrowLeft")
            took.append(float(page.evaluate("() => window.painted")))
            page.wait_for_timeout(REST)
    page.context.close()
    ours, floor = (statistics.median(took[WARM:]) for took in times.values())
    return Row(
        f"another language to the whole page, median of {MOVES}",
        f"{ours:.0f} ms",
        f"the next value of a slider, {floor:.0f} ms",
        "≤ 1.2 ×",
        ours / floor <= 1.2,
        f"{ours / floor:.2f} ×",
    )


def _late(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def _changes(browser: Browser, url: str, bare: str, slider: int, by: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of each change here and on the bare page, and the most bytes that one of ours took."""
    ours, floor = opened(browser, url), browser.new_context(viewport=SCREEN).new_page()
    received: list[int] = []
    ours.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    ours.reload()
    ours.locator("[data-testid=player][data-ready=true]").wait_for()
    ours.locator("[data-testid=player]").focus()
    ours.keyboard.press("End")
    floor.goto(bare)
    floor.get_by_role("slider").wait_for()
    times: tuple[list[float], list[float]] = ([], [])
    sizes = []
    # In turn, so that both feel the same machine.
    for _ in range(MOVES + WARM):
        received.clear()
        times[0].append(move_slider(ours, slider, "data-revision", by))
        sizes.append(sum(received))
        times[1].append(move_slider(floor, 0, None))
    for page in (ours, floor):
        page.context.close()
    return times[0][WARM:], times[1][WARM:], max(sizes[WARM:])
