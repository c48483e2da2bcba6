"""The dial: the values that the slider offers, with each the run that it would be, in few bytes and sent once."""

import base64
import json
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from optimizers.parts.knobs import BETA, BETA2, EPSILON, ETA, GAMMA, SPAN, WARMUP
from scenes import SCENES, Scene, new_run, trajectories
from scenes.family import family, variable, varied
from scenes.scene import usual_numbers
from scenes.values import dialled, offered, step_of
from studio.look.numbers import label_of
from studio.page import edit
from studio.player.columns import columns_of, goal_of
from studio.player.payload import keys, payload
from surfaces import SURFACES, Number

GD, ADAM = new_run("gd", eta=0.1), new_run("adam", eta=0.1)


def scene_of(*runs, surface: str = "bowl", steps: int = 300, start=(-3.1, 0.27), **more) -> Scene:
    return Scene(surface, usual_numbers(surface), start, steps, runs or (GD,), marks=("dial",), **more)


def unpacked(packed: dict[str, str]) -> np.ndarray:
    return np.frombuffer(base64.b64decode(packed["bytes"]), np.dtype(packed["type"]).newbyteorder("<"))


@pytest.mark.parametrize(
    ("number", "value"),
    [(ETA, 0.1), (ETA, 1.0), (ETA, 0.0123), (ETA, 50.0), (EPSILON, 0.0), (EPSILON, 1e-8), (WARMUP, 20.0), (SPAN, 1e5)],
)
def test_the_values_of_a_dial_are_neighbours_on_the_slider_and_the_present_one_is_among_them(number, value) -> None:
    for most in (64, 10, 3):
        values, all = dialled(number, value, most), offered(number, value)
        assert len(values) == min(most, len(all))
        assert value in values
        first = all.index(values[0])
        assert values == all[first : first + len(values)]
        # With room on both sides there are values on both sides.
        inside = 0 < all.index(value) < len(all) - 1
        assert not inside or values[0] < value < values[-1]


@pytest.mark.parametrize(
    ("number", "value"), [(BETA, 0.9), (BETA, 0.0), (BETA2, 0.999), (GAMMA, 0.95), (BETA, 0.12345)]
)
def test_a_dial_goes_over_the_whole_range_of_a_linear_slider_in_its_own_steps(number: Number, value: float) -> None:
    values, step = dialled(number, value, 64), step_of(number, value)
    assert 30 <= len(values) <= 64
    assert value in values
    low, high = number.slider or (number.low, number.high)
    assert values[0] == low
    assert high - values[-1] < step
    for one in set(values) - {value, high}:
        assert one == round(one, 3)
        assert number.check(one) == one
    # No gap is wider than a twentieth of the range.
    assert max(b - a for a, b in pairwise(values)) <= 0.051


def test_a_memory_has_values_near_1_where_it_lasts_longest() -> None:
    assert {0.9, 0.95, 0.98, 0.99, 0.995, 0.999} <= set(dialled(BETA, 0.9, 64))


def test_most_moves_on_the_dial_leave_its_values_as_they_are() -> None:
    for number, value in ((ETA, 0.01), (ETA, 1e-4), (EPSILON, 1e-8), (BETA, 0.9)):
        values = dialled(number, value, 64)
        same = [dialled(number, one, 64) == values for one in values]
        assert np.mean(same) >= 0.5
        at = values.index(value)
        assert all(same[max(at - 4, 0) : at + 5])


def test_each_value_has_the_run_that_the_scene_would_have_with_it() -> None:
    scene = scene_of(GD, replace(ADAM, hidden=False), surface="himmelblau", varied=(1, "beta1"), noise=0.2, seed=4)
    made = family(scene)
    assert made is not None
    assert (made.varied.place, made.varied.number.id, made.values[made.at]) == (1, "beta1", 0.9)
    for i in (0, made.at, len(made.values) - 1):
        path = trajectories(edit.set_knob(scene, 1, "beta1", made.values[i]))[1]
        assert np.array_equal(made.paths[i].point, path.point)
        assert made.paths[i].outcome == path.outcome


