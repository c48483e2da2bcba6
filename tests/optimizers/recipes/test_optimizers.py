"""Optimizers: values by hand, other people's implementations, closed forms, limits, invariances."""

import math
import re

import numpy as np
import pytest

from optimizers import OPTIMIZERS, descend
from surfaces import SURFACES
from tests.crossing import among, crossed
from tests.optimizers.formula import assert_the_formula_to_the_last_bit

# Every optimizer is compiled on the bowl, once for all tests of this file.
BOWL, QUADRATIC, CRESCENT = SURFACES["bowl"], SURFACES["quadratic"], SURFACES["crescent"]
EVERY = pytest.mark.parametrize("optimizer", OPTIMIZERS)


# On the bowl with every schedule: `test_schedules.py`.
@pytest.mark.long
@crossed(optimizer=OPTIMIZERS, surface=("bowl", "quadratic", "crescent"))
def test_the_path_obeys_the_formula_to_the_last_bit(optimizer: str, surface: str) -> None:
    path = descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=300, eta=2e-3, schedule="inverse_time")
    assert_the_formula_to_the_last_bit(path)


@pytest.mark.parametrize(("kappa", "angle", "eta"), [(20, 0, 0.01), (20, 30, 0.09), (7.5, 72, 0.2), (1000, 45, 1e-3)])
def test_plain_descent_on_the_quadratic_has_a_closed_form(kappa: float, angle: float, eta: float) -> None:
    path = descend(QUADRATIC, OPTIMIZERS["gd"], start=(-4, 1.5), steps=200, eta=eta, kappa=kappa, angle=angle)
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    axes = np.array([[cos, sin], [-sin, cos]])
    shrink = (1 - eta * np.array([1, kappa])) ** np.arange(201)[:, None]
    expected = shrink * (axes @ (-4, 1.5))
    # 200 roundings of the start's size.
    assert path.point @ axes.T == pytest.approx(expected, rel=0, abs=2e-13)


@pytest.mark.parametrize("kappa", [3.0, 20.0, 400.0])
@pytest.mark.parametrize("angle", [0.0, 33.0])
@pytest.mark.parametrize(("optimizer", "limit"), [("gd", 2.0), ("momentum", 2 * (1 + 0.9))])
def test_the_largest_stable_rate_is_two_over_the_curvature(
    optimizer: str, limit: float, kappa: float, angle: float
) -> None:
    # Heavy ball: 2 (1 + β)/λ.
    outcomes = [
        descend(
            QUADRATIC, OPTIMIZERS[optimizer], steps=4000, eta=share * limit / kappa, kappa=kappa, angle=angle
        ).outcome
        for share in (0.99, 1.01)
    ]
    assert [outcome.kind for outcome in outcomes] == ["converged", "diverged"]


@pytest.mark.parametrize("optimizer", among(OPTIMIZERS, 11))
def test_a_rate_of_a_ten_millionth_still_moves_every_step(optimizer: str) -> None:
    # Of those whose own rate is 1 a step is many times as long as a gradient.
    own = OPTIMIZERS[optimizer].usual.get("eta", 0)
    path = descend(BOWL, OPTIMIZERS[optimizer], steps=1000, eta=1e-9 if own == 1 and optimizer != "adadelta" else 1e-7)
    assert {column.dtype for column in (path.point, path.loss, path.grad, path.eta, path.sigma, path.m)} == {
        np.dtype(np.float64)
    }
    assert (np.diff(path.point, axis=0) != 0).all()
    # In float32 half a unit in the last place of −4 is 2.4e-7, more than a whole step of η · g₁ (the first
    # one of a σ started at zero is longer).
    assert np.abs(np.diff(path.point[:, 0])).min() < np.spacing(np.float32(4)) / 2


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_epsilon_is_added_outside_the_root_and_recorded(optimizer: str) -> None:
    path = descend(QUADRATIC, OPTIMIZERS[optimizer], start=(3, 0.4), steps=1, kappa=10, epsilon=0.5)
    # All three have σ_0 = |g_0| = (3, 4); inside the root it would be √(9 + 0.5).
    assert path.sigma[0] == pytest.approx([3.5, 4.5], rel=1e-14)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_the_first_step_is_as_long_as_eta_however_steep_it_is(optimizer: str) -> None:
    for c in (0.1, 20):
        path = descend(BOWL, OPTIMIZERS[optimizer], start=(-3, 0.2), steps=1, eta=0.125, c=c, epsilon=1e-12)
        assert path.point[1] == pytest.approx([-3 + 0.125, 0.2 - 0.125], rel=1e-9)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_the_scale_of_the_loss_does_not_matter_to_an_adaptive_method(optimizer: str) -> None:
    paths = [descend(BOWL, OPTIMIZERS[optimizer], eta=2e-3, c=c, epsilon=1e-14).point for c in (0.5, 20)]
    # As far as ε is small beside the gradients, which are 1e-3 and more here.
    assert paths[0] == pytest.approx(paths[1], rel=1e-9)


