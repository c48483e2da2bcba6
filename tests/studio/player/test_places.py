"""Where a run needs small steps and where large ones."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import SCENES, trajectories
from scenes.scene import with_value
from scenes.trajectories import origin_of
from studio.player.marks.places import places
from studio.player.payload import payload

CRESCENT = SCENES["small_then_large"]


@pytest.mark.parametrize("alpha", [0.5, 0.7, 0.9, 0.95])
def test_on_the_crescent_small_steps_are_needed_at_the_wall_and_large_ones_at_the_bottom(alpha: float) -> None:
    run = with_value(CRESCENT.runs[0], "alpha", alpha)
    scene = replace(CRESCENT, runs=(run,))
    small, large = payload(scene)["runs"][0]["places"]
    assert (small["far"], large["far"]) == (False, True)
    assert (small["x"], small["y"]) == (-1.35, 0.25)
    # At the foot of the circle, where the valley runs along θ₁.
    assert (large["x"], large["y"]) == pytest.approx((0, -1), abs=0.12)
    # By hand: w (12 x² + 4 y² − 4) + 2 k.
    assert "|λ₁| = 360;" in small["text"]
    assert pytest.approx(362.9) == 20 * (12 * 1.35**2 + 4 * 0.25**2 - 4) + 0.5
    path = trajectories(scene)[0]
    rate = path.eta / path.sigma[:, 0]
    at = int(np.flatnonzero((path.point[:-1] == (large["x"], large["y"])).all(axis=1))[0])
    assert rate[at] > 20 * rate[0]


def test_a_run_without_updates_has_no_places_and_none_are_sent_unless_asked_for() -> None:
    still = trajectories(replace(CRESCENT, steps=0))[0]
    assert places(still, origin_of(CRESCENT, CRESCENT.runs[0])) == []
    assert payload(replace(CRESCENT, marks=()))["runs"][0]["places"] == []
