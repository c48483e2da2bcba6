"""The twelve questions: each wrong answer is a misconception, and its scene refutes it by its numbers."""

import pytest

from lessons import with_word
from lessons.exercises.questions import ITEMS, MISCONCEPTIONS, Item, Misconception
from scenes import from_link, to_link

ALL = [pytest.param(one, id=id) for id, one in MISCONCEPTIONS.items()]


@pytest.mark.parametrize("one", ALL)
def test_the_scene_of_a_misconception_refutes_it_and_another_would_not(one: Misconception) -> None:
    assert one.refutes(one.scene)
    other = one.scene
    for word, value in one.otherwise:
        other = with_word(other, word, value)
    assert not one.refutes(other)


@pytest.mark.parametrize("one", ALL)
def test_the_scene_of_a_misconception_is_a_link(one: Misconception) -> None:
    assert from_link(to_link(one.scene), one.scene) == (one.scene, [])


@pytest.mark.parametrize("item", [pytest.param(one, id=one.id) for one in ITEMS])
def test_a_question_has_four_answers_of_which_the_first_is_right(item: Item) -> None:
    met = [choice.misconception for choice in item.answers]
    assert len(met) == len({*met}) == len({choice.text for choice in item.answers}) == 4
    assert met[0] == ""
    assert {*met[1:]} <= {*MISCONCEPTIONS}
    assert item.id in met


def test_there_is_a_question_for_each_of_the_twelve() -> None:
    assert [item.id for item in ITEMS] == [*MISCONCEPTIONS]
    assert len(ITEMS) == 12
