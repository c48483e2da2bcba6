"""The words of a link that are the lessons' own: which lesson or sheet, and whether predictions are asked for.

page=lessons&lesson=stuck&predict=off&surface=bowl&…
page=lessons&sheet=gradients&g=500,0.4;432,-0.3&…
"""

from collections.abc import Mapping
from typing import NamedTuple

from lessons import LESSONS, Lesson
from lessons.exercises import EXERCISES
from lessons.sheets import SHEETS, Sheet
from words import few, say

LESSON, SHEET, PREDICT, PRINT = "lesson", "sheet", "predict", "print"
OFF, YES = "off", "yes"
MINE, OUTLINE = "mine", "outline"
BESIDE = (MINE, OUTLINE, *EXERCISES)
"""What the page shows beside lessons, sheets and contents, each named where a lesson would be."""


class Asked(NamedTuple):
    """What a link asks for: a lesson or a sheet, neither for the contents; and a sentence for what there is not.

    `beside` is one of BESIDE, or "". With `print` it is a lesson's handout that is asked for.
    """

    lesson: Lesson | None
    predict: bool
    wrong: list[str]
    sheet: Sheet | None = None
    beside: str = ""
    print: bool = False


def read(link: Mapping[str, str]) -> Asked:
    """What a link asks for. Never raises: what is wrong is left out, and told."""
    wrong = []
    id, sheet = link.get(LESSON, ""), link.get(SHEET, "")
    predict, printed = link.get(PREDICT, ""), link.get(PRINT, "")
    for key, text, known in ((LESSON, id, (*LESSONS, *BESIDE)), (SHEET, sheet, SHEETS)):
        if text and text not in known:
            message = "{key} is {text!r}; choose one of {allowed}. Shown are the contents."
            wrong.append(say(message, key=key, text=text[:64], allowed=few(known)))
    for key, text, usual, other in ((PREDICT, predict, "on", OFF), (PRINT, printed, "no", YES)):
        if text not in ("", usual, other):
            message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
            wrong.append(say(message, key=key, text=text[:64], allowed=f"{usual}, {other}", default=usual))
    lesson, beside = LESSONS.get(id), id if id in BESIDE else ""
    return Asked(lesson, predict != OFF, wrong, SHEETS.get(sheet), beside, lesson is not None and printed == YES)


def words(lesson: str = "", *, predict: bool = True, sheet: str = "", print: bool = False) -> dict[str, str]:
    """The words for it; what is as usual is left empty."""
    return {LESSON: lesson, SHEET: sheet, PREDICT: "" if predict else OFF, PRINT: YES if print else ""}
