"""The picture of a link, without a page: what the player asks for while a hand drags the start or moves a control.

A page that runs again takes a tenth of a second and more, most of it in the browser; this takes a few milliseconds.
"""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from scenes import SCENES, Scene, from_link
from studio.server.base import below
from words import speaking
from words.catalogue import TERMS, catalogue
from words.languages import LANGUAGES

PATH = "/picture"
"""`GET /picture?<link>&moved=<hands>&around=<step>&known=<keys>&tells=<what>&lang=<id>&terms=<how>` is the payload of
the link with what is moved (`studio/page/handles.py`), in this language; keys that the browser has are joined by
points. With it comes what the page that `tells` it has beside its picture (`studio/panels/in_hand.py`)."""

# More than the longest run has.
MOST_DIGITS = 10


def route(
    payload: Callable[..., dict[str, Any]],
    moved: Callable[[Scene, str], Scene],
    beside: Callable[[str, Scene, dict[str, Any]], dict[str, Any]],
) -> Route:
    """The address, for functions that give the payload of a scene, the scene while controls are moved, and what a page
    says beside the payload of a scene.

    The server knows of no player and of no page, which know it.
    """

    def picture(request: Request) -> JSONResponse:
        """The payload of a link. What is wrong in the link is shown as a page would show it: with what is usual."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return JSONResponse({}, status_code=403)
        query = dict(request.query_params)
        known = query.pop("known", "").split(".")
        around, hands = query.pop("around", ""), query.pop("moved", "")
        lang, terms, tells = query.pop("lang", "en"), query.pop("terms", ""), query.pop("tells", "")
        said = catalogue(lang if lang in LANGUAGES else "en", next((one for one in TERMS if one == terms), TERMS[0]))
        # A link of the player is whole: nothing of it comes from the scene that stands in for what is missing.
        with speaking(said):
            scene, _ = from_link(query, SCENES["one_rate"])
            step = int(around) if around.isdecimal() and len(around) < MOST_DIGITS else None
            scene = moved(scene, hands)
            data = payload(scene, around=step, known=known)
            return JSONResponse(data | beside(tells, scene, data))

    return Route(below(PATH), picture)
