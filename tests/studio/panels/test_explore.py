"""Explore beyond its sliders: chance, batches, changes of η, curves, the point, the table; anatomy and gallery."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from unittest import mock
from urllib.parse import parse_qsl

import numpy as np
import pytest
from streamlit.testing.v1 import AppTest

from optimizers import OPTIMIZERS, SCHEDULES, composed
from optimizers.parts.momenta import MOMENTA
from optimizers.parts.sigmas import SIGMAS
from scenes import SCENES, Scene, new_run, to_link, trajectories
from scenes.lecture import TELLS, TITLES
from scenes.tour import first_look
from studio.look.palette import STYLES
from studio.page import edit
from studio.panels import anatomy
from studio.panels.explore import runs
from surfaces import SURFACES
from tests.crossing import among, cases, every
from tests.visitor import ROOT, assert_shows, calm, control, gone, move, opened, player, press, visit
from words import say

GD = replace(SCENES["burst"], runs=(new_run("gd", eta=1e-3),))
DATA = replace(edit.set_surface(GD, "linear_regression"), steps=60)


def texts(at: AppTest) -> str:
    said = (one.value for kind in ("markdown", "latex", "caption") for one in at.get(kind))
    return "\n".join(said).replace("\u00a0", " ")


def test_noise_seed_and_the_number_of_seeds_are_controls_and_stand_in_the_link() -> None:
    at = opened("explore", to_link(GD))
    assert_shows(move(at, "s · gradient noise", 5.0), scene := edit.set_noise(GD, 5.0))
    assert_shows(move(at, "seed", 7), scene := edit.set_seed(scene, 7))
    assert_shows(move(at, "S · seeds at once", 20.0), scene := edit.set_seeds(scene, 20))
    assert at.query_params["seed"] == "7"
    # And back to no noise: 0 is at the slider's end.
    assert_shows(move(at, "s · gradient noise", 0.0), edit.set_noise(scene, 0.0))


def test_a_batch_is_offered_only_where_there_are_examples() -> None:
    at = opened("explore", to_link(GD))
    labels = {element.label for element in at.get("select_slider")}
    assert "B · batch size" not in labels
    assert not [toggle for toggle in at.toggle if toggle.label == "Shuffle for each epoch"]
    at = opened("explore", to_link(DATA))
    assert control(at, "B · batch size").value == 20
    assert_shows(move(at, "B · batch size", 5.0), scene := edit.set_batch(DATA, 0, 5))
    assert_shows(move(at, "Shuffle for each epoch", False), edit.set_shuffle(scene, False))


def test_raw_inputs_are_standardised_by_a_switch() -> None:
    at = opened("explore", to_link(DATA))
    scene = edit.set_number(DATA, "standardised", 1.0)
    assert_shows(move(at, "(x − x̄)/s · standardised inputs", True), scene)
    assert at.query_params["standardised"] == "1"


@pytest.mark.parametrize("x", [3.17, -4.0, 0.123456789, 1e6 + 0.25])
def test_a_start_finer_than_the_step_goes_there_and_back(x: float) -> None:
    label = "θ₁⁰ · starting point"
    booth = edit.set_start(edit.set_surface(GD, "booth"), x, 1.0)
    at = opened("explore", to_link(booth))
    marked = control(at, label).step

    def stands_at(value: float) -> None:
        assert_shows(at, edit.set_start(booth, value, 1.0))

    move(at, label, round(x + marked, 9))
    stands_at(round(x + 0.2, 9))
    # Two presses that reach the server as one, as in the browser.
    move(at, label, round(x + 0.2 - 2 * marked, 9))
    stands_at(round(x - 0.2, 9))
    move(at, label, round(x - 0.2 + marked, 9))
    stands_at(x)


def test_a_start_that_is_typed_is_taken_as_it_is() -> None:
    booth = edit.set_start(edit.set_surface(GD, "booth"), 3.17, 1.0)
    at = opened("explore", to_link(booth))
    for typed in (3.4, 3.37, 3.170000001, -1e300, 2.0):
        assert_shows(move(at, "θ₁⁰ · starting point", typed), edit.set_start(booth, typed, 1.0))


def test_what_is_typed_as_a_start_and_is_no_number_is_told_and_the_start_stays() -> None:
    at = opened("explore", to_link(GD))
    x = GD.start[0]  # and then what a browser makes of text, of nothing, and of 1e999
    at = at.number_input(key="explore x").set_value(None).run()
    (said,) = at.error
    assert said.value == f"θ₁⁰ · starting point is a number, and none was typed: it stays {x:g}."
    assert at.number_input(key="explore x").value == x
    at = at.number_input(key="explore x").set_value(1e308).run()
    (said,) = at.error
    assert "cannot be 1e308. Type a number at least -1e300 and at most 1e300" in said.value
    at = at.number_input(key="explore x").set_value(-2.0).run()
    assert_shows(calm(at), edit.set_start(GD, -2.0, GD.start[1]))


def test_epochs_of_a_schedule_have_a_slider_only_where_the_data_do_not_set_them() -> None:
    for scene, shown in ((GD, True), (DATA, False)):
        scene = edit.set_parts(scene, 0, "gd", "inverse_time", "constant")
        labels = {element.label for element in opened("explore", to_link(scene)).get("select_slider")}
        assert ("n · steps per epoch" in labels) == shown


def test_eta_changes_on_the_way_without_a_reset() -> None:
    scene = replace(GD, runs=(new_run("adam", eta=0.05),), steps=200)
    at = press(opened("explore", to_link(scene)), "Change η on the way")
    changed = edit.set_changes(scene, 0, [(50, 0.025)])
    assert_shows(at, changed)
    changed = edit.set_changes(scene, 0, [(50, 1e-3)])
    assert_shows(move(at, "η · learning rate", 1e-3, 1), changed)
    before, after = trajectories(scene)[0], trajectories(changed)[0]
    assert np.array_equal(after.point[:51], before.point[:51])
    assert not np.array_equal(after.point[51], before.point[51])
    assert set(after.eta[50:]) == {1e-3}
    assert_shows(move(at, "t · from step", 80), edit.set_changes(scene, 0, [(80, 1e-3)]))
    assert_shows(press(at, "✕"), scene)


def test_a_change_that_a_key_has_set_says_where_its_value_is_to_be_found() -> None:
    edits: list[Callable[[Scene], Scene]] = []
    shown = SimpleNamespace(scene=replace(GD, steps=50), change=edits.append)
    with mock.patch.object(runs.st, "toast") as toast:
        runs.change_here(shown, 30)  # type: ignore[arg-type]
    assert [edit(shown.scene).runs[0].changes for edit in edits] == [((30, 1e-3),)]
    [[[told], _]] = toast.call_args_list
    assert told.startswith(f"{STYLES[0].sign}: η can change at step 30 now. Set its new value in the sidebar, which")


def test_a_pair_without_a_name_is_on_the_list_as_long_as_it_is_chosen() -> None:
    scene = replace(GD, runs=(new_run("heavy_ball.moving_square", eta=1e-3),), steps=20)
    at = opened("explore", to_link(scene))
    assert_shows(at, scene)
    assert player(at)["runs"][0]["name"].startswith("RMSProp with classical momentum, η = ")
    at = move(at, "m, σ · optimizer", "adam")
    assert len(control(at, "m, σ · optimizer").options) == len(OPTIMIZERS)


def told(at: AppTest, id: str) -> str:
    """What stands beside the name of a scene."""
    (line,) = (text.value for text in at.markdown if text.value.startswith(f"**{TITLES[id]}**"))
    return line


def test_a_scene_that_is_no_longer_as_it_was_chosen_is_called_changed() -> None:
    scene = SCENES["all_five"]
    name, tells = f"**{TITLES['all_five']}**", TELLS["all_five"]
    at = opened("explore", to_link(scene))
    assert told(at, "all_five") == f"{name} · {tells}"
    # Looked at in another way what there is to see stays true; with another run, or another rate, it need not.
    for looked in (replace(scene, view="side"), edit.set_marks(scene, ["limit", "dial", "flow"])):
        assert told(visit(at, "explore", to_link(looked)), "all_five") == f"{name} · {tells}"
    for other in (replace(scene, runs=scene.runs[:4]), edit.set_knob(scene, 0, "eta", 0.5)):
        assert told(visit(at, "explore", to_link(other)), "all_five") == f"{name} · changed"
    assert told(visit(at, "explore", to_link(scene)), "all_five") == f"{name} · {tells}"


def test_no_more_changes_than_there_is_room_for() -> None:
    scene = edit.set_changes(GD, 0, [(10 * k, 1e-3 / (k + 1)) for k in range(8)])
    at = opened("explore", to_link(scene))
    assert_shows(at, scene)
    assert control(at, "Change η on the way").disabled


def test_curves_are_chosen_up_to_four() -> None:
    at = opened("explore", to_link(GD))
    assert_shows(
        move(at, "Drawn against the step", ["loss", "rate2", "g1"]), edit.set_curves(GD, ["loss", "g1", "rate2"])
    )
    assert [curve["id"] for curve in player(at)["curves"]] == ["loss", "rate2", "g1"]
    assert at.query_params["curves"] == "loss.rate2.g1"
    assert_shows(move(at, "Drawn against the step", []), edit.set_curves(GD, []))


def test_at_the_start_the_curvature_says_how_large_eta_may_be() -> None:
    at = opened("explore", to_link(edit.set_start(edit.set_surface(GD, "quadratic"), 1, 2)))
    text = texts(at)  # ½ (x² + 20 y²): L = 40.5, g = (1, 40), λ = 1 and 20, 2/20 = 0.1
    assert "40.5" in text
    assert r"1 \\ 40" in text
    assert r"\lambda = 1,\ 20" in text
    assert "up to η = 2/λ_max = 0.1" in text
    assert "stable here up to η = 0.1; its first η is" in text
    assert "curves up in every direction" in text


def test_each_method_is_told_its_own_limit_or_that_none_is_known() -> None:
    runs = [new_run(id, eta=0.12) for id in ("gd", "momentum", "nesterov", "lion")]
    runs.append(new_run("adam", eta=1.0))
    text = texts(opened("explore", to_link(replace(GD, surface="quadratic", numbers=(("kappa", 20.0), ("angle", 0.0)),
                                                    start=(-4.0, -1.5), runs=tuple(runs)))))  # fmt: skip
    text = text.replace("\u00a0", " ")
    # 2/20, 3.8/20 and 3.8/2.8/20; Adam's first σ is |g| = (4, 30), which leaves curvatures of ¼ and ⅔.
    for limit, times in (("0.1", "1.2"), ("0.19", "0.632"), ("0.06786", "1.77"), ("57", "0.0175")):
        assert f"stable here up to η = {limit}; its first η is {times} times that" in text
    assert text.count("would oscillate ever more widely") == 2
    assert "Lion (optax), η = 0.12: the limit of this method is not known" in text


@pytest.mark.parametrize(
    ("surface", "start", "said"),
    [
        ("himmelblau", (3, 2), "A critical point: a minimum."),
        ("saddle", (0, 0), "A critical point: a saddle."),
        ("himmelblau", (-0.2708445906694, -0.9230385564737), "A critical point: a maximum."),
        ("quadratic", (1e200, 0), "Too far out"),
    ],
)
def test_at_the_start_it_is_said_what_kind_of_point_it_is(surface: str, start: tuple[float, float], said: str) -> None:
    scene = edit.set_start(edit.set_surface(GD, surface), *start)
    assert said in texts(opened("explore", to_link(scene)))


def test_the_table_has_every_step_exactly() -> None:
    at = opened("explore", to_link(GD))
    assert not at.dataframe
    at = move(at, "Table of all steps", True)
    table, path = at.dataframe[0].value, trajectories(GD)[0]
    assert len(table) == GD.steps + 1
    assert np.array_equal(table[["θ₁", "θ₂"]].to_numpy(), path.point)
    assert np.array_equal(table["L"].to_numpy(), path.loss)
    assert np.array_equal(table["σ₂"].to_numpy()[:-1], path.sigma[:, 1])
    assert np.isnan(table["η"].iloc[-1])


@pytest.mark.parametrize("id", among(OPTIMIZERS, 6))
def test_a_method_tells_what_it_buys_and_where_it_is_from(id: str) -> None:
    scene = replace(GD, runs=(new_run(id, eta=1e-3),), steps=20)
    text = texts(opened("explore", to_link(scene)))
    for told in (OPTIMIZERS[id].buys, OPTIMIZERS[id].start, OPTIMIZERS[id].differs, OPTIMIZERS[id].source):
        assert told
        assert told in text


def test_anatomy_names_a_choice_that_has_a_name_and_says_so_of_one_that_has_none() -> None:
    at = opened("anatomy")
    assert "This is RMSProp with classical momentum: **nobody named it**." in texts(at)
    move(at, "m · which way", "gradient")
    assert "This is **RMSProp**." in texts(at)
    assert player(at)["runs"][0]["name"].startswith("RMSProp")
    move(at, "σ · how far", "corrected_square")
    move(at, "m · which way", "corrected_average")
    assert "This is **Adam**." in texts(at)
    move(at, "η · when", "inverse_sqrt")
    assert at.query_params["schedule.1"] == "inverse_sqrt"
    assert "This is **Adam**." in texts(at)


def test_anatomy_runs_every_pair_beside_a_named_method() -> None:
    at = opened("anatomy")
    for m, sigma in cases(MOMENTA, SIGMAS, every=every()):
        named = composed(MOMENTA[m], SIGMAS[sigma])
        runs = (new_run(f"{m}.{sigma}"), anatomy.SCENE.runs[1])
        calm(gone(at, to_link(replace(anatomy.SCENE, runs=runs, steps=30))))
        assert (f"This is **{named.name}**" if named else "nobody named it") in texts(at) or named
        assert len(player(at)["runs"]) == 2


def test_the_method_beside_can_be_chosen_and_a_library_method_is_not_taken_apart() -> None:
    at = move(opened("anatomy"), "Compared with", "adam")
    assert player(at)["runs"][1]["name"].startswith("Adam")
    at = opened("anatomy", to_link(replace(anatomy.SCENE, runs=(new_run("lion"),))))
    assert "not taken apart" in texts(at)


def gallery() -> AppTest:
    at = AppTest.from_file(str(ROOT / "router.py"), default_timeout=60).run()
    return calm(at.switch_page("pages/gallery.py").run())


def test_the_gallery_shows_every_surface_with_its_name_and_help() -> None:
    at = gallery()
    links = [element.proto for element in at.get("page_link")]
    assert [link.label for link in links] == [surface.name for surface in SURFACES.values()]
    for link, id in zip(links, SURFACES, strict=True):
        assert dict(parse_qsl(link.query_string)) == {"page": "explore"} | to_link(first_look(id))
    assert {say(surface.help) for surface in SURFACES.values()} <= {caption.value for caption in at.caption}


@pytest.mark.parametrize("id", among(SURFACES, 8))
def test_the_first_look_at_a_surface_moves_and_stays_finite(id: str) -> None:
    scene: Scene = first_look(id)
    for path in trajectories(scene):
        assert path.outcome.kind != "diverged"
        assert len(path.loss) == scene.steps + 1
    # At least one of the three gets somewhere.
    assert min(path.loss.min() for path in trajectories(scene)) < trajectories(scene)[0].loss[0]


def test_every_schedule_can_be_chosen_in_explore() -> None:
    at = opened("explore", to_link(replace(GD, runs=(replace(GD.runs[0], hidden=True),))))
    for id in SCHEDULES:
        at = move(at, "η(t) · schedule", id)
        assert at.query_params["schedule.1"] == id
