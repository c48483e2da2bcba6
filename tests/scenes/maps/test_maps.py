"""Maps: a point is the run that its page shows, closed forms, noise, devices, and how much is computed at once."""

import json
import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest

from optimizers import OPTIMIZERS
from optimizers.outcomes.classes import CYCLE, DIVERGED, MINIMUM, UNDERWAY
from scenes import Scene, new_run
from scenes.maps import Axis, Map, part, parts, run_at, sizes, usual, variable, whole
from scenes.maps.computed import MOST, PART, alike
from scenes.maps.exact import exact
from scenes.maps.record import MOST_OF_A_POINT, places
from scenes.maps.shades import SHADES, painted
from scenes.trajectories import path_at
from tests.server import ROOT

GD = Scene("himmelblau", (), (4.2, 4.0), 120, (new_run("gd", eta=0.005),))
BASINS = Map(GD, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0))
# Starts are near the minimum of the picture: the closed form speaks of all of them.
VALLEY = Scene("quadratic", (("kappa", 10.0), ("angle", 0.0)), (-4.0, 1.0), 2000, (new_run("gd", eta=0.1),))


def test_a_point_is_the_run_that_its_page_shows() -> None:
    pixels = whole(BASINS, 64)
    for column, row in ((3, 60), (31, 31), (50, 7)):
        path = path_at(run_at(BASINS, column, row, 64), 0)
        at = row * 64 + column
        assert pixels.loss[at] == pytest.approx(path.loss[-1], rel=1e-9, abs=1e-20)
        assert pixels.made[at] == len(path.eta)
        assert exact(BASINS, column, row, 64).kind == pixels.kind[at]
        assert exact(BASINS, column, row, 64).settled


def test_the_run_of_a_point_is_that_of_its_own_scene_to_the_last_bit() -> None:
    there = run_at(BASINS, 10, 20, 512)
    assert there.start == (-5 + 10 * 10.5 / 512, -5 + 10 * 20.5 / 512)
    assert (exact(BASINS, 10, 20, 512).path.point == path_at(there, 0).point).all()


def test_plain_descent_converges_on_a_quadratic_as_long_as_its_rate_is_below_two_over_its_curvature() -> None:
    map = Map(VALLEY, "numbers", Axis("eta", 0.01, 1.0), Axis("kappa", 2.0, 200.0))
    pixels, numbers = whole(map, 64), variable(VALLEY)
    eta, kappa = (places(numbers[axis.id], axis, 64) for axis in (map.across, map.up))
    share = (eta[None, :] * kappa[:, None] / 2).ravel()
    assert set(pixels.kind[share < 0.97]) == {MINIMUM}
    assert set(pixels.kind[share > 1.05]) == {DIVERGED}


def test_over_rates_every_method_has_a_line_with_its_own_numbers() -> None:
    scene = replace(GD, steps=20, runs=(new_run("momentum", beta=0.5), new_run("gd")))
    map = Map(scene, "rates", Axis("eta", 1e-5, 1e-2), Axis("beta", 0.0, 0.9))
    assert [run.optimizer for run in map.methods] == [*reversed(OPTIMIZERS)]
    assert parts(map, 512) == len(OPTIMIZERS)
    assert sizes(map) == (512,)
    row = [run.optimizer for run in map.methods].index("momentum")
    there = run_at(map, 100, row, 512)
    assert dict(there.runs[0].numbers)["beta"] == 0.5
    assert part(map, 512, row).loss[100] == pytest.approx(path_at(there, 0).loss[-1], rel=1e-9)


def test_with_noise_a_point_is_what_most_seeds_do_and_how_many_of_them() -> None:
    scene = replace(GD, noise=60.0, seeds=5, seed=3)
    map = replace(BASINS, scene=scene)
    single = [whole(replace(map, scene=replace(scene, seed=3 + i, seeds=1)), 64).kind for i in range(5)]
    counts = np.stack([(np.stack(single) == kind).sum(axis=0) for kind in range(MINIMUM + 4)])
    pixels = whole(map, 64)
    assert (pixels.share == counts.max(axis=0) / 5).all()
    assert (pixels.kind == counts.argmax(axis=0)).all()
    assert pixels.share.min() < 1.0
    assert map.seeds() == 5
    assert BASINS.seeds() == 1


def test_every_picture_uses_all_shades_and_keeps_its_sides_apart() -> None:
    far = replace(BASINS, across=Axis("x", -6.0, 6.0), up=Axis("y", -6.0, 6.0), scene=_rate(0.02))
    for map in (far, replace(far, across=Axis("x", 3.0, 6.0)), replace(far, tells="loss"), replace(far, tells="steps")):
        pixels = whole(map, 64)
        ink, shade = painted(map, pixels)
        for side in np.unique(ink):
            if (ink == side).sum() > 20 * SHADES and side in (DIVERGED, MINIMUM) and map.tells != "outcome":
                assert len(np.unique(shade[ink == side])) > SHADES / 4
        if map.tells == "outcome":
            assert (ink == pixels.kind).all()
        if map.tells == "loss":
            gone = pixels.kind == DIVERGED
            assert ((ink == DIVERGED) == (gone | (pixels.loss > pixels.first))).all()


