"""Firefox: every page opens and plays, the start is dragged, the stage is entered, and 3D is shown or refused."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from scenes import SCENES, Scene, to_link
from studio.offline import page as made
from tests import firefox
from tests.browser.conftest import FIND, SCREEN, computed
from tests.browser.test_hand import START

SCENE = SCENES["burst"]
PLAYER = "document.querySelector('[data-testid=player]')"
# As a KeyboardEvent is asked for: https://w3c.github.io/webdriver/#keyboard-actions
HOME, END, RIGHT, ESCAPE = "\ue011", "\ue010", "\ue014", "\ue00c"


class Window:
    """A page of the app in Firefox."""

    def __init__(self, page: firefox.Page, app: str) -> None:
        self.page, self.app = page, app

    def open(self, path: str, scene: Scene | None = None) -> None:
        query = "&".join(f"{key}={value}" for key, value in to_link(scene).items()) if scene else ""
        self.page.open(f"{self.app}{path}?{query}")
        self.page.until(
            f"{PLAYER}?.dataset.ready === 'true' && !document.querySelector('[data-test-script-state=running]')"
        )

    def ask(self, function: str) -> Any:
        """What a function of the player object returns."""
        return self.page.ask(f"(async () => {{ {FIND} return ({function})(player); }})()")

    def press(self, *keys: str) -> None:
        self.page.ask(f"{PLAYER}.focus()")
        self.page.press(*keys)

    @property
    def errors(self) -> list[str]:
        """All but Streamlit looking for its own files under a page's path first."""
        return [one for one in self.page.errors if "/_stcore/" not in one]


@pytest.fixture(scope="module")
def page() -> Iterator[firefox.Page]:
    path = firefox.find()
    assert path is not None
    with firefox.browse(path) as page:
        page.resize(SCREEN["width"], SCREEN["height"])
        yield page


@pytest.fixture
def window(page: firefox.Page, app: str) -> Window:
    # What the page before had not loaded yet when it was left is an error in Firefox, but none of this page.
    page.open("about:blank")
    page.errors.clear()
    return Window(page, app)


def plays(window: Window, path: str) -> None:
    """A page that is open plays, to the numbers that Python has."""
    window.press(HOME)
    window.page.until(f"{PLAYER}.dataset.step === '0'")
    window.press(" ")
    window.page.until(f"{PLAYER}.dataset.playing === 'true' && +{PLAYER}.dataset.step > 3")
    window.press(" ", HOME, RIGHT, RIGHT)
    window.page.until(f"{PLAYER}.dataset.step === '2'")
    if path == "/explore":
        heads = window.ask("(player) => player.runs.map((run) => [run.at(2).x, run.at(2).y])")
        expected = [path.point[2].tolist() for path in computed(SCENE)]
        assert [value for head in heads for value in head] == pytest.approx(
            [value for point in expected for value in point], rel=1e-6
        )
    window.press(END)
    inked = window.ask("""(player) => player.pictures.planes.every(({ box }) =>
      [...box.querySelectorAll("canvas")].some((one) => one.getContext("2d").getImageData(0, 0, one.width, one.height)
        .data.some((part) => part > 0)))""")
    assert inked
    assert window.errors == []


@pytest.mark.long
@pytest.mark.parametrize("path", ["/explore", "/anatomy", "/"])
def test_a_page_opens_and_plays(window: Window, path: str) -> None:
    window.open(path, SCENE if path == "/explore" else None)
    plays(window, path)


def test_a_page_opens_and_plays_its_start_is_dragged_and_3d_is_shown_or_refused_in_a_sentence(window: Window) -> None:
    window.open("/explore", SCENE)
    plays(window, "/explore")
    dragged(window)
    in_space(window)
    assert window.errors == []


