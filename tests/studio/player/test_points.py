"""The other points of the steps: what the player is sent of them, what it says where there are none, and files."""

from dataclasses import replace

import numpy as np
import pytest

from scenes import Scene, new_run
from scenes.bounds import cost
from scenes.export import table
from scenes.scene import POINTS, on
from scenes.trajectories import path_at
from studio.player.payload import payload
from tests.studio.player.test_payload import unpacked

FREE, SAM, GD = (new_run(id, eta=0.02) for id in ("schedule_free", "sam", "gd"))


def scene(*runs: object, **more: object) -> Scene:
    return on("quadratic", 40, *runs, **({"marks": ("points",)} | more))


def test_the_places_are_those_of_the_path_and_each_has_a_sign_and_a_name() -> None:
    shown = scene(SAM, FREE)
    sam, free = payload(shown)["runs"]
    assert [(one["symbol"], one["lasts"]) for one in sam["points"]] == [("a", False)]
    assert [(one["symbol"], one["lasts"]) for one in free["points"]] == [("z", True), ("x", True)]
    assert free["points"][1]["name"] == "the average of those, which is what is used in the end"
    for place, run in enumerate((sam, free)):
        beside = [*path_at(shown, place).beside.values()]
        for at, id in enumerate(POINTS):
            sent = unpacked(run["table"]["columns"][id])
            if at // 2 < len(beside):
                assert sent == pytest.approx(beside[at // 2][:, at % 2], rel=1e-6)
            else:
                assert np.isnan(sent).all()


def test_without_the_mark_nothing_of_them_is_sent_but_to_the_microscope() -> None:
    plain, close = payload(scene(SAM, marks=())), payload(scene(SAM, marks=("numbers",)), 5)
    assert plain["runs"][0]["points"] == []
    assert not {*POINTS} & {*plain["runs"][0]["table"]["columns"]}
    (run,) = close["runs"]
    assert [one["symbol"] for one in run["points"]] == ["a"]
    assert not {*POINTS} & {*run["table"]["columns"]}
    exact = path_at(scene(SAM), 0).beside["ascent"]
    for axis, id in enumerate(POINTS[:2]):
        assert unpacked(run["window"]["columns"][id]).tolist() == exact[:, axis].tolist()
    assert POINTS[2] not in run["window"]["columns"]


def test_where_no_method_has_any_it_is_said_and_where_one_has_it_is_not() -> None:
    said = "The steps of the methods on show have no other points"
    assert [text for text in payload(scene(GD))["notices"] if text.startswith(said)]
    for other in (scene(GD, SAM), scene(GD, marks=())):
        assert not [text for text in payload(other)["notices"] if text.startswith(said)]


def test_they_follow_the_dial_and_are_counted_before_anything_is_computed() -> None:
    shown = scene(FREE, marks=("points", "dial"))
    tables = payload(shown)["dial"]["family"]["tables"]
    assert all({*POINTS} <= {*one} for one in tables)
    assert cost(scene(FREE)) > cost(scene(FREE, marks=())) > cost(scene(GD, marks=()))
    assert cost(scene(GD)) == cost(scene(GD, marks=()))
    # A thinned run has them where its own rows stand.
    long = payload(replace(scene(FREE), steps=60_000))["runs"][0]["table"]["columns"]
    assert len(unpacked(long["p1x"])) == len(unpacked(long["x"])) < 60_000


def test_a_file_has_them_behind_the_columns_that_all_methods_have() -> None:
    shown = scene(SAM, GD)
    sam, plain = (table(path_at(shown, place)) for place in range(2))
    assert [*sam.columns][len(plain.columns) :] == ["ascent_1", "ascent_2"]
    assert sam["ascent_1"].to_numpy().tolist() == path_at(shown, 0).beside["ascent"][:, 0].tolist()
