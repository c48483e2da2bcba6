"""What the browser benchmarks share: pages, clocks that run in them, and how a slider is moved."""

from playwright.sync_api import Browser, Page

from scenes import Scene, new_run, to_link
from scenes.scene import usual_numbers
from surfaces import SURFACES
from tests.server import ROOT, open_player

# The floor: a page with one slider and one caption.
BARE = ROOT / "bench" / "browser" / "bare.py"

SCREEN = {"width": 1366, "height": 768}
WIDE, NARROW = 10, 4  # pixels, enough for the next value of a slider on the page, or of one in the sidebar
PLAYER = "[data-testid=player]"

# From the release of the pointer (or the press of a key) to the second frame after the change has been drawn: by
# then it is on the screen. Without an attribute of the player the caption of the bare page is watched.
WATCH = """([event, attribute]) => {
  const element = document.querySelector(attribute ? `[${attribute}]` : "[data-testid=stCaptionContainer]");
  window.released = null;
  window.painted = new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("nothing has changed")), 20000);
    const seen = new MutationObserver(() => {
      seen.disconnect();
      requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - window.released)));
    });
    const text = { characterData: true, childList: true, subtree: true };
    seen.observe(element, attribute ? { attributeFilter: [attribute] } : text);
    addEventListener(event, () => { window.released = performance.now(); }, { once: true, capture: true });
  });
}"""

# The frames of some seconds: how many a second, and the longest gap between two.
FRAMES = """(seconds) => new Promise((resolve) => {
  const times = [];
  const tick = (now) => {
    times.push(now);
    if (now - times[0] < 1000 * seconds) return requestAnimationFrame(tick);
    const gaps = times.slice(1).map((time, i) => time - times[i]);
    resolve({ rate: (1000 * gaps.length) / (times.at(-1) - times[0]), longest: Math.max(...gaps),
      playing: document.querySelector("[data-testid=player]")?.dataset.playing });
  };
  requestAnimationFrame(tick);
})"""

# The player object stands on the element that Streamlit gave it.
FIND = """let node = document.querySelector("[data-testid=player]");
  while (node && !node.__player) node = node.parentNode ?? node.host;
  const player = await node.__player;"""


def two_runs(steps: int) -> Scene:
    """The first page's scene, with fewer steps."""
    runs = tuple(new_run("gd", eta=eta) for eta in (1e-2, 1e-7))
    return Scene("bowl", usual_numbers("bowl"), SURFACES["bowl"].start, steps, runs)


def six_runs() -> Scene:
    """Six runs of 2,000 steps on one picture, with four curves."""
    runs = [new_run("gd", eta=eta) for eta in (1e-2, 1e-3)]
    runs += [new_run(id, eta=0.06) for id in ("adagrad", "rmsprop", "adam")]
    runs += [new_run("momentum", eta=1e-3)]
    return Scene(
        "bowl", usual_numbers("bowl"), SURFACES["bowl"].start, 2000, tuple(runs), "one",
        curves=("loss", "norm", "eta", "rate1"),
    )  # fmt: skip


def query(scene: Scene) -> str:
    """The scene as the end of an address."""
    return "&".join(f"{key}={value}" for key, value in to_link(scene).items())


def opened(browser: Browser, url: str, script: str = "", **options: str) -> Page:
    """A page of its own with a player that has drawn its first picture; the script runs before any of the page's."""
    page = browser.new_context(viewport=SCREEN, **options).new_page()
    page.add_init_script(script)
    open_player(page, url)
    return page


def move_slider(page: Page, slider: int, attribute: str | None, by: int = WIDE) -> float:
    """Drag the thumb of a slider to its next value; milliseconds from its release to the new picture."""
    page.bring_to_front()
    box = page.get_by_role("slider").nth(slider).bounding_box()
    assert box is not None
    # The range input behind a thumb begins at the thumb's centre, and is wider than it.
    x, y = box["x"] + 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    # Never back to a value that was there before: that one is not computed and not sent again.
    page.mouse.move(x - by, y, steps=3)
    page.evaluate(WATCH, ["pointerup", attribute])
    page.mouse.up()
    return float(page.evaluate("() => window.painted"))
