"""Who is answered: this machine by its own names, and the pages of this machine."""

from typing import Any

import pytest
import streamlit as st
from starlette.responses import PlainTextResponse
from starlette.types import Message, Receive, Scope, Send

from studio.server.hosts import OwnNames, is_own
from tests.coroutines import finish

OWN = (
    "localhost",
    "localhost:8501",
    "LOCALHOST:8501",
    "127.0.0.1:1",
    "[::1]",
    "[::1]:8501",
    "lab.localhost:8501",
    "localhost.",
)
FOREIGN = (
    "", "evil.example", "evil.example:8501", "localhost.evil.example", "evillocalhost", "127.0.0.1.evil.example",
    "0.0.0.0:8501", "192.168.1.7:8501", "localhost@evil.example", "evil.example/localhost", "localhost:x", "[::1",
    "::1", "localhost/", "127.0.0.2", "null",
)  # fmt: skip


async def inner(scope: Scope, receive: Receive, send: Send) -> None:
    await (
        send({"type": "websocket.accept"})
        if scope["type"] == "websocket"
        else PlainTextResponse("in")(scope, receive, send)
    )


def answer(kind: str = "http", **headers: str) -> Message:
    """The first thing that is answered."""
    said: list[Message] = []
    fields = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def receive() -> Message:
        return {"type": f"{kind}.connect"}

    async def send(message: Message) -> None:
        said.append(message)

    scope: dict[str, Any] = {"type": kind, "method": "GET", "path": "/picture", "headers": fields}
    finish(OwnNames(inner)(scope, receive, send))
    return said[0]


@pytest.mark.parametrize("host", OWN)
def test_this_machine_is_served_by_its_own_names_with_any_port(host: str) -> None:
    assert is_own(host)
    assert answer(host=host)["status"] == 200
    assert answer("websocket", host=host, origin=f"http://{host}")["type"] == "websocket.accept"


@pytest.mark.parametrize("host", FOREIGN)
def test_by_another_s_name_it_is_not(host: str) -> None:
    assert not is_own(host)
    assert answer(host=host)["status"] == 403
    assert answer("websocket", host=host, origin=f"http://{host}")["type"] == "websocket.close"


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "http://evil.example:8501", "null", "file://", "https://a.b"]
)
def test_nor_a_page_of_another(origin: str) -> None:
    assert answer(host="localhost:8501", origin=origin)["status"] == 403
    assert answer("websocket", host="localhost:8501", origin=origin)["type"] == "websocket.close"


def test_what_has_no_host_at_all_is_not_served() -> None:
    assert answer()["status"] == 403


@pytest.mark.parametrize(("address", "status"), [("0.0.0.0", 200), ("192.168.1.7", 200), ("localhost", 403), ("", 403)])
def test_one_flag_opens_it(monkeypatch: pytest.MonkeyPatch, address: str, status: int) -> None:
    options = {"server.address": address, "server.allowedHosts": []}
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    assert answer(host="lab.example:8501")["status"] == status


def test_a_name_that_is_allowed_is_served_too(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"server.address": "localhost", "server.allowedHosts": ["hub.example"]}
    monkeypatch.setattr(st, "get_option", options.__getitem__)
    assert answer(host="hub.example:443")["status"] == 200
    assert answer(host="evil.example")["status"] == 403
