"""What is said of many seeds: counts that add up, and one part for each different end."""

from dataclasses import replace

import pytest

from optimizers.loop.sweep import Bundle
from scenes import SCENES, bundles
from studio.player import seeds
from studio.player.seeds import EARLY, places
from surfaces import SURFACES
from words import speaking
from words.catalogue import catalogue


def of(id: str, count: int) -> tuple[Bundle, dict[str, object]]:
    scene = replace(SCENES[id], seeds=count)
    many = bundles(scene)[0]
    assert many is not None
    return many, seeds.told(many, scene.steps, SURFACES[scene.surface].domain)


@pytest.mark.parametrize("count", [2, 50, 200])
def test_the_counts_of_all_ends_add_up_the_largest_first_and_no_end_is_told_twice(count: int) -> None:
    _, told = of("noise_escapes", count)
    ends = told["ends"]
    assert isinstance(ends, list)
    counts = [int(end.split()[0]) for end in ends]
    assert (sum(counts), counts) == (count, sorted(counts, reverse=True))
    assert len({end.split(maxsplit=1)[1] for end in ends}) == len(ends)


def test_what_is_told_of_a_minimum_is_how_many_outcomes_name_it() -> None:
    many, told = of("wide_valley", 100)
    wide = sum(one.facts.get("place_x") == 1.5 for one in many.outcomes)
    ends = told["ends"]
    assert isinstance(ends, list)
    assert ends[0] == f"{wide} around the right minimum (1.5, 0)"
    assert told["minima"] == [
        {"at": (1.5, 0.0), "text": "{count} nearest the right minimum (1.5, 0)"},
        {"at": (-1.5, 0.0), "text": "{count} nearest the left minimum (−1.5, 0)"},
    ]
    assert told["line"] == "Of 100 seeds: {parts}"


def test_in_chinese_seeds_are_counted_with_their_measure_word_and_brackets_stand_apart() -> None:
    for language, place in (("zh-TW", "個在右邊的最小值 (1.5, 0) 附近"), ("zh-CN", "个在右边的最小值 (1.5, 0) 附近")):
        with speaking(catalogue(language)):
            _, told = of("wide_valley", 100)
        ends = told["ends"]
        assert isinstance(ends, list)
        assert ends[0].split(maxsplit=1)[1] == place
        # Each of them, whatever became of it.
        assert all(end.split(maxsplit=1)[1][0] in "個个" for end in ends)
        assert len(ends) > 2


def test_where_it_is_too_early_to_tell_of_many_no_end_is_told() -> None:
    many, told = of("warm_up", 200)
    assert 3 * sum(one.facts["sentence"] == "descending early" for one in many.outcomes) > 200
    assert (told["ends"], told["minima"]) == ([], [])
    assert EARLY == "too early to tell"


def test_seeds_that_are_followed_for_a_part_only_say_so() -> None:
    many, _ = of("warm_up", 8)
    assert seeds.told(many, 1_000, SURFACES["plateau"].domain)["line"] == "Of 8 seeds, after 10 steps: {parts}"


def test_two_minima_one_above_the_other_are_told_apart_by_that() -> None:
    names = seeds._named([(0.1, -1.0), (0.0, 1.0)], SURFACES["saddle"].domain)
    assert list(names.values()) == ["the lower minimum (0.1, −1)", "the upper minimum (0, 1)"]


def test_of_many_seeds_each_has_fewer_places_and_all_have_their_first_and_last() -> None:
    few = places(1_001, 200)
    assert len(few) <= 202
    assert (few[0], few[-1]) == (0, 1_000)
