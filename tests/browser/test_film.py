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
LONG = replace(SCENE, steps=1_000_000, runs=(new_run("gd", eta=1e-3), new_run("gd", eta=1.0)))
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
    # The surface in space stands beside the plane, as it stands there.
    reader.turn("/explore", replace(SCENE, space="both"))
    on_show(reader, 40)
    relief = Image.open(io.BytesIO(reader.page.locator(f"{PLAYER} .relief .frame").screenshot())).convert("RGB")
    both = Image.open(file(made(reader, kind="png", size="screen", caption="off"))).convert("RGB")
    both.save("/tmp/film/both.png"); relief.save("/tmp/film/relief.png")
    right = both.crop((both.width - relief.width, 0, both.width, relief.height))
    d = np.abs(np.asarray(right).astype(int) - np.asarray(relief).astype(int))
    print("3d", both.size, relief.size, d.max(), d.mean())
    assert reader.errors == []


def test_what_cannot_be_made_is_said_and_what_is_cancelled_leaves_nothing(reader: Reader) -> None:
    reader.page.add_init_script(NO_CODECS)
    downloads: list[Download] = []
    reader.page.on("download", downloads.append)
    reader.open("/explore", replace(SCENE, runs=tuple(replace(run, hidden=True) for run in RUNS)))
    film = form(reader)
    said = film.get_by_role("status")
    assert "no WebCodecs" in film.inner_text()
    assert [option.is_disabled() for option in film.locator("label.kind option").all()] == [True, True, False, False]
    film.locator("button.make").click()
    expect(said).to_have_text("No run is on show: there is nothing to take away.")

    # A run of a million steps, and one that is beyond all numbers after some; in a tab that nobody sees.
    reader.turn("/explore", LONG)
    drawn = "requestAnimationFrame", "requestIdleCallback"
    reader.page.evaluate("(names) => { for (const name of names) [window[`own ${name}`], window[name]] = [window[name], () => 0]; }", drawn)
    download = made(reader, kind="gif", size="screen", seconds="1", rate="10", caption="off")
    reader.page.evaluate("(names) => { for (const name of names) window[name] = window[`own ${name}`]; }", drawn)
    gif = Image.open(file(download))
    assert gif.n_frames == 10
    gif.seek(9)
    d = np.abs(inside(reader, gif) - on_show(reader, LONG.steps))
    print("long", d.max(), d.mean())

    ask(film, seconds="61")
    film.locator("button.make").click()
    expect(said).to_have_text("A film has 1 to 60 seconds.")
    ask(film, seconds="60")
    film.locator("button.make").click()
    expect(said).to_contain_text("of 600 frames")
    film.get_by_role("button", name="Cancel").click()
    expect(said).to_have_text("The film was cancelled; nothing of it is left.")
    # Who asks twice gets one.
    ask(film, seconds="1")
    film.evaluate("async (root) => { const film = await root.__film; await Promise.all([film.start(), film.start()]); }")
    assert len(downloads) == 2
    assert reader.errors == []
