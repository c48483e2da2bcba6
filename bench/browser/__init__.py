"""The player in headless Chromium: frames, hands, changes and first pictures."""

import os

from bench import sessions
from bench.browser import changes, clock, film, first, hand, lessons, long, mapped, playing, sight
from bench.browser.chromium import BARE
from bench.row import Row
from tests.server import ROOT, browse, serve


def measure() -> list[Row]:
    """All that is measured of the app as a reader sees it, on one server beside a bare page's."""
    # Nothing that an earlier start compiled is read from the disk.
    os.environ["JAX_ENABLE_COMPILATION_CACHE"] = "false"
    with serve(ROOT / "app.py") as app, serve(BARE) as bare, serve(sight.CONTOUR) as contour, browse() as browser:
        return [
            *first.measure(browser, app),
            *sight.measure(browser, app, contour),
            *lessons.measure(browser, app, bare),
            *playing.measure(browser, app),
            *hand.measure(browser, app),
            *changes.measure(browser, app, bare),
            *mapped.measure(browser, app, bare),
            *long.measure(browser, app),
            *clock.measure(browser, app, bare),
            *film.measure(browser, app),
            *sessions.languages(app),
            sessions.measure(app, 30, 0.3),
            sessions.measure(app, 60, 0.6),
        ]
