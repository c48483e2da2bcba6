"""Noise, batches and seeds that cannot be: refused by the code, told by a link, with a sentence each."""

import math
from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Sampling, descend
from optimizers.descent import descend_seeds
from scenes import Scene, from_link, new_run, to_link
from scenes.scene import usual_numbers
from surfaces import SURFACES
from tests.scenes.test_link import ODD
from words import compact

BOWL, LINE = SURFACES["bowl"], SURFACES["linear_regression"]
GD = OPTIMIZERS["gd"]


def refused(surface, **chosen: object) -> str:
    with pytest.raises((TypeError, ValueError)) as caught:
        descend(surface, GD, sampling=Sampling(**chosen))
    assert type(caught.value) in (TypeError, ValueError)
    return f"{type(caught.value).__name__}: {caught.value}"


@pytest.mark.parametrize("batch", [0, -1, 21, 2.5, math.nan, math.inf, 1e300])
def test_a_batch_that_cannot_be_taken_is_refused_with_the_sizes_that_can(batch: float) -> None:
    assert refused(LINE, batch=batch) == (
        f"ValueError: batch is {compact(batch)}; it must be a whole number from 1 to 20, the number of examples."
    )


@pytest.mark.parametrize("batch", ["3", True, False, 1j, [3], object])
def test_a_batch_that_is_no_number_is_refused_by_type(batch: object) -> None:
    assert refused(LINE, batch=batch) == (
        f"TypeError: batch is {batch!r}; it must be a whole number from 1 to 20, the number of examples."
    )


@pytest.mark.parametrize("batch", [1, 20, 0, "3"])
def test_a_surface_without_examples_has_no_batches(batch: object) -> None:
    assert refused(BOWL, batch=batch) == (
        "ValueError: bowl has no examples to take batches of; leave the batch out, or choose a data surface."
    )


@pytest.mark.parametrize("batch", [3, 3.0, np.int64(3), np.float32(3)])
def test_a_batch_may_be_any_whole_number(batch: float) -> None:
    checked = Sampling(batch=batch).checked(LINE)
    assert (checked.batch, type(checked.batch)) == (3, int)


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ({"seed": 2.5}, "ValueError: seed is 2.5; it must be a whole number at least 0 and at most 4294967295"),
        ({"seed": -1}, "ValueError: seed is -1; it must be a whole number at least 0"),
        ({"seed": math.nan}, "ValueError: seed is nan; it must be a whole number at least 0"),
        ({"seed": 2**32}, "ValueError: seed is 4294967296; it must be a whole number at least 0"),
        ({"seed": "7"}, "TypeError: seed is '7'; it must be a whole number at least 0"),
        ({"seed": True}, "TypeError: seed is True; it must be a whole number at least 0"),
        ({"seed": None}, "TypeError: seed is None; it must be a whole number at least 0"),
        ({"noise": -0.1}, "ValueError: noise (gradient noise) is -0.1; it must be a number at least 0 and at most 1"),
        ({"noise": math.nan}, "ValueError: noise (gradient noise) is nan; it must be a number at least 0"),
        ({"noise": math.inf}, "ValueError: noise (gradient noise) is inf; it must be a number at least 0"),
        ({"noise": 1e7}, "ValueError: noise (gradient noise) is 10000000; it must be a number at least 0"),
        ({"noise": "loud"}, "TypeError: noise (gradient noise) is 'loud'; it must be a number at least 0"),
        ({"shuffle": "no"}, "TypeError: shuffle is 'no'; it must be True or False."),
        ({"shuffle": 1}, "TypeError: shuffle is 1; it must be True or False."),
    ],
)
def test_every_choice_of_chance_is_checked(chosen: dict, words: str) -> None:
    assert refused(LINE, **chosen).startswith(words)


@pytest.mark.parametrize("sampling", [None, 0.1, {"noise": 0.1}, Sampling])
def test_what_is_no_sampling_is_refused_with_an_example_of_one(sampling: object) -> None:
    with pytest.raises(TypeError, match=r"it must be a Sampling, for example Sampling\(noise=0\.1\)\.$"):
        descend(LINE, GD, sampling=sampling)


@pytest.mark.parametrize("seeds", [0, 201, 2.5, -1, math.nan, math.inf])
def test_a_number_of_seeds_out_of_range_is_refused(seeds: float) -> None:
    with pytest.raises(ValueError, match=r"it must be a whole number at least 1 and at most 200, for example 1\.$"):
        descend_seeds(BOWL, GD, seeds=seeds, sampling=Sampling(noise=0.1))


def test_more_steps_of_many_seeds_than_memory_holds_are_refused_before_anything_runs() -> None:
    with pytest.raises(ValueError, match=r"200 seeds of 1,000,000 steps are too many.* up to 99,999 steps"):
        descend_seeds(BOWL, GD, seeds=200, steps=1_000_000, sampling=Sampling(noise=1.0))


