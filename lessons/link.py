"""The words of a link that are the lessons' own: which lesson, and whether predictions are asked for.

page=lessons&lesson=stuck&predict=off&surface=bowl&…
"""

from collections.abc import Mapping
from typing import NamedTuple

from lessons import LESSONS, Lesson
from words import say

LESSON, PREDICT, PRINT = "lesson", "predict", "print"
OFF, YES = "off", "yes"
MINE, OUTLINE = "mine", "outline"
SHEETS = (MINE, OUTLINE)
"""What the page shows beside lessons and contents, each named where a lesson would be."""


class Asked(NamedTuple):
    """What a link asks for: a lesson, None for the contents; and a sentence for each thing that there is not.

    `sheet` is one of SHEETS, or "". With `print` it is a lesson's handout that is asked for.
    """

    lesson: Lesson | None
    predict: bool
    wrong: list[str]
    sheet: str = ""
    print: bool = False


def read(link: Mapping[str, str]) -> Asked:
    """What a link asks for. Never raises: what is wrong is left out, and told."""
    wrong = []
    id, predict, printed = link.get(LESSON, ""), link.get(PREDICT, ""), link.get(PRINT, "")
    if id and id not in (*LESSONS, *SHEETS):
        message = "{key} is {text!r}; choose one of {allowed}. Shown are the contents."
        wrong.append(say(message, key=LESSON, text=id[:64], allowed=", ".join((*LESSONS, *SHEETS))))
    if predict not in ("", "on", OFF):
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong.append(say(message, key=PREDICT, text=predict[:64], allowed=f"on, {OFF}", default="on"))
    if printed not in ("", "no", YES):
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong.append(say(message, key=PRINT, text=printed[:64], allowed=f"no, {YES}", default="no"))
    lesson = LESSONS.get(id)
    return Asked(lesson, predict != OFF, wrong, id if id in SHEETS else "", lesson is not None and printed == YES)


def words(lesson: str = "", *, predict: bool = True, print: bool = False) -> dict[str, str]:
    """The words for it; what is as usual is left empty."""
    return {LESSON: lesson, PREDICT: "" if predict else OFF, PRINT: YES if print else ""}
