"""What the player is sent of the flows beside the runs, and what it says where there are none."""

import numpy as np
import pytest

from scenes import flows as module
from scenes.scene import Scene, new_run, on
from studio.player.payload import keys, payload
from tests.studio.player.test_payload import unpacked

BOTH = ("flow", "follows")


def scene(*runs, **more) -> Scene:
    return on("quadratic", 60, *(runs or (new_run("gd", eta=0.04),)), **{"marks": BOTH} | more)


def test_both_are_sent_once_and_nothing_is_computed_of_them_before_they_are_shown(monkeypatch) -> None:
    data = payload(scene())
    (run,) = data["runs"]
    for id in BOTH:
        sent = {name: unpacked(column) for name, column in run["flows"]["paths"][id].items()}
        assert (sent["steps"][0], sent["steps"][-1]) == (0, pytest.approx(60))
        assert (sent["x"][0], sent["y"][0]) == (np.float32(-4), np.float32(-1.5))
        assert len(sent["x"]) == len(sent["y"]) == len(sent["steps"])
    assert run["flows"]["key"] in keys(data)
    again = payload(scene(), known=keys(data))["runs"][0]["flows"]
    assert again == {"key": run["flows"]["key"]}
    only = payload(scene(marks=("flow",)))["runs"][0]["flows"]
    assert only["key"] != run["flows"]["key"]
    assert [*only["paths"]] == ["flow"]
    assert data["notices"] == []

    def refuses(*asked: object) -> None:
        raise AssertionError(asked)

    for name in ("gradient_flow", "followed"):
        monkeypatch.setattr(module, name, refuses)
    assert payload(scene(new_run("gd", eta=0.0401), marks=("limit",)))["runs"][0]["flows"] is None
    # Of a run that is still to be predicted nothing is told.
    assert payload(scene(new_run("gd", eta=0.0402)), covered=True)["runs"][0]["flows"] is None


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (scene(new_run("adam", eta=0.1)), "which flow the steps of Adam follow is not known here"),
        (scene(noise=0.1), "with chance in them none is drawn"),
        (scene(new_run("momentum", "cosine", eta=0.01)), "where η stays the same"),
        (scene(new_run("gd", eta=0.2)), "at its start η is so large that each step goes too far"),
        (on("edge", 3000, new_run("gd", eta=0.1), start=(0.0, 2.5), marks=BOTH), "its steps follow ends at"),
    ],
)  # fmt: skip
def test_what_is_not_known_is_said_and_not_drawn(asked: Scene, said: str) -> None:
    data = payload(asked)
    (sentence,) = data["notices"]
    assert said in sentence
    paths = data["runs"][0]["flows"]["paths"]
    assert paths["flow"] is not None
    assert (paths["follows"] is None) is ("ends at" not in said)


def test_a_run_that_leaves_float64_leaves_its_flow_whole() -> None:
    (run,) = payload(scene(new_run("gd", eta=30.0), marks=("flow",)))["runs"]
    assert run["kind"] == "diverged"
    assert unpacked(run["flows"]["paths"]["flow"]["steps"])[-1] == pytest.approx(60)
