"""What a quick hand does on Explore, in the browser and as the edits that it stands for; and when a page is whole."""

import itertools
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from playwright.sync_api import Page
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from lessons import LESSONS
from optimizers.parts.knobs import ETA, STEPS
from scenes import Scene, new_run
from scenes.scene import MARKS, MAX_RUNS, usual_numbers
from scenes.values import offered
from studio.page import edit
from surfaces import SURFACES, Number

# For a page to begin with: how many runs it has asked its server for, how many have begun, and how many have ended. A
# message's first bytes say which of its kinds it is; those of the server have a hash and other things before it, which
# are passed over.
COUNT_RUNS = (
    """
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      Object.assign(window, { asked: 0, begun: 0, ended: 0 });
      this.addEventListener("message", ({ data }) => {
        if (data instanceof Blob) data.slice(0, 4096).arrayBuffer().then((start) => this.read(new Uint8Array(start)));
        else this.read(new Uint8Array(data, 0, Math.min(4096, data.byteLength)));
      });
    }
    read(bytes) {
      let at = 0, kind = 0;
      const number = () => {
        let value = 0;
        for (let shift = 0; ; shift += 7) {
          value |= (bytes[at] & 127) << shift;
          if (bytes[at++] < 128) return value;
        }
      };
      while ((kind = number() >> 3) <= 2) {
        const length = number();
        at += length;
      }
      window.begun += kind === NEW_SESSION;
      window.ended += kind === FINISHED;
    }
    send(bytes) {
      window.asked += bytes[0] >> 3 === RERUN;
      super.send(bytes);
    }
  };
""".replace("NEW_SESSION", str(ForwardMsg.NEW_SESSION_FIELD_NUMBER))
    .replace("RERUN", str(BackMsg.RERUN_SCRIPT_FIELD_NUMBER))
    .replace("FINISHED", str(ForwardMsg.SCRIPT_FINISHED_FIELD_NUMBER))
)

# Lets go of what a hand may have left in a page; whether it was on the stage.
LEFT = """async (player) => {
  player.clock.pause();
  Object.assign(player.clock, { speed: 1, loop: false });
  document.querySelector("dialog[open]")?.close();
  document.querySelector(".player .more[aria-expanded=true]")?.click();
  document.activeElement?.blur();
  const { on } = player.stage;
  player.stage.leave();
  while (document.fullscreenElement) await new Promise((done) => requestAnimationFrame(done));
  return on;
}"""

# The page has come whole: no run is asked for or under way, nothing is left of what was there before, and the player
# shows what it was sent last. What is drawn is the page's whose path stands in the bar, and the bar says what is drawn.
# All that in two looks a tenth of a second apart, between which the browser has painted twice and had nothing to do:
# what a hand has done may not have left it yet, and a new size is told with one frame and drawn with the next.
WHOLE = """async () => {
  const look = async () => {
    const { testScriptState: run, testConnectionState: socket } = document.querySelector("[data-testid=stApp]").dataset;
    if (window.asked > window.begun) return [`${window.begun} runs of ${window.asked}`];
    // What a run has sent is drawn some time after it came: until then the page looks as if nothing were under way.
    if (window.begun > window.ended) return [`${window.ended} of ${window.begun} runs to their end`];
    if (run !== "notRunning" || socket !== "CONNECTED") return [run, socket];
    for (const what of ["[data-stale=true]", "[data-testid=stSkeleton]", "[data-testid=stAppSkeleton]"]) {
      if (document.querySelector(what)) return [what];
    }
    const path = location.pathname.split("/").pop() || "one_rate";
    const query = Object.fromEntries(new URLSearchParams(location.search));
    const { page, lang: _, terms: __, lesson, sheet: ____, predict: ___, print, ...asked } = query;
    let node = document.querySelector("[data-testid=player]");
    const map = document.querySelector("[data-testid=map]");
    if (path === "maps" && map?.dataset.whole !== "true") return ["a map that is as fine as it gets"];
    const plain = path === "gallery" || path === "maps" || (path === "lessons" && (!(lesson in LESSONS) || print));
    if (!node) return plain ? location.href : ["no player"];
    while (node && !node.__player) node = node.parentNode ?? node.host;
    const player = await node?.__player;
    await player?.queue;
    if (!player?.ready || player.waiting) return ["a player that draws"];
    if (player.follower.dragging || player.dial.held) return ["a start or a dial in the hand"];
    const { link } = player.follower.data, keys = Object.keys(link);
    const same = keys.length === Object.keys(asked).length && keys.every((key) => link[key] === asked[key]);
    return same && page === path ? `${location.href} ${player.root.dataset.revision}` : ["not what the bar says", link];
  };
  const wait = (ms) => new Promise((done) => setTimeout(done, ms)), until = performance.now() + 30000;
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const idle = () => new Promise((done) => requestIdleCallback(done, { timeout: 2000 }));
  for (let before = null; ; await wait(100), await frame(), await frame(), await idle()) {
    const now = await look();
    if (typeof now === "string" && now === before) return;
    if (performance.now() > until) throw new Error(`not whole after 30 s: ${JSON.stringify(now)}`);
    before = now;
  }
}""".replace("LESSONS", json.dumps(dict.fromkeys(LESSONS, True)))

