"""The picture of a link, without a page: what the player asks for while a hand drags the start.

A page that runs again takes a tenth of a second and more, most of it in the browser; this takes a few milliseconds.
"""

from collections.abc import Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from scenes import SCENES, from_link
from studio.server.base import below
from words import speaking
from words.catalogue import TERMS, catalogue
from words.languages import LANGUAGES

PATH = "/picture"
"""`GET /picture?<link>&known=<keys>&lang=<id>&terms=<how>` is the payload of the link, in this language; keys that the
browser has are joined by points."""


def route(payload: Callable[..., dict[str, Any]]) -> Route:
    """The address, for a function that gives the payload of a scene: the server knows of no player, which knows it."""

    def picture(request: Request) -> JSONResponse:
        """The payload of a link. What is wrong in the link is shown as a page would show it: with what is usual."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return JSONResponse({}, status_code=403)
        query = dict(request.query_params)
        known = query.pop("known", "").split(".")
        lang, terms = query.pop("lang", "en"), query.pop("terms", "")
        said = catalogue(lang if lang in LANGUAGES else "en", next((one for one in TERMS if one == terms), TERMS[0]))
        # A link of the player is whole: nothing of it comes from the scene that stands in for what is missing.
        with speaking(said):
            scene, _ = from_link(query, SCENES["one_rate"])
            return JSONResponse(payload(scene, known=known))

    return Route(below(PATH), picture)
