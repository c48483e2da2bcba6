"""Test functions of the literature with one minimum or few: bent, flat and steep valleys."""

import math

import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces.number import Number
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]


def rosenbrock(x: Values, y: Values, a: Values, b: Values) -> Values:
    """A flat valley bent like a parabola, between steep walls.

    L = (a − x)² + b (y − x²)²
    """
    return (a - x) ** 2 + b * (y - x**2) ** 2


ROSENBROCK = Surface(
    id="rosenbrock",
    name="Rosenbrock's banana",
    help="Into the bent valley it is easy, along it slow: the test that every optimizer is put to.",
    formula=r"L = (a - \theta_1)^2 + b\left(\theta_2 - \theta_1^2\right)^2",
    loss=rosenbrock,
    numbers=(
        Number("a", "a", "place of the minimum", "It lies at (a, a²).", 1.0, 0.0, 1.5),
        Number("b", "b", "steepness of the walls", "How steep it is across the valley.", 100.0, 1.0, 1000.0, "log"),
    ),
    domain=((-2.0, 2.0), (-1.0, 3.0)),
    minima=lambda a, b: ((a, a**2),),
    start=(-1.2, 1.0),
    known=(
        Known((-1.2, 1.0), 24.2, "published: Rosenbrock (1960), at his start"),
        Known((2.0, 1.0), 901.0, "by hand: 1 + 100 · 3²"),
        Known((2.0, 1.0), 92.25, "by hand: 1.5² + 10 · 3²", {"a": 0.5, "b": 10.0}),
    ),
    source="Rosenbrock, An automatic method for finding the greatest or least value of a function (1960)",
    levels="log",
)


def beale(x: Values, y: Values) -> Values:
    """Flat around its minimum, with a saddle at (0, 1) and steep corners.

    L = (1.5 − x + xy)² + (2.25 − x + xy²)² + (2.625 − x + xy³)²

    Each bracket is x (yⁱ − ½ⁱ) − (x − 3)(1 − ½ⁱ): both terms are 0 at the minimum (3, ½), where plain ones cancel.
    """
    left, rise = x - 3, x * (y - 0.5)
    first, second = rise - 0.5 * left, rise * (y + 0.5) - 0.75 * left
    # x times the cube, multiplied out from x: y³ may be no float64 where x is 0.
    third = (rise * y + rise / 2) * y + rise / 4 - 0.875 * left
    return first**2 + second**2 + third**2


BEALE = Surface(
    id="beale",
    name="Beale",
    help="Steep corners and a flat middle: a rate that is safe in the corner is too small for the valley.",
    formula=r"L = \sum_{i=1}^3 \left(c_i - \theta_1 + \theta_1\theta_2^{\,i}\right)^2,\quad "
    r"c = (1.5,\ 2.25,\ 2.625)",
    loss=beale,
    numbers=(),
    domain=((-4.5, 4.5), (-4.5, 4.5)),
    minima=lambda: ((3.0, 0.5),),
    start=(1.0, 1.5),
    known=(
        Known((1.0, 1.0), 14.203125, "published: Moré, Garbow & Hillstrom (1981), problem 5 at its start"),
        Known((1.0, 2.0), 126.453125, "by hand: 2.5² + 5.25² + 9.625²"),
        Known((2.0, -1.0), 13.203125, "by hand: 2.5² + 2.25² + 1.375²"),
    ),
    source="Beale, On an iterative method for finding a local minimum of a function of more than one variable (1958)",
    levels="log",
)


def booth(x: Values, y: Values) -> Values:
    """A quadratic valley across the axes, 9 times as steep across as along.

    L = (x + 2y − 7)² + (2x + y − 5)², written from its minimum (1, 3)
    """
    u, v = x - 1, y - 3
    return (u + 2 * v) ** 2 + (2 * u + v) ** 2


BOOTH = Surface(
    id="booth",
    name="Booth",
    help="Convex, a slanting quadratic: the curvatures are 2 and 18, and gradient descent is stable up to η = 1/9.",
    formula=r"L = (\theta_1 + 2\theta_2 - 7)^2 + (2\theta_1 + \theta_2 - 5)^2",
    loss=booth,
    numbers=(),
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    minima=lambda: ((1.0, 3.0),),
    start=(-8.0, 5.0),
    known=(
        Known((2.0, -1.0), 53.0, "by hand: 7² + 2²"),
        Known((4.0, -2.0), 50.0, "by hand: 7² + 1²"),
        Known((-3.0, 1.0), 164.0, "by hand: 8² + 10²"),
    ),
    source="Jamil & Yang, A literature survey of benchmark functions for global optimisation problems (2013)",
    levels="log",
)


def matyas(x: Values, y: Values) -> Values:
    """A quadratic valley along the diagonal, 25 times as steep across as along.

    L = 0.26 (x² + y²) − 0.48 xy
    """
    return 0.26 * (x**2 + y**2) - 0.48 * x * y


