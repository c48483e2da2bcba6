"""The twelve questions as the browser is given them. What is answered there is kept there, and never sent here."""

from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from lessons.exercises.questions import ITEMS, MISCONCEPTIONS, Choice, Item
from studio.look.inline import inline
from studio.page import address
from studio.panels.exercises.mounted import component
from studio.server.assets import address as served
from surfaces import SURFACES
from words import say

ASKED = Path(__file__).parents[3] / "lessons" / "stills" / "questions"  # made by tools/stills.py
COMPONENT = component("questions", "questions")


# Where the right answer stands, in each question.
RIGHT = (2, 0, 3, 1, 3, 0, 1, 2, 0, 3, 2, 1)


def show() -> None:
    """All twelve, one at a time."""
    COMPONENT(key="lessons questions", data=data())


def _picture(item: Item) -> dict[str, str] | None:
    """What a question is about, as the address of a picture, and in words."""
    if not item.picture:
        return None
    return {"src": inline((ASKED / f"{item.id}.png").read_bytes()), "says": say(item.picture.says)}


def mixed(item: Item, place: int) -> list[Choice]:
    """The answers with the right one, the first of the record, at this place."""
    right, *others = item.answers
    return [*others[:place], right, *others[place:]]


def reply(item: Item, answer: Choice) -> str:
    """What is said of an answer: why it is right, or what its misconception overlooks, and in which scene that shows.

    A misconception may be met in a question that is about another scene: then it is said which one opens.
    """
    if not answer.misconception:
        return say("That is right. {why}", why=say(item.why))
    met = MISCONCEPTIONS[answer.misconception]
    facts = {"name": say(met.name), "against": say(met.against)}
    if met.id == item.id:
        return say("Many believe it: “{name}” The scene shows otherwise. {against}", **facts)
    return say(
        "Many believe it: “{name}” Another scene shows otherwise, on the surface “{surface}”. {against}",
        surface=say(SURFACES[met.scene.surface].name, "surface"), **facts,
    )  # fmt: skip


def data() -> dict[str, Any]:
    """The questions, what is said of their answers, and the words around them, in the reader's language."""
    return {
        "modules": served("exercises/questions.js"),
        "items": [
            {
                "id": item.id,
                "asks": say(item.asks),
                "picture": _picture(item),
                "answers": [
                    {"text": say(one.text), "meets": one.misconception, "reply": reply(item, one)}
                    for one in mixed(item, place)
                ],
            }
            for item, place in zip(ITEMS, RIGHT, strict=True)
        ],
        "misconceptions": {
            one.id: {"scene": f"./explore?{urlencode(address.of('explore', one.scene))}"}
            for one in MISCONCEPTIONS.values()
        },
        "words": {
            "intro": say(
                "For before the course and after it. Your answers stay in this browser; nobody else sees them."
            ),
            "when": say("When do you answer?"),
            "before": say("Before the course"),
            "after": say("After the course"),
            "question": say("Question {number} of {all}"),
            "scene": say("See the scene that shows it (in a new tab)"),
            "next": say("Next question"),
            "table": say("Your answers"),
            "number": say("Question", "questions"),
            "yes": say("right", "questions"),
            "no": say("wrong", "questions"),
            "open": say("not answered"),
            "sum": say("{count} of {all} right"),
            "forget": say("Forget my answers"),
            "forgotten": say("Your answers are forgotten."),
            "unkept": say("This browser keeps nothing: your answers are gone when you leave the page."),
        },
    }
