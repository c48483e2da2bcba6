"""The named optimizers: each a choice of m and σ, to be run with any schedule η^t."""

from functools import cache

from optimizers.parts import momenta, sigmas
from optimizers.parts.part import Part
from optimizers.parts.turned import DIVIDED_BY_A_MATRIX
from optimizers.recipes.library import LIBRARY
from optimizers.recipes.newer import NEWER
from optimizers.recipes.record import Optimizer
from words import say

OPTIMIZERS: dict[str, Optimizer] = {
    "gd": Optimizer(
        id="gd",
        name="Gradient descent",
        help="The same learning rate for every parameter, no memory.",
        m=momenta.GRADIENT,
        sigma=sigmas.ONE,
        buys="Optimization: downhill, step by step. It is the plain case that every other method is compared with.",
        start="There is no memory, so the first step is like any other: η times the gradient.",
        differs="Nothing: PyTorch's SGD and optax.sgd take the same steps. They call it stochastic because their "
        "gradient is that of a batch.",
        source="A. Cauchy, 1847: Méthode générale pour la résolution des systèmes d'équations simultanées",
    ),
    "momentum": Optimizer(
        id="momentum",
        name="Momentum",
        help="A ball that keeps a share of its last movement.",
        m=momenta.HEAVY_BALL,
        sigma=sigmas.ONE,
        buys="Optimization: faster along a valley, since steps that agree add up, and a way over plateaus and out of "
        "shallow minima.",
        start="Nothing has moved yet, so the first step is that of gradient descent.",
        differs="PyTorch's SGD and optax.sgd take the same steps; in Keras η stands inside the sum, which differs "
        "once η moves. Adam averages instead: under a steady gradient this sum is 1/(1 − β) times as long, ten times "
        "at β = 0.9.",
        source="B. T. Polyak, 1964: Some methods of speeding up the convergence of iteration methods",
    ),
    "momentum_sum": Optimizer(
        id="momentum_sum",
        name="Momentum, plain sum",
        help="Adds up all gradients and forgets none: it swings for ever.",
        m=momenta.SUM,
        sigma=sigmas.ONE,
        buys="Optimization only in principle: it crosses any plateau, but without friction it never comes to rest.",
        start="The sum begins with the first gradient, so the first step is that of gradient descent.",
        differs="PyTorch's SGD and optax.sgd do the same when their momentum is set to 1.",
        source="B. T. Polyak, 1964: Some methods of speeding up the convergence of iteration methods, with β = 1",
    ),
    "momentum_ema": Optimizer(
        id="momentum_ema",
        name="Momentum, moving average",
        help="An average of the gradients: steps are 1 − β times as long as with momentum.",
        m=momenta.AVERAGE,
        sigma=sigmas.ONE,
        buys="Optimization: what momentum buys, with steps as long as those of gradient descent, so that η need not "
        "be chosen anew.",
        start="The average begins with the first gradient, m₀ = g₀, so the first step is that of gradient descent.",
        differs="PyTorch's SGD does the same with dampening = β. optax.ema starts at zero and corrects for it, so "
        "that after the first step the weights differ.",
        source="B. T. Polyak, 1964, written as an average: Some methods of speeding up the convergence of iteration "
        "methods",
    ),
    "nesterov": Optimizer(
        id="nesterov",
        name="Nesterov momentum",
        help="Momentum that already counts the gradient at hand.",
        m=momenta.NESTEROV,
        sigma=sigmas.ONE,
        buys="Optimization: as fast along a valley as momentum, and it swings less, since a turn of the gradient "
        "counts at once.",
        start="v starts at zero, and g counts twice: the first step is 1 + β times that of gradient descent.",
        differs="PyTorch's SGD and optax.sgd take the same steps with nesterov=True. Nesterov's own form takes the "
        "gradient ahead of the point and moves β with the step.",
        source="Y. Nesterov, 1983, in the form of I. Sutskever et al., 2013: On the importance of initialization and "
        "momentum",
    ),
    "adagrad": Optimizer(
        id="adagrad",
        name="Adagrad",
        help="Divides by the root mean square of all gradients so far (the lecture's mean, not the sum).",
        m=momenta.GRADIENT,
        sigma=sigmas.MEAN_SQUARE,
        usual={"eta": 0.06},
        buys="Optimization: a rate for each parameter, so that a long valley is walked along its length. Steep places "
        "of long ago still count.",
        start="σ₀ = |g₀|, so the first step of every parameter is η long, however steep it is.",
        differs="This is the lecture's mean of the squares; PyTorch and optax take the sum, as published. PyTorch "
        "starts it at 0 with ε outside the root, optax at 0.1 with ε inside.",
        source="J. Duchi, E. Hazan and Y. Singer, 2011: Adaptive subgradient methods, with the lecture's mean",
    ),
    "adagrad_sum": Optimizer(
        id="adagrad_sum",
        name="Adagrad, as published",
        help="Divides by the root of the sum, not of the mean: its steps can only shrink.",
        m=momenta.GRADIENT,
        sigma=sigmas.SUM_SQUARE,
        usual={"eta": 0.3},
        buys="Optimization: a rate for each parameter and a brake of its own, as the sum only grows. In a long run it "
        "may stop too early.",
        start="σ₀ = |g₀|, so the first step of every parameter is η long, however steep it is.",
        differs="PyTorch does the same, with ε = 1e-10. optax starts the sum at 0.1 and puts ε inside the root, so "
        "that its first steps are shorter where the slope is small.",
        source="J. Duchi, E. Hazan and Y. Singer, 2011: Adaptive subgradient methods for online learning",
    ),
    "rmsprop": Optimizer(
        id="rmsprop",
        name="RMSProp",
        help="Divides by a root mean square that forgets (started at |g₀|, not at 0).",
        m=momenta.GRADIENT,
        sigma=sigmas.MOVING_SQUARE,
        buys="Optimization: it forgets, so that the same parameter can take small steps where it is steep and large "
        "ones later.",
        start="σ₀ = |g₀|, so the first step of every parameter is η long, however steep it is.",
        differs="PyTorch and optax start the average at zero: their first step is 1/√(1 − α) times as long. optax "
        "also puts ε inside the root, and PyTorch's usual α is 0.99.",
        source="T. Tieleman and G. Hinton, 2012: Neural networks for machine learning, lecture 6.5",
    ),
    "rmsprop_zero": Optimizer(
        id="rmsprop_zero",
        name="RMSProp, started at zero",
        help="As the libraries have it: the first step is 1/√(1 − α) times as long.",
        m=momenta.GRADIENT,
        sigma=sigmas.SQUARE_FROM_ZERO,
        buys="Optimization: what RMSProp buys, in the form that the libraries run.",
        start="The average starts at zero and is too small at first, so the first step is η/√(1 − α) long: 3.2 η at α "
        "= 0.9.",
        differs="PyTorch does the same, with α = 0.99 unless told otherwise, which makes the first step 10 η long. "
        "optax puts ε inside the root.",
        source="T. Tieleman and G. Hinton, 2012: Neural networks for machine learning, lecture 6.5",
    ),
    "adam": Optimizer(
        id="adam",
        name="Adam",
        help="RMSProp with momentum, both corrected for their start at zero.",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.CORRECTED_SQUARE,
        usual={"eta": 0.001},
        buys="Optimization: fast at once and with little tuning, by momentum and a rate for each parameter. It "
        "promises nothing for new data.",
        start="Both averages start at zero and are corrected for it, so the first step of every parameter is η long.",
        differs="PyTorch and optax take the same steps, with ε outside the root. The paper counts t from 1 where we "
        "count from 0.",
        source="D. P. Kingma and J. Ba, 2015: Adam, a method for stochastic optimization",
    ),
    "adam_uncorrected": Optimizer(
        id="adam_uncorrected",
        name="Adam without correction",
        help="What the correction is for: the first steps are wrong.",
        m=momenta.UNCORRECTED_AVERAGE,
        sigma=sigmas.UNCORRECTED_SQUARE,
        usual={"eta": 0.001},
        buys="Nothing; it shows what the correction buys, which is optimization in the first steps.",
        start="Both averages start at zero and stay too small for a while, σ for longer: the first step is (1 − "
        "β₁)/√(1 − β₂) times η, 3.2 η at the usual values.",
        differs="PyTorch's Adam and optax.adam always correct.",
        source="D. P. Kingma and J. Ba, 2015: Adam, section 6.4",
    ),
    "adam_lecture": Optimizer(
        id="adam_lecture",
        name="Adam, as on the slide",
        help="RMSProp with momentum, both started at the first gradient instead of corrected.",
        m=momenta.AVERAGE_BETA1,
        sigma=sigmas.MOVING_SQUARE_BETA2,
        usual={"eta": 0.001},
        buys="Optimization: what Adam buys, with a start that needs no correction.",
        start="Both averages begin with the first gradient, m₀ = g₀ and σ₀ = |g₀|, so the first step of every "
        "parameter is η long.",
        differs="PyTorch and optax start at zero and correct. The first step is the same; after it the first gradient "
        "weighs more here.",
        source="D. P. Kingma and J. Ba, 2015: Adam, with the lecture's start",
    ),
    "radam": Optimizer(
        id="radam",
        name="RAdam",
        help="Adam that waits with σ until it knows enough gradients: a warm-up of its own.",
        m=momenta.CORRECTED_AVERAGE,
        sigma=sigmas.RECTIFIED_SQUARE,
        usual={"eta": 0.001},
        buys="Optimization: a warm-up that needs no number, since a σ of few gradients is a guess and is left out.",
        start="Its first steps, five at β₂ = 0.999, are η times the corrected average alone. When ρ is above 5 σ comes "
        "in, held back by r.",
        differs="The paper rectifies from ρ > 4; its code, PyTorch and optax wait for 5, as we do. PyTorch adds ε to "
        "√v before the correction, optax and we after it.",
        source="L. Liu et al., 2020: On the variance of the adaptive learning rate and beyond",
    ),
    "adam_matrix": Optimizer(
        id="adam_matrix",
        name="Adam with a matrix",
        help="Adam that divides along the axes of the valley, however it is turned, and not along the parameters.",
        m=DIVIDED_BY_A_MATRIX,
        sigma=sigmas.ONE,
        usual={"eta": 0.001},
        buys="Optimization: in a turned valley what Adam buys in a straight one. With n parameters the matrix has n² "
        "numbers, too many for a network.",
        start="Both averages start at zero and are corrected for it, so the first step is η long, along the gradient.",
        differs="PyTorch has none, nor optax. SOAP keeps a matrix for each side of a layer's weights, runs Adam along "
        "their axes, and looks for them anew only now and then; a vector has one side.",
        source="N. Vyas et al., 2024: SOAP, improving and stabilizing Shampoo using Adam; here for one vector",
    ),
    **{one.id: one for one in (*NEWER, *LIBRARY)},
}
"""Every named optimizer once, in teaching order: those written here, the lecture's first; then those of a library."""


