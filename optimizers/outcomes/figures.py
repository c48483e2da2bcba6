"""The digits of losses in a sentence: as many as tell them apart."""

from collections.abc import Mapping


class Finer(float):
    """A loss that is written with as many digits as tell it from another."""

    digits = 3

    def __format__(self, spec: str) -> str:
        return format(float(self), f".{self.digits}g" if spec == ".3g" else spec)


def told_apart(facts: Mapping[str, float | str]) -> Mapping[str, float]:
    """`first` and `loss` of the facts, the losses at the start and at the end, to be written with 4 to 17 digits where
    three would print them alike though they are not; nothing where there are not both, or they are equal."""
    first, loss = facts.get("first"), facts.get("loss")
    if not (isinstance(first, float) and isinstance(loss, float)) or first == loss:
        return {}
    enough = next((digits for digits in range(3, 18) if f"{first:.{digits}g}" != f"{loss:.{digits}g}"), 17)
    finer = {"first": Finer(first), "loss": Finer(loss)}
    for one in finer.values():
        one.digits = enough
    return finer
