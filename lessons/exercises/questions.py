"""Twelve questions for before and after the course: every wrong answer is a misconception, and a scene refutes it."""

from dataclasses import dataclass, replace

import numpy as np

from lessons.lecture import ball, batches, burst, critical, noise, rates, stuck, warm_up
from lessons.lesson import Check
from lessons.measures import loss_of_test, run
from scenes import SCENES, Scene, new_run
from scenes.scene import usual_numbers
from surfaces import SURFACES
from words import Message


@dataclass(frozen=True)
class Misconception:
    """What many believe, in their own words; a sentence against it, and a scene of which `refutes` is true.

    `otherwise` are words of the scene's link with which it would refute nothing: the scene says something.
    """

    id: str
    name: Message
    against: Message
    scene: Scene
    refutes: Check
    otherwise: tuple[tuple[str, float], ...]


@dataclass(frozen=True)
class Choice:
    """An answer, and by the id of which misconception it is given; none: it is the right one."""

    text: Message
    misconception: str = ""


@dataclass(frozen=True)
class Picture:
    """What a question is about: a scene with the first of its runs, as many as give no answer away, and in words."""

    scene: Scene
    runs: int
    says: Message


@dataclass(frozen=True)
class Item:
    """A question about a run, with four answers, the right one first; whoever shows them mixes them.

    `why` is the reason for the right one, with numbers of the scene of the misconception that has its id.
    """

    id: str
    asks: Message
    answers: tuple[Choice, ...]
    why: Message
    picture: Picture | None = None


def _on(surface: str, steps: int, *etas: float, method: str = "gd") -> Scene:
    runs = tuple(new_run(method, eta=eta) for eta in etas)
    return Scene(surface, usual_numbers(surface), SURFACES[surface].start, steps, runs, view="one")


ADAMS = _on("bowl", 300, 0.001, 0.06, 1.0, method="adam")
LEVEL = _on("plateau", 200, 0.1)
FELL = replace(LEVEL, steps=400)
SHIFTED = _on("sharp_flat", 100, 0.015, 0.3)
TESTED = replace(SHIFTED, shift=0.2, curves=("loss", "test"))
ELSEWHERE = replace(
    SCENES["all_five"],
    surface="rosenbrock",
    numbers=usual_numbers("rosenbrock"),
    start=SURFACES["rosenbrock"].start,
)


def one_eta_of_three(scene: Scene) -> bool:
    """Adam comes to the minimum with the second rate only."""
    return [run(scene, place).outcome.kind == "converged" for place in range(3)] == [False, True, False]


def flat_and_not_there(scene: Scene) -> bool:
    """For 250 updates the loss stands still, a tenth of the way up; at the end it is gone."""
    loss = run(scene).loss
    level = loss[50:301]
    return bool(np.ptp(level) < 1e-3 * loss[0] and level[-1] > 0.1 * loss[0] and loss[-1] < 1e-6 * loss[0])


def lower_is_higher_in_the_test(scene: Scene) -> bool:
    """The run with the lower training loss has seventy times the test loss of the other."""
    narrow, wide = (run(scene, place) for place in range(2))
    tested = [loss_of_test(scene, path)[-1] for path in (narrow, wide)]
    return bool(narrow.loss[-1] < wide.loss[-1] and tested[0] > 70 * tested[1])


def another_is_best(scene: Scene) -> bool:
    """Adam ends lowest on the bowl, and momentum here."""

    def best(one: Scene) -> int:
        return int(np.argmin([run(one, place).loss[-1] for place in range(len(one.runs))]))

    adam, momentum = 4, 1
    return (best(SCENES["all_five"]), best(scene)) == (adam, momentum)


def stands_at_a_saddle(scene: Scene) -> bool:
    """Not every point without slope is a minimum, and both runs stay at one."""
    return critical.has_a_saddle_and_minima(scene) and critical.stays_on_the_ridge(scene)