MATYAS = Surface(
    id="matyas",
    name="Matyas",
    help="Convex, a valley along the diagonal: a rate for each parameter cannot tell along from across here.",
    formula=r"L = 0.26\left(\theta_1^2 + \theta_2^2\right) - 0.48\,\theta_1\theta_2",
    loss=matyas,
    numbers=(),
    domain=((-10.0, 10.0), (-10.0, 10.0)),
    minima=lambda: ((0.0, 0.0),),
    start=(-9.0, -4.0),
    known=(
        Known((1.0, 2.0), 0.34, "by hand: 0.26 · 5 − 0.48 · 2"),
        Known((3.0, -1.0), 4.04, "by hand: 0.26 · 10 + 0.48 · 3"),
    ),
    source="Matyas, Random optimization (1965)",
    levels="log",
)


def mccormick(x: Values, y: Values) -> Values:
    """A trough along the diagonal, rippled by a sine.

    L = sin(x + y) + (x − y)² − 1.5x + 2.5y + 1

    The slope vanishes where x − y = 1 and cos(x + y) = −½. Beyond the picture the ripples go on, ever lower
    towards the lower left; the minimum is the lowest point of the picture.
    """
    return jnp.sin(x + y) + (x - y) ** 2 - 1.5 * x + 2.5 * y + 1


MCCORMICK = Surface(
    id="mccormick",
    name="McCormick",
    help="A trough with ripples: two minima in the picture, one of them lower, and a saddle between them.",
    formula=r"L = \sin(\theta_1 + \theta_2) + (\theta_1 - \theta_2)^2 + l,\quad l = -1.5\,\theta_1 + 2.5\,\theta_2 + 1",
    loss=mccormick,
    numbers=(),
    domain=((-1.5, 4.0), (-3.0, 4.0)),
    minima=lambda: ((0.5 - math.pi / 3, -0.5 - math.pi / 3),),
    start=(3.2, 3.4),
    known=(
        Known((0.5 - math.pi / 3, -0.5 - math.pi / 3), -1.91322295, "published: −1.9132, here −√3/2 − π/3"),
        Known((2.0, -2.0), 9.0, "by hand: 0 + 16 − 3 − 5 + 1"),
        Known((1.0, 2.0), 5.5 + math.sin(3), "by hand: sin 3 + 1 − 1.5 + 5 + 1"),
        Known((-1.0, -2.0), -1.5 - math.sin(3), "by hand: −sin 3 + 1 + 1.5 − 5 + 1"),
    ),
    source="McCormick's, in Lootsma (ed.), Numerical Methods for Non-linear Optimization (1972)",
)


def goldstein_price(x: Values, y: Values) -> Values:
    """Four minima between walls that rise to a million.

    L = (1 + (x + y + 1)² p) (30 + (2x − 3y)² q),
    p = 19 − 14x + 3x² − 14y + 6xy + 3y²,  q = 18 − 32x + 12x² + 48y − 36xy + 27y²
    """
    p = 19 - 14 * x + 3 * x**2 - 14 * y + 6 * x * y + 3 * y**2
    q = 18 - 32 * x + 12 * x**2 + 48 * y - 36 * x * y + 27 * y**2
    return (1 + (x + y + 1) ** 2 * p) * (30 + (2 * x - 3 * y) ** 2 * q)


GOLDSTEIN_PRICE = Surface(
    id="goldstein_price",
    name="Goldstein and Price",
    help="From 3 to a million in one picture: whatever does not divide by the size of the gradient needs a tiny η.",
    formula=r"L = \left(1 + (\theta_1 + \theta_2 + 1)^2 p\right)\left(30 + (2\theta_1 - 3\theta_2)^2 q\right),\quad "
    r"p = 19 - 14\theta_1 + 3\theta_1^2 - 14\theta_2 + 6\theta_1\theta_2 + 3\theta_2^2,\quad "
    r"q = 18 - 32\theta_1 + 12\theta_1^2 + 48\theta_2 - 36\theta_1\theta_2 + 27\theta_2^2",
    loss=goldstein_price,
    numbers=(),
    domain=((-2.0, 2.0), (-2.0, 2.0)),
    minima=lambda: ((0.0, -1.0),),
    start=(0.3, 0.9),
    known=(
        Known((1.2, 0.8), 840.0, "published: the value of a local minimum"),
        Known((1.8, 0.2), 84.0, "published: the value of a local minimum"),
        Known((-0.6, -0.4), 30.0, "published: the value of a local minimum"),
        Known((1.0, 2.0), 137150.0, "by hand: (1 + 16 · 4) (30 + 16 · 130)"),
    ),
    source="Goldstein & Price, On descent from local minima (1971)",
    levels="log",
)
