"""An hour of use in some minutes: a thousand changes and fifty pages, and what of them stays in memory."""

from itertools import cycle

from playwright.sync_api import Browser, CDPSession, Page

from bench.browser.chromium import PLAYER, opened, query, two_runs
from bench.row import Row
from tests.deeds import COUNT_RUNS, WHOLE
from tests.server import KEEP_WEBGL

ROUNDS, CHANGES = 50, 20
# In the first rounds all that is kept by key is filled up.
WARM = 5
# What is changed in turn: η up and down again, what is seen of the surface, marks, and how much of a path.
KEYS = ("ArrowRight", "ArrowRight", "3", "a", "ArrowLeft", "c", "t", "d", "ArrowLeft", "g", "m", "n")
# One that is lost while its canvas is on the page was taken away; that of a picture that is taken off is given back.
LOST = """() => {
  for (const context of contexts) if (!context.canvas.isConnected) contexts.delete(context);
  return [...contexts].filter((context) => context.isContextLost()).length;
}"""


def measure(browser: Browser, app: str, rounds: int = ROUNDS) -> list[Row]:
    """The memory after the last round against that after the first few; errors in the console; lost contexts."""
    script = COUNT_RUNS + KEEP_WEBGL
    page = opened(browser, f"{app}/explore?{query(two_runs(500))}", reduced_motion="reduce", script=script)
    errors: list[str] = []
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" and ours(said.location) else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    session = page.context.new_cdp_session(page)
    keys, memory, lost = cycle(KEYS), [], 0
    for _ in range(rounds):
        for _, key in zip(range(CHANGES), keys, strict=False):
            change(page, key)
        lost += int(page.evaluate(LOST))
        elsewhere_and_back(page)
        memory.append(used(session))
    page.context.close()
    growth = memory[-1] / memory[WARM - 1] - 1
    return [
        Row(
            f"memory of the page after {rounds * CHANGES:,} changes and {rounds} times another page and back",
            f"{memory[-1] / 1e6:.1f} MB",
            f"after the first {WARM * CHANGES}, {memory[WARM - 1] / 1e6:.1f} MB",
            "≤ 10 % more",
            growth <= 0.1,
            f"{growth:+.0%}",
        ),
        Row("errors in the console meanwhile", str(len(errors)), "nothing", "none", not errors),
        Row("lost WebGL contexts meanwhile", str(lost), "nothing", "none", not lost),
    ]


def ours(location: dict[str, str]) -> bool:
    """Streamlit looks for its own files under a page's path first."""
    return "/_stcore/" not in location.get("url", "")


def change(page: Page, key: str) -> None:
    """Press a key, on a slider if it moves one, and wait until its scene is in the address bar and in the picture."""
    before = page.evaluate("() => location.search")
    if key.startswith("Arrow"):
        page.get_by_role("slider", name="η · learning rate").first.focus()
    else:
        page.locator(PLAYER).focus()
    page.keyboard.press(key)
    page.wait_for_function("(before) => location.search !== before", arg=before)
    page.evaluate(WHOLE)


def elsewhere_and_back(page: Page) -> None:
    for name, heading in (("One learning rate", "One learning rate does not fit all"), ("Explore", "Explore")):
        page.get_by_role("link", name=name).click()
        page.get_by_role("heading", name=heading, exact=True).wait_for()
        page.locator(f"{PLAYER}[data-ready=true]").wait_for()


def used(session: CDPSession) -> int:
    """Bytes in use after all garbage has been collected: JavaScript's, the document's, and those of typed arrays."""
    session.send("HeapProfiler.collectGarbage")
    heap = session.send("Runtime.getHeapUsage")
    return int(heap["usedSize"] + heap["embedderHeapUsedSize"] + heap["backingStorageSize"])
