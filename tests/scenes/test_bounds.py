"""What one answer may compute: judged before, cut to what fits, and said."""

from dataclasses import replace
from threading import Thread

import numpy as np
import pytest

from scenes import SCENES, Scene, new_run, trajectories
from scenes.bounds import FEWEST, HEAVY, MOST, ROWS, STEP, cost, fitting, most_values, turn
from scenes.drawn import thinning
from scenes.family import family
from scenes.memory import MEMORY, Memory, size_of
from scenes.scene import MARKS, usual_numbers
from scenes.trajectories import path_at
from studio.player.payload import payload

GD = new_run("gd", eta=1e-3)


def scene_of(runs: int, steps: int, **more) -> Scene:
    return Scene("bowl", usual_numbers("bowl"), (-3.1, 0.27), steps, (GD,) * runs, **more)


@pytest.mark.parametrize("id", SCENES)
@pytest.mark.parametrize("marks", [(), MARKS])
def test_the_scenes_of_the_lecture_fit_with_everything_beside_them(id: str, marks: tuple[str, ...]) -> None:
    assert fitting(replace(SCENES[id], marks=marks)) == (replace(SCENES[id], marks=marks), [])


@pytest.mark.parametrize(
    ("scene", "steps"),
    [
        (scene_of(6, 1_000_000), 171_275),
        (scene_of(2, 1_000_000), 562_942),
        (scene_of(1, 1_000_000), 1_000_000),
        # 200 seeds are followed for 5,000 steps at most.
        (scene_of(6, 1_000_000, noise=1.0, seeds=200), 3_185),
        (scene_of(1, 100_000, noise=1.0, seeds=200), 100_000),
    ],
)
def test_as_many_steps_are_shown_as_fit_and_no_fewer(scene: Scene, steps: int) -> None:
    fit, said = fitting(scene)
    assert fit == replace(scene, steps=steps)
    assert cost(fit) <= MOST
    assert steps == scene.steps or cost(scene, steps + 1) > MOST
    runs = len(scene.runs)
    assert said == [] if steps == scene.steps else said == [
        f"{scene.steps:,} steps of {runs} runs are too much at once: the first {steps:,} are shown. "
        "Take fewer steps, or fewer runs or seeds where they can be chosen."
    ]  # fmt: skip


def test_a_run_costs_the_steps_that_are_its_own_and_what_is_said_counts_the_runs_that_are_cut() -> None:
    short, long = replace(GD, steps=300), replace(GD, steps=1_000_000)
    pair = replace(scene_of(2, 1_000_000), runs=(short, long))
    assert fitting(pair) == (pair, [])
    fit, (said,) = fitting(replace(pair, runs=(short, long, long)))
    assert 500_000 < fit.steps < 562_942
    assert said.startswith(f"1,000,000 steps of 2 runs are too much at once: the first {fit.steps:,} are shown.")
    _, (said,) = fitting(replace(pair, marks=("numbers",)))
    assert said.startswith("1,000,000 steps of 1 run are too much at once")


def test_a_hidden_run_costs_nothing() -> None:
    one = scene_of(6, 1_000_000)
    hidden = replace(one, runs=(GD, *(replace(GD, hidden=True),) * 5))
    assert fitting(hidden) == (hidden, [])


def test_a_dial_that_does_not_fit_is_left_out_and_the_sentence_says_up_to_how_many_steps_it_does() -> None:
    scene = scene_of(2, 300_000, marks=("dial", "critical"))
    fit, (said,) = fitting(scene)
    assert fit == replace(scene, marks=("critical",))
    assert said == (
        "The runs for the values of the dial are too much at once with 300,000 steps, and left out: "
        "up to 212,430 steps they fit beside the 2 on show."
    )
    for steps, fits in ((212_430, True), (212_431, False)):
        shorter = replace(scene, steps=steps)
        assert (fitting(shorter) == (shorter, [])) is fits
    made = family(replace(scene, steps=212_430))
    assert made is not None
    assert len(made.values) == FEWEST
    assert most_values(scene_of(2, 100_000)) == 8


