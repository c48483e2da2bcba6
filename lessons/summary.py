"""Lesson 16: the summary, every method a choice of η, σ and m."""

from dataclasses import replace

import numpy as np

from lessons.lesson import Claim, Over
from lessons.measures import loss_of_test, run
from lessons.sheets.methods import changes_what_it_says
from scenes import SCENES, Scene, new_run

SLIDE = "Summary of optimization"
ASK = "What to ask of a trick for training"
SCENE = SCENES["all_five"]
SCHEDULED = replace(SCENE, runs=(new_run("adam", "inverse_sqrt", eta=0.06), new_run("adam", eta=0.06)))

# Rows of the table: momentum, its average, Adagrad as published, RMSProp, Adam, RAdam; 1/t, 1/√t, staircase, a warm-up.
CHECKED = (1, 3, 6, 7, 9, 12, 21, 23, 26, 30)

# Too slow; fast enough, but into the narrow minimum; by longer steps into the wide one.
BOUGHT = replace(SCENES["shifted"], runs=(new_run("gd", eta=1e-4), *SCENES["shifted"].runs))


def two_things_to_buy(scene: Scene) -> bool:
    """The second run optimizes better than the first, and the third generalizes better than the second."""
    paths = [run(scene, place) for place in range(3)]
    slow, narrow, wide = (path.loss[-1] for path in paths)
    test = [float(loss_of_test(scene, path)[-1]) for path in paths]
    return bool(narrow < slow / 10 and max(narrow, wide) < 1e-4 and test[1] > max(10 * test[2], 0.05))


def one_formula(scene: Scene) -> bool:
    """θ^{t+1} = θ^t − η^t / σ^t · m^t, in every run of the scene."""
    paths = [run(scene, place) for place in range(len(scene.runs))]
    return all(
        np.allclose(np.diff(one.point, axis=0), -one.eta[:, None] / one.sigma * one.m, rtol=1e-6, atol=1e-12)
        for one in paths
    )


def sigma_has_no_direction(scene: Scene) -> bool:
    """σ is positive everywhere, m has both signs: the one has only a magnitude, the other a direction."""
    path = run(scene, len(scene.runs) - 1)
    return bool((path.sigma > 0).all() and (path.m > 0).any() and (path.m < 0).any())


def plain_is_a_choice(scene: Scene) -> bool:
    """The plain method is the choice m = g, σ = 1."""
    path = run(scene)
    return bool((path.sigma == 1).all() and np.array_equal(path.m, path.grad[:-1]))


CLAIMS = (
    Claim("vanilla", "Vanilla gradient descent: θ ← θ − η g.", SLIDE, "summary", SCENE, plain_is_a_choice,
          Over("eta.1", (1e-4, 1e-3, 2e-3))),
    Claim("improvements", "All improvements in one line: η to its schedule, divided by σ, times m.", SLIDE, "summary",
          SCHEDULED, one_formula, Over("eta.1", (0.02, 0.06, 0.1))),
    Claim("magnitude", "m considers the direction, σ the magnitude only.", SLIDE, "summary", SCENE,
          sigma_has_no_direction, Over("eta.5", (0.03, 0.06, 0.1))),
    Claim("which_part", "Which step does it change, and what does it buy?", ASK, "summary",
          sheet="methods", proof=changes_what_it_says, over=Over("row", CHECKED, wrong=0)),
    Claim("buys", "Better optimization: a lower training loss. Better generalization: a lower validation loss.", ASK,
          "summary", BOUGHT, two_things_to_buy, Over("shift", (0.2, 0.3, 0.5), wrong=0.0)),
)  # fmt: skip
