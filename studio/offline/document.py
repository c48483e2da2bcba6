"""The page as one HTML file: nothing in it is fetched from anywhere, and it forbids itself to (CSP)."""

import json
from collections.abc import Sequence
from functools import cache
from html import escape
from importlib.metadata import distribution
from pathlib import Path
from string import Template
from urllib.parse import urlencode

from scenes import Scene, to_link
from scenes.bounds import DIAL
from studio.offline.measured import refused
from studio.offline.modules import STUDIO
from studio.offline.parts import Columns, code, packed, plotly
from studio.offline.taken import has_steps, taken
from studio.player.component import SHEETS, WEB
from studio.player.pack import Json
from surfaces import SURFACES
from words import say, speaking
from words.catalogue import Terms, catalogue
from words.languages import ENGLISH, LANGUAGES

HERE = Path(__file__).parent
LABORATORY = "http://localhost:8501/"
"""Where the laboratory is when it is started as its README says."""


def page(
    scene: Scene,
    *,
    relief: bool = False,
    languages: Sequence[str] = tuple(LANGUAGES),
    terms: Terms = "own",
    laboratory: str = LABORATORY,
    title: str = "",
) -> str:
    """A page that shows the scene without a server and without a network, from a file as well.

    Args:
        scene: what is on show; a dial is there if it is among its marks.
        relief: with 3D, which takes Plotly along: two megabytes more.
        languages: their ids; the page opens in the first one.
        terms: how that one says its terms.
        laboratory: where the scene can be opened again, with all controls.
        title: what the page is called; without it, as its surface is.

    Raises:
        ValueError: it is `refused`, in a sentence; or there is no such language.
    """
    if sentence := refused(scene):
        raise ValueError(sentence)
    if not languages or not {*languages} <= {*LANGUAGES}:
        raise ValueError(say("Languages are: {known}.", known=", ".join(LANGUAGES)))
    columns, link = Columns(), f"{laboratory.rstrip('/')}/explore?{urlencode(to_link(scene))}"
    data = columns.fold(taken(scene, languages, terms))
    told = [_language(scene, lang, terms if lang == languages[0] else "own", link, title, relief) for lang in languages]
    with speaking(catalogue(languages[0], terms)):
        old = say("This page needs a newer browser, and one that runs JavaScript.")
    parts = {"code": code(relief=relief), "data": packed(_json(data)), "columns": packed(columns.content)}
    if relief:
        parts["plotly"] = plotly()
    return Template((HERE / "page.html").read_text("utf-8")).substitute(
        tag=LANGUAGES[languages[0]].tag,
        title=escape(told[0]["told"]["title"]),
        style=_style(),
        player=(WEB / "player.html").read_text("utf-8"),
        licences=_licences(relief=relief),
        old=escape(old),
        # A name may hold what would end the element.
        page=_json({"steps": has_steps(scene), "languages": told}).decode().replace("<", "\\u003c"),
        parts="\n".join(f'<script type="text/plain" id="{id}">{text}</script>' for id, text in parts.items()),
        start=(HERE / "start.js").read_text("utf-8"),
    )


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def _language(scene: Scene, lang: str, terms: Terms, link: str, title: str, relief: bool) -> Json:
    with speaking(catalogue(lang, terms)):
        told = {
            "title": title or say(SURFACES[scene.surface].name, "surface"),
            "words": _words(),
            "sentences": _sentences(scene, relief=relief),
            "reasons": _reasons(),
            "link": link if lang == ENGLISH.id else f"{link}&lang={lang}",
        }
    one = LANGUAGES[lang]
    return {"id": one.id, "name": one.name, "tag": one.tag, "told": told}


def _words() -> dict[str, str]:
    return {
        "language": say("Language", "control"),
        "look": say("Light or dark"),
        "look_system": say("as the system", "light or dark"),
        "look_light": say("light", "light or dark"),
        "look_dark": say("dark", "light or dark"),
        "save": say("Save as it stands"),
        "about": say("About this page"),
        "open": say("Open the scene in the laboratory"),
        "licences": say("Licences of what is in this page"),
    }


def _sentences(scene: Scene, *, relief: bool) -> list[str]:
    """What is live, what is not, and where that is."""
    dial = {*DIAL} & {*scene.marks} and scene.view != "grid"
    return [
        say(
            "This page needs no network and no server. Playing, scrubbing, zooming, the curves, the marks of the menu, "
            "the keys and the full screen are all here."
        ),
        say("3D is here, too.") if relief else say("It was made without 3D."),
        say("The dial is here, with the values that it had.")
        if dial
        else say("The dial is not here: it was not on when the page was made."),
        *(
            []
            if has_steps(scene)
            else [say("Of runs so long there is what the eye can tell apart, and no numbers of single steps.")]
        ),
        say(
            "Another start, another surface, another method and any other number have to be computed: for these the "
            "laboratory is needed, started on this computer. The link opens this scene there."
        ),
        say("Ctrl+S, or the button above, saves the page as it stands."),
    ]


def _reasons() -> dict[str, str]:
    """Why something is refused, by the words of web/answers.js."""
    return {
        "start": say("The runs from another start have to be computed: that needs the laboratory."),
        "number": say("The run with another number has to be computed: that needs the laboratory."),
        "dial": say("The dial was not on when this page was made: that needs the laboratory."),
        "probe": say("What the probe asks about a point has to be computed: that needs the laboratory."),
        "relief": say("This page was made without 3D: that needs the laboratory."),
        "steps": say("Of runs so long this page has no numbers of single steps: that needs the laboratory."),
    }


@cache
def _style() -> str:
    sheets = [*(WEB / name for name in SHEETS), STUDIO / "look" / "stage.css", HERE / "web" / "page.css"]
    return "".join(sheet.read_text("utf-8") for sheet in sheets)


@cache
def _licences(*, relief: bool) -> str:
    texts = {"Error-surface laboratory": (STUDIO.parent / "LICENSE").read_text("utf-8")}
    if relief:
        texts["Plotly"] = _licence_of("plotly")
    return "".join(f"<h3>{escape(name)}</h3><pre>{escape(text)}</pre>" for name, text in texts.items())


def _licence_of(package: str) -> str:
    found = distribution(package)
    names = [file for file in found.files or () if file.name.upper().startswith("LICEN")]
    return "\n".join(file.read_text(encoding="utf-8") for file in names)
