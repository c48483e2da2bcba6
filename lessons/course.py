"""A lesson of one's own: scenes in an order, each with a title and a note, and the file that keeps them.

    {"lesson": 1, "title": "…", "scenes": [{"title": "…", "note": "…", "page": "explore", "link": {"surface": …}}]}

What comes from a file is words and links, never a program. A file is read whole or not at all.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from scenes import SCENES, Scene, from_link, to_link
from words import say

VERSION = 1
PAGES = ("explore",)
"""The pages on which a scene of a file may stand."""
MOST = 40
"""Scenes in one lesson."""
TITLE, NOTE = 80, 300
"""How many characters these may have."""
LARGEST = 1_000_000
"""Bytes of a file: forty of the longest scenes have a quarter of it."""


@dataclass(frozen=True)
class Item:
    """One scene of the lesson, with what its lecturer calls it and says of it."""

    title: str
    note: str
    scene: Scene
    page: str = PAGES[0]


@dataclass(frozen=True)
class Course:
    """The scenes in their order; the first is shown first."""

    title: str = ""
    items: tuple[Item, ...] = ()


def clean(text: str, most: int) -> str:
    """One line of at most so many characters, of those that are seen."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())[:most]


def add(course: Course, item: Item) -> Course:
    """One scene more, at the end, if there is room."""
    return replace(course, items=(*course.items, item)) if len(course.items) < MOST else course


def remove(course: Course, place: int) -> Course:
    """One scene less; a place that is gone changes nothing."""
    return replace(course, items=course.items[:place] + course.items[place + 1 :])


def move(course: Course, place: int, by: int) -> Course:
    """A scene so many places further down; beyond the ends nothing changes."""
    items, to = list(course.items), place + by
    if not (0 <= place < len(items) and 0 <= to < len(items)):
        return course
    items.insert(to, items.pop(place))
    return replace(course, items=tuple(items))


def rename(course: Course, place: int, *, title: str | None = None, note: str | None = None) -> Course:
    """Another title or note for one scene; a place that is gone changes nothing."""
    if place >= len(course.items):
        return course
    old = course.items[place]
    new = replace(
        old, title=old.title if title is None else clean(title, TITLE),
        note=old.note if note is None else clean(note, NOTE),
    )  # fmt: skip
    return replace(course, items=(*course.items[:place], new, *course.items[place + 1 :]))


def to_file(course: Course) -> str:
    """The lesson as JSON, which can be read and edited by hand."""
    scenes = [
        {"title": one.title, "note": one.note, "page": one.page, "link": to_link(one.scene)} for one in course.items
    ]
    return json.dumps({"lesson": VERSION, "title": course.title, "scenes": scenes}, ensure_ascii=False, indent=1) + "\n"


def from_file(content: bytes) -> Course:
    """The lesson in a file.

    Raises:
        ValueError: it is none, or not a whole one, or not for this laboratory; the sentence tells which.
    """
    if len(content) > LARGEST:
        raise ValueError(too_large(len(content)))
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise ValueError(say("This file is not a lesson, or it is cut off.")) from None
    version = found.get("lesson") if isinstance(found, dict) else None
    if not isinstance(version, int) or isinstance(version, bool):
        raise ValueError(say("This file is not a lesson."))
    if version != VERSION:
        message = "This lesson has version {version}; this laboratory reads version {known}."
        raise ValueError(say(message, version=str(version)[:20], known=VERSION))
    scenes = _entry(found, "scenes", list, "lesson", "title")
    if len(scenes) > MOST:
        message = "This lesson has {count} scenes; {most} is the most."
        raise ValueError(say(message, count=len(scenes), most=MOST))
    items = (_item(one, place) for place, one in enumerate(scenes, 1))
    return Course(_text(found, "title", TITLE), tuple(items))


def too_large(size: int) -> str:
    """What is said of a file of so many bytes."""
    message = "This file has {size:,} bytes; a lesson has {most:,} at most."
    return say(message, size=size, most=LARGEST)


def _item(found: object, place: int) -> Item:
    link = _entry(found, "link", dict, "title", "note", "page")
    assert isinstance(found, dict)
    page = found.get("page")
    if page not in PAGES:
        message = "Scene {place} of this lesson is for the page {page!r}, which cannot show it."
        raise ValueError(say(message, place=place, page=str(page)[:64]))
    if not all(isinstance(text, str) for text in link.values()) or "surface" not in link:
        raise ValueError(_not_whole())
    scene, wrong = from_link(link, SCENES["all_five"])
    if wrong:
        message = "Scene {place} of this lesson cannot be shown here: {words}."
        raise ValueError(say(message, place=place, words=_to_blame(link, len(wrong))))
    return Item(_text(found, "title", TITLE), _text(found, "note", NOTE), scene, page)


def _to_blame(link: Mapping[str, str], count: int) -> str:
    """The word of a link without which there would be less wrong with it; all that there are if it is no single one."""
    alone = [key for key in link if len(from_link(_without(link, key), SCENES["all_five"])[1]) < count]
    return ", ".join(f"{key}={link[key]}" for key in alone or link)[:100]


def _without(link: Mapping[str, str], key: str) -> dict[str, str]:
    return {other: text for other, text in link.items() if other != key}


def _entry(found: object, key: str, kind: type, *others: str) -> Any:
    """What stands under a key of a record that has these keys and no others."""
    if not isinstance(found, dict) or set(found) != {key, *others} or not isinstance(found[key], kind):
        raise ValueError(_not_whole())
    return found[key]


def _text(found: Mapping[str, object], key: str, most: int) -> str:
    text = found[key]
    if not isinstance(text, str):
        raise ValueError(_not_whole())
    if len(text) > most:
        message = "A text of this lesson has {count} characters; {most} is the most."
        raise ValueError(say(message, count=len(text), most=most))
    return clean(text, most)


def _not_whole() -> str:
    return say("This lesson is not whole: something is missing in it, or too much.")
