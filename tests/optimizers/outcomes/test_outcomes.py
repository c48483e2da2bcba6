"""How a run ended: each kind from a run that shows it, with its step and its numbers in words."""

import math
from contextvars import copy_context
from gettext import NullTranslations

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optimizers import OPTIMIZERS, Path, descend
from optimizers.outcomes.outcome import SENTENCES, Outcome, judge
from surfaces import SURFACES, Surface
from words import speak

GD = OPTIMIZERS["gd"]
BOWL, QUADRATIC, CRESCENT = SURFACES["bowl"], SURFACES["quadratic"], SURFACES["crescent"]


def made_up(loss, minimum: tuple[float, float], start: tuple[float, float]) -> Surface:
    """A surface that is needed here only."""
    picture = ((-8.0, 8.0), (-8.0, 8.0))
    return Surface("made up", "", "", "", loss, (), picture, lambda: (minimum,), start, (), "")


# Two wells: the lower one at the smallest root of 4x³ − 4x + 0.3, the other at the largest.
LOWER, _, UPPER = sorted(np.roots([4, 0, -4, 0.3]))
WELLS = made_up(lambda x, y: (x**2 - 1) ** 2 + 0.3 * x + y**2, (LOWER, 0.0), (1.2, 0.5))
# A hole in a plain so flat that float64 hardly knows its slope: 1e-25 at (6, 5).
HOLE = made_up(lambda x, y: 1 - jnp.exp(-(x**2) - y**2), (0.0, 0.0), (6.0, 5.0))

# A minimum where the Hessian is 0/0 as far as automatic differentiation can tell.
CUSP = made_up(lambda x, y: (x**2 + y**2) ** 1.25, (0.0, 0.0), (1.0, 0.5))


