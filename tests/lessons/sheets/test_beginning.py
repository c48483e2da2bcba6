"""How a run begins: where η has its peak, and that few gradients make nobody's guess a sure one."""

import numpy as np
import pytest

from lessons.measures import seeds
from lessons.sheets import beginning
from lessons.sheets.beginning import ADAM, RADAM, WARM


@pytest.mark.parametrize(("id", "step", "top"), [("linear", 20, 0.06), ("transformer", 4_000, 6.988e-4)])
def test_eta_rises_up_to_the_lectures_peak_and_falls_from_there(id: str, step: int, top: float) -> None:
    found = beginning.rise(id)
    assert found.peak + 1 == step
    assert found.eta[found.peak] == pytest.approx(top, rel=1e-4)
    assert (np.diff(found.eta[:step]) > 0).all()
    assert (np.diff(found.eta[step - 1 :]) <= 0).all()


def test_resnets_eta_goes_up_once_and_stays() -> None:
    found = beginning.rise("resnet")
    assert {*found.eta[: found.peak]} == {0.01}
    assert {*found.eta[found.peak :]} == {0.1}


@pytest.mark.parametrize("at", range(1, 11))
def test_at_every_step_on_offer_the_others_go_less_far_and_their_directions_agree_no_better(at: int) -> None:
    assert beginning.shorter_and_no_surer(at)


def test_the_first_step_of_adam_is_as_long_for_all_and_only_its_direction_is_a_guess() -> None:
    """After one gradient m̂/σ is a sign for each parameter: all seeds are on four places, √2 η away."""
    adam, radam, warm = (beginning.guess(place, 1) for place in (ADAM, RADAM, WARM))
    # ε is in σ too, and some gradients are only 10,000 times as large.
    assert adam.length == pytest.approx(0.1 * 2**0.5, rel=1e-4)
    assert warm.length == pytest.approx(adam.length / 100, rel=1e-6)
    for one in (adam, warm):
        assert abs(one.moved) == pytest.approx(np.full((200, 2), 0.5**0.5), rel=1e-3)
    assert np.hypot(*radam.moved.T).std() > 0.4
    assert adam.uphill == warm.uphill


def test_a_movement_is_a_multiple_of_the_mean_length_and_uphill_is_against_the_slope() -> None:
    found = beginning.guess(ADAM, 10)
    assert np.hypot(*found.moved.T).mean() == pytest.approx(1)
    many = seeds(beginning.FIRST_STEPS, ADAM)
    assert many is not None
    assert found.uphill == (many.point[:, 10, 0] < 0).sum() == 58
    assert found.moved[7] * found.length == pytest.approx(many.point[7, 10])


def test_what_cannot_be_had_is_told_and_the_usual_is_shown() -> None:
    for text in ("0", "11", "x", "nan", "2.5"):
        at, wrong = beginning.read({"at": text})
        assert (at, len(wrong)) == (10, 1), text
    assert beginning.read(beginning.link_of(3)) == (3, [])
    assert beginning.link_of(10) == {}
