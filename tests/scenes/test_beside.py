"""The same runs on a surface and on the one beside it: all alike but for one switch."""

from dataclasses import replace

import pytest

from scenes import SCENES, from_link, to_link
from scenes.bounds import cost
from scenes.scene import grounds

MOVED, ALL_FIVE = SCENES["moved"], SCENES["all_five"]


def test_beside_stands_the_same_scene_with_one_switch_turned() -> None:
    raw, moved = grounds(MOVED)
    assert raw == replace(MOVED, beside="")
    assert moved == replace(raw, numbers=(("standardised", 1.0),))
    # Turned the other way first, they have changed places.
    assert grounds(replace(moved, beside="standardised")) == (moved, replace(raw, numbers=(("standardised", 0.0),)))


def test_beside_sorted_examples_stand_the_same_runs_on_shuffled_ones() -> None:
    scene = replace(SCENES["sorted"], beside="shuffle")
    assert grounds(scene) == (SCENES["sorted"], SCENES["shuffled"])
    assert from_link(to_link(scene), ALL_FIVE) == (replace(scene, shuffle=False), [])
    # Where there are no examples there is no order to turn.
    assert from_link(to_link(ALL_FIVE) | {"beside": "shuffle"}, ALL_FIVE)[0].beside == ""


@pytest.mark.parametrize("scene", [ALL_FIVE, replace(MOVED, view="grid"), replace(MOVED, beside="")])
def test_without_a_switch_or_in_a_grid_nothing_stands_beside_it(scene: object) -> None:
    assert grounds(scene) == (replace(scene, beside=""),)  # type: ignore[type-var,arg-type]


def test_the_link_says_what_is_beside_and_what_cannot_be_is_told() -> None:
    assert to_link(MOVED)["beside"] == "standardised"
    assert from_link(to_link(MOVED), ALL_FIVE) == (MOVED, [])
    assert "beside" not in to_link(ALL_FIVE)
    scene, wrong = from_link(to_link(MOVED) | {"beside": "colour"}, MOVED)
    assert scene.beside == ""
    assert wrong == ["beside is 'colour'; choose one of standardised, shuffle. Shown with ."]


def test_two_surfaces_cost_twice_as_much() -> None:
    assert cost(MOVED) == 2 * cost(replace(MOVED, beside=""))
