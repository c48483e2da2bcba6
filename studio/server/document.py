"""The document of every page, which Streamlit serves from a file of its own; what it has to say from the first byte on.

A browser's translator wraps what it reads in elements of its own, behind the frontend's back; so the page opts out.
Three files come before the frontend and mend what it does: one forgives translators that come all the same, by another
what a reader moves is told at once, and the third keeps Back and Forward straight; a fourth makes Plotly ready on pages
without a picture. The player's files are named in its head, as links (RFC 8288): they are fetched at once. The style of
the page stands at its end, where it counts for more than what the frontend adds to the head: were it sent later, all
would move.

Where a page has a player, the scene of its address stands in the document as well (`first_sight.py`), and is painted
before anything else has come.
"""

import gzip
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.server.assets import PLOTLY, address, names
from studio.server.base import below
from studio.server.first_sight import FirstSights
from words.languages import LANGUAGES, Language, understood

FIRST = ("page/translator.js", "page/at-once.js", "page/history.js", "page/ahead.js")
LOOK = Path(__file__).parents[1] / "look"
SHEETS = [LOOK / name for name in ("frame.css", "stage.css", "print.css")]
# Pages that open with a player, by their paths.
SEEN = {"": "one_rate", "explore": "explore", "lessons": "lessons"}
# Nothing is painted until a sheet in the head is there, unless it is for paper.
BLOCKS, LATER = (
    '<link rel="stylesheet" ',
    """<link rel="stylesheet" media="print" onload="this.media='all'" fetchpriority="high" """,
)
# Pages with controls beside the picture: until they are there their place is kept free.
BESIDE = ("explore", "anatomy", "maps")
# The file may be as the browser has it while what is made of it is not.
UNASKED = {b"if-none-match", b"if-modified-since", b"range"}
STALE = ("etag", "last-modified", "accept-ranges", "content-encoding", "content-length")


class EveryDocument:
    """Middleware that completes the document of a page; all other answers pass."""

    def __init__(self, app: ASGIApp, sights: FirstSights) -> None:
        self.app, self.sights = app, sights

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name not in UNASKED]
            await self.app({**scope, "headers": headers}, receive, _completing(send, Asked.by(scope), self.sights))
        else:
            await self.app(scope, receive, send)


def every_document(sights: FirstSights) -> Middleware:
    """The middleware, with the first sights of pages' scenes."""
    return Middleware(EveryDocument, sights=sights)


class Asked(NamedTuple):
    """What is asked for: a page, by the last part of its path and as it is below the server's own, with its query."""

    page: str
    place: str
    query: dict[str, str]
    language: Language
    packed: bool

    @staticmethod
    def by(scope: Scope) -> "Asked":
        """As a request asks: the first value of each key counts, and the language is the address's or the browser's."""
        asked, path = Headers(scope=scope), scope.get("path", "")
        query = parse_qs(scope.get("query_string", b"").decode("latin-1"), keep_blank_values=True)
        link = {key: values[0] for key, values in query.items()}
        known = LANGUAGES.get(link.get("lang", "")) or LANGUAGES[understood(asked.get("accept-language", ""))]
        return Asked(
            path.rstrip("/").rpartition("/")[2],
            path.removeprefix(below("")).strip("/"),
            link,
            known,
            "gzip" in asked.get("accept-encoding", ""),
        )


def _completing(send: Send, asked: Asked, sights: FirstSights) -> Send:
    """`send` for an answer: if that is a document, it goes out whole and completed."""
    start: Message | None = None
    body = b""

    async def complete(message: Message) -> None:
        nonlocal start, body
        if message["type"] == "http.response.start" and _is_document(message):
            start = message
        elif start is None:
            await send(message)
        else:
            body += message.get("body", b"")
            if not message.get("more_body"):
                sight = ""
                if body and asked.place in SEEN:
                    terms = asked.query.get("terms", "")
                    sight = await sights.of(SEEN[asked.place], asked.query, asked.language.id, terms)
                for answer in _whole(start, body, asked, sight):
                    await send(answer)

    return complete


def _is_document(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _whole(start: Message, body: bytes, asked: Asked, sight: str) -> tuple[Message, Message]:
    packed = Headers(raw=start["headers"]).get("content-encoding") == "gzip"
    vary = (b"vary", b"accept-language, accept-encoding")
    headers = MutableHeaders(raw=[*start["headers"], (b"link", _links().encode()), vary])
    for name in STALE:
        del headers[name]
    # To a question for the head alone the body is empty, and stays so.
    html = (gzip.decompress(body) if packed else body).decode()
    whole = completed(html, asked.language.tag, beside=asked.page in BESIDE, sight=sight).encode() if body else b""
    if body and asked.packed:
        whole = gzip.compress(whole, 6, mtime=0)
        headers["content-encoding"] = "gzip"
    if body:
        headers["content-length"] = str(len(whole))
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": whole}


def completed(html: str, language: str, *, beside: bool = False, sight: str = "") -> str:
    """The document with its language and its style, closed to translators, with what comes before the frontend, and
    with the first `sight` of its scene."""
    scripts = "".join(f'<script type="module" src="{address(name)}"></script>' for name in FIRST)
    own = f'<meta name="google" content="notranslate" />{scripts}'
    # Until the first picture is there: look/frame.css keeps places free, and costs nothing afterwards.
    coming = ("beside" if beside else "alone") + " picture" * bool(sight)
    html = html.replace('<html lang="en">', f'<html lang="{language}" translate="no" data-coming="{coming}">', 1)
    html = html.replace("<head>", f"<head>{own}", 1).replace("</body>", f"{_style()}</body>", 1)
    if sight:
        html = html.replace(BLOCKS, LATER, 1)
        sight = _look("first_sight") + sight
    return html.replace("<body>", f"<body>{_look('ground')}{sight}", 1)


@cache
def _look(name: str) -> str:
    sheet, script = (LOOK.joinpath(f"{name}.{kind}").read_text("utf-8") for kind in ("css", "js"))
    return f"<style>{sheet}</style><script>{script}</script>"


@cache
def _style() -> str:
    return f"<style>{''.join(sheet.read_text('utf-8') for sheet in SHEETS)}</style>"


@cache
def _links() -> str:
    # Plotly is wanted last and compiled longest. Were it only fetched ahead, it would be compiled anew at each visit.
    kinds = {name: "modulepreload; fetchpriority=low" if name == PLOTLY.name else "modulepreload" for name in names()}
    return ", ".join(f"<{address(name)}>; rel={kind}" for name, kind in kinds.items())
