"""Gradients that are typed in, a line for each: how they are read, and how they stand in a link.

g=500,0.4;432,-0.3&alpha=0.9&beta=0.9&eta=1
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

from optimizers.parts.knobs import ALPHA, BETA, ETA
from words import Message, compact, say

MOST, LARGEST = 12, 1e100
LINES, NUMBERS = "g", {"alpha": ALPHA, "beta": BETA, "eta": replace(ETA, default=1.0)}
Rows = tuple[tuple[float, float], ...]
FOUR: Rows = ((500.0, 0.4), (432.0, -0.3), (-211.0, 0.2), (139.0, 0.1))
PAIR: Rows = ((-0.1, 229.0), (0.1, 100.0))
# The slides', by the names of what they show.
OFFERED: dict[str, Rows] = {"four": FOUR, "pair": (*FOUR, *PAIR)}
NAMES: dict[str, Message] = {"four": "The slide's four", "pair": "… and the pair that changes places"}


@dataclass(frozen=True)
class Typed:
    """What a sheet is about: the gradients, oldest first, and the numbers that weigh them."""

    rows: Rows = OFFERED["pair"]
    numbers: Mapping[str, float] = field(default_factory=lambda: {id: one.default for id, one in NUMBERS.items()})

    @property
    def gradients(self) -> np.ndarray:
        """(T, 2), in float64."""
        return np.array(self.rows, np.float64)


def rows_of(text: str) -> Rows:
    """The gradients in a text: one for each line, or between semicolons, its two numbers apart by a comma or a space.

    Raises:
        ValueError: it holds none, or too many, or a line is not two numbers. The sentence names the line.
    """
    lines = [line.strip() for line in text.replace(";", "\n").splitlines() if line.strip()]
    if not lines:
        raise ValueError(say("There is no gradient here. Type one in each line, as in 500, 0.4."))
    if len(lines) > MOST:
        message = "Here are {count:,} gradients; every square is written out, so no more than {most} are taken."
        raise ValueError(say(message, count=len(lines), most=MOST))
    return tuple(_row(place, line) for place, line in enumerate(lines, 1))


def _row(place: int, line: str) -> tuple[float, float]:
    parts = line.strip("()[]").replace("−", "-").replace(",", " ").split()
    try:
        first, second = (float(part) for part in parts)
    except ValueError:
        message = "Line {place} is {line!r}; a gradient is two numbers, as in 500, 0.4."
        raise ValueError(say(message, place=place, line=line[:40])) from None
    if not all(math.isfinite(one) and abs(one) <= LARGEST for one in (first, second)):
        message = "Line {place} is {line!r}; each number is at most {most} in size, so that its square is a number too."
        raise ValueError(say(message, place=place, line=line[:40], most=compact(LARGEST)))
    return first, second


def text_of(rows: Rows, between: str = "\n", comma: str = ", ") -> str:
    """The gradients as they are typed."""
    return between.join(comma.join(map(compact, row)) for row in rows)


def read(link: Mapping[str, str]) -> tuple[Typed, list[str]]:
    """What a link asks for, and a sentence for each thing that it cannot have. Never raises."""
    typed, wrong = Typed(), []
    if LINES in link:
        try:
            typed = replace(typed, rows=rows_of(link[LINES]))
        except ValueError as error:
            wrong.append(str(error))
    values = dict(typed.numbers)
    for id, record in NUMBERS.items():
        text = link.get(id, compact(record.default))
        try:
            values[id] = record.check(float(text))
        except ValueError:
            message = "{key} is {text!r}; it is {allowed}. Shown with {default}."
            default = compact(record.default)
            wrong.append(say(message, key=id, text=text[:64], allowed=record.allowed, default=default))
    return replace(typed, numbers=values), wrong


def link_of(typed: Typed) -> dict[str, str]:
    """The words of a link that lead here; what is as usual is left out."""
    rows = {} if typed.rows == Typed().rows else {LINES: text_of(typed.rows, ";", ",")}
    usual = Typed().numbers
    return rows | {id: compact(value) for id, value in typed.numbers.items() if value != usual[id]}
