"""A grid on its way to the browser: a run for each picture, told apart by colour and value; and its controls."""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from scenes import SCENES, new_run, to_link, trajectories
from scenes.grid import spread
from studio.look.palette import ramp
from studio.page import edit
from studio.player.payload import keys, payload
from tests.studio.player.test_payload import sent
from tests.visitor import SCENE_LIST, assert_shows, calm, control, move, opened, player

GRID = SCENES["no_rate_fits"]
RATES = (0.1, 1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7)
TWO = replace(GRID, runs=(new_run("gd", eta=1e-3), new_run("momentum", eta=0.5)), steps=50)
WHICH, FIRST, LAST, COUNT = "Which number", "η · first value", "η · last value", "how many"


def labels(at: AppTest) -> set[str]:
    return {element.label for kind in ("select_slider", "slider", "selectbox") for element in at.get(kind)}


def test_each_value_is_a_run_with_its_own_colour_caption_and_outcome() -> None:
    data = payload(GRID)
    assert sent(data)
    assert [run["name"] for run in data["runs"]] == [
        "η = 0.1", "η = 0.01", "η = 0.001", "η = 0.0001", "η = 1e-5", "η = 1e-6", "η = 1e-7",
    ]  # fmt: skip
    assert [run["sentence"] for run in data["runs"]] == [path.outcome.sentence for path in trajectories(spread(GRID))]
    assert [run["light"] for run in data["runs"]] == [style.light for style in ramp(RATES)]
    assert len({run["dark"] for run in data["runs"]}) == len(RATES)
    assert len({run["table"]["key"] for run in data["runs"]}) == len(RATES)
    assert data["view"] == "grid"


def test_the_pictures_say_what_they_have_in_common_and_the_link_is_that_of_the_scene() -> None:
    data = payload(GRID)
    assert data["family"] == {
        "name": "Gradient descent: 7 values of η, the learning rate", "place": 0, "id": "eta", "own": 1e-3,
        "values": list(RATES),
    }  # fmt: skip
    assert data["link"] == to_link(GRID)
    betas = payload(edit.set_varied(TWO, 1, "beta"))
    assert betas["family"]["name"] == "Momentum: 7 values of β, the momentum"
    assert (betas["family"]["place"], betas["family"]["own"]) == (1, 0.9)
    assert payload(replace(GRID, view="one"))["family"] is None


def test_a_value_that_was_on_show_is_not_sent_again() -> None:
    known = keys(payload(TWO))
    other = payload(edit.set_grid(TWO, 0.1, 1e-3, 3), None, known)
    assert [set(run["table"]) for run in other["runs"]] == [{"key"}] * 3
    fresh = payload(edit.set_grid(TWO, 0.1, 2e-3, 2), None, known)
    assert "columns" in fresh["runs"][1]["table"]


def test_a_grid_of_fewer_values_than_were_asked_for_says_so() -> None:
    assert payload(edit.set_grid(TWO, 0.5, 0.5, 4))["notices"] == ["Both ends are 0.5: there is one value to show."]
    restarts = replace(TWO, runs=(new_run("gd", "cosine_restarts"),), varied=(0, "stretch"), grid=(1, 3, 9))
    assert payload(restarts)["notices"] == ["From 1 to 3 there are only 3 values."]
    assert [run["name"] for run in payload(restarts)["runs"]] == ["M = 1", "M = 2", "M = 3"]
    assert payload(GRID)["notices"] == []


def test_the_lectures_grid_is_two_clicks_away() -> None:
    at = calm(control(opened(), SCENE_LIST).set_value("no_rate_fits").run())
    assert_shows(at, GRID)
    assert len(player(at)["runs"]) == 7


def test_the_view_has_a_third_choice_and_only_then_controls_for_it() -> None:
    own = replace(TWO, view="one", grid=(1e-7, 0.1, 7))
    at = opened("explore", to_link(own))
    assert not {WHICH, FIRST, LAST, COUNT} & labels(at)
    at = move(at, "View", "grid")
    assert_shows(at, replace(own, view="grid"))
    assert {WHICH, FIRST, LAST, COUNT} <= labels(at)
    assert not {WHICH, FIRST, LAST, COUNT} & labels(move(at, "View", "side"))


def test_ends_count_and_number_are_set_beside_the_picture() -> None:
    at, scene = opened("explore", to_link(TWO)), TWO
    assert [control(at, label).value for label in (FIRST, LAST, COUNT)] == [0.1, 1e-7, 7]
    assert_shows(move(at, FIRST, 1e-6), scene := edit.set_grid(scene, 1e-6, 1e-7, 7))
    assert_shows(move(at, LAST, 1.0), scene := edit.set_grid(scene, 1e-6, 1.0, 7))
    assert_shows(move(at, COUNT, 4), scene := edit.set_grid(scene, 1e-6, 1.0, 4))
    # Another run at hand is varied in the same number; then another number of it.
    at = move(at, "Runs", 1)
    assert_shows(at, scene := edit.set_varied(scene, 1, "eta"))
    assert (scene.grid, control(at, FIRST).value) == ((1e-6, 1.0, 4), 1e-6)
    at = move(at, WHICH, "beta")
    assert_shows(at, scene := edit.set_varied(scene, 1, "beta"))
    assert scene.grid == (0.0, 0.999, 4)
    assert control(at, "β · last value").value == 0.999
    # A run without momentum is varied in its rate.
    assert_shows(move(at, "Runs", 0), edit.set_varied(scene, 0, "beta"))
    assert [run["name"] for run in player(at)["runs"]] == ["η = 1e-7", "η = 1e-5", "η = 0.001", "η = 0.1"]


def test_a_grid_begins_with_the_run_at_hand() -> None:
    at = move(opened("explore", to_link(replace(TWO, view="one"))), "Runs", 1)
    at = move(at, "View", "grid")
    assert at.query_params["vary"] == "eta.2"
    assert player(at)["family"]["name"].startswith("Momentum")


@pytest.mark.parametrize("page", ["one_rate", "anatomy"])
def test_a_link_to_a_grid_is_shown_on_any_page(page: str) -> None:
    assert_shows(opened(page, to_link(GRID)), GRID)


def test_the_number_of_an_epoch_is_offered_only_where_the_data_do_not_set_it() -> None:
    run = new_run("gd", "inverse_time")
    for surface, offered in (("bowl", True), ("linear_regression", False)):
        scene = replace(edit.set_surface(TWO, surface), runs=(run,))
        options = control(opened("explore", to_link(scene)), WHICH).options
        assert ("n · steps per epoch" in options) == offered
        assert "η · learning rate" in options
