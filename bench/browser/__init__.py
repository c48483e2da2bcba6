"""The player in headless Chromium: frames, hands, changes and first pictures."""

import os
from collections.abc import Iterator

from bench import sessions
from bench.browser import changes, clock, film, first, hand, lessons, long, mapped, playing, sight
from bench.browser.chromium import BARE
from bench.row import Row
from tests.server import ROOT, browse, serve


def measure() -> Iterator[Row]:
    """All that is measured of the app as a reader sees it, on one server beside a bare page's."""
    # Nothing that an earlier start compiled is read from the disk.
    os.environ["JAX_ENABLE_COMPILATION_CACHE"] = "false"
    with serve(ROOT / "app.py") as app:
        with serve(BARE) as bare, serve(sight.CONTOUR) as contour, browse() as browser:
            yield from first.measure(browser, app, contour)
            yield from sight.measure(browser, app, contour)
            yield from lessons.measure(browser, app, bare)
            yield from playing.measure(browser, app)
            yield from hand.measure(browser, app)
            yield from changes.measure(browser, app, bare)
            yield from mapped.measure(browser, app, bare)
            yield from long.measure(browser, app)
            yield from clock.measure(browser, app, bare)
            yield from film.measure(browser, app)
        # Without a browser beside them, whose driver has an event loop of its own.
        yield from sessions.languages(app)
        yield sessions.measure(app, 30, 0.3)
        yield sessions.measure(app, 60, 0.6)
        yield from sessions.lasting(app)
