"""What the browser is given to tell where η is too large: how the surface is bent, and each run's rates and limit."""

from dataclasses import replace

import numpy as np
import pytest

from optimizers.outcomes.stability import sharpness
from scenes import SCENES, new_run, trajectories
from scenes.drawn.ground import GRID
from studio.player.payload import keys, payload
from surfaces import SURFACES
from tests.studio.player.test_payload import scene_of, unpacked


def test_the_bends_are_the_hessian_at_the_points_of_the_ground() -> None:
    scene = replace(scene_of("crescent", 5, new_run("gd")), marks=("limit",))
    data, (width, height) = payload(scene), GRID
    bends = {name: unpacked(data["bends"][name]).reshape(height, width) for name in ("h11", "h12", "h22")}
    (x0, x1), (y0, y1) = SURFACES["crescent"].domain
    for row, column in ((0, 0), (17, 90), (80, 3)):
        x, y = x0 + column / (width - 1) * (x1 - x0), y0 + row / (height - 1) * (y1 - y0)
        hessian = np.asarray(SURFACES["crescent"].at(x, y, **dict(scene.numbers)).hessian)
        found = [bends[name][row, column] for name in ("h11", "h12", "h22")]
        # They come as float32.
        assert found == pytest.approx([hessian[0, 0], hessian[0, 1], hessian[1, 1]], rel=1e-6, abs=1e-5)
    assert data["bends"]["key"] in keys(data)
    assert payload(scene, None, keys(data))["bends"] == {"key": data["bends"]["key"]}
    assert payload(replace(scene, marks=()))["bends"] is None


def test_with_what_is_sent_the_browser_finds_the_stability_that_the_curve_shows() -> None:
    scene = replace(SCENES["burst"], marks=("limit", "dial"))
    (run,), (path,) = payload(scene)["runs"], trajectories(scene)
    columns = {name: unpacked(packed) for name, packed in run["table"]["columns"].items()}
    assert run["limit"] == 2
    for step in (0, 40, 73):
        hessian = np.asarray(SURFACES["bowl"].at(*path.point[step], **dict(scene.numbers)).hessian)
        sigma = np.array([[1 / columns["rate1"][step], 1 / columns["rate2"][step]]])
        found = float(sharpness(hessian[None], sigma)[0]) / run["limit"]
        assert columns["stability"][step] == pytest.approx(found, rel=1e-5)
    assert columns["stability"][8] < 1 < np.nanmax(columns["stability"])


def test_the_limit_goes_with_the_value_of_the_dial_and_of_some_methods_none_is_told() -> None:
    momentum = replace(scene_of("bowl", 9, new_run("momentum", eta=1e-3)), marks=("limit", "dial"), varied=(0, "beta"))
    dial = payload(momentum)["dial"]
    assert [facts["limit"] for facts in dial["facts"]] == pytest.approx([2 * (1 + beta) for beta in dial["values"]])
    for method in ("adamw", "adam_matrix", "sign_descent", "clipped", "sam"):
        assert payload(scene_of("bowl", 9, new_run(method)))["runs"][0]["limit"] is None
