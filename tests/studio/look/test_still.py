"""The picture on paper: it stands still, has all of a path that is in it, and nothing of one that is not to be seen."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import numpy as np
import pytest

from lessons import LESSONS
from scenes import SCENES, trajectories
from studio.look.still import SIZE, still
from surfaces import SURFACES


@pytest.mark.parametrize("id", LESSONS)
def test_a_path_begins_at_the_start_and_one_that_is_not_asked_for_is_not_there(id: str) -> None:
    scene = LESSONS[id].scene
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
    start = ((scene.start[0] - x0) / (x1 - x0) * SIZE[0], (y1 - scene.start[1]) / (y1 - y0) * SIZE[1])
    picture = still(scene, trajectories(scene))
    ElementTree.fromstring(picture)
    lines = re.findall(r'points="([\d.,-]+)', picture)
    assert len(lines) == len(scene.runs)
    for first in lines:
        assert tuple(map(float, first.split(","))) == pytest.approx(start, abs=0.06)
    assert "polyline" not in still(scene, ())


def test_a_long_run_is_drawn_whole_and_with_few_corners() -> None:
    scene = SCENES["one_rate"]
    path = trajectories(scene)[1]
    picture = still(replace(scene, runs=scene.runs[1:]), [path])
    corners = re.findall(r"[\d.-]+,[\d.-]+", re.findall(r'points="([^"]+)', picture)[0])
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
    end = np.array(corners[-1].split(","), float)
    last = (path.point[-1] - (x0, y1)) / (x1 - x0, y0 - y1) * SIZE
    assert np.abs(end - last).max() <= 0.11
    assert len(corners) < len(path.loss) / 10
