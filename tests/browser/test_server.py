"""Where the app is: below a path of its own, on both addresses of this machine, on a port that is free."""

import gzip
import http.client
import re
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest

from scenes import SCENES
from surfaces import SURFACES
from tests.browser.conftest import Reader
from tests.browser.test_hand import START, until_dropped
from tests.server import ROOT, serve

SCENE = SCENES["burst"]


@pytest.fixture(scope="module")
def below() -> Iterator[str]:
    """The address of an app that is told to stay below a path, as behind a proxy."""
    with serve(ROOT / "app.py", "/lab") as url:
        yield url


def test_below_a_path_a_link_to_explore_the_start_in_the_hand_the_gallery_and_back_work_on_a_fresh_server(
    open_reader: Callable[..., Reader], below: str
) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.app = below
    reader.open("/explore", SCENES["all_five"])
    names = [link.inner_text() for link in reader.page.get_by_role("link").all()]
    assert "One learning rate" in names
    assert "Explore" in names
    assert "app" not in names
    assert len(reader.sentences()) == 5
    links_lead_back(reader, below)
    assert reader.errors == []


@pytest.mark.long
@pytest.mark.parametrize("path", ["", "/", "/anatomy"])
def test_below_a_path_every_page_finds_its_player(open_reader: Callable[..., Reader], below: str, path: str) -> None:
    reader = open_reader(reduced_motion="reduce")
    reader.app = below
    reader.open(path)
    assert len(reader.heads()) >= 1
    assert reader.errors == []


def links_lead_back(reader: Reader, below: str) -> None:
    """The start in the hand, the gallery, a page of the menu, Back and a reload, below a path."""
    page = reader.page
    reader.turn("/explore", SCENE)
    revision = int(reader.state("revision"))
    x, y = reader.ask(START)
    pictures: list[str] = []
    page.on("response", lambda answer: pictures.append(f"{answer.status} {answer.url.partition('?')[0]}"))
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y - 20, steps=3)
    reader.until_revision(revision + 1)
    page.mouse.up()
    until_dropped(reader, x + 25, y - 20)
    assert f"200 {below}/picture" in pictures
    page.get_by_role("link", name="Surfaces").click()
    page.get_by_role("link", name=SURFACES["booth"].name, exact=True).click()
    reader.until_query(surface="booth")
    page.wait_for_url(f"{below}/explore?*")
    reader.rest()
    page.get_by_role("link", name="One learning rate").click()
    page.locator(".player .name", has_text="η = 1e-7").wait_for()
    reader.until_query(surface="bowl")
    page.wait_for_url(re.compile(rf"{below}/?\?.*"))
    reader.rest()
    page.go_back()
    reader.until_query(surface="booth")
    page.reload()
    reader.until(ready="true")
    reader.until_query(surface="booth")


def answered(app: str, path: str, **headers: str) -> int:
    """The status with which the server answers somebody who says these things of themselves."""
    asked = http.client.HTTPConnection(urlsplit(app).netloc, timeout=10)
    asked.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    status = asked.getresponse().status
    asked.close()
    return status


@pytest.mark.parametrize("base", ["", "/lab"])
def test_the_scripts_of_the_frontend_are_sent_compressed_to_who_can_read_that(
    request: pytest.FixtureRequest, base: str
) -> None:
    app = request.getfixturevalue("below" if base else "app")
    with urllib.request.urlopen(f"{app}/") as page:
        name = re.search(r"static/js/index\.[\w-]+\.js", page.read().decode())
    assert name
    with urllib.request.urlopen(f"{app}/{name[0]}") as plain:
        whole = plain.read()
    asked = urllib.request.Request(f"{app}/{name[0]}", headers={"accept-encoding": "gzip"})
    with urllib.request.urlopen(asked) as packed:
        assert packed.headers["content-encoding"] == "gzip"
        assert "immutable" in packed.headers["cache-control"]
        sent = packed.read()
    assert gzip.decompress(sent) == whole
    assert len(sent) < len(whole) / 2


@pytest.mark.parametrize("path", ["/", "/explore", "/_stcore/health", "/picture?surface=bowl", "/_stcore/stream"])
def test_a_stranger_s_name_for_this_machine_is_not_served(app: str, path: str) -> None:
    for host in ("attacker.example", "localhost.attacker.example:8501", "127.0.0.1.nip.io"):
        assert answered(app, path, host=host) == 403
    assert answered(app, path, origin="http://attacker.example") == 403


def test_the_socket_opens_for_pages_of_this_machine_and_for_no_others(app: str) -> None:
    shaken = {"connection": "Upgrade", "upgrade": "websocket", "sec_websocket_version": "13",
              "sec_websocket_key": "AAAAAAAAAAAAAAAAAAAAAA=="}  # fmt: skip
    here = urlsplit(app).netloc
    assert answered(app, "/_stcore/stream", origin=app, **shaken) == 101
    for host, origin in ((here, "http://attacker.example"), (here, "null"), ("attacker.example", app),
                         ("attacker.example", "http://attacker.example")):  # fmt: skip
        assert answered(app, "/_stcore/stream", host=host, origin=origin, **shaken) == 403


@contextmanager
def started(*options: str) -> Iterator[str]:
    """What the app says first in the terminal, while it runs."""
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true", *options]
    app = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    assert app.stdout is not None
    try:
        yield app.stdout.readline()
    finally:
        app.terminate()
        app.stdout.read()
        app.wait(timeout=30)
        app.stdout.close()


def port_of(line: str) -> int:
    found = re.search(r"http://localhost:(\d+)", line)
    assert found, line
    return int(found[1])


@pytest.fixture
def outside() -> str:
    """The address this machine would use towards another one; no packet is sent for asking."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])


@pytest.mark.long
def test_a_second_app_takes_the_next_free_port_and_says_so(outside: str) -> None:
    with started() as one, started() as two:
        first, second = port_of(one), port_of(two)
        assert 8501 <= first < second
        for port in (first, second):
            for address in ("127.0.0.1", "::1", "localhost"):
                with socket.create_connection((address, port), timeout=5):
                    pass
            with pytest.raises(OSError, match=r"."), socket.create_connection((outside, port), timeout=5):
                pass
