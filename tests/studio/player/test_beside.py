"""Two surfaces beside each other in one payload: the same runs on both, told apart by place, look and name."""

from dataclasses import replace

import pytest

from scenes import SCENES, trajectories
from scenes.scene import grounds
from studio.page import edit
from studio.player.payload import keys, payload, surface_of

NORMALISED = SCENES["normalised"]


def test_each_run_is_followed_by_the_same_run_on_the_surface_beside_it() -> None:
    data = payload(NORMALISED)
    assert [run["beside"] for run in data["runs"]] == [False, True, False, True]
    sides = [trajectories(side) for side in grounds(NORMALISED)]
    ends = [side[place].outcome.sentence for place in (0, 1) for side in sides]
    assert [run["sentence"] for run in data["runs"]] == ends
    assert [run["name"].rpartition(" ")[2] for run in data["runs"]] == ["off", "on", "off", "on"]
    for one in ("place", "name", "path", "light", "marker"):
        assert len({run[one] for run in data["runs"]}) == 4, one


def test_the_order_of_the_examples_tells_two_runs_on_one_surface_apart() -> None:
    data = payload(replace(SCENES["sorted"], runs=SCENES["sorted"].runs[:1], beside="shuffle"))
    in_order, mixed = data["runs"]
    assert [run["name"].rpartition(" · ")[2] for run in (in_order, mixed)] == ["shuffled: off", "shuffled: on"]
    assert in_order["sentence"] != mixed["sentence"] or in_order["table"] != mixed["table"]
    assert data["surface"]["key"] == data["beside"]["surface"]["key"]


def test_both_surfaces_are_sent_with_their_critical_points() -> None:
    data = payload(edit.set_marks(NORMALISED, ["critical"]))
    plain, normalised = grounds(NORMALISED)
    assert data["surface"]["key"] == surface_of(plain)["key"]
    assert data["beside"]["surface"]["key"] == surface_of(normalised)["key"]
    assert data["surface"]["minima"] != data["beside"]["surface"]["minima"]
    assert [side["critical"]["kind"] for side in (data, data["beside"])] == [["minimum"], ["minimum"]]
    # What the browser has is not sent again.
    again = payload(NORMALISED, known=keys(data))
    assert {*again["surface"]} == {*again["beside"]["surface"]} == {"key", "name", "shift", "held", "second"}


@pytest.mark.parametrize("scene", [replace(NORMALISED, beside=""), replace(NORMALISED, view="grid")])
def test_without_another_surface_nothing_is_beside(scene: object) -> None:
    data = payload(scene)  # type: ignore[arg-type]
    assert data["beside"] is None
    assert not any(run["beside"] for run in data["runs"])


def test_what_stands_beside_stays_where_the_next_surface_has_the_same_switch() -> None:
    moved = SCENES["moved"]
    assert edit.set_surface(moved, "logistic_regression").beside == "standardised"
    assert edit.set_surface(moved, "bowl").beside == ""
    assert edit.set_beside(moved, "").beside == ""
    assert edit.set_beside(moved, "", surface="bowl") == moved
