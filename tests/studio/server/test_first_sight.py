"""The first sight of a scene is made once and kept, in bounds; no document waits for it."""

import asyncio
import os
import subprocess
import sys
import threading
import time

import pytest

from studio.server.first_sight import KEPT, WAITING, FirstSights
from tests.coroutines import finish
from tests.server import ROOT
from words import say


def ask(sights: FirstSights, page: str = "explore", lang: str = "en", **link: str) -> str:
    return finish(sights.of(page, link, lang, ""))


def test_what_takes_longer_is_not_waited_for_and_is_there_for_the_next() -> None:
    let_go, made = threading.Event(), threading.Event()

    def make(page: str, link: object) -> str:
        let_go.wait()
        made.set()
        return f"{page}!"

    sights = FirstSights(make, patience=0.02)
    begun = time.perf_counter()
    assert ask(sights) == ""
    assert time.perf_counter() - begun < 5
    let_go.set()
    assert made.wait(30)
    sights.patience = 30
    assert ask(sights) == "explore!"


def test_it_is_made_once_for_a_link_in_a_language() -> None:
    made = []

    def make(page: str, link: object) -> str:
        made.append((page, link, say("minimum", "player")))
        return "sight"

    sights = FirstSights(make, patience=30)
    for lang in ("en", "en", "zh-TW"):
        for link in ({"x": "1", "y": "2"}, {"y": "2", "x": "1"}):
            assert ask(sights, lang=lang, **link) == "sight"
    assert [(page, link) for page, link, _ in made] == [("explore", {"x": "1", "y": "2"})] * 2
    assert made[0][2] == "minimum" != made[1][2]


def test_one_that_was_begun_with_ahead_is_that_of_the_bare_address() -> None:
    made, asked = threading.Event(), []

    def make(page: str, link: object) -> str:
        asked.append((page, link))
        made.set()
        return "sight"

    sights = FirstSights(make, patience=30)
    sights.ahead("one_rate", "zh-TW")
    assert made.wait(30)
    assert ask(sights, "one_rate", "zh-TW") == "sight"
    assert asked == [("one_rate", {})]


def test_a_server_begins_with_the_first_page_as_it_starts() -> None:
    program = "import app; app.SIGHTS.ahead, app.get_url, app.webbrowser.open = print, str, print; app.ready('here')"
    said = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env={**os.environ, "LC_ALL": "zh_TW.UTF-8", "PYTHONUTF8": "1"},
        capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip
    assert said.stdout.splitlines()[0] == "one_rate zh-TW"


def test_no_more_are_kept_than_are_bounded_and_those_that_were_asked_for_last_stay() -> None:
    made = []
    sights = FirstSights(lambda page, link: made.append(link["x"]) or "sight", patience=30)
    for x in range(KEPT + 5):
        ask(sights, x=str(x))
        ask(sights, x="0")
    assert len(sights._kept) == KEPT
    assert made == [str(x) for x in range(KEPT + 5)]
    ask(sights, x="1")
    assert made[-1] == "1"


def test_where_many_wait_no_more_are_begun() -> None:
    let_go = threading.Event()
    sights = FirstSights(lambda page, link: str(let_go.wait()), patience=0)

    async def crowd() -> None:
        await asyncio.gather(*(sights.of("explore", {"x": str(x)}, "en", "") for x in range(2 * WAITING)))

    finish(crowd())
    assert len(sights._kept) == WAITING
    let_go.set()


def test_what_fails_is_logged_and_the_page_opens_without_it(caplog: pytest.LogCaptureFixture) -> None:
    def make(page: str, link: object) -> str:
        raise ValueError("broken")

    assert ask(FirstSights(make, patience=30)) == ""
    assert "broken" in caplog.text