# The message that a run shows, the run, and what it says.
SHOWN = {
    "converged": (
        # From the first step on only ½ · 16 · 0.95^2t is left: 30.5e-6 of 30.5 or less from t = 122 on.
        lambda: descend(QUADRATIC, GD, eta=0.05, steps=150),
        "Converges: from step 122 on it is at the minimum, loss 1.66e-06.",
    ),
    "converged low": (
        lambda: descend(WELLS, GD, eta=0.05, steps=200),
        "Converges, but to a local minimum: loss 0.294, where the lowest is -0.305.",
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
        lambda: descend(CRESCENT, OPTIMIZERS["rmsprop"], eta=0.01, steps=1000, start=(-1.35, 0.25)),
        "Arrives at the minimum (0.966, -0.259): from step 687 on within 0.0559 of it, "
        "and rattles on, at last by 0.012.",
    ),
    "hovering from the start": (
        # Every parameter is moved by η at each step, to one side and back.
        lambda: descend(QUADRATIC, OPTIMIZERS["lion"], eta=1e-3, steps=100, start=(1e-9, 1e-9)),
        "Rattles about the minimum (0, 0), where it began, and is never farther than 0.00141 from it.",
    ),
    "hovering beside": (
        # 4 · Π (1 − η^t) stays at 1e-2: the rate falls like half a wave, from 0.06 to 0.
        lambda: descend(QUADRATIC, GD, eta=0.06, steps=200, schedule="cosine", span=200),
        "Arrives at the minimum (0, 0): from step 87 on within 0.0396 of it.",
    ),
    "descending start": (
        lambda: descend(QUADRATIC, GD, steps=0),
        "At its start: no update is made yet; the loss is 30.5, ‖g‖ = 30.3.",
    ),
    "descending early": (
        # θ₁ lands on 0 and θ₂ on 19 · 1.5 = 28.5: ½ · 20 · 28.5²; before it was ½ (16 + 20 · 2.25).
        lambda: descend(QUADRATIC, GD, eta=1, steps=1),
        "Too early to tell: at step 1 the loss is 8.12e+03, at the start it was 30.5.",
    ),
    "descending up": (
        # Steps of length 3 lead it out of the minimum that it began beside.
        lambda: descend(SURFACES["himmelblau"], OPTIMIZERS["adam"], eta=3, steps=30, start=(3, 1.5)),
        "Higher than it began: at step 30 the loss is 14.9, more than the 3.31 of the start.",
    ),
    "descending to and fro": (
        # 0.9999 of the limit: θ₂ is multiplied by −0.9998 at each step, and θ₁ is at rest.
        lambda: descend(QUADRATIC, GD, eta=0.09999, steps=1000),
        "On its way, to and fro: in its last two quarters the mean loss came from 17.5 down to 15.9.",
    ),
    "descending braked": (
        # 0.5 · 0.9^59
        lambda: descend(
            QUADRATIC, OPTIMIZERS["adam"], eta=0.5, steps=60, schedule="exponential", gamma=0.9, steps_per_epoch=1
        ),
        "Slowed down by its schedule: at step 60 the loss is 0.0153, and the rate has come from 0.5 down to 0.000998.",
    ),
    "wandering up": (
        # A ball that has passed the floor of the valley once, and runs up the other side.
        lambda: descend(
            SURFACES["cliff"], OPTIMIZERS["momentum_sum"], eta=1.59e-5, steps=1587, start=(-2.757, -0.2544)
        ),
        "Rises just now: over the last quarter the loss came from 0.72 up to 1.33, at the start it was 1.39.",
    ),
    "wandering exactly": (
        # Its σ forgets nothing, its η/σ does not shrink: it is thrown out of the bent valley again and again.
        lambda: descend(SURFACES["rosenbrock"], OPTIMIZERS["adagrad"], eta=0.3, steps=200),
        "Wanders: over the last quarter the loss goes up and down between 0.108 and 1.29e+04.",
    ),
    "crawling on the spot": (
        lambda: descend(BOWL, GD, eta=1e-7, steps=3000),
        "Crawls: 3,000 updates, and less than 0.1% of the way along θ₁ is done.",
    ),
    "crawling late": (
        # The ridge of the monkey saddle levels out: there x falls like 1/t.
        lambda: descend(SURFACES["monkey_saddle"], GD, eta=0.05, steps=3000, start=(1.2, 0)),
        "Crawls: over the last 750 updates the loss has come down by only 1.4e-08, to 0.25.",
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
        "Thrown out: at step 30 the loss is 7.33e+108, at the start it was 7.12. A smaller η is needed.",
    ),
    "diverged scheduled": (
        # 1e-3 · 1.1^130
        lambda: descend(QUADRATIC, GD, eta=1e-3, steps=300, schedule="exponential", gamma=1.1),
        "Diverges: the loss grows to 4.76e+301 at step 131, where the schedule's rate is 240. A smaller one is needed.",
    ),
    "diverged off": (
        # The square of the slope is beyond float64, and with it σ.
        lambda: descend(SURFACES["rosenbrock"], OPTIMIZERS["adam"], start=(1e60, 0)),
        "Breaks off at step 0, where the loss is 1e+242 and ‖g‖ = 4e+182: the next update leaves float64.",
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
        "Converges outside the picture: loss -5.05, below the -1.91 of its minimum.",
    ),
    "stuck": (
        # 2 √61 e^−61
        lambda: descend(HOLE, GD, eta=0.1, steps=200),
        "Stuck at step 0: the gradient is almost zero (‖g‖ = 5e-26), but this is a flat place, not a minimum.",
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
        "Diverges: the loss grows to 8.46e+26 at step 10. A smaller η is needed.",
    ),
    "diverged rate": (
        # At the minimum nothing moves, whatever the rate; 2^1024 is the first power of 2 that is too large.
        lambda: descend(BOWL, GD, start=(0, 0), steps=5000, schedule="exponential", gamma=2),
        "Diverges: at step 1,024 the learning rate itself is too large for a float64. "
        "Let the schedule grow more slowly.",
    ),
    "diverged at once": (
        lambda: descend(BOWL, GD, start=(1e200, 0)),
        "Cannot begin: the loss is not a finite number at the start. Choose a start nearer to the picture.",
    ),
}


@pytest.mark.parametrize("message", SHOWN)
def test_a_run_that_shows_it_says_it(message: str) -> None:
    run, sentence = SHOWN[message]
    outcome = run().outcome
    assert outcome.kind == message.split()[0]
    assert outcome.sentence == sentence


# Each surface with two optimizers and each optimizer on three surfaces: to compile all pairs takes minutes.
PAIRS = [
    pytest.param(surface, optimizer, id=f"{surface.id}-{optimizer.id}")
    for surface in SURFACES.values()
    for optimizer in OPTIMIZERS.values()
    if surface in (BOWL, QUADRATIC, CRESCENT) or optimizer.id in ("gd", "adam")
]


# These move without a gradient: weight decay pulls towards 0, and Yogi's m starts at 1e-6.
RESTLESS = ("adamw", "lion", "yogi")


@pytest.mark.parametrize(("surface", "optimizer"), PAIRS)
def test_a_run_that_starts_at_the_minimum_has_converged_there_at_step_0(surface: Surface, optimizer) -> None:
    minimum = surface.minima(**{number.id: number.default for number in surface.numbers})[0]
    # Where a minimum is no float64, the gradient there is 1e-16 and σ no more than ε: an adaptive method leaves it.
    stays = optimizer is GD or not (np.any(surface.at(*minimum).grad) or optimizer.id in RESTLESS)
    for steps in (0, 1, 300) if stays else (0,):
        outcome = descend(surface, optimizer, start=minimum, steps=steps).outcome
        assert (outcome.kind, outcome.step) == ("converged", 0)


