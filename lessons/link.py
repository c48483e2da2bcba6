"""The words of a link that are the lessons' own: which lesson or sheet, and whether predictions are asked for.

page=lessons&lesson=stuck&predict=off&surface=bowl&…
page=lessons&sheet=gradients&g=500,0.4;432,-0.3&…
"""

from collections.abc import Mapping
from typing import NamedTuple

from lessons import LESSONS, Lesson
from lessons.sheets import SHEETS, Sheet
from words import say

LESSON, SHEET, PREDICT = "lesson", "sheet", "predict"
OFF = "off"


class Asked(NamedTuple):
    """What a link asks for: a lesson or a sheet, neither for the contents; and a sentence for what there is not."""

    lesson: Lesson | None
    predict: bool
    wrong: list[str]
    sheet: Sheet | None = None


def read(link: Mapping[str, str]) -> Asked:
    """What a link asks for. Never raises: what is wrong is left out, and told."""
    wrong = []
    id, sheet, predict = link.get(LESSON, ""), link.get(SHEET, ""), link.get(PREDICT, "")
    for key, text, known in ((LESSON, id, LESSONS), (SHEET, sheet, SHEETS)):
        if text and text not in known:
            message = "{key} is {text!r}; choose one of {allowed}. Shown are the contents."
            wrong.append(say(message, key=key, text=text[:64], allowed=", ".join(known)))
    if predict not in ("", "on", OFF):
        message = "{key} is {text!r}; choose one of {allowed}. Shown with {default}."
        wrong.append(say(message, key=PREDICT, text=predict[:64], allowed=f"on, {OFF}", default="on"))
    return Asked(LESSONS.get(id), predict != OFF, wrong, SHEETS.get(sheet))


def words(lesson: str = "", *, predict: bool = True, sheet: str = "") -> dict[str, str]:
    """The words for it; what is as usual is left empty."""
    return {LESSON: lesson, SHEET: sheet, PREDICT: "" if predict else OFF}
