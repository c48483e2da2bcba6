"""The picture of a link, as the player fetches it while the start is dragged."""

import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import pytest
from starlette.requests import Request
from starlette.responses import Response

from lessons import LESSONS
from lessons.sheets import algorithm
from scenes import MAX_RUNS, SCENES, Scene, new_run, to_link
from scenes.drawn.thinning import FULL
from studio.page import edit
from studio.page.handles import moved
from studio.panels.in_hand import beside
from studio.panels.lessons.lesson import told
from studio.player.payload import keys, payload
from studio.server.picture import PATH, route

SCENE = SCENES["all_five"]
ROUTE = route(payload, moved, beside)


def asked(link: dict[str, str], **headers: str) -> Response:
    fields = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    return ROUTE.endpoint(Request({"type": "http", "query_string": urlencode(link).encode(), "headers": fields}))


def body(response: Response) -> dict[str, Any]:
    return dict(json.loads(bytes(response.body)))


@pytest.mark.parametrize("scene", [SCENE, SCENES["noise_escapes"], edit.set_start(SCENES["ball"], -0.3, 0.4)])
def test_the_picture_of_a_link_is_what_its_page_shows(scene: Scene) -> None:
    assert body(asked(to_link(scene))) == json.loads(json.dumps(payload(scene)))


def test_what_the_browser_has_is_not_sent_again() -> None:
    surface, *tables = keys(payload(SCENE))
    sent = payload(edit.set_start(SCENE, 1.0, 0.5), known=[surface])
    assert body(asked(to_link(edit.set_start(SCENE, 1.0, 0.5)) | {"known": surface})) == json.loads(json.dumps(sent))
    assert "z" not in sent["surface"]
    assert all("columns" in run["table"] for run in sent["runs"])
    assert not set(tables) & set(keys(sent))


def test_what_hands_move_is_in_the_picture_and_in_its_link() -> None:
    link = to_link(SCENE) | {"moved": "eta.1~31~0.002;x~-3.5~-3.5;nothing~at;~~~", "around": "7"}
    both = edit.set_start(edit.set_knob(SCENE, 0, "eta", 0.002), -3.5, SCENE.start[1])
    assert body(asked(link)) == json.loads(json.dumps(payload(both, around=7)))
    assert body(asked(link))["link"] == to_link(both)


@pytest.mark.parametrize(
    "link",
    [
        {},
        {"eta.1": "nan", "x": "1e999"},
        {"known": "..", "surface": "<script>"},
        {"moved": "~~;~~", "around": "٣"},
        {"moved": "eta.1~~", "around": "9" * 99},
    ],
)
def test_no_link_at_all_breaks_it(link: dict[str, str]) -> None:
    response = asked(link)
    assert response.status_code == 200
    assert body(response)["runs"]


def test_it_is_in_the_language_of_the_reader_and_the_next_one_is_in_another() -> None:
    def word(**said: str) -> object:
        return body(asked(to_link(SCENE) | said))["words"]["copy"]  # type: ignore[index]

    assert [word(lang=id) for id in ("zh-TW", "zh-CN", "en", "xx")] == ["複製", "复制", "Copy", "Copy"]
    assert word() == "Copy"
    named = body(asked(to_link(SCENE) | {"lang": "zh-TW", "terms": "english"}))["runs"][0]["name"]  # type: ignore[index]
    assert named == "Gradient descent，η = 0.001"


def test_another_site_gets_nothing() -> None:
    assert asked(to_link(SCENE), sec_fetch_site="cross-site").status_code == 403
    assert asked(to_link(SCENE), sec_fetch_site="same-origin").status_code == 200


def test_it_has_an_address_beside_the_pages() -> None:
    assert (ROUTE.path, PATH) == ("/picture", "/picture")


def test_what_is_too_much_for_one_answer_is_left_out_in_a_sentence_here_too() -> None:
    many = replace(SCENE, runs=(new_run("gd", eta=1e-3),) * MAX_RUNS, steps=1_000_000, marks=("dial",))
    answer = body(asked(to_link(many)))
    shown = answer["steps"]
    assert FULL < shown < many.steps
    assert (answer["dial"], answer["link"]["steps"]) == (None, "1000000")
    first, second = answer["notices"]
    assert first == (
        f"1,000,000 steps of {MAX_RUNS} runs are too much at once: the first {shown:,} are shown. "
        "Take fewer steps, or fewer runs or seeds where they can be chosen."
    )
    assert second.startswith("The runs for the values of the dial are too much at once with")


def test_with_the_picture_comes_what_a_lesson_would_say_of_it() -> None:
    lesson = LESSONS["stuck"]
    before = told(lesson, lesson.scene)
    shown = body(asked(to_link(lesson.scene) | {"moved": "eta.1~~0.05", "tells": "lesson.stuck"}))["told"]
    assert shown == told(lesson, edit.set_knob(lesson.scene, 0, "eta", 0.05))
    assert shown["claim"] != before["claim"]
    assert len(shown["tries"]) == len(lesson.tries)
    assert "told" not in body(asked(to_link(lesson.scene) | {"tells": "lesson.none"}))


def test_with_the_picture_come_the_lines_of_algorithm_1_where_it_fits() -> None:
    shown = body(asked(to_link(algorithm.SCENE) | {"moved": "eta.1~~0.05", "tells": "algorithm.1"}))
    assert shown["worked"]["path"] == shown["runs"][0]["path"]
    assert shown["worked"]["numbers"]["eta"] == 0.05
    assert "worked" not in body(asked(to_link(SCENE) | {"tells": "algorithm.1"}))
