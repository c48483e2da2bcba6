"""The lecture as lessons: what it claims, and a screen for each part of it, as data in the order of its slides."""

from typing import Annotated

from lessons.lecture import (
    adam,
    ball,
    batches,
    burst,
    clock,
    crescent,
    critical,
    decay,
    mountain,
    noise,
    rates,
    rms,
    schedules,
    stuck,
    summary,
    warm_up,
)
from lessons.lesson import Answer, Claim, Group, Lesson, Observation, Over, Prediction, Try, with_word
from scenes import Scene
from scenes.lecture import alike
from surfaces.split import parts
from words import Message

LESSONS: dict[str, Lesson] = {
    one.id: one
    for one in (
        stuck.LESSON,
        rates.LESSON,
        rms.LESSON,
        burst.LESSON,
        decay.LESSON,
        crescent.LESSON,
        ball.LESSON,
        critical.LESSON,
        adam.LESSON,
        schedules.LESSON,
        warm_up.LESSON,
        batches.LESSON,
        noise.LESSON,
        clock.LESSON,
        mountain.LESSON,
        summary.LESSON,
    )
}
"""The lessons, in the order of the lecture."""

CLAIMS: tuple[Claim, ...] = (
    *stuck.CLAIMS,
    *rates.CLAIMS,
    *rms.CLAIMS,
    *burst.CLAIMS,
    *decay.CLAIMS,
    *crescent.CLAIMS,
    *ball.CLAIMS,
    *critical.CLAIMS,
    *adam.CLAIMS,
    *schedules.CLAIMS,
    *warm_up.CLAIMS,
    *batches.CLAIMS,
    *noise.CLAIMS,
    *clock.CLAIMS,
    *mountain.CLAIMS,
    *summary.CLAIMS,
)
"""All that the lecture claims, shows and writes down, in its order."""

TITLES: dict[str, Annotated[Message, "page"]] = {
    "stuck": "Stuck is not the same as a small gradient",
    "rates": "One η does not fit all",
    "rms": "Each parameter its own η: the root mean square",
    "burst": "Adagrad's burst, and why",
    "decay": "Decay: a brake near the end",
    "crescent": "RMSProp: the same parameter needs both",
    "ball": "Momentum: the ball that rolls on",
    "critical": "Critical points are of several kinds",
    "adam": "Adam, with and without its correction",
    "schedules": "Schedules: η as a function of the step",
    "warm_up": "Warm-up, and RAdam",
    "batches": "Batch, epoch, shuffle",
    "noise": "Noise: a way out, and wide valleys",
    "clock": "Batch and the clock",
    "mountain": "Move the mountain",
    "summary": "The summary: η, σ and m",
}
"""What each part of the lecture is called."""


def after(id: str) -> str | None:
    """The lesson that follows; None after the last one."""
    ids = list(LESSONS)
    place = ids.index(id) + 1
    return ids[place] if place < len(ids) else None


def kin(one: Scene, other: Scene) -> bool:
    """Whether two scenes have the same methods on the same surface, with whatever numbers."""
    return _methods(one) == _methods(other)


def _methods(scene: Scene) -> tuple[object, ...]:
    runs = [(run.optimizer, run.schedule, run.then, len(run.changes)) for run in scene.runs]
    return parts(scene.surface)[0], scene.beside, scene.view == "grid", scene.seeds > 1, runs


def shown_by(lesson: Lesson, scene: Scene) -> list[Claim]:
    """The claims of a lesson's part that a scene is there for.

    With other numbers it is those that are true of it, unless the lesson's own claim is about such runs.
    """
    own = [(claim, claim.scene, claim.check) for claim in CLAIMS if claim.lesson == lesson.id]
    same = [claim for claim, its, _ in own if its and alike(its, scene)]
    if same or kin(lesson.scene, scene):
        return same
    return [claim for claim, its, check in own if its and check and kin(its, scene) and check(scene)]


def opened_by(lesson: Lesson, scene: Scene) -> str:
    """The id of the claim of a lesson whose picture a scene is; "" for the lesson's own scene, and for any other."""
    if alike(lesson.scene, scene):
        return ""
    return next((one.id for one in CLAIMS if one.lesson == lesson.id and one.scene and alike(one.scene, scene)), "")


def to_try(lesson: Lesson, opened: str = "") -> list[Try]:
    """What there is to try in a lesson's own scene, or in that of the claim `opened`: nothing that is done at once."""
    scene = next((one.scene for one in CLAIMS if one.id == opened and one.lesson == lesson.id), None)
    return [one for one in lesson.tries if scene is None or not one.done(scene)]


__all__ = [
    "CLAIMS", "LESSONS", "TITLES", "Answer", "Claim", "Group", "Lesson", "Observation", "Over", "Prediction", "Try",
    "after", "kin", "opened_by", "shown_by", "to_try", "with_word",
]  # fmt: skip
