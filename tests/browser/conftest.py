"""One server and one Chromium for all browser tests; a page of its own for each."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, JSHandle, Locator, Page

from optimizers import Path
from scenes import Scene, to_link, trajectories
from studio.page import language
from studio.page.address import NAME
from tests import firefox
from tests.crossing import every
from tests.deeds import COUNT_RUNS, LEFT, WHOLE
from tests.server import ROOT, browse, open_player, serve

SCREEN = {"width": 1366, "height": 768}
PLAYER = "[data-testid=player]"
STAYS = "/_stcore/health"
# Of Chromium: after its own, what Playwright leaves out, for of two such lists Chromium takes the later one alone.
LEFT_OUT = (
    "ScriptStreaming", "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "LensOverlay", "MediaRouter", "OptimizationHints", "PaintHolding", "ThirdPartyStoragePartitioning",
)  # fmt: skip
# Where there is no Firefox nothing is said of it; the summary says so (tests/conftest.py).
collect_ignore = [] if firefox.find() else ["test_firefox.py"]
# The player object stands on the element that Streamlit gave it.
# To an address as Back and Forward lead there: the page turns to it, and is not loaded again.
TURN = """(url) => {
  History.prototype.pushState.call(history, {}, "", url);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}"""
FIND = "let node = document.querySelector('[data-testid=player]'); " + (
    "while (node && !node.__player) node = node.parentNode ?? node.host; const player = await node.__player;"
)


@pytest.fixture(scope="session")
def app() -> Iterator[str]:
    with serve(ROOT / "app.py") as url:
        yield url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Pages that share a process share what it has compiled, most of the time that a page takes to open; but not what is
    # compiled while it comes, a tenth. Nor have two workers a core for what is compiled anew in the background.
    scripts = "--js-flags=--no-concurrent-recompilation --min-semi-space-size=64 --max-semi-space-size=64"
    with browse("--process-per-site", f"--disable-features={','.join(LEFT_OUT)}", scripts) as browser:
        yield browser


class Reader:
    """A reader with a browser: opens pages, looks at the player, and remembers what went wrong.

    One who stays is led to another scene in the page that is open, as by Back and Forward, and opens none.
    """

    stays = False

    def __init__(self, page: Page, app: str) -> None:
        self.page, self.app = page, app
        self.errors: list[str] = []
        self.hosts: set[str] = set()
        self.watch(page)
        self.player = page.locator(PLAYER)

    def watch(self, page: Page) -> None:
        page.add_init_script(COUNT_RUNS)
        page.on("console", lambda message: self.errors.append(message.text) if _ours(message) else None)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on(
            "request", lambda request: self.hosts.add(request.url.split("/")[2]) if "//" in request.url[:8] else None
        )
        page.on("websocket", lambda socket: self.hosts.add(socket.url.split("/")[2]))

    def open(self, path: str = "/", scene: Scene | None = None) -> None:
        if self.stays and self.page.url.startswith(self.app):
            lessons = path.startswith("/lessons")  # each of their screens has a player of its own, or none
            if lessons and "/lessons" in self.page.url:
                self.turn("/")
            self.turn(path, scene)
            if not lessons:  # as it stands on a page that has just come
                self.ask("(player) => player.head.go(player.head.steps)")
            return
        open_player(self.page, self.address(path, scene))
        self.rest()

    def settle(self) -> None:
        """Let go of all that a hand may have left: a drag, a menu, a list of keys, another speed, the stage."""
        self.errors.clear()
        self.hosts.clear()
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.mouse.up()
        if self.page.url.startswith(self.app) and self.player.count() and self.ask(LEFT):
            self.rest()
        self.page.mouse.move(0, 0)
        self.page.set_viewport_size(SCREEN)
        self.page.emulate_media(**{**MEDIA, "reduced_motion": "reduce"})  # type: ignore[arg-type]

    def turn(self, path: str = "/", scene: Scene | None = None) -> None:
        """To another address, from the page that is open: in a third of the time, and with what a reader had there."""
        self.page.evaluate(TURN, self.address(path, scene))
        self.rest()

    def address(self, path: str, scene: Scene | None = None) -> str:
        query = "&".join(f"{key}={value}" for key, value in to_link(scene).items()) if scene else ""
        return f"{self.app}{path}{'?' if query else ''}{query}"

    def rest(self) -> None:
        """Wait until the page has come whole: the player is sent before the controls."""
        self.page.evaluate(WHOLE)

    def link(self) -> dict[str, str]:
        """The link in the address bar, without the page's name."""
        asked = self.page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")
        return {key: value for key, value in asked.items() if key not in (NAME, *language.KEYS)}

    def link_on_show(self) -> dict[str, str]:
        """That of the scene which the player shows."""
        return dict(self.ask("(player) => player.data.link"))

    def state(self, name: str) -> str:
        return self.player.get_attribute(f"data-{name}") or ""

    @property
    def step(self) -> int:
        return int(self.state("step"))

    def in_the_menu(self, name: str) -> Locator:
        """A line of the menu, which is opened: what is not needed in every lecture is in it."""
        more = self.page.get_by_role("button", name="More", exact=True)
        if more.get_attribute("aria-expanded") == "false":
            more.click()
        menu = self.player.locator(".menu")
        return menu.get_by_role("button", name=name).or_(menu.get_by_label(name).and_(menu.locator("select"))).first

    def until(self, **wanted: object) -> None:
        """Wait until the player's state is as wanted."""
        marks = "".join(f"[data-{name}='{value}']" for name, value in wanted.items())
        self.page.locator(PLAYER + marks).wait_for()

    def until_query(self, **wanted: str) -> None:
        """Wait until the address bar says so."""
        parts = [f"{key.replace('_', '.')}={value}" for key, value in wanted.items()]
        self.page.wait_for_function(
            "(parts) => parts.every((part) => location.search.slice(1).split('&').includes(part))", arg=parts
        )

    def press(self, *keys: str) -> None:
        self.player.focus()
        for key in keys:
            self.page.keyboard.press(key)

    def to_stage(self) -> None:
        """To the stage by its key, from wherever the focus is; and the first picture there, in its size.

        A picture is drawn, and then made as high as what is said under it leaves room for.
        """
        before = int(self.state("revision"))
        self.page.keyboard.press("f")
        self.until_document("stage")
        self.until_revision(before + 1)
        self.rest()

    def until_document(self, with_: str = "", *, without: str = "") -> None:
        """Wait until the document has a class, or has it no longer."""
        self.page.wait_for_function(
            "([name, on]) => document.documentElement.classList.contains(name) === on",
            arg=[with_ or without, bool(with_)],
        )

    def until_revision(self, least: int) -> None:
        """Wait until so many pictures have come."""
        self.page.wait_for_function(
            "(least) => +document.querySelector('[data-testid=player]').dataset.revision >= least", arg=least
        )

    def ask(self, text: str) -> Any:
        """What a JavaScript function of the player object returns."""
        return self.page.evaluate(f"async (text) => {{ {FIND} return eval(text)(player); }}", text)

    def handle(self) -> JSHandle:
        """The player object, as an argument of a function that waits for something of it."""
        return self.page.evaluate_handle(f"async () => {{ {FIND} return player; }}")

    def heads(self) -> list[dict[str, float]]:
        """Where the runs are, at the step on show."""
        return self.ask("(player) => player.runs.map((run) => run.at(player.step))")

    def sentences(self) -> list[str]:
        return self.ask("(player) => player.runs.map((run) => run.sentence)")

    def click_plane(self, x: float, y: float, plane: int = 0) -> None:
        """Click on a contour at a share of its width and height."""
        box = self.page.locator(f"{PLAYER} .frame").nth(plane).bounding_box()
        assert box is not None
        self.page.mouse.click(box["x"] + x * box["width"], box["y"] + y * box["height"])

    def nudge(self, slider: int | str, key: str = "ArrowRight") -> None:
        """One value further on a slider, by its place or name, and its pictures: the hand's, then the page's."""
        before = int(self.state("revision"))
        sliders = self.page.get_by_role("slider")
        (sliders.nth(slider) if isinstance(slider, int) else self.page.get_by_role("slider", name=slider).first).focus()
        self.page.keyboard.press(key)
        self.until_revision(before + 1)
        self.rest()