def composed(m: Part, sigma: Part) -> Optimizer | None:
    """The named method that has these two kinds of part, or None if nobody named it.

    Which number a part calls its memory makes no difference: α or β₂, β or β₁.
    """
    for one in OPTIMIZERS.values():
        if (one.m.id, one.sigma.id) == (m.id, sigma.id) and not one.library:
            return one
    return None


def title_of(one: Optimizer) -> str:
    """What an optimizer is called, in the reader's language; a pair that nobody named, by its two parts."""
    if one.id in OPTIMIZERS:
        name = say(one.name, "optimizer")
        return say("{name} ({library})", name=name, library=one.library) if one.library else name
    family = composed(momenta.GRADIENT, one.sigma)
    sigma = (
        say(family.name, "optimizer") if family and one.sigma is not sigmas.ONE else f"σ: {say(one.sigma.name, 'part')}"
    )
    return say("{sigma} with {m}", sigma=sigma, m=say(one.m.name, "part"))


@cache
def optimizer(id: str) -> Optimizer:
    """The optimizer of an id: a named one, or a pair `m.sigma` of parts such as "heavy_ball.moving_square".

    Raises:
        KeyError: there is none of that id.
    """
    if id in OPTIMIZERS:
        return OPTIMIZERS[id]
    m, _, sigma = id.partition(".")
    return Optimizer(id, "", "Put together from its parts.", momenta.MOMENTA[m], sigmas.SIGMAS[sigma])


PAIRS: tuple[str, ...] = tuple(f"{m}.{sigma}" for m in momenta.MOMENTA for sigma in sigmas.SIGMAS)
"""The ids of all choices of m and σ."""
