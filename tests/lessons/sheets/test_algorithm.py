"""Algorithm 1 with numbers, Ng's notation beside Lee's, and the figures that are quoted."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest

from lessons.measures import run
from lessons.sheets import algorithm, notations, quoted
from scenes import Scene, new_run

RUN, NUMBERS = run(algorithm.SCENE), dict(algorithm.SCENE.runs[0].numbers)


def test_the_first_step_of_algorithm_1_is_what_is_worked_out_by_hand() -> None:
    """m₁ = 0.1 g₁, v₁ = 0.001 g₁²; corrected they are g₁ and g₁², and the step is η long."""
    found = algorithm.moments(RUN, NUMBERS)
    g = RUN.grad[0]
    np.testing.assert_allclose(found.m[0], 0.1 * g, rtol=1e-12)
    np.testing.assert_allclose(found.v[0], 0.001 * g**2, rtol=1e-12)
    np.testing.assert_allclose(found.m_hat[0], g, rtol=1e-12)
    np.testing.assert_allclose(found.v_hat[0], g**2, rtol=1e-12)
    np.testing.assert_allclose(RUN.point[1], RUN.point[0] - 0.06 * np.sign(g), rtol=1e-6)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("eta", [0.06, 1000.0])
def test_every_name_of_the_lines_has_a_number_at_each_update_of_any_run(eta: float, axis: int) -> None:
    scene = replace(algorithm.SCENE, runs=(new_run("adam", eta=eta),))
    path, of_run = run(scene), dict(scene.runs[0].numbers)
    columns = algorithm.columns(path, of_run, axis)
    assert {len(column) for column in columns.values()} == {len(path.eta)}
    names = {
        name for one in algorithm.LINES for text in (one.filled, one.ours) for name in re.findall(r"{(.*?)}", text)
    }
    assert names == {*names} & {*columns, *algorithm.numbers(path, of_run, axis), "step", "t"}


def test_what_the_update_before_has_left_is_0_at_first() -> None:
    columns = algorithm.columns(RUN, NUMBERS, 1)
    for name in ("m", "v"):
        assert columns[f"last_{name}"][0] == 0
        np.testing.assert_array_equal(columns[f"last_{name}"][1:], columns[name][:-1])
    np.testing.assert_array_equal(columns["next"], RUN.point[1:, 1])


def test_the_lines_are_in_the_papers_order() -> None:
    order = ("t + 1", "∇fₜ", "β₁ mₜ₋₁", "β₂ vₜ₋₁", "m̂ₜ ←", "v̂ₜ ←", "θₜ ←")
    found = [next(at for at, one in enumerate(algorithm.LINES) if part in one.paper) for part in order]
    assert found == [*range(5, 12)]


@pytest.mark.parametrize(
    "scene",
    [
        replace(algorithm.SCENE, runs=()),
        replace(algorithm.SCENE, runs=(new_run("rmsprop"),)),
        replace(algorithm.SCENE, runs=(new_run("adam", "warmup"),)),
        replace(algorithm.SCENE, runs=(replace(new_run("adam"), changes=((5, 0.1),)),)),
        replace(algorithm.SCENE, steps=4_001),
    ],
)
def test_what_is_no_run_of_algorithm_1_does_not_fit(scene: Scene) -> None:
    assert algorithm.fits(algorithm.SCENE)
    assert not algorithm.fits(scene)


@pytest.mark.parametrize("memory", [0.5, 0.9, 0.99])
def test_s_from_zero_makes_the_first_step_longer(memory: float) -> None:
    assert math.isclose(notations.first_step(memory), 1 / math.sqrt(1 - memory), rel_tol=1e-12)


@pytest.mark.parametrize("epoch", [0, 1, 2, 99, 100, 250])
def test_each_of_ngs_decays_is_the_schedule_it_is_said_to_be(epoch: int) -> None:
    assert notations.decays_agree(epoch)


def test_the_quoted_table_is_the_lectures() -> None:
    assert [one.testing[0] for one in quoted.ACCURACIES] == [
        "98.03 ± 0.07", "64.02 ± 0.2", "80.04 ± 0.12", "89.24 ± 0.12", "49.58 ± 0.39", "63.08 ± 0.5",
    ]  # fmt: skip
    assert [quoted.per_cent(one.testing[1]) for one in quoted.ACCURACIES] == [97.81, 59.45, 77.26, 87.26, 46.45, 57.81]


def test_the_rates_beside_the_five_formulas_differ_and_the_staircase_halves() -> None:
    ids = [one.schedule for one in notations.DECAYS]
    found = {id: notations.rates(id, notations.SHOWN, notations.EXAMPLE) for id in ids}
    assert len({tuple(rates) for rates in found.values()}) == 5
    np.testing.assert_allclose(found["staircase"], [0.2, 0.2, 0.2, 0.1, 0.1, 0.1])
    np.testing.assert_allclose(found["inverse_time"], [0.2, 0.2, 0.1, 0.1, 0.2 / 3, 0.2 / 3])
