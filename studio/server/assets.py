"""What the browser loads from this server: Plotly's own file, the player's modules, and what films are encoded with.

They are answered from memory, compressed once, under an address made of their contents: a browser may keep such a
file for ever, and never mixes an old one with a new one. Every page names them in its head, so that they are on
their way while Streamlit's frontend is still starting; but not what is only needed for a film.
"""

import gzip
import hashlib
from functools import cache
from pathlib import Path

import plotly
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from studio.server.base import below

WEB = Path(__file__).parents[1] / "player" / "web"
PLOTLY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
ENCODERS = Path(__file__).parents[1] / "encoders" / "encoders.mjs"
FILM = ("film/", ENCODERS.name)
FOR_EVER = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}


# Plotly's file hands one function, which is nearly all of it, to another, which calls it at once. In parentheses a
# function is taken for one that is called at once (https://v8.dev/blog/preparser), and compiled while it loads, in a
# thread of its own; else it is read twice, and the page's thread stands still for nearly half a second.
BEGINS, ENDS = b" : this, () => {", b"}));"


def _plotly() -> bytes:
    head, begins, body = PLOTLY.read_bytes().partition(BEGINS)
    if not begins or not body.endswith(ENDS):
        return head + begins + body
    return head + begins.replace(b"()", b"(()") + body.removesuffix(ENDS) + b"})" + ENDS[1:]


@cache
def _files() -> dict[str, bytes]:
    """The contents of each file under its name, compressed; a module's name has its room in it."""
    whole = {path.name: path for path in (PLOTLY, ENCODERS)}
    named = whole | {path.relative_to(WEB).as_posix(): path for path in sorted(WEB.rglob("*.js"))}
    read = {name: path.read_bytes() for name, path in named.items()} | {PLOTLY.name: _plotly()}
    return {name: gzip.compress(written, 6, mtime=0) for name, written in read.items()}


@cache
def _version() -> str:
    """A name made of the names and the contents of all files."""
    return hashlib.sha256(repr(_files()).encode()).hexdigest()[:12]


def names() -> list[str]:
    """What a page needs from the beginning."""
    return [name for name in _files() if not name.startswith(FILM)]


def address(name: str) -> str:
    """Where a file is, relative to the page."""
    return f"./assets/{_version()}/{name}"


def asset(request: Request) -> Response:
    """A file of this version; 404 for any other."""
    name = request.path_params["name"]
    if request.path_params["version"] != _version() or name not in _files():
        return Response(status_code=404)
    body, headers = _files()[name], FOR_EVER
    if "gzip" in request.headers.get("accept-encoding", ""):
        headers = headers | {"content-encoding": "gzip"}
    else:
        body = gzip.decompress(body)
    return Response(body, media_type="text/javascript", headers=headers)


ROUTE = Route(below("/assets/{version}/{name:path}"), asset)
