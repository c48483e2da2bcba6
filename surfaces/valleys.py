"""The lecture's valleys: the elongated bowl, the quadratic that can be turned, the crescent."""

import math

import jax
import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces.digits import LARGE
from surfaces.number import Number
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]


def bowl(x: Values, y: Values, a: Values, b: Values, c: Values) -> Values:
    """A long valley whose slope is bounded by c/a along and c/b across.

    L = c (√(1 + (x/a)² + (y/b)²) − 1)

    Near 0 it is c r²/(√(1 + r²) + 1), since the 1 would swallow an r of 1e-9. What that adds to the difference is less
    than its last digit, and has no slope: the gradient is that of the formula above.
    """
    u, v = x / a, y / b
    # A power of 2 that changes no digit, where a square is no float64; chosen while u and v are divided, and taken off
    # again by a product, for a step waits for both.
    far = (jnp.abs(x) > LARGE * a) | (jnp.abs(y) > LARGE * b)
    k, back = jnp.where(far, 2.0**-600, 1.0), jnp.where(far, 2.0**600, 1.0)
    root = jnp.sqrt(k**2 + (k * u) ** 2 + (k * v) ** 2) * back
    swallowed = jnp.where(root < 2, (u**2 + v**2) / (root + 1) - (root - 1), 0.0)
    return c * (root - 1 + jax.lax.stop_gradient(swallowed))


BOWL = Surface(
    id="bowl",
    name="Elongated bowl",
    help="Convex. Its level lines are ellipses 33 times longer than wide, and its slope is bounded.",
    formula=r"L = c\left(\sqrt{1 + r^2} - 1\right),\quad r^2 = (\theta_1/a)^2 + (\theta_2/b)^2",
    loss=bowl,
    numbers=(
        Number("a", "a", "length of the valley", "Larger: flatter along θ₁.", 2.0, 0.1, 10.0),
        Number("b", "b", "width of the valley", "Smaller: steeper walls across θ₂.", 0.06, 0.01, 2.0, "log"),
        Number("c", "c", "steepness", "Multiplies the loss, and with it every gradient.", 4.2, 0.1, 20.0),
    ),
    domain=((-5.0, 3.0), (-0.5, 0.5)),
    minima=lambda a, b, c: ((0.0, 0.0),),
    start=(-4.0, -0.35),
    known=(
        # 3² + 4² = 5² makes the root a whole number: √(1 + 4 + 4) = 3 and √(1 + 9 + 90) = 10.
        Known((4.0, 0.12), 8.4, "by hand: 4.2 (√(1 + 2² + 2²) − 1)"),
        Known((6.0, -0.5), 22.5, "by hand: 2.5 (√(1 + 3² + (√90)²) − 1)", {"b": 0.5 / math.sqrt(90), "c": 2.5}),
        Known((-4.0, -0.35), 22.038, "by hand, five digits: 4.2 (√39.02778 − 1)"),
    ),
    source="derived for this laboratory: a pseudo-Huber loss (Charbonnier et al. 1994) of an elliptic radius",
)


def quadratic(x: Values, y: Values, kappa: Values, angle: Values) -> Values:
    """Curvature 1 along the valley and κ across it; the valley is turned by φ degrees.

    L = ½ (u² + κ v²),  u = x cos φ + y sin φ,  v = −x sin φ + y cos φ
    """
    phi = jnp.deg2rad(angle)
    u = x * jnp.cos(phi) + y * jnp.sin(phi)
    v = -x * jnp.sin(phi) + y * jnp.cos(phi)
    return (u**2 + kappa * v**2) / 2