def test_the_reader_sees_the_sentence_and_loses_nothing() -> None:
    data = payload(scene_of(6, 1_000_000, marks=("dial",)))
    assert [sentence[:9] for sentence in data["notices"]] == ["1,000,000", "The runs "]
    assert data["steps"] == 171_275
    assert {run["last"] for run in data["runs"]} == {171_275}
    # What was asked for stays in the address, and the buttons as they were pressed.
    assert data["link"]["steps"] == "1000000"
    assert (data["marks"], data["dial"]) == (["dial"], None)


def test_what_a_page_shows_beside_the_picture_is_bounded_too() -> None:
    scene = scene_of(6, 1_000_000)
    assert len(path_at(scene, 3).loss) == 171_276
    assert {len(path.loss) for path in trajectories(scene)} == {171_276}


def test_a_step_takes_as_many_numbers_as_are_counted() -> None:
    (path,) = trajectories(scene_of(1, 50_000))
    arrays = (path.point, path.loss, path.grad, path.eta, path.sigma, path.m)
    assert sum(size_of(array) for array in arrays) == pytest.approx(8 * STEP * 50_001, rel=1e-3)


def test_only_one_large_answer_is_made_at_a_time_and_small_ones_do_not_wait() -> None:
    large, small, done = scene_of(1, HEAVY), scene_of(1, 100), []

    def make(scene: Scene) -> None:
        with turn(scene):
            done.append(scene.steps)

    with turn(large):
        waiting, quick = Thread(target=make, args=[large]), Thread(target=make, args=[small])
        waiting.start()
        quick.start()
        quick.join()
        assert done == [100]
    waiting.join()
    assert done == [100, HEAVY]


def test_bytes_are_counted_with_all_that_holds_them() -> None:
    whole = np.zeros(1000)
    assert 8000 <= size_of(whole) < 8500
    # A part of an array keeps all of it.
    assert size_of(whole[:10]) == size_of(whole)
    assert size_of({"a": "x" * 5000, "b": (whole, [whole])}) > 5000 + 16_000
    (path,) = trajectories(scene_of(1, 1000))
    assert 8 * STEP * 1001 < size_of(path) < 8 * STEP * 1001 + 3000


def test_what_was_asked_for_last_is_kept_as_far_as_it_fits() -> None:
    memory, made = Memory(10_000), []

    def get(key: str, bytes: int) -> str:
        return memory.get(key, lambda: made.append(key) or "x" * bytes)

    for key in ("a", "b", "a", "c", "a", "b"):
        assert len(get(key, 4000)) == 4000
    # The third did not fit beside the two, and "b" had waited longest.
    assert made == ["a", "b", "c", "b"]
    assert memory.bytes <= memory.most
    # What is larger than all of it is given, and not kept.
    assert len(get("huge", 20_000)) == 20_000
    assert memory.bytes <= memory.most


def test_all_that_scenes_leave_behind_stays_below_300_mb() -> None:
    for steps in range(200_000, 200_012):
        payload(scene_of(4, steps, view="one"), around=7)
    assert MEMORY.most == 300_000_000
    # Four runs of 200,000 steps take 64 MB.
    assert 200_000_000 < MEMORY.bytes <= MEMORY.most


ALL = {"curves": ("rate1", "m2", "norm", "gap"), "marks": MARKS}


@pytest.mark.parametrize(
    "scene",
    [
        scene_of(6, 1_000_000, **ALL, noise=3.0),
        # Seeds are on show in the next one, too.
        pytest.param(scene_of(6, 5_000, **ALL, noise=3.0, seeds=200), marks=pytest.mark.long),
        scene_of(1, 1_000_000, **ALL, noise=3.0, seeds=200),
        scene_of(1, 1_000_000, **ALL, view="grid"),
    ],
)
def test_one_answer_leaves_no_more_than_100_mb_behind(scene: Scene) -> None:
    MEMORY.clear()
    # Each its own: what two runs have in common is kept once.
    runs = tuple(new_run("gd", eta=1e-3 + i / 1e4) for i in range(len(scene.runs)))
    scene = replace(scene, runs=runs)
    payload(scene, around=scene.steps // 2)
    assert 40_000_000 < MEMORY.bytes <= 100_000_000


def test_of_a_run_no_more_rows_are_sent_than_are_counted() -> None:
    highest = thinning.MOST + thinning.FULL + thinning.FRAMES + 2 * thinning.COLUMNS
    assert highest <= ROWS
