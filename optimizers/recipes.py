"""The named optimizers: each a choice of m and σ, to be run with any schedule η^t."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from optimizers import momenta, sigmas
from optimizers.part import Part
from surfaces import Number


@dataclass(frozen=True, eq=False)
class Optimizer:
    """A named (m, σ). `usual` holds the defaults it is published or taught with.

    Texts are English messages for `words.say`; the formula is LaTeX, σ without its ε.
    """

    id: str
    name: str
    help: str
    formula: str
    m: Part
    sigma: Part
    usual: Mapping[str, float] = field(default_factory=dict)

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers of its two parts, m's first; η and the schedule's come beside them."""
        return (*self.m.numbers, *self.sigma.numbers)


OPTIMIZERS: dict[str, Optimizer] = {
    "gd": Optimizer(
        id="gd",
        name="Gradient descent",
        help="The same learning rate for every parameter, no memory.",
        formula=r"m_t = g_t,\quad \sigma_t = 1",
        m=momenta.GRADIENT,
        sigma=sigmas.ONE,
    ),
    "momentum": Optimizer(
        id="momentum",
        name="Momentum",
        help="A ball that keeps a share of its last movement.",
        formula=r"m_t = \beta m_{t-1} + g_t,\quad \sigma_t = 1",
        m=momenta.HEAVY_BALL,
        sigma=sigmas.ONE,
    ),
    "momentum_sum": Optimizer(
        id="momentum_sum",
        name="Momentum, plain sum",
        help="Adds up all gradients and forgets none: it swings for ever.",
        formula=r"m_t = g_0 + \dots + g_t,\quad \sigma_t = 1",
        m=momenta.SUM,
        sigma=sigmas.ONE,
    ),
    "momentum_ema": Optimizer(
        id="momentum_ema",
        name="Momentum, moving average",
        help="An average of the gradients: steps are 1 − β times as long as with momentum.",
        formula=r"m_t = \beta m_{t-1} + (1-\beta)\,g_t,\quad \sigma_t = 1",
        m=momenta.AVERAGE,
        sigma=sigmas.ONE,
    ),
    "nesterov": Optimizer(
        id="nesterov",
        name="Nesterov momentum",
        help="Momentum that already counts the gradient at hand.",
        formula=r"m_t = g_t + \beta v_t,\quad v_t = \beta v_{t-1} + g_t,\quad \sigma_t = 1",
        m=momenta.NESTEROV,
        sigma=sigmas.ONE,
    ),
    "adagrad": Optimizer(
        id="adagrad",
        name="Adagrad",
        help="Divides by the root mean square of all gradients so far (the lecture's mean, not the sum).",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\tfrac{1}{t+1}\textstyle\sum_{s=0}^{t} g_s^2}",
        m=momenta.GRADIENT,
        sigma=sigmas.MEAN_SQUARE,
        usual={"eta": 0.06},
    ),
    "adagrad_sum": Optimizer(
        id="adagrad_sum",
        name="Adagrad, as published",
        help="Divides by the root of the sum, not of the mean: its steps can only shrink.",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\textstyle\sum_{s=0}^{t} g_s^2}",
        m=momenta.GRADIENT,
        sigma=sigmas.SUM_SQUARE,
        usual={"eta": 0.3},
    ),
    "rmsprop": Optimizer(
        id="rmsprop",
        name="RMSProp",
        help="Divides by a root mean square that forgets (started at |g₀|, not at 0).",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\alpha\,\sigma_{t-1}^2 + (1-\alpha)\,g_t^2}",
        m=momenta.GRADIENT,
        sigma=sigmas.MOVING_SQUARE,
    ),
    "rmsprop_zero": Optimizer(
        id="rmsprop_zero",
        name="RMSProp, started at zero",
        help="As the libraries have it: the first step is 1/√(1 − α) times as long.",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\alpha\,\sigma_{t-1}^2 + (1-\alpha)\,g_t^2},\quad \sigma_{-1} = 0",
        m=momenta.GRADIENT,
        sigma=sigmas.SQUARE_FROM_ZERO,
    ),
    "adam": Optimizer(
        id="adam",
        name="Adam",
        help="RMSProp with momentum, both corrected for their start at zero.",
        formula=r"m_t = \hat m_t,\quad \sigma_t = \sqrt{\hat v_t}",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.CORRECTED_SQUARE,
        usual={"eta": 0.001},
    ),
    "adam_uncorrected": Optimizer(
        id="adam_uncorrected",
        name="Adam without correction",
        help="What the correction is for: the first steps are wrong.",
        formula=r"m_t = \beta_1 m_{t-1} + (1-\beta_1)\,g_t,\quad \sigma_t = \sqrt{v_t}",
        m=momenta.UNCORRECTED_AVERAGE,
        sigma=sigmas.UNCORRECTED_SQUARE,
        usual={"eta": 0.001},
    ),
    "adam_lecture": Optimizer(
        id="adam_lecture",
        name="Adam, as on the slide",
        help="RMSProp with momentum, both started at the first gradient instead of corrected.",
        formula=r"m_t = \beta_1 m_{t-1} + (1-\beta_1)\,g_t,\quad "
        r"\sigma_t = \sqrt{\beta_2\,\sigma_{t-1}^2 + (1-\beta_2)\,g_t^2}",
        m=momenta.AVERAGE_BETA1,
        sigma=sigmas.MOVING_SQUARE_BETA2,
        usual={"eta": 0.001},
    ),
    "radam": Optimizer(
        id="radam",
        name="RAdam",
        help="Adam that waits with σ until it knows enough gradients: a warm-up of its own.",
        formula=r"m_t = \hat m_t,\quad \sigma_t = \sqrt{\hat v_t}\,/\,r_t\ \text{once}\ \rho_t > 5,\ \text{else}\ 1",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.RECTIFIED_SQUARE,
        usual={"eta": 0.001},
    ),
}
