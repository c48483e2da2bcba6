"""A lesson of one's own: what is saved is what is opened, and a file that is none changes nothing."""

import json
from dataclasses import replace
from typing import Any

import pytest

from lessons.course import (
    LARGEST,
    MOST,
    NOTE,
    TITLE,
    Course,
    Item,
    add,
    from_file,
    move,
    remove,
    rename,
    to_file,
)
from scenes import SCENES, to_link

ITEMS = tuple(Item(f"title {id}", f"note <b>{id}</b>", scene) for id, scene in SCENES.items())
COURSE = Course("My lesson: 最佳化", ITEMS)
WHOLE = to_file(COURSE).encode()


def spoilt(*path: str | int, value: object = None, gone: bool = False) -> bytes:
    """A file with one thing in it changed, or taken out."""
    found: Any = json.loads(WHOLE)
    at = found
    for key in path[:-1]:
        at = at[key]
    if gone:
        del at[path[-1]]
    else:
        at[path[-1]] = value
    return json.dumps(found).encode()


def test_what_is_saved_is_what_is_opened() -> None:
    assert from_file(WHOLE) == COURSE
    assert from_file(b"\xef\xbb\xbf" + WHOLE) == COURSE
    assert from_file(to_file(Course()).encode()) == Course()


def test_a_file_is_as_large_as_it_may_be_and_no_longer_scenes_make_it_larger() -> None:
    longest = max((replace(one, title="題" * TITLE, note="註" * NOTE) for one in ITEMS), key=lambda one: len(str(one)))
    content = to_file(Course("t" * TITLE, (longest,) * MOST)).encode()
    assert len(content) < LARGEST / 4
    assert len(from_file(content).items) == MOST


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(b"", "not a lesson, or it is cut off", id="empty"),
        pytest.param(b"\x89PNG\r\n\x1a\n\xff\xfe", "not a lesson, or it is cut off", id="picture"),
        pytest.param(WHOLE[: len(WHOLE) // 2], "not a lesson, or it is cut off", id="cut off"),
        pytest.param(b"[" * 200_000, "not a lesson, or it is cut off", id="deep"),
        pytest.param(b'{"lesson": ' + b"9" * 9_000 + b"}", "not a lesson, or it is cut off", id="long number"),
        pytest.param(b"null", "This file is not a lesson.", id="null"),
        pytest.param(b"[1]", "This file is not a lesson.", id="list"),
        pytest.param(b'{"lesson": true}', "This file is not a lesson.", id="true"),
        pytest.param(b'{"lesson": "1"}', "This file is not a lesson.", id="text"),
        pytest.param(b'{"lesson": 1}', "not whole", id="no scenes"),
        pytest.param(b" " * (LARGEST + 1), "1,000,001 bytes; a lesson has 1,000,000 at most", id="large"),
        pytest.param(spoilt("lesson", value=2), "version 2; this laboratory reads version 1", id="newer"),
        pytest.param(spoilt("scenes", value={}), "not whole", id="no list"),
        pytest.param(spoilt("scenes", 0, value="x"), "not whole", id="no scene"),
        pytest.param(spoilt("scenes", value=[json.loads(WHOLE)["scenes"][0]] * 41), "41 scenes; 40", id="many"),
        pytest.param(spoilt("scenes", 0, "note", gone=True), "not whole", id="no note"),
        pytest.param(spoilt("run", value="rm -rf"), "not whole", id="more than there is"),
        pytest.param(spoilt("scenes", 0, "title", value=5), "not whole", id="number for a title"),
        pytest.param(spoilt("scenes", 0, "title", value="x" * 81), "81 characters; 80", id="long title"),
        pytest.param(spoilt("scenes", 0, "page", value="../../etc"), "page '../../etc'", id="page"),
        pytest.param(spoilt("scenes", 0, "link", value={}), "not whole", id="no link"),
        pytest.param(spoilt("scenes", 0, "link", "x", value=-4), "not whole", id="number in a link"),
        pytest.param(spoilt("scenes", 1, "link", "surface", value="moon"), "Scene 2 .*: surface=moon", id="surface"),
        pytest.param(spoilt("scenes", 0, "link", "eta.1", value="1e999"), "Scene 1 .*: eta.1=1e999", id="rate"),
        pytest.param(spoilt("scenes", 0, "link", "x", value="<script>"), "x=<script>", id="script"),
        pytest.param(spoilt("scenes", 0, "link", "exec", value="1"), "exec=1", id="word"),
    ],
)
def test_a_file_that_is_no_whole_lesson_is_told_in_one_line(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said) as raised:
        from_file(content)
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < 250


def test_markup_and_signs_that_are_not_seen_stay_text_of_one_line() -> None:
    course = from_file(spoilt("scenes", 0, "title", value="<b>a</b>\n\n# b\u202e"))
    assert course.items[0].title == "<b>a</b> # b"


def test_scenes_are_added_moved_renamed_and_removed() -> None:
    one, two, three = ITEMS[:3]
    course = add(add(add(Course(), one), two), three)
    assert course.items == (one, two, three)
    assert move(course, 0, 1).items == move(course, 1, -1).items == (two, one, three)
    assert [move(course, *wish) for wish in ((0, -1), (2, 1), (7, 1))] == [course] * 3
    assert remove(course, 1).items == (one, three)
    assert remove(course, 9) == course
    assert rename(course, 1, title=" a\tb ").items[1] == replace(two, title="a b")
    assert rename(course, 1, note="x" * 400).items[1] == replace(two, note="x" * NOTE)
    assert rename(course, 9, title="x") == course
    assert len(add(Course("", (one,) * MOST), two).items) == MOST


def test_a_link_in_a_file_may_leave_out_what_is_as_usual() -> None:
    course = from_file(spoilt("scenes", 0, "link", value={"surface": "bowl", "run.1": "gd"}))
    assert to_link(course.items[0].scene)["run.1"] == "gd"