QUADRATIC = Surface(
    id="quadratic",
    name="Quadratic valley",
    help="The textbook case: gradient descent has a closed form and is stable up to η = 2/κ.",
    formula=r"L = \tfrac12\left(u^2 + \kappa v^2\right),\quad (u, v) = (\theta_1, \theta_2)\ \text{turned by}\ \varphi",
    loss=quadratic,
    numbers=(
        Number("kappa", "κ", "condition number", "How many times steeper across than along.", 20.0, 1.0, 1000.0, "log"),
        Number("angle", "φ", "turn of the valley", "In degrees. At 0 each parameter has its own axis.", 0.0, 0.0, 90.0),
    ),
    domain=((-5.0, 5.0), (-3.0, 3.0)),
    minima=lambda kappa, angle: ((0.0, 0.0),),
    start=(-4.0, -1.5),
    known=(
        Known((1.0, 2.0), 40.5, "by hand: ½ (1 + 20 · 4)"),
        Known((3.0, -1.0), 9.5, "by hand: ½ (9 + 10 · 1)", {"kappa": 10.0}),
        Known((1.0, 2.0), 7.25, "by hand: ½ (4.5 + 20 · 0.5)", {"angle": 45.0}),
        Known((1.0, 2.0), 12.0, "by hand: ½ (4 + 20 · 1)", {"angle": 90.0}),
    ),
    source="the standard quadratic model; Boyd & Vandenberghe, Convex Optimization (2004), §9.3.2",
    levels="log",
)


def _rim(angle: float) -> tuple[float, float]:
    return math.cos(math.radians(angle)), -math.sin(math.radians(angle))


def crescent(x: Values, y: Values, wall: Values, pull: Values, angle: Values) -> Values:
    """A circular valley of radius 1, tilted towards the point p of the circle.

    L = w (x² + y² − 1)² + k ‖(x, y) − p‖²,  p = (cos φ, −sin φ)

    Near p the 1 of x² + y² − 1 is taken apart into cos² φ + sin² φ, so that nothing cancels there.
    """
    cos, sin = jnp.cos(jnp.deg2rad(angle)), jnp.sin(jnp.deg2rad(angle))
    near = jnp.abs(x - cos) + jnp.abs(y + sin) < 1 / 64
    outside = jnp.where(near, (x - cos) * (x + cos) + (y + sin) * (y - sin), x**2 + y**2 - 1)
    return wall * outside**2 + pull * ((x - cos) ** 2 + (y + sin) ** 2)


CRESCENT = Surface(
    id="crescent",
    name="Crescent",
    help="A curved valley: the same parameter needs a small step first and a large one later.",
    formula=r"L = w\left(\theta_1^2 + \theta_2^2 - 1\right)^2 + k\,\lVert\theta - p\rVert^2,\quad "
    r"p = (\cos\varphi, -\sin\varphi)",
    loss=crescent,
    numbers=(
        Number("wall", "w", "steepness of the walls", "How steep it is across the valley.", 20.0, 1.0, 100.0, "log"),
        Number("pull", "k", "pull along the valley", "How steep it is along the valley.", 0.25, 0.01, 2.0, "log"),
        Number("angle", "φ", "place of the minimum", "In degrees, clockwise on the circle.", 15.0, 0.0, 90.0),
    ),
    domain=((-1.6, 1.6), (-1.4, 1.4)),
    minima=lambda wall, pull, angle: (_rim(angle),),
    start=(-1.35, 0.25),
    known=(
        Known((1.0, 1.0), 21.25, "by hand: p = (0, −1), 20 · 1² + ¼ (1 + 4)", {"angle": 90.0}),
        Known((2.0, 1.0), 320.5, "by hand: p = (1, 0), 20 · 4² + ¼ (1 + 1)", {"angle": 0.0}),
        Known((0.0, 2.0), 45.0, "by hand: 3 · 3² + 2 · 3²", {"wall": 3.0, "pull": 2.0, "angle": 90.0}),
        Known((0.5, 1.0), 2.0625 - math.sqrt(3) / 8, "by hand: 20/16 + ¼ (13/4 − √3/2)", {"angle": 30.0}),
    ),
    source="derived for this laboratory: a ring valley with a quadratic tilt",
    levels="log",
    equal=True,
)
