"""The lecture as lessons: what it claims, and a screen for each part of it, as data in the order of its slides."""

from lessons import stuck
from lessons.lesson import Answer, Claim, Group, Lesson, Observation, Over, Prediction, Try, with_word
from words import Message

LESSONS: dict[str, Lesson] = {one.id: one for one in (stuck.LESSON,)}
"""The lessons, in the order of the lecture."""

CLAIMS: tuple[Claim, ...] = (*stuck.CLAIMS,)
"""All that the lecture claims, shows and writes down, in its order."""

TITLES: dict[str, Message] = {
    "stuck": "Stuck is not the same as a small gradient",
}
"""What each part of the lecture is called, also one that is no lesson yet."""


def after(id: str) -> str | None:
    """The lesson that follows; None after the last one."""
    ids = list(LESSONS)
    place = ids.index(id) + 1
    return ids[place] if place < len(ids) else None


__all__ = [
    "CLAIMS", "LESSONS", "TITLES", "Answer", "Claim", "Group", "Lesson", "Observation", "Over", "Prediction", "Try",
    "after", "with_word",
]  # fmt: skip
