"""Lesson 16: the summary, every method a choice of η, σ and m."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from lessons.lesson import Answer, Claim, Lesson, Observation, Over, Prediction, Try
from lessons.measures import loss_of_test, run
from lessons.sheets.methods import changes_what_it_says
from scenes import SCENES, Scene, new_run

SLIDE = "Summary of optimization"
ASK = "What to ask of a trick for training"
STEPS = "Three steps to a function, plus one"
SCENE = SCENES["all_five"]
# What each improvement buys, one after the other: none, m alone, σ alone, both, and η by a schedule too. Without noise
# the last one would buy nothing here: Adam comes to rest by itself.
IMPROVED = replace(
    SCENE,
    runs=(
        new_run("gd", eta=1e-3),
        new_run("momentum", eta=1e-3),
        new_run("rmsprop", eta=0.06),
        new_run("adam", eta=0.25),
        new_run("adam", "inverse_sqrt", eta=0.25, horizon=10),
    ),
    noise=1.0,
    curves=("loss", "eta", "s2"),
)

FOUND = replace(
    SCENES["moved"], surface="linear_regression/8", numbers=(("standardised", 1.0),), runs=(new_run("gd", eta=0.02),),
    curves=("loss", "test"), beside="",
)  # fmt: skip

# Rows of the table: momentum, its average, Adagrad as published, RMSProp, Adam, RAdam; 1/t, 1/√t, staircase, a warm-up.
CHECKED = (1, 3, 6, 7, 9, 12, 34, 36, 39, 44)

# Too slow; fast enough, but into the narrow minimum; by longer steps into the wide one.
BOUGHT = replace(SCENES["shifted"], runs=(new_run("gd", eta=1e-4), *SCENES["shifted"].runs))


def two_things_to_buy(scene: Scene) -> bool:
    """The second run optimizes better than the first, and the third generalizes better than the second."""
    paths = [run(scene, place) for place in range(3)]
    slow, narrow, wide = (path.loss[-1] for path in paths)
    test = [float(loss_of_test(scene, path)[-1]) for path in paths]
    return bool(narrow < slow / 10 and max(narrow, wide) < 1e-4 and test[1] > max(10 * test[2], 0.05))


def three_steps_and_one(scene: Scene) -> bool:
    """The training loss falls at every step; that of the examples kept out comes down too, not so far."""
    path = run(scene)
    validation = loss_of_test(scene, path)
    falls = bool((np.diff(path.loss) <= 0).all())
    return falls and bool(1.2 * path.loss[-1] < validation[-1] < validation[0] / 5)


def one_formula(scene: Scene) -> bool:
    """θ^{t+1} = θ^t − η^t / σ^t · m^t, in every run of the scene."""
    paths = [run(scene, place) for place in range(len(scene.runs))]
    return all(
        np.allclose(np.diff(one.point, axis=0), -one.eta[:, None] / one.sigma * one.m, rtol=1e-6, atol=1e-12)
        for one in paths
    )


def all_together_are_best(scene: Scene) -> bool:
    """Every run is the one formula, and the last one, with all three improvements, ends with the least loss."""
    losses = [run(scene, place).loss[-1] for place in range(len(scene.runs))]
    return one_formula(scene) and bool(losses[-1] == min(losses))


def sigma_has_no_direction(scene: Scene) -> bool:
    """σ is positive everywhere, m has both signs: the one has only a magnitude, the other a direction."""
    path = run(scene, len(scene.runs) - 1)
    return bool((path.sigma > 0).all() and (path.m > 0).any() and (path.m < 0).any())


def plain_is_a_choice(scene: Scene) -> bool:
    """The plain method is the choice m = g, σ = 1."""
    path = run(scene)
    return bool((path.sigma == 1).all() and np.array_equal(path.m, path.grad[:-1]))


def adam_is_lowest(scene: Scene) -> bool:
    """Of all runs the last one has the least loss; and those with σ are farther along than those without."""
    losses = [run(scene, place).loss[-1] for place in range(len(scene.runs))]
    along = [abs(run(scene, place).point[-1, 0]) for place in range(len(scene.runs))]
    return bool(losses[-1] == min(losses) and max(along[2:]) < min(along[:2]))


def _facts(scene: Scene) -> Mapping[str, object]:
    losses = {one.optimizer: run(scene, place).loss[-1] for place, one in enumerate(scene.runs)}
    return {"steps": scene.steps, **losses}


CLAIMS: tuple[Claim, ...] = (
    Claim("vanilla", "Vanilla gradient descent: θ ← θ − η g.", SLIDE, "summary", SCENE, plain_is_a_choice,
          Over("eta.1", (1e-4, 1e-3, 2e-3))),
    Claim("improvements", "All improvements in one line: η by its schedule, divided by σ, times m. Where the gradient "
          "is noisy all three together end lowest.", SLIDE, "summary", IMPROVED, all_together_are_best,
          Over("noise", (1.0, 2.0, 3.0), wrong=30.0),
          formula=r"\theta_i^{t+1} = \theta_i^t - \frac{\eta^t}{\sigma_i^t}\, m_i^t"),
    Claim("magnitude", "m considers the direction, σ the magnitude only.", SLIDE, "summary", SCENE,
          sigma_has_no_direction, Over("eta.5", (0.03, 0.06, 0.1))),
    Claim("which_part", "Which step does it change, and what does it buy?", ASK, "summary",
          sheet="methods", proof=changes_what_it_says, over=Over("row", CHECKED, wrong=0)),
    Claim("three_steps", "A function is found in three steps, and one more: a loss says what is sought, a model what "
          "there is to choose from, optimization picks the best; validation tells whether it is good elsewhere.",
          STEPS, "summary", FOUND, three_steps_and_one, Over("held", (5, 8, 10), wrong=0)),
    Claim("buys", "Better optimization: a lower training loss. Better generalization: a lower validation loss.", ASK,
          "summary", BOUGHT, two_things_to_buy, Over("shift", (0.2, 0.3, 0.5), wrong=0.0)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="summary",
    question="One formula, five choices of η, σ and m: what does each of them buy?",
    scene=SCENE,
    prediction=Prediction(
        "end",
        "Five runs start at the ring. Click where the first one, gradient descent with η = 0.001, is after 300 steps; "
        "and choose which of the five comes nearest to the minimum.",
        meets="With one η for both parameters what is safe across the valley is a crawl along it.",
        answers=(
            Answer("Momentum does.", "It is still on its way: its steps are ten times as long as those of gradient "
                   "descent, and no more."),
            Answer("RMSProp does.", "It is soon there, and then bounces: σ shrinks with the gradient, and the steps do "
                   "not."),
            Answer("Adam does."),
        ),
    ),
    observation=Observation(
        "Which of them came all along the valley to its end in 300 steps, at rest there or not?",
        (
            Answer("Those that divide by σ: Adagrad, RMSProp, Adam. The first two still bounce across it, with a "
                   "higher loss than momentum has on its way."),
            Answer("Those that have momentum: Momentum and Adam.", "Momentum is still on its way along it, and Adagrad "
                   "and RMSProp, which have none, are at its end, where they bounce."),
            Answer("All five.", "Gradient descent has made a small part of the way."),
        ),
    ),
    claim="After {steps} steps the losses are: gradient descent {gd:.2g}, momentum {momentum:.1g}, Adagrad "
    "{adagrad:.2g}, RMSProp {rmsprop:.2g}, Adam {adam:.1e}. σ gives each parameter its own rate, m calms what bounces.",
    facts=_facts,
    holds=adam_is_lowest,
    tries=(
        Try("Turn momentum into gradient descent.",
            lambda scene: np.array_equal(run(scene).point[-1], run(scene, 1).point[-1])),
        Try("Bring momentum under a loss of 0.01.", lambda scene: bool(run(scene, 1).loss[-1] < 0.01)),
        Try("Take from Adam what keeps it from bouncing: let it end with a loss over 0.1.",
            lambda scene: bool(run(scene, 4).loss[-1] > 0.1)),
    ),
    knobs=("eta.2", "beta.2", "beta1.5"),
    formula=r"\theta_i^{t+1} = \theta_i^t - \frac{\eta^t}{\sigma_i^t}\, m_i^t",
    misconception="“The best optimizer on one surface is the best.” Each is a choice of η, σ and m, and each buys "
    "something else.",
    sources=("Hung-yi Lee, Machine Learning 2021: adaptive learning rate",),
)  # fmt: skip
