"""Pictures a second while a hand moves: the dial, the start that is dragged, and sliders of the page."""

from dataclasses import replace

from playwright.sync_api import Browser, Page

from bench.browser.chromium import FIND, FRAMES, PLAYER, SCREEN, opened, query, two_runs
from bench.row import Row
from scenes import SCENES, Scene, new_run
from studio.page import edit

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

# A slider in the hand, at another place of its track with each frame; how many pictures have come of it.
SLIDE = f"""async ([css, seconds]) => {{ {FIND}
  const input = document.querySelector(css), box = input.getBoundingClientRect(), times = [], ends = new Set();
  const track = input.closest("[data-testid=stSlider]").querySelector("[role=group] > div").getBoundingClientRect();
  const watch = new MutationObserver(() => {{
    times.push(performance.now());
    ends.add(player.runs[0].at(player.runs[0].last).x);
  }});
  watch.observe(player.root, {{ attributeFilter: ["data-revision"] }});
  const say = (type, clientX) => input.dispatchEvent(new PointerEvent(type, {{
    bubbles: true, cancelable: true, pointerId: 7, pointerType: "mouse", isPrimary: true, clientX, clientY: box.top,
  }}));
  say("pointerdown", box.left);
  let frames = 0;
  await new Promise((done) => {{
    const begun = performance.now();
    const tick = (now) => {{
      // There and back again, over all of its values.
      say("pointermove", track.left + track.width * Math.abs((frames++ * 0.013) % 2 - 1));
      return now - begun < 1000 * seconds ? requestAnimationFrame(tick) : done();
    }};
    requestAnimationFrame(tick);
  }});
  say("pointerup", track.left);
  watch.disconnect();
  return {{ rate: (1000 * (times.length - 1)) / (times.at(-1) - times[0]), different: ends.size }};
}}"""


def measure(browser: Browser, app: str) -> list[Row]:
    """Two runs of 300 steps, one of them on the dial, its limit on show too; η of two of 500, and of 100,000 on `/`."""
    scene = replace(two_runs(300), runs=(new_run("gd", eta=1e-3), new_run("adam", eta=0.05)), view="one")
    turned, floor = _turning(browser, app, replace(scene, marks=("dial",)))
    limited, _ = _turning(browser, app, replace(scene, marks=("dial", "limit")))
    dragged = _dragging(browser, app, scene)
    slid = _sliding(browser, f"{app}/explore?{query(two_runs(500))}", ".st-key-explore-eta-1 input")
    long = query(edit.set_steps(SCENES["one_rate"], 100_000))
    first = _sliding(browser, f"{app}/?{long}", ".st-key-one_rate-eta-1 input")
    return [
        _row("turning the dial, 2 runs × 300 steps", turned, floor, 55),
        _row("the same, with the meter and where η is too large", limited, floor, 55),
        _row("dragging the start, 2 runs × 300 steps", dragged, floor, 12),
        _row("dragging a slider, Explore, 2 runs × 500 steps", slid, floor, 30),
        _row("dragging η on the first page, 2 runs × 100,000 steps", first, floor, 15),
    ]


def _row(what: str, rate: float, floor: float, least: int) -> Row:
    return Row(
        what,
        f"{rate:.1f} pictures/s",
        f"an empty page, {floor:.1f} frames/s",
        f"≥ {least} pictures/s",
        rate >= least,
        f"{rate / floor:.2f} ×",
    )


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


def _sliding(browser: Browser, url: str, css: str) -> float:
    page = opened(browser, url, reduced_motion="reduce")
    page.locator(css).wait_for(state="attached")
    sliding = page.evaluate(SLIDE, [css, SECONDS])
    assert sliding["different"] > 3, "each value has a picture of its own"
    page.context.close()
    return float(sliding["rate"])


def _at_rest(browser: Browser, app: str, scene: Scene) -> Page:
    page = opened(browser, f"{app}/explore?{query(scene)}", reduced_motion="reduce")
    page.locator(PLAYER).focus()
    return page
