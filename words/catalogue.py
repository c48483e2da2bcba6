"""A language's catalogue as `say` reads it: compiled, with its terms filled in, and checked.

In the catalogues a term is a reference, ⟨learning rate⟩, to a row of `terms.csv`. What stands in its place is what the
reader has chosen: lectures in Taiwan speak English terms inside Chinese sentences, and a picture should match the
slides. It is filled in once, when the catalogue is loaded, and costs nothing afterwards.
"""

import csv
import logging
import re
import struct
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter
from typing import Any, Literal, get_args

from words import ENGLISH, say
from words.languages import FOLDER, LANGUAGES

Terms = Literal["own", "both", "english"]
"""How terms are said: in the reader's language, in it with the English in brackets, or in English."""
TERMS: tuple[Terms, ...] = get_args(Terms)

LOG = logging.getLogger(__name__)
TABLE = Path(__file__).parent / "terms.csv"
REFERENCE = re.compile(r"⟨([^⟨⟩]*)⟩")
# Between a Han character and a letter, a number or a bracket of another script there is one space, whatever a term
# has become.
HAN, OTHER = "[\u3400-\u9fff]", "[A-Za-z0-9%‖√\u0370-\u03ff₀-₉⁰-⁹¹²³]"
BESIDE = re.compile(f"{OTHER}|[⟨⟩]")
MARKS = "[（），。：；、？！「」]"
# Two spaces at the end of a line are Markdown's.
CLOSE = re.compile(f" (?={MARKS})|(?<={MARKS}) (?![ \\n])")
APART = re.compile(f"(?<={HAN})(?={OTHER}|[(])|(?:(?<={OTHER})|(?<=[)]))(?={HAN})")


@cache
def table() -> dict[str, dict[str, str]]:
    """The terms by their English, each with a column for every language that has one, and `switched`: yes or no."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["en"]: row for row in csv.DictReader(file)}


class Catalogue(GNUTranslations):
    """A compiled catalogue with its terms filled in."""

    def fill(self, file: Path, language: str, terms: Terms) -> "Catalogue":
        """This catalogue, with what says the same as the English and nothing else."""
        messages: dict[Any, str] = vars(self)["_catalog"]
        for key, text in list(messages.items()):
            english = (key[0] if isinstance(key, tuple) else key).rpartition("\x04")[2]
            if english and places(english) != places(text):
                LOG.warning(
                    "%s: %r has other places for facts than %r, which stands in its place.", file, text, english
                )
                del messages[key]
            else:
                messages[key] = spaced(with_terms(text, language, terms))
        return self

    def finished(self, text: str) -> str:
        """A text with its facts: words among them may be of another script."""
        return spaced(text)


@cache
def catalogue(language: str, terms: Terms = "own") -> NullTranslations:
    """The catalogue of a language, by its id, with these terms.

    A file that cannot be read, and a message that has other places for facts than the English one, are told in the
    log, and English stands in their place.
    """
    if language == "en":
        return ENGLISH
    return loaded(FOLDER / language.replace("-", "_") / "LC_MESSAGES" / "messages.mo", language, terms)


def loaded(file: Path, language: str, terms: Terms) -> NullTranslations:
    """The catalogue that a compiled file is."""
    try:
        with file.open("rb") as opened:
            return Catalogue(opened).fill(file, language, terms)
    except (OSError, ValueError, struct.error, IndexError, KeyError) as error:
        LOG.warning("%s: %s; English stands in its place.", file, error)
        return ENGLISH


def places(message: str) -> set[tuple[str, str | None, str | None]] | None:
    """What stands in the braces of a message: name, format and conversion; None if it could not be filled in."""
    try:
        return {(name, form, how) for _, name, form, how in Formatter().parse(message) if name is not None}
    except ValueError:
        return None


def with_terms(text: str, language: str, terms: Terms) -> str:
    """A message with every reference replaced; the brackets with the English stand behind the first of a term only."""
    said = set()

    def term(reference: re.Match[str]) -> str:
        english = reference[1]
        row = table().get(english.lower(), {})
        own = row.get(language) or english
        first = english.lower() not in said
        said.add(english.lower())
        if terms == "own" or own == english or row["switched"] != "yes":
            return own
        if terms == "both":
            return f"{own}（{english}）" if first else own
        # Two English words side by side stand apart too.
        before, after = text[: reference.start()][-1:], text[reference.end() :][:1]
        return " " * bool(BESIDE.match(before)) + english + " " * bool(BESIDE.match(after) and after != "⟨")

    return REFERENCE.sub(term, text)


def spaced(text: str) -> str:
    """A text with one space wherever Han characters and letters or numbers of another script meet.

    Beside a full-width mark there is none: it brings its own.
    """
    return CLOSE.sub("", APART.sub(" ", text))


def read_terms(text: str) -> Terms:
    """How terms are said, as a link names it. Raises ValueError with a sentence."""
    for one in TERMS:
        if one == text:
            return one
    raise ValueError(say("terms is {text!r}; choose one of {known}.", text=text[:64], known=", ".join(TERMS)))


__all__ = ["LANGUAGES", "TERMS", "Terms", "catalogue", "read_terms", "table"]
