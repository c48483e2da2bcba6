"""What is told of the lecture's scenes is true of the numbers of their runs."""

import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from optimizers import Path
from optimizers.loop.sweep import Bundle
from optimizers.outcomes.bursts import bursts
from scenes import SCENES, Scene, bundles, trajectories
from scenes.grid import spread
from scenes.lecture import TELLS, after, known
from scenes.scene import grounds
from surfaces import SURFACES
from surfaces.along import losses as loss_at
from surfaces.batch_norm import ACTIVATIONS
from surfaces.classes import CENTRES
from surfaces.critical import critical_points
from surfaces.split import second
from tests.scenes.beyond import BEYOND

Ways = list[Path]


def many(scene: Scene) -> list[Bundle]:
    return [one for one in bundles(scene) if one is not None]


def _kinds(paths: Ways) -> list[str]:
    return [path.outcome.kind for path in paths]


def _one_rate(scene: Scene, paths: Ways) -> None:
    bouncing, crawling = paths
    assert (bouncing.point[1:, 1] * bouncing.point[:-1, 1] < 0).all()
    assert len(crawling.loss) == 100_001
    assert f"{(crawling.point[-1, 0] + 4) / 4:.1%}" == "0.4%"


def _compromise(scene: Scene, paths: Ways) -> None:
    assert scene.steps == 3_000
    assert (np.diff(paths[1].loss) < 0).all()
    assert f"{np.hypot(*paths[1].point[-1]):.2f}" == "0.36"


def _no_rate_fits(scene: Scene, paths: Ways) -> None:
    paths = trajectories(spread(scene))
    assert _kinds(paths)[:2] == ["oscillating"] * 2
    assert _kinds(paths)[4:] == ["crawling"] * 3
    assert len(paths) == 7
    assert "converged" not in _kinds(paths)


def _burst(scene: Scene, paths: Ways) -> None:
    (path,) = paths
    side, rate = np.abs(path.point[:, 1]), path.eta / path.sigma[:, 1]
    burst = 8 + int(side[8:].argmax())
    assert side[8 : burst - 8].max() < side[burst] / 10
    assert abs(path.point[burst, 0]) < 0.1 * 4
    assert (np.diff(path.sigma[8 : burst - 8, 1]) < 0).all()
    assert rate[: burst + 1].max() > 2 / (4.2 / 0.06**2)


def _bursts_again(scene: Scene, paths: Ways) -> None:
    (path,) = paths
    edge = path.eta / path.sigma[:, 1] * 20 / 2
    leaps = bursts(path.loss)
    assert len(leaps) >= 3
    # Of each burst: below the limit before it, above it when it comes, and σ₂ falls all the while in between.
    for before, at in pairwise([0, *leaps]):
        assert edge[before + 8 : at].min() < 1 < edge[at - 10 : at + 1].max()
        assert (np.diff(path.sigma[before + 12 : at - 8, 1]) < 0).mean() > 0.9
    assert path.loss[leaps[0] - 60 : leaps[0] - 20].max() < 1e-9


def _burst_and_brake(scene: Scene, paths: Ways) -> None:
    limit = 2 / (4.2 / 0.06**2)
    tops = [(path.eta / path.sigma[:, 1]).max() for path in paths]
    assert tops[0] > limit > max(tops[1:])
    assert [run.schedule for run in scene.runs[1:]] == ["inverse_sqrt", "warmup"]


def _small_then_large(scene: Scene, paths: Ways) -> None:
    goal = SURFACES[scene.surface].minima(**dict(scene.numbers))[0]
    rmsprop, adagrad = (np.hypot(*(path.point[-1] - goal)) for path in paths)
    assert rmsprop < 0.06 < 0.5 < adagrad
    forgets, remembers = (path.sigma[-1, 0] / path.sigma[0, 0] for path in paths)
    assert forgets < 0.05 < remembers


def _ball(scene: Scene, paths: Ways) -> None:
    gd, momentum = paths
    assert gd.outcome.facts["sentence"] == "converged low"
    assert momentum.loss[-1] < gd.loss[-1]
    assert (momentum.point[:, 0] > gd.point[-1, 0]).any()


def _saddle(scene: Scene, paths: Ways) -> None:
    gd, momentum = paths
    assert scene.steps == 100
    assert np.hypot(*gd.point[-1]) < 0.02
    assert abs(momentum.point[-1, 1]) > 0.9
    near = np.hypot(*momentum.point.T) < 0.3
    assert near.any()
    assert np.abs(momentum.grad[near, 1]).max() < 0.3


