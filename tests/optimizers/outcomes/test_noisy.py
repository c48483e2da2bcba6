"""How runs with chance in their gradients end, and what the lecture claims of noise, by numbers."""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Sampling, descend
from optimizers.descent import descend_seeds, task
from optimizers.loop.scan import run
from optimizers.loop.sweep import Bundle
from optimizers.outcomes.noisy import judge_noisy
from optimizers.outcomes.outcome import SENTENCES, Outcome
from optimizers.outcomes.seen import Seen
from optimizers.outcomes.trends import SHORT
from surfaces import SURFACES
from tests.crossing import among, crossed, every
from tests.optimizers.outcomes.test_what_is_said import SHOWN as EXACT
from words import numeral

BOWL, QUADRATIC, PLATEAU = (SURFACES[id] for id in ("bowl", "quadratic", "plateau"))
LINE, NETWORK = SURFACES["linear_regression"], SURFACES["tiny_network"]
GD, ADAM, RADAM = (OPTIMIZERS[id] for id in ("gd", "adam", "radam"))
NOISE = Sampling(noise=1.0)

# The message that a noisy run shows, the run, and what it says.
SHOWN = {
    "descending on the whole": (
        lambda: descend(LINE, GD, eta=0.03, steps=300, sampling=Sampling(batch=5)),
        "Comes down: from its third quarter to its last the mean loss fell by 0.12, to 0.156.",
    ),
    "descending early": (
        lambda: descend(LINE, GD, eta=0.03, steps=20, sampling=Sampling(batch=1)),
        "Too early to tell: at step 20 the loss is 5.46, at the start it was 7.82.",
    ),
    "descending start": (
        lambda: descend(LINE, GD, eta=0.03, steps=0, sampling=Sampling(batch=1)),
        "At its start: no update is made yet; the loss is 7.82, ‖g‖ = 14.9.",
    ),
    "oscillating wide": (
        # Far from the minimum it is thrown from wall to wall, as it is without noise.
        lambda: descend(BOWL, GD, eta=0.01, steps=300, sampling=NOISE),
        "Bounces from wall to wall: the loss swings between 17.6 and 22.5, and the gradient is not small, ‖g‖ = 67.7.",
    ),
    "hovering": (
        lambda: descend(LINE, GD, eta=0.02, steps=1000, standardised=1, sampling=Sampling(batch=1)),
        "Hovers about the minimum at (1.16, 3.52): the loss goes up and down between 0.0862 and 0.0915.",
    ),
    "wandering": (
        # From one minimum to the other and back.
        lambda: descend(
            SURFACES["double_well"], GD, eta=0.05, steps=3000, tilt=0.4, barrier=1.0, sampling=Sampling(noise=6.0)
        ),
        "Goes up and down: over the last quarter the loss is between 0.0115 and 12.2, 1.16 on average.",
    ),
    "crawling": (
        lambda: descend(BOWL, GD, eta=1e-4, steps=300, sampling=NOISE),
        "Crawls: 300 updates, and only 1.3% of the way along θ₁ is done.",
    ),
    "crawling astray": (
        lambda: descend(
            SURFACES["crescent"], GD, eta=1e-6, steps=1000, start=(-0.7, 0.64), sampling=Sampling(noise=0.1)
        ),
        "Crawls: in 1,000 updates the loss has only come from 1.1 down to 1.06.",
    ),
    "stuck": (
        # No example has a slope there, so that no batch leads away.
        lambda: descend(NETWORK, GD, eta=0.05, start=(0, 0), sampling=Sampling(batch=1)),
        "Stuck at step 0: the gradient is almost zero (‖g‖ = 0), but this is a saddle, not a minimum.",
    ),
    "diverged": (
        # The limit is 2/22.5 = 0.089.
        lambda: descend(LINE, GD, eta=0.1, steps=600, sampling=Sampling(batch=5)),
        "Diverges: the loss grows to 7.8·10³⁰ at step 600. A smaller η is needed.",
    ),
    "diverged at once": (
        lambda: descend(QUADRATIC, GD, start=(1e200, 0), sampling=NOISE),
        "Cannot begin: the loss is not a finite number at the start. Choose a start nearer to the picture.",
    ),
}


def test_every_sentence_is_shown_by_some_run() -> None:
    assert {*EXACT, *SHOWN} == set(SENTENCES)


