"""Landscapes in which one thing is to be seen: saddles, a plateau, a cliff, two wells, a sharp and a flat valley.

All are bounded below, with lowest loss 0: a run can arrive, and a logarithmic axis shows how.
"""

import math

import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces.digits import second_order, unit
from surfaces.number import Number
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]


def saddle(x: Values, y: Values, falloff: Values) -> Values:
    """A ridge that leads down to a saddle at (0, 0), and a minimum on either side of it.

    L = ½ x² + ¼ k (y² − 1)²

    Not to be confused with x² − y², which looks the same near the saddle but has no lowest point: there every
    run ends in numbers that are too large, and none can arrive. The curvatures at (0, 0) are 1 and −k in both.
    """
    return x**2 / 2 + falloff / 4 * (y**2 - 1) ** 2


SADDLE = Surface(
    id="saddle",
    name="Saddle",
    help="A ridge leads down to the saddle. Exactly on it, at θ₂ = 0, nothing pushes sideways; beside it a run leaves.",
    formula=r"L = \tfrac12\theta_1^2 + \tfrac k4\left(\theta_2^2 - 1\right)^2",
    loss=saddle,
    numbers=(
        Number("falloff", "k", "steepness off the ridge", "How steeply it falls on both sides.", 1.0, 0.1, 10.0, "log"),
    ),
    domain=((-2.0, 2.0), (-1.6, 1.6)),
    minima=lambda falloff: ((0.0, -1.0), (0.0, 1.0)),
    start=(-1.6, 0.001),
    known=(
        Known((1.0, 2.0), 2.75, "by hand: ½ + ¼ · 3²"),
        Known((-2.0, 3.0), 18.0, "by hand: 2 + ¼ · 8²"),
        Known((1.0, 2.0), 9.5, "by hand: ½ + 3²", {"falloff": 4.0}),
    ),
    source="derived for this laboratory: the double well in one variable, a parabola in the other",
)


def monkey_saddle(x: Values, y: Values, radius: Values) -> Values:
    """Three valleys and three ridges meet in (0, 0), where the Hessian is 0.

    L = x³ − 3xy² + 3 (x² + y²)² / (4R) + R³/4

    The cubic alone has no lowest point; the quartic term leaves the Hessian at (0, 0) as it is, namely 0,
    and gives each valley a minimum at the distance R.
    """
    plain = x**3 - 3 * x * y**2 + 3 * (x**2 + y**2) ** 2 / (4 * radius) + radius**3 / 4
    # Beyond half the radius as two terms that are 0 at the minima, where those above cancel:
    # L = (r + x)(2x − r)² + (r − R)²(3r² + 2Rr + R²)/(4R), with r + x = y²/(r − x) and r² − R² = (x − R)(x + R) + y².
    outside = x**2 + y**2 > radius**2 / 4
    x, y = jnp.where(outside, x, radius), jnp.where(outside, y, 0.0)
    r = jnp.sqrt(x**2 + y**2)
    across = jnp.where(x < 0, y**2 / (r + jnp.abs(x)), r + x) * (2 * x - r) ** 2
    along = ((x - radius) * (x + radius) + y**2) / (r + radius)
    written = across + along**2 * (3 * r**2 + 2 * radius * r + radius**2) / (4 * radius)
    return jnp.where(outside, written, plain)


def _ends_of_the_valleys(radius: float) -> tuple[tuple[float, float], ...]:
    across = radius * math.sqrt(3) / 2
    return (-radius, 0.0), (radius / 2, -across), (radius / 2, across)


MONKEY_SADDLE = Surface(
    id="monkey_saddle",
    name="Monkey saddle",
    help="A saddle for two legs and a tail. In its middle slope and curvature are both 0: the Hessian tells nothing.",
    formula=r"L = \theta_1^3 - 3\,\theta_1\theta_2^2 + \frac{3}{4R}\,r^4 + \frac{R^3}{4},\quad "
    r"r^2 = \theta_1^2 + \theta_2^2",
    loss=monkey_saddle,
    numbers=(Number("radius", "R", "distance of the minima", "How far from the saddle they lie.", 1.0, 0.5, 1.4),),
    domain=((-1.6, 1.6), (-1.6, 1.6)),
    minima=_ends_of_the_valleys,
    start=(1.2, 0.001),
    known=(
        Known((1.0, 2.0), 8.0, "by hand: 1 − 12 + ¾ · 25 + ¼"),
        Known((2.0, -1.0), 21.0, "by hand: 8 − 6 + ¾ · 25 + ¼"),
        Known((1.0, 2.0), 26.53125, "by hand: 1 − 12 + 3/2 · 25 + 1/32", {"radius": 0.5}),
    ),
    source="the cubic: Hilbert & Cohn-Vossen, Anschauliche Geometrie (1932); bounded for this laboratory",
    equal=True,
)


