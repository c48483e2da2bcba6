"""The Streamlit component: one instance for a page, kept through every change of data."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import time_ns
from typing import Any

import streamlit as st

from scenes import Scene
from studio.player.payload import keys, payload
from studio.player.predict import Question, asked_of
from studio.player.worked import Worked
from studio.player.worked import sent as sent_of
from studio.player.zoom import boxes_of
from studio.server.assets import address
from words.languages import LANGUAGES

WEB = Path(__file__).parent / "web"
SHEETS = ("player.css", "bar/bar.css", "bar/dial.css", "predict/predict.css")

# The bootstrap loads the player's modules from the app's own server. It may be called again before
# they have arrived; only the newest data counts.
BOOTSTRAP = """
export default function (component) {
  const { parentElement, data } = component;
  parentElement.__latest = component;
  parentElement.__player ??= import(new URL(data.modules, document.baseURI).href)
    .then(({ Player }) => new Player(parentElement));
  parentElement.__player.then((player) => player.update(parentElement.__latest));
  return () => {
    parentElement.__player?.then((player) => player.destroy());
    parentElement.__player = undefined;
  };
}
"""

PLAYER = st.components.v2.component(
    "player",
    html=(WEB / "player.html").read_text("utf-8"),
    css="".join((WEB / name).read_text("utf-8") for name in SHEETS),
    js=BOOTSTRAP,
    isolate_styles=False,
)


@dataclass(frozen=True)
class Wishes:
    """What a reader can ask for in the player, and who is called then.

    `start(x, y)`: a click on a contour sets the start. `choose(name, value)`: the clock, the space, its height or the
    trail. `moved(hands)`: controls that were moved while the server was away. `marks(ids)`: what is shown beside the
    paths. `knob(place, id, value)`: a number of a run, from the dial; `vary(place, id)`: another number on it.
    `change(step)`: another η from this step on; without it there is no such button. `reveal()`: what is covered is to
    be seen. What else the browser sends only asks for more data of the scene that it has.
    """

    start: Callable[[float, float], None]
    choose: Callable[[str, str], None]
    moved: Callable[[str], None]
    marks: Callable[[list[str]], None]
    knob: Callable[[int, str, float], None]
    vary: Callable[[int, str], None]
    change: Callable[[int], None] | None = None
    reveal: Callable[[], None] | None = None


def show(
    scene: Scene,
    key: str,
    wishes: Wishes,
    spoken: Mapping[str, str],
    question: Question | None = None,
    worked: Worked | None = None,
    tells: str = "",
) -> None:
    """Draw the scene; `spoken` is what `/picture` is told of the reader's language, and `tells` of what the page says.

    With a `question` the reader is asked to predict a run, which is covered until they want to see it.
    What is `worked` out beside the picture is about the first run on show.
    """
    state = st.session_state
    sent, around, zoom, taken, anew = (f"{key} {name}" for name in ("sent", "around", "zoom", "taken", "anew"))
    ground = (scene.surface, scene.numbers)

    def started() -> None:
        point = state[key].start
        if point:
            wishes.start(float(point["x"]), float(point["y"]))

    def moved() -> None:
        if told := state[key].moved:
            wishes.moved(str(told["hands"]))

    def taking(asked: Mapping[str, Any]) -> None:
        # The player counts what is wished for: what it is sent from now on is no answer to an earlier wish.
        state[taken] = max(state.get(taken, 0), int(asked["wish"]))

    def chosen() -> None:
        if choice := state[key].choice:
            taking(choice)
            wishes.choose(str(choice["name"]), str(choice["value"]))

    def turned() -> None:
        if knob := state[key].knob:
            wishes.knob(int(knob["place"]), str(knob["id"]), float(knob["value"]))

    def varied() -> None:
        if number := state[key].vary:
            wishes.vary(int(number["place"]), str(number["id"]))

    def marked() -> None:
        asked = state[key].marks
        if asked:
            taking(asked)
            # The numbers that are about to be shown are those around the play head.
            state[around] = int(asked["step"])
            wishes.marks([str(id) for id in asked["marks"]])

    def windowed() -> None:
        if state[key].window is not None:
            state[around] = int(state[key].window)

    def zoomed() -> None:
        if asked := state[key].zoom:
            state[zoom] = (ground, boxes_of(asked["boxes"]))

    def missed() -> None:
        # A change that was overtaken by the next one may never have reached the browser.
        state[sent] = ()
        state[anew] = time_ns()

    def changed() -> None:
        if wishes.change and state[key].change is not None:
            wishes.change(int(state[key].change))

    def revealed() -> None:
        if wishes.reveal and state[key].reveal:
            wishes.reveal()

    # On another surface the picture begins whole again.
    on, boxes = state.get(zoom, (ground, {}))
    covered = question is not None and question.covered
    data = payload(scene, state.get(around), state.get(sent, ()), boxes if on == ground else {}, covered=covered)
    state[sent] = keys(data)
    # Streamlit hands on what differs from what the browser has: an answer that is waited for has to, whatever is in it.
    state.setdefault(anew, time_ns())
    PLAYER(
        key=key,
        data=data
        | {
            "modules": address("player.js"),
            "changeable": wishes.change is not None,
            "taken": state.get(taken, 0),
            "anew": str(state[anew]),
            "question": question and asked_of(question),
            "worked": worked and sent_of(worked, data["runs"][0]["path"]),
            "spoken": spoken,
            "tells": tells,
            "fonts": LANGUAGES[spoken["lang"]].fonts,
        },
        on_start_change=started,
        on_moved_change=moved,
        on_choice_change=chosen,
        on_knob_change=turned,
        on_vary_change=varied,
        on_marks_change=marked,
        on_window_change=windowed,
        on_zoom_change=zoomed,
        on_missing_change=missed,
        on_change_change=changed,
        on_reveal_change=revealed,
    )
