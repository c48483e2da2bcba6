"""What a paper has measured with small and with large batches, as a table."""

from collections.abc import Iterable

from lessons.sheets.quoted import Accuracy
from studio.panels.sheets.algorithm import table
from words import say


def published(rows: Iterable[Accuracy]) -> str:
    """The table, in Markdown: per cent right in training and in test."""
    heads = (
        "", "", say("data", "table"), say("training, small"), say("training, large"), say("test, small"),
        say("test, large"),
    )  # fmt: skip
    return table(heads, [(one.network, say(one.layers), one.data, *one.training, *one.testing) for one in rows])