def _ridge(scene: Scene, paths: Ways) -> None:
    assert not any(path.point[:, 1].any() or path.grad[:, 1].any() for path in paths)
    assert _kinds(trajectories(replace(scene, start=(-1.6, 1e-3)))) == ["converged"] * 2


def _correction(scene: Scene, paths: Ways) -> None:
    first = [np.hypot(*(path.point[1] - path.point[0])) for path in paths]
    assert f"{first[1] / first[0]:.1f}" == "3.2"
    adam, uncorrected = paths
    assert uncorrected.loss.max() > uncorrected.loss[0] == adam.loss.max()
    assert uncorrected.loss[-1] > 100 * adam.loss[-1]


def _noise_escapes(scene: Scene, paths: Ways) -> None:
    exact = trajectories(replace(scene, noise=0.0))[0]
    assert exact.outcome.facts["sentence"] == "converged low"
    assert exact.point[-1, 0] > 0
    (seeds,) = many(scene)
    assert (seeds.point[:, -1, 0] < 0).sum() > 50
    assert len(seeds.outcomes) == 100


def _wide_valley(scene: Scene, paths: Ways) -> None:
    surface, numbers = SURFACES[scene.surface], dict(scene.numbers)
    assert float(surface(-1.5, 0.0, **numbers)) == float(surface(1.5, 0.0, **numbers))
    assert trajectories(replace(scene, noise=0.0))[0].point[-1] == pytest.approx([-1.5, 0])
    (seeds,) = many(scene)
    assert sum(one.facts.get("place_x") == 1.5 for one in seeds.outcomes) > 50
    assert len(seeds.outcomes) == 100


def _shifted(scene: Scene, paths: Ways) -> None:
    assert all(path.loss[-1] < 1e-10 for path in paths)
    assert [round(float(path.point[-1, 0]), 3) for path in paths] == [-1.5, 1.5]
    narrow, wide = (float(loss_at(SURFACES[scene.surface], path.point[-1:] - (0.3, 0), **dict(scene.numbers))[0])
                    for path in paths)  # fmt: skip
    assert f"{narrow / wide:.0f}" == "21"


def _validation(scene: Scene, paths: Ways) -> None:
    held_out = [loss_at(SURFACES[second(scene.surface)], path.point, **dict(scene.numbers)) for path in paths]
    assert all((path.loss[1:] < path.loss[:-1]).mean() > 0.95 and path.loss[-1] == path.loss.min() for path in paths)
    assert all(loss[-1] > 1.3 * loss.min() and 0 < loss.argmin() < 100 for loss in held_out)
    assert f"{held_out[1][-1]:.2f} {held_out[1][-1] / held_out[1].min():.0f}" == "0.98 2"
    assert [SURFACES[scene.surface].examples, SURFACES[second(scene.surface)].examples] == [9, 11]


def _batches(scene: Scene, paths: Ways) -> None:
    full, single = paths
    assert (np.diff(full.loss) <= 0).all()
    assert single.loss[200] - full.loss.min() < 0.05 * (full.loss[10] - full.loss.min())


def _epochs(scene: Scene, paths: Ways) -> None:
    full, single = paths
    assert [len(path.loss) - 1 for path in paths] == [10, 200]
    assert [f"{path.loss[-1]:.2f}" for path in paths] == ["0.92", "0.09"]
    moves = np.diff(single.point, axis=0)
    assert np.hypot(*moves.T).sum() > 4 * np.hypot(*(single.point[-1] - single.point[0]))
    assert np.hypot(*np.diff(full.point, axis=0).T).sum() < 1.01 * np.hypot(*(full.point[-1] - full.point[0]))


def _sorted(scene: Scene, paths: Ways) -> None:
    assert not scene.shuffle
    batches, full = paths
    for end, centre in zip(batches.point[[70, 80, 90]], CENTRES, strict=True):
        assert np.hypot(*(end - centre)) < 0.8
    assert batches.loss[-1] > full.loss[-1] + 1


def _shuffled(scene: Scene, paths: Ways) -> None:
    assert replace(scene, shuffle=False) == SCENES["sorted"]
    batches, full = paths
    assert np.hypot(*batches.point[45:].T).max() < 0.5
    assert batches.loss[-1] < full.loss[-1] + 0.05


def _warm_up(scene: Scene, paths: Ways) -> None:
    adam, *others = (one.point[:, -1].std(axis=0).max() for one in many(scene))
    assert scene.steps == 10
    assert adam > 5 * max(others)


