"""Examples kept out of a surface: a word of the link, and a run that goes down what is left."""

import numpy as np
import pytest

from scenes import SCENES, from_link, to_link, trajectories
from surfaces import SURFACES

SCENE = SCENES["validation"]


def test_the_link_says_how_many_and_gives_the_scene_back() -> None:
    link = to_link(SCENE)
    assert (link["surface"], link["held"]) == ("logistic_regression", "11")
    assert from_link(link, SCENES["burst"]) == (SCENE, [])
    whole, wrong = from_link({key: text for key, text in link.items() if key != "held"}, SCENE)
    assert (whole.surface, wrong) == ("logistic_regression", [])


@pytest.mark.parametrize("text", ["16", "-1", "1.5", "x", "", "¹", "9" * 5000, "1e1"])
def test_what_cannot_be_kept_out_is_told_in_a_sentence(text: str) -> None:
    scene, wrong = from_link(to_link(SCENE) | {"held": text}, SCENE)
    assert scene.surface == "logistic_regression"
    (said,) = wrong
    assert said.startswith("held is ")
    assert "from 0 to 15" in said
    assert len(said) < 200


def test_a_surface_without_examples_keeps_none_out() -> None:
    scene, wrong = from_link({"surface": "bowl", "held": "3"}, SCENE)
    assert scene.surface == "bowl"
    assert wrong == ["Nothing here is called 'held'; ignored."]


def test_a_run_goes_down_the_loss_of_what_is_left() -> None:
    path = trajectories(SCENE)[0]
    trained, theta = SURFACES[SCENE.surface], path.point[17]
    assert float(trained(*theta, standardised=1.0)) == pytest.approx(path.loss[17], rel=1e-12)
    # Its gradient, by differences.
    step = 1e-6
    slope = [
        (float(trained(*(theta + away), standardised=1.0)) - float(trained(*(theta - away), standardised=1.0)))
        / (2 * step)
        for away in step * np.eye(2)
    ]
    np.testing.assert_allclose(path.grad[17], slope, rtol=1e-6)
