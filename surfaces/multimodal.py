"""Test functions of the literature with many minima: where a run ends depends on where it starts."""

import math

import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces.digits import norm, over_period
from surfaces.number import Number
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]


def himmelblau(x: Values, y: Values) -> Values:
    """Four minima of the same depth 0.

    L = (x² + y − 11)² + (x + y² − 7)²

    Written from (3, 2), the one minimum that is a pair of whole numbers: x² + y − 11 = (x − 3)(x + 3) + (y − 2).

    Not to be confused with Booth's function, which is of the same build without the squares inside.
    """
    u, v = x - 3, y - 2
    return (u * (x + 3) + v) ** 2 + (u + v * (y + 2)) ** 2


HIMMELBLAU = Surface(
    id="himmelblau",
    name="Himmelblau",
    help="Four minima of the same depth: which one a run finds is decided in its first steps.",
    formula=r"L = \left(\theta_1^2 + \theta_2 - 11\right)^2 + \left(\theta_1 + \theta_2^2 - 7\right)^2",
    loss=himmelblau,
    numbers=(),
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    # Beside (3, 2) roots of a polynomial of degree 9, computed to fifty digits.
    minima=lambda: (
        (3.0, 2.0),
        (-2.805118086952745, 3.131312518250573),
        (-3.779310253377747, -3.2831859912861696),
        (3.5844283403304917, -1.8481265269644036),
    ),
    start=(4.2, 4.0),
    known=(
        Known((1.0, 2.0), 68.0, "by hand: 8² + 2²"),
        Known((-1.0, 3.0), 50.0, "by hand: 7² + 1²"),
        Known((-2.0, -4.0), 170.0, "by hand: 11² + 7²"),
        Known((-0.270845, -0.923039), 181.617, "published: the local maximum, to six digits"),
    ),
    source="Himmelblau, Applied Nonlinear Programming (1972)",
    levels="log",
)


def six_hump_camel(x: Values, y: Values) -> Values:
    """Six minima, two of them the lowest; turned by 180° it is the same.

    L = (4 − 2.1x² + x⁴/3) x² + xy + (4y² − 4) y²
    """
    return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2


SIX_HUMP_CAMEL = Surface(
    id="six_hump_camel",
    name="Six-hump camel",
    help="Six minima in three pairs: a run may end in the lowest pair or in one of the higher ones.",
    formula=r"L = \left(4 - 2.1\,\theta_1^2 + \tfrac13\theta_1^4\right)\theta_1^2 + \theta_1\theta_2 "
    r"+ \left(4\theta_2^2 - 4\right)\theta_2^2",
    loss=six_hump_camel,
    numbers=(),
    domain=((-2.2, 2.2), (-1.3, 1.3)),
    # Roots of a polynomial of degree 15, computed to fifty digits.
    minima=lambda: ((-0.08984201310031806, 0.7126564030207396), (0.08984201310031806, -0.7126564030207396)),
    start=(1.8, 0.6),
    known=(
        Known((2.0, 1.0), 86 / 15, "by hand: (4 − 8.4 + 16/3) · 4 + 2"),
        Known((1.0, 2.0), 52 + 7 / 30, "by hand: 4 − 2.1 + 1/3 + 2 + 48"),
        Known((1.0, -0.5), 59 / 60, "by hand: 4 − 2.1 + 1/3 − ½ − ¾"),
        Known((-0.08984201310031806, 0.7126564030207396), -1.0316284534898774, "published: −1.03163; to fifty digits"),
    ),
    source="Dixon & Szegö, The global optimization problem: an introduction (1978)",
    levels="log",
)


def styblinski_tang(x: Values, y: Values) -> Values:
    """One double well for each parameter, added up: four minima, one of them the lowest.

    L = ½ (x⁴ − 16x² + 5x + y⁴ − 16y² + 5y)
    """
    return (x**4 - 16 * x**2 + 5 * x + y**4 - 16 * y**2 + 5 * y) / 2


# The smallest root of 4x³ − 32x + 5, computed to fifty digits.
_LOW = -2.903534027771177

STYBLINSKI_TANG = Surface(
    id="styblinski_tang",
    name="Styblinski and Tang",
    help="Each parameter has a good and a poor well of its own: four minima, the lowest at the lower left.",
    formula=r"L = \tfrac12 \sum_{i=1}^2 \left(\theta_i^4 - 16\,\theta_i^2 + 5\,\theta_i\right)",
    loss=styblinski_tang,
    numbers=(),
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    minima=lambda: ((_LOW, _LOW),),
    start=(4.6, -0.4),
    known=(
        Known((1.0, 2.0), -24.0, "by hand: ½ (−10 − 38)"),
        Known((-1.0, 3.0), -34.0, "by hand: ½ (−20 − 48)"),
        Known((-2.903534, -2.903534), -78.332331, "published: −39.16617 for each parameter"),
    ),
    source="Styblinski & Tang, Experiments in nonconvex optimization (1990)",
)


def rastrigin(x: Values, y: Values, amplitude: Values) -> Values:
    """A round bowl with ripples of period 1.

    L = x² + y² + A (2 − cos 2πx − cos 2πy), where 1 − cos 2πx = 2 sin² πx
    """
    ripples = jnp.sin(jnp.pi * over_period(x)) ** 2 + jnp.sin(jnp.pi * over_period(y)) ** 2
    return x**2 + y**2 + 2 * amplitude * ripples


