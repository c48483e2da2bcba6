"""A film of what the player shows, or the picture of this moment: the browser makes it, and the server is not asked."""

from pathlib import Path

import streamlit as st

from studio.page.shown import Shown
from studio.server.assets import address
from words import say

WEB = Path(__file__).parents[1] / "player" / "web" / "film"

BOOTSTRAP = """
export default function ({ parentElement, data }) {
  const root = parentElement.querySelector(".film");
  root.__film ??= import(new URL(data.modules, document.baseURI).href).then(({ Panel }) => new Panel(root));
  root.__film.then((film) => film.show(data));
  return () => {
    root.__film?.then((film) => film.leave());
    root.__film = undefined;
  };
}
"""

FILM = st.components.v2.component(
    "film",
    html='<section class="film" data-testid="film"></section>',
    css=(WEB / "film.css").read_text("utf-8"),
    js=BOOTSTRAP,
    isolate_styles=False,
)


def form(shown: Shown) -> None:
    """What a film is to be, a button that makes it, and how far it is."""
    FILM(
        key=f"{shown.page} away film",
        data={
            "modules": address("film/panel.js"),
            "name": shown.scene.surface.replace("/", "-"),
            "words": words(),
        },
    )


def words() -> dict[str, str]:
    """All words by the names the browser knows them by, in the reader's language; names and numbers have none."""
    return {
        "kind": say("Film or picture"),
        "kind_webm": "WebM (VP9)",
        "kind_mp4": "MP4 (H.264)",
        "kind_gif": "GIF",
        "kind_png": say("PNG, the picture of this moment"),
        "size": say("Size", "film"),
        "size_screen": say("as on the screen"),
        "size_1080p": "1920 × 1080",
        "size_720p": "1280 × 720",
        "size_square": "1080 × 1080",
        "size_small": "720 × 406",
        "look": say("Light or dark"),
        "look_page": say("as the page", "light or dark"),
        "look_light": say("light", "light or dark"),
        "look_dark": say("dark", "light or dark"),
        "look_stage_light": say("for a lecture hall, light"),
        "look_stage_dark": say("for a lecture hall, dark"),
        "seconds": say("Seconds", "film"),
        "rate": say("Frames a second"),
        "caption": say("With names and η"),
        "make": say("Make the film"),
        "save": say("Make the picture"),
        "cancel": say("Cancel", "film"),
        "under_way": say("{done} of {all} frames"),
        "ready": say("{name}: {count} frames, {seconds} s, {size} MB"),
        "picture_ready": say("{name}: {width} × {height} pixels"),
        "cancelled": say("The film was cancelled; nothing of it is left."),
        "failed": say("The film could not be made: {reason}."),
        "empty": say("No run is on show: there is nothing to take away."),
        "covered": say("The run is still to be predicted: there is no film of it before it has been seen."),
        "length": say("A film has {low} to {high} seconds."),
        "refused": say(
            "This browser does not encode films of {width} × {height} pixels in this way: choose another size or kind."
        ),
        "no_codecs": say(
            "This browser makes no WebM and no MP4 here: it has no WebCodecs, or has them only for addresses with "
            "https and for localhost. GIF and PNG it makes all the same."
        ),
        "no_kind": say("This browser does not encode {codec}: there is no {kind}."),
        "about": say(
            "The browser draws each frame for itself, from the first step to the last, as the player does at that "
            "step: the pictures as they are now, without the curves. It goes on while you look at something else."
        ),
    }