def test_setting_a_value_of_the_dial_computes_nothing_anew() -> None:
    scene = scene_of(GD)
    made = family(scene)
    assert made is not None
    after = family(edit.set_knob(scene, 0, "eta", made.values[made.at - 3]))
    assert after is not None
    assert after.paths is made.paths
    assert after.at == made.at - 3
    assert made.key == after.key


def test_a_dial_on_what_is_not_there_is_on_the_rate_of_its_run_or_of_the_first_one_to_be_seen() -> None:
    hidden = replace(GD, hidden=True)
    cases = [
        (scene_of(GD, ADAM, varied=(1, "alpha")), (1, "eta")),
        (scene_of(hidden, ADAM, varied=(0, "eta")), (1, "eta")),
        (scene_of(GD, ADAM, varied=(5, "eta")), (0, "eta")),
        (scene_of(GD, ADAM, varied=(1, "beta2")), (1, "beta2")),
    ]
    for scene, expected in cases:
        one = varied(scene)
        assert one is not None
        assert (one.place, one.number.id) == expected
        assert payload(scene)["dial"]["id"] == expected[1]
    assert varied(scene_of(hidden)) is None
    assert payload(scene_of(hidden))["dial"] is None


def test_every_number_of_the_visible_runs_can_be_chosen_but_an_epoch_that_the_data_give() -> None:
    run = new_run("adam", "inverse_time")
    numbers = [one.number.id for one in variable(scene_of(run, replace(GD, hidden=True)))]
    assert numbers == ["eta", "beta1", "beta2", "epsilon", "decay", "steps_per_epoch"]
    numbers = [one.number.id for one in variable(scene_of(run, surface="tiny_network"))]
    assert "steps_per_epoch" not in numbers
    choices = payload(scene_of(GD, ADAM))["dial"]["choices"]
    assert [choice["label"] for choice in choices[:2]] == [f"● {label_of(ETA)}", f"■ {label_of(ETA)}"]
    assert payload(scene_of(GD))["dial"]["choices"] == [{"place": 0, "id": "eta", "label": "η · learning rate"}]


@pytest.mark.parametrize("steps", [300, 0, 3000])
def test_the_browser_gets_the_runs_of_all_values_as_they_are(steps: int) -> None:
    scene = scene_of(GD, steps=steps, curves=("loss", "eta"))
    dial, made = payload(scene)["dial"], family(scene)
    assert made is not None
    assert dial["values"] == list(made.values)
    assert dial["at"] == made.at
    tables = dial["family"]["tables"]
    assert len(dial["facts"]) == len(dial["texts"]) == len(tables) == len(made.paths)
    stands = unpacked(dial["family"]["steps"]) if steps > 300 else np.arange(steps + 1)
    assert len(stands) <= 302
    goal = goal_of(scene.surface, scene.numbers)
    for fact, table, path, origin, value in zip(
        dial["facts"], tables, made.paths, made.origins, made.values, strict=True
    ):
        columns = columns_of(path, origin, goal, ("x", "y", "loss", "eta"))
        assert set(table) == set(columns)
        for name, column in columns.items():
            kept = column[stands[stands < len(column)]]
            assert np.array_equal(unpacked(table[name]), kept.astype(table[name]["type"]), equal_nan=True)
        assert (fact["last"], fact["sentence"]) == (len(path.loss) - 1, path.outcome.sentence)
        assert fact["name"].endswith(f"η = {value:g}".replace("e-0", "e-"))


def test_what_a_value_is_called_is_what_its_run_is_called_when_it_is_set() -> None:
    scene = scene_of(new_run("momentum", "warmup", eta=0.01), varied=(0, "warmup"))
    dial = payload(scene)["dial"]
    value = dial["values"][dial["at"] + 2]
    set_to = payload(edit.set_knob(scene, 0, "warmup", value))["runs"][0]
    assert dial["facts"][dial["at"] + 2] == {name: set_to[name] for name in dial["facts"][0]}


def test_the_values_are_written_as_the_slider_writes_them() -> None:
    assert payload(scene_of(GD))["dial"]["texts"][-1] == "1"
    assert payload(scene_of(ADAM, varied=(0, "beta1")))["dial"]["texts"][0] == "0.000"
    linear = payload(scene_of(new_run("gd", "linear", span=2000), varied=(0, "span")))["dial"]
    assert "2,000" in linear["texts"]


