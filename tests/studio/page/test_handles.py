"""Every number that can be moved has a word, and what its control says at a place is what it is then."""

from dataclasses import replace

import pytest

from scenes import SCENES, Scene, from_link, new_run, to_link
from scenes.values import offered, range_of, step_of
from studio.look.numbers import spoken
from studio.page import edit
from studio.page.handles import MOST_HANDS, handles, moved
from surfaces import SURFACES, Number

DATA = next(id for id, surface in SURFACES.items() if surface.examples)
LONG = replace(
    edit.set_changes(SCENES["all_five"], 0, [(100, 0.01), (200, 0.001)]),
    runs=(new_run("adam", "warmup", "cosine"), *SCENES["all_five"].runs[1:]), view="grid",
)  # fmt: skip
SCENE_LIST = [edit.set_surface(SCENES["all_five"], id) for id in SURFACES] + [
    edit.set_changes(LONG, 0, [(100, 0.01), (200, 0.001)]),
    edit.set_varied(replace(SCENES["all_five"], view="grid"), 3, "alpha"),
]


def places(record: Number, value: float) -> tuple[str, str]:
    """Another value than this one, as a control shows it: where it stands, and what it says there."""
    if record.scale == "linear":
        low, high = range_of(record, value)
        other = low + step_of(record, value) if value != low + step_of(record, value) else high - step_of(record, value)
        return repr(other), "about that"
    if record.scale == "whole" and record.slider is None:
        return (repr(value + 1),) * 2
    values = offered(record, value)
    other = values[values.index(value) - 1]
    return str(values.index(other)), spoken(other)


@pytest.mark.parametrize("scene", SCENE_LIST)
def test_what_a_hand_moves_is_that_number_and_no_other(scene: Scene) -> None:
    for word, one in handles(scene).items():
        if one.record.scale == "switch":
            continue
        stands, said = places(one.record, one.value)
        now = moved(scene, f"{word}~{stands}~{said}")
        wanted = float(stands if one.record.scale == "linear" else said.replace(",", ""))
        assert handles(now)[word].value == wanted, word
        # And a link says it.
        assert from_link(to_link(now), scene)[0] == now, word


@pytest.mark.parametrize(
    "hand",
    ["", "~~", "eta.9~0~1", "eta.1~0~nan", "eta.1~0~-1", "eta.1~0.5~a lot", "eta.1", "eta.1~1", "seed~1.5~1.5",
     "bowl.a~1e999~", "steps~0~1e9", "runs~0~2", "~~~~;;~"],
)  # fmt: skip
def test_what_is_no_number_of_the_scene_or_none_that_it_may_have_changes_nothing(hand: str) -> None:
    assert moved(SCENES["all_five"], hand) == SCENES["all_five"]


def test_several_hands_move_several_numbers_and_nobody_has_a_hundred() -> None:
    scene = SCENES["all_five"]
    both = moved(scene, "eta.1~0~0.002;eta.2~0~0.003")
    assert [dict(run.numbers)["eta"] for run in both.runs[:2]] == [0.002, 0.003]
    assert moved(scene, "~~;" * MOST_HANDS + "eta.1~0~0.002") == scene


def test_a_number_of_another_surface_is_left_alone() -> None:
    assert DATA != "bowl"
    scene = edit.set_surface(SCENES["all_five"], DATA)
    assert moved(scene, "bowl.a~1~1") == scene