@pytest.mark.parametrize("optimizer", ["adagrad", "rmsprop", "adam"])
def test_an_adaptive_method_does_not_feel_the_condition_number_until_the_valley_is_turned(optimizer: str) -> None:
    def path(kappa: float, angle: float) -> np.ndarray:
        run = descend(QUADRATIC, OPTIMIZERS[optimizer], steps=100, eta=0.01, kappa=kappa, angle=angle, epsilon=1e-14)
        return run.point

    assert path(2, 0) == pytest.approx(path(500, 0), rel=1e-9)
    assert np.abs(path(2, 45) - path(500, 45)).max() > 0.1


@pytest.mark.parametrize("optimizer", ["gd", "momentum"])
def test_for_a_method_without_sigma_a_steeper_loss_is_a_larger_rate(optimizer: str) -> None:
    steep = descend(BOWL, OPTIMIZERS[optimizer], eta=1e-4, c=8).point
    quick = descend(BOWL, OPTIMIZERS[optimizer], eta=4e-4, c=2).point
    assert steep == pytest.approx(quick, rel=1e-10)


@EVERY
def test_a_mirrored_start_gives_the_mirrored_path(optimizer: str) -> None:
    path = descend(BOWL, OPTIMIZERS[optimizer], start=(-4, 0.35))
    mirrored = descend(BOWL, OPTIMIZERS[optimizer], start=(4, -0.35))
    if optimizer == "yogi":
        # Its average of the gradients starts at 1e-6, on the one side: as its card says, not quite.
        assert 0 < np.abs(path.point + mirrored.point).max() < 1e-5
    else:
        assert np.array_equal(path.point, -mirrored.point)


@pytest.mark.parametrize(
    ("optimizer", "without"), [("momentum", {"beta": 0}), ("adam", {"beta1": 0, "beta2": 0}), ("rmsprop", {"alpha": 0})]
)
def test_without_memory_only_the_gradient_is_left(optimizer: str, without: dict[str, float]) -> None:
    path = descend(BOWL, OPTIMIZERS[optimizer], eta=1e-3, **without)
    assert np.array_equal(path.m, path.grad[:-1])
    if optimizer != "momentum":
        assert path.sigma == pytest.approx(np.abs(path.grad[:-1]) + 1e-8, rel=1e-14)


@pytest.mark.parametrize("optimizer", ["momentum", "momentum_ema", "nesterov"])
def test_momentum_without_memory_is_gradient_descent(optimizer: str) -> None:
    path = descend(BOWL, OPTIMIZERS[optimizer], eta=1e-3, beta=0)
    # Two programs, which may round a product or not.
    assert path.point == pytest.approx(descend(BOWL, OPTIMIZERS["gd"], eta=1e-3).point, rel=1e-13)


@pytest.mark.parametrize(
    ("optimizer", "without"),
    [
        ("rmsprop", {"alpha": 0}),
        ("rmsprop_zero", {"alpha": 0}),
        ("adam", {"beta1": 0, "beta2": 0}),
        ("adam_uncorrected", {"beta1": 0, "beta2": 0}),
        ("adam_lecture", {"beta1": 0, "beta2": 0}),
        ("adamw", {"beta1": 0, "beta2": 0, "weight_decay": 0}),
        ("nadam", {"beta1": 0, "beta2": 0}),
        ("adamax", {"beta1": 0, "beta2_peak": 0}),
        ("lion", {"beta1": 0, "beta2_kept": 0, "weight_decay": 0}),
    ],
)
def test_an_adaptive_method_without_memory_goes_by_the_sign_of_the_gradient(
    optimizer: str, without: dict[str, float]
) -> None:
    nothing = {"epsilon": 0} if optimizer != "lion" else {}
    path = descend(BOWL, OPTIMIZERS[optimizer], start=(0.9, 0.5), steps=200, eta=1e-3, **without, **nothing)
    step = np.diff(path.point, axis=0)
    # Points are about 1, so that differences of theirs are known to 1e-16, which is 1e-13 of a step.
    assert step == pytest.approx(-1e-3 * np.sign(path.grad[:-1]), rel=0, abs=1e-15)