@pytest.mark.parametrize(("surface", "optimizer"), PAIRS)
def test_wherever_a_run_starts_it_is_judged_and_warns_of_nothing(surface: Surface, optimizer) -> None:
    for power in range(0, 300, 3):
        path = descend(surface, optimizer, start=(10.0**power, 2 * 10.0**power), steps=power % 2, eta=1e-3)
        # Far out Ackley's surface is nothing but ripples, and Easom's nothing at all.
        assert path.outcome.kind in ("descending", "diverged") or surface.id in ("ackley", "easom")


def test_a_start_on_a_plain_without_slope_is_a_flat_place() -> None:
    for optimizer in (one for one in OPTIMIZERS.values() if one.id not in RESTLESS):
        outcome = descend(HOLE, optimizer, eta=0.1, steps=200).outcome
        assert (outcome.kind, outcome.facts["place"]) == ("stuck", "a flat place")


def test_a_minimum_without_a_finite_curvature_is_one_all_the_same() -> None:
    assert np.isnan(CUSP.at(0.0, 0.0).hessian).any()
    for start in ((0, 0), CUSP.start):
        assert descend(CUSP, GD, start=start, eta=0.1, steps=2000).outcome.kind == "converged"


def test_the_other_well_is_no_local_minimum() -> None:
    outcome = descend(WELLS, GD, eta=0.05, steps=200, start=(-1.2, 0.5)).outcome
    assert outcome.sentence.startswith("Converges: from step ")
    assert outcome.facts["loss"] == pytest.approx(float(WELLS(LOWER, 0.0)), rel=1e-12)
    assert float(WELLS(UPPER, 0.0)) > 0.29


@pytest.mark.parametrize("beside", [1e-8, 1e-9])
def test_a_start_so_near_the_minimum_that_the_loss_cannot_tell_has_arrived(beside: float) -> None:
    assert descend(WELLS, GD, eta=0.05, steps=0, start=(LOWER + beside, 0)).outcome.kind == "converged"


@pytest.mark.parametrize(("share", "kind"), [(0.9999, "descending"), (1.0, "oscillating"), (1.0005, "diverged")])
def test_the_limit_of_stability_separates_falling_from_bouncing_from_growing(share: float, kind: str) -> None:
    assert descend(QUADRATIC, GD, eta=share * 2 / 20, steps=1000).outcome.kind == kind


def test_a_bounce_at_the_limit_does_not_grow_by_its_roundings() -> None:
    for angle in range(0, 91, 3):
        across = (-1.5 * math.sin(math.radians(angle)), 1.5 * math.cos(math.radians(angle)))
        path = descend(QUADRATIC, GD, eta=2 / 123, kappa=123, steps=100, angle=angle, start=across)
        assert path.outcome.kind == "oscillating"


def test_a_bounce_that_grows_below_the_start_is_told_as_a_bounce() -> None:
    # From 23.2 to 23.9; the start, far along the valley, was at 30.5.
    outcome = descend(QUADRATIC, GD, eta=1.00005 * 2 / 20, steps=300).outcome
    assert outcome.kind == "oscillating"
    assert outcome.facts["loss"] == pytest.approx(23.9, abs=0.05)


def test_a_gradient_that_was_huge_once_does_not_make_a_slope_look_flat() -> None:
    # The first step throws the run out to a gradient of 1e7; back in the valley ‖g‖ is 0.2, and it moves on.
    path = descend(CRESCENT, OPTIMIZERS["adam"], eta=32, steps=1000)
    norm = np.linalg.norm(path.grad, axis=1)
    assert norm.max() > 1e6
    assert path.outcome.kind != "stuck"


def test_a_bounce_that_has_settled_has_not_diverged() -> None:
    # It starts near the floor of the valley and swings up to the width of the bounce: from 2.4 to 3.5, and no more.
    outcome = descend(BOWL, GD, start=(2.3, -0.024), eta=10**-2.5, steps=300).outcome
    assert outcome.kind == "oscillating"
    assert outcome.facts["loss"] > 1.4 * outcome.facts["first"]


def test_a_run_that_has_nearly_arrived_does_not_crawl() -> None:
    outcome = descend(QUADRATIC, OPTIMIZERS["momentum"], eta=10**-2.5, steps=100).outcome
    # 99.6 % of the way are done; θ₁ is left.
    assert outcome.kind == "descending"
    assert outcome.facts["loss"] < 1e-4 * outcome.facts["first"]