def test_an_arrow_has_its_columns_for_every_value_and_without_arrows_they_are_not_sent() -> None:
    scene = edit.set_marks(scene_of(ADAM), ("dial", "arrows"))
    assert {"g1", "g2", "m1", "m2"} <= set(payload(scene)["dial"]["family"]["tables"][0])
    assert set(payload(scene_of(ADAM))["dial"]["family"]["tables"][0]) == {"x", "y", "loss", "norm"}


def test_every_value_has_its_loss_whatever_curves_are_drawn() -> None:
    # The bar says it, and in space it is the height.
    for curves in ((), ("eta",)):
        tables = payload(scene_of(GD, curves=curves))["dial"]["family"]["tables"]
        assert all(set(table) == {"x", "y", "loss", *curves} for table in tables)


def test_the_runs_of_the_dial_are_sent_once_and_only_if_they_are_to_be_seen() -> None:
    scene = scene_of(GD, ADAM)
    first = payload(scene)
    assert first["dial"]["family"]["key"] in keys(first)
    turned = edit.set_knob(scene, 0, "eta", first["dial"]["values"][first["dial"]["at"] - 5])
    second = payload(turned, known=keys(first))
    assert second["dial"]["family"] == {"key": first["dial"]["family"]["key"]}
    assert second["dial"]["at"] == first["dial"]["at"] - 5
    for other in (
        edit.set_start(scene, -3.0, 0.2), edit.set_steps(scene, 299), edit.set_varied(scene, 1, "eta"),
        edit.set_curves(scene, ("loss",)), edit.set_varied(scene, 1, "beta1"), edit.set_noise(scene, 0.1),
    ):  # fmt: skip
        assert "tables" in payload(other, known=keys(first))["dial"]["family"]
    # The other runs have no part in it.
    assert "tables" not in payload(edit.set_knob(scene, 1, "beta1", 0.5), known=keys(first))["dial"]["family"]
    assert payload(edit.set_marks(scene, ()))["dial"] is None
    assert "tables" in payload(edit.set_marks(scene, ("family",)))["dial"]["family"]


def test_sixty_four_values_of_300_steps_with_two_curves_are_some_430_kilobytes() -> None:
    dial: dict[str, Any] = payload(scene_of(ADAM, surface="himmelblau"))["dial"]
    assert len(dial["values"]) == 64
    assert len(json.dumps(dial, allow_nan=False)) < 442_000


def test_the_axes_are_those_of_what_is_on_show_with_a_dial_and_without() -> None:
    scene = edit.set_curves(SCENES["all_five"], ["loss", "norm", "rate2"])
    assert payload(edit.set_marks(scene, ["dial", "family"]))["curves"] == payload(scene)["curves"]


def test_a_long_run_has_fewer_neighbours_and_all_of_them_whole() -> None:
    made = family(scene_of(new_run("gd", eta=1e-3), steps=100_000))
    assert made is not None
    assert len(made.values) == 9
    assert 0 < made.at < 8
    assert {len(path.loss) for path in made.paths} == {100_001}


def test_a_dial_compiles_nothing_that_the_run_has_not_compiled(compilations: Callable[[], int]) -> None:
    scene = scene_of(new_run("rmsprop", "warmup", eta=0.02), surface="booth", start=(1.3, -4.1))
    for steps in (scene.steps, 40):
        payload(edit.set_steps(edit.set_marks(scene, ()), steps))
    compilations()
    payload(scene)
    payload(edit.set_start(scene, 2.0, 0.1))
    payload(edit.set_varied(scene, 0, "warmup"))
    payload(edit.set_steps(edit.set_varied(scene, 0, "alpha"), 40))
    assert compilations() == 0


def test_a_grid_shows_values_of_its_own_and_has_no_dial() -> None:
    scene = edit.set_marks(scene_of(GD, view="grid"), ("dial", "family"))
    assert payload(scene)["dial"] is None


def test_a_number_of_a_run_that_is_gone_changes_nothing() -> None:
    scene = scene_of(GD)
    assert edit.set_knob(scene, 3, "eta", 0.5) == scene
    assert edit.set_knob(scene, 0, "alpha", 0.5) == scene
    assert SURFACES["bowl"].id == scene.surface
