"""The document of every page: closed to translators from the first byte, its language named, with its files."""

import asyncio
import gzip
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit
from starlette.datastructures import Headers
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.types import Message

from studio.server.assets import address, names
from studio.server.document import EveryDocument

# What Streamlit serves for every page.
FILE = Path(streamlit.__file__).parent / "static" / "index.html"
HTML, HEAD = '<html lang="en" translate="no">', '<meta name="google" content="notranslate" />'


def packed() -> Response:
    return Response(gzip.compress(FILE.read_bytes()), media_type="text/html", headers={"content-encoding": "gzip"})


def file() -> Response:
    return FileResponse(FILE)


def asked(answer: Callable[[], Response], method: str = "GET", **headers: str) -> tuple[Headers, str]:
    """The head and the text of an answer that has gone through the middleware."""
    sent: list[Message] = []

    async def app(scope, receive, send) -> None:
        seen.update(Headers(scope=scope))
        await answer()(scope, receive, send)

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        # Nobody goes away before the answer is there.
        return await asyncio.get_running_loop().create_future()

    seen.clear()
    fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(EveryDocument(app)({"type": "http", "method": method, "headers": fields}, receive, send))
    start, *parts = sent
    assert start["status"] == 200
    return Headers(raw=start["headers"]), b"".join(part.get("body", b"") for part in parts).decode()


seen: dict[str, str] = {}


@pytest.mark.parametrize("answer", [file, packed])
@pytest.mark.parametrize("headers", [{}, {"accept": "*/*"}, {"accept": "text/html", "accept_encoding": "identity"}])
def test_the_page_opts_out_of_translation_before_anything_else_is_read(
    answer: Callable[[], Response], headers: dict[str, str]
) -> None:
    head, html = asked(answer, **headers)
    assert html.count(HTML) == html.count(HEAD) == 1
    assert html.index(HTML) < html.index(HEAD) < html.index("<title>")
    assert (int(head["content-length"]), head.get("content-encoding")) == (len(html.encode()), None)
    # What forgives a translator is there before the frontend that has to be forgiven.
    assert html.index(address("page/translator.js")) < html.index("/static/js/index")
    # All else is as Streamlit has it.
    own = f'{HEAD}<script type="module" src="{address("page/translator.js")}"></script>'
    assert html.replace(own, "").replace(HTML, '<html lang="en">') == FILE.read_text("utf-8")


def test_what_an_older_version_made_of_the_same_file_is_never_taken_for_this_one() -> None:
    head, html = asked(file, if_none_match='"their-own"', if_modified_since="Thu, 26 Nov 2026 12:00:00 GMT")
    assert HTML in html
    assert not {"etag", "last-modified"} & {*head}
    assert not {"if-none-match", "if-modified-since"} & {*seen}


def test_a_question_for_the_head_alone_is_answered_without_a_body() -> None:
    assert asked(file, "HEAD")[1] == ""


def test_every_page_names_the_files_in_its_head_and_nothing_else_does() -> None:
    assert asked(file)[0]["link"].split(", ") == [f"<{address(name)}>; rel=modulepreload" for name in names()]
    head, text = asked(lambda: JSONResponse({"html": "<head>"}))
    assert "link" not in head
    assert text == '{"html":"<head>"}'