def _ours(message: ConsoleMessage) -> bool:
    """Whether it is an error, and not Streamlit looking for its own files under a page's path first."""
    return message.type == "error" and "/_stcore/" not in message.location.get("url", "")


# What a page can be given by itself, as the size of its window: for all else it takes a context of its own, in which
# whatever a page loads is loaded and compiled anew.
MEDIA = {"color_scheme": "light", "reduced_motion": "no-preference", "forced_colors": "none"}


@pytest.fixture(scope="session")
def contexts(browser: Browser, app: str) -> Iterator[Callable[..., BrowserContext]]:
    """A function that gives the context with these options: it keeps the files it loaded, and a process for them."""
    made: dict[str, BrowserContext] = {}

    def context(**options: Any) -> BrowserContext:
        if repr(options) not in made:
            # As `reader` has it, for pages that open from others.
            made[repr(options)] = browser.new_context(viewport=SCREEN, reduced_motion="reduce", **options)
            # The process ends with its last page: this one stays.
            made[repr(options)].new_page().goto(f"{app}{STAYS}")
        return made[repr(options)]

    yield context
    for one in made.values():
        one.close()


@pytest.fixture
def open_reader(contexts: Callable[..., BrowserContext], app: str) -> Iterator[Callable[..., Reader]]:
    """A function that gives a new reader, with options of a browser context, who knows nothing from before."""
    used: dict[BrowserContext, list[Page]] = {}

    def opened(**options: Any) -> Reader:
        media: Any = {name: options.pop(name, usual) for name, usual in MEDIA.items()}
        viewport = options.pop("viewport", SCREEN)
        context = contexts(**options)
        used.setdefault(context, context.pages)
        page = context.new_page()
        page.set_viewport_size(viewport)
        page.emulate_media(**media)
        return Reader(page, app)

    yield opened
    for context, before in used.items():
        for page in context.pages:
            if page in before:
                continue
            if page.url.startswith(app):
                # Streamlit keeps there which theme was chosen.
                page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
            page.close()