MISCONCEPTIONS: dict[str, Misconception] = {
    one.id: one
    for one in (
        Misconception(
            "zero", "Stuck means that the gradient is zero.",
            "A run stands still in loss and jumps from wall to wall; its gradient is as long as at the start.",
            stuck.SCENE, stuck.is_stuck, (("eta.1", 1e-3),),
        ),
        Misconception(
            "smaller", "A smaller η is always safer.",
            "With η = 1e-7 nothing bounces, and 100,000 updates lead less than a hundredth of the way along the "
            "valley.",
            rates.SCENE, rates.crawls, (("eta.2", 1e-4),),
        ),
        Misconception(
            "untuned", "Adam needs no tuning.",
            "Three runs of Adam that differ in η alone: one is there, one is on its way, one swings about.",
            ADAMS, one_eta_of_three, (("eta.1", 0.06),),
        ),
        Misconception(
            "speed", "Momentum only speeds up.",
            "It changes where a run ends: it carries on where the gradient points back, over the rise.",
            ball.SCENE, ball.rolls_on, (("beta.2", 0.3),),
        ),
        Misconception(
            "flat", "A flat loss is a minimum.",
            "The loss of a run does not move from update 50 to update 300; at update 400 nothing is left of it.",
            FELL, flat_and_not_there, (("slope", 0.05),),
        ),
        Misconception(
            "critical", "Every critical point is a minimum.",
            "Both runs stand at a point without slope, and it is a saddle: to either side it goes down.",
            critical.RIDGE, stands_at_a_saddle, (("y", 0.001),),
        ),
        Misconception(
            "falls", "Adagrad's rate can only fall.",
            "The lecture's σ is a mean: while the gradients across are tiny it shrinks, η/σ₂ grows, and the run "
            "bursts.",
            burst.SCENE, burst.passes_the_limit, (("eta.1", 0.005),),
        ),
        Misconception(
            "superstition", "Warm-up is superstition.",
            "After ten steps 200 seeds of Adam lie twenty-three times as far apart as with a warm-up.",
            warm_up.SCENE, warm_up.first_steps_are_a_guess, (("noise", 0.0),),
        ),
        Misconception(
            "bigger", "A bigger batch is always better.",
            "Ten epochs are ten updates of the full batch; single examples make 200 meanwhile, and end with less than "
            "a thirtieth of its loss.",
            batches.TEN, batches.zigzag_comes_farther, (("eta.2", 1e-4),),
        ),
        Misconception(
            "noise", "Noise only harms.",
            "The exact gradient stays in the shallow minimum; with noise most seeds find the way out.",
            noise.SCENE, noise.noise_leaves, (("noise", 1.0),),
        ),
        Misconception(
            "test", "A lower training loss means a lower test loss.",
            "The run in the narrow minimum has the lower training loss; the test surface is shifted sideways by 0.2, "
            "and there its loss is seventy times the other's.",
            TESTED, lower_is_higher_in_the_test, (("sharp", 0.5),),
        ),
        Misconception(
            "best", "The best optimizer on one surface is the best.",
            "There momentum ends lowest, with the same rates as on the bowl; Adam is fourth of five.",
            ELSEWHERE, another_is_best, (("eta.5", 1.0),),
        ),
    )
}  # fmt: skip
"""The twelve, by their ids."""

