"""Models of how networks are trained: in each one thing that large training runs show, with two numbers to train."""

import math

import jax.numpy as jnp
from jaxtyping import Array, Float

from surfaces.number import Number
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]


def edge(x: Values, y: Values, pull: Values) -> Values:
    """A valley that is the sharper the farther along it one gets.

    L = (1 + y²) (√(1 + x²) − 1) + ½ k (y − 5)²

    On the floor, x = 0, the sharpness is S = 1 + y². The root's difference is written x²/(√(1 + x²) + 1), which is the
    same and loses no digits near the floor. Beyond S = 2/η gradient descent bounces from wall to wall, and what the
    walls give it back along y holds it there, on a two-cycle with 2 y (ηS/2 − 1) = k (5 − y) and
    |x| = √((ηS/2)² − 1).
    """
    return (1 + y**2) * (x**2 / (jnp.sqrt(1 + x**2) + 1)) + pull / 2 * (y - 5) ** 2


EDGE = Surface(
    id="edge",
    name="Edge of stability",
    help="The floor leads to where the valley is sharper. Gradient descent is held where its η is just too large.",
    formula=r"L = \left(1 + \theta_2^2\right)\left(\sqrt{1 + \theta_1^2} - 1\right) + \tfrac k2\,(\theta_2 - 5)^2",
    loss=edge,
    numbers=(Number("pull", "k", "pull along the floor", "How strongly it leads to θ₂ = 5.", 0.02, 0.001, 1.0, "log"),),
    domain=((-1.0, 1.0), (0.0, 5.5)),
    minima=lambda pull: ((0.0, 5.0),),
    start=(0.3, 2.5),
    known=(
        # √(1 + 0.75²) = 1.25 and √(1 + (4/3)²) = 5/3
        Known((0.75, 2.0), 1.34, "by hand: 5 · 0.25 + 0.01 · 9"),
        Known((-4 / 3, 1.0), 2 * 2 / 3 + 0.16, "by hand: 2 · ⅔ + 0.01 · 16"),
        Known((-0.75, 3.0), 3.5, "by hand: 10 · 0.25 + ¼ · 4", {"pull": 0.5}),
    ),
    source="after Cohen et al. (2021) and Damian, Nichani & Lee (2023), Self-stabilization; with a closed form here",
    levels="log",
)


def river(x: Values, y: Values, wall: Values, fall: Values) -> Values:
    """A winding river between steep banks, which falls a little all along and never ends.

    L = w (x − ½ sin(y/2))² − f y

    It has no lowest point, and no place without slope: how far along the river a run has come is what counts, and how
    high up the banks noise keeps it.
    """
    return wall * (x - jnp.sin(y / 2) / 2) ** 2 - fall * y


RIVER = Surface(
    id="river",
    name="River valley",
    help="A river between steep banks, falling all along, without an end. Noise is five times as strong across it.",
    formula=r"L = w\left(\theta_1 - \tfrac12\sin\tfrac{\theta_2}2\right)^2 - f\,\theta_2",
    loss=river,
    numbers=(
        Number("wall", "w", "steepness of the banks", "How steep it is across the river.", 10.0, 1.0, 100.0, "log"),
        Number("fall", "f", "fall of the river", "How much the loss falls along θ₂.", 0.05, 0.005, 0.5, "log"),
    ),
    domain=((-1.0, 1.5), (-1.0, 5.0)),
    minima=lambda wall, fall: (),
    start=(0.0, 0.0),
    known=(
        # sin(π/6) = ½ and sin(π/2) = 1
        Known((1.0, math.pi / 3), 5.625 - math.pi / 60, "by hand: 10 · 0.75² − 0.05 · π/3"),
        Known((-1.0, math.pi / 3), 15.625 - math.pi / 60, "by hand: 10 · 1.25² − 0.05 · π/3"),
        Known((2.0, math.pi), 9 - math.pi / 5, "by hand: 4 · 1.5² − 0.2 · π", {"wall": 4.0, "fall": 0.2}),
    ),
    source="after Wen et al. (2024), Understanding warmup-stable-decay learning rates: a river valley perspective",
    levels="log",
    noise=(1.0, 0.2),
)
