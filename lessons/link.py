"""The words of a link that are the lessons' own: which lesson, and whether predictions are asked for.

page=lessons&lesson=stuck&predict=off&surface=bowl&…
"""

from collections.abc import Mapping
from typing import NamedTuple

from lessons import LESSONS, Lesson
from lessons.exercises import EXERCISES
from words import say

LESSON, PREDICT = "lesson", "predict"
OFF = "off"


class Asked(NamedTuple):
    """What a link asks for: a lesson, None for the contents; and a sentence for each thing that there is not."""

    lesson: Lesson | None
    predict: bool
    wrong: list[str]


def read(link: Mapping[str, str]) -> Asked:
    """What a link asks for. Never raises: what is wrong is left out, and told."""
    wrong = []
    id, predict = link.get(LESSON, ""), link.get(PREDICT, "")
    if id and id not in (*LESSONS, *EXERCISES):
        message = "{key} is {text!r}; choose one of {allowed}. Shown are the contents."
        wrong.append(say(message, key=LESSON, text=id[:64], allowed=", ".join((*LESSONS, *EXERCISES))))
    if predict not in ("", "on", OFF):
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong.append(say(message, key=PREDICT, text=predict[:64], allowed=f"on, {OFF}", default="on"))
    return Asked(LESSONS.get(id), predict != OFF, wrong)


def exercise_of(link: Mapping[str, str]) -> str:
    """The exercise that a link asks for; empty if it asks for none."""
    id = link.get(LESSON, "")
    return id if id in EXERCISES else ""


def words(lesson: str = "", *, predict: bool = True) -> dict[str, str]:
    """The words for it; what is as usual is left empty."""
    return {LESSON: lesson, PREDICT: "" if predict else OFF}
