"""What the surface in 3D is made of: heights for both axes from one grid, and a loss for every point of a run."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from scenes import SCENES, trajectories
from scenes.drawn.ground import GRID, ground
from scenes.scene import Values, usual_numbers
from studio.page import edit
from studio.player.payload import keys, payload
from surfaces import SURFACES
from tests.crossing import among
from tests.studio.player.test_payload import unpacked

SHORT = replace(SCENES["burst"], curves=("norm",), marks=())
LONG = replace(edit.set_steps(SCENES["one_rate"], 100_000), curves=("norm",), marks=())


def extremes(id: str) -> list[Values]:
    """The usual numbers of a surface, and all combinations of its smallest and largest."""
    numbers = SURFACES[id].numbers
    ends = product(*((number.low, number.high) for number in numbers))
    return [usual_numbers(id), *(tuple(zip((number.id for number in numbers), end, strict=True)) for end in ends)]


@pytest.mark.parametrize("id", among(SURFACES, 8))
def test_the_losses_of_the_grid_can_be_had_back_from_what_is_sent(id: str) -> None:
    sent = payload(replace(SHORT, surface=id, numbers=usual_numbers(id), start=SURFACES[id].start, steps=3))["surface"]
    z = unpacked(sent["z"]).astype(np.float64).reshape(GRID[::-1])
    loss = z if sent["levels"] == "linear" else sent["low"] - sent["floor"] + 10**z
    (x0, x1), (y0, y1) = SURFACES[id].domain
    x, y = np.meshgrid(np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1]))
    exact = np.asarray(SURFACES[id](x, y, **dict(usual_numbers(id))))
    # float32 has seven digits, and so has the exponent: 10 to the power of up to 6.
    np.testing.assert_allclose(loss, exact, rtol=3e-6, atol=1e-6 * sent["floor"] + 1e-6 * abs(exact).max() * 1e-3)


@pytest.mark.parametrize("id", SURFACES)
def test_every_point_of_the_picture_has_a_height_on_the_logarithmic_axis(id: str) -> None:
    random = np.random.default_rng(1)
    (x0, x1), (y0, y1) = SURFACES[id].domain
    x, y = random.uniform(x0, x1, 20_000), random.uniform(y0, y1, 20_000)
    # Many on the edge, where a surface without a minimum is lowest.
    x[:2000], x[2000:4000], y[4000:6000], y[6000:8000] = x0, x1, y0, y1
    for numbers in extremes(id):
        _, low, floor, _ = ground(id, numbers)
        assert floor > 0
        loss = np.asarray(SURFACES[id](x, y, **dict(numbers)))
        assert (loss - low + floor).min() > 0.5 * floor, numbers
        minima, lowest = SURFACES[id].lowest(**dict(numbers))
        assert low <= lowest or not len(minima)


def test_the_loss_is_sent_whatever_is_drawn_for_it_is_the_height() -> None:
    for run, path in zip(payload(SHORT)["runs"], trajectories(SHORT), strict=True):
        loss = run["table"]["columns"]["loss"]
        assert np.array_equal(unpacked(loss), path.loss.astype(loss["type"]))


def test_another_way_to_look_at_a_scene_sends_nothing_again() -> None:
    known = keys(payload(SHORT))
    for space, height in (("both", "linear"), ("3d", "linear"), ("both", "log"), ("2d", "log")):
        again = payload(replace(SHORT, space=space, height=height), None, known)
        assert (again["space"], again["height"]) == (space, height)
        assert "z" not in again["surface"]
        assert not any("columns" in run["table"] for run in again["runs"])


def test_a_single_step_of_a_long_run_has_its_own_height() -> None:
    data = payload(replace(LONG, space="3d"), around=50_000)
    for run, path in zip(data["runs"], trajectories(LONG), strict=True):
        window = run["window"]
        exact = path.loss[window["from"] :][: len(unpacked(window["columns"]["x"]))]
        assert np.array_equal(unpacked(window["columns"]["loss"]), exact)
