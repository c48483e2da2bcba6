"""The exercises beside the lessons, by the word of the link that opens each."""

from typing import Annotated

from words import Message

EXERCISES: dict[str, Annotated[Message, "page"]] = {
    "questions": "Twelve questions",
    "unnamed": "A run without a name",
    "optimizer": "Be the optimizer",
}
"""What each is called."""
