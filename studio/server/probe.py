"""What calculus says about a point of a picture: what the player asks for while a probe is carried over it."""

from collections.abc import Callable
from math import isfinite
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from scenes import SCENES, Scene, from_link
from studio.server.base import below
from studio.server.picture import MOST_DIGITS
from words import speaking
from words.catalogue import TERMS, catalogue
from words.languages import LANGUAGES

PATH = "/probe"
"""`GET /probe?<link>&at=<θ₁>,<θ₂>&step=<step>&lang=<id>&terms=<how>` is what is known of this point of the link's
surface, for the run in hand with its η and σ at this step."""


def route(probe: Callable[[Scene, tuple[float, float], int], dict[str, Any]]) -> Route:
    """The address, for a function that gives what is known; the server knows of no player."""

    def answer(request: Request) -> JSONResponse:
        """What is wrong in a link is taken as a page takes it, as what is usual; a point that is none has no answer."""
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return JSONResponse({}, status_code=403)
        query = dict(request.query_params)
        lang, terms, step = query.pop("lang", "en"), query.pop("terms", ""), query.pop("step", "0")
        try:
            x, y = map(float, query.pop("at", "").split(","))
        except ValueError:
            return JSONResponse({}, status_code=400)
        if not (isfinite(x) and isfinite(y)) or not step.isdecimal() or len(step) >= MOST_DIGITS:
            return JSONResponse({}, status_code=400)
        said = catalogue(lang if lang in LANGUAGES else "en", next((one for one in TERMS if one == terms), TERMS[0]))
        with speaking(said):
            scene, _ = from_link(query, SCENES["one_rate"])
            return JSONResponse(probe(scene, (x, y), int(step)))

    return Route(below(PATH), answer)
