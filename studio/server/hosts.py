"""Only this machine's names are served: `localhost` and what ends in it, `127.0.0.1`, `[::1]`, with any port.

A page of the web can have its own name point to this machine (DNS rebinding), and its browser then takes what answers
here for a part of that page. It still says the page's name in the header `Host`, and with it nothing is answered, over
HTTP or the socket. Who opens the server to other machines says so, with `--server.address=0.0.0.0` or another address;
behind a proxy that keeps its own name, `--server.allowedHosts=name` adds that one.
"""

from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from words import say, speaking
from words.catalogue import catalogue
from words.languages import understood

OWN = ("localhost", "127.0.0.1", "::1")


class OwnNames:
    """Middleware that answers with one sentence, and 403, what was not asked of this machine by its own name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = Headers(scope=scope) if scope["type"] in ("http", "websocket") else None
        if headers is None or is_open() or (is_own(headers.get("host", "")) and _from_here(headers)):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            message = "This server answers to localhost only. To open it to others, start it with {flag}."
            with speaking(catalogue(understood(headers.get("accept-language", "")))):
                said = say(message, flag="--server.address=0.0.0.0")
            await PlainTextResponse(f"{said}\n", status_code=403)(scope, receive, send)


OWN_NAMES = Middleware(OwnNames)


def is_open() -> bool:
    """Whether the server was opened to other machines; which names it then has, Streamlit knows."""
    return (st.get_option("server.address") or "localhost") not in OWN


def is_own(host: str) -> bool:
    """Whether a host, with its port or without, is this machine by a name of its own."""
    try:
        parts = urlsplit(f"//{host}")
        name = (parts.hostname or "").rstrip(".")
        plain = parts.netloc == host and "@" not in host and (parts.port or 0) >= 0
    except ValueError:
        return False
    return plain and (name in OWN or name.endswith(".localhost") or name in st.get_option("server.allowedHosts"))


def _from_here(headers: Headers) -> bool:
    """Whether the page that asks, if one does, is one of this machine; a page that is nobody's says `null`."""
    origin = headers.get("origin")
    return origin is None or is_own(urlsplit(origin).netloc)
