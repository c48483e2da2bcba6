"""A slice of a real network's loss, with and without skip connections, as tools/network_slice.py has computed it.

Between the points of its grid the loss is interpolated by a cubic spline with two continuous derivatives: what is drawn
and gone down is the spline, and its gradient and Hessian are exact.
"""

from functools import lru_cache
from pathlib import Path

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float
from scipy.ndimage import spline_filter

from surfaces.number import Number
from surfaces.precision import in_float64
from surfaces.surface import Known, Surface

Values = Float[Array, "..."]

# The grid goes beyond the picture on all sides, and beyond the grid there is a wall, so that nothing is extrapolated.
REACH, WALL = 1.25, 20.0
with np.load(Path(__file__).with_suffix(".npz")) as _file:
    LOSSES = _file["losses"].astype(np.float64)
POINTS = LOSSES.shape[-1]
_SPLINES = np.stack([spline_filter(grid, order=3, mode="mirror") for grid in LOSSES]).ravel()


def splines_of(skip: float) -> Float[np.ndarray, "rows columns"]:
    """The coefficients of the spline, with or without skip connections; rows go along θ₂."""
    return _SPLINES.reshape(LOSSES.shape)[int(skip > 0)]


def _parts(t: Values) -> tuple[Values, ...]:
    """How much the four neighbours on a line count, by the cubic B-spline, at a share t of the way from the second."""
    u = 1 - t
    return u**3 / 6, (3 * t**3 - 6 * t**2 + 4) / 6, (3 * u**3 - 6 * u**2 + 4) / 6, t**3 / 6


def network_slice(x: Values, y: Values, skip: Values) -> Values:
    """L(w* + θ₁ d₁ + θ₂ d₂) of a network with eight hidden layers, as a spline through 121 × 121 of its values.

    Outside |θ| ≤ 1.25, where nothing was computed, it is the value at the edge and 20 times the square of the distance.
    """
    inside_x, inside_y = jnp.clip(x, -REACH, REACH), jnp.clip(y, -REACH, REACH)
    across, up = ((inside + REACH) * ((POINTS - 1) / (2 * REACH)) for inside in (inside_x, inside_y))
    # The outermost cells take the neighbours of those before them: they lie beyond the picture.
    column, row = (jnp.clip(jnp.floor(place), 1, POINTS - 3) for place in (across, up))
    first = (skip > 0).astype(np.int32) * POINTS**2
    first = first + ((row - 1) * POINTS + column - 1).astype(np.int32)
    splines = jnp.asarray(_SPLINES)
    # All parts add up to 1: counted from a neighbour, what is added up is small, and its derivatives keep their digits.
    near = splines[first + POINTS + 1]
    total = jnp.zeros_like(x)
    for i, down in enumerate(_parts(up - row)):
        for k, aside in enumerate(_parts(across - column)):
            total = total + down * aside * (splines[first + i * POINTS + k] - near)
    return near + total + WALL * ((x - inside_x) ** 2 + (y - inside_y) ** 2)


@lru_cache(maxsize=2)
@in_float64()
def _lowest(skip: float) -> tuple[tuple[float, float], ...]:
    """Newton's method from the twenty lowest points of the grid that lie in the picture."""
    axis = np.linspace(-REACH, REACH, POINTS)
    inner = np.abs(axis) <= 1
    y, x = np.meshgrid(axis[inner], axis[inner], indexing="ij")
    order = np.argsort(LOSSES[int(skip)][np.ix_(inner, inner)].ravel())[:20]
    found = []
    for start in np.stack([x.ravel(), y.ravel()], axis=1)[order]:
        theta = start
        for _ in range(30):
            # By a program that every run has compiled already.
            loss, grad, hessian = NETWORK_SLICE.at(*theta, skip=skip)
            theta = theta - np.linalg.solve(hessian, grad)
        if np.abs(theta - start).max() < 4 * REACH / POINTS:
            found.append((float(loss), (float(theta[0]), float(theta[1]))))
    return (min(found)[1],)


NETWORK_SLICE = Surface(
    id="network_slice",
    name="Slice of a network",
    help="The loss of a trained network of eight hidden layers along two random directions. Without skip connections "
    "it is rugged, with them it is smooth. Between 121 × 121 computed values it is interpolated.",
    formula=r"L = \tfrac1{64}\textstyle\sum_i \left(f_w(x_i) - y_i\right)^2,\quad "
    r"w = w^* + \theta_1 d_1 + \theta_2 d_2",
    loss=network_slice,
    numbers=(
        Number(
            "skip", "h + f(h)", "skip connections",
            "Each layer's output is added to its input. The same data and first weights, trained in the same way.",
            0, 0, 1, "switch",
        ),
    ),
    domain=((-1.0, 1.0), (-1.0, 1.0)),
    minima=lambda skip: _lowest(float(skip > 0)),
    start=(0.7, -0.7),
    known=(
        Known((0.5, -0.25), 1.0903542041778564, "the network's own loss, by tools/network_slice.py"),
        Known((-0.75, 0.375), 3.7166049480438232, "the network's own loss, by tools/network_slice.py"),
        Known((0.5, -0.25), 1.0740081071853638, "the network's own loss, by tools/network_slice.py", {"skip": 1.0}),
        Known((-0.75, 0.375), 1.7989267110824585, "the network's own loss, by tools/network_slice.py", {"skip": 1.0}),
    ),
    source="trained for this laboratory; the directions as in Li, Xu, Taylor, Studer & Goldstein (arXiv:1712.09913)",
    levels="log",
    equal=True,
    # Two starts to a cell of the spline, in which it may bend as it does in no other.
    mesh=192,
)  # fmt: skip
