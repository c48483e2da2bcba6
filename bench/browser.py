"""The player in headless Chromium: frames while playing, and the time from a slider to a new picture."""

import os
import statistics
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, Page

from bench.row import Row
from scenes import SCENES, new_run, to_link
from scenes.scene import Scene, usual_numbers
from surfaces import SURFACES
from tests.server import browse, open_player, serve

ROOT = Path(__file__).parent.parent
MOVES = 20
UNUSED = ("crescent", "saddle", "himmelblau", "rosenbrock", "linear_regression", "cliff", "beale")
DRAG = 14  # pixels, enough for the next value
SCREEN = {"width": 1366, "height": 768}

# From the release of the slider to the second frame after the change has been drawn: by then it is on
# the screen. `changed` tells, in the page, whether it has been drawn.
WATCH = """(attribute) => {
  const element = document.querySelector(attribute ? "[data-testid=player]" : "[data-testid=stCaptionContainer]");
  window.released = null;
  window.painted = new Promise((resolve) => {
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.released)));
    });
    const text = { characterData: true, childList: true, subtree: true };
    seen.observe(element, attribute ? { attributeFilter: [attribute] } : text);
    addEventListener("pointerup", () => { window.released = performance.now(); }, { once: true, capture: true });
  });
}"""

# Frames of one playback: the longest gap between two, and how many there were a second.
FRAMES = """(seconds) => new Promise((resolve) => {
  const times = [];
  const tick = (now) => {
    times.push(now);
    if (now - times[0] < 1000 * seconds) return requestAnimationFrame(tick);
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    resolve({ rate: (1000 * gaps.length) / (times.at(-1) - times[0]), longest: Math.max(...gaps),
      playing: document.querySelector("[data-testid=player]").dataset.playing });
  };
  requestAnimationFrame(tick);
})"""


def six_runs() -> Scene:
    """Six runs of 2,000 steps on one picture."""
    runs = [new_run("gd", eta=eta) for eta in (1e-2, 1e-3)]
    runs += [new_run(id, eta=0.06) for id in ("adagrad", "rmsprop", "adam")]
    runs += [new_run("momentum", eta=1e-3)]
    return Scene("bowl", usual_numbers("bowl"), SURFACES["bowl"].start, 2000, tuple(runs), "one", "linear")


def measure() -> list[Row]:
    """Frames a second, bytes a change, and the ratio of a change here to a change on a bare page."""
    # Nothing that an earlier start compiled is read from the disk.
    os.environ["JAX_ENABLE_COMPILATION_CACHE"] = "false"
    with serve(ROOT / "app.py") as app, serve(ROOT / "bench" / "bare.py") as bare, browse() as browser:
        first = _first_uses(browser, app)
        rate, longest = _playing(browser, f"{app}/explore?{_query(six_runs())}")
        with_3d, _ = _playing(browser, f"{app}/explore?{_query(replace(six_runs(), space='both'))}")
        ours, floor, size = _changes(browser, app, bare)
    ratio = statistics.median(ours) / statistics.median(floor)
    return [
        Row(
            "playing 6 runs × 2,000 steps",
            f"{rate:.1f} frames/s",
            "a screen of 60 frames/s",
            "≥ 55 frames/s",
            rate >= 55,
        ),
        Row("the same with 3D", f"{with_3d:.1f} frames/s", "a screen of 60 frames/s", "≥ 50 frames/s", with_3d >= 50),
        Row("longest frame without 3D", f"{longest:.0f} ms", "a frame of 17 ms", "nothing", None),
        Row(
            f"slider released to new picture, 2 runs × 100,000 steps, median of {MOVES}",
            f"{statistics.median(ours):.0f} ms",
            f"bare slider and caption, {statistics.median(floor):.0f} ms",
            "≤ 1.8 ×",
            ratio <= 1.8,
            f"{ratio:.2f} ×",
        ),
        Row(
            f"first use of a surface, from the choice to the new picture, median of {len(UNUSED)}",
            f"{statistics.median(first):.0f} ms, the longest {max(first):.0f} ms",
            "nothing",
            "≤ 700 ms each",
            max(first) <= 700,
        ),
        Row("data of such a change, the largest", f"{size / 1000:.0f} kB", "nothing", "≤ 250 kB", size <= 250_000),
    ]


def _query(scene: Scene) -> str:
    return "&".join(f"{key}={value}" for key, value in to_link(scene).items())


def _playing(browser: Browser, url: str) -> tuple[float, float]:
    page = browser.new_context(viewport=SCREEN).new_page()
    open_player(page, url)
    page.locator("[data-testid=player]").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    frames = page.evaluate(FRAMES, 8)
    assert frames["playing"] == "true", "it must be measured while it plays"
    page.context.close()
    return frames["rate"], frames["longest"]


def _changes(browser: Browser, app: str, bare: str) -> tuple[list[float], list[float], int]:
    ours, floor = (browser.new_context(viewport=SCREEN).new_page() for _ in range(2))
    received: list[int] = []
    ours.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    open_player(ours, f"{app}/?{_query(SCENES['one_rate'])}")
    ours.locator("[data-testid=player]").focus()
    ours.keyboard.press("End")
    floor.goto(bare)
    floor.get_by_role("slider").wait_for()
    times: tuple[list[float], list[float]] = ([], [])
    sizes = []
    # In turn, so that both feel the same machine; the first three of each are for warming up.
    for _ in range(MOVES + 3):
        received.clear()
        times[0].append(_drag(ours, 1, "data-revision"))
        sizes.append(sum(received))
        times[1].append(_drag(floor, 0, None))
    return times[0][3:], times[1][3:], max(sizes[3:])


def _first_uses(browser: Browser, app: str) -> list[float]:
    """Milliseconds from the choice of a surface that nobody has used yet to its picture, one for each of UNUSED."""
    page = browser.new_context(viewport=SCREEN, reduced_motion="reduce").new_page()
    open_player(page, f"{app}/explore?surface=bowl&run.1=gd&eta.1=0.001")
    times = []
    for id in UNUSED:
        page.get_by_role("combobox", name="L · surface").click()
        page.keyboard.type(SURFACES[id].name)
        page.get_by_role("option", name=SURFACES[id].name, exact=True).wait_for()
        page.evaluate(WATCH.replace('"pointerup"', '"keydown"'), "data-revision")
        page.keyboard.press("Enter")
        times.append(float(page.evaluate("() => window.painted")))
    page.context.close()
    return times


def _drag(page: Page, slider: int, attribute: str | None) -> float:
    """Drag the thumb of a slider to its next value; milliseconds from its release to the new picture."""
    page.bring_to_front()
    box = page.get_by_role("slider").nth(slider).bounding_box()
    assert box is not None
    # The range input behind a thumb begins at the thumb's centre, and is wider than it.
    x, y = box["x"] + 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    # Never back to a value that was there before: that one is not computed and not sent again.
    page.mouse.move(x - DRAG, y, steps=3)
    page.evaluate(WATCH, attribute)
    page.mouse.up()
    return float(page.evaluate("() => window.painted"))
