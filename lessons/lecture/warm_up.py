"""Lesson 11: warm-up, and RAdam."""

from collections.abc import Mapping

import numpy as np

from lessons.lesson import Answer, Claim, Group, Lesson, Observation, Over, Prediction, Try
from lessons.measures import burst, run, seeds
from lessons.shared import FIRST_STEPS, RESNET, TRANSFORMER, UP_AND_DOWN
from lessons.sheets.rectified import cautious_at_first
from scenes import Scene, new_run
from scenes.scene import on

SLIDE = "Warm-up"
SCENE = FIRST_STEPS
# A linear rise and a linear decay, as BERT had, on a surface that gets steep fast beside the way down.
BERT = on(
    "rosenbrock",
    200,
    new_run("adam", "linear", eta=3.0, span=200),
    new_run("adam", "warmup", "linear", eta=3.0, warmup=20, span=180),
    height="log",
    curves=("loss", "eta"),
)


def fails_without(scene: Scene) -> bool:
    """Without a warm-up the run is thrown a hundred times as high as it began, and does not make up for it.

    With one, to the same peak, η rises and falls, and the loss ends at less than a thousandth.
    """
    plain, warm = run(scene), run(scene, 1)
    fails = plain.loss.max() > 100 * plain.loss[0] and plain.loss[-1] > plain.loss[0] / 10
    return bool(fails and up_then_down(scene, 1) and warm.loss[-1] < warm.loss[0] / 1_000)


def up_then_down(scene: Scene, place: int = 0) -> bool:
    """η of a run rises at first, and falls from its peak on."""
    eta = run(scene, place).eta
    top = int(eta.argmax())
    return bool(0 < top < len(eta) - 1 and (np.diff(eta[: top + 1]) > 0).all() and (np.diff(eta[top:]) <= 0).all())


def no_burst(scene: Scene) -> bool:
    """With a warm-up and a decay there is no burst."""
    return burst(run(scene)) is None


def spread(scene: Scene, place: int) -> float:
    """How far the seeds of a run are from each other at their last step, as a standard deviation."""
    many = seeds(scene, place)
    return 0.0 if many is None else float(many.point[:, -1].std(axis=0).max())


def first_steps_are_a_guess(scene: Scene) -> bool:
    """After some steps the seeds of Adam are five times as far apart as those of a warm-up."""
    return spread(scene, 0) > 5 * spread(scene, 2)


def radam_is_cautious(scene: Scene) -> bool:
    """RAdam's are not wide either."""
    return spread(scene, 0) > 5 * spread(scene, 1)


def resnet(scene: Scene) -> bool:
    """0.01 until the loss is low or so many steps are over, then 0.1, which from the beginning throws it up at first.

    It comes down all the same, as in the paper's footnote.
    """
    path, other, numbers = run(scene), run(scene, 1), dict(scene.runs[0].numbers)
    two = [*path.eta[[0, -1]], *np.unique(path.eta)] == [numbers["first_rate"], numbers["eta"]] * 2
    thrown = path.loss.max() <= path.loss[0] < other.loss.max()
    return bool(two and thrown and path.outcome.kind == other.outcome.kind == "converged")


def transformer(scene: Scene) -> bool:
    """d^−½ · min(step^−½, step · W^−1.5), step from 1: the peak is at step W."""
    eta, numbers = run(scene).eta, dict(scene.runs[0].numbers)
    step = np.arange(1, len(eta) + 1)
    share = numbers["d_model"] ** -0.5 * np.minimum(step**-0.5, step * numbers["peak_at"] ** -1.5)
    return np.allclose(eta / eta.max(), share / share.max())


def cautious(scene: Scene) -> bool:
    """Neither RAdam nor the warm-up spreads as Adam does."""
    return first_steps_are_a_guess(scene) and radam_is_cautious(scene)


def _facts(scene: Scene) -> Mapping[str, object]:
    many = seeds(scene, 0)
    wrong = 0 if many is None else int((many.point[:, -1, 0] < scene.start[0]).sum())
    return {
        "steps": scene.steps, "wrong": wrong, "all": scene.seeds, "adam": spread(scene, 0), "radam": spread(scene, 1),
        "warm": spread(scene, 2),
    }  # fmt: skip


