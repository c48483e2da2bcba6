"""Frames a second while the player plays, against an empty page that only counts its frames."""

from dataclasses import replace

from playwright.sync_api import Browser

from bench.browser.chromium import FRAMES, PLAYER, SCREEN, opened, query, six_runs
from bench.row import Row
from scenes import Scene

SECONDS = 8


def measure(browser: Browser, app: str) -> list[Row]:
    """Playing six runs of 2,000 steps: in the plane with four curves, and with the surface in space beside it."""
    floor = _floor(browser)
    rows = []
    for name, scene, least in (
        ("2D and 4 curves", six_runs(), 58),
        ("2D, 3D and 4 curves", replace(six_runs(), space="both"), 50),
    ):
        rate, longest = _playing(browser, app, scene)
        rows.append(
            Row(
                f"playing 6 runs × 2,000 steps, {name}",
                f"{rate:.1f} frames/s",
                f"an empty page, {floor:.1f} frames/s",
                f"≥ {least} frames/s",
                rate >= least,
                f"{rate / floor:.2f} ×",
            )
        )
        asked, met = ("≤ 50 ms", longest <= 50) if name.startswith("2D and") else ("nothing", None)
        rows.append(Row("longest frame of that", f"{longest:.0f} ms", "a frame of 17 ms", asked, met))
    return rows


def _floor(browser: Browser) -> float:
    page = browser.new_context(viewport=SCREEN).new_page()
    rate = float(page.evaluate(FRAMES, 2)["rate"])
    page.context.close()
    return rate


def _playing(browser: Browser, app: str, scene: Scene) -> tuple[float, float]:
    page = opened(browser, f"{app}/explore?{query(scene)}")
    page.locator(PLAYER).focus()
    page.keyboard.press("Home")
    page.keyboard.press("Space")
    frames = page.evaluate(FRAMES, SECONDS)
    assert frames["playing"] == "true", "it must be measured while it plays"
    page.context.close()
    return float(frames["rate"]), float(frames["longest"])
