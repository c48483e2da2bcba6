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
NO_CODECS = "delete window.VideoEncoder;"
# What the page has given away: the browser tells of a download some time after.
SAVED = """
  window.saved = [];
  const click = HTMLAnchorElement.prototype.click;
  HTMLAnchorElement.prototype.click = function () {
    if (this.download) window.saved.push(this.download);
    click.call(this);
  };
"""
CODECS = {"webm": "vp9", "mp4": "h264"}
# What a tab that nobody sees is not called for.
HOLD, LET_GO = (
    "[window[`own ${name}`], window[name]] = [window[name], () => 0];",
    "window[name] = window[`own ${name}`];",
)
AIR = 4  # pixels above a film without names
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


def opened(download: Download) -> Image.Image:
    """A picture, or a GIF."""
    return Image.open(io.BytesIO(Path(download.path()).read_bytes()))


def seen(reader: Reader, css: str) -> Image.Image:
    """A picture of the player as it is on the screen."""
    reader.page.get_by_test_id("stMain").evaluate("(page) => page.scrollTo(0, 0)")
    reader.page.mouse.move(0, 0)  # under a pointer a picture has buttons
    box = reader.page.locator(f"{PLAYER} {css} .frame").first.bounding_box()
    assert box is not None
    return Image.open(io.BytesIO(reader.page.screenshot(clip=box)))


def on_show(reader: Reader, step: int) -> np.ndarray:
    """The plane as the player shows it at a step, without its axes."""
    reader.ask(f"(player) => player.head.go({step})")
    return inside(reader, seen(reader, ".planes"))


def inside(reader: Reader, picture: Image.Image, down: int = 0) -> np.ndarray:
    left, top, right, bottom = reader.ask(FRAME)
    return np.asarray(picture.convert("RGB").crop((left, top + down, right, bottom + down))).astype(int)


def apart(one: np.ndarray, other: np.ndarray) -> tuple[int, float]:
    """By how much the colours of two pictures differ, of 255: at most, and on average."""
    return int(np.abs(one - other).max()), float(np.abs(one - other).mean())


def test_each_frame_of_a_film_is_what_the_player_shows_at_its_step(reader: Reader) -> None:
    reader.open("/explore", SCENE)
    film = form(reader)
    shown = on_show(reader, 40)
    wide, high = reader.ask("({ pictures: { planes: [{ plot }] } }) => [plot.clientWidth, plot.clientHeight]")
    size = tuple(pixels + pixels % 2 for pixels in (wide, high + AIR))

    download = made(reader, kind="png", size="screen", caption="off")
    picture = opened(download)
    assert download.suggested_filename == f"{SCENE.surface}.png"
    assert picture.size == size
    assert apart(inside(reader, picture, AIR), shown) == (0, 0)

    gif = opened(made(reader, kind="gif", size="screen", seconds=SECONDS, rate=RATE))
    assert (gif.size, gif.n_frames) == (size, 11)  # type: ignore[attr-defined]
    assert sum(frame.info["duration"] for frame in ImageSequence.Iterator(gif)) == 1100
    gif.seek(4)
    # 256 colours for all; of a film, what the encoder leaves of thin lines.
    most, mean = apart(inside(reader, gif, AIR), shown)
    assert most < 25
    assert mean < 2
    kinds = [kind for kind in ("webm", "mp4") if film.locator(f"option[value={kind}]").is_enabled()]
    assert "webm" in kinds
    for kind in kinds:
        with av.open(made(reader, kind=kind, size="screen", seconds=SECONDS, rate=RATE).path()) as read:
            (track,) = read.streams.video
            frames = [frame.to_image() for frame in read.decode(track)]
            assert (track.codec_context.name, read.duration) == (CODECS[kind], 1_100_000)
            assert (len(frames), track.average_rate, frames[0].size) == (11, 10, size)
            assert apart(inside(reader, frames[4], AIR), shown)[1] < 4
            # A step further it is another picture.
            assert apart(inside(reader, frames[5], AIR), shown)[0] > 200

    # The surface in space stands beside the plane, as it stands there, on the pixel.
    reader.turn("/explore", replace(SCENE, space="both"))
    on_show(reader, 40)
    relief = np.asarray(seen(reader, ".relief").convert("RGB")).astype(int)
    both = np.asarray(opened(made(reader, kind="png", size="screen", caption="off")).convert("RGB")).astype(int)
    down, across = relief.shape[:2]
    left = both.shape[1] - across
    # Where it begins on the screen is no whole pixel.
    assert min(apart(both[AIR : AIR + down, x : x + across], relief)[1] for x in range(left - 2, left + 1)) < 1
    assert reader.page.locator(".film-relief").count() == 0
    assert reader.errors == []


def test_what_cannot_be_made_is_said_and_what_is_cancelled_leaves_nothing(reader: Reader) -> None:
    reader.page.add_init_script(NO_CODECS + SAVED)
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
    reader.page.evaluate(f"(names) => {{ for (const name of names) {HOLD} }}", drawn)
    download = made(reader, kind="gif", size="screen", seconds="1", rate="10", caption="off")
    reader.page.evaluate(f"(names) => {{ for (const name of names) {LET_GO} }}", drawn)
    gif = opened(download)
    assert gif.n_frames == 10  # type: ignore[attr-defined]
    gif.seek(9)
    assert apart(inside(reader, gif, AIR), on_show(reader, LONG.steps))[0] < 25

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
    film.evaluate("async (root) => { const one = await root.__film; await Promise.all([one.start(), one.start()]); }")
    assert len(reader.page.evaluate("saved")) == 2
    assert reader.errors == []
