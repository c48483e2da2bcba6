"""The ball on the profile: the way that a run has gone, and what a link may ask for."""

import numpy as np
import pytest

from lessons.sheets import profile


def test_the_way_is_the_sum_of_the_steps_and_the_loss_that_of_the_points() -> None:
    """The first step of both is −η g."""
    scene = profile.rolling("saddle", 0.9)
    plain, ball = (profile.profile(scene, place) for place in (0, 1))
    assert plain.way[0] == ball.way[0] == 0
    assert plain.way[1] == pytest.approx(ball.way[1], rel=1e-12)
    assert (np.diff(plain.way) >= 0).all()
    assert len(ball.way) == len(ball.loss) == profile.STEPS + 1


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
