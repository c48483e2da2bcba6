"""What is said of a run: each message from a run that shows it, with its step and its numbers."""

import pytest

from optimizers import OPTIMIZERS, Outcome, descend
from surfaces import SURFACES
from tests.optimizers.outcomes.test_outcomes import BOWL, CRESCENT, GD, HOLE, QUADRATIC, WELLS

# The message that a run shows, the run, and what it says.
SHOWN = {
    "converged": (
        # From the first step on only ½ · 16 · 0.95^2t is left: 30.5e-6 of 30.5 or less from t = 122 on.
        lambda: descend(QUADRATIC, GD, eta=0.05, steps=150),
        "Converges: from step 122 on it is at the minimum; at the end the loss is 1.66·10⁻⁶.",
    ),
    "converged low": (
        lambda: descend(WELLS, GD, eta=0.05, steps=200),
        "Converges, but to a local minimum: loss 0.294, where the lowest is −0.305.",
    ),
    "oscillating": (
        lambda: descend(BOWL, GD, eta=1e-2, steps=300),
        "Bounces from wall to wall: the loss is flat at 20.3, yet the gradient is not small, ‖g‖ = 67.5.",
    ),
    "oscillating wide": (
        lambda: descend(BOWL, OPTIMIZERS["momentum"], eta=1e-2, steps=300),
        "Bounces from wall to wall: the loss swings between 20.2 and 22.9, and the gradient is not small, ‖g‖ = 69.",
    ),
    "oscillating swing": (
        # A sum of all gradients that forgets none: cos(t √(η λ)) along both axes.
        lambda: descend(QUADRATIC, OPTIMIZERS["momentum_sum"], eta=1e-3, steps=2000),
        "Swings to and fro: the loss goes up and down between 0.0642 and 30.6.",
    ),
    "hovering exactly": (
        # Each parameter is moved by η at each step.
        lambda: descend(QUADRATIC, OPTIMIZERS["lion"], eta=0.03, steps=600),
        "Arrives at the minimum (0, 0): from step 303 on within 0.237 of it, at last within 0.035, and rattles on.",
    ),
    "hovering from the start": (
        # Every parameter is moved by η at each step, to one side and back.
        lambda: descend(QUADRATIC, OPTIMIZERS["lion"], eta=1e-3, steps=100, start=(1e-9, 1e-9)),
        "Rattles about the minimum (0, 0), where it began: it is never farther than 0.00141 from it.",
    ),
    "hovering beside": (
        # 4 · Π (1 − η^t) stays at 1e-2: the rate falls like half a wave, from 0.06 to 0.
        lambda: descend(QUADRATIC, GD, eta=0.06, steps=200, schedule="cosine", span=200),
        "Arrives at the minimum (0, 0): from step 65 on within 0.1 of it.",
    ),
    "descending start": (
        lambda: descend(QUADRATIC, GD, steps=0),
        "At its start: no update is made yet; the loss is 30.5, ‖g‖ = 30.3.",
    ),
    "descending early": (
        # θ₁ lands on 0 and θ₂ on 19 · 1.5 = 28.5: ½ · 20 · 28.5²; before it was ½ (16 + 20 · 2.25).
        lambda: descend(QUADRATIC, GD, eta=1, steps=1),
        "Too early to tell: at step 1 the loss is 8,120, at the start it was 30.5.",
    ),
    "descending local": (
        # Within a pixel of the shallow minimum, whose loss is 0.38973.
        lambda: descend(SURFACES["double_well"], OPTIMIZERS["adadelta"], eta=2.67, steps=187),
        "Settles in a local minimum: at step 187 the loss is 0.39, where the lowest is 0.",
    ),
    "descending low": (
        # It swings across the valley, so that its loss goes up and down.
        lambda: descend(QUADRATIC, OPTIMIZERS["momentum"], eta=0.04, steps=8),
        "Lower than it began: at step 8 the loss is 0.485, less than the 30.5 of the start.",
    ),
    "wandering level": (
        # The bell is far away: 1 − cos cos e^−2r² is 0 in float64, and weight decay moves it all the same.
        lambda: descend(SURFACES["easom"], OPTIMIZERS["adamw"], eta=0.01, steps=50, start=(200, 200)),
        "Moves to no effect: over the last quarter the loss is 0 throughout.",
    ),
    "descending up": (
        # Steps of length 3 lead it out of the minimum that it began beside.
        lambda: descend(SURFACES["himmelblau"], OPTIMIZERS["adam"], eta=3, steps=30, start=(3, 1.5)),
        "Higher than it began: at step 30 the loss is 14.9, more than the 3.31 of the start.",
    ),
    "descending on the whole": (
        # 0.9999 of the limit: θ₂ is multiplied by −0.9998 at each step, and θ₁ is at rest.
        lambda: descend(QUADRATIC, GD, eta=0.09999, steps=1000),
        "Comes down: from its third quarter to its last the mean loss fell by 1.7, to 15.9.",
    ),
    "descending braked": (
        # 0.5 · 0.8^59
        lambda: descend(
            QUADRATIC, OPTIMIZERS["adam"], eta=0.5, steps=60, schedule="exponential", gamma=0.8, steps_per_epoch=1
        ),
        "Slowed down by its schedule: at step 60 the loss is 1.92, and the rate has come from 0.5 down to 9.58·10⁻⁷.",
    ),
    "wandering up": (
        # A ball that has passed the floor of the valley once, and runs up the other side.
        lambda: descend(
            SURFACES["cliff"], OPTIMIZERS["momentum_sum"], eta=1.59e-5, steps=1587, start=(-2.757, -0.2544)
        ),
        "Rises just now: over the last quarter the loss came from 0.72 up to 1.33, at the start it was 1.39.",
    ),
    "wandering": (
        # Its σ forgets nothing, its η/σ does not shrink: it is thrown out of the bent valley again and again.
        lambda: descend(SURFACES["rosenbrock"], OPTIMIZERS["adagrad"], eta=0.3, steps=200),
        "Goes up and down: over the last quarter the loss is between 0.108 and 12,900, 339 on average.",
    ),
    "crawling on the spot": (
        lambda: descend(BOWL, GD, eta=1e-7, steps=3000),
        "Crawls: 3,000 updates, and less than 0.1% of the way along θ₁ is done.",
    ),
    "crawling late": (
        # The ridge of the monkey saddle levels out: there x falls like 1/t.
        lambda: descend(SURFACES["monkey_saddle"], GD, eta=0.05, steps=3000, start=(1.2, 0)),
        "Crawls: over the last 750 updates the loss has come down by only 1.4·10⁻⁸, to 0.25.",
    ),
    "stuck moving": (
        # Weight decay and the slope are in balance, short of the minimum.
        lambda: descend(SURFACES["booth"], OPTIMIZERS["adamw"], eta=0.01, weight_decay=1, beta2=0.9, steps=9000),
        "Stands still from step 2,670 on: its steps no longer move it, yet ‖g‖ = 25.6.",
    ),
    "diverged slowly": (
        # θ₂ is −1.001 times as long after each step: ½ · 20 · 2.25 · 1.001^2000.
        lambda: descend(QUADRATIC, GD, eta=1.0005 * 2 / 20, steps=1000),
        "Bounces ever higher: at step 1,000 the loss is 166, at the start it was 30.5. A smaller η is needed.",
    ),
    "diverged out": (
        # Five steps without σ, then steps of length η, which never lead back.
        lambda: descend(SURFACES["plateau"], OPTIMIZERS["radam"], eta=0.645, steps=30),
        "Thrown out: at step 30 the loss is 7.33·10¹⁰⁸, at the start it was 7.12. A smaller η is needed.",
    ),
    "diverged scheduled": (
        # 1e-3 · 1.1^130
        lambda: descend(QUADRATIC, GD, eta=1e-3, steps=300, schedule="exponential", gamma=1.1),
        "Diverges: the loss grows to 4.76·10³⁰¹ at step 131, where the schedule's rate is 240.",
    ),
    "diverged off": (
        # A step of η · 4e182 leads to where the loss, about 100 x⁴, is beyond float64.
        lambda: descend(SURFACES["rosenbrock"], GD, start=(1e60, 0)),
        "Breaks off at step 0, where the loss is 10²⁴² and ‖g‖ = 4·10¹⁸²: the next update leaves float64.",
    ),
    "crawling": (
        lambda: descend(BOWL, GD, eta=1e-7, steps=100_000),
        "Crawls: 100,000 updates, and only 0.4% of the way along θ₁ is done.",
    ),
    "crawling astray": (
        # Downhill leads away from the minimum first, around the bend.
        lambda: descend(CRESCENT, GD, eta=1e-6, steps=1000, start=(-0.7, 0.64)),
        "Crawls: in 1,000 updates the loss has only come from 1.1 down to 1.06.",
    ),
    "converged beyond": (
        # A whole turn of the sine further down: π below the minimum of the picture.
        lambda: descend(SURFACES["mccormick"], GD, eta=0.1, steps=300, start=(-3, -3)),
        "Converges outside the picture: loss −5.05, below the −1.91 of its minimum.",
    ),
    "stuck": (
        # 2 √61 e^−61
        lambda: descend(HOLE, GD, eta=0.1, steps=200),
        "Stuck at step 0: the gradient is almost zero (‖g‖ = 5·10⁻²⁶), but this is a flat place, not a minimum.",
    ),
    "stuck on the ridge": (
        # On the ridge θ₂ = 0 of the symmetric crescent nothing pushes sideways.
        lambda: descend(CRESCENT, GD, eta=3e-3, steps=33, angle=0, start=(-1.35, 0)),
        "Stuck at step 9: this is a saddle, not a minimum. The run is exactly on its ridge, "
        "where the slope to either side is 0, so that no step leads off it.",
    ),
    "stuck rate": (
        # The rate has gone down in a straight line; t/40 is 1 at t = 40.
        lambda: descend(BOWL, GD, eta=1e-3, steps=300, schedule="linear", span=40),
        "Stands still from step 40 on: the schedule has brought the learning rate to 0.",
    ),
    "descending": (
        lambda: descend(BOWL, GD, eta=1e-3, steps=3000),
        "On its way: at step 3,000 the loss is 0.0683, ‖g‖ = 0.374.",
    ),
    "diverged": (
        # θ₂ is −19 times as large after each step, and ½ · 20 · (1.5 · 19^10)² at the tenth.
        lambda: descend(QUADRATIC, GD, eta=1, steps=10),
        "Diverges: the loss grows to 8.46·10²⁶ at step 10. A smaller η is needed.",
    ),
    "diverged rate": (
        # At the minimum nothing moves, whatever the rate; 2^1024 is the first power of 2 that is too large.
        lambda: descend(BOWL, GD, start=(0, 0), steps=5000, schedule="exponential", gamma=2),
        "Diverges: at step 1,024 the learning rate itself is too large for a float64. "
        "Let the schedule grow more slowly.",
    ),
    "diverged at once": (
        lambda: descend(QUADRATIC, GD, start=(1e200, 0)),
        "Cannot begin: the loss is not a finite number at the start. Choose a start nearer to the picture.",
    ),
}


