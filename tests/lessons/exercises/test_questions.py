"""The twelve questions: each wrong answer is a misconception, and its scene refutes it by its numbers."""

import re
from collections.abc import Callable

import numpy as np
import pytest

from lessons import with_word
from lessons.exercises.questions import ITEMS, MISCONCEPTIONS, Item, Misconception
from lessons.lecture.warm_up import spread
from lessons.measures import burst, left, limit, loss_of_test, rate, run, slope, way
from scenes import SCENES, Scene, from_link, to_link
from surfaces import SURFACES

ALL = [pytest.param(one, id=id) for id, one in MISCONCEPTIONS.items()]


@pytest.mark.parametrize("one", ALL)
def test_the_scene_of_a_misconception_refutes_it_and_another_would_not(one: Misconception) -> None:
    assert one.refutes(one.scene)
    other = one.scene
    for word, value in one.otherwise:
        other = with_word(other, word, value)
    assert not one.refutes(other)


@pytest.mark.parametrize("one", ALL)
def test_the_scene_of_a_misconception_is_a_link(one: Misconception) -> None:
    assert from_link(to_link(one.scene), one.scene) == (one.scene, [])


@pytest.mark.parametrize("item", [pytest.param(one, id=one.id) for one in ITEMS])
def test_a_question_has_four_answers_of_which_the_first_is_right(item: Item) -> None:
    met = [choice.misconception for choice in item.answers]
    assert len(met) == len({*met}) == len({choice.text for choice in item.answers}) == 4
    assert met[0] == ""
    assert {*met[1:]} <= {*MISCONCEPTIONS}
    assert item.id in met


def test_there_is_a_question_for_each_of_the_twelve() -> None:
    assert [item.id for item in ITEMS] == [*MISCONCEPTIONS]
    assert len(ITEMS) == 12


def ends(scene: Scene) -> list[float]:
    """The loss at the end of each run."""
    return [float(run(scene, place).loss[-1]) for place in range(len(scene.runs))]


def of_zero(scene: Scene) -> list[float]:
    path = run(scene)
    np.testing.assert_allclose(path.loss[100:301], path.loss[-1], atol=5e-3)
    return [path.loss[-1], 100, len(path.loss) - 1, slope(path)[-1], slope(path)[0]]


def of_untuned(scene: Scene) -> list[float]:
    pairs = [(end, dict(one.numbers)["eta"]) for end, one in zip(ends(scene), scene.runs, strict=True)]
    return [scene.steps, *(number for pair in pairs for number in pair)]


def of_flat(scene: Scene) -> list[float]:
    loss = run(scene).loss
    np.testing.assert_allclose(loss[50:301], loss[300], atol=5e-3)
    return [loss[300], 50, 300, 360, loss[360]]


def of_critical(scene: Scene) -> list[float]:
    here = SURFACES[scene.surface].at(0.0, 0.0, **dict(scene.numbers))
    assert not np.any(here.grad)
    assert np.hypot(*run(scene).point[-1]) < 1e-6
    return [0, 0, *np.linalg.eigvalsh(np.asarray(here.hessian))]


def of_falls(scene: Scene) -> list[float]:
    rates, at = rate(run(scene), 1), burst(run(scene))
    return [rates[0], rates[:at].max(), limit(scene)]


def of_bigger(scene: Scene) -> list[float]:
    assert [len(run(scene, place).loss) - 1 for place in range(2)] == [10, 10 * SURFACES[scene.surface].examples]
    return [ends(scene)[1], SURFACES[scene.surface].examples, ends(scene)[0]]


def of_test(scene: Scene) -> list[float]:
    return [scene.shift, *(loss_of_test(scene, run(scene, place))[-1] for place in (1, 0))]


MEASURED: dict[str, Callable[[Scene], list[float]]] = {
    "zero": of_zero,
    "smaller": lambda scene: [scene.steps, *(100 * way(scene, run(scene, 1), axis) for axis in (1, 0))],
    "untuned": of_untuned,
    "speed": ends,
    "flat": of_flat,
    "critical": of_critical,
    "falls": of_falls,
    "superstition": lambda scene: [scene.steps, spread(scene, 0), spread(scene, 2)],
    "bigger": of_bigger,
    "noise": lambda scene: [left(scene) * scene.seeds, scene.seeds],
    "test": of_test,
    "best": lambda scene: [ends(scene)[1], ends(scene)[4], ends(SCENES["all_five"])[4]],
}
"""The numbers of the reason for each right answer, in the order of its sentence."""


@pytest.mark.parametrize("item", [pytest.param(one, id=one.id) for one in ITEMS])
def test_the_reason_for_a_right_answer_is_true_of_the_numbers_of_its_scene(item: Item) -> None:
    said = re.findall(r"(?<![λσ/])−?\d[\d,]*(?:\.\d+)?(?:e-?\d+)?(?!/)", item.why)
    told = [text.replace(",", "").replace("−", "-") for text in said]
    measured = MEASURED[item.id](MISCONCEPTIONS[item.id].scene)
    assert [rounded(value, text) for value, text in zip(measured, told, strict=True)] == [*map(float, told)]


def rounded(value: float, text: str) -> float:
    """A number with as many digits as the text of one has."""
    digits, _, power = text.partition("e")
    return float(f"{value / 10 ** int(power or 0):.{len(digits.partition('.')[2])}f}e{power or 0}")


def test_what_is_said_against_a_misconception_has_its_numbers_from_its_scene() -> None:
    """Those that what refutes it does not look at."""
    scenes = {id: one.scene for id, one in MISCONCEPTIONS.items()}
    assert 23 < spread(scenes["superstition"], 0) / spread(scenes["superstition"], 2) < 24
    full, single = ends(scenes["bigger"])
    assert single < full / 30
    assert sorted(ends(scenes["best"]))[3] == ends(scenes["best"])[4]
