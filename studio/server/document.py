"""The document of every page, which Streamlit serves from a file of its own; what it has to say from the first byte on.

A browser's translator wraps what it reads in elements of its own, behind the frontend's back; so the page opts out.
The player's files are named in its head, as links (RFC 8288): they are fetched at once.
"""

import gzip
from functools import cache

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from studio.server.assets import address, names

LANGUAGE = "en"
FORGIVES = "page/translator.js"
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
            await self.app({**scope, "headers": headers}, receive, _completing(send))
        else:
            await self.app(scope, receive, send)


EVERY_DOCUMENT = Middleware(EveryDocument)


def _completing(send: Send) -> Send:
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
                for answer in _whole(start, body):
                    await send(answer)

    return complete


def _is_document(start: Message) -> bool:
    return Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")


def _whole(start: Message, body: bytes) -> tuple[Message, Message]:
    packed = Headers(raw=start["headers"]).get("content-encoding") == "gzip"
    headers = MutableHeaders(raw=[*start["headers"], (b"link", _links().encode())])
    for name in STALE:
        del headers[name]
    # To a question for the head alone the body is empty, and stays so.
    whole = completed((gzip.decompress(body) if packed else body).decode()).encode() if body else b""
    if body:
        headers["content-length"] = str(len(whole))
    return {**start, "headers": headers.raw}, {"type": "http.response.body", "body": whole}


def completed(html: str) -> str:
    """The document with its language, closed to translators, and with what forgives those that come all the same."""
    own = f'<meta name="google" content="notranslate" /><script type="module" src="{address(FORGIVES)}"></script>'
    html = html.replace('<html lang="en">', f'<html lang="{LANGUAGE}" translate="no">', 1)
    return html.replace("<head>", f"<head>{own}", 1)


@cache
def _links() -> str:
    return ", ".join(f"<{address(name)}>; rel=modulepreload" for name in names())
