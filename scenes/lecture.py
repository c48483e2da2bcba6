"""The lecture's scenes, by name."""

from scenes.scene import Clock, Run, Scene, View, new_run, usual_numbers
from surfaces import SURFACES


def _on(surface: str, steps: int, *runs: Run, view: View = "one", clock: Clock = "linear") -> Scene:
    return Scene(surface, usual_numbers(surface), SURFACES[surface].start, steps, runs, view, clock)


SCENES: dict[str, Scene] = {
    "one_rate": _on("bowl", 100_000, new_run("gd", eta=1e-2), new_run("gd", eta=1e-7), view="side", clock="log"),
    "compromise": _on("bowl", 3_000, new_run("gd", eta=1e-2), new_run("gd", eta=1e-3), view="side", clock="log"),
    "burst": _on("bowl", 600, new_run("adagrad", eta=0.06)),
    "burst_and_brake": _on(
        "bowl",
        600,
        new_run("adagrad", eta=0.06),
        new_run("adagrad", "inverse_sqrt", eta=0.06, horizon=10),
        new_run("adagrad", "warmup", "inverse_sqrt", eta=0.06, warmup=20, horizon=20),
        view="side",
    ),
    "small_then_large": _on("crescent", 1_000, new_run("rmsprop", eta=0.01), new_run("adagrad", eta=0.03)),
    "all_five": _on(
        "bowl",
        300,
        new_run("gd", eta=1e-3),
        new_run("momentum", eta=1e-3),
        new_run("adagrad", eta=0.06),
        new_run("rmsprop", eta=0.06),
        new_run("adam", eta=0.06),
    ),
}
"""`one_rate` is the first page; all can be opened in Explore."""

TITLES: dict[str, str] = {
    "one_rate": "One learning rate does not fit all",
    "compromise": "A compromise, and a slow one",
    "burst": "Adagrad bursts sideways",
    "burst_and_brake": "The burst, and two cures",
    "small_then_large": "First small steps, then large ones",
    "all_five": "All five optimizers",
}