@pytest.mark.parametrize("message", SHOWN)
def test_a_noisy_run_that_shows_it_says_it_with_the_numbers_of_the_run(message: str) -> None:
    run, sentence = SHOWN[message]
    path = run()
    outcome, tail = path.outcome, path.loss[-((len(path.loss) - 1) // 4) :]
    assert outcome.kind == message.split()[0]
    assert outcome.sentence.replace("\u00a0", " ") == sentence
    if "low" in outcome.facts:
        assert (outcome.facts["low"], outcome.facts["high"]) == (tail.min(), tail.max())
        assert outcome.facts["mean"] == tail.mean()
    assert outcome.facts["loss"] == path.loss[-1]


@pytest.mark.parametrize("id", ["linear_regression", "logistic_regression", "tiny_network"])
def test_a_start_at_the_minimum_has_converged_with_all_examples_and_hovers_with_one_at_a_time(id: str) -> None:
    surface = SURFACES[id]
    minimum = surface.minima(**{number.id: number.default for number in surface.numbers})[0]
    for batch, kind in ((None, "converged"), (20, "converged"), (1, "hovering"), (19, "hovering")):
        outcome = descend(surface, GD, eta=0.01, start=minimum, sampling=Sampling(batch=batch)).outcome
        assert outcome.kind == kind
        if kind == "converged":
            assert outcome.step == 0
        else:
            assert (outcome.facts["place_x"], outcome.facts["place_y"]) == minimum


@pytest.mark.parametrize("minimum", [(3.0, 2.0), (-2.805118, 3.131313), (-3.77931, -3.283186), (3.584428, -1.848127)])
def test_a_run_hovers_about_the_minimum_that_it_is_at(minimum: tuple[float, float]) -> None:
    start = (minimum[0] + 0.3, minimum[1] - 0.2)
    sampling = Sampling(noise=10.0)
    outcome = descend(SURFACES["himmelblau"], GD, eta=1e-3, steps=2000, start=start, sampling=sampling).outcome
    assert outcome.kind == "hovering"
    assert (outcome.facts["place_x"], outcome.facts["place_y"]) == pytest.approx(minimum, abs=1e-6)


def test_a_minimum_that_no_record_lists_is_one_to_hover_about() -> None:
    # ½ + ½ √(1 − h/2b), as the well's docstring says.
    outcome = descend(SURFACES["double_well"], GD, eta=0.05, barrier=1.0, tilt=0.4, sampling=NOISE).outcome
    assert (outcome.facts["place_x"], outcome.facts["place_y"]) == pytest.approx((0.5 + np.sqrt(0.2), 0.0), abs=1e-9)
    assert "(0.947, 0)" in outcome.sentence


@pytest.mark.parametrize(
    ("id", "noise", "choice"),
    [("double_well", 6.0, {"eta": 0.05, "tilt": 0.4, "barrier": 1.0}), ("rastrigin", 100.0, {"eta": 0.002})],
)
def test_a_run_that_jumps_between_minima_hovers_about_none(id: str, noise: float, choice: dict) -> None:
    path = descend(SURFACES[id], GD, steps=3000, sampling=Sampling(noise=noise), **choice)
    assert path.outcome.kind == "wandering"
    assert path.outcome.facts["high"] > 5


def kinds(bundle: Bundle) -> dict[str, int]:
    found = [outcome.kind for outcome in bundle.outcomes]
    return {kind: found.count(kind) for kind in found}


@crossed(eta=[0.003, 0.01, 0.05, 0.09], steps=[100, 1000])
def test_a_run_at_rest_is_seldom_said_to_fall(eta: float, steps: int) -> None:
    shown = kinds(descend_seeds(QUADRATIC, GD, seeds=200, start=(0, 0), eta=eta, steps=steps, sampling=NOISE))
    # By chance one in 360; neighbouring blocks are a little alike.
    assert shown.get("descending", 0) <= 6
    assert shown["hovering"] >= 192


@crossed(eta=[3e-4, 1e-3, 3e-3], steps=[SHORT, 300])
def test_a_run_that_falls_is_told_from_the_noise(eta: float, steps: int) -> None:
    # The slow direction, curved by 1, keeps e^−0.9 of its way even after 300 steps of 0.003.
    bundle = descend_seeds(QUADRATIC, GD, seeds=100, eta=eta, steps=steps, sampling=NOISE)
    assert kinds(bundle) == {"descending": 100}
    assert {outcome.facts["sentence"] for outcome in bundle.outcomes} == {"descending on the whole"}


@pytest.mark.parametrize(("share", "lost"), [(0.9, 0), (0.99, 0), (1.0, 0), (1.005, 32), (1.01, 32), (2.0, 32)])
@pytest.mark.parametrize("start", [(0, 0), (-4, 1.5)])
def test_the_limit_of_stability_separates_resting_from_growing_with_noise_too(share, lost: int, start) -> None:
    bundle = descend_seeds(QUADRATIC, GD, seeds=32, start=start, eta=share * 0.1, steps=600, sampling=NOISE)
    assert kinds(bundle).get("diverged", 0) == lost


@pytest.mark.parametrize("method", ["gd", "momentum", "momentum_sum", "adam", "radam"])
def test_noise_that_drives_a_run_out_of_its_minimum_is_no_divergence(method: str) -> None:
    # With momentum it is driven smoothly, and the loss grows like the third power of the step at first.
    choice = {"start": (0, 0), "eta": 1e-4, "sampling": NOISE}
    for steps in (SHORT, 60, 100, 400) if every() else (100,):
        bundle = descend_seeds(QUADRATIC, OPTIMIZERS[method], seeds=200, steps=steps, **choice)
        assert "diverged" not in kinds(bundle)


@pytest.mark.parametrize("steps", range(1, SHORT))
def test_a_few_steps_between_which_the_loss_goes_up_and_down_are_not_judged(steps: int) -> None:
    path = descend(LINE, GD, eta=0.01, steps=steps, sampling=Sampling(batch=1))
    assert (path.outcome.kind, path.outcome.facts["sentence"]) == ("descending", "descending early")
    assert f"at step {steps} the loss is {numeral(f'{path.loss[-1]:.3g}')}" in path.outcome.sentence


def test_a_few_steps_that_fall_from_block_to_block_are_and_chance_seldom_makes_them() -> None:
    falls = descend_seeds(QUADRATIC, GD, seeds=100, eta=1e-3, steps=20, sampling=NOISE)
    assert {outcome.facts["sentence"] for outcome in falls.outcomes} == {"descending on the whole"}
    rests = descend_seeds(QUADRATIC, GD, seeds=200, eta=0.09, start=(0, 0), steps=20, sampling=NOISE)
    assert sum(outcome.facts["sentence"] == "descending early" for outcome in rests.outcomes) >= 195


def judged(point: np.ndarray, asked: int | None = None) -> Outcome:
    loss = np.asarray(QUADRATIC(point[:, 0], point[:, 1]))
    run = Seen(QUADRATIC, QUADRATIC.settle({}), point, loss)
    return judge_noisy(run, asked=len(loss) - 1 if asked is None else asked)


def test_a_run_that_broke_off_has_diverged_whatever_its_numbers() -> None:
    assert judged(np.full((50, 2), 0.1), asked=60).kind == "diverged"


def test_a_run_that_rests_where_there_is_a_slope_is_not_stuck() -> None:
    assert judged(np.full((401, 2), (-4.0, 1.0))).kind == "crawling"
    assert judged(np.full((401, 2), (0.0, 0.0))).kind == "hovering"


WELL, VALLEYS = SURFACES["double_well"], SURFACES["sharp_flat"]


def share_at(bundle: Bundle, x: float) -> int:
    """How many runs hover about the minimum at (x, 0)."""
    return sum(outcome.facts.get("place_x") == pytest.approx(x) for outcome in bundle.outcomes)


@pytest.mark.parametrize("seed", [0, 1000])
def test_noise_can_leave_a_local_minimum_where_the_exact_gradient_stays(seed: int) -> None:
    choice = {"start": (1.7, 0.8), "eta": 0.05, "steps": 500, "barrier": 1.0, "tilt": 0.8}
    exact = descend(WELL, GD, **choice)
    assert exact.outcome.facts["sentence"] == "converged low"
    assert exact.point[-1] == pytest.approx([0.5 + np.sqrt(0.15), 0.0], abs=1e-9)
    bundle = descend_seeds(WELL, GD, seeds=100, sampling=Sampling(noise=3.0, seed=seed), **choice)
    # Of every hundred about 77 are in the deep minimum, 15 in the shallow one, and 8 between them.
    assert share_at(bundle, -1.0) >= 60
    assert share_at(bundle, 0.5 + np.sqrt(0.15)) <= 30
    # A little noise gets nobody out.
    quiet = descend_seeds(WELL, GD, seeds=100, sampling=Sampling(noise=1.0, seed=seed), **choice)
    assert (quiet.point[:, -1, 0] > 0.5).all()


@pytest.mark.parametrize("x", among([1.5, 0.0, -0.9, -1.5], 2))
def test_with_noise_more_runs_end_in_the_wide_valley_than_in_the_narrow_one_wherever_they_start(x: float) -> None:
    choice = {"start": (x, 0.0), "eta": 0.05, "steps": 1000, "sharp": 0.2, "flat": 1.0}
    # Both are minima of the same depth, and at this rate gradient descent stays in either: η < 2 · 0.2².
    home = -1.5 if x < -0.5 else 1.5
    exact = descend(VALLEYS, GD, **choice)
    assert exact.outcome.kind == "converged"
    assert exact.point[-1] == pytest.approx([home, 0.0], abs=1e-6)
    quiet, loud = (
        descend_seeds(VALLEYS, GD, seeds=200, sampling=Sampling(noise=noise), **choice) for noise in (1.0, 4.0)
    )
    assert share_at(quiet, home) >= 190
    # Of every two hundred about 180 are in the wide valley and 5 in the narrow one; the others are on their way.
    assert share_at(loud, 1.5) >= 160
    assert share_at(loud, -1.5) <= 20


def test_the_first_steps_of_adam_spread_widely_and_those_of_radam_and_a_warm_up_narrowly() -> None:
    # On the shelf the slope is 0.004 and the noise 0.1: nearly all that Adam's first σ knows is noise.
    choice = {"start": (0, 0), "steps": 10, "eta": 0.01, "slope": 0.002, "sampling": Sampling(noise=0.1)}
    warm = {"schedule": "warmup", "warmup": 100}
    spread = {
        name: descend_seeds(PLATEAU, method, seeds=200, **choice, **schedule).point[:, 10].std(axis=0) / 0.01
        for name, method, schedule in (("adam", ADAM, {}), ("radam", RADAM, {}), ("warm", ADAM, warm))
    }
    # In steps of length η; a standard deviation over 200 seeds is known to 5 %, twice that is allowed.
    assert spread["adam"] == pytest.approx([3.8, 2.55], rel=0.1)
    assert spread["radam"] == pytest.approx([0.31, 0.32], rel=0.1)
    assert spread["warm"] == pytest.approx([0.18, 0.17], rel=0.1)
    assert (spread["adam"] > 7 * np.maximum(spread["radam"], spread["warm"])).all()


def test_radam_waits_with_plain_gradients_which_are_long_steps_where_the_slope_is_not_small() -> None:
    choice = {"steps": 10, "eta": 0.01, "sampling": NOISE}
    adam, radam = (
        descend_seeds(QUADRATIC, method, seeds=200, **choice).point[:, 10].std(axis=0) / 0.01
        for method in (ADAM, RADAM)
    )
    # The slope is (−4, 30), the noise 1: Adam's σ is sure of its sign from the start, and only then is it narrower.
    assert (adam < 0.2).all()
    assert (radam > 2).all()


def test_at_first_sigma_is_a_statistic_of_few_gradients_and_its_variance_is_large() -> None:
    choice = {"start": (0, 0), "steps": 100, "eta": 1e-4, "slope": 0.002}
    # Their numbers alone: to judge a run takes longer than to make it.
    runs = [run(task(PLATEAU, ADAM, sampling=Sampling(noise=0.1, seed=seed), **choice)) for seed in range(200)]
    rate = 1 / np.array([rows.sigma for rows in runs])
    spread = rate.std(axis=0) / rate.mean(axis=0)
    # 1/|g| of a single gradient, then the root of a mean over n = 6 and 100 squares, known to about 1/√(2n).
    assert (spread[0] > 2).all()
    assert spread[5] == pytest.approx([0.33, 0.33], abs=0.05)
    assert spread[99] == pytest.approx([0.07, 0.07], abs=0.01)
