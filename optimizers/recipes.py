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
    "adagrad": Optimizer(
        id="adagrad",
        name="Adagrad",
        help="Divides by the root mean square of all gradients so far (the lecture's mean, not the sum).",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\tfrac{1}{t+1}\textstyle\sum_{s=0}^{t} g_s^2}",
        m=momenta.GRADIENT,
        sigma=sigmas.MEAN_SQUARE,
        usual={"eta": 0.06},
    ),
    "rmsprop": Optimizer(
        id="rmsprop",
        name="RMSProp",
        help="Divides by a root mean square that forgets (started at |g₀|, not at 0).",
        formula=r"m_t = g_t,\quad \sigma_t = \sqrt{\alpha\,\sigma_{t-1}^2 + (1-\alpha)\,g_t^2}",
        m=momenta.GRADIENT,
        sigma=sigmas.MOVING_SQUARE,
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
}
