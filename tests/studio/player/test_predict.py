"""What is sent of a run that is to be predicted: its surface, its start and its name."""

import base64
from typing import Any

import pytest

from lessons import LESSONS, Lesson
from scenes import to_link
from studio.player.payload import payload
from studio.player.predict import Question, asked_of

SIZES = {"float32": 4, "float64": 8, "int32": 4, "uint8": 1}


def rows(column: dict[str, Any]) -> int:
    return len(base64.b64decode(column["bytes"])) // SIZES[column["type"]]


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
def test_what_hands_do_is_not_said_in_the_words_of_the_question(lesson: Lesson) -> None:
    asked = asked_of(Question(lesson.id, lesson.prediction, 1, 1, covered=True, own=True, recall=False, saw=""))
    assert asked["words"]["hands"].split(",")[0] not in asked["prompt"]


@pytest.mark.parametrize("lesson", LESSONS.values(), ids=list(LESSONS))
def test_of_a_covered_run_only_the_start_is_sent_and_its_link_is_the_whole_scene(lesson: Lesson) -> None:
    data = payload(lesson.scene, covered=True)
    whole = payload(lesson.scene)
    assert data["link"] == whole["link"] == to_link(lesson.scene)
    assert data["surface"]["key"] == whole["surface"]["key"]
    assert [run["name"] for run in data["runs"]] == [run["name"] for run in whole["runs"]]
    for covered, run in zip(data["runs"], whole["runs"], strict=True):
        assert {rows(column) for column in covered["table"]["columns"].values()} == {1}
        assert (covered["last"], covered["bundle"], covered["finer"], covered["seeds"]) == (0, None, None, None)
        assert covered["chapters"] == []
        assert covered["sentence"] != run["sentence"]
    assert data["dial"] is None
    assert data["marks"] == []
