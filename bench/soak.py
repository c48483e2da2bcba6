"""An hour of rough use: `python -m bench.soak 60 SEED` takes so many minutes.

In an hour 500 pairs of quick deeds, 200 times Back after a change while two loops keep the machine busy, 10,000
hostile links through whole pages, and random walks for the rest of the time; in less time fewer. What goes wrong is
printed with its seed.
"""

import multiprocessing
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

from playwright.sync_api import Browser

from scenes import SCENES, from_link, to_link
from studio.page.address import NAME
from tests import deeds
from tests.browser.conftest import SCREEN, TURN, Reader
from tests.browser.test_history import assert_one_page, go, move
from tests.hostile import hostile
from tests.server import ROOT, browse, serve
from tests.visitor import DEFAULTS, FILES
from tests.walk import Walker, same

MINUTES, PAIRS, BACK, LINKS, ACTIONS = 60, 500, 200, 10_000, 150
AT_HAND = "[aria-label=Runs] [role=radio][aria-checked=true]"


def pairs(reader: Reader, seed: int) -> None:
    """Fifty pairs of deeds within a tenth of a second."""
    chance, scene, at_hand = random.Random(seed), deeds.BEGIN, 0
    reader.open("/explore", scene)
    for _ in range(50):
        said, scene, at_hand = deeds.pair(reader.page, scene, at_hand, chance, 100)
        same(said, reader.link(), to_link(scene))
        same(said, int(reader.page.locator(AT_HAND).inner_text().split()[-1]), at_hand + 1)


def back(reader: Reader, seed: int) -> None:
    """Twenty times a change, and Back up to two seconds after it."""
    chance = random.Random(seed)
    reader.open("/", SCENES["one_rate"])
    for turn in range(20):
        own = {assert_one_page(reader): reader.link()}
        (at,) = own
        go(reader, chance.choice([page for page in FILES if page != at]))
        assert_one_page(reader)
        move(reader, "ArrowRight" if turn % 2 else "ArrowLeft")
        reader.page.wait_for_timeout(chance.randrange(2001))
        reader.page.evaluate("() => history.back()")
        now = assert_one_page(reader)
        # Once if the change has not got there yet, twice if it is a place of its own.
        if now != at:
            reader.page.evaluate("() => history.back()")
            now = assert_one_page(reader)
        if now != at:
            reader.page.evaluate("() => history.back()")
            now = assert_one_page(reader)
        same("page", now, at)
        same("link", reader.link(), own[at])


def links(reader: Reader, seed: int) -> None:
    """A hundred hostile links, each through the whole page."""
    chance = random.Random(seed)
    walker = Walker(reader, seed)
    page = chance.choice([*FILES])
    path = "/" if page == "one_rate" else f"/{page}"
    reader.open(path)
    for _ in range(100):
        link = hostile(chance) | {NAME: page}
        scene, _ = from_link({key: value for key, value in link.items() if key != NAME}, DEFAULTS[page])
        reader.page.evaluate(TURN, f"{path}?{urlencode(link)}")
        walker.done = [str(link)]
        walker.look()
        same(str(link), reader.link(), to_link(scene))


def walk(reader: Reader, seed: int) -> None:
    """A random walk."""
    Walker(reader, seed).walk(ACTIONS)


def _spin() -> None:
    while True:
        pass


@contextmanager
def busy(loops: int) -> Iterator[None]:
    """So many loops that do nothing, as fast as they can."""
    spinning = [multiprocessing.get_context("spawn").Process(target=_spin, daemon=True) for _ in range(loops)]
    for one in spinning:
        one.start()
    try:
        yield
    finally:
        for one in spinning:
            one.terminate()


def tried(browser: Browser, app: str, what: Callable[[Reader, int], None], seed: int) -> bool:
    """One reader with this seed; what went wrong is printed."""
    context = browser.new_context(viewport=SCREEN, reduced_motion="reduce")
    reader = Reader(context.new_page(), app)
    try:
        what(reader, seed)
        assert not reader.errors, reader.errors
    except Exception as error:
        print(f"{what.__name__}, seed {seed}: {error}", flush=True)
        return False
    finally:
        context.close()
    return True


def main(minutes: float, seed: int) -> int:
    """Do all of it; how many readers met a fault."""
    print(f"{minutes:g} minutes, seed {seed}", flush=True)
    until, share, faults = time.monotonic() + minutes * 60, minutes / MINUTES, 0
    with serve(ROOT / "app.py") as app, browse("--process-per-site") as browser:
        for what, readers, loops in ((pairs, PAIRS / 50, 0), (back, BACK / 20, 2), (links, LINKS / 100, 0)):
            count = max(round(readers * share), 1)
            with busy(loops):
                wrong = [one for one in range(seed, seed + count) if not tried(browser, app, what, one)]
            faults += len(wrong)
            print(f"{what.__name__}: {count} readers, {len(wrong)} met a fault", flush=True)
        walked = 0
        while time.monotonic() < until or not walked:
            faults += not tried(browser, app, walk, seed + walked)
            walked += 1
        print(f"walk: {walked} readers; {faults} faults in all", flush=True)
    return faults


if __name__ == "__main__":
    asked = sys.argv[1:]
    sys.exit(bool(main(float(asked[0]) if asked else MINUTES, int(asked[1]) if asked[1:] else random.randrange(10**6))))