def _rate(eta: float) -> Scene:
    return replace(GD, runs=(new_run("gd", eta=eta),))


def test_a_map_is_the_same_whichever_of_its_runs_is_chosen() -> None:
    chosen = replace(BASINS, scene=replace(GD, start=(1.0, 1.0)))
    assert alike(chosen) == alike(BASINS)
    assert alike(replace(BASINS, scene=_rate(0.02))) != alike(BASINS)
    over = Map(GD, "numbers", Axis("eta", 1e-4, 1e-2), Axis("y", -5.0, 5.0))
    assert alike(replace(over, scene=_rate(0.5))) == alike(over)
    assert alike(replace(over, scene=replace(GD, start=(1.0, 1.0)))) != alike(over)


@pytest.mark.parametrize("steps", [0, 1])
def test_a_run_of_one_step_has_a_map_too(steps: int) -> None:
    pixels = whole(replace(BASINS, scene=replace(GD, steps=steps)), 64)
    assert (pixels.made == steps).all()
    assert UNDERWAY in set(pixels.kind)
    assert CYCLE not in set(pixels.kind)


def test_a_map_that_diverges_everywhere_is_one_and_says_so() -> None:
    pixels = whole(replace(BASINS, scene=_rate(10.0)), 64)
    assert set(pixels.kind) == {DIVERGED}
    ink, _ = painted(replace(BASINS, scene=_rate(10.0)), pixels)
    assert set(ink) == {DIVERGED}


def test_a_chaotic_run_says_that_a_last_bit_decides() -> None:
    map = replace(BASINS, scene=replace(_rate(0.03), steps=300))
    underway = np.flatnonzero(whole(map, 64).kind == UNDERWAY)[::50]
    settled = [exact(map, int(at % 64), int(at // 64), 64).settled for at in underway]
    assert settled.count(False) > len(settled) / 2


def test_what_is_computed_at_once_is_bounded_whatever_is_asked_for() -> None:
    for steps, seeds in ((1, 1), (1000, 1), (20_000, 1), (300, 200), (20_000, 200)):
        map = replace(BASINS, scene=replace(GD, steps=steps, seeds=seeds, noise=0.1))
        assert map.seeds() * (steps + 1) <= MOST_OF_A_POINT
        for size in sizes(map):
            rows = -(-size // parts(map, size))
            assert size * size * (steps + 1) <= MOST or size == 64
            assert rows * size * (steps + 1) * map.seeds() <= max(PART, 2048 * MOST_OF_A_POINT)


def test_the_parts_of_a_map_are_the_whole_of_it() -> None:
    long = replace(BASINS, scene=replace(GD, steps=1500))
    assert parts(long, 128) > 1
    together = np.concatenate([part(long, 128, number).loss for number in range(parts(long, 128))])
    assert (together == whole(long, 128).loss).all()
    assert len(together) == 128 * 128


def test_an_axis_has_as_many_values_as_it_can_have_and_none_beyond_its_ends() -> None:
    numbers = variable(Scene("himmelblau", (), (0.0, 0.0), 9, (new_run("gd", "cosine"),)))
    for id, number in numbers.items():
        axis = usual(GD, number)
        values = places(number, axis, 64)
        assert axis.first <= values[0] <= values[-1] <= axis.last, id
        assert (np.diff(values) >= 0).all(), id
        assert all(number.allows(float(value)) for value in values), id


DEVICES = """
import json, jax, numpy as np
from scenes import Scene, new_run
from scenes.maps import Axis, Map, whole
scene = Scene("himmelblau", (), (4.2, 4.0), 90, (new_run("momentum", eta=0.01),))
pixels = whole(Map(scene, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0)), 64)
print(json.dumps([len(jax.local_devices()), np.asarray(pixels.loss).tobytes().hex(), pixels.kind.tolist()]))
"""


def test_two_devices_give_the_same_numbers_as_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XLA_FLAGS", "--xla_force_host_platform_device_count=2")
    done = subprocess.run([sys.executable, "-c", DEVICES], cwd=ROOT, capture_output=True, text=True, check=True)
    count, loss, kind = json.loads(done.stdout)
    scene = Scene("himmelblau", (), (4.2, 4.0), 90, (new_run("momentum", eta=0.01),))
    here = whole(Map(scene, "starts", Axis("x", -5.0, 5.0), Axis("y", -5.0, 5.0)), 64)
    assert count == 2
    assert np.asarray(here.loss).tobytes().hex() == loss
    assert here.kind.tolist() == kind
