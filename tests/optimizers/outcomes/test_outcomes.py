"""How a run ended: the kinds at their limits, and any run at all."""

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
from optimizers.outcomes.seen import Exact
from surfaces import SURFACES, Surface
from tests.crossing import among, cases, every
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

# These move without a gradient: weight decay pulls towards 0, and Yogi's m starts at 1e-6; or by a whole step with next
# to none: of it the sign counts, or what it is over a curvature that is as small.
RESTLESS = ("adamw", "lion", "yogi", "sign_descent", "newton")


# Each pair is compiled once for all tests of this file.
PAIRS = cases(SURFACES, OPTIMIZERS, every=every())
# The river falls for ever.
RESTING = dict.fromkeys(("bowl" if surface == "river" else surface, optimizer) for surface, optimizer in PAIRS)


@pytest.mark.parametrize(("surface", "optimizer"), among(RESTING, 11))
def test_a_run_that_starts_at_the_minimum_has_converged_there_at_step_0(surface: str, optimizer: str) -> None:
    ground, method = SURFACES[surface], OPTIMIZERS[optimizer]
    minimum = ground.minima(**{number.id: number.default for number in ground.numbers})[0]
    # Where a minimum is no float64, the gradient there is 1e-16 and σ no more than ε: an adaptive method leaves it.
    stays = method is GD or not (np.any(ground.at(*minimum).grad) or optimizer in RESTLESS)
    for steps in (0, 1, 300) if stays else (0,):
        outcome = descend(ground, method, start=minimum, steps=steps).outcome
        assert (outcome.kind, outcome.step) == ("converged", 0)


@pytest.mark.parametrize(("surface", "optimizer"), PAIRS)
def test_wherever_a_run_starts_it_is_judged_and_warns_of_nothing(surface: str, optimizer: str) -> None:
    for power in range(0, 300, 3 if every() else 25):
        start, steps = (10.0**power, 2 * 10.0**power), power % 2
        path = descend(SURFACES[surface], OPTIMIZERS[optimizer], start=start, steps=steps, eta=1e-3)
        # Far out Ackley's surface is nothing but ripples, and Easom's nothing at all.
        assert path.outcome.kind in ("descending", "diverged") or surface in ("ackley", "easom")


def test_a_start_on_a_plain_without_slope_is_a_flat_place() -> None:
    for id in among((id for id in OPTIMIZERS if id not in RESTLESS), 8):
        outcome = descend(HOLE, OPTIMIZERS[id], eta=0.1, steps=200).outcome
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
    # 99.6 % of the way are done; what is left, a pixel of 500, nobody sees, though the loss can be told from 0.
    assert (outcome.kind, outcome.facts["sentence"]) == ("hovering", "hovering beside")
    assert outcome.facts["loss"] < 1e-4 * outcome.facts["first"]


def judged(points: list[tuple[float, float]]) -> Outcome:
    """The outcome of a run over ½ (θ₁² + 20 θ₂²) that visits these points."""
    visited = np.array(points, float)
    loss = np.asarray(QUADRATIC(visited[:, 0], visited[:, 1]))
    run = Exact(QUADRATIC, QUADRATIC.settle({}), visited, loss, visited * (1, 20))
    return judge(run, asked=len(points) - 1)


def test_passing_the_minimum_at_the_last_step_is_no_arrival() -> None:
    assert judged([(-4, 1)] * 80 + [(-1, 0)] * 20 + [(0, 0.0001)]).kind == "descending"


def test_a_burst_on_the_way_out_does_not_undo_an_arrival() -> None:
    outcome = judged([(-4, 1)] * 10 + [(1e-5, 0)] * 85 + [(0, 0.1)] + [(1e-5, 0)] * 5)
    assert (outcome.kind, outcome.step) == ("converged", 96)


def test_a_loss_that_wavers_without_a_turn_does_not_crawl() -> None:
    assert judged([(-4, 0)] + [(-2, 0), (-2.5, 0), (-3, 0), (-2.5, 0)] * 100).kind == "wandering"
    assert judged([(-4, 0)] + [(-3, 0)] * 400).facts["sentence"] == "stuck moving"


@pytest.mark.parametrize(("width", "kind"), [(0.02, "hovering"), (0.21, "oscillating")])
def test_a_bounce_about_the_minimum_that_is_too_narrow_to_see_is_an_arrival(width: float, kind: str) -> None:
    # The picture is 10 wide; a 50th of it is near, for who turns back there. At 0.02 nobody sees it move.
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
    pair=st.sampled_from(cases(SURFACES.values(), OPTIMIZERS.values(), every=False)),
    eta=st.floats(-8, 3).map(lambda power: 10**power),
    steps=st.integers(0, 400),
    x=FAR,
    y=FAR,
)
@settings(deadline=None, max_examples=400 if every() else 150)  # the first run of each pair compiles
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
        # However high the run began: how far its losses fell does not tell which minimum it is at.
        lowest_places, span = surface.lowest()[0], np.ptp(np.array(surface.domain), axis=1)
        there = (abs(lowest_places - path.point[-1]) <= span / 100).all(axis=1).any()
        assert there == (message == "converged")
        assert (message == "converged low") <= (path.loss[-1] > lowest)
        assert (message == "converged beyond") <= (path.loss[-1] < lowest)
        if surface in (BOWL, QUADRATIC, CRESCENT):
            # They have one minimum, with loss 0; a millionth is what counts as arrived.
            assert path.loss[-1] <= max(1.1e-6 * path.loss[0], 1e-14)
    message = outcome.facts.get("sentence")
    if outcome.kind in ("crawling", "descending") and message not in ("descending early", "descending start"):
        assert (path.loss[-1] > path.loss[0]) == (message == "descending up")
    if outcome.kind == "crawling" and "share" in outcome.facts:
        # Who has done more than half of it is not said to have done only so much.
        assert 0 <= outcome.facts["share"] < 0.5
    if outcome.kind == "diverged":
        assert made < steps or not math.isfinite(path.loss[0]) or path.loss[-1] > path.loss[0]
    else:
        assert made == steps
    if "smaller" in sentence:
        # Nothing is too large that has not made the loss grow.
        assert path.loss[-1] > path.loss[0]
