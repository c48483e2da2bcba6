"""What is said of an answer: its reason, or which scene shows otherwise, and that it is another one."""

import pytest

from lessons.exercises.questions import ITEMS, MISCONCEPTIONS, Choice, Item
from studio.panels.exercises.questions import RIGHT, data, mixed, reply
from surfaces import SURFACES
from words import say

WRONG = [
    pytest.param(item, choice, id=f"{item.id}-{choice.misconception}")
    for item in ITEMS
    for choice in item.answers
    if choice.misconception
]


@pytest.mark.parametrize(("item", "choice"), WRONG)
def test_a_reply_names_what_many_believe_and_the_surface_of_a_scene_that_is_not_the_questions(
    item: Item, choice: Choice
) -> None:
    met = MISCONCEPTIONS[choice.misconception]
    said = reply(item, choice)
    assert met.name in said
    assert say(met.against) in said
    # The scene that is opened is the misconception's own.
    own = met.id == item.id
    assert own != (f"“{SURFACES[met.scene.surface].name}”" in said)
    assert own != ("Another scene" in said)
    for word in ("This run", "this run", " here"):
        assert word not in met.against


def test_every_answer_is_sent_with_what_is_said_of_it() -> None:
    for sent, item, place in zip(data()["items"], ITEMS, RIGHT, strict=True):
        for one, choice in zip(sent["answers"], mixed(item, place), strict=True):
            assert one == {"text": choice.text, "meets": choice.misconception, "reply": reply(item, choice)}
        assert sent["answers"][place]["reply"] == f"That is right. {say(item.why)}"
