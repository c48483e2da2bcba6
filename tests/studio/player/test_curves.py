"""The curves: what each column is, and axes on which all of it can be seen."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from optimizers import Path
from scenes import SCENES, Scene, new_run, trajectories
from scenes.scene import CURVES
from scenes.trajectories import origin_of
from studio.page import edit
from studio.player import columns as of_runs
from studio.player import payload as whole
from studio.player.axis import MOST, MOST_SYMMETRIC, curve
from studio.player.columns import columns_of, goal_of
from studio.player.payload import keys, payload
from surfaces import SURFACES
from surfaces.data import INPUTS, PASSED
from surfaces.split import kept_out
from tests.studio.player.test_payload import scene_of, sent, unpacked

VALUES = st.floats(-1e200, 1e200, allow_nan=False, allow_infinity=False)
COLUMNS = st.lists(arrays.arrays(np.float64, st.integers(1, 30), elements=VALUES), min_size=1, max_size=3)

LONG = edit.set_steps(SCENES["one_rate"], 100_000)


def on_axis(values: np.ndarray, threshold: float | None) -> np.ndarray:
    """Where values stand on an axis, as scale.js has it."""
    if threshold is None:
        return np.log10(values)
    size = np.abs(values) / threshold
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(size <= 1, values / threshold, np.sign(values) * (1 + np.log10(size)))


def columns(scene: Scene, path: Path, ids: Iterable[str]) -> dict[str, np.ndarray]:
    """The columns of the first run of a scene."""
    goal = goal_of(scene.surface, scene.numbers, scene.shift)
    return columns_of(path, origin_of(scene, scene.runs[0]), goal, ids)


def test_every_curve_is_what_its_name_says() -> None:
    scene = scene_of("himmelblau", 50, new_run("adam", eta=0.1))
    (path,) = trajectories(scene)
    found = columns(scene, path, CURVES)
    assert tuple(found) == CURVES
    minima = np.array(SURFACES["himmelblau"].minima())
    away = np.linalg.norm(path.point[:, None] - minima, axis=2).min(axis=1)
    assert found["distance"] == pytest.approx(away, rel=1e-12)
    assert found["gap"] == pytest.approx(path.loss, rel=1e-9)
    assert found["norm"] == pytest.approx(np.linalg.norm(path.grad, axis=1), rel=1e-12)
    for axis in (0, 1):
        assert np.array_equal(found[f"rate{axis + 1}"][:-1], path.eta / path.sigma[:, axis])
        assert np.array_equal(found[f"g{axis + 1}"], path.grad[:, axis])
        assert np.array_equal(found[f"m{axis + 1}"][:-1], path.m[:, axis])
        assert np.array_equal(found[f"s{axis + 1}"][:-1], path.sigma[:, axis])
    # T updates between T + 1 points.
    for id in ("eta", "rate1", "rate2", "m1", "m2", "s1", "s2"):
        assert len(found[id]) == 51
        assert np.isnan(found[id]).tolist() == [False] * 50 + [True]


def test_where_there_is_no_step_there_is_no_rate() -> None:
    scene = scene_of("bowl", 5, new_run("adagrad", epsilon=0.0), start=(1.0, 0.0))
    (path,) = trajectories(scene)
    found = columns_of(path, origin_of(scene, scene.runs[0]), None, ("rate1", "rate2"))
    assert np.isfinite(found["rate1"][:-1]).all()
    assert np.isnan(found["rate2"]).all()


@pytest.mark.parametrize("id", CURVES)
def test_a_curve_is_sent_with_its_own_numbers_and_only_if_it_is_drawn(id: str) -> None:
    scene = edit.set_curves(SCENES["burst"], [id])
    data, (path,) = payload(scene), trajectories(scene)
    assert [one["id"] for one in data["curves"]] == [id]
    table = data["runs"][0]["table"]["columns"]
    assert set(table) == {"x", "y", "loss", id}
    column = columns(scene, path, [id])[id]
    assert unpacked(table[id]) == pytest.approx(column, rel=1e-6, nan_ok=True)
    assert sent(data)


def test_other_curves_have_another_table() -> None:
    scene = SCENES["burst"]
    assert keys(payload(edit.set_curves(scene, ["eta"])))[1:] != keys(payload(scene))[1:]
    arrows = keys(payload(edit.set_marks(scene, ["arrows"])))
    assert arrows[0] == keys(payload(scene))[0]
    assert arrows[1] != keys(payload(scene))[1]


def test_no_curves_and_four_curves_are_possible() -> None:
    assert payload(edit.set_curves(LONG, []))["curves"] == []
    four = ["gap", "rate1", "m2", "distance"]
    data = payload(edit.set_curves(LONG, four))
    assert [one["id"] for one in data["curves"]] == four
    # The curves share the width of the page, so that the table of a long run stays as short as it was.
    assert len(unpacked(data["runs"][0]["table"]["steps"])) <= 4001


def test_a_surface_without_a_minimum_has_no_gap_and_no_distance(monkeypatch: pytest.MonkeyPatch) -> None:
    endless = replace(SURFACES["bowl"], id="endless", minima=lambda **numbers: ())
    monkeypatch.setattr(of_runs, "SURFACES", SURFACES | {"endless": endless})
    monkeypatch.setattr(whole, "SURFACES", SURFACES | {"endless": endless})
    assert goal_of("endless", ()) is None
    monkeypatch.setattr(whole, "goal_of", lambda *_: None)
    data = payload(edit.set_curves(SCENES["burst"], ["loss", "gap", "distance"]))
    assert [one["id"] for one in data["curves"]] == ["loss"]
    assert data["notices"] == [
        "This surface has no minimum: L − its minimum is left out.",
        "This surface has no minimum: distance to the minimum is left out.",
    ]


@given(COLUMNS, st.sampled_from(CURVES))
@settings(deadline=None, max_examples=200)
def test_every_axis_is_of_whole_decades_and_shows_how_each_line_begins(values: list[np.ndarray], id: str) -> None:
    made = curve(id, "name", values)
    low, high = made["range"]
    assert (low, high) == (round(low), round(high))
    assert low < high
    assert high - low <= (MOST + 1 if made["threshold"] is None else MOST_SYMMETRIC + 2)
    if made["threshold"] is not None:
        assert np.log10(made["threshold"]) == pytest.approx(round(np.log10(made["threshold"])), abs=1e-9)
        assert made["note"].startswith("symmetric log: linear between ±")
        begins = on_axis(np.array([column[0] for column in values]), made["threshold"])
        assert ((low - 1e-9 <= begins) & (begins <= high + 1e-9)).all()


@pytest.mark.parametrize(
    ("id", "values", "range", "threshold", "note"),
    [
        ("loss", [20.0, 0.3], (-1, 2), None, ""),
        ("loss", [20.0, 0.0], (1, 2), None, "0 is below the axis"),
        ("loss", [3.0, 0.2, -1.1e-16], (-1, 1), None, "0 is below the axis"),
        ("loss", [1.0, -0.5], (-2, 2), 0.1, "symmetric log: linear between ±0.1"),
        ("loss", [-0.2, -30.0], (-4, 0), 0.1, "symmetric log: linear between ±0.1"),
        ("g1", [-2000.0, 3.0, 0.02, 0.0], (-7, 4), 0.01, "symmetric log: linear between ±0.01"),
        ("g2", [0.0, 0.0], (-1, 1), None, "0 is below the axis"),
        ("m1", [5.0, 0.4], (-1, 1), None, ""),
        # A constant rate lies inside its axis, also if it is a power of ten.
        ("eta", [0.01, 0.01, np.nan], (-3, -1), None, ""),
        ("eta", [0.06, np.nan], (-2, -1), None, ""),
        ("rate2", [1e-5, 40.0, np.nan], (-6, 2), None, ""),
        ("eta", [np.nan], (-1, 1), None, ""),
    ],
)
def test_an_axis_is_logarithmic_if_it_can_be(
    id: str, values: list[float], range: tuple[int, int], threshold: float | None, note: str
) -> None:
    made = curve(id, "name", [np.array(values)])
    assert made["threshold"] == pytest.approx(threshold)
    assert tuple(made["range"]) == range
    assert made["note"] == note


def test_a_diverging_gradient_leaves_at_the_top() -> None:
    scene = edit.set_curves(scene_of("quadratic", 400, new_run("gd", eta=0.2)), ["g1", "s1", "gap"])
    for made in payload(scene)["curves"]:
        assert made["range"][1] - made["range"][0] <= MOST


def test_a_rate_against_its_limit_is_drawn_with_the_limit_at_1() -> None:
    scene = edit.set_curves(SCENES["bursts_again"], ["edge2", "rate2"])
    (path,), data = trajectories(scene), payload(scene)
    # On the quadratic λ₂ = κ = 20 everywhere, so that the limit is 2/20.
    edge = columns(scene, path, ["edge2"])["edge2"]
    assert edge[:-1] == pytest.approx(path.eta / path.sigma[:, 1] / (2 / 20), rel=1e-9)
    rate, limited = data["curves"]
    assert (rate["limit"], limited["limit"]) == ("", "limit without momentum")
    assert limited["range"][0] < 0 < limited["range"][1]


def test_the_stability_of_each_method_is_measured_against_its_own_limit() -> None:
    names, beta = ("gd", "momentum", "nesterov", "momentum_ema"), 0.9
    limits = (2, 2 * 1.9, 2 * 1.9 / 2.8, 2 * 1.9 / 0.1)
    for name, limit in zip(names, limits, strict=True):
        scene = scene_of("quadratic", 50, new_run(name, eta=0.05))
        path = trajectories(scene)[0]
        # λ is 20 everywhere.
        found = columns(scene, path, ["stability"])["stability"]
        assert found == pytest.approx(np.full(51, 0.05 * 20 / limit), rel=1e-12), (name, beta)
    # σ scales the curvature of each parameter.
    scene = scene_of("quadratic", 50, new_run("adam", eta=0.05))
    path = trajectories(scene)[0]
    scaled = np.maximum(1 / path.sigma[:, 0], 20 / path.sigma[:, 1])
    found = columns(scene, path, ["stability"])["stability"]
    assert found[:-1] == pytest.approx(path.eta * scaled / 38, rel=1e-12)


def test_a_method_whose_limit_is_not_known_has_no_stability() -> None:
    scene = edit.set_curves(scene_of("quadratic", 50, new_run("lion", eta=0.05)), ["stability"])
    assert np.isnan(columns(scene, trajectories(scene)[0], ["stability"])["stability"]).all()
    assert payload(scene)["runs"][0]["table"]["columns"]["stability"]


@pytest.mark.parametrize(("name", "crossings"), [("burst", 1), ("bursts_again", 6)])
def test_a_burst_is_a_crossing_of_the_limit(name: str, crossings: int) -> None:
    scene = SCENES[name]
    path = trajectories(scene)[0]
    over = columns(scene, path, ["stability"])["stability"][:-1] > 1
    crossed = np.flatnonzero(over[1:] & ~over[:-1]) + 1
    assert len(crossed) == crossings
    for step in crossed:
        # The parameter whose scaled curvature is the larger one had been coming closer, and goes away from there on.
        axis = int(20 / path.sigma[step, 1] > 1 / path.sigma[step, 0])
        lowest = step - 5 + abs(path.point[step - 5 : step + 6, axis]).argmin()
        assert abs(lowest - step) <= 2, (step, axis)


def test_with_a_decay_that_is_fast_enough_the_limit_is_never_crossed() -> None:
    scene = SCENES["burst_and_brake"]
    bursting, *braked = [
        columns_of(path, origin_of(scene, run), None, ["stability"])["stability"]
        for run, path in zip(scene.runs, trajectories(scene), strict=True)
    ]
    assert np.nanmax(bursting) > 2
    assert [np.nanmax(one) < 0.8 for one in braked] == [True, True]


def test_where_a_surface_does_not_curve_upwards_a_rate_has_no_limit() -> None:
    scene = SCENES["saddle"]
    path = trajectories(scene)[0]
    found = columns(scene, path, ["edge1", "edge2"])
    assert found["edge1"][:-1] == pytest.approx(np.full(100, 0.05 / 2), rel=1e-9)
    assert np.isnan(found["edge2"]).all()


def test_the_test_loss_is_the_loss_of_the_surface_moved_to_the_right() -> None:
    scene = replace(SCENES["shifted"], shift=0.3)
    path = trajectories(scene)[0]
    found = columns(scene, path, ["test"])["test"]
    moved = SURFACES["sharp_flat"](path.point[:, 0] - 0.3, path.point[:, 1], **dict(scene.numbers))
    assert found == pytest.approx(np.asarray(moved), rel=1e-12)
    # What is drawn of it depends on how far it is moved.
    one, other = payload(scene), payload(replace(scene, shift=0.2))
    assert one["surface"]["shift"] == 0.3
    assert one["surface"]["key"] == other["surface"]["key"]
    assert keys(one)[1:] != keys(other)[1:]
    assert one["runs"][0]["sentence"].endswith("Its test loss is 0.932 (+0.93).")
    assert "test loss" not in payload(replace(scene, shift=0.0))["runs"][0]["sentence"]


def test_the_validation_loss_is_that_of_the_examples_kept_out() -> None:
    scene = SCENES["validation"]
    path, data = trajectories(scene)[0], payload(scene)
    found = columns(scene, path, ["test"])["test"]
    places = kept_out(20, 11)
    trained = np.delete(INPUTS, places)
    z = path.point[:, :1] * (INPUTS[places] - trained.mean()) / trained.std() + path.point[:, 1:]
    assert found == pytest.approx((np.logaddexp(0.0, z) - PASSED[places] * z).mean(axis=1), rel=1e-12)
    assert [curve["name"] for curve in data["curves"]] == ["loss L", "validation loss"]
    assert data["runs"][0]["sentence"].endswith(
        f"Its validation loss is {found[-1]:.3g} ({found[-1] - path.loss[-1]:+.2g})."
    )
    # Its level lines come along, once.
    assert data["surface"]["held"] == 11
    assert {*data["surface"]["second"]} > {"key", "z", "lines"}
    assert {*payload(scene, known=keys(data))["surface"]["second"]} == {"key"}
    assert payload(SCENES["batches"])["surface"]["second"] is None