# Two deeds, so many milliseconds apart; for each of them whether there was something to do. What the page shows as
# chosen is not chosen again, and what it does not show any more, or not yet, no hand can reach.
PAIR = """([first, second, pause]) => {
  const act = async ({ css, text = "", key, emit }) => {
    if (emit) {
      let node = document.querySelector("[data-testid=player]");
      while (node && !node.__player) node = node.parentNode ?? node.host;
      (await node.__player).emit(...emit);
      return true;
    }
    const element = [...document.querySelectorAll(css)].find((one) => one.textContent.includes(text));
    if (!element || element.disabled || element.ariaChecked === "true" && element.role === "radio") return false;
    if (key) {
      element.focus();
      const press = (type) => element.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, cancelable: true }));
      ["keydown", "keyup"].forEach(press);
    } else element.click();
    return true;
  };
  const wait = new Promise((done) => setTimeout(done, pause));
  return Promise.all([act(first), wait.then(() => act(second))]);
}"""

BEGIN = Scene(
    "bowl", usual_numbers("bowl"), SURFACES["bowl"].start, 100,
    (new_run("gd", eta=0.01), new_run("momentum", eta=1e-3), new_run("adam", eta=0.06)), "one",
)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """What is done, as the browser is told it, and what it makes of a scene and of the run at hand."""

    done: dict[str, Any]
    means: Callable[[Scene, int], tuple[Scene, int]]

    @property
    def name(self) -> str:
        return " ".join(map(str, self.done.values()))


def _edits(change: Callable[[Scene], Scene]) -> Callable[[Scene, int], tuple[Scene, int]]:
    return lambda scene, place: (change(scene), place)


def _button(text: str) -> dict[str, Any]:
    return {"css": "[data-testid=stSidebar] [data-testid=stButton] button", "text": text}


def _radio(text: str) -> dict[str, Any]:
    return {"css": "[data-testid=stSidebar] [role=radio]", "text": text}


def _moved(
    key: str, label: str, number: Number, old: float, change: Callable[[float], Callable[[Scene], Scene]]
) -> list[Deed]:
    """A slider one value up or down, where there is one: the one with this key, for each run has its own."""
    values = offered(number, old)
    by = {"ArrowLeft": values.index(old) - 1, "ArrowRight": values.index(old) + 1}
    slider = {"css": f".st-key-{key} input[aria-label='{label}']"}
    return [Deed(slider | {"key": key}, _edits(change(values[at]))) for key, at in by.items() if 0 <= at < len(values)]


