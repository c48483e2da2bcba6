"""The scripts of Streamlit's frontend, compressed: a page waits for them, and they are three times as large as need be.

Streamlit sends them as they are, under addresses made of their contents, which a browser may keep for ever. They are
compressed when somebody first asks for them.
"""

import gzip
from functools import cache
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from studio.server.assets import FOR_EVER
from studio.server.base import below

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"


class EveryScript:
    """Middleware that answers for Streamlit's scripts where the browser takes them compressed."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        name = _name(Request(scope)) if scope["type"] == "http" else None
        if name is None:
            await self.app(scope, receive, send)
            return
        headers = FOR_EVER | {"content-encoding": "gzip"}
        await Response(_packed(name), media_type="text/javascript", headers=headers)(scope, receive, send)


EVERY_SCRIPT = Middleware(EveryScript)


def _name(request: Request) -> str | None:
    """Which script is asked for, if one is."""
    folder, _, name = request.url.path.rpartition("/")
    asked = request.method == "GET" and "gzip" in request.headers.get("accept-encoding", "")
    return name if asked and folder == below("/static/js") and name in _names() else None


@cache
def _names() -> frozenset[str]:
    return frozenset(path.name for path in SCRIPTS.glob("*.js"))


@cache
def _packed(name: str) -> bytes:
    return gzip.compress((SCRIPTS / name).read_bytes(), 6, mtime=0)
