"""What is said of a run beside its numbers: since when it bounces."""

import numpy as np
import pytest

from scenes import SCENES, trajectories
from studio.player.facts import TURNS, bounces
from studio.player.payload import payload


def test_the_picture_of_the_lecture_is_what_the_lecture_says() -> None:
    wide, narrow = trajectories(SCENES["one_rate"])
    assert (len(wide.loss) - 1, len(narrow.loss) - 1) == (300, 100_000)
    assert (np.diff(np.sign(wide.point[:, 1])) != 0).all()
    assert wide.loss[[0, -1]] == pytest.approx([22.0, 20.3], abs=0.05)
    assert np.hypot(*wide.grad.T).min() >= 64
    assert narrow.point[-1] == pytest.approx([-3.985, -0.006], abs=5e-4)


def test_a_bounce_is_told_of_from_where_it_begins_to_where_it_ends() -> None:
    wide, narrow = trajectories(SCENES["one_rate"])
    assert bounces(wide) == [(0, 300)]
    assert bounces(narrow) == []
    (adagrad,) = trajectories(SCENES["burst"])
    for first, last in bounces(adagrad):
        moves = np.diff(adagrad.point[first : last + 1], axis=0)
        assert ((moves[1:] * moves[:-1]).sum(axis=1) < 0).all()
        assert last - first > TURNS
    assert bounces(adagrad)


def test_of_a_noisy_run_no_bounce_is_told() -> None:
    (run,) = payload(SCENES["noise_escapes"])["runs"]
    assert run["bounces"] == []
