"""Long lists, and several at once: a few cases with every value of each, and every case where it is asked for.

Where values hang together, a theme with a colour, say, each case is a test of its own. Where they do not, as a language
and a size, a case for each value finds what there is to be found; `make soak` tries all of them all the same.
"""

import os
from collections.abc import Iterable
from itertools import product
from typing import Any

import pytest

EVERY = "CROSSINGS"
"""The variable of the environment that asks for every case, with the value `every`."""


def every() -> bool:
    """Whether every case has been asked for."""
    return os.environ.get(EVERY) == "every"


def cases(*lists: Iterable[Any], every: bool) -> list[tuple[Any, ...]]:
    """One value of each list in each case: as many cases as the longest has, or every one there is.

    Lists of one length do not go in step: the second time round each is one further on.
    """
    values = [list(one) for one in lists]
    if every:
        return list(product(*values))
    longest = max(map(len, values))
    return [
        tuple(one[(i + place * (i // len(one))) % len(one)] for place, one in enumerate(values)) for i in range(longest)
    ]


def among(values: Iterable[Any], few: int) -> list[Any]:
    """So many of the values, from the first on at even distances, or all of them where every case is asked for."""
    all_of_them = list(values)
    return all_of_them if every() else all_of_them[:: -(-len(all_of_them) // few)]


def crossed(**lists: Iterable[Any]) -> pytest.MarkDecorator:
    """`pytest.mark.parametrize` by several arguments, each with the values it takes."""
    return pytest.mark.parametrize(tuple(lists), cases(*lists.values(), every=every()))
