"""The ball on the profile: the way that a run has gone, and what a link may ask for."""

import numpy as np
import pytest

from lessons.measures import run
from lessons.sheets import profile
from surfaces import SURFACES


def test_the_way_is_the_sum_of_the_steps_and_the_loss_that_of_the_points() -> None:
    """The first step of both is −η g."""
    scene = profile.rolling("saddle", 0.9)
    plain, ball = (profile.profile(scene, place) for place in (0, 1))
    assert plain.way[0] == ball.way[0] == 0
    assert plain.way[1] == pytest.approx(ball.way[1], rel=1e-12)
    assert (np.diff(plain.way) >= 0).all()
    assert len(ball.way) == len(ball.loss) == profile.STEPS + 1


@pytest.mark.parametrize("on", profile.PLACES)
def test_between_two_steps_the_ground_is_that_of_the_surface_and_no_chord(on: str) -> None:
    """The ball rolls on what it comes over: at a step its point, a quarter of the way on the loss there."""
    scene, quarter = profile.rolling(on, 0.9), profile.FINE // 4
    path, steps, ground = run(scene, 1), profile.profile(scene, 1), profile.ground(scene, 1)
    assert np.allclose(ground.way[:: profile.FINE], steps.way, rtol=0, atol=1e-12)
    assert np.allclose(ground.loss[:: profile.FINE], steps.loss, rtol=1e-9, atol=1e-14)
    there = 0.75 * path.point[:-1] + 0.25 * path.point[1:]
    known = SURFACES[scene.surface](there[:, 0], there[:, 1], **dict(scene.numbers))
    assert np.allclose(ground.loss[quarter :: profile.FINE], known, rtol=1e-9, atol=1e-14)
    assert np.allclose(ground.way[quarter :: profile.FINE], 0.75 * steps.way[:-1] + 0.25 * steps.way[1:])
    # A chord would lie elsewhere.
    assert np.abs(known - (0.75 * steps.loss[:-1] + 0.25 * steps.loss[1:])).max() > 0.005


def test_only_the_ball_climbs() -> None:
    for on in profile.PLACES:
        plain, ball = (profile.profile(profile.rolling(on, 0.9), place).loss for place in (0, 1))
        assert not (np.diff(plain) > 0).any()
        assert (np.diff(ball) > 0).sum() > 10


@pytest.mark.parametrize("link", [{"on": "x"}, {"at": "-1"}, {"at": "1.5"}, {"beta": "2"}, {"beta": "nan"}])
def test_what_cannot_be_had_is_told_and_the_usual_is_shown(link: dict[str, str]) -> None:
    asked, wrong = profile.read(link)
    assert asked == profile.Asked()
    assert len(wrong) == 1


def test_what_is_on_show_comes_back_from_its_link() -> None:
    asked = profile.Asked("plateau", {"at": 7.0, "beta": 0.5})
    assert profile.read(profile.link_of(asked)) == (asked, [])
    assert profile.link_of(profile.Asked()) == {}
