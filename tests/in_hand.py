"""A control in the hand, in Chromium: it is taken, moved, and waited for until its picture is drawn."""

from dataclasses import replace

import pytest

from scenes import SCENES, Scene, from_link, new_run
from tests.browser.conftest import Reader, computed

RUNS = (new_run("momentum", eta=1e-3), new_run("adam", eta=0.05))
SCENE = replace(SCENES["burst"], steps=300, runs=RUNS)
ETA = ".st-key-explore-eta-1"
# What is noted while something is in the hand: where the first run ends in each picture that was drawn, and where its
# slider stood.
NOTE = """async (css) => {
  const input = document.querySelector(`${css} input`);
  let node = document.querySelector("[data-testid=player]");
  while (node && !node.__player) node = node.parentNode ?? node.host;
  const player = await node.__player, [plane] = player.pictures.planes;
  window.noted = [];
  window.asked = 0;
  new MutationObserver(() => {
    const [run] = player.runs;
    window.noted.push([run.at(run.last).x, input.ariaValueText, plane.box.clientHeight]);
  }).observe(player.root, { attributeFilter: ["data-revision"] });
}"""

# The link of the picture once it has caught up with the hand and says what the controls say, in two looks a tenth of a
# second apart: the frontend draws a move when it comes to it.
DRAWN = """async (player) => {
  const { follower } = player, until = performance.now() + 10000;
  const says = (word) => {
    const input = document.querySelector(`[class*="-${word.replaceAll(".", "-")} "] input`);
    return `${input.value}~${input.ariaValueText ?? input.value}`;
  };
  const look = () => {
    const moved = [...follower.moved], drawn = moved.every(([word, said]) => said === says(word));
    return follower.busy || player.waiting || !drawn ? "" : moved.join();
  };
  for (let before = ""; !before || before !== look(); ) {
    if (performance.now() > until) throw new Error(`not drawn: ${[...follower.moved]}`);
    before = look();
    await new Promise((done) => setTimeout(done, 100));
  }
  await player.queue;
  return player.data.link;
}"""

# Every move of the hand takes the browser a tenth of a second, and the frontend draws the slider as it is once more,
# as it does with every answer of the page. What the player tells a slider of its hand is counted.
BUSY = """(css) => {
  const input = document.querySelector(`${css} input`);
  window.reminded = 0;
  window.addEventListener("pointermove", ({ isTrusted }) => {
    window.reminded += !isTrusted;
    for (const until = performance.now() + 100; isTrusted && performance.now() < until; );
    input.setAttribute("aria-valuetext", input.ariaValueText);
  });
}"""


def thumb(reader: Reader, css: str) -> tuple[float, float]:
    """Where the thumb of a slider is, in pixels of the window: beside it is the track, and a press there moves."""
    reader.page.locator(css).scroll_into_view_if_needed()
    box = reader.page.locator(f"{css} :has(> [data-testid=stSliderThumbValue])").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def take(reader: Reader, css: str, by: float = -40) -> int:
    """Take a slider and move it by some pixels; gives the number of the picture that was on show before."""
    x, y = thumb(reader, css)
    before = int(reader.state("revision"))
    reader.page.mouse.move(x, y)
    reader.page.mouse.down()
    reader.page.mouse.move(x + by, y, steps=2)
    return before


def until_drawn(reader: Reader) -> Scene:
    """Wait until what is in the hand is on show; gives the scene of it."""
    return from_link(reader.ask(DRAWN), SCENE)[0]


def check_paths(reader: Reader, scene: Scene) -> None:
    ends = reader.ask("(player) => player.runs.map((run) => [run.at(run.last).x, run.at(run.last).y])")
    for end, path in zip(ends, computed(scene), strict=True):
        assert end == pytest.approx(path.point[-1].tolist(), rel=1e-5)