MEMORIES = [(id, number.id) for id, one in OPTIMIZERS.items() for number in one.numbers if number.below_high]


@pytest.mark.parametrize(("optimizer", "number"), MEMORIES)
def test_a_memory_of_nothing_or_almost_everything_works_and_one_that_never_forgets_is_refused(
    optimizer: str, number: str
) -> None:
    # Thrown out over the bowl nothing diverges: there a loss grows no faster than the distance.
    surface = CRESCENT if optimizer == "yogi" else BOWL
    for memory in (0, 1 - 1e-15):
        path = descend(surface, OPTIMIZERS[optimizer], steps=50, eta=1e-5, **{number: memory})
        assert len(path.eta) == 50
        assert np.isfinite(path.loss).all()
        # Yogi's average starts at 1e-6, which the correction by 1 − β₁ = 1e-15 makes 1e9: it is 500 pictures away.
        thrown_out = (optimizer, number) == ("yogi", "beta1") and memory > 0
        assert (path.outcome.kind == "diverged") == thrown_out
    refused = rf"{number} \(.*\) is 1; it must be a number at least 0 and below 1, for example"
    with pytest.raises(ValueError, match=refused):
        descend(BOWL, OPTIMIZERS[optimizer], **{number: 1})


# Those that divide by something that may be 0: every one with an ε that may be.
WITH_EPSILON = [id for id, one in OPTIMIZERS.items() if any(number.id == "epsilon" for number in one.numbers)]


@pytest.mark.parametrize("optimizer", WITH_EPSILON)
def test_with_no_epsilon_and_no_gradient_there_is_no_step_and_no_nan(optimizer: str) -> None:
    without = {"epsilon": 0, **({"weight_decay": 0} if optimizer == "adamw" else {})}
    # Yogi's average starts at 1e-6 and is gone only after some steps.
    own = 0 if optimizer != "yogi" else 0.1
    still = descend(BOWL, OPTIMIZERS[optimizer], start=(0, 0), steps=40, eta=0.01, **without)
    assert len(still.eta) == 40
    assert still.point == pytest.approx(np.zeros((41, 2)), rel=0, abs=own)
    along = descend(BOWL, OPTIMIZERS[optimizer], start=(-4, 0), steps=40, eta=0.01, **without)
    assert len(along.eta) == 40
    assert (np.diff(along.point[:, 0]) > 0).all()
    assert along.point[:, 1] == pytest.approx(np.zeros(41), rel=0, abs=own)


@pytest.mark.parametrize("optimizer", WITH_EPSILON)
def test_an_epsilon_of_nothing_is_the_limit_of_small_ones(optimizer: str) -> None:
    path, limit = (descend(BOWL, OPTIMIZERS[optimizer], steps=60, eta=1e-3, epsilon=e).point for e in (1e-200, 0))
    assert np.array_equal(path, limit)


@EVERY
def test_a_card_says_what_it_buys_how_it_starts_what_differs_and_where_it_is_from(optimizer: str) -> None:
    card = OPTIMIZERS[optimizer]
    # Whether it is about the training loss or about new data is the question that a card answers.
    assert re.search("optimization|generalization", card.buys, re.IGNORECASE)
    assert re.search("first steps?", card.start)
    assert "optax" in card.differs
    assert "PyTorch" in card.differs
    assert re.fullmatch(r".+, (1[89]|20)\d\d\b.*: .+", card.source)
    for text, longest in ((card.buys, 160), (card.start, 170), (card.differs, 260)):
        assert 30 <= len(text) <= longest
        assert text.endswith(".")
        # Two sentences at most; full stops within names and numbers are followed by no capital.
        assert 1 <= len(re.findall(r"\.(?= [A-ZησvPα]|$)", text)) <= 2
    assert len(card.source) <= 120
    assert not card.source.endswith(".")
    assert card.help.endswith(".")


def test_no_two_cards_say_the_same() -> None:
    for text in ("name", "help", "buys", "differs"):
        assert len({getattr(card, text) for card in OPTIMIZERS.values()}) == len(OPTIMIZERS)