@pytest.mark.parametrize("message", SHOWN)
def test_a_run_that_shows_it_says_it(message: str) -> None:
    run, sentence = SHOWN[message]
    outcome = run().outcome
    assert outcome.kind == message.split()[0]
    assert outcome.sentence.replace("\u00a0", " ") == sentence


def test_rmsprop_on_the_crescent_arrives_and_rattles_since_its_steps_cannot_shrink() -> None:
    outcome = descend(CRESCENT, OPTIMIZERS["rmsprop"], eta=0.01, steps=1000, start=(-1.35, 0.25)).outcome
    # At step 675 it is within 0.065; how it rattles from there on depends on the last bits of its numbers.
    assert (outcome.kind, outcome.facts["sentence"]) == ("hovering", "hovering exactly")
    assert 665 <= outcome.step <= 685
    assert "Arrives at the minimum (0.966, −0.259): from step 6" in outcome.sentence


def test_losses_that_differ_are_never_told_with_the_same_digits() -> None:
    facts = {"sentence": "descending up", "loss": 1.34012, "first": 1.33989}
    assert "1.3401, more than the 1.3399 of" in Outcome("descending", 9, facts).sentence
    assert "14.9, more than the 3.31 of" in Outcome("descending", 9, facts | {"loss": 14.9, "first": 3.31}).sentence
