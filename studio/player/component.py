"""The Streamlit component: one instance for a page, kept through every change of data."""

from collections.abc import Callable
from pathlib import Path
from typing import get_args

import streamlit as st

from scenes import Scene
from scenes.scene import Clock
from studio.assets import publish
from studio.player.payload import keys, payload

WEB = Path(__file__).parent / "web"

# The bootstrap loads the player's modules from the app's own server. It may be called again before
# they have arrived; only the newest data counts.
BOOTSTRAP = """
export default function (component) {
  const { parentElement, data } = component;
  parentElement.__latest = component;
  parentElement.__player ??= import(new URL(data.modules, document.baseURI).href)
    .then(({ Player }) => new Player(parentElement, data.plotly));
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
    css=(WEB / "player.css").read_text("utf-8"),
    js=BOOTSTRAP,
    isolate_styles=False,
)


def show(
    scene: Scene,
    key: str,
    on_start: Callable[[float, float], None],
    on_clock: Callable[[Clock], None],
    on_request: Callable[[], None],
) -> None:
    """Draw the scene.

    `on_start(x, y)` is called when a click on a contour sets the start, `on_clock(clock)` when the
    reader switches between even and logarithmic steps, `on_request()` when the browser only wants
    more data of the scene it has.
    """
    served = publish()
    state = st.session_state
    sent, around = f"{key} sent", f"{key} around"

    def started() -> None:
        point = state[key].start
        if point:
            on_start(float(point["x"]), float(point["y"]))

    def clocked() -> None:
        if state[key].clock in get_args(Clock):
            on_clock(state[key].clock)

    def windowed() -> None:
        if state[key].window is not None:
            state[around] = int(state[key].window)
            on_request()

    def missed() -> None:
        # A change that was overtaken by the next one may never have reached the browser.
        state[sent] = ()
        on_request()

    data = payload(scene, state.get(around), state.get(sent, ()))
    state[sent] = keys(data)
    PLAYER(
        key=key,
        data=data | {"modules": f"{served}/player/player.js", "plotly": f"{served}/plotly.min.js"},
        on_start_change=started,
        on_clock_change=clocked,
        on_window_change=windowed,
        on_missing_change=missed,
    )
