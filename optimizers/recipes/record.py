"""The record of a named optimizer. It stands below both kinds: the ones written here and a library's."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated

from optimizers.parts import momenta, sequences, sigmas
from optimizers.parts.part import Part
from surfaces import Number
from words import Message, formula


@dataclass(frozen=True, eq=False)
class Optimizer:
    """A named (m, σ). `usual` holds the defaults it is published or taught with.

    `buys` says what the method is for, `start` how its first step comes about, `differs` what
    PyTorch and optax do otherwise, `source` where it was published; `plane`, if it is not plain, what two dimensions
    leave out of it. `library` names the package
    whose code computes the step, if it is not this one's. Texts are English messages for `words.say`.
    """

    id: str
    name: Annotated[Message, "optimizer"]
    help: Message
    m: Part
    sigma: Part
    usual: Mapping[str, float] = field(default_factory=dict)
    buys: Message = ""
    start: Message = ""
    differs: Message = ""
    source: Message = ""
    plane: Message = ""
    library: str = ""

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of its two parts, m's first; η and the schedule's come beside them."""
        return (*self.m.numbers, *self.sigma.numbers)

    @property
    def formula(self) -> str:
        """LaTeX in the reader's language: both parts, σ without its ε."""
        return rf"{formula(self.m.formula)},\quad {formula(self.sigma.formula)}"

    @property
    def changes(self) -> tuple[str, ...]:
        """What it does otherwise than plain gradient descent: "σ", "m", both or neither."""
        plain = (momenta.GRADIENT, sequences.AVERAGED, sigmas.ONE)
        return tuple(sign for sign, part in (("σ", self.sigma), ("m", self.m)) if part not in plain)