ITEMS: tuple[Item, ...] = (
    Item("zero", "The loss of a run has stood at 20 for 200 updates. What do you know about its gradient?", (
        Choice("Nothing yet: it may be as long as it was at the start."),
        Choice("It has become zero, or the loss would go on falling.", "zero"),
        Choice("It is next to zero, for the run has come to a minimum.", "flat"),
        Choice("Whatever it is: with a smaller η all would be well.", "smaller"),
    ), "The loss stands at 20.3 from update 100 to update 300, and at the end the gradient is 67.5 long; at the "
        "start it was 65.4."),
    Item("smaller", "With η = 0.01 a run bounces between the walls of a long valley. What does η = 1e-7 do in 100,000 "
         "updates?", (
        Choice("It bounces no more, and hardly gets along the valley."),
        Choice("It arrives, only later.", "smaller"),
        Choice("It stops: where steps are that short the gradient is zero.", "zero"),
        Choice("The same, only more slowly; momentum would make it faster.", "speed"),
    ), "Its 100,000 updates lead 98% of the way down the wall, and 0.4% of the way along the valley.",
        Picture(rates.SCENE, 1, "The valley from above, with the run of η = 0.01.")),
    Item("untuned", "Adam makes 300 updates in this valley: with η = 0.001, with 0.06 and with 1. What happens?", (
        Choice("One of the three arrives; one is still on its way, and one swings about."),
        Choice("All three arrive: Adam sets its rates itself.", "untuned"),
        Choice("The smallest η comes to the lowest loss.", "smaller"),
        Choice("All three arrive: Adam is the best optimizer.", "best"),
    ), "After 300 updates the loss is 6.0 with η = 0.001, 2e-12 with 0.06, and 0.38 with 1.",
        Picture(ADAMS, 0, "The valley from above, with the start.")),
    Item("speed", "Gradient descent comes to rest in a shallow hollow. Where does a run with momentum, β = 0.9, end?", (
        Choice("Beyond the rise, in the deep hollow."),
        Choice("In the same hollow, after fewer updates.", "speed"),
        Choice("In the same hollow: a point without slope is where runs end.", "critical"),
        Choice("Anywhere: what overshoots is noise, and spoils the run.", "noise"),
    ), "Gradient descent ends at a loss of 0.39 in the shallow hollow, momentum at 5e-14 in the deep one.",
        Picture(ball.SCENE, 1, "Two hollows from above, with a run of gradient descent that ends in the shallow one.")),
    Item("flat", "On a wide plain the loss of a run has not moved for a hundred updates. What does that tell?", (
        Choice("Only that its steps gain little here; further on it may fall again."),
        Choice("That it has come to a minimum.", "flat"),
        Choice("That the gradient is zero.", "zero"),
        Choice("That η is too large.", "smaller"),
    ), "The loss of this run stands at 1.34 from update 50 to update 300, and at update 360 it is 6e-6.",
        Picture(LEVEL, 1, "The plain from above, with the run so far.")),
    Item("critical", "Two runs, one with momentum, stand still at a point where the gradient is zero. What is it?", (
        Choice("A minimum or a saddle: its curvature has to be looked at."),
        Choice("A minimum, or they would not stand still.", "critical"),
        Choice("A minimum: the loss is flat there.", "flat"),
        Choice("A place that momentum is about to leave: it is faster.", "speed"),
    ), "The gradient is zero at (0, 0), where the surface curves down one way and up the other: the eigenvalues "
        "are −1 and 1."),
    Item("falls", "Adagrad divides η by the root of the mean of all squared gradients. Along a flat valley the "
         "gradients become tiny. What does η/σ do?", (
        Choice("It grows, until steps across the valley may become too long."),
        Choice("It falls: squares only add up.", "falls"),
        Choice("It falls to zero with the gradient, and the run is stuck.", "zero"),
        Choice("It stays right by itself: adaptive methods need no care.", "untuned"),
    ), "At the start η/σ₂ is 0.0009; before the burst it has grown to 0.0037, beyond its limit 2/λ₂, at the minimum "
        "0.0017.",
        Picture(burst.SCENE, 0, "The valley from above, with the start.")),
    Item("superstition", "200 seeds of Adam make their first ten steps on noisy gradients, with a warm-up and without. "
         "What differs?", (
        Choice("Without it they are scattered wide: the first σ is a guess from few gradients."),
        Choice("Nothing that matters: it is a habit.", "superstition"),
        Choice("Nothing: Adam looks after its rates itself.", "untuned"),
        Choice("It is safer, as a smaller η is safer all the way.", "smaller"),
    ), "After 10 steps the seeds of Adam are spread by 0.42, those with a warm-up by 0.018."),
    Item("bigger", "20 examples, ten epochs, one η: in one run all 20 make an update, in the other each by itself. "
         "Which run ends lower?", (
        Choice("That of single examples: it has made 200 updates, the other 10."),
        Choice("That of all 20: the bigger a batch, the better.", "bigger"),
        Choice("That of all 20: noise leads the other astray.", "noise"),
        Choice("Neither: gradient descent is the worst of all optimizers.", "best"),
    ), "After ten epochs the loss of single examples is 0.086, that of all 20 at once 3.1."),
    Item("noise", "Runs begin on the slope above a shallow minimum, beyond which there is a deep one. What does "
         "noise on the gradient do to 200 of them?", (
        Choice("It carries most of them over the rise, to the deep minimum."),
        Choice("They end in the shallow one all the same, only less exactly.", "noise"),
        Choice("They stay in the shallow one, for the loss is flat there.", "flat"),
        Choice("They would find the way out only with bigger batches.", "bigger"),
    ), "With noise 162 of 200 seeds end at the deep minimum; without it none does.",
        Picture(noise.SCENE, 0, "Two hollows from above; the start lies on the slope above the shallow one.")),
    Item("test", "A run ends in a narrow minimum, another in a wide one, a hair higher. The test surface is this one "
         "shifted a little sideways. Whose test loss is lower?", (
        Choice("That of the run in the wide minimum."),
        Choice("That of the run with the lower training loss.", "test"),
        Choice("Both alike: the gradient is zero at both, so both are minima of the test too.", "critical"),
        Choice("That of the bigger batch, wherever it has ended.", "bigger"),
    ), "Shifted by 0.2 the loss at the end is 0.020 in the wide minimum, and 1.44 in the narrow one.",
        Picture(SHIFTED, 2, "A narrow minimum and a wide one from above, with a run that ends in each.")),
    Item("best", "Of five optimizers Adam ends lowest on the bowl. On another surface, with the same rates: which one "
         "will?", (
        Choice("That has to be tried: another surface, another order."),
        Choice("Adam again: it has shown that it is the best.", "best"),
        Choice("Adam again: it needs no other rates.", "untuned"),
        Choice("Not momentum: it is gradient descent, only faster.", "speed"),
    ), "Here momentum ends at a loss of 0.012 and Adam at 0.78; on the bowl Adam's was 2e-12."),
)  # fmt: skip
"""The twelve questions, each about the misconception of its name."""
