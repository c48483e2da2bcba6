"""The languages there are, and which of them a reader has asked for.

Beside English a language is a folder of `catalogues/`: its catalogue, and `language.toml` with its own name, its tag
for browsers, the tags it is asked for by, and the fonts in which text on a canvas is drawn.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from words import say

FOLDER = Path(__file__).parent / "catalogues"
# Of what a browser asks for, so many characters are read.
MOST = 200


@dataclass(frozen=True)
class Language:
    """A language: its id in links, what it calls itself, the tag of its documents, and what browsers ask for it by.

    `fonts` are those of text on a canvas, a CSS list that is put before the page's own; empty: the page's own will do.
    """

    id: str
    name: str
    tag: str
    asked: tuple[str, ...]
    fonts: str = ""


def _read(folder: Path) -> Language:
    told = tomllib.loads((folder / "language.toml").read_text("utf-8"))
    id = folder.name.replace("_", "-")
    return Language(id, told["name"], told["tag"], tuple(told["asked"]), told.get("fonts", ""))


ENGLISH = Language("en", "English", "en", ("en",))
_OTHERS = sorted((_read(file.parent) for file in FOLDER.glob("*/language.toml")), key=lambda one: one.tag, reverse=True)
LANGUAGES: dict[str, Language] = {one.id: one for one in (ENGLISH, *_OTHERS)}
"""By their ids in links, English first."""

_TAGS = {tag.lower(): one.id for one in LANGUAGES.values() for tag in one.asked}


def understood(asked: str) -> str:
    """The id of the first language of a header `Accept-Language` that there is; English if there is none.

    `understood("de,zh-TW;q=0.5")` is 'zh-TW'. Of a tag as many parts count as are known: zh-Hans-HK is zh-Hans.
    """
    # What the length has cut in two is left out.
    tags = asked.split(",") if len(asked) <= MOST else asked[:MOST].split(",")[:-1]
    weighed = sorted((_weighed(tag) for tag in tags), key=lambda one: -one[1])
    return next((id for tag, weight in weighed if weight > 0 and (id := _of_tag(tag))), ENGLISH.id)


def _weighed(text: str) -> tuple[str, float]:
    tag, _, weight = text.strip().partition(";")
    try:
        return tag.strip().lower(), float(weight.strip().removeprefix("q=")) if weight else 1.0
    except ValueError:
        return tag, 0.0


def _of_tag(tag: str) -> str:
    parts = tag.split("-")
    tries = ("-".join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((_TAGS[one] for one in tries if one in _TAGS), "")


def of_terminal(environment: Mapping[str, str]) -> str:
    """The id of the language of a terminal, by its locale; English where that does not write UTF-8."""
    locale = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "")
    name, _, codes = locale.partition(".")
    return understood(name.replace("_", "-")) if codes.lower().startswith(("utf-8", "utf8")) else ENGLISH.id


def read(text: str) -> str:
    """The id of the language that a link names. Raises ValueError with a sentence."""
    if text not in LANGUAGES:
        message = "lang is {text!r}; choose one of {known}."
        raise ValueError(say(message, text=text[:64], known=", ".join(LANGUAGES)))
    return text
