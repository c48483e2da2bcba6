"""What the browser loads: whole, and kept for ever."""

import gzip
import re

from starlette.requests import Request
from starlette.responses import Response

from studio.server.assets import ENCODERS, PLOTLY, ROUTE, WEB, address, asset

MODULES = [path.relative_to(WEB).as_posix() for path in sorted(WEB.rglob("*.js"))]


def asked(path: str, encoding: str = "gzip, br") -> Response:
    _, _, version, name = path.removeprefix(".").split("/", 3)
    headers = [(b"accept-encoding", encoding.encode())]
    return asset(Request({"type": "http", "headers": headers, "path_params": {"version": version, "name": name}}))


def test_a_file_comes_as_it_is_written() -> None:
    assert len(MODULES) > 100
    others = {path.name: path for path in (PLOTLY, ENCODERS)}
    for name in (*others, *MODULES):
        written = others.get(name, WEB / name).read_bytes()
        if name == "plotly.min.js":
            # Its one large function stands in parentheses, by which browsers compile it while it loads.
            head, _, body = written.partition(b" : this, ")
            written = head + b" : this, (" + body.removesuffix(b"));") + b")));"
            assert body.startswith(b"() => {")
            assert body.endswith(b"}));")
        small, whole = asked(address(name)), asked(address(name), "identity")
        assert gzip.decompress(bytes(small.body)) == bytes(whole.body) == written, name
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


def test_what_a_module_imports_is_served_beside_it() -> None:
    for name in MODULES:
        imported = re.findall(r'^(?:import|export) .*?from "([\w./-]+)";$', (WEB / name).read_text("utf-8"), re.M)
        here = (WEB / name).parent
        asked_for = {(here / one).resolve().relative_to(WEB.resolve()).as_posix() for one in imported}
        assert asked_for <= {*MODULES}, name
