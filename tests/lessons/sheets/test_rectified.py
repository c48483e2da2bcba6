"""RAdam's ρ and r: the paper's figures, from where on σ is used, and what a link may ask for."""

import numpy as np
import pytest

from lessons.sheets import rectified


def test_the_first_steps_are_what_is_worked_out_by_hand() -> None:
    """β₂ = ½: ρ∞ = 3, ρ₁ = 3 − 2·½/½ = 1, ρ₂ = 3 − 4·¼/¾ = 5/3. β₂ = 0.9: ρ∞ = 19, ρ₁ = 19 − 18 = 1."""
    np.testing.assert_allclose(rectified.at(0.5, np.array([1.0, 2.0])).rho, [1, 5 / 3], rtol=1e-12)
    assert rectified.longest(0.5) == 3
    found = rectified.at(0.9, np.array([1.0, 10.0]))
    expected = 19 - 20 * 0.9**10 / (1 - 0.9**10)
    np.testing.assert_allclose(found.rho, [1, expected], rtol=1e-12)
    share = (expected - 4) * (expected - 2) * 19 / (15 * 17 * expected)
    assert np.isnan(found.r[0])
    assert found.r[1] == pytest.approx(share**0.5, rel=1e-12)


@pytest.mark.parametrize(("beta2", "first"), [(0.5, None), (0.0, None), (0.999, 6), (0.9999, 6)])
def test_sigma_is_used_from_a_step_on_or_never(beta2: float, first: int | None) -> None:
    """Five steps without it at the usual β₂, as the card of RAdam says."""
    assert rectified.curves(beta2).first == first


@pytest.mark.parametrize("text", ["1", "x", "nan", "-0.1"])
def test_what_cannot_be_had_is_told_and_the_usual_is_shown(text: str) -> None:
    beta2, wrong = rectified.read({"beta2": text})
    assert beta2 == 0.999
    assert len(wrong) == 1


@pytest.mark.parametrize("beta2", [0.9, 0.999])
def test_what_is_on_show_comes_back_from_its_link(beta2: float) -> None:
    assert rectified.read(rectified.link_of(beta2)) == (beta2, [])


@pytest.mark.parametrize("beta2", [0.9, 0.99, 0.999])
def test_the_step_that_is_told_is_the_very_first_with_so_much_trust(beta2: float) -> None:
    first = rectified.trusted_from(beta2, 0.9)
    before, there = (rectified.exact(beta2, n)[1] for n in (first - 1, first))
    assert before <= 0.81 < there
