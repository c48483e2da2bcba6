"""What the browser is given beside the runs: critical points, epochs, changes of η, and the runs of other seeds."""

from dataclasses import replace

import numpy as np

from scenes import SCENES, bundles, new_run
from studio.page import edit
from studio.player.payload import keys, payload
from surfaces import SURFACES
from surfaces.critical import critical_points
from tests.studio.player.test_payload import scene_of, sent, unpacked


def test_critical_points_are_sent_once_and_only_if_they_are_shown() -> None:
    scene = scene_of("himmelblau", 5, new_run("gd"))
    assert payload(scene)["critical"] is None
    shown = payload(edit.set_marks(scene, ["critical"]))
    points = critical_points(SURFACES["himmelblau"])
    assert len(points) == 9
    assert shown["critical"]["kind"] == [point.kind for point in points]
    for axis, name in enumerate("xy"):
        assert unpacked(shown["critical"][name]).tolist() == [point.point[axis] for point in points]
    again = payload(edit.set_marks(scene, ["critical"]), None, keys(shown))
    assert again["critical"] == {"key": shown["critical"]["key"]}
    assert shown["critical"]["key"] != shown["surface"]["key"]


def test_an_epoch_is_told_where_there_are_examples() -> None:
    assert payload(SCENES["all_five"])["epochs"] is None
    batches = [replace(new_run("gd"), batch=batch) for batch in (5, 8, 8)]
    same, mixed = scene_of("linear_regression", 40, *batches[1:]), scene_of("linear_regression", 40, *batches)
    assert payload(same)["epochs"] == 3
    assert payload(mixed)["epochs"] is None
    assert [run["epochs"] for run in payload(mixed)["runs"]] == [4, 3, 3]


def test_changes_of_the_rate_are_told_as_far_as_the_run_gets() -> None:
    run = replace(new_run("gd"), changes=((3, 0.1), (10, 0.2), (900, 0.3)))
    assert payload(scene_of("bowl", 20, run))["runs"][0]["changes"] == [3, 10]


def test_chance_has_its_part_in_the_key_of_a_run() -> None:
    scene = scene_of("bowl", 20, new_run("gd"))
    noisy = edit.set_noise(scene, 0.5)
    scenes = [scene, noisy, edit.set_seed(noisy, 3)]
    assert len({keys(payload(one))[1] for one in scenes}) == 3


def test_a_bundle_is_the_paths_of_all_seeds_in_few_places() -> None:
    scene = edit.set_seeds(edit.set_noise(scene_of("bowl", 1000, new_run("gd", eta=1e-3)), 0.5), 100)
    data, (many,) = payload(scene), bundles(scene)
    assert many is not None
    run = data["runs"][0]
    count, length, steps = run["bundle"]["count"], run["bundle"]["length"], unpacked(run["bundle"]["steps"])
    # Each seed that is counted is drawn.
    assert (count, steps[0], steps[-1]) == (100, 0, 1000)
    assert length == len(steps) <= 302
    # Odd and even in turn.
    assert 0.3 < (steps % 2).mean() < 0.7
    for axis, name in enumerate("xy"):
        rows = unpacked(run["bundle"][name]).reshape(count, length)
        assert np.array_equal(rows, many.point[:, steps, axis].astype(np.float32))
    assert sum(int(end.split()[0]) for end in run["seeds"]["ends"]) == 100
    again = payload(scene, None, keys(data))
    assert set(again["runs"][0]["bundle"]) == {"key"}
    assert keys(again) == keys(data)
    assert sent(data)


def test_one_seed_is_no_bundle() -> None:
    run = payload(edit.set_noise(SCENES["all_five"], 0.5))["runs"][0]
    assert (run["bundle"], run["seeds"]) == (None, None)
