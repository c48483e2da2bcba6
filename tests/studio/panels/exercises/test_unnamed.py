"""What the browser is sent of a run without a name, and what its link may say."""

import json

import pytest

from lessons.exercises.unnamed import ASKS, METHODS, Ask, drawn
from scenes import to_link
from studio.panels.exercises.unnamed import data, read


@pytest.mark.parametrize("ask", ASKS)
def test_of_a_run_without_a_name_points_and_ground_are_sent_and_nothing_of_what_it_is(ask: Ask) -> None:
    for seed in range(10):
        one = drawn(ask, seed)
        sent = data(one)
        assert set(sent) == {"modules", "name", "surface", "points"}
        assert set(sent["points"]) == {"x", "y"}
        text = json.dumps(sent)
        assert not [id for id in METHODS if f'"{id}"' in text]
        assert {*to_link(one.scene)} & {*sent, *sent["surface"]} == {"surface"}


@pytest.mark.parametrize(
    ("link", "found", "wrong"),
    [
        ({}, ("optimizer", 0), 0),
        ({"ask": "beta", "seed": "7"}, ("beta", 7), 0),
        ({"ask": "x" * 100, "seed": "-1"}, ("optimizer", 0), 2),
        ({"seed": "1e9"}, ("optimizer", 0), 1),
        ({"seed": "9999999"}, ("optimizer", 0), 1),
        ({"seed": "²"}, ("optimizer", 0), 1),
    ],
)
def test_what_a_link_asks_for_is_read_and_what_there_is_not_is_told(
    link: dict[str, str], found: tuple[str, int], wrong: int
) -> None:
    *read_as, told = read(link)
    assert tuple(read_as) == found
    assert len(told) == wrong
    assert not [one for one in told if "x" * 65 in one]
