"""Edits of a scene: each takes one and gives the next. Runs are counted from 0."""

from dataclasses import replace

from scenes import MAX_RUNS, Run, Scene, new_run
from scenes.scene import Clock, View, usual_numbers
from surfaces import SURFACES


def set_surface(scene: Scene, surface: str) -> Scene:
    """Another surface, with its own numbers and its own start."""
    return replace(scene, surface=surface, numbers=usual_numbers(surface), start=SURFACES[surface].start)


def set_number(scene: Scene, id: str, value: float) -> Scene:
    """One number of the surface."""
    return replace(scene, numbers=tuple((own, value if own == id else old) for own, old in scene.numbers))


def set_start(scene: Scene, x: float, y: float) -> Scene:
    """Where every run starts; each is then a fresh run."""
    return replace(scene, start=(x, y))


def set_steps(scene: Scene, steps: float) -> Scene:
    """How many updates every run makes."""
    return replace(scene, steps=int(steps))


def set_view(scene: Scene, view: View) -> Scene:
    """Side by side, or all on one picture."""
    return replace(scene, view=view)


def set_clock(scene: Scene, clock: Clock) -> Scene:
    """Even or logarithmic steps."""
    return replace(scene, clock=clock)


def set_run(scene: Scene, place: int, run: Run) -> Scene:
    """Another run in the place of this one."""
    return replace(scene, runs=(*scene.runs[:place], run, *scene.runs[place + 1 :]))


def set_knob(scene: Scene, place: int, id: str, value: float) -> Scene:
    """One number of one run."""
    run = scene.runs[place]
    return set_run(
        scene, place, replace(run, numbers=tuple((own, value if own == id else old) for own, old in run.numbers))
    )


def set_parts(scene: Scene, place: int, optimizer: str, schedule: str, then: str) -> Scene:
    """Another optimizer or schedule; numbers that the new one has too are kept, but η only with the same optimizer."""
    old = scene.runs[place]
    kept = dict(old.numbers)
    if optimizer != old.optimizer:
        # α, β and ε mean the same everywhere, but a good η for one optimizer is none for another.
        kept.pop("eta", None)
    return set_run(scene, place, replace(new_run(optimizer, schedule, then, **kept), hidden=old.hidden))


def add_run(scene: Scene, run: Run) -> Scene:
    """One run more, if there is room."""
    return replace(scene, runs=(*scene.runs, run)) if len(scene.runs) < MAX_RUNS else scene


def remove_run(scene: Scene, place: int) -> Scene:
    """One run less; the last one stays."""
    return replace(scene, runs=scene.runs[:place] + scene.runs[place + 1 :]) if len(scene.runs) > 1 else scene