def deeds(scene: Scene, at_hand: int, chance: random.Random) -> list[Deed]:
    """What can be done on Explore with this scene on show, one of each kind."""
    count = len(scene.runs)
    place = chance.randrange(count)
    turned, (x, y) = round(chance.uniform(0.001, 0.1), 6), (round(chance.uniform(-4, 4), 3) for _ in "xy")
    marks = [id for id in MARKS if chance.random() < 0.3]

    def at_the_end(change: Callable[[Scene, int], Scene]) -> Callable[[Scene, int], tuple[Scene, int]]:
        return lambda scene, place: (new := change(scene, place), len(new.runs) - 1)

    def fewer(scene: Scene, place: int) -> tuple[Scene, int]:
        new = edit.remove_run(scene, place)
        return new, min(place, len(new.runs) - 1)

    found = [
        *_moved("explore-steps", "t · steps", STEPS, scene.steps, lambda value: partial(edit.set_steps, steps=value)),
        *_moved(f"explore-eta-{at_hand + 1}", "η · learning rate", ETA, dict(scene.runs[at_hand].numbers)["eta"],
                lambda value: partial(edit.set_knob, place=at_hand, id="eta", value=value)),
        Deed({"emit": ["knob", {"place": place, "id": "eta", "value": turned}]},
             _edits(partial(edit.set_knob, place=place, id="eta", value=turned))),
        Deed({"emit": ["start", {"x": x, "y": y}]}, _edits(partial(edit.set_start, x=x, y=y))),
        Deed({"emit": ["marks", {"marks": marks, "wish": 0, "step": 0}]}, _edits(partial(edit.set_marks, marks=marks))),
        Deed({"css": "summary", "text": "Curves"}, _edits(lambda scene: scene)),
        Deed({"css": "[role=switch][aria-label='Table of all steps']"}, _edits(lambda scene: scene)),
        Deed(_radio(f" {place + 1}"), lambda scene, _: (edit.take_in_hand(scene, place), place)),
        Deed(_radio("side by side"), _edits(partial(edit.set_view, view="side"))),
        Deed(_button("Show" if scene.runs[at_hand].hidden else "Hide"),
             lambda scene, place: (edit.hide_run(scene, place), place)),
    ]  # fmt: skip
    if count < MAX_RUNS:
        found += [
            Deed(_button("Add"), at_the_end(lambda scene, _: edit.add_run(scene, new_run("gd")))),
            Deed(_button("Duplicate"), at_the_end(edit.copy_run)),
        ]
    return found if count == 1 else [*found, Deed(_button("Remove"), fewer)]


def _apart(first: Deed, second: Deed) -> bool:
    """Whether it is clear what two deeds mean: not two on one number, nor one on a number that is taken away."""
    said = (first.name, second.name)
    one_number = all("η" in name or "knob" in name for name in said)
    steps = all("steps'" in name for name in said)
    taken = any("Remove" in name for name in said) and any("η" in name or "knob" in name for name in said)
    return not (one_number or steps or taken)


def pair(page: Page, scene: Scene, at_hand: int, chance: random.Random, longest: int) -> tuple[str, Scene, int]:
    """Two deeds, up to so many milliseconds apart, and the whole page after them.

    Gives what they were, and the scene and the run at hand that they stand for.
    """
    found = [two for two in itertools.permutations(deeds(scene, at_hand, chance), 2) if _apart(*two)]
    both = chance.choice(found)
    pause = chance.randrange(longest + 1)
    done = page.evaluate(PAIR, [*(deed.done for deed in both), pause])
    page.evaluate(WHOLE)
    for deed, there in zip(both, done, strict=True):
        if there:
            scene, at_hand = deed.means(scene, at_hand)
    first, second = (
        f"{deed.name}{'' if there else ' (nothing to do)'}" for deed, there in zip(both, done, strict=True)
    )
    return f"{first}, {pause} ms, {second}", scene, at_hand
