"""Some of the examples kept out: two losses that together are the loss of all, and minima where the slope is 0."""

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.batch_norm import ACTIVATIONS, EPSILON
from surfaces.data import HEIGHTS, INPUTS, PASSED, SIGNALS
from surfaces.split import kept_out, most_held, named, parts, second
from tests.crossing import crossed

DATA = [id for id, surface in SURFACES.items() if surface.examples]
POINT = (0.7, -1.3)


@crossed(id=DATA, held=[1, 7, 12])
def test_the_two_losses_together_are_the_loss_of_all(id: str, held: int) -> None:
    whole, trained = SURFACES[id], SURFACES[named(id, held)]
    out = SURFACES[second(trained.id)]
    assert (trained.examples, out.examples) == (whole.examples - held, held)
    both = trained.examples * float(trained(*POINT)) + held * float(out(*POINT))
    assert both == pytest.approx(whole.examples * float(whole(*POINT)), rel=1e-12)


def test_by_hand() -> None:
    # Every fourth example, from the third on.
    assert kept_out(20, 5).tolist() == [2, 6, 10, 14, 18]
    line = -0.5 * INPUTS[[2, 6, 10, 14, 18]] + 3 - HEIGHTS[[2, 6, 10, 14, 18]]
    out = SURFACES[second("linear_regression/5")]
    assert float(out(-0.5, 3.0)) == pytest.approx(float((line**2).mean()), rel=1e-14)
    # 1.5 → 1.7, 2.4 → 3.2, 3.1 → 3.4, 3.8 → 4.0, 4.8 → 5.0
    assert float(out(1.0, 0.0)) == pytest.approx((0.04 + 0.64 + 0.09 + 0.04 + 0.04) / 5, rel=1e-12)


def test_inputs_are_standardised_by_those_that_are_trained_on_and_the_others_likewise() -> None:
    out = [2, 6, 10, 14, 18]
    trained = np.setdiff1d(np.arange(20), out)
    # By hand: the fifteen inputs add up to 44.4, their squares to 152.32; all twenty to 60 and 207.42.
    mean, spread = 44.4 / 15, (152.32 / 15 - (44.4 / 15) ** 2) ** 0.5
    for id, places in (("linear_regression/5", trained), ("linear_regression/5/validation", out)):
        line = 2 * (INPUTS[places] - mean) / spread - 1 - HEIGHTS[places]
        assert float(SURFACES[id](2.0, -1.0, standardised=1.0)) == pytest.approx(float((line**2).mean()), rel=1e-12)
    z = 2 * (INPUTS - mean) / spread - 1
    losses = np.log1p(np.exp(z)) - PASSED * z
    for id, places in (("logistic_regression/5", trained), ("logistic_regression/5/validation", out)):
        loss = float(SURFACES[id](2.0, -1.0, standardised=1.0))
        assert loss == pytest.approx(float(losses[places].mean()), rel=1e-12)


def test_activations_are_normalised_by_the_examples_that_are_trained_on() -> None:
    out = [2, 6, 10, 14, 18]
    trained = np.delete(ACTIVATIONS, out, axis=1)
    h = (ACTIVATIONS - trained.mean(axis=1, keepdims=True)) / np.sqrt(trained.var(axis=1, keepdims=True) + EPSILON)
    losses = (np.array([0.5, -2.0]) @ h - SIGNALS) ** 2
    for id, part in (("batch_norm/5", np.delete(losses, out)), ("batch_norm/5/validation", losses[out])):
        loss = float(SURFACES[id](0.5, -2.0, normalised=1.0))
        assert loss == pytest.approx(float(part.mean()), rel=1e-12)


@crossed(id=DATA, held=[3, 8, 11])
def test_a_split_surface_has_its_own_minima(id: str, held: int) -> None:
    trained = SURFACES[named(id, held)]
    numbers = {number.id: number.default for number in trained.numbers}
    minima = trained.minima(**numbers)
    assert minima
    for x, y in minima:
        slope = trained.at(x, y, **numbers)
        assert np.abs(np.asarray(slope.grad)).max() < 1e-7
        assert np.linalg.eigvalsh(np.asarray(slope.hessian))[0] > 0


def test_where_nothing_stops_the_fit_there_is_no_minimum() -> None:
    # A threshold parts these five: the steeper, the better, without end.
    assert SURFACES["logistic_regression/15"].minima(standardised=1.0) == ()


def test_only_what_has_examples_is_split_and_not_all_of_them_are_kept_out() -> None:
    assert most_held(SURFACES["linear_regression"]) == 15
    assert most_held(SURFACES["bowl"]) == 0
    for id in ("bowl/1", "linear_regression/0", "linear_regression/16", "linear_regression/x", "linear_regression/08",
               "linear_regression/8/test", "nothing/3"):  # fmt: skip
        with pytest.raises(KeyError):
            SURFACES[id]
    assert [parts(named("a", 3)), parts("a")] == [("a", 3, ""), ("a", 0, "")]
    assert second("bowl") == "bowl"


def test_the_formula_says_over_which_examples_the_mean_is_taken() -> None:
    for id in DATA:
        assert r"\sum_{i \in \text{training}}" in SURFACES[named(id, 5)].formula
        assert r"\sum_{i \notin \text{training}}" in SURFACES[second(named(id, 5))].formula
