"""Pictures a second while a hand moves: the dial, and the start that is dragged."""

from dataclasses import replace

from playwright.sync_api import Browser, Page

from bench.browser.chromium import FIND, FRAMES, PLAYER, SCREEN, opened, query, two_runs
from bench.row import Row
from scenes import Scene, new_run

SECONDS = 4

# Another value at each frame, as fast as the screen shows any.
TURN = """async (seconds) => {
  const dial = document.querySelector("[data-testid=player] .knob input[type=range]");
  const values = +dial.max + 1, times = [], seen = new Set();
  return new Promise((resolve) => {
    const tick = (now) => {
      times.push(now);
      dial.value = String((+dial.value + 1) % values);
      dial.dispatchEvent(new Event("input", { bubbles: true }));
      seen.add(document.querySelector("[data-testid=player] .outcome").textContent);
      if (now - times[0] < 1000 * seconds) return requestAnimationFrame(tick);
      resolve({ rate: (1000 * (times.length - 1)) / (times.at(-1) - times[0]), different: seen.size });
    };
    requestAnimationFrame(tick);
  });
}"""

# Where the start is, in pixels of the window; from now on each new picture is noted with its time.
START = f"""async () => {{ {FIND}
  const [plane] = player.pictures.planes, frame = plane.gestures.picture.frame();
  const box = plane.box.getBoundingClientRect();
  window.pictures = [];
  new MutationObserver(() => window.pictures.push(performance.now()))
    .observe(player.root, {{ attributeFilter: ["data-revision"] }});
  return [box.left + frame.x(plane.start[0]), box.top + frame.y(plane.start[1])];
}}"""


def measure(browser: Browser, app: str) -> list[Row]:
    """Two runs of 300 steps; one of them on the dial."""
    scene = replace(two_runs(300), runs=(new_run("gd", eta=1e-3), new_run("adam", eta=0.05)), view="one")
    turned, floor = _turning(browser, app, replace(scene, marks=("dial",)))
    dragged = _dragging(browser, app, scene)
    return [
        Row(
            "turning the dial, 2 runs × 300 steps",
            f"{turned:.1f} pictures/s",
            f"an empty page, {floor:.1f} frames/s",
            "≥ 55 pictures/s",
            turned >= 55,
            f"{turned / floor:.2f} ×",
        ),
        Row(
            "dragging the start, 2 runs × 300 steps",
            f"{dragged:.1f} pictures/s",
            f"an empty page, {floor:.1f} frames/s",
            "≥ 12 pictures/s",
            dragged >= 12,
            f"{dragged / floor:.2f} ×",
        ),
    ]


def _turning(browser: Browser, app: str, scene: Scene) -> tuple[float, float]:
    page = _at_rest(browser, app, scene)
    turning = page.evaluate(TURN, SECONDS)
    assert turning["different"] > 3, "each value has a picture of its own"
    page.context.close()
    empty = browser.new_context(viewport=SCREEN).new_page()
    floor = float(empty.evaluate(FRAMES, 2)["rate"])
    empty.context.close()
    return float(turning["rate"]), floor


def _dragging(browser: Browser, app: str, scene: Scene) -> float:
    page = _at_rest(browser, app, scene)
    x, y = page.evaluate(START)
    page.mouse.move(x, y)
    page.mouse.down()
    moves = 0
    while page.evaluate("() => (window.pictures.at(-1) ?? 0) - (window.pictures[0] ?? 0)") < 1000 * SECONDS:
        moves += 1
        page.mouse.move(x + moves % 150, y - moves % 70)
    count, span = page.evaluate("() => [window.pictures.length, window.pictures.at(-1) - window.pictures[0]]")
    page.mouse.up()
    page.context.close()
    return 1000 * (float(count) - 1) / float(span)


def _at_rest(browser: Browser, app: str, scene: Scene) -> Page:
    page = opened(browser, f"{app}/explore?{query(scene)}", reduced_motion="reduce")
    page.locator(PLAYER).focus()
    return page
