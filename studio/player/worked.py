"""An algorithm line by line beside the picture, with the numbers of the step on show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from studio.player.pack import Json, packed


@dataclass(frozen=True)
class Worked:
    """Rows of texts under their heads, in the reader's language.

    A text is a template: a name in braces is one of `numbers`, or of `columns` the value of the update on show, or that
    update's `step`, or `t`, the same counted from 1.
    """

    name: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: Mapping[str, float]
    columns: Mapping[str, np.ndarray]


def sent(worked: Worked, path: str) -> Json:
    """As it is sent; `path` tells the run that it is about (`path` of its facts)."""
    return {
        "path": path,
        "name": worked.name,
        "heads": list(worked.heads),
        "rows": [list(row) for row in worked.rows],
        "numbers": dict(worked.numbers),
        "columns": {name: packed(column) for name, column in worked.columns.items()},
    }
