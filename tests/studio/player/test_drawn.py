"""What is drawn of a long run lies within a pixel of it, and it of that; or the reader is told how far."""

import numpy as np
import pytest

from bench.drawn import PIXELS, distance, measured, scenes
from scenes import Scene, new_run
from scenes.scene import usual_numbers
from studio.player.payload import keys, payload
from tests.crossing import among

SHOWN = list(scenes(24, seed=3, longest=1e5))
WIDEST = max(PIXELS)


def alone(surface: str, start: tuple[float, float], steps: int, method: str, eta: float, noise: float = 0.0) -> Scene:
    return Scene(surface, usual_numbers(surface), start, steps, (new_run(method, eta=eta),), noise=noise)


# Of its lines 7,505 pass the picture, hardly two of them alike.
CHAOS = alone("beale", (1.0, 1.5), 34_695, "lion", 2.88)
# More lines than can be sent, but each place is passed again and again.
CLOUD = alone("monkey_saddle", (0.3, 0.2), 60_000, "adamw", 0.054, 0.41)
# More places than can be sent.
FULL = alone("plateau", (0.5, 0.5), 41_905, "adam", 0.2, 3.14)


@pytest.mark.parametrize("scene", [CHAOS, CLOUD])
def test_a_run_that_never_goes_the_same_way_twice_is_drawn_as_it_is(scene: Scene) -> None:
    assert max(measured(scene, WIDEST)) <= 1
    assert payload(scene)["notices"] == []


@pytest.mark.parametrize("scene", among(SHOWN, 4))
def test_any_run_is_drawn_to_a_pixel_on_any_screen_or_it_is_said_that_it_is_not(scene: Scene) -> None:
    assert payload(scene)["notices"] or max(measured(scene, WIDEST)) <= 1


def test_where_lines_are_left_out_that_would_be_seen_it_is_said_how_far_they_are_from_what_is_drawn() -> None:
    data = payload(FULL)
    (notice,) = data["notices"]
    name, share = data["runs"][0]["name"], int(notice.partition("1/")[2].partition(" ")[0])
    assert notice.replace("\u00a0", " ") == (
        f"{name}: lines are left out that lie within 1/{share} of the picture's width of those that are drawn."
    )
    assert 1 < max(measured(FULL, WIDEST)) <= WIDEST / share
    # It is said as long as they are left out, also when the browser has the run already.
    assert payload(FULL, known=keys(data))["notices"] == [notice]
    # Nearer by, fewer lines pass, and all that do are drawn.
    assert payload(FULL, zoom={0: ((0.5, 0.501), (0.5, 0.501))})["notices"] == []


def test_the_measure_sees_what_is_missing_and_what_is_beside_its_place() -> None:
    run = np.array([[0.0, 10.0], [90.0, 10.0], [90.0, 40.0], [10.0, 40.0]])
    rows, down = np.arange(4), np.zeros(4, bool)
    assert distance(run, run, rows, down, 100) == pytest.approx((0, 0), abs=1e-9)
    assert distance(run, run + 0.5, rows, down, 100) == pytest.approx((0.5**0.5, 0.5**0.5), abs=0.01)
    # Without its last line what is nearest to the end of it is 31 pixels away or more: in no tile around.
    assert distance(run, run, rows, np.array([False, False, False, True]), 100).to_ink == np.inf
    # A straight line instead of two.
    assert distance(run, run[[0, 2, 3]], rows[[0, 2, 3]], down[:3], 100).to_run > 10
