"""Small multiples: which values of a number are shown, and how a scene and its link say so."""

import math
from dataclasses import replace

import numpy as np
import pytest

from optimizers.parts.knobs import BETA, EPSILON, ETA, PATIENCE, STRETCH, THRESHOLD, WARMUP
from scenes import SCENES, Scene, from_link, new_run, to_link, trajectories
from scenes.grid import grid_of, spread, values
from studio.page import edit
from surfaces import Number

SWITCH = Number("on", "", "switch", "Off or on.", 0, 0, 1, "switch")
GRID = SCENES["no_rate_fits"]
TWO = replace(GRID, runs=(new_run("gd"), replace(new_run("momentum", eta=0.5), hidden=True)), grid=(1e-4, 1e-2, 3))


def test_rates_go_by_equal_factors_and_are_exactly_the_powers_of_ten() -> None:
    assert values(ETA, 1e-7, 0.1, 7) == (1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1)
    assert values(ETA, 1e-4, 1e-2, 2) == (1e-4, 1e-2)


def test_what_lies_between_has_few_digits_and_stays_where_it_belongs() -> None:
    assert values(ETA, 1e-3, 0.1, 4) == (1e-3, 4.64e-3, 2.15e-2, 0.1)
    for first, last in ((1e-8, 1.0), (0.011, 0.97), (0.9, 0.9001)):
        found = np.array(values(ETA, first, last, 9))
        assert np.diff(np.log(found)) == pytest.approx(np.full(8, math.log(last / first) / 8), rel=0.02)


def test_a_linear_number_goes_by_equal_steps() -> None:
    assert values(BETA, 0.0, 0.9, 4) == (0.0, 0.3, 0.6, 0.9)
    assert values(BETA, 0.5, 0.99, 3) == (0.5, 0.745, 0.99)


def test_whole_numbers_stay_whole_by_factors_over_decades_and_by_steps_within_one() -> None:
    assert values(WARMUP, 1, 1000, 4) == (1, 10, 100, 1000)
    assert values(STRETCH, 1, 10, 4) == (1, 4, 7, 10)
    # 3.25, 5.5 and 7.75, to the nearest.
    assert values(STRETCH, 1, 10, 5) == (1, 3, 6, 8, 10)
    # 0 has no factor.
    assert values(PATIENCE, 0, 400, 5) == (0, 100, 200, 300, 400)


def test_a_logarithmic_number_with_an_end_that_has_no_logarithm_goes_by_equal_steps() -> None:
    assert values(EPSILON, 0.0, 0.5, 3) == (0.0, 0.25, 0.5)
    assert values(THRESHOLD, -3.0, 3.0, 3) == (-3.0, 0.0, 3.0)


def test_the_larger_end_may_come_first() -> None:
    assert values(ETA, 0.1, 1e-7, 7) == tuple(reversed(values(ETA, 1e-7, 0.1, 7)))
    assert values(WARMUP, 5, 1, 5) == (5, 4, 3, 2, 1)


def test_equal_values_count_once() -> None:
    assert values(ETA, 0.5, 0.5, 7) == (0.5,)
    assert values(STRETCH, 1, 3, 9) == (1, 2, 3)
    assert values(SWITCH, 0, 1, 5) == (0, 1)


@pytest.mark.parametrize("count", range(2, 10))
def test_both_ends_are_shown_as_they_are_and_the_values_are_in_order(count: int) -> None:
    first, last = 1.2345678901e-5, 0.3333333333333333
    found = values(ETA, first, last, count)
    assert (found[0], found[-1], len(found)) == (first, last, count)
    assert list(found) == sorted(found)


def test_the_nearest_two_ends_that_a_float64_tells_apart_are_shown() -> None:
    near = math.nextafter(0.5, 1)
    assert values(ETA, 0.5, near, 5) == (0.5, near)


@pytest.mark.parametrize("ends", [(0.0, 0.1), (1e-7, 1e9), (math.nan, 0.1), (1e-7, math.inf)])
def test_an_end_that_is_not_allowed_is_refused_with_the_numbers_own_sentence(ends: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match=r"eta \(learning rate\) is \S+; it must be a number above 0 and at most 1000"):
        values(ETA, *ends, 7)


def test_a_grid_has_a_run_for_each_value_and_all_else_is_that_of_the_varied_run() -> None:
    assert spread(replace(TWO, varied=(1, "eta"))).runs == tuple(
        new_run("momentum", eta=eta) for eta in (1e-4, 1e-3, 1e-2)
    )
    betas = spread(replace(TWO, varied=(1, "beta"), grid=(0.9, 0.0, 2)))
    assert betas.runs == tuple(new_run("momentum", eta=0.5, beta=beta) for beta in (0.9, 0.0))
    # The paths are those of runs that have these values by themselves.
    own = replace(TWO, view="side", runs=betas.runs)
    for one, other in zip(trajectories(betas), trajectories(own), strict=True):
        assert np.array_equal(one.point, other.point)


