"""The small pictures of the contents: one for each lesson, and of its own runs."""

import io

import numpy as np
import pytest
from PIL import Image

from lessons import LESSONS
from lessons.exercises.questions import ITEMS, Item
from studio.look.ground import SMALL
from studio.look.preview import preview
from studio.panels.exercises.questions import ASKED
from studio.panels.lessons.contents import STILLS


def test_every_lesson_has_its_small_picture_and_there_are_no_others() -> None:
    assert {file.stem for file in STILLS.glob("*.png")} == set(LESSONS)
    for id in LESSONS:
        with Image.open(STILLS / f"{id}.png") as picture:
            assert picture.size == SMALL


# A drawn path, and the ends of seeds.
@pytest.mark.parametrize("lesson", ["stuck", "critical", "noise"])
def test_a_small_picture_is_of_the_runs_of_its_lesson(lesson: str) -> None:
    kept, made = (
        np.asarray(Image.open(io.BytesIO(data)).convert("RGB"), np.int16)
        for data in ((STILLS / f"{lesson}.png").read_bytes(), preview(LESSONS[lesson].scene))
    )
    assert (np.abs(kept - made).max(axis=-1) > 8).mean() < 0.002


@pytest.mark.parametrize("item", [item for item in ITEMS if item.picture], ids=lambda item: item.id)
def test_the_picture_of_a_question_is_of_the_runs_that_give_no_answer_away(item: Item) -> None:
    assert item.picture is not None
    scene, runs = item.picture.scene, item.picture.runs
    kept = np.asarray(Image.open(ASKED / f"{item.id}.png").convert("RGB"), np.int16)
    made, all_of_it = (
        np.asarray(Image.open(io.BytesIO(preview(scene, count))).convert("RGB"), np.int16) for count in (runs, None)
    )
    assert (np.abs(kept - made).max(axis=-1) > 8).mean() < 0.002
    if runs < len(scene.runs):
        assert (np.abs(kept - all_of_it).max(axis=-1) > 8).any()
