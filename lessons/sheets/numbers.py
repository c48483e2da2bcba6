"""The numbers of a sheet in its link."""

from collections.abc import Mapping

from surfaces import Number
from words import compact, say


def numbers_of(link: Mapping[str, str], records: Mapping[str, Number]) -> tuple[dict[str, float], list[str]]:
    """The values that a link gives for these numbers, by their words, and a sentence for each that it cannot have.

    What is left out or cannot be had is as usual. Never raises.
    """
    values, wrong = {id: record.default for id, record in records.items()}, []
    for id, record in records.items():
        text = link.get(id, compact(record.default))
        try:
            values[id] = record.check(float(text))
        except ValueError:
            message = "{key} is {text!r}; it is {allowed}. Shown with {default}."
            default = compact(record.default)
            wrong.append(say(message, key=id, text=text[:64], allowed=record.allowed, default=default))
    return values, wrong