def _rugged(scene: Scene, paths: Ways) -> None:
    ends = np.array([path.point[-1] for path in paths])
    assert np.ptp(ends, axis=0).max() < 0.01
    assert [f"{path.loss[-1]:.2f}" for path in paths] == ["0.92"] * 3


def _smooth(scene: Scene, paths: Ways) -> None:
    assert scene.start == SCENES["rugged"].start
    assert scene.runs == SCENES["rugged"].runs
    assert max(path.loss[-1] for path in paths) < 1e-3
    minima = [one for one in critical_points(SURFACES[scene.surface], **dict(scene.numbers)) if one.kind == "minimum"]
    assert len(minima) == 1


def _moved(scene: Scene, paths: Ways) -> None:
    raw, moved = grounds(scene)
    assert _kinds(trajectories(raw)) == ["diverged"]
    assert _kinds(trajectories(moved)) == ["converged"]
    assert [f"{_roundness(one):.0f}" for one in (raw, moved)] == ["92", "1"]


def _normalised(scene: Scene, paths: Ways) -> None:
    plain, normalised = grounds(scene)
    ends = [
        trajectories(one)[0].point[-1] - SURFACES[one.surface].minima(**dict(one.numbers))[0]
        for one in (plain, normalised)
    ]
    assert scene.steps == 100
    assert [f"{np.hypot(*end):.1f}" for end in ends] == ["1.6", "0.0"]
    # Along the valley the two means balance each other: there the network hardly changes.
    flat = np.linalg.eigh(ACTIVATIONS @ ACTIVATIONS.T)[1][:, 0]
    assert abs(flat @ ACTIVATIONS.mean(axis=1)) < 0.05 < 5 * np.hypot(*ACTIVATIONS.mean(axis=1))


def _roundness(scene: Scene) -> float:
    hessian = SURFACES[scene.surface].at(*scene.start, **dict(scene.numbers)).hessian
    return float(np.divide(*np.linalg.eigvalsh(np.asarray(hessian))[::-1]))


def _all_five(scene: Scene, paths: Ways) -> None:
    gd, momentum, adagrad, rmsprop, adam = paths
    assert adam.outcome.kind == "converged"
    assert _kinds([gd, momentum]) == ["descending"] * 2
    # What stands beside the picture says the same.
    assert (adagrad.outcome.facts["sentence"], rmsprop.outcome.kind) == ("descending on the whole", "oscillating")
    for path in (adagrad, rmsprop):
        assert np.abs(path.point[-50:, 0]).max() < 0.05
        assert (path.point[-50:-1, 1] * path.point[-49:, 1] < 0).all()


TRUE: dict[str, Callable[[Scene, Ways], None]] = {
    "one_rate": _one_rate, "compromise": _compromise, "no_rate_fits": _no_rate_fits, "burst": _burst,
    "bursts_again": _bursts_again, "burst_and_brake": _burst_and_brake, "ball": _ball,
    "small_then_large": _small_then_large,
    "saddle": _saddle, "ridge": _ridge, "shifted": _shifted, "validation": _validation,
    "correction": _correction, "noise_escapes": _noise_escapes, "wide_valley": _wide_valley, "batches": _batches,
    "epochs": _epochs, "sorted": _sorted,
    "shuffled": _shuffled, "warm_up": _warm_up, "rugged": _rugged, "smooth": _smooth,
    "moved": _moved, "normalised": _normalised, "all_five": _all_five, **BEYOND,
}  # fmt: skip


@pytest.mark.parametrize("id", SCENES)
def test_what_is_told_of_a_scene_is_true_of_its_numbers(id: str) -> None:
    TRUE[id](SCENES[id], trajectories(SCENES[id]))


def test_every_scene_is_told_in_two_sentences() -> None:
    assert list(TELLS) == list(SCENES)
    for tells in TELLS.values():
        assert len(re.findall(r"[.?](?= [A-Z]|$)", tells)) == 2, tells


def test_a_scene_is_known_by_its_numbers_and_however_it_is_looked_at() -> None:
    for id, scene in SCENES.items():
        assert known(scene) == id
        assert known(replace(scene, space="both", clock="linear", curves=("loss",), marks=("arrows",))) == id
        assert known(replace(scene, steps=scene.steps + 1)) is None
    assert known(replace(SCENES["wide_valley"], seed=1)) is None


def test_next_leads_through_the_whole_lecture_and_round_again() -> None:
    ids = list(SCENES)
    assert [after(id) for id in ids] == [*ids[1:], ids[0]]
