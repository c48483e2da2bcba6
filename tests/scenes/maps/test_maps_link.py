"""The words of a map in a link: there and back, and what is wrong in them is told and replaced."""

import random
from dataclasses import replace

import pytest

from scenes import SCENES, Scene, new_run
from scenes.maps import Axis, Map, usual, variable, whole
from scenes.maps.link import MOST_STEPS, WORDS, bounds, read, told_apart, words_of
from scenes.maps.record import OVER, TELLS
from scenes.scene import usual_numbers
from surfaces import SURFACES

SCENE = Scene("himmelblau", (), (4.2, 4.0), 120, (new_run("momentum", eta=0.005),))
NUMBERS = variable(SCENE)


@pytest.mark.parametrize("tells", TELLS)
@pytest.mark.parametrize("over", OVER)
def test_a_map_comes_back_from_its_words(over: str, tells: str) -> None:
    map, wrong = read({"over": over, "tells": tells, "target": "0.25"}, SCENE)
    assert wrong == []
    assert (map.over, map.tells, map.target) == (over, tells, 0.25)
    assert read(words_of(map), SCENE) == (map, [])


def test_every_two_numbers_can_be_the_axes_of_a_map_and_come_back() -> None:
    for scene in (SCENE, replace(SCENES["one_rate"], steps=300), replace(SCENES["batches"], steps=300)):
        numbers = variable(scene)
        for across, up in zip(numbers, [*numbers][1:], strict=False):
            ends = (usual(scene, numbers[across]), usual(scene, numbers[up]))
            map = Map(scene, "numbers", *ends)
            assert read(words_of(map), scene) == (map, [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"over": "moon"}, "over is 'moon'"),
        ({"tells": "truth"}, "tells is 'truth'"),
        ({"target": "nan"}, "target"),
        ({"across": "x~1~1"}, "1 is one value"),
        ({"across": "x~2~1"}, "from 2 down to 1"),
        ({"across": "x~1~1.0000000000000002"}, "float64 has no 512 values"),
        ({"across": "eta~0.1~1"}, "the axis is 'eta~0.1~1'"),
        ({"up": "y~1"}, "the axis is 'y~1'"),
        ({"over": "rates", "across": "eta~0~1"}, "above 0"),
        ({"over": "rates", "across": "x~0~1"}, "the axis"),
        ({"over": "numbers", "up": "eta~0.1~1"}, "both axes are eta"),
        ({"over": "numbers", "up": "moon~0.1~1"}, "the axis"),
        ({"over": "numbers", "up": "beta~0~1"}, "below 1"),
        ({"over": "numbers", "across": "eta~" + "9" * 400 + "~1"}, "eta"),
    ],
)
def test_what_is_wrong_is_told_in_one_sentence_and_a_map_is_shown(words: dict[str, str], said: str) -> None:
    map, wrong = read(words, SCENE)
    assert len(wrong) == 1
    assert said in wrong[0]
    assert len(whole(map, 64).kind) == 64 * 64 if map.over != "rates" else map.across == usual(SCENE, NUMBERS["eta"])


def test_a_map_of_a_million_steps_is_shown_as_far_as_it_fits_and_a_billion_is_no_number_of_steps() -> None:
    long = Scene("himmelblau", (), (4.2, 4.0), 1_000_000, (new_run("gd"),))
    map, wrong = read({}, long)
    assert map.scene.steps == MOST_STEPS
    assert "1,000,000 steps" in wrong[0]


def test_more_seeds_than_fit_are_shown_as_far_as_they_do() -> None:
    noisy = replace(SCENE, steps=20_000, noise=1.0, seeds=200)
    map, wrong = read({}, noisy)
    assert 1 <= map.seeds() < 200
    assert f"the first {map.seeds()} are shown" in wrong[0]
    # Without chance they are all one.
    assert read({}, replace(noisy, noise=0.0))[1] == []


def test_a_run_that_makes_fewer_steps_than_others_makes_so_many_on_its_map() -> None:
    map, wrong = read({}, SCENES["one_rate"])
    assert wrong == []
    assert map.scene.steps == SCENES["one_rate"].runs[0].steps
    assert read({"over": "rates"}, SCENES["one_rate"])[0].scene.steps > map.scene.steps


def test_the_ends_that_a_hand_may_reach_are_those_that_a_link_may_have() -> None:
    for scene in (SCENE, SCENES["one_rate"]):
        for id, number in variable(scene).items():
            low, high = bounds(number)
            assert number.allows(low) or number.scale == "whole", id
            assert number.allows(high), id


def test_a_range_that_float64_can_no_longer_divide_is_known() -> None:
    assert told_apart(0.0, 1e-300)
    assert told_apart(1.0, 1.0 + 1e-12)
    assert not told_apart(1.0, 1.0 + 1e-13)
    assert not told_apart(1.0, 1.0)


def test_whatever_stands_in_the_words_a_map_is_read() -> None:
    chance, signs = random.Random(11), "eta~x-1.5e9_∞\x00'<& 0"
    for _ in range(400):
        words = {word: "".join(chance.choices(signs, k=chance.randrange(30))) for word in WORDS}
        if chance.random() < 0.5:
            words["over"] = chance.choice([*OVER])
        surface = chance.choice([*SURFACES])
        scene = Scene(surface, usual_numbers(surface), (0.0, 0.0), 9, (new_run("adam", "cosine"),))
        map, _ = read(words, scene)
        assert map.across.first < map.across.last
        assert map.across.id != map.up.id
        assert read(words_of(map), scene)[0] == map


def test_the_ends_of_an_axis_are_left_alone_to_the_last_bit() -> None:
    first, last = -0.1 - 0.2, 1 / 3
    map, _ = read(words_of(Map(SCENE, "starts", Axis("x", first, last), Axis("y", -5.0, 5.0))), SCENE)
    assert map.across == Axis("x", first, last)
