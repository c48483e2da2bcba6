"""The document of every page, which Streamlit serves from a file of its own; what it has to say from the first byte on.

A browser's translator wraps what it reads in elements of its own, behind the frontend's back; so the page opts out.
Two files come before the frontend and mend what it does: one forgives translators that come all the same, and by the
other what a reader moves is told at once; a third makes Plotly ready on pages without a picture. The player's files are
named in its head, as links (RFC 8288): they are fetched at once. The style of the page stands at its end, where it
counts for more than what the frontend adds to the head: were it sent later, all would move.
"""

import gzip
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.server.assets import PLOTLY, address, names
from words.languages import LANGUAGES, understood

FIRST = ("page/translator.js", "page/at-once.js", "page/ahead.js")
SHEETS = [Path(__file__).parents[1] / "look" / name for name in ("frame.css", "stage.css", "print.css")]
# Pages with controls beside the picture: until they are there their place is kept free.
BESIDE = ("explore", "anatomy", "maps")
# The file may be as the browser has it while what is made of it is not.
UNASKED = {b"if-none-match", b"if-modified-since", b"range"}
STALE = ("etag", "last-modified", "accept-ranges", "content-encoding", "content-length")


class EveryDocument:
    """Middleware that completes the document of a page; all other answers pass."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = [(name, value) for name, value in scope["headers"] if name not in UNASKED]
            await self.app({**scope, "headers": headers}, receive, _completing(send, scope))
        else:
            await self.app(scope, receive, send)


EVERY_DOCUMENT = Middleware(EveryDocument)


def _language(scope: Scope) -> str:
    """The tag of the language that the address of a document asks for, or else its browser."""
    asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[0]
    known = LANGUAGES.get(asked) or LANGUAGES[understood(Headers(scope=scope).get("accept-language", ""))]
    return known.tag


def _completing(send: Send, scope: Scope) -> Send:
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
                for answer in _whole(start, body, scope):
                    await send(answer)

    return complete


def _is_document(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _whole(start: Message, body: bytes, scope: Scope) -> tuple[Message, Message]:
    packed = Headers(raw=start["headers"]).get("content-encoding") == "gzip"
    headers = MutableHeaders(raw=[*start["headers"], (b"link", _links().encode()), (b"vary", b"accept-language")])
    for name in STALE:
        del headers[name]
    # To a question for the head alone the body is empty, and stays so.
    page = scope.get("path", "").rstrip("/").rpartition("/")[2]
    html = (gzip.decompress(body) if packed else body).decode()
    whole = completed(html, _language(scope), beside=page in BESIDE).encode() if body else b""
    if body:
        headers["content-length"] = str(len(whole))
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": whole}


def completed(html: str, language: str, *, beside: bool = False) -> str:
    """The document with its language and its style, closed to translators, and with what comes before the frontend."""
    scripts = "".join(f'<script type="module" src="{address(name)}"></script>' for name in FIRST)
    own = f'<meta name="google" content="notranslate" />{scripts}'
    # Until the first picture is there: look/frame.css keeps places free, and costs nothing afterwards.
    coming = "beside" if beside else "alone"
    html = html.replace('<html lang="en">', f'<html lang="{language}" translate="no" data-coming="{coming}">', 1)
    return html.replace("<head>", f"<head>{own}", 1).replace("</body>", f"{_style()}</body>", 1)


@cache
def _style() -> str:
    return f"<style>{''.join(sheet.read_text('utf-8') for sheet in SHEETS)}</style>"


@cache
def _links() -> str:
    # Plotly comes after the first picture: it is fetched when the browser has nothing else to fetch or to compile.
    kinds = {name: "prefetch" if name == PLOTLY.name else "modulepreload" for name in names()}
    return ", ".join(f"<{address(name)}>; rel={kind}" for name, kind in kinds.items())
