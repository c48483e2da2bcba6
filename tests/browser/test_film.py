"""A film is made in the browser and read back by other programs: each of its frames is what the player shows there."""

import io
from dataclasses import replace
from pathlib import Path

import av
import numpy as np
from PIL import Image, ImageSequence
from playwright.sync_api import Download, Locator, expect

from scenes import SCENES, new_run
from tests.browser.conftest import PLAYER, Reader

# Eleven frames: every tenth step.
STEPS, SECONDS, RATE = 100, "1.1", "10"
RUNS = (new_run("momentum", eta=1e-3), new_run("adam", eta=0.05))
SCENE = replace(SCENES["burst"], steps=STEPS, runs=RUNS, curves=())
NO_CODECS = "delete window.VideoEncoder"
# The edges of the plane in its picture.
FRAME = """(player) => {
  const { left, top, right, bottom } = player.pictures.planes[0].view();
  return [Math.ceil(left) + 1, Math.ceil(top) + 1, Math.floor(right) - 1, Math.floor(bottom) - 1];
}"""


def form(reader: Reader) -> Locator:
    """The form of a film, in its fold."""
    film = reader.page.get_by_test_id("film")
    if not film.count():
        reader.page.get_by_test_id("stExpander").filter(has_text="Take away").locator("summary").click()
        reader.rest()
    # By then it is known what the browser encodes.
    film.locator("option[value=mp4]:is(:disabled, :enabled)").wait_for(state="attached")
    return film


def ask(film: Locator, **asked: str) -> None:
    for name, value in asked.items():
        control = film.locator(f"label.{name} > :not(span)")
        if name == "caption":
            control.set_checked(value == "on")
        elif name == "seconds":
            control.fill(value)
            control.blur()
        else:
            control.select_option(value)


def made(reader: Reader, **asked: str) -> Download:
    film = form(reader)
    ask(film, **asked)
    with reader.page.expect_download() as download:
        film.locator("button.make").click()
    return download.value


def file(download: Download) -> Path:
    return Path(download.path())


def on_show(reader: Reader, step: int) -> np.ndarray:
    """The plane as the player shows it at a step, without its axes."""
    reader.ask(f"(player) => player.head.go({step})")
    picture = reader.page.locator(f"{PLAYER} .planes .frame").first.screenshot()
    return inside(reader, Image.open(io.BytesIO(picture)))


def inside(reader: Reader, picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.convert("RGB").crop(reader.ask(FRAME))).astype(int)


def test_frames_are_what_the_player_shows(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    shown = on_show(reader, 40)
    size = tuple(reader.ask("(player) => [player.pictures.planes[0].plot.clientWidth, player.pictures.planes[0].plot.clientHeight]"))
    even = tuple(pixels + pixels % 2 for pixels in size)

    png = made(reader, kind="png", size="screen", caption="off")
    assert png.suggested_filename == "bowl.png"
    picture = Image.open(file(png))
    assert picture.size == even
    print("png", np.abs(inside(reader, picture) - shown).max(), (np.abs(inside(reader, picture) - shown) > 0).sum())

    gif = Image.open(file(made(reader, kind="gif", size="screen", seconds=SECONDS, rate=RATE)))
    assert (gif.size, gif.n_frames) == (even, 11)
    assert sum(frame.info["duration"] for frame in ImageSequence.Iterator(gif)) == 1100
    gif.seek(4)
    d = np.abs(inside(reader, gif) - shown)
    print("gif", d.max(), d.mean())

    with av.open(file(made(reader, kind="webm", size="screen", seconds=SECONDS, rate=RATE))) as film:
        (track,) = film.streams.video
        frames = [frame.to_image() for frame in film.decode(track)]
        print("webm", track.codec_context.name, len(frames), film.duration, track.average_rate, frames[0].size)
        d = np.abs(inside(reader, frames[4]) - shown)
        print("webm", d.max(), d.mean())
    assert reader.errors == []
