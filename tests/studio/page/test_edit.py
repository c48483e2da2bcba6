"""Edits of a scene: each changes what it is for, and nothing else."""

from dataclasses import fields, replace

import pytest

from optimizers import OPTIMIZERS, SCHEDULES
from scenes import MAX_RUNS, SCENES, Run, Scene, from_link, new_run, to_link, trajectories
from studio.page import edit
from surfaces import SURFACES

# Nothing in it is what it would be by default, so that every reset shows.
SCENE = Scene(
    "bowl",
    (("a", 3.0), ("b", 0.5), ("c", 1.5)),
    (-1.0, 0.25),
    77,
    (
        Run("momentum", numbers=(("eta", 0.5), ("beta", 0.25)), hidden=True),
        Run("rmsprop", "inverse_sqrt", numbers=(("eta", 0.3), ("alpha", 0.6), ("epsilon", 1e-3), ("horizon", 7.0))),
        Run(
            "adagrad", "warmup", "inverse_time",
            (("eta", 0.2), ("epsilon", 1e-4), ("decay", 0.5), ("steps_per_epoch", 3.0), ("warmup", 9.0)),
        ),
    ),
    "side",
    "log",
)  # fmt: skip
PLACES = range(len(SCENE.runs))


def changes(after: Scene, before: Scene = SCENE) -> dict[str, object]:
    """The fields that differ, with their new values."""
    return {
        field.name: getattr(after, field.name)
        for field in fields(Scene)
        if getattr(after, field.name) != getattr(before, field.name)
    }


def changed_run(after: Scene, place: int) -> Run:
    """The run at this place, after all else was seen to be as before."""
    assert changes(after).keys() <= {"runs", "curves"}
    # A rate that moves may get a curve.
    assert after.curves in (SCENE.curves, (*SCENE.curves, "eta"))
    assert len(after.runs) == len(SCENE.runs)
    assert [run for at, run in enumerate(after.runs) if at != place] == [SCENE.runs[at] for at in PLACES if at != place]
    return after.runs[place]


@pytest.mark.parametrize("surface", [id for id in SURFACES if id != SCENE.surface])
def test_another_surface_comes_with_its_own_numbers_and_its_own_start(surface: str) -> None:
    usual = tuple((number.id, number.default) for number in SURFACES[surface].numbers)
    assert changes(edit.set_surface(SCENE, surface)) == {
        "surface": surface, "numbers": usual, "start": SURFACES[surface].start,
    }  # fmt: skip


def test_the_same_surface_again_is_a_fresh_one() -> None:
    fresh = edit.set_surface(SCENE, "bowl")
    assert changes(fresh) == {"numbers": (("a", 2.0), ("b", 0.06), ("c", 4.2)), "start": (-4.0, -0.35)}


def test_a_number_of_the_surface_is_set_in_its_place() -> None:
    assert changes(edit.set_number(SCENE, "b", 0.75)) == {"numbers": (("a", 3.0), ("b", 0.75), ("c", 1.5))}


def test_the_start_the_steps_the_view_and_the_clock_are_set() -> None:
    assert changes(edit.set_start(SCENE, 2.0, -0.5)) == {"start": (2.0, -0.5)}
    assert changes(edit.set_view(SCENE, "one")) == {"view": "one"}
    assert changes(edit.choose(SCENE, "clock", "linear")) == {"clock": "linear"}
    longer = edit.set_steps(SCENE, 1000.0)
    assert changes(longer) == {"steps": 1000}
    assert type(longer.steps) is int


@pytest.mark.parametrize("place", PLACES)
def test_a_run_takes_the_place_of_another(place: int) -> None:
    assert changed_run(edit.set_run(SCENE, place, new_run("adam")), place) == new_run("adam")


@pytest.mark.parametrize("place", PLACES)
def test_a_number_of_a_run_is_set_and_its_others_are_kept(place: int) -> None:
    for id, _ in SCENE.runs[place].numbers:
        after = changed_run(edit.set_knob(SCENE, place, id, 0.125), place)
        expected = dict(SCENE.runs[place].numbers) | {id: 0.125}
        assert after == replace(SCENE.runs[place], numbers=tuple(expected.items()))


def test_another_optimizer_gets_its_own_rate_and_keeps_what_means_the_same() -> None:
    # ε is kept, α has no place in Adagrad, the schedule and its numbers stay; η is Adagrad's usual one.
    after = changed_run(edit.set_parts(SCENE, 1, "adagrad", "inverse_sqrt", "constant"), 1)
    assert after == Run("adagrad", "inverse_sqrt", "constant", (("eta", 0.06), ("epsilon", 1e-3), ("horizon", 7.0)))
    after = changed_run(edit.set_parts(SCENE, 2, "rmsprop", "warmup", "inverse_time"), 2)
    assert dict(after.numbers) == {
        "eta": 0.01, "alpha": 0.9, "epsilon": 1e-4, "decay": 0.5, "steps_per_epoch": 3.0, "warmup": 9.0,
    }  # fmt: skip


