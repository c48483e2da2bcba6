"""Be the optimizer: what the browser is sent at each moment, and what its link may say."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from lessons.exercises.optimizer import CASES, STEPS, Case, made, present
from studio.panels.exercises.optimizer import data, read

ALL = [pytest.param(case, id=id) for id, case in CASES.items()]


def numbers(sent: Any) -> Iterator[float]:
    """All numbers that are sent, wherever they stand; of the ground, which is packed, none."""
    if isinstance(sent, dict):
        sent = [*sent.values()]
    if isinstance(sent, list | tuple):
        for one in sent:
            yield from numbers(one)
    elif isinstance(sent, float):
        yield sent


@pytest.mark.parametrize("case", ALL)
def test_a_step_is_sent_once_it_was_marked_and_nothing_of_it_before(case: Case) -> None:
    for marked in range(STEPS + 1):
        sent = data(case, marked)
        assert [one["end"] for one in sent["made"]] == [made(case, t).end for t in range(marked)]
        assert (sent["present"] is None) == (marked == STEPS)
        assert sent["words"]["moral"] == (case.moral if marked == STEPS else "")
        told = {*numbers({key: value for key, value in sent.items() if key != "surface"})}
        text = json.dumps({key: value for key, value in sent.items() if key != "surface"}, ensure_ascii=False)
        for t in range(marked, STEPS):
            later = made(case, t)
            assert not {*later.end} & told
            assert later.facts["step"] not in text
        if marked < STEPS:
            assert {*map(float, present(case, marked)[1])} <= told


def test_of_m_and_sigma_those_are_sent_that_the_method_has() -> None:
    memory = {id: data(case, 1)["made"][0] for id, case in CASES.items()}
    assert {id: (one["m"] is not None, one["sigma"] is not None) for id, one in memory.items()} == {
        "gd": (False, False), "momentum": (True, False), "ball": (True, False), "adagrad": (False, True),
        "rmsprop": (False, True), "adam": (True, True),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("link", "found", "wrong"),
    [({}, "gd", 0), ({"case": "adam"}, "adam", 0), ({"case": "x" * 100}, "gd", 1), ({"case": "<b>"}, "gd", 1)],
)
def test_what_a_link_asks_for_is_read_and_what_there_is_not_is_told(
    link: dict[str, str], found: str, wrong: int
) -> None:
    case, told = read(link)
    assert case.id == found
    assert len(told) == wrong
    assert not [one for one in told if "x" * 65 in one]
