"""The page that works without a server: made by the app, opened from a file in a browser without a network."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from scenes.family import family
from studio.offline import page as made
from tests.browser.conftest import SCREEN, Reader, computed
from tests.browser.test_hand import START
from tests.in_hand import SCENE
from tests.server import READY

DIALLED = replace(SCENE, marks=("dial",))
SEEN = ("x", "y", "loss", "norm")
# Until all that was sent is drawn, and the picture stays: it is made as high as what is under it leaves room for.
STILL = """async (player) => {
  const frame = () => new Promise(requestAnimationFrame);
  const look = () => JSON.stringify(player.pictures.planes.map(({ box }) => box.getBoundingClientRect()));
  for (let seen = "", now = look(); seen !== now; now = look()) {
    seen = now;
    await player.queue;
    await frame();
    await frame();
  }
}"""


class Alone(Reader):
    """A reader whose browser has no network."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(offline=True, viewport=SCREEN, reduced_motion="reduce")
        self.asked: list[str] = []
        super().__init__(self.context.new_page(), "")
        self.page.on("request", lambda request: self.asked.append(request.url))

    def show(self, file: Path) -> None:
        self.page.goto(file.as_uri())
        self.page.locator(READY).wait_for()

    def rest(self) -> None:
        self.ask(STILL)

    @property
    def box(self) -> list[list[float]]:
        return self.ask("(player) => player.pictures.views[0].frame.box")

    @property
    def refused(self) -> str:
        """What is said of what is not here, as long as it is to be seen."""
        said = self.page.locator(".refused")
        expect(said).to_be_visible()
        return said.inner_text()


@pytest.fixture
def alone(browser: Browser) -> Iterator[Alone]:
    reader = Alone(browser)
    yield reader
    reader.context.close()


def test_the_page_from_the_app_plays_to_the_same_numbers_without_a_network(
    reader: Reader, alone: Alone, tmp_path: Path
) -> None:
    reader.open("/explore", DIALLED)
    fold = reader.page.get_by_test_id("stExpander").filter(has_text="Take away")
    fold.locator("summary").click()
    button = fold.get_by_role("button", name="Offline page, about")
    file, told = tmp_path / "bowl.html", float(button.inner_text().split()[-2])
    with reader.page.expect_download() as download:
        button.click()
    download.value.save_as(file)
    assert download.value.suggested_filename == file.name
    assert 0.5 < file.stat().st_size / 1e6 / told < 2
    # Nothing is put into it on its way.
    assert file.read_text("utf-8") == made(DIALLED, laboratory=reader.app)
    reader.press("End")

    alone.show(file)
    alone.press(">", ">", ">", "Home", " ")
    alone.until(playing="true")
    alone.until(playing="false", step=str(SCENE.steps))
    for here, there in zip(alone.heads(), reader.heads(), strict=True):
        assert [here[name] for name in SEEN] == pytest.approx([there[name] for name in SEEN], rel=1e-6)
    assert [(head["x"], head["y"]) for head in alone.heads()] == [tuple(path.point[-1]) for path in computed(SCENE)]
    assert alone.sentences() == reader.sentences()
    assert alone.link_on_show() == reader.link_on_show()

    # Marks and the dial are here, with their numbers.
    tried = family(DIALLED)
    assert tried
    alone.press("n", "]")
    alone.until_revision(3)
    end = tried.paths[tried.at + 1].point[-1]
    assert [alone.heads()[0][name] for name in "xy"] == pytest.approx(end, rel=1e-6)
    assert alone.player.locator(".microscope").is_visible()
    # What is not here is said, with the way to it: 3D, and another start.
    alone.press("3")
    assert "without 3D" in alone.refused
    alone.until_revision(4)
    alone.rest()
    x, y = alone.ask(START)
    alone.page.mouse.move(x, y)
    alone.page.mouse.down()
    alone.page.mouse.move(x + 40, y - 30, steps=3)
    alone.page.mouse.up()
    assert "another start" in alone.refused
    way = alone.page.locator(".refused a").get_attribute("href") or ""
    assert way.startswith(f"{reader.app}/explore?")
    assert "eta.1=" in way
    alone.page.locator(".tools .language").select_option("zh-TW")
    alone.page.wait_for_function("document.documentElement.lang === 'zh-Hant-TW'")
    alone.until_revision(5)
    assert not {*alone.sentences()} & {*reader.sentences()}

    # It is saved as it stands, and begins so.
    whole = alone.box
    alone.page.mouse.move(x + 200, y - 40)
    alone.page.mouse.wheel(0, -200)
    alone.page.wait_for_function("() => !document.querySelector('.axis-numbers').textContent.includes('−4')")
    alone.press("Home", "ArrowRight", "ArrowRight")
    box, again = alone.box, tmp_path / "again.html"
    assert box != whole
    with alone.page.expect_download() as download:
        alone.page.keyboard.press("Control+s")
    download.value.save_as(again)
    alone.show(again)
    alone.until(step="2", playing="false")
    assert alone.box == [pytest.approx(range, rel=1e-9) for range in box]
    assert [alone.heads()[0][name] for name in "xy"] == pytest.approx(tried.paths[tried.at + 1].point[2], rel=1e-6)
    assert alone.page.evaluate("document.documentElement.lang") == "zh-Hant-TW"
    assert alone.errors == []
    assert [url for url in alone.asked if not url.startswith("blob:")] == [file.as_uri(), again.as_uri()]


def test_with_3d_the_surface_is_there_without_a_network(alone: Alone, tmp_path: Path) -> None:
    file = tmp_path / "relief.html"
    file.write_text(made(replace(SCENE, space="3d"), relief=True, languages=("en",)), "utf-8")
    alone.show(file)
    alone.press("End")
    assert alone.ask("(player) => !!player.pictures.space.plot.querySelector('canvas')")
    assert alone.ask("(player) => player.pictures.space.view().spots(player.runs[0].columns)(3).every(Number.isFinite)")
    assert alone.errors == []
    assert [url for url in alone.asked if not url.startswith("blob:")] == [file.as_uri()]
