"""Be the optimizer: each true step is the one of its formula, and what is said of three of them is so."""

import re

import numpy as np
import pytest

from lessons.exercises.optimizer import CASES, STEPS, Case, after, made, present, remembers
from surfaces import SURFACES

ALL = [pytest.param(case, id=id) for id, case in CASES.items()]
KAPPA = np.array([1.0, 4.0])


def by_hand(case: Case) -> np.ndarray:
    """θ⁰ … θ³ by the formulas of the lecture, written out here once more: ∇½(θ₁² + 4 θ₂²) = (θ₁, 4 θ₂)."""
    one, theta = case.scene.runs[0], np.array(case.scene.start)
    number, path, seen = dict(one.numbers), [theta], np.zeros((0, 2))
    m = v = sigma = np.zeros(2)
    for t in range(STEPS):
        g = KAPPA * theta
        seen = np.vstack([seen, g])
        if one.optimizer == "gd":
            step = g
        elif one.optimizer == "momentum":
            m = number["beta"] * m + g
            step = m
        elif one.optimizer == "adagrad":
            step = g / np.sqrt((seen**2).mean(axis=0))
        elif one.optimizer == "rmsprop":
            sigma = np.sqrt(number["alpha"] * sigma**2 + (1 - number["alpha"]) * g**2) if t else np.abs(g)
            step = g / sigma
        else:
            one_minus = 1 - number["beta1"], 1 - number["beta2"]
            m, v = number["beta1"] * m + one_minus[0] * g, number["beta2"] * v + one_minus[1] * g**2
            step = m / (1 - number["beta1"] ** (t + 1)) / np.sqrt(v / (1 - number["beta2"] ** (t + 1)))
        theta = theta - number["eta"] * step
        path.append(theta)
    return np.array(path)


def steps_of(case: Case) -> np.ndarray:
    places = np.array([present(case, t)[0] for t in range(STEPS + 1)])
    return np.diff(places, axis=0)


@pytest.mark.parametrize("case", ALL)
def test_the_true_steps_are_those_of_the_formula_written_out_by_hand(case: Case) -> None:
    np.testing.assert_allclose([present(case, t)[0] for t in range(STEPS + 1)], by_hand(case), rtol=1e-6)
    for t in range(STEPS):
        assert made(case, t).end == present(case, t + 1)[0]
        assert made(case, t).g == present(case, t)[1]


@pytest.mark.parametrize("case", ALL)
def test_a_step_can_be_marked_by_hand_and_stays_in_the_picture(case: Case) -> None:
    (left, right), (low, high) = SURFACES[case.scene.surface].domain
    assert (np.hypot(*steps_of(case).T) > 0.05 * (right - left)).all()
    for t in range(STEPS + 1):
        x, y = present(case, t)[0]
        assert left < x < right
        assert low < y < high


@pytest.mark.parametrize("case", ALL)
def test_the_sentence_of_a_step_ends_with_its_numbers(case: Case) -> None:
    for t, step in enumerate(steps_of(case)):
        one = made(case, t)
        said = one.says.format(**one.facts)
        told = re.findall(r"\(([^()]+), ([^()]+)\)\.$", said)
        assert told, said
        np.testing.assert_allclose([float(text.replace("−", "-")) for text in told[0]], step, rtol=0.006)


def test_a_method_has_the_memory_that_its_formula_has() -> None:
    assert {id: remembers(case) for id, case in CASES.items()} == {
        "gd": (False, False), "momentum": (True, False), "ball": (True, False), "adagrad": (False, True),
        "rmsprop": (False, True), "adam": (True, True),
    }  # fmt: skip


def test_what_three_steps_show_is_so() -> None:
    against = {id: (steps_of(case) * [made(case, t).g for t in range(STEPS)]).sum(axis=1) for id, case in CASES.items()}
    places = {id: np.array([present(case, t)[0] for t in range(STEPS + 1)]) for id, case in CASES.items()}
    # Each step too far across the valley, and down the gradient.
    assert (places["gd"][1:, 1] * places["gd"][:-1, 1] < 0).all()
    assert (against["gd"] < 0).all()
    # Across the floor by what was gathered, 30° or more away from −g.
    assert places["momentum"][3, 1] < 0 < places["momentum"][2, 1]
    last, g = steps_of(CASES["momentum"])[2], np.array(made(CASES["momentum"], 2).g)
    assert last @ -g < np.cos(np.radians(30)) * np.hypot(*last) * np.hypot(*g)
    # Uphill in the end; and of Adam along θ₂.
    assert against["ball"][2] > 0
    assert places["adam"][3, 1] < places["adam"][2, 1] < 0
    assert made(CASES["adam"], 2).g[1] < 0
    for id in ("adagrad", "rmsprop", "adam"):
        np.testing.assert_allclose(np.abs(steps_of(CASES[id])[0]), 1.2, rtol=1e-6)
    assert (np.diff(np.abs(steps_of(CASES["adagrad"])), axis=0) < 0).all()
    assert CASES["rmsprop"].scene.start == CASES["adagrad"].scene.start
    assert (np.abs(steps_of(CASES["rmsprop"]))[1:] > np.abs(steps_of(CASES["adagrad"]))[1:]).all()


def test_the_scenes_follow_each_other_in_a_ring() -> None:
    ids = [*CASES]
    assert [after(id) for id in ids] == [*ids[1:], ids[0]]
