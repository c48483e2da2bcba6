"""Explore's controls of what stands beside a surface, and of the examples that are kept out of it."""

from dataclasses import replace

from scenes import SCENES, new_run, to_link
from studio.page import edit
from tests.visitor import assert_shows, control, move, opened

GD = replace(SCENES["burst"], runs=(new_run("gd", eta=1e-3),))
DATA = replace(edit.set_surface(GD, "linear_regression"), steps=60, curves=("loss", "norm"))


def test_both_settings_of_a_switch_are_put_beside_each_other_by_a_toggle() -> None:
    at = opened("explore", to_link(DATA))
    assert_shows(move(at, "Both beside each other", True), edit.set_beside(DATA, "standardised"))
    assert at.query_params["beside"] == "standardised"
    assert_shows(move(at, "Both beside each other", False), DATA)
    # A surface without a switch has no such toggle.
    at = opened("explore", to_link(GD))
    assert not [toggle for toggle in at.toggle if toggle.label == "Both beside each other"]


def test_examples_are_kept_out_by_a_number_and_their_loss_is_drawn() -> None:
    at = opened("explore", to_link(DATA))
    label = "n · examples kept out"
    assert "at least 0 and at most 15" in control(at, label).help
    at = control(at, label).set_value(16).run()
    assert "cannot be 16" in at.error[0].value
    assert_shows(move(at, label, 8), scene := edit.set_held(DATA, 8))
    assert scene.surface == "linear_regression/8"
    assert "test" in scene.curves
    assert at.query_params["held"] == "8"
    assert at.query_params["surface"] == "linear_regression"
    # Batches are of the twelve that are left.
    assert control(at, "B · batch size").value == 12
    assert_shows(move(at, label, 0), replace(scene, surface="linear_regression"))
    assert not [number for number in opened("explore", to_link(GD)).number_input if number.label == label]
