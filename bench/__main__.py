"""`python -m bench` prints every benchmark as one table; on the error stream each as it is measured."""

import sys
from collections.abc import Iterator

from bench import browser, engine, maps
from bench.row import TITLES, Row

MODULES = (engine, maps, browser)


def table(rows: list[Row]) -> str:
    """A Markdown table with aligned columns."""
    lines = [TITLES, *(row.cells for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    padded = [[cell.ljust(width) for cell, width in zip(line, widths, strict=True)] for line in lines]
    padded.insert(1, ["-" * width for width in widths])
    return "\n".join(f"| {' | '.join(line)} |" for line in padded)


def measured() -> Iterator[Row]:
    """Every row, as it comes."""
    for module in MODULES:
        for row in module.measure():
            print(" | ".join(row.cells), file=sys.stderr, flush=True)
            yield row


if __name__ == "__main__":
    print(table([*measured()]))
