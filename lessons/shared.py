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
FIRST_STEPS = SCENES["warm_up"]
UP_AND_DOWN = replace(SCENES["burst_and_brake"], runs=SCENES["burst_and_brake"].runs[2:], curves=("loss", "eta"))
# The paper's rates, on a surface that is not its network: at 0.1 from the beginning it is thrown up, and arrives too.
RESNET = replace(
    SCENES["ball"],
    runs=(
        new_run("momentum", "resnet", eta=0.1, first_rate=0.01, threshold=0.01, patience=400),
        new_run("momentum", eta=0.1),
    ),
    steps=200,
    curves=("loss", "eta"),
)
TRANSFORMER = replace(
    UP_AND_DOWN, runs=(new_run("adam", "transformer", beta2=0.98, epsilon=1e-9, eta=1.0),), steps=8_000
)
