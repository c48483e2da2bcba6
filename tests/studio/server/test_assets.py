"""What the browser loads: whole, kept for ever, named in the head of every page, and sent without delay."""

import asyncio
import gzip
import re
import socket

import pytest
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from studio.server.assets import PLOTLY, ROUTE, WEB, InEveryHead, address, asset
from studio.server.sockets import send_at_once

MODULES = [path.relative_to(WEB).as_posix() for path in sorted(WEB.rglob("*.js"))]


def asked(path: str, encoding: str = "gzip, br") -> Response:
    _, _, version, name = path.removeprefix(".").split("/", 3)
    headers = [(b"accept-encoding", encoding.encode())]
    return asset(Request({"type": "http", "headers": headers, "path_params": {"version": version, "name": name}}))


@pytest.mark.parametrize("name", [PLOTLY.name, *MODULES])
def test_a_file_comes_as_it_is_written(name: str) -> None:
    written = (PLOTLY if name == PLOTLY.name else WEB / name).read_bytes()
    small, whole = asked(address(name)), asked(address(name), "identity")
    assert gzip.decompress(bytes(small.body)) == bytes(whole.body) == written
    assert (small.headers["content-encoding"], whole.headers.get("content-encoding")) == ("gzip", None)
    for response in (small, whole):
        assert response.headers["content-type"].startswith("text/javascript")
        assert "immutable" in response.headers["cache-control"]


def test_there_is_nothing_else() -> None:
    assert asked(address("data/types.d.ts")).status_code == 404
    assert asked(address("player.html")).status_code == 404
    # What an older version was is not answered with what is newer.
    assert asked("./assets/0123456789ab/player.js").status_code == 404
    assert ROUTE.path == "/assets/{version}/{name:path}"


@pytest.mark.parametrize("name", MODULES)
def test_what_a_module_imports_is_served_beside_it(name: str) -> None:
    imported = re.findall(r'^(?:import|export) .*?from "([\w./-]+)";$', (WEB / name).read_text("utf-8"), re.M)
    here = (WEB / name).parent
    assert {(here / one).resolve().relative_to(WEB.resolve()).as_posix() for one in imported} <= {*MODULES}


def head_of(content_type: str) -> str:
    """The links that stand in the head of an answer of this type."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await Response(b"", media_type=content_type)(scope, receive, send)

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(InEveryHead(app)({"type": "http"}, receive, send))
    assert [message["type"] for message in sent] == ["http.response.start", "http.response.body"]
    return ", ".join(value.decode() for name, value in sent[0]["headers"] if name == b"link")


def test_every_page_names_the_files_in_its_head_and_nothing_else_does() -> None:
    assert head_of("text/html").split(", ") == [
        f"<{address(name)}>; rel=modulepreload" for name in (PLOTLY.name, *MODULES)
    ]
    assert head_of("application/json") == ""


def test_small_answers_are_not_held_back() -> None:
    with socket.socket() as listener, socket.socket() as unbound:
        listener.bind(("localhost", 0))
        listener.listen()
        assert listener.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        assert send_at_once() >= 1
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
        assert unbound.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