@pytest.fixture(scope="module")
def _stayers() -> Iterator[list[Reader]]:
    stayers: list[Reader] = []
    yield stayers
    for one in stayers:
        one.settle()  # a page that is closed in full screen leaves its window there
        one.page.close()


@pytest.fixture
def reader(
    request: pytest.FixtureRequest, open_reader: Callable[..., Reader], contexts: Callable[..., BrowserContext],
    app: str, _stayers: list[Reader],
) -> Iterator[Reader]:  # fmt: skip
    """A reader at a desk, to whom nothing moves by itself.

    In a file that is marked `stays` it is one reader for all tests that are not marked `fresh`: a page costs two
    seconds, another scene in it half of one. What has failed leaves its page to nobody; `make soak` opens each afresh.
    """
    marked = request.node.get_closest_marker
    if every() or marked("fresh") or not marked("stays"):
        yield open_reader(reduced_motion="reduce")
        return
    if not _stayers:
        _stayers.append(Reader(contexts().new_page(), app))
        _stayers[0].stays = True
    failed = request.session.testsfailed
    _stayers[0].settle()
    yield _stayers[0]
    if request.session.testsfailed > failed:
        _stayers.pop().page.close()


def computed(scene: Scene) -> list[Path]:
    """What the runs of a scene are, by Python."""
    return trajectories(scene)
