"""The named optimizers: each a choice of m and σ, to be run with any schedule η^t."""

from functools import cache

from optimizers import momenta, sigmas
from optimizers.part import Part
from optimizers.record import Optimizer

OPTIMIZERS: dict[str, Optimizer] = {
    "gd": Optimizer(
        id="gd",
        name="Gradient descent",
        help="The same learning rate for every parameter, no memory.",
        m=momenta.GRADIENT,
        sigma=sigmas.ONE,
    ),
    "momentum": Optimizer(
        id="momentum",
        name="Momentum",
        help="A ball that keeps a share of its last movement.",
        m=momenta.HEAVY_BALL,
        sigma=sigmas.ONE,
    ),
    "momentum_sum": Optimizer(
        id="momentum_sum",
        name="Momentum, plain sum",
        help="Adds up all gradients and forgets none: it swings for ever.",
        m=momenta.SUM,
        sigma=sigmas.ONE,
    ),
    "momentum_ema": Optimizer(
        id="momentum_ema",
        name="Momentum, moving average",
        help="An average of the gradients: steps are 1 − β times as long as with momentum.",
        m=momenta.AVERAGE,
        sigma=sigmas.ONE,
    ),
    "nesterov": Optimizer(
        id="nesterov",
        name="Nesterov momentum",
        help="Momentum that already counts the gradient at hand.",
        m=momenta.NESTEROV,
        sigma=sigmas.ONE,
    ),
    "adagrad": Optimizer(
        id="adagrad",
        name="Adagrad",
        help="Divides by the root mean square of all gradients so far (the lecture's mean, not the sum).",
        m=momenta.GRADIENT,
        sigma=sigmas.MEAN_SQUARE,
        usual={"eta": 0.06},
    ),
    "adagrad_sum": Optimizer(
        id="adagrad_sum",
        name="Adagrad, as published",
        help="Divides by the root of the sum, not of the mean: its steps can only shrink.",
        m=momenta.GRADIENT,
        sigma=sigmas.SUM_SQUARE,
        usual={"eta": 0.3},
    ),
    "rmsprop": Optimizer(
        id="rmsprop",
        name="RMSProp",
        help="Divides by a root mean square that forgets (started at |g₀|, not at 0).",
        m=momenta.GRADIENT,
        sigma=sigmas.MOVING_SQUARE,
    ),
    "rmsprop_zero": Optimizer(
        id="rmsprop_zero",
        name="RMSProp, started at zero",
        help="As the libraries have it: the first step is 1/√(1 − α) times as long.",
        m=momenta.GRADIENT,
        sigma=sigmas.SQUARE_FROM_ZERO,
    ),
    "adam": Optimizer(
        id="adam",
        name="Adam",
        help="RMSProp with momentum, both corrected for their start at zero.",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.CORRECTED_SQUARE,
        usual={"eta": 0.001},
    ),
    "adam_uncorrected": Optimizer(
        id="adam_uncorrected",
        name="Adam without correction",
        help="What the correction is for: the first steps are wrong.",
        m=momenta.UNCORRECTED_AVERAGE,
        sigma=sigmas.UNCORRECTED_SQUARE,
        usual={"eta": 0.001},
    ),
    "adam_lecture": Optimizer(
        id="adam_lecture",
        name="Adam, as on the slide",
        help="RMSProp with momentum, both started at the first gradient instead of corrected.",
        m=momenta.AVERAGE_BETA1,
        sigma=sigmas.MOVING_SQUARE_BETA2,
        usual={"eta": 0.001},
    ),
    "radam": Optimizer(
        id="radam",
        name="RAdam",
        help="Adam that waits with σ until it knows enough gradients: a warm-up of its own.",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.RECTIFIED_SQUARE,
        usual={"eta": 0.001},
    ),
}


def composed(m: Part, sigma: Part) -> Optimizer | None:
    """The named method that has these two kinds of part, or None if nobody named it.

    Which number a part calls its memory makes no difference: α or β₂, β or β₁.
    """
    for one in OPTIMIZERS.values():
        if (one.m.id, one.sigma.id) == (m.id, sigma.id) and not one.library:
            return one
    return None


@cache
def optimizer(id: str) -> Optimizer:
    """The optimizer of an id: a named one, or a pair `m.sigma` of parts such as "heavy_ball.moving_square".

    Raises:
        KeyError: there is none of that id.
    """
    if id in OPTIMIZERS:
        return OPTIMIZERS[id]
    m, _, sigma = id.partition(".")
    return Optimizer(id, "own choice", "Put together from its parts.", momenta.MOMENTA[m], sigmas.SIGMAS[sigma])


PAIRS: tuple[str, ...] = tuple(f"{m}.{sigma}" for m in momenta.MOMENTA for sigma in sigmas.SIGMAS)
"""The ids of all choices of m and σ."""