@pytest.mark.parametrize("seeds", ["8", None, True])
def test_seeds_that_are_no_number_are_refused_by_type(seeds: object) -> None:
    with pytest.raises(TypeError, match=r"^seeds \(seeds at once\) is .*; it must be a whole number at least 1 "):
        descend_seeds(BOWL, GD, seeds=seeds)


@pytest.mark.parametrize("surface", ["linear_regression", "bowl"])
@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("noise", "-1", "noise (gradient noise) is -1; it must be a number at least 0 and at most 1000000"),
        ("noise", "nan", "noise (gradient noise) is nan; it must be a number at least 0"),
        ("noise", "loud", "noise (gradient noise) is 'loud'; it must be a number at least 0"),
        ("seed", "2.5", "seed is 2.5; it must be a whole number at least 0 and at most 4294967295"),
        ("seed", "-1", "seed is -1; it must be a whole number"),
        ("seed", "", "seed is ''; it must be a whole number"),
        ("seeds", "0", "seeds (seeds at once) is 0; it must be a whole number at least 1 and at most 200"),
        ("seeds", "201", "seeds (seeds at once) is 201; it must be a whole number at least 1 and at most 200"),
        ("seeds", "2.5", "seeds (seeds at once) is 2.5; it must be a whole number"),
        ("shuffle", "off", "shuffle is 'off'; choose one of yes, no. Shown with yes."),
        *(
            ("batch.1", batch, f"batch.1 is {batch!r}; it must be a whole number from 1 to ALL, the number of "
             "examples. Left out.")
            for batch in ("0", "301", "-1", "2.5", "nan", "inf", "1e999", "five", "", "9" * 40)
        ),
        ("batch.0", "3", "Nothing here is called 'batch.0'; ignored."),
        ("batch", "3", "Nothing here is called 'batch'; ignored."),
    ],
)  # fmt: skip
def test_chance_that_a_link_gets_wrong_is_one_sentence_and_nothing_else_is_lost(surface, key, value, sentence) -> None:
    default = Scene(
        surface, usual_numbers(surface), (0.5, 1.5), 90, (new_run("gd"), new_run("adam")),
        noise=0.25, seed=7, shuffle=False, seeds=32,
    )  # fmt: skip
    scene, wrong = from_link(to_link(default) | {key: value}, default)
    # Where there are no examples a batch is kept for the surface that has the most.
    sentence = sentence.replace("ALL", "300" if surface == "bowl" else "20")
    usual = {"noise": 0.0, "seed": 0, "seeds": 1, "shuffle": True}
    assert scene == replace(default, **{key: usual[key]} if key in usual else {})
    assert len(wrong) == 1
    assert wrong[0].startswith(sentence)


def test_chance_comes_back_from_its_link_and_reaches_the_runs() -> None:
    three = (replace(new_run("gd"), batch=1), replace(new_run("adam"), batch=20), new_run("momentum"))
    scene = Scene(
        "linear_regression", (("standardised", 1.0),), (0.5, 1.5), 90, three, noise=0.25, seed=2**32 - 1, shuffle=False
    )
    link = to_link(scene)
    assert {"noise": "0.25", "seed": "4294967295", "seeds": "1", "shuffle": "no"}.items() <= link.items()
    assert [link.get(f"batch.{place}") for place in (1, 2, 3)] == ["1", "20", None]
    assert from_link(link, scene) == (scene, [])
    assert [scene.sampling(run) for run in three] == [
        Sampling(0.25, batch, False, 2**32 - 1) for batch in (1, 20, None)
    ]
    # A batch outlives a visit to a surface without examples, where it means nothing.
    bowl, wrong = from_link(link | {"surface": "bowl", "standardised": "0"}, scene)
    assert [run.batch for run in bowl.runs] == [1, 20, None]
    assert [bowl.sampling(run).batch for run in bowl.runs] == [None, None, None]
    assert wrong == ["Nothing here is called 'standardised'; ignored."]


@pytest.mark.parametrize("text", ODD)
@pytest.mark.parametrize("key", ["noise", "seed", "seeds", "shuffle", "batch.1"])
def test_whatever_a_link_says_of_chance_the_scene_can_be_run_and_linked_again(key: str, text: str) -> None:
    default = Scene("tiny_network", (), (0.5, 1.5), 3, (new_run("gd"),))
    scene, wrong = from_link(to_link(default) | {key: text}, default)
    assert len(wrong) <= 1
    assert all(len(sentence) < 300 for sentence in wrong)
    assert from_link(to_link(scene), default) == (scene, [])
    sampling = scene.sampling(scene.runs[0])
    assert sampling.checked(SURFACES["tiny_network"]) == sampling
