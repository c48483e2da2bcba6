"""A number a user can move: its name, its range, and the check at the edge."""

import math
import sys
from dataclasses import dataclass
from numbers import Real
from typing import Annotated, Literal

import jax
import numpy as np

from words import Message, compact, say

# Of a float64 with all its digits. XLA computes with 0 where a number is smaller, and 0 · ∞ is none.
SMALLEST = sys.float_info.min
Scale = Literal["linear", "log", "whole", "switch"]


@dataclass(frozen=True)
class Number:
    """One adjustable number of a surface, an optimizer or a schedule.

    `id` is its public name in code and in links, `symbol` the sign in the formula, `name` and
    `help` are English messages for `words.say`. Allowed are the finite values from `low` to
    `high`, both included unless `above_low` or `below_high` says otherwise; `scale` "whole" allows
    whole numbers only, "switch" 0 and 1. `slider` is the part of that range a slider offers, all of it if None.
    """

    id: str
    symbol: str
    name: Annotated[Message, "number"]
    help: Message
    default: float
    low: float
    high: float
    scale: Scale = "linear"
    above_low: bool = False
    below_high: bool = False
    slider: tuple[float, float] | None = None

    @property
    def allowed(self) -> str:
        """The range in words: 'a number above 0 and at most 1000'."""
        if self.scale == "switch":
            return say("0 for off or 1 for on")
        low, high = compact(self.low), compact(self.high)
        low = say("above {bound}", bound=low) if self.above_low else say("at least {bound}", bound=low)
        high = say("below {bound}", bound=high) if self.below_high else say("at most {bound}", bound=high)
        if self.scale == "whole":
            return say("a whole number {low} and {high}", low=low, high=high)
        return say("a number {low} and {high}", low=low, high=high)

    def check(self, value: object) -> float:
        """The value as a Python float.

        Raises:
            TypeError: the value is not a real number.
            ValueError: it is not finite, not whole where it must be, out of range, or so little above 0, where 0 is
            not allowed, that the processor would compute with 0.
            The sentence names the value, the allowed range and the default.
        """
        if isinstance(value, np.ndarray | jax.Array) and not value.ndim:
            value = value.item()
        if isinstance(value, bool) or not isinstance(value, Real):
            raise TypeError(self._refuse(repr(value)))
        try:
            number = float(value)
        except OverflowError:  # a whole number beyond float64
            number = math.inf
        fits = (
            math.isfinite(number)
            and (self.low < number if self.above_low else self.low <= number)
            and (number < self.high if self.below_high else number <= self.high)
            and (self.scale not in ("whole", "switch") or number.is_integer())
        )
        if not fits:
            raise ValueError(self._refuse(compact(number) if math.isfinite(number) else str(number)))
        if self.above_low and self.low == 0 and number < SMALLEST:
            raise ValueError(self._vanishes(number))
        return number

    def allows(self, value: float) -> bool:
        """Whether `check` would let it through."""
        try:
            self.check(value)
        except ValueError:
            return False
        return True

    def read(self, text: str) -> float:
        """The value written in a link, checked. Raises ValueError with the same sentence."""
        try:
            number = float(text)
        except ValueError:
            raise ValueError(self._refuse(repr(text[:40]))) from None
        return self.check(number)

    def _refuse(self, value: str) -> str:
        return say(
            "{named} is {value}; it must be {allowed}, for example {default}.",
            named=self._named(),
            value=value,
            allowed=self.allowed,
            default=compact(self.default),
        )

    def _named(self) -> str:
        name = say(self.name, "number")
        return self.id if name == self.id else say("{id} ({name})", id=self.id, name=name)

    def _vanishes(self, value: float) -> str:
        return say(
            "{named} is {value}; closer to 0 than {smallest} it is computed as 0. Take {default}, for example.",
            named=self._named(),
            value=compact(value),
            smallest=compact(SMALLEST),
            default=compact(self.default),
        )