def test_in_any_other_view_the_runs_are_the_scenes_own() -> None:
    for view in ("side", "one"):
        assert spread(replace(TWO, view=view)) == replace(TWO, view=view)


@pytest.mark.parametrize("varied", [(0, "beta"), (5, "eta"), (5, "beta")])
def test_where_there_is_no_such_run_or_number_it_is_the_rate_of_the_first(varied: tuple[int, str]) -> None:
    assert spread(replace(TWO, varied=varied)).runs == tuple(new_run("gd", eta=eta) for eta in (1e-4, 1e-3, 1e-2))


def test_a_number_that_becomes_another_by_an_edit_has_its_usual_ends() -> None:
    betas = replace(TWO, varied=(1, "beta"), grid=(0.0, 0.5, 4))
    gone = edit.set_parts(betas, 1, "gd", "constant", "constant")
    assert grid_of(gone) == (1e-7, 0.1, 4)
    assert [dict(run.numbers)["eta"] for run in spread(gone).runs] == [1e-7, 1e-5, 1e-3, 0.1]
    assert grid_of(edit.remove_run(betas, 1)) == (1e-7, 0.1, 4)


def test_another_number_brings_its_sliders_ends_and_the_same_one_of_another_run_does_not() -> None:
    betas = edit.set_varied(TWO, 1, "beta")
    assert (betas.varied, betas.grid) == ((1, "beta"), (0.0, 0.999, 3))
    assert edit.set_varied(betas, 1, "eta").grid == (1e-7, 0.1, 3)
    assert edit.set_varied(TWO, 1, "eta") == replace(TWO, varied=(1, "eta"))
    assert edit.set_varied(betas, 1, "beta") == betas
    assert edit.set_grid(betas, 0.5, 0.25, 4.0).grid == (0.5, 0.25, 4)


def test_the_link_says_the_grid_where_it_is_on_show_or_not_as_usual() -> None:
    assert to_link(GRID)["grid"] == "0.1~1e-7~7"
    usual = replace(GRID, grid=(1e-7, 0.1, 7))
    assert to_link(usual)["grid"] == "1e-7~0.1~7"
    assert "grid" not in to_link(replace(usual, view="one"))
    assert to_link(replace(GRID, view="one"))["grid"] == "0.1~1e-7~7"
    assert "grid" not in to_link(edit.set_varied(replace(TWO, view="one", grid=(1e-7, 0.1, 7)), 1, "beta"))


@pytest.mark.parametrize(
    ("varied", "grid"), [("eta.1", (1e-7, 0.1, 7)), ("beta.2", (0.0, 0.999, 7)), ("beta.1", (1e-7, 0.1, 7))]
)
def test_a_link_without_a_grid_means_the_usual_ends(varied: str, grid: tuple[float, float, int]) -> None:
    link = to_link(TWO) | {"vary": varied}
    del link["grid"]
    scene, wrong = from_link(link, SCENES["one_rate"])
    assert (scene.grid, wrong) == (grid, [])


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "the grid is ''; write it as first~last~how many, for example 1e-7~0.1~7."),
        ("1~2", "the grid is '1~2'; write it as first~last~how many, for example 1e-7~0.1~7."),
        ("0~0.1~7", "eta (learning rate) is 0; it must be a number above 0 and at most 1000, for example 0.01."),
        ("1e-7~many~7", "eta (learning rate) is 'many'; it must be a number above 0 and at most 1000, "
         "for example 0.01."),
        ("1e-7~0.1~12", "count (how many) is 12; it must be a whole number at least 2 and at most 9, for example 7."),
        ("1e-7~0.1~2.5", "count (how many) is 2.5; it must be a whole number at least 2 and at most 9, for example 7."),
    ],
)  # fmt: skip
def test_a_wrong_grid_in_a_link_is_one_sentence_and_the_usual_ends(text: str, sentence: str) -> None:
    scene, wrong = from_link(to_link(GRID) | {"grid": text}, SCENES["one_rate"])
    assert scene == replace(GRID, grid=(1e-7, 0.1, 7))
    assert wrong == [f"grid: {sentence} Left out."]


def test_ends_are_checked_against_the_number_that_is_varied() -> None:
    link = to_link(replace(TWO, varied=(1, "beta"), grid=(0.0, 0.5, 3)))
    assert link["vary"] == "beta.2"
    scene, wrong = from_link(link | {"grid": "0~1~3"}, GRID)
    assert scene.grid == (0.0, 0.999, 7)
    assert wrong[0].startswith("grid: beta (momentum) is 1; it must be a number at least 0 and below 1")


def test_reversed_and_equal_ends_come_back_from_their_link() -> None:
    for ends in ((0.1, 1e-7, 9), (0.5, 0.5, 2)):
        scene: Scene = replace(GRID, grid=ends)
        assert from_link(to_link(scene), SCENES["one_rate"]) == (scene, [])
