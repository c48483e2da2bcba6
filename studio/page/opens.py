"""Which scene the address of a page opens, and what the page says above it: known before the page has run."""

from collections.abc import Mapping
from typing import NamedTuple

from lessons import TITLES, Lesson, kin
from lessons.link import read, words
from scenes import SCENES, Scene, from_link, lecture
from scenes.lecture import alike
from studio.page import address, language
from studio.player.predict import Question
from words import Message, say

FIRST = {"one_rate": "one_rate", "explore": "all_five"}
"""The scene of a page without a link, by its id among the lecture's."""

ONE_RATE: Message = (
    "Both points start at the same place and follow the same rule, θ ← θ − η · g. With a large η the point jumps "
    "from wall to wall: the loss stands still although the gradient is large. **Training that is stuck does not "
    "mean a small gradient.** With a tiny η the steep walls are no trouble, but along the valley the same η makes "
    "no headway. Each parameter needs a rate of its own."
)
"""What the first page says of its scene."""


# What is drawn in a picture (`web/predict/predictor.js`).
DRAWN = ("path", "arrow", "end")


class Opening(NamedTuple):
    """A page that opens with a player: its scene, and what is asked of it before its runs are seen.

    What is drawn then is drawn in the picture of the run at the place `asked`. `above` is what stands there before the
    player: the kind of each block (`look/first_sight.css`), and its texts, in which ** is for bold.
    """

    page: str
    scene: Scene
    above: tuple[tuple[str, tuple[str, ...]], ...]
    question: Question | None = None
    asked: int = 0


def opening(page: str, query: Mapping[str, str]) -> Opening | None:
    """What a new reader finds at an address, as the page reads it; None where there is no player, or not at once."""
    link = {key: text for key, text in query.items() if key not in language.KEYS}
    if link.pop(address.NAME, page) != page:
        link = {}
    if page in FIRST:
        scene, _ = from_link(link, SCENES[FIRST[page]])
        return Opening(page, scene, _above(page, scene))
    asked = read(link) if page == "lessons" else None
    if asked is None or asked.lesson is None or asked.sheet or asked.print:
        return None
    lesson, own = asked.lesson, words(asked.lesson.id, predict=asked.predict)
    scene, _ = from_link({key: text for key, text in link.items() if key not in own}, lesson.scene)
    covered = asked.predict and alike(scene, lesson.scene)
    texts = [f"**{say(lesson.question)}**"] if kin(lesson.scene, scene) else []
    if not covered and kin(lesson.scene, scene) and lesson.holds(scene):
        texts.append(say(lesson.claim, **lesson.facts(scene)))
    above = (("head", (f"**{say(TITLES[lesson.id], 'page')}**",)), ("asks", tuple(texts)))
    place = lesson.prediction.place if lesson.prediction.kind in DRAWN else 0
    return Opening(page, scene, above, _question(lesson, scene) if covered else None, place)


def _question(lesson: Lesson, scene: Scene) -> Question:
    """What is asked of who opens the lesson, as its page asks (`panels/lessons/lesson.py`)."""
    steps = scene.steps_of(scene.runs[min(lesson.prediction.place, len(scene.runs) - 1)])
    return Question(lesson.id, lesson.prediction, scene.seeds, steps, True, True, True, lesson.observation.question)


def _above(page: str, scene: Scene) -> tuple[tuple[str, tuple[str, ...]], ...]:
    if page == "one_rate":
        title = say("One learning rate does not fit all", "page")
        return ("title", (f"**{title}**",)), ("text", (say(ONE_RATE),)), ("sliders", ())
    ids = [id for id, one in SCENES.items() if one == scene]
    told = [f"**{say(lecture.TITLES[id])}** · {say(lecture.TELLS[id])}" for id in ids[:1]]
    return (("told", (f"**{say('Explore', 'page')}**", *(told or [""]))),)
