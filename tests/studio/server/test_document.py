"""The document of every page: closed to translators from the first byte, its language named, with its files."""

import asyncio
import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import streamlit
from starlette.datastructures import Headers
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.types import Message

from studio.server.assets import address, names
from studio.server.document import FIRST, LOOK, SHEETS, EveryDocument
from studio.server.first_sight import FirstSights
from tests.coroutines import finish

# What Streamlit serves for every page.
FILE = Path(streamlit.__file__).parent / "static" / "index.html"
TAGS = {"zh-HK": "zh-Hant-TW", "zh": "zh-Hans-CN", "de": "en"}
HTML, HEAD = '<html lang="en" translate="no" data-coming="alone">', '<meta name="google" content="notranslate" />'


def packed() -> Response:
    return Response(gzip.compress(FILE.read_bytes()), media_type="text/html", headers={"content-encoding": "gzip"})


def file() -> Response:
    return FileResponse(FILE)


def asked(
    answer: Callable[[], Response],
    method: str = "GET",
    path: str = "/",
    query: str = "",
    sights: FirstSights | None = None,
    **headers: str,
) -> tuple[Headers, str]:
    """The head and the text of an answer that has gone through the middleware."""
    sights = sights or FirstSights(lambda page, link: "")
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
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": fields}
    finish(EveryDocument(app, sights)(scope, receive, send))
    start, *parts = sent
    assert start["status"] == 200
    head, body = Headers(raw=start["headers"]), b"".join(part.get("body", b"") for part in parts)
    return head, (gzip.decompress(body) if head.get("content-encoding") == "gzip" else body).decode()


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
    # What forgives a translator, and what tells at once, is there before the frontend that has to be mended.
    assert all(html.index(address(name)) < html.index("/static/js/index") for name in FIRST)
    # All else is as Streamlit has it.
    own = HEAD + "".join(f'<script type="module" src="{address(name)}"></script>' for name in FIRST)
    style = f"<style>{''.join(sheet.read_text('utf-8') for sheet in SHEETS)}</style>"
    ground = "".join(
        f"<{tag}>{LOOK.joinpath(name).read_text('utf-8')}</{tag}>"
        for tag, name in (("style", "ground.css"), ("script", "ground.js"))
    )
    for mine, theirs in ((own, ""), (HTML, '<html lang="en">'), (style, ""), (ground, "")):
        html = html.replace(mine, theirs)
    assert html == FILE.read_text("utf-8")


def test_the_style_of_the_page_comes_with_its_document_after_all_that_the_frontend_may_put_into_the_head() -> None:
    html = asked(file)[1]
    assert html.count("<style>") >= 1
    assert html.index("</head>") < html.index(".stage .player") < html.index("</body>")
    assert "</style" not in "".join(sheet.read_text("utf-8") for sheet in SHEETS)


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/explore", True), ("/lab/anatomy", True), ("/", False), ("/gallery", False), ("/x/explorer", False)],
)
def test_a_page_with_controls_beside_the_picture_keeps_their_place_free(path: str, kept: bool) -> None:
    html = asked(file, path=path)[1]
    assert (f'translate="no" data-coming="{"beside" if kept else "alone"}">') in html


@pytest.mark.parametrize("accept", TAGS)
def test_its_language_is_that_of_the_browser_or_of_the_link_from_the_first_byte_on(accept: str) -> None:
    head, html = asked(file, accept_language=accept)
    assert html.count(f'<html lang="{TAGS[accept]}" translate="no" data-coming') == 1
    assert "accept-language" in head["vary"]
    assert '<html lang="zh-Hans-CN"' in asked(file, query="page=explore&lang=zh-CN", accept_language=accept)[1]
    assert f'<html lang="{TAGS[accept]}"' in asked(file, query="lang=%3Cb%3E&lang=", accept_language=accept)[1]


def test_what_an_older_version_made_of_the_same_file_is_never_taken_for_this_one() -> None:
    head, html = asked(file, if_none_match='"their-own"', if_modified_since="Thu, 26 Nov 2026 12:00:00 GMT")
    assert HTML in html
    assert not {"etag", "last-modified"} & {*head}
    assert not {"if-none-match", "if-modified-since"} & {*seen}


def test_a_question_for_the_head_alone_is_answered_without_a_body() -> None:
    assert asked(file, "HEAD")[1] == ""


def test_every_page_names_the_files_in_its_head_and_nothing_else_does() -> None:
    links = dict(re.findall("<([^>]*)>; rel=([^,]+)", asked(file)[0]["link"]))
    plotly = {address("plotly.min.js"): "modulepreload; fetchpriority=low"}
    assert links == {address(name): "modulepreload" for name in names()} | plotly
    head, text = asked(lambda: JSONResponse({"html": "<head>"}))
    assert "link" not in head
    assert text == '{"html":"<head>"}'


def test_it_goes_out_compressed_where_the_browser_takes_it_so() -> None:
    head, html = asked(file, accept_encoding="gzip, br")
    assert head["content-encoding"] == "gzip"
    assert int(head["content-length"]) < 0.4 * len(html.encode())
    assert "accept-encoding" in head["vary"]
    assert html == asked(file)[1]


SIGHT = '<div id="first-sight" aria-hidden="true">…</div>'


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("/", "one_rate"),
        ("/explore", "explore"),
        ("/lessons/", "lessons"),
        ("/gallery", None),
        ("/maps", None),
        ("/x/explore", None),
    ],
)
def test_the_first_sight_of_a_scene_comes_before_the_frontend_and_waits_for_no_sheet(
    path: str, page: str | None
) -> None:
    made: list[tuple[str, dict[str, str]]] = []

    def make(page: str, link: dict[str, str]) -> str:
        made.append((page, dict(link)))
        return SIGHT

    _, html = asked(file, path=path, query="a=1&a=2&b=", sights=FirstSights(make, patience=30))
    assert made == ([(page, {"a": "1", "b": ""})] if page else [])
    assert html.count(SIGHT) == (page is not None)
    # Every page has the ground of the chosen theme from its first frame.
    chosen = html.index("stActiveTheme")
    assert html.index("<body>") < html.index("html[data-theme=") < chosen < html.index("<noscript>")
    assert bool(re.search('<html [^>]*data-coming="[a-z]+ picture"', html)) == (page is not None)
    if page:
        assert chosen < html.index(SIGHT) < html.index("<noscript>") < html.index('<div id="root">')
        # What it looks like stands before it, and what takes it away.
        assert html.index("#first-sight {") < html.rindex("MutationObserver") < html.index(SIGHT)
    # Streamlit's sheet holds up nothing that is painted, and counts as soon as it is there.
    sheets = re.findall('<link rel="stylesheet"[^>]*>', html)
    assert ['media="print" onload="this.media=' in one for one in sheets] == [page is not None]
