"""What is found in the sources: every literal that is said or declared as a message, and nothing else."""

import ast

import pytest

from tools.messages import Found, _declared, _Walk

RECORD = """
from typing import Annotated
from words import Message, count, formula, say
class Part:
    id: str
    name: Annotated[Message, "part"]
    help: Message = ""
def choice(label: Message, value: str): ...
"""


def found(source: str) -> list[tuple[str, str, str]]:
    tree = ast.parse(RECORD + source)
    walked = _Walk("room/file.py", _declared("room/file.py", tree)).of(tree)
    return [(one.context, one.text, one.several) for one in walked]


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ('say("a")', [("", "a", "")]),
        ('say("a", "part", x=1)', [("part", "a", "")]),
        ('count("one", "many", n)', [("", "one", "many")]),
        ('say("a" if x else "b")', [("", "a", ""), ("", "b", "")]),
        ('def f():\n    text = "a"\n    text += "b"\n    return say(text)', [("", "ab", "")]),
        ('def f():\n    a = "a"\n    b = "b"\n    c = a if x else b\n    say(c)', [("", "a", ""), ("", "b", "")]),
        ('Part("id", "Name", "Help.")', [("part", "Name", ""), ("", "Help.", "")]),
        ('Part("id", name="Name", help=say(x))', [("part", "Name", "")]),
        ('replace(part, help="Other.", id="x")', [("", "Other.", "")]),
        ('choice("a", "b")', [("", "a", "")]),
        ('other.choice("a", "b")', []),
        ('T: dict[str, Annotated[Message, "c"]] = {"k": "v"}', [("c", "v", "")]),
        ('T: tuple[Message, ...] = ("a", "b")', [("", "a", ""), ("", "b", "")]),
        ('T: dict[str, str] = {"k": "v"}', []),
        ('LAST: Message = "last"', [("", "last", "")]),
        ('F = r"x\\ \\text{or}\\ y"', [("formula", "or", "")]),
        ("say(record.name)", []),
        ('say("")', []),
    ],
)
def test_what_is_a_message(source: str, messages: list[tuple[str, str, str]]) -> None:
    assert found(source) == messages


def test_what_is_put_together_before_it_is_looked_up_is_refused() -> None:
    with pytest.raises(ValueError, match=r"room/file.py:9: a message is put together"):
        found('say(f"{x} steps")')


def test_a_message_knows_where_it_stands() -> None:
    assert Found("a.py", 1, "text") == ("a.py", 1, "text", "", "")