@pytest.mark.long
def test_the_gallery_opens_and_a_surface_of_it_in_explore(window: Window) -> None:
    window.page.open(f"{window.app}/gallery")
    link = "[...document.querySelectorAll('a')].find((one) => one.textContent.trim() === 'Booth')"
    window.page.until(link)
    window.page.ask(f"{link}.click()")
    window.page.until(f"location.pathname === '/explore' && {PLAYER}?.dataset.ready === 'true'")
    window.page.until("location.search.includes('surface=booth')")
    assert window.errors == []


def dragged(window: Window) -> None:
    """The start is dragged, and the address says where to."""
    before = window.page.ask(f"+{PLAYER}.dataset.revision")
    x, y = window.ask(START)
    window.page.drag((x, y), (x + 20, y - 10), (x + 40, y - 30))
    window.page.until(f"location.search && !location.search.includes('x={SCENE.start[0]:g}&')")
    window.page.until(f"+{PLAYER}.dataset.revision > {before}")
    start = window.ask("(player) => player.pictures.planes[0].start")
    asked = window.page.ask("['x', 'y'].map((name) => +new URLSearchParams(location.search).get(name))")
    assert asked == start
    left, top = window.ask(START)
    assert (left, top) == pytest.approx((x + 40, y - 30), abs=1)


@pytest.mark.long
def test_the_start_is_dragged(window: Window) -> None:
    window.open("/explore", SCENE)
    dragged(window)
    assert window.errors == []


def test_two_pages_open_and_play_and_the_stage_fills_the_window_and_esc_leads_back(window: Window) -> None:
    window.open("/")
    plays(window, "/")
    window.press("f")
    window.page.until("document.documentElement.classList.contains('stage')")
    window.page.until(f"{PLAYER}.getBoundingClientRect().width > 0.95 * innerWidth")
    shown = "[...document.querySelectorAll('[data-testid=stHeader], [data-testid=stHeading]')]"
    assert window.page.ask(f"{shown}.some((one) => one.checkVisibility())") is False
    window.page.until("(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight)"
                      "(document.querySelector('[data-testid=stMain]'))")  # fmt: skip
    window.press(ESCAPE)
    window.page.until("!document.documentElement.classList.contains('stage')")
    window.page.ask("[...document.querySelectorAll('a')].find((one) => one.textContent.trim() === 'Anatomy').click()")
    window.page.until(
        f"location.search.includes('page=anatomy') && {PLAYER}?.dataset.ready === 'true'"
        " && !document.querySelector('[data-test-script-state=running]')"
    )
    plays(window, "/anatomy")


def test_the_page_without_a_server_opens_from_a_file(window: Window, tmp_path: Path) -> None:
    file = tmp_path / "burst.html"
    file.write_text(made(SCENE, languages=("en",)), "utf-8")
    window.page.open(file.as_uri())
    window.page.until(f"{PLAYER}?.dataset.ready === 'true'")
    window.press(END)
    heads = window.ask("(player) => player.runs.map((run) => [run.at(player.step).x, run.at(player.step).y])")
    assert heads == [path.point[-1].tolist() for path in computed(SCENE)]
    assert (
        window.page.ask("performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith('blob:'))")
        == []
    )
    assert window.errors == []


def in_space(window: Window) -> None:
    """3D is shown, or refused in a sentence."""
    before = window.page.ask(f"+{PLAYER}.dataset.revision")
    window.press("3")
    window.page.until("location.search.includes('space=both')")
    window.page.until(f"+{PLAYER}.dataset.revision > {before}")
    if window.page.ask("!!document.createElement('canvas').getContext('webgl')"):
        assert window.ask("(player) => !!player.pictures.relief.plot")
    else:
        notice = window.page.ask(f"{PLAYER}.querySelector('.notice:not([hidden])').textContent")
        assert "WebGL" in notice
        # Plane and path stay.
        assert window.ask("(player) => player.pictures.planes[0].box.clientHeight > 100")


@pytest.mark.long
def test_3d_is_shown_or_refused_in_a_sentence(window: Window) -> None:
    window.open("/explore", SCENE)
    in_space(window)
    assert window.errors == []
