"""Sheets: what the lecture works out by hand, with the reader's own numbers. Lessons lead to them."""

from dataclasses import dataclass
from typing import Annotated

from words import Message


@dataclass(frozen=True)
class Sheet:
    """One screen of the page Lessons: `lessons` are those that lead to it, `says` is what it is for, in a sentence."""

    id: str
    title: Annotated[Message, "page"]
    says: Message
    lessons: tuple[str, ...]


SHEETS: dict[str, Sheet] = {
    one.id: one
    for one in (
        Sheet(
            "gradients",
            "Gradients typed in",
            "How σ comes from the gradients, term by term. Type one gradient on each line, as g₁, g₂.",
            ("rms", "crescent"),
        ),
        Sheet(
            "past",
            "Weights of the past",
            "How much each past gradient counts in σ and in m: all alike, less and less, or not at all.",
            ("crescent", "ball"),
        ),
        Sheet(
            "clock",
            "The clock",
            "How long an update and an epoch take with each batch size: measured on this machine, not quoted.",
            ("clock", "noise"),
        ),
        Sheet(
            "accuracy",
            "Accuracy by batch size",
            "A small network, trained with ten batch sizes: how many of its answers are right.",
            ("noise", "clock"),
        ),
        Sheet(
            "algorithm",
            "Algorithm 1 of Adam",
            "The paper's lines in its order and names, with the numbers of the step on show; beside them ours.",
            ("adam",),
        ),
        Sheet(
            "notations",
            "Ng's notation beside Lee's",
            "RMSProp and the rates that decay, in the letters of both lecturers.",
            ("crescent", "decay", "schedules"),
        ),
        Sheet(
            "profile",
            "The ball on the profile of the loss",
            "The loss along the way that a run goes: past a local minimum, a saddle, a plateau.",
            ("ball",),
        ),
        Sheet(
            "rectified",
            "ρ and r of RAdam",
            "How many gradients σ is made of, and from which step on and how far RAdam trusts it.",
            ("warm_up",),
        ),
        Sheet(
            "beginning",
            "How a run begins",
            "How η rises, and how far the first steps of 200 seeds agree.",
            ("warm_up",),
        ),
        Sheet(
            "methods",
            "All methods",
            "Of every method: which part of the step it changes, and what it buys. Each opens its scene.",
            ("summary",),
        ),
    )
}
"""All sheets, in the order of the lecture."""


def of_lesson(id: str) -> tuple[Sheet, ...]:
    """The sheets that a part of the lecture leads to."""
    return tuple(one for one in SHEETS.values() if id in one.lessons)