def judged(points: list[tuple[float, float]]) -> Outcome:
    """The outcome of a run over ½ (θ₁² + 20 θ₂²) that visits these points."""
    visited = np.array(points, float)
    loss = np.asarray(QUADRATIC(visited[:, 0], visited[:, 1]))
    return judge(QUADRATIC, QUADRATIC.settle({}), visited, loss, visited * (1, 20), asked=len(points) - 1)


def test_passing_the_minimum_at_the_last_step_is_no_arrival() -> None:
    assert judged([(-4, 1)] * 80 + [(-1, 0)] * 20 + [(0, 0.0001)]).kind == "descending"


def test_a_burst_on_the_way_out_does_not_undo_an_arrival() -> None:
    outcome = judged([(-4, 1)] * 10 + [(1e-5, 0)] * 85 + [(0, 0.1)] + [(1e-5, 0)] * 5)
    assert (outcome.kind, outcome.step) == ("converged", 96)


def test_a_loss_that_wavers_without_a_turn_does_not_crawl() -> None:
    assert judged([(-4, 0)] + [(-2, 0), (-2.5, 0), (-3, 0), (-2.5, 0)] * 100).kind == "wandering"
    assert judged([(-4, 0)] + [(-3, 0)] * 400).facts["sentence"] == "stuck moving"


@pytest.mark.parametrize(("width", "kind"), [(0.02, "hovering"), (0.2, "oscillating")])
def test_a_bounce_about_the_minimum_that_is_too_narrow_to_see_is_an_arrival(width: float, kind: str) -> None:
    # The picture is 10 wide; a 64th of it is near.
    assert judged([(-4, -1.5)] + [(-width, 0), (width, 0)] * 50).kind == kind


def test_the_sentence_is_put_together_in_the_language_of_the_reader() -> None:
    class Shouted(NullTranslations):
        def gettext(self, message: str) -> str:
            shouted = {"a saddle": "A SADDLE", SENTENCES["stuck on the ridge"]: "STUCK {step}: {place}"}
            return shouted.get(message, message)

    outcome = descend(CRESCENT, GD, eta=3e-3, steps=3000, angle=0, start=(-1.35, 0)).outcome
    read = copy_context()
    read.run(speak, Shouted())
    assert read.run(lambda: outcome.sentence) == "STUCK 9: A SADDLE"
    assert outcome.sentence.startswith("Stuck at step 9")


FAR = st.floats(-1e150, 1e150) | st.floats(-5, 5)


@given(
    pair=st.sampled_from([pair.values for pair in PAIRS]),
    eta=st.floats(-8, 3).map(lambda power: 10**power),
    steps=st.integers(0, 400),
    x=FAR,
    y=FAR,
)
@settings(deadline=None, max_examples=400)  # the first run of each pair compiles
def test_every_run_has_an_outcome_that_its_numbers_bear_out(pair, eta, steps, x, y) -> None:
    surface, optimizer = pair
    path: Path = descend(surface, optimizer, start=(x, y), steps=steps, eta=eta)
    outcome, made = path.outcome, len(path.eta)
    sentence = outcome.sentence
    assert sentence.endswith(".")
    assert not {"{", "}"} & set(sentence)
    assert "nan" not in sentence
    assert 0 <= outcome.step <= made
    if outcome.kind == "converged":
        lowest, message = outcome.facts["lowest"], outcome.facts["sentence"]
        # A local minimum is one however high the run began.
        away = 1e-6 * max(1.0, path.loss[0] - path.loss[-1])
        assert message == "converged low" or path.loss[-1] <= lowest + away
        assert message == "converged beyond" or path.loss[-1] >= lowest - away
        if surface in (BOWL, QUADRATIC, CRESCENT):
            # They have one minimum, with loss 0; a millionth is what counts as arrived.
            assert path.loss[-1] <= max(1.1e-6 * path.loss[0], 1e-14)
    message = outcome.facts.get("sentence")
    if outcome.kind in ("crawling", "descending") and message not in ("descending early", "descending start"):
        assert (path.loss[-1] > path.loss[0]) == (message == "descending up")
    if outcome.kind == "crawling" and "share" in outcome.facts:
        assert 0 <= outcome.facts["share"] < 0.5
    if outcome.kind == "diverged":
        assert made < steps or not math.isfinite(path.loss[0]) or path.loss[-1] > path.loss[0]
    if "smaller" in sentence:
        # Nothing is too large that has not made the loss grow.
        assert path.loss[-1] > path.loss[0]
    else:
        assert made == steps