def plateau(x: Values, y: Values, slope: Values) -> Values:
    """A steep slope, a shelf around x = 0 that is nearly level, then a valley with its minimum at (2, 0).

    L = (x − 2)² ((3x² + 4x + 4)/12 + ½ s) + ½ y²

    Along x the derivative is (x² + s)(x − 2). With s = 0 the shelf is level at x = 0: gradient descent from the
    left comes ever nearer to it and, with small steps, never gets over it.
    """
    return (x - 2) ** 2 * ((3 * x**2 + 4 * x + 4) / 12 + slope / 2) + y**2 / 2


PLATEAU = Surface(
    id="plateau",
    name="Plateau",
    help="A slope, a shelf that is almost level, then a valley. Gradient descent crawls where momentum rolls over.",
    formula=r"L = (\theta_1 - 2)^2\left(f + \tfrac s2\right) + \tfrac12\theta_2^2,\quad "
    r"f = \tfrac1{12}\left(3\theta_1^2 + 4\theta_1 + 4\right)",
    loss=plateau,
    numbers=(Number("slope", "s", "slope of the shelf", "The shelf slopes by 2s. At 0 it is level.", 0.002, 0.0, 0.1),),
    domain=((-2.0, 3.2), (-1.5, 1.5)),
    minima=lambda slope: ((2.0, 0.0),),
    start=(-1.7, 0.9),
    known=(
        Known((-1.0, 2.0), 4.259, "by hand: 9 · 3/12 + 0.001 · 9 + 2"),
        Known((-4.0, 2.0), 110.036, "by hand: 36 · 36/12 + 0.001 · 36 + 2"),
        Known((4.0, 1.0), 4 * 68 / 12 + 0.5, "by hand: 4 · 68/12 + ½", {"slope": 0.0}),
        Known((-2.0, 1.0), 16 * 8 / 12 + 0.8 + 0.5, "by hand: 16 · 8/12 + 0.05 · 16 + ½", {"slope": 0.1}),
    ),
    source="derived for this laboratory: a quartic whose inflection is almost level",
    levels="log",
)


# The slope that leads to the foot of the cliff.
_GENTLE = 0.5


def cliff(x: Values, y: Values, wall: Values, bend: Values) -> Values:
    """A gentle slope down to the foot of a steep wall.

    L = (M + m)/k · ln((M + m e^kx)/(M + m)) − m x + ½ y²,  m = ½

    Along x the slope is −m far to the left, M far to the right and 0 at x = 0. A step of m η past the foot
    meets the wall, and is thrown back by up to M η.
    """
    z, foot, share = bend * x, jnp.log(_GENTLE / wall), _GENTLE / (wall + _GENTLE)
    # With e^z taken apart into 1 + z + …, the term −m x is gone, and with it what cancels at the minimum.
    near = jnp.where(jnp.abs(z) < 1, z, 0.0)
    bent = jnp.log1p((1 - share) * second_order(-share * near) + share * second_order((1 - share) * near))
    # Elsewhere the logarithm as a difference that no e^z makes infinite.
    far = jnp.logaddexp(z + foot, 0.0) - jnp.logaddexp(foot, 0.0) - share * z
    return (wall + _GENTLE) / bend * jnp.where(jnp.abs(z) < 1, bent, far) + y**2 / 2


CLIFF = Surface(
    id="cliff",
    name="Cliff",
    help="A gentle slope to the foot of a steep wall. One step too far and the gradient explodes: the run is thrown "
    "back.",
    formula=r"L = \frac{M + m}{k}\ln\frac{M + m\,e^{k\theta_1}}{M + m} - m\,\theta_1 + \tfrac12\theta_2^2,\quad "
    r"m = \tfrac12",
    loss=cliff,
    numbers=(
        Number("wall", "M", "slope of the wall", "The gradient that throws a run back.", 50.0, 5.0, 500.0, "log"),
        Number("bend", "k", "sharpness of the bend", "How suddenly the wall begins.", 20.0, 2.0, 100.0, "log"),
    ),
    domain=((-6.0, 1.5), (-2.0, 2.0)),
    minima=lambda wall, bend: ((0.0, 0.0),),
    start=(-4.0, 1.5),
    known=(
        # e^kx = 102 makes the fraction (50 + 51)/50.5 = 2; far to the left it is 100/101.
        Known((math.log(102) / 20, 2.0), 2.525 * math.log(2) - math.log(102) / 40 + 2, "by hand: the fraction is 2"),
        Known((-3.0, 1.0), 2.525 * math.log(100 / 101) + 2, "by hand: e^−60 is nothing beside 100"),
        # (9.5 + 20.5)/10 = 3
        Known(
            (math.log(41) / 10, 1.0),
            math.log(3) - math.log(41) / 20 + 0.5,
            "by hand: e^kx = 41 makes the fraction 3",
            {"wall": 9.5, "bend": 10.0},
        ),
    ),
    source="derived for this laboratory after Pascanu, Mikolov & Bengio (2013), on exploding gradients",
)


