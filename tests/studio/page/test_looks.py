"""A run keeps its colour, its line and its sign while others come and go."""

from dataclasses import replace

import pytest

from scenes import SCENES, from_link, new_run, to_link
from scenes.lecture import alike
from scenes.scene import looks_of
from studio.page import edit
from studio.player.on_show import on_show

FIVE = SCENES["all_five"]


@pytest.mark.parametrize("gone", range(5))
def test_a_run_that_is_removed_leaves_the_others_as_they_look(gone: int) -> None:
    before = {one.run.optimizer: one.style for one in on_show(FIVE, None)}
    scene = edit.remove_run(FIVE, gone)
    after = {one.run.optimizer: one.style for one in on_show(scene, None)}
    assert len(after) == 4
    assert after == {name: before[name] for name in after}
    # The link says so, and another method in a place does not change its look.
    assert from_link(to_link(scene), FIVE) == (scene, [])
    assert looks_of(edit.set_parts(scene, 1, "nadam").runs) == looks_of(scene.runs)


def test_a_run_that_is_added_gets_a_look_that_none_has() -> None:
    scene = edit.remove_run(edit.remove_run(FIVE, 1), 0)
    for _ in range(3):
        scene = edit.add_run(scene, new_run("gd"))
        assert len(set(looks_of(scene.runs))) == len(scene.runs)
    fewer = edit.remove_run(scene, 5)
    assert looks_of(edit.copy_run(fewer, 2).runs)[-1] not in looks_of(fewer.runs)


def test_how_runs_look_makes_no_other_scene() -> None:
    runs = tuple(replace(run, look=5 - at) for at, run in enumerate(FIVE.runs))
    assert alike(FIVE, replace(FIVE, runs=runs))
    assert "look.1" not in to_link(FIVE)
    _, (wrong,) = from_link({**to_link(FIVE), "look.2": "7"}, FIVE)
    assert wrong.startswith("look.2 is '7'")


def test_runs_that_a_link_gives_one_look_are_told_apart_all_the_same() -> None:
    link = {"run.1": "gd", "look.1": "2", "run.2": "adam", "run.3": "momentum", "look.3": "2"}
    scene, wrong = from_link(link, SCENES["one_rate"])
    assert looks_of(scene.runs) == [1, 0, 2]
    assert [sentence.split(";")[0] for sentence in wrong] == [
        f"Run {place} has the look of another run" for place in (2, 3)
    ]
    # What is shown is what its own link says.
    assert from_link(to_link(scene), SCENES["one_rate"]) == (scene, [])
