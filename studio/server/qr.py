"""The QR code of an address: what the player asks for when a class is to open what is on show."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from studio.server.base import below
from words import speaking
from words.catalogue import TERMS, catalogue
from words.languages import LANGUAGES

PATH = "/qr"
"""`GET /qr?<link>&at=<laboratory>&said=<id>&how=<terms>` is the QR code of the shortest address that opens what this
link, with its `page`, shows, on the laboratory at that address: the address, and the code as SVG, or a sentence where
there is none."""

# An address without its link: no browser shows a longer one.
MOST = 200


class Coded(NamedTuple):
    """An address, its QR code as SVG, "" for none, and a sentence: why there is none, or what is to be known of it."""

    address: str
    svg: str
    sentence: str


def route(coded: Callable[[Mapping[str, str], str], Coded]) -> Route:
    """The address, for a function that codes the link of a page at a laboratory; the server knows of no page."""

    def answer(request: Request) -> JSONResponse:
        if request.headers.get("sec-fetch-site", "same-origin") != "same-origin":
            return JSONResponse({}, status_code=403)
        query = dict(request.query_params)
        at, lang, terms = query.pop("at", ""), query.pop("said", "en"), query.pop("how", "")
        if not at.startswith(("http://", "https://")) or len(at) > MOST:
            return JSONResponse({}, status_code=400)
        said = catalogue(lang if lang in LANGUAGES else "en", next((one for one in TERMS if one == terms), TERMS[0]))
        with speaking(said):
            return JSONResponse(coded(query, at)._asdict())

    return Route(below(PATH), answer)
