"""Scenes that more than one lesson, sheet or exercise shows."""

from dataclasses import replace

from scenes import SCENES, Scene, new_run
from surfaces import SURFACES

ESCAPES = replace(SCENES["noise_escapes"], seeds=200)
WIDE_VALLEY = replace(SCENES["wide_valley"], seeds=200)
RAW = Scene(
    "linear_regression", (("standardised", 0.0),), SURFACES["linear_regression"].start, 200, (new_run("gd", eta=0.1),),
    view="one",
)  # fmt: skip
