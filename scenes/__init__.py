"""Scenes: everything that is on show, as plain ids and numbers, and what can be made of it."""

from scenes.lecture import SCENES
from scenes.link import from_link, to_link
from scenes.scene import MAX_RUNS, Run, Scene, knobs_of, new_run
from scenes.trajectories import bundles, trajectories

__all__ = [
    "MAX_RUNS",
    "SCENES",
    "Run",
    "Scene",
    "bundles",
    "from_link",
    "knobs_of",
    "new_run",
    "to_link",
    "trajectories",
]
