"""The address of maps: its parts in bytes, its run, table and file; taking turns, and what is refused."""

import csv
import io
import json
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from PIL import Image
from starlette.requests import Request
from starlette.responses import Response

from optimizers.outcomes.classes import MINIMUM
from scenes import Scene, from_link, new_run, to_link
from scenes.maps import Axis, Map, run_at, whole
from scenes.maps.link import words_of
from scenes.maps.shades import painted
from scenes.trajectories import path_at
from studio.look.map_colours import table_of
from studio.panels.maps.answers import ANSWERS
from studio.server.maps import MOST_WAITING, PATH, Full, Queue, route

SCENE = Scene("himmelblau", (), (4.2, 4.0), 120, (new_run("momentum", eta=0.005),))
MAP = Map(SCENE, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0))
LINK = to_link(SCENE) | words_of(MAP)
ROUTE = route(ANSWERS)


def asked(link: dict[str, str], **headers: str) -> Response:
    fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return ROUTE.endpoint(Request({"type": "http", "query_string": urlencode(link).encode(), "headers": fields}))


def told(link: dict[str, str]) -> Any:
    return json.loads(bytes(asked(link).body))


def test_a_part_is_its_inks_and_after_them_its_shades() -> None:
    body = bytes(asked(LINK | {"as": "part", "size": "64", "part": "0"}).body)
    ink, shade = painted(MAP, whole(MAP, 64))
    assert body == ink.tobytes() + shade.tobytes()
    assert len(body) == 2 * 64 * 64


def test_the_run_under_the_pointer_is_the_one_that_a_click_opens() -> None:
    run = told(LINK | {"as": "run", "size": "64", "column": "40", "row": "50"})
    path = path_at(run_at(MAP, 40, 50, 64), 0)
    assert run["says"] == ["at the minimum (3, 2)", path.outcome.sentence]
    assert run["x"]["type"] == "float32"
    assert run["at"] == "θ₁⁰ = 1.328 · θ₂⁰ = 2.891"


def test_where_a_number_of_the_surface_is_varied_a_run_has_its_own_ground() -> None:
    valley = from_link({"surface": "quadratic", "steps": "20"}, SCENE)[0]
    words = {"over": "numbers", "across": "eta~0.001~0.1", "up": "kappa~2~20", "as": "run", "size": "64"}
    low, high = (told(to_link(valley) | words | {"column": "1", "row": row})["surface"] for row in ("0", "63"))
    assert low["key"] != high["key"]
    assert told(LINK | {"as": "run", "size": "64"})["surface"] is None


def test_the_table_has_every_point_with_all_digits() -> None:
    answer = asked(LINK | {"as": "csv", "size": "64"})
    rows = [*csv.DictReader(io.StringIO(bytes(answer.body).decode()))]
    pixels = whole(MAP, 64)
    assert len(rows) == 64 * 64
    assert [float(row["loss"]) for row in rows] == pixels.loss.tolist()
    assert {row["class"] for row in rows if float(row["x"]) > 2 and float(row["y"]) > 2} >= {"at the minimum (3, 2)"}


def test_the_file_is_the_picture() -> None:
    answer = asked(LINK | {"as": "png", "size": "64"})
    picture = np.asarray(Image.open(io.BytesIO(bytes(answer.body))))
    ink, shade = painted(MAP, whole(MAP, 64))
    assert (picture[::-1] == table_of(MAP)[ink, shade].reshape(64, 64, 3)).all()


def test_the_numbers_are_told_in_the_readers_language() -> None:
    english = told(LINK | {"as": "numbers", "size": "64"})
    assert sum(float(row["share"].rstrip("%")) for row in english["rows"]) == pytest.approx(100, abs=0.3)
    assert {row["ink"] for row in english["rows"]} >= {MINIMUM, MINIMUM + 1}
    chinese = told(LINK | {"as": "numbers", "size": "64", "lang": "zh-TW"})
    assert "邊界" in " ".join(chinese["lines"])


@pytest.mark.parametrize("word", ["size", "part", "column", "row", "over", "across", "up", "tells", "target", "lang"])
def test_hostile_words_have_an_answer(word: str) -> None:
    for text in ("", "-1", "9" * 30, "1e9", "∞", "<b>", "x~1~1", "..", "٣"):
        for what in ("part", "run"):
            query = LINK | {"as": what, "size": "64", "part": "0", "column": "1", "row": "1"} | {word: text}
            if word == "over":
                query |= {"steps": "2"}
            assert asked(query).status_code == 200


def test_what_is_no_answer_and_what_comes_from_elsewhere_is_refused() -> None:
    assert asked(LINK | {"as": "moon"}).status_code == 404
    assert asked(LINK).status_code == 404
    assert asked(LINK | {"as": "part"}, sec_fetch_site="cross-site").status_code == 403
    assert ROUTE.path == PATH


def test_sixty_askers_are_answered_in_the_order_in_which_they_came_or_told_to_ask_again() -> None:
    queue, begun, done = Queue(), Event(), []

    def ask(number: int) -> bool:
        try:
            with queue.turn():
                if not number:
                    begun.wait(10)
                done.append(number)
        except Full:
            return False
        return True

    with ThreadPoolExecutor(60) as askers:
        answers = []
        for number in range(60):
            answers.append(askers.submit(ask, number))
            while len(queue._waiting) < min(number + 1, MOST_WAITING + 1):
                Event().wait(0.001)
        waiting = [answer for answer in answers if not answer.done()]
        # Those who found no room know it while the first one is still at work.
        while len(waiting) > MOST_WAITING + 1:
            waiting = [answer for answer in waiting if not answer.done()]
        begun.set()
        told = [answer.result(10) for answer in answers]
    assert done == [*range(MOST_WAITING + 1)]
    assert told == [number <= MOST_WAITING for number in range(60)]


def test_who_fails_in_their_turn_lets_the_next_one_in() -> None:
    queue = Queue(0)
    with pytest.raises(ZeroDivisionError), queue.turn():
        raise ZeroDivisionError
    with queue.turn(), pytest.raises(Full), queue.turn():
        pass
    with queue.turn():
        pass


def test_a_full_server_says_so() -> None:
    queue = Queue(0)
    full = route(ANSWERS, queue)
    request = Request({"type": "http", "query_string": urlencode(LINK | {"as": "part"}).encode(), "headers": []})
    with queue.turn():
        answer = full.endpoint(request)
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"
