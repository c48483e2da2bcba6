"""What was seen in a lesson is asked, and judged, of what the lesson has on show."""

from dataclasses import replace

from lessons import LESSONS
from scenes import to_link
from scenes.scene import with_value
from tests.visitor import calm, newcomer, visit


def test_a_lessons_question_is_asked_of_its_own_numbers_alone() -> None:
    at = visit(newcomer(), "lessons", {"page": "lessons", "lesson": "decay", "predict": "off"})
    at = calm(at.radio(key="lessons saw decay").set_value(1).run())
    said = "The question is about the lesson's own numbers; now others are on show."
    assert said not in [one.value for one in at.markdown]
    scene = LESSONS["decay"].scene
    other = replace(scene, runs=(with_value(scene.runs[0], "eta", 0.004), *scene.runs[1:]))
    at = visit(at, "lessons", {"page": "lessons", "lesson": "decay", "predict": "off"} | to_link(other))
    assert at.radio(key="lessons saw decay").disabled
    assert said in [one.value for one in at.markdown]
    assert not [one.value for one in at.markdown if one.value.startswith(("Not so.", "So it was."))]
