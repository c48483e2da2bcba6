"""The lecture's scenes, by name."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from scenes.scene import Run, Scene, new_run, usual_numbers
from surfaces import SURFACES


def _on(surface: str, steps: int, *runs: Run, numbers: Mapping[str, float] | None = None, **more: Any) -> Scene:
    """A scene on this surface; its other fields by their names, the usual ones if left out."""
    values = tuple((id, (numbers or {}).get(id, value)) for id, value in usual_numbers(surface))
    scene = Scene(surface, values, SURFACES[surface].start, steps, runs, view="one")
    return replace(scene, **more)


SCENES: dict[str, Scene] = {
    "one_rate": _on("bowl", 100_000, new_run("gd", eta=1e-2), new_run("gd", eta=1e-7), view="side", clock="log"),
    "compromise": _on("bowl", 3_000, new_run("gd", eta=1e-2), new_run("gd", eta=1e-3), view="side", clock="log"),
    "no_rate_fits": _on("bowl", 3_000, new_run("gd", eta=1e-3), view="grid", clock="log", grid=(0.1, 1e-7, 7)),
    "burst": _on("bowl", 600, new_run("adagrad", eta=0.06), curves=("loss", "norm", "rate1", "rate2")),
    "burst_and_brake": _on(
        "bowl",
        600,
        new_run("adagrad", eta=0.06),
        new_run("adagrad", "inverse_sqrt", eta=0.06, horizon=10),
        new_run("adagrad", "warmup", "inverse_sqrt", eta=0.06, warmup=20, horizon=20),
        view="side",
        curves=("loss", "eta", "rate2"),
    ),
    "small_then_large": _on(
        "crescent",
        1_000,
        new_run("rmsprop", eta=0.01),
        new_run("adagrad", eta=0.03),
        curves=("loss", "distance", "rate1", "s1"),
    ),
    "ball": _on("double_well", 1_000, new_run("gd", eta=0.01), new_run("momentum", eta=0.01), marks=("critical",)),
    "ridge": _on(
        "saddle", 300, new_run("gd", eta=0.1), new_run("momentum", eta=0.1), start=(-1.6, 0.0), marks=("critical",)
    ),
    "correction": _on(
        "bowl", 200, new_run("adam", eta=0.06), new_run("adam_uncorrected", eta=0.06), curves=("loss", "m2", "s2")
    ),
    "noise_escapes": _on(
        "double_well",
        500,
        new_run("gd", eta=0.05),
        numbers={"barrier": 1.0, "tilt": 0.8},
        start=(1.7, 0.8),
        noise=3.0,
        seeds=100,
    ),
    "wide_valley": _on(
        "sharp_flat",
        1_000,
        new_run("gd", eta=0.05),
        numbers={"sharp": 0.2, "flat": 1.0},
        start=(-0.9, 0.0),
        noise=4.0,
        seeds=100,
    ),
    "batches": _on(
        "linear_regression",
        200,
        replace(new_run("gd", eta=0.02), batch=20),
        replace(new_run("gd", eta=0.02), batch=1),
        numbers={"standardised": 1.0},
        view="side",
    ),
    "warm_up": _on(
        "plateau",
        10,
        new_run("adam", eta=0.1),
        new_run("radam", eta=0.1),
        new_run("adam", "warmup", eta=0.1, warmup=100),
        numbers={"slope": 0.002},
        start=(0.0, 0.0),
        noise=0.1,
        seeds=200,
        view="side",
    ),
    "all_five": _on(
        "bowl",
        300,
        new_run("gd", eta=1e-3),
        new_run("momentum", eta=1e-3),
        new_run("adagrad", eta=0.06),
        new_run("rmsprop", eta=0.06),
        new_run("adam", eta=0.06),
        curves=("loss", "norm", "rate2"),
    ),
}
"""`one_rate` is the first page; all can be opened in Explore."""

TITLES: dict[str, str] = {
    "one_rate": "One learning rate does not fit all",
    "compromise": "A compromise, and a slow one",
    "no_rate_fits": "No single η fits",
    "burst": "Adagrad bursts sideways",
    "burst_and_brake": "The burst, and two cures",
    "small_then_large": "First small steps, then large ones",
    "ball": "Momentum rolls out of a shallow minimum",
    "ridge": "Exactly on the ridge of a saddle",
    "correction": "Adam without its correction",
    "noise_escapes": "Noise finds the way out",
    "wide_valley": "Noise prefers the wide valley",
    "batches": "One step an epoch, or twenty",
    "warm_up": "The first steps of Adam are a guess",
    "all_five": "All five optimizers",
}
