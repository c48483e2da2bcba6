"""What the lecture's documents show, slide by slide, and by which claims each of it can be seen here.

`slides.csv` is that list, read off the documents line by line and apart from the claims, so that a test can compare the
two. Its documents: the slides on adaptive learning rates, a student's notes to them, the notes that begin with batches
and momentum, the slides of tricks for training, and the notes that set Ng's letters beside Lee's.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

DOCUMENTS = ("slides", "students", "notes", "tricks", "ng")
KINDS = ("sentence", "picture", "table", "formula")


@dataclass(frozen=True)
class Shown:
    """One thing that a slide shows, of one of KINDS, and the ids of the claims that show it here."""

    document: str
    slide: str
    kind: str
    shows: str
    claims: tuple[str, ...]


def shown() -> tuple[Shown, ...]:
    """All of it, document by document in the order of the slides."""
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return tuple(Shown(**row | {"claims": tuple(row["claims"].split())}) for row in csv.DictReader(file))