CLAIMS: tuple[Claim, ...] = (
    Claim("up_down", "Warm-up: increase and then decrease.", SLIDE, "warm_up", UP_AND_DOWN, up_then_down,
          Over("warmup.1", (5.0, 20.0, 50.0))),
    Claim("warm_cure", "With it there is no burst.", SLIDE, "warm_up", UP_AND_DOWN, no_burst,
          Over("eta.1", (0.04, 0.05, 0.06), wrong=0.2)),
    Claim("hyperparameters", "How far up, how fast up and down: numbers that have to be chosen.", SLIDE, "warm_up",
          UP_AND_DOWN, up_then_down, Over("horizon.1", (5.0, 20.0, 50.0))),
    Claim("resnet", "ResNet: 0.01 at first, until the training error is below 80%, which took about 400 steps; then "
          "0.1. The surface here is not the paper's network: η changes when the loss is below 0.01, at step 42. In "
          "both, 0.1 from the beginning is a worse start that comes down too.", "Residual network", "warm_up", RESNET,
          resnet, Over("patience.1", (100.0, 200.0, 400.0))),
    Claim("transformer", "The transformer's formula, with 4,000 steps of "
    "warm-up.", "Transformer", "warm_up", TRANSFORMER,
          transformer, Over("peak_at.1", (1_000.0, 2_000.0, 4_000.0))),
    Claim("variance", "At the beginning the estimate of σ has a large variance.", SLIDE, "warm_up", SCENE,
          first_steps_are_a_guess, Over("noise", (0.05, 0.1, 0.2))),
    Claim("radam", "RAdam takes care of that.", SLIDE, "warm_up", SCENE, radam_is_cautious,
          Over("noise", (0.05, 0.1, 0.2))),
    Claim("radam_curves", "ρ and r of RAdam against the step.", SLIDE, "warm_up", sheet="rectified",
          proof=cautious_at_first, over=Over("beta2", (0.9, 0.99, 0.999, 0.9999), wrong=0.5)),
    Claim("bert", "BERT needed a warm-up, before a linear decay: a rate that is right later may be too large where a "
          "run begins, and then training fails.", SLIDE, "warm_up", BERT, fails_without,
          Over("warmup.2", (10.0, 20.0, 30.0, 40.0), wrong=1.0)),
)  # fmt: skip

LESSON: Lesson = Lesson(
    id="warm_up",
    question="Why should the first steps be small, when the way is still long?",
    scene=SCENE,
    prediction=Prediction(
        "divide",
        "200 seeds of Adam start at the ring, with noise on the gradient. Downhill is to the right. Where are they "
        "after 10 steps?",
        meets="“Warm-up is superstition.” From a few gradients σ is a guess, and so is the direction; Adam stakes "
        "steps of full length on it.",
        close=0.1,
        groups=(Group("on the downhill side", (0.5, 0.0)), Group("on the uphill side", (-0.5, 0.0))),
    ),
    observation=Observation(
        "How do the three differ after 10 steps?",
        (
            Answer("Adam's seeds are spread wide; those of RAdam and of the warm-up are still together."),
            Answer("With RAdam and the warm-up all seeds have found the direction.",
                   "They know it no better: many went uphill too, but only a little way."),
            Answer("All three are spread alike.", "Adam's seeds are spread more than ten times as wide."),
        ),
    ),
    claim="After {steps} steps {wrong} of {all} seeds of Adam are uphill. They are spread by {adam:.2g}, RAdam's by "
    "{radam:.2g}, those of the warm-up by {warm:.2g}: the guess is no better there, but its steps are shorter.",
    facts=_facts,
    holds=cautious,
    tries=(
        Try("Make the warm-up so short that its seeds are spread half as wide as Adam's, or more.",
            lambda scene: spread(scene, 2) > 0.5 * spread(scene, 0)),
        Try("Double the noise.", lambda scene: scene.noise >= 0.2),
        Try("Go on for 100 steps: who is spread widest then?", lambda scene: scene.steps >= 100),
    ),
    knobs=("warmup.3", "noise", "steps"),
    formula=r"\rho_t = \rho_\infty - \frac{2t\beta_2^t}{1 - \beta_2^t} \qquad r_t = \sqrt{"
    r"\frac{(\rho_t - 4)(\rho_t - 2)\rho_\infty}{(\rho_\infty - 4)(\rho_\infty - 2)\rho_t}}",
    misconception="“Warm-up is superstition.” It keeps the steps short for as long as σ is a guess.",
    sources=(
        "Liu et al. 2019, arXiv:1908.03265",
        "Hung-yi Lee, Machine Learning 2021: adaptive learning rate",
    ),
)  # fmt: skip