def test_a_rate_that_moves_gets_a_curve_if_there_is_room() -> None:
    plain = replace(SCENE, runs=(new_run("adam"),), curves=("loss",))
    assert edit.set_parts(plain, 0, "adam", "cosine", "constant").curves == ("loss", "eta")
    assert edit.set_parts(plain, 0, "rmsprop", "constant", "constant").curves == ("loss",)
    assert edit.set_changes(plain, 0, [(5, 0.1)]).curves == ("loss", "eta")
    full = replace(plain, curves=("loss", "norm", "g1", "g2"))
    assert edit.set_parts(full, 0, "adam", "cosine", "constant").curves == full.curves


def test_a_schedule_with_a_rate_of_its_own_brings_it_along() -> None:
    plain = replace(SCENE, runs=(new_run("adam", eta=0.3),))
    for schedule, eta in (("transformer", 1.0), ("resnet", 0.1), ("cosine", 0.3)):
        changed = edit.set_parts(plain, 0, "adam", schedule, "constant")
        assert dict(changed.runs[0].numbers)["eta"] == eta


def test_another_schedule_keeps_the_rate_and_all_numbers_that_both_have() -> None:
    after = changed_run(edit.set_parts(SCENE, 1, "rmsprop", "warmup", "inverse_sqrt"), 1)
    assert (after.optimizer, after.schedule, after.then) == ("rmsprop", "warmup", "inverse_sqrt")
    assert dict(after.numbers) == {"eta": 0.3, "alpha": 0.6, "epsilon": 1e-3, "horizon": 7.0, "warmup": 20}
    after = changed_run(edit.set_parts(SCENE, 2, "adagrad", "warmup", "constant"), 2)
    assert dict(after.numbers) == {"eta": 0.2, "epsilon": 1e-4, "warmup": 9.0}


@pytest.mark.parametrize("hidden", [True, False])
def test_a_hidden_run_stays_hidden_with_other_parts(hidden: bool) -> None:
    scene = edit.set_run(SCENE, 0, replace(SCENE.runs[0], hidden=hidden))
    assert edit.set_parts(scene, 0, "adam", "constant", "constant").runs[0].hidden is hidden


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", SCHEDULES)
def test_whatever_parts_are_chosen_the_scene_comes_back_from_its_link(optimizer: str, schedule: str) -> None:
    for place, run in enumerate(SCENE.runs):
        after = edit.set_parts(SCENE, place, optimizer, schedule, run.then if schedule == "warmup" else "constant")
        assert from_link(to_link(after), SCENES["one_rate"]) == (after, [])


def test_a_run_is_added_at_the_end_until_there_are_six() -> None:
    assert MAX_RUNS == 6
    scene = SCENE
    for count in (4, 5, 6):
        added = edit.add_run(scene, new_run("adam", eta=count / 10))
        assert changes(added, scene) == {"runs": (*scene.runs, new_run("adam", eta=count / 10))}
        scene = added
    assert len(scene.runs) == 6
    assert edit.add_run(scene, new_run("gd")) == scene


@pytest.mark.parametrize("place", PLACES)
def test_a_run_is_taken_out_and_the_others_close_up(place: int) -> None:
    # Each as it looks: one that has moved up keeps the look of the place it had.
    left = tuple(replace(run, look=at if at > place else None) for at, run in enumerate(SCENE.runs) if at != place)
    assert changes(edit.remove_run(SCENE, place)) == {"runs": left}


def test_the_last_run_stays() -> None:
    single = replace(SCENE, runs=SCENE.runs[:1])
    assert edit.remove_run(single, 0) == single


def test_each_run_may_have_as_many_steps_as_it_needs_and_the_scene_has_those_of_the_longest() -> None:
    scene = edit.set_steps_of(SCENES["all_five"], 1, 50)
    assert (scene.steps, [scene.steps_of(run) for run in scene.runs]) == (300, [300, 50, 300, 300, 300])
    longer = edit.set_steps_of(scene, 2, 700)
    assert (longer.steps, [run.steps for run in longer.runs]) == (700, [300, 50, None, 300, 300])
    assert [len(path.loss) - 1 for path in trajectories(longer)] == [300, 50, 700, 300, 300]
    assert from_link(to_link(longer), SCENES["one_rate"]) == (longer, [])
    # Without its longest run the scene is shorter; and one number for all is one for all.
    assert edit.remove_run(longer, 2).steps == 300
    assert edit.set_steps(longer, 120) == replace(SCENES["all_five"], steps=120)
    assert edit.set_steps_of(scene, 7, 50) == scene
