"""An hour of use, in a few minutes: memory does not grow, nothing is lost, nothing is said on the console."""

from collections.abc import Callable
from dataclasses import replace

from playwright.sync_api import CDPSession

from scenes import SCENES, new_run
from tests.browser.conftest import PLAYER, Reader

SCENE = replace(
    SCENES["all_five"], steps=200, runs=(new_run("gd", eta=1e-3), new_run("adam", eta=0.05)), space="both",
    curves=("loss", "norm", "rate1", "rate2"),
)  # fmt: skip
PAGES = ("Surfaces", "Explore", "One learning rate", "Explore", "Anatomy")
SWITCHES, DRAGS, NUDGES = 50, 60, 40

# A drag of the start in ten pictures, each waited for.
DRAG = """(player) => (async () => {
  const { start } = player.follower.data, [[x0, x1], [y0, y1]] = player.follower.domain;
  for (let i = 1; i <= 10; i++) {
    const before = player.revision;
    player.follower.dragged(x0 + (x1 - x0) * (0.1 + 0.08 * i), y0 + (y1 - y0) * (0.9 - 0.05 * i));
    while (player.revision === before) await new Promise(requestAnimationFrame);
  }
  player.follower.cancelled();
})()"""


def used(session: CDPSession) -> dict[str, float]:
    """The page's own memory in bytes, after a collection, and how many nodes and listeners it has."""
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    metrics = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
    return {name: metrics[name] for name in ("JSHeapUsedSize", "Nodes", "JSEventListeners")}


def work(reader: Reader, drags: int, nudges: int) -> int:
    """So many drags and changes of a slider, each change waited for; how many pictures that were."""
    for _ in range(drags):
        reader.ask(DRAG)
    for place in range(nudges):
        reader.nudge(1, "ArrowRight" if place % 20 < 10 else "ArrowLeft")
    return 10 * drags + nudges


def go(reader: Reader, page: str) -> None:
    reader.page.get_by_role("link", name=page, exact=True).click()
    if page == "Surfaces":
        reader.page.get_by_role("button", name="Open").or_(
            reader.page.locator("[data-testid=stImage]")
        ).first.wait_for()
    else:
        reader.page.locator(f"{PLAYER}[data-ready=true]").wait_for()


def test_an_hour_of_use_leaves_no_trace(open_reader: Callable[..., Reader]) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.page.add_init_script(
        "window.lost = 0; addEventListener('webglcontextlost', () => { window.lost++; }, true);"
    )
    reader.open("/explore", SCENE)
    session = reader.page.context.new_cdp_session(reader.page)
    session.send("Performance.enable")
    # What a page needs once is there after a while of use.
    work(reader, drags=5, nudges=10)
    for page in PAGES:
        go(reader, page)
    go(reader, "Explore")
    before = used(session)
    changes = 0
    for switch in range(SWITCHES):
        go(reader, PAGES[switch % len(PAGES)])
        if PAGES[switch % len(PAGES)] == "Explore":
            changes += work(reader, drags=3, nudges=20)
    go(reader, "Explore")
    assert changes >= 1000
    after = used(session)
    for name, value in before.items():
        assert after[name] <= 1.2 * value, f"{name}: {value:,.0f} before, {after[name]:,.0f} after"
    assert reader.page.evaluate("() => window.lost") == 0
    assert reader.errors == []
