"""How much one answer of the server may compute, and what is shown of a scene that asks for more.

It is judged before anything is computed: the same for a page as for the picture of a link.
"""

from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from threading import RLock

from optimizers import optimizer
from scenes.scene import Run, Scene, grounds
from surfaces import SURFACES
from words import count, say

# What is kept of all runs and of all values of the dial, in numbers of 8 bytes: with what is sent of seeds and
# of windows less than 100 MB. To compute and to send them takes less than two seconds.
MOST = 11_750_000
# Of a step, of the states that the numbers of a step are written with, of a point of another seed.
STEP, STATES, SEED = 10, 4, 3
# The most rows that are sent of a run; of each its step is kept, and as text two thirds of a number for each column.
ROWS, COLUMN, ARROWS, LIMIT = 53_000, 2 / 3, 4, 3
# The most points of one run's seeds, and of all values of the dial: 200 of 5,000 steps.
MOST_ROWS = 1_000_000
# An answer with more waits for the one before it: side by side they would take the memory of all of them.
HEAVY = 500_000
# However long a run is, its number is tried for so many values.
FEWEST = 3

DIAL = ("dial", "family")
"""The marks that ask for the runs of all values."""

_ONE_AT_A_TIME = RLock()


def cost(scene: Scene, steps: int | None = None) -> int:
    """How many numbers are kept of the runs on show, with their seeds; of a run no more than `steps`, if given."""
    scene = scene if steps is None else replace(scene, steps=steps)
    return len(grounds(scene)) * sum(_run_cost(scene, run) for run in scene.runs if not run.hidden)


def _run_cost(scene: Scene, run: Run) -> int:
    steps, by_chance = scene.steps_of(run), not scene.sampling(run).is_exact(SURFACES[scene.surface])
    points = min(steps, MOST_ROWS // scene.seeds) + 1
    # Of other points of a step both places are kept, and sent where they are to be seen.
    beside = 2 * len(optimizer(run.optimizer).m.points)
    marks = {"arrows": ARROWS, "limit": LIMIT, "points": beside}
    each = STEP + beside + STATES * ("numbers" in scene.marks)
    columns = 4 + len({*scene.curves} - {"loss"}) + sum(each for mark, each in marks.items() if mark in scene.marks)
    sent = int(min(steps + 1, ROWS) * (COLUMN * columns + 1.3))
    return each * (steps + 1) + sent + (scene.seeds > 1 and by_chance) * SEED * scene.seeds * points


def value_cost(scene: Scene, steps: int) -> int:
    """How many numbers are kept of the run for one value of the dial: all of it, and what its curves are drawn from."""
    return (STEP + len({*scene.curves} - {"loss"})) * (steps + 1)


def most_values(scene: Scene) -> int:
    """How many values of the dial fit beside the runs: fewer of longer runs, and not fewer than FEWEST if those fit."""
    fit, usual = (MOST - cost(scene)) // value_cost(scene, scene.steps), MOST_ROWS // (scene.steps + 1)
    return min(fit, max(usual, FEWEST))


def fitting(scene: Scene) -> tuple[Scene, list[str]]:
    """The scene as far as it fits, and a sentence for what does not: fewer steps of each run, or no dial."""
    said, runs = [], sum(not run.hidden for run in scene.runs)
    if cost(scene) > MOST:
        steps = bisect_right(range(scene.steps), MOST, key=lambda steps: cost(scene, steps)) - 1
        # The longest, and how many are cut: what a shorter one asks for is shown whole.
        asked = [scene.steps_of(run) for run in scene.runs if not run.hidden and scene.steps_of(run) > steps]
        # Every page has steps to choose, and not every one runs and seeds.
        one = (
            "{asked:,} steps of {count} run are too much at once: the first {steps:,} are shown. Take fewer steps, or "
            "fewer runs or seeds where they can be chosen."
        )
        several = (
            "{asked:,} steps of {count} runs are too much at once: the first {steps:,} are shown. Take fewer steps, or "
            "fewer runs or seeds where they can be chosen."
        )
        said.append(count(one, several, len(asked), asked=max(asked), steps=steps))
        scene = replace(scene, steps=steps)
    if {*DIAL} & {*scene.marks} and scene.view != "grid" and most_values(scene) < FEWEST:
        message = (
            "The runs for the values of the dial are too much at once with {steps:,} steps, and left out: up to "
            "{most:,} steps they fit beside the {runs} on show."
        )

        def needed(steps: int) -> int:
            return cost(scene, steps) + FEWEST * value_cost(scene, steps)

        most = bisect_right(range(scene.steps), MOST, key=needed) - 1
        said.append(say(message, steps=scene.steps, most=most, runs=runs))
        scene = replace(scene, marks=tuple(id for id in scene.marks if id not in DIAL))
    return scene, said


@contextmanager
def turn(scene: Scene) -> Iterator[None]:
    """While the answer for a large scene is made no other one is."""
    heavy = cost(scene) > HEAVY or {*DIAL} & {*scene.marks}
    with _ONE_AT_A_TIME if heavy else nullcontext():
        yield
