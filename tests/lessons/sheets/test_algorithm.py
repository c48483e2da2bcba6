"""Algorithm 1 with numbers, Ng's notation beside Lee's, and the figures that are quoted."""

import math

import numpy as np
import pytest

from lessons.sheets import algorithm, notations, quoted
from lessons.sheets.algorithm import Asked


def test_the_first_step_of_algorithm_1_is_what_is_worked_out_by_hand() -> None:
    """m₁ = 0.1 g₁, v₁ = 0.001 g₁²; corrected they are g₁ and g₁², and the step is η long."""
    found = algorithm.moments(Asked())
    g = found.path.grad[0]
    np.testing.assert_allclose(found.m, [0.1 * g], rtol=1e-12)
    np.testing.assert_allclose(found.v, [0.001 * g**2], rtol=1e-12)
    np.testing.assert_allclose(found.m_hat[0], g, rtol=1e-12)
    np.testing.assert_allclose(found.v_hat[0], g**2, rtol=1e-12)
    np.testing.assert_allclose(found.path.point[1], found.path.point[0] - 0.06 * np.sign(g), rtol=1e-6)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("t", [1.0, 2.0, 60.0])
def test_the_lines_are_the_papers_with_t_from_1_and_ours_with_t_from_0(t: float, axis: int) -> None:
    lines = algorithm.lines(Asked({**Asked().numbers, "at": t}), axis)
    papers = [one.paper for one in lines]
    order = (r"t + 1", r"\nabla_\theta f_t", r"\beta_1 m_{t-1}", r"\beta_2 v_{t-1}", r"\hat m_t \leftarrow")
    assert [next(place for place, one in enumerate(papers) if part in one) for part in order] == [5, 6, 7, 8, 9]
    assert lines[5].filled == f"{int(t) - 1} + 1 = {int(t)}"
    assert lines[5].ours == f"t = {int(t) - 1}"


def test_a_run_that_breaks_off_shows_its_last_step() -> None:
    asked = Asked({**Asked().numbers, "eta": 1000.0, "at": 60.0})
    assert len(algorithm.moments(asked).m) == min(60, len(algorithm.moments(asked).path.eta))
    assert len(algorithm.lines(asked, 0)) == 13


@pytest.mark.parametrize(("key", "text"), [("at", "0"), ("at", "x"), ("at", "1e9"), ("beta2", "1"), ("eta", "nan")])
def test_what_cannot_be_had_is_told_and_the_usual_is_shown(key: str, text: str) -> None:
    asked, wrong = algorithm.read({key: text})
    assert asked == Asked()
    assert len(wrong) == 1


def test_what_is_on_show_comes_back_from_its_link() -> None:
    asked = Asked({"at": 7.0, "eta": 0.01, "beta1": 0.5, "beta2": 0.99})
    assert algorithm.read(algorithm.link_of(asked)) == (asked, [])
    assert algorithm.link_of(Asked()) == {}


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