RASTRIGIN = Surface(
    id="rastrigin",
    name="Rastrigin",
    help="A bowl full of ripples: a local minimum near every pair of whole numbers, the lowest at (0, 0).",
    formula=r"L = \theta_1^2 + \theta_2^2 + A\left(2 - \cos 2\pi\theta_1 - \cos 2\pi\theta_2\right)",
    loss=rastrigin,
    numbers=(Number("amplitude", "A", "height of the ripples", "At 0 only the round bowl is left.", 10.0, 0.0, 20.0),),
    domain=((-5.12, 5.12), (-5.12, 5.12)),
    minima=lambda amplitude: ((0.0, 0.0),),
    start=(3.4, -2.4),
    known=(
        Known((0.5, 1.0), 21.25, "by hand: 1.25 + 10 (2 + 1 − 1)"),
        Known((0.25, 1.5), 32.3125, "by hand: 2.3125 + 10 (2 − 0 + 1)"),
        Known((0.5, 2.0), 12.25, "by hand: 4.25 + 4 (2 + 1 − 1)", {"amplitude": 4.0}),
    ),
    source="Rastrigin, Systems of Extremal Control (1974)",
)


def ackley(x: Values, y: Values, a: Values, b: Values) -> Values:
    """A funnel with ripples of period 1, and a tip like a cone's at (0, 0).

    L = a (1 − e^(−b r)) + e − e^s,  r = √((x² + y²)/2),  s = ½ (cos 2πx + cos 2πy)

    At the tip r has no derivative: nearby the slope is b a/√2 in every direction. There the gradient is given
    as 0, the middle of all of them, and the Hessian as that of the ripples alone.
    """
    r = norm(x, y) / math.sqrt(2)
    # 1 − s, and eᶻ − 1 as one function: the loss at the tip is 0, and near it no rounding of e − e.
    ripples = jnp.sin(jnp.pi * over_period(x)) ** 2 + jnp.sin(jnp.pi * over_period(y)) ** 2
    return -a * jnp.expm1(-b * r) - math.e * jnp.expm1(-ripples)


ACKLEY = Surface(
    id="ackley",
    name="Ackley",
    help="Nearly flat far out, with ripples everywhere and a funnel in the middle, whose tip is no smooth minimum: "
    "however near, the slope stays.",
    formula=r"L = a\left(1 - e^{-b r}\right) + e - e^{s},\quad r = \sqrt{\tfrac12(\theta_1^2 + \theta_2^2)},\quad "
    r"s = \tfrac12(\cos 2\pi\theta_1 + \cos 2\pi\theta_2)",
    loss=ackley,
    numbers=(
        Number("a", "a", "depth of the funnel", "How far it is from the plain down to the tip.", 20.0, 1.0, 40.0),
        Number("b", "b", "steepness of the funnel", "Larger: narrower, and flatter far out.", 0.2, 0.05, 1.0, "log"),
    ),
    domain=((-5.0, 5.0), (-5.0, 5.0)),
    minima=lambda a, b: ((0.0, 0.0),),
    start=(-3.7, 0.5),
    known=(
        Known((1.0, 7.0), 20 * (1 - math.exp(-1)), "by hand: r = 5 and s = 1"),
        Known((0.5, 3.5), 20 * (1 - math.exp(-0.5)) + math.e - 1 / math.e, "by hand: r = 2.5 and s = −1"),
        Known((0.5, 1.0), 20 * (1 - math.exp(-0.2 * math.sqrt(0.625))) + math.e - 1, "by hand: s = 0"),
        Known((1.0, 7.0), 8 * (1 - math.exp(-2)), "by hand: r = 5 and s = 1", {"a": 8.0, "b": 0.4}),
    ),
    source="Ackley, A Connectionist Machine for Genetic Hillclimbing (1987); shown up to ±5 of his ±32.768",
)


def easom(x: Values, y: Values) -> Values:
    """A hole in a plain that is flat to sixteen digits a few steps away from it.

    L = −cos x cos y e^(−(x − π)² − (y − π)²)
    """
    return -jnp.cos(x) * jnp.cos(y) * jnp.exp(-((x - jnp.pi) ** 2) - (y - jnp.pi) ** 2)


EASOM = Surface(
    id="easom",
    name="Easom",
    help="A needle's hole in a plain: where there is no slope, no optimizer knows where to go.",
    formula=r"L = -\cos\theta_1\cos\theta_2\,e^{-r^2},\quad r^2 = (\theta_1 - \pi)^2 + (\theta_2 - \pi)^2",
    loss=easom,
    numbers=(),
    domain=((-1.0, 7.0), (-1.0, 7.0)),
    minima=lambda: ((math.pi, math.pi),),
    start=(1.7, 1.6),
    known=(
        Known((4 * math.pi / 3, 2 * math.pi / 3), -math.exp(-2 * math.pi**2 / 9) / 4, "by hand: −¼ e^(−2π²/9)"),
        Known((2 * math.pi / 3, math.pi), -math.exp(-(math.pi**2) / 9) / 2, "by hand: −½ e^(−π²/9)"),
        Known((3 * math.pi / 4, 5 * math.pi / 3), math.sqrt(2) / 4 * math.exp(-73 * math.pi**2 / 144), "by hand"),
    ),
    source="Easom, A survey of global optimization techniques (1990); shown around the hole, of ±100",
)