def double_well(x: Values, y: Values, barrier: Values, tilt: Values) -> Values:
    """A deep minimum at (−1, 0), and a shallow one near (1, 0) behind a barrier.

    L = (x + 1)² (b (x − 1)² + h/4) + y²

    On y = 0 the slope vanishes at x = −1 and at x = ½ ± ½√(1 − h/(2b)): the shallow minimum, of height h or
    a little less, and the top of the barrier. Without tilt the barrier has height b, and both minima are 0.
    """
    return (x + 1) ** 2 * (barrier * (x - 1) ** 2 + tilt / 4) + y**2


DOUBLE_WELL = Surface(
    id="double_well",
    name="Double well",
    help="Gradient descent stays in the shallow minimum it falls into; a ball with momentum can roll on into the deep "
    "one.",
    formula=r"L = (\theta_1 + 1)^2\left(b\,(\theta_1 - 1)^2 + \tfrac h4\right) + \theta_2^2",
    loss=double_well,
    numbers=(
        Number("barrier", "b", "height of the barrier", "How high it stands between the minima.", 1.0, 0.5, 5.0),
        Number("tilt", "h", "height of the shallow minimum", "At 0 both minima are equally deep.", 0.4, 0.0, 0.9),
    ),
    domain=((-1.8, 1.8), (-1.2, 1.2)),
    minima=lambda barrier, tilt: ((-1.0, 0.0),) if tilt else ((-1.0, 0.0), (1.0, 0.0)),
    start=(1.7, 0.8),
    known=(
        Known((1.0, 2.0), 4.4, "by hand: 4 · 0.1 + 4"),
        Known((2.0, -1.0), 10.9, "by hand: 9 (1 + 0.1) + 1"),
        Known((2.0, 1.0), 29.8, "by hand: 9 (3 + 0.2) + 1", {"barrier": 3.0, "tilt": 0.8}),
        Known((-3.0, 2.0), 68.0, "by hand: 4 · 16 + 4", {"tilt": 0.0}),
    ),
    source="derived for this laboratory: the quartic double well, tilted so that its minimum stays where it is",
    levels="log",
)


def sharp_flat(x: Values, y: Values, sharp: Values, flat: Values) -> Values:
    """Two round valleys of the same depth 0, a narrow one and a wide one.

    L = Q₁ Q₂ / (Q₁ + Q₂),  Q₁ = ((x + 1.5)² + y²) / (2 w₁²),  Q₂ = ((x − 1.5)² + y²) / (2 w₂²)

    Near either minimum L is its own Q, so the curvatures are 1/w₁² in the narrow valley and 1/w₂² in the wide one:
    gradient descent can stay there up to η = 2 w₁² and 2 w₂².
    """
    # A product of two squares would leave float64 long before L does; beside the 1.5 nothing is too small.
    size = unit(x, y, jnp.ones_like(x))
    first, second = (((x + side) / size) ** 2 + (y / size) ** 2 for side in (1.5, -1.5))
    return size * (size * first * (second / (2 * (flat**2 * first + sharp**2 * second))))


SHARP_FLAT = Surface(
    id="sharp_flat",
    name="Sharp and flat minimum",
    help="Two minima of exactly the same depth. In the sharp one only a small step, and little noise, can stay.",
    formula=r"L = \frac{Q_1 Q_2}{Q_1 + Q_2},\quad Q_1 = \frac{(\theta_1 + 1.5)^2 + \theta_2^2}{2 w_1^2},\quad "
    r"Q_2 = \frac{(\theta_1 - 1.5)^2 + \theta_2^2}{2 w_2^2}",
    loss=sharp_flat,
    numbers=(
        Number("sharp", "w₁", "width of the sharp valley", "Its curvature is 1/w₁².", 0.1, 0.05, 0.5, "log"),
        Number("flat", "w₂", "width of the flat valley", "Its curvature is 1/w₂².", 1.0, 0.5, 2.0, "log"),
    ),
    domain=((-3.2, 3.2), (-2.0, 2.0)),
    minima=lambda sharp, flat: ((-1.5, 0.0), (1.5, 0.0)),
    start=(-1.8, 0.5),
    known=(
        Known((-0.5, 1.0), 100 / 41, "by hand: 100 · 2.5 / 102.5"),
        Known((0.5, 2.0), 400 / 161, "by hand: 400 · 2.5 / 402.5"),
        Known((-0.5, 1.0), 20 / 7, "by hand: 4 · 10 / 14", {"sharp": 0.5, "flat": 0.5}),
        Known((3.5, 5.0), 362.5 / 103.625, "by hand: 100 · 3.625 / 103.625", {"sharp": 0.5, "flat": 2.0}),
    ),
    source="derived for this laboratory after Hochreiter & Schmidhuber, Flat Minima (1997)",
    levels="log",
)
