"""The picture of a map: what the browser is told, and what is done when a hand asks for something."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import streamlit as st

from optimizers import optimizer, title_of
from scenes import to_link
from scenes.maps import Axis, Map, parts, sizes, usual, variable
from scenes.maps.computed import alike
from scenes.maps.link import bounds, words_of
from scenes.maps.record import by_factors
from studio.look.map_colours import table_of
from studio.look.numbers import label_of
from studio.look.palette import STYLES
from studio.page import language
from studio.panels.maps.words import inks
from studio.player.pack import Json, packed
from studio.player.payload import surface_of
from studio.server.assets import address as served
from surfaces import Number
from words import say

WEB = Path(__file__).parents[2] / "player" / "web" / "maps"
KEY = "maps picture"
BOOTSTRAP = """
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".map");
  const shown = import(new URL(data.modules, document.baseURI).href);
  shown.then((module) => module.show(root, data, setTriggerValue));
  return () => { shown.then((module) => module.leave(root)); };
}
"""
PICTURE = st.components.v2.component(
    "map",
    html='<div class="map" data-testid="map"></div>',
    css=(WEB / "maps.css").read_text("utf-8"),
    js=BOOTSTRAP,
    isolate_styles=False,
)


def show(map: Map, opened: Callable[[int, int, int], None], zoomed: Callable[[Axis, Axis], None]) -> None:
    """The map, growing finer; a click calls `opened(column, row, size)`, a zoom `zoomed(across, up)`."""

    def clicked() -> None:
        if asked := st.session_state[KEY].opened:
            opened(int(asked["column"]), int(asked["row"]), int(asked["size"]))

    def turned() -> None:
        if asked := st.session_state[KEY].zoomed:
            across, up = ((float(first), float(last)) for first, last in (asked["across"], asked["up"]))
            zoomed(Axis(map.across.id, *across), Axis(map.up.id, *up))

    PICTURE(key=KEY, data=data(map), on_opened_change=clicked, on_zoomed_change=turned)


def data(map: Map) -> Json:
    """Everything that the browser knows of a map before it asks for its first part."""
    numbers = variable(map.scene)
    lines = map.over == "rates"
    across = _axis(numbers[map.across.id], map.across, map)
    return {
        "modules": served("maps/maps.js"),
        "query": to_link(map.scene) | words_of(map) | language.said(),
        "key": key(map),
        "across": across,
        "up": None if lines else _axis(numbers[map.up.id], map.up, map),
        "lines": [title_of(optimizer(run.optimizer)) for run in map.methods] if lines else None,
        "plane": (map.across.id, map.up.id) == ("x", "y"),
        "sizes": [[size, parts(map, size)] for size in sizes(map)],
        "colours": packed(table_of(map)),
        "inks": inks(map),
        "surface": surface_of(map.scene),
        "run": {"light": STYLES[0].light, "dark": STYLES[0].dark},
        "words": _words(map),
    }


def key(map: Map) -> str:
    """The same for the same picture: not of the run that is chosen on it, nor of the language."""
    return sha256(repr((alike(map), map.tells)).encode()).hexdigest()[:16]


def _axis(number: Number, axis: Axis, map: Map) -> Json:
    low, high = bounds(number)
    run = map.run
    values = dict(map.scene.numbers) | dict(run.numbers) | dict(zip("xy", map.scene.start, strict=True))
    whole = usual(map.scene, number)
    return {
        "id": axis.id, "name": number.symbol or number.id, "label": label_of(number), "ends": [axis.first, axis.last],
        "low": low, "high": high, "log": by_factors(number, axis), "here": values[axis.id],
        "usual": [whole.first, whole.last],
    }  # fmt: skip


def _words(map: Map) -> dict[str, str]:
    return {
        "picture": say(
            "A map. Arrow keys move a pointer and tell the run there, Enter chooses it, + and − zoom, 0 shows all."
        ),
        "progress": say("{size} rates for each method") if map.over == "rates" else say("{size} × {size} points"),
        "done": say("All methods, {size} rates each.")
        if map.over == "rates"
        else say("{size} × {size} points: as fine as it gets."),
        "stop": say("Stop", "map"),
        "on": say("Go on", "map"),
        "stopped": say("Stopped before it was as fine as it gets."),
        "waiting": say("Other maps are being computed too: this one waits for its turn …"),
        "lost": say("The server does not answer; it is asked again …"),
        "nearer": say("Zoom in"),
        "farther": say("Zoom out"),
        "all": say("Show all"),
        "limit": say("Here float64 ends: neighbouring points could not be told apart."),
        "csv": say("Table (CSV)"),
        "png": say("Picture (PNG)"),
        "ground": say("The run under the pointer"),
        "hint": say(
            "A point is a run. Move over it to see the run, click to choose it; turn the wheel or drag a rectangle to "
            "zoom."
        ),
        "bits": say(
            "Points are computed side by side and rounded in another order than a run by itself: where a last bit "
            "decides, the run says so. The run that is shown is exact."
        ),
        "shade": say("Lighter: less loss along the way. Among the diverged runs the darkest left first.")
        if map.tells == "outcome" and map.over != "rates" and map.seeds() == 1
        else "",
    }
