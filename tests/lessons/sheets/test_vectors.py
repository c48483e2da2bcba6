"""Gradients that are typed in: σ, m and their weights against values worked out by hand, and what is refused."""

import math

import numpy as np
import pytest

from lessons.sheets import terms, vectors
from lessons.sheets.vectors import FOUR, PAIR, Typed

SLIDE = Typed(FOUR)
# By hand: the squares are 250,000, 186,624, 44,521, 19,321, and 0.16, 0.09, 0.04, 0.01; these are their sums.
ADDED = [(250_000, 0.16), (436_624, 0.25), (481_145, 0.29), (500_466, 0.30)]
SUMS = np.sqrt(ADDED)
MEANS = np.sqrt([(250_000, 0.16), (218_312, 0.125), (481_145 / 3, 0.29 / 3), (125_116.5, 0.075)])


@pytest.mark.parametrize(("id", "expected"), [("mean", MEANS), ("sum", SUMS)])
def test_sigma_of_the_slides_four_is_what_is_worked_out_by_hand(id: str, expected: np.ndarray) -> None:
    np.testing.assert_allclose(terms.factors(SLIDE, terms.SIGMAS[id]), expected, rtol=1e-12)


def test_sigma_with_alpha_is_carried_on_from_the_first_gradient() -> None:
    squared = 250_000.0
    expected = [math.sqrt(squared)]
    for square in (186_624, 44_521, 19_321, 0.01, 0.01):
        squared = 0.9 * squared + 0.1 * square
        expected.append(math.sqrt(squared))
    np.testing.assert_allclose(terms.factors(Typed(), terms.SIGMAS["alpha"])[:, 0], expected, rtol=1e-12)


def test_the_rates_of_both_parameters_are_eta_over_sigma() -> None:
    typed = Typed(FOUR, {**SLIDE.numbers, "eta": 3.0})
    np.testing.assert_allclose(terms.rates(typed, terms.SIGMAS["mean"]), 3.0 / MEANS, rtol=1e-12)


def test_a_gradient_of_nothing_has_an_infinite_rate_and_raises_nothing() -> None:
    typed = Typed(((0.0, 1.0), (0.0, 1.0)))
    assert np.isinf(terms.rates(typed, terms.SIGMAS["mean"])[:, 0]).all()


@pytest.mark.parametrize(
    ("id", "expected"),
    [
        ("mean", [0.25, 0.25, 0.25, 0.25]),
        ("sum", [1, 1, 1, 1]),
        ("alpha", [0.125, 0.125, 0.25, 0.5]),
        ("newest", [0, 0, 0, 1]),
        ("all", [1, 1, 1, 1]),
        ("ball", [0.125, 0.25, 0.5, 1]),
        ("average", [0.125, 0.125, 0.25, 0.5]),
    ],
)
def test_the_weights_of_the_past(id: str, expected: list[float]) -> None:
    typed = Typed(FOUR, {"alpha": 0.5, "beta": 0.5, "eta": 1.0})
    part = (terms.SIGMAS | terms.MOMENTA)[id]
    np.testing.assert_allclose(terms.weights(typed, part), expected, rtol=1e-12, atol=1e-15)


@pytest.mark.parametrize("alpha", [0.0, 0.2, 0.9, 0.99])
@pytest.mark.parametrize("id", [*terms.SIGMAS, *terms.MOMENTA])
def test_weighted_with_them_the_gradients_give_sigma_squared_and_m(id: str, alpha: float) -> None:
    typed = Typed(numbers={"alpha": alpha, "beta": alpha, "eta": 1.0})
    part, power = (terms.SIGMAS | terms.MOMENTA)[id], 2 if id in terms.SIGMAS else 1
    summed = terms.weights(typed, part) @ typed.gradients**power
    np.testing.assert_allclose(summed, terms.factors(typed, part)[-1] ** power, rtol=1e-12)


def test_every_square_is_written_as_the_slides_write_it() -> None:
    assert terms.sigma_lines(SLIDE, "mean", 0)[:2] == [
        r"\sigma_1^{0} = \sqrt{(500)^2} = 500",
        r"\sigma_1^{1} = \sqrt{\tfrac{1}{2}\left[(500)^2 + (432)^2\right]} = 467.2",
    ]
    assert terms.sigma_lines(SLIDE, "sum", 1)[1] == r"\sigma_2^{1} = \sqrt{(0.4)^2 + (-0.3)^2} = 0.5"
    assert terms.sigma_lines(SLIDE, "alpha", 0)[1] == (
        r"\sigma_1^{1} = \sqrt{0.9 \cdot (500)^2 + 0.1 \cdot (432)^2} = 493.6"
    )
    for line, many in zip(terms.sigma_lines(SLIDE, "mean", 0), range(1, 5), strict=True):
        assert line.count(")^2") == many


def test_what_is_typed_comes_back_from_its_link() -> None:
    assert vectors.rows_of("500, 0.4\n432 -.3\n\n(−211, .2); 139,0.1") == FOUR
    for typed in (Typed(), SLIDE, Typed(((1e-7, -1 / 3),), {"alpha": 0.5, "beta": 0.0, "eta": 1e-3})):
        assert vectors.read(vectors.link_of(typed)) == (typed, [])
    assert vectors.link_of(Typed()) == {}
    assert Typed().rows == FOUR + PAIR


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no gradient"),
        (" \n ; \n", "no gradient"),
        ("steep, flat", "Line 1 is 'steep, flat'"),
        ("1, 2\n3", "Line 2 is '3'"),
        ("1, 2, 3", "Line 1"),
        ("1, NaN", "Line 1 is '1, NaN'"),
        ("inf 1", "at most 1e100"),
        ("1, 1e308", "at most 1e100"),
        ("1, 1\n" * 10_000, "10,000 gradients"),
        ("x" * 100_000, "'" + "x" * 40 + "'"),
    ],
)
def test_what_is_no_table_is_told_in_one_sentence(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=r"\S") as refused:
        vectors.rows_of(text)
    assert told in str(refused.value)
    assert len(str(refused.value)) < 140
    typed, wrong = vectors.read({"g": text})
    assert typed == Typed()
    assert len(wrong) == 1


@pytest.mark.parametrize(("key", "text"), [("alpha", "1"), ("alpha", "NaN"), ("beta", "-1"), ("eta", "big")])
def test_a_number_that_cannot_be_had_is_told_and_the_usual_one_is_shown(key: str, text: str) -> None:
    typed, wrong = vectors.read({key: text})
    assert typed == Typed()
    assert len(wrong) == 1
    assert key in wrong[0]


def test_m_is_written_as_the_sum_that_it_is() -> None:
    typed = Typed(FOUR[:3], {**SLIDE.numbers, "beta": 0.5})
    ball = terms.weighted_line(typed, terms.MOMENTA["ball"], 0)
    assert ball == r"m_1^{2} = 0.25\,(500) + 0.5\,(432) + 1\,(-211) = 130"
    longer = terms.weighted_line(SLIDE, terms.SIGMAS["mean"], 1)
    assert longer == (
        r"(\sigma_2^{3})^2 = \begin{array}{l} 0.25\,(0.4)^2 + 0.25\,(-0.3)^2 + 0.25\,(0.2)^2 \\ {} + 0.25\,(0.1)^2"
        r" \\ {} = 0.075 \end{array}"
    )
