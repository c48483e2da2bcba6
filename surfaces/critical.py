"""Where the gradient of a surface vanishes, and what kind of place that is."""

import math
from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Array, Float, Int

from surfaces.precision import in_float64
from surfaces.surface import Loss, Numbers, Point, Surface
from words import Message

Kind = Literal["minimum", "maximum", "saddle", "flat"]

KINDS: dict[Kind, Message] = {
    "minimum": "a minimum",
    "maximum": "a maximum",
    "saddle": "a saddle",
    "flat": "a flat place",
}
"""What a kind is called, as English messages for `words.say`."""

# Listed minima that may join them, for what is smaller than the mesh.
LISTED = 8
# From the worst of these starts to the last digit; a zero of higher order gains one bit a step.
ROUNDS = 60
# Along a valley that is bent and narrow it goes by small steps: of the starts that have not arrived, one batch of those
# that are nearest goes on, for so many rounds. All batches are of one shape, for which the search is compiled once.
LONGER = 400
BATCHES = 8
# The longest step, as a share of the picture: each start finds what is near it.
STRIDE = 0.05
# How far from a point its surroundings are looked at, as a share of the picture.
AROUND = 0.01
# At a critical point the gradient is a billionth of what it is around it; less is out of float64's reach
# where the loss is a sum of terms that cancel.
TINY = 1e-9
# A gradient of this share of what is around it is that of a point one rounding away.
ROUNDING = 1e-14
# What stands out less than this against the steepest slope of the picture is a plain: Easom's ripples go on for ever.
FAINT = 1e-8
# Nearer to each other than this share of the picture, two are the same.
SAME = 1e-5
# The most that are listed, the lowest first. Rastrigin's picture holds 441.
MOST = 1000
# An eigenvalue smaller than this share of the other one is 0: the point of a zero of higher order is
# known to half of the digits only, and the curvature there no better.
NONE = 1e-7


class Critical(NamedTuple):
    """A point without slope: where, of what kind, the Hessian's eigenvalues in ascending order, and the loss."""

    point: tuple[float, float]
    kind: Kind
    eigenvalues: tuple[float, float]
    loss: float


def kind_of(eigenvalues: Sequence[float] | Float[np.ndarray, "2"]) -> Kind:
    """What a point without slope is, by the eigenvalues of its Hessian, in any order.

    Both positive: a minimum; both negative: a maximum; one of each: a saddle. "flat" if one of them is
    practically 0, against the other one or against 1: the Hessian leaves open what the point is, as in the
    middle of the monkey saddle, or there is nothing to see, as on a plateau.
    """
    low, high = min(eigenvalues), max(eigenvalues)
    small = NONE * max(1.0, abs(low), abs(high))
    if min(abs(low), abs(high)) <= small or not np.isfinite(low + high):
        return "flat"
    if low > 0:
        return "minimum"
    return "maximum" if high < 0 else "saddle"


@in_float64()
def critical_points(surface: Surface, **numbers: ArrayLike) -> tuple[Critical, ...]:
    """All points of the surface's domain where the gradient vanishes, the lowest first, MOST of them at the most.

    They are found from a grid of starts, the surface's `mesh`, by Newton's method on the gradient, with derivatives by
    automatic differentiation, to the last digits of float64 (half of them at a flat point). What is smaller than
    the mesh of the grid and is no listed minimum can be missed. A plain has no critical points here though its
    gradient is 0: a point counts if the gradient is not 0 around it.

    Raises:
        TypeError, ValueError: as a call of the surface does.
    """
    settled = surface.settle(numbers)
    return _found(surface, tuple((id, float(np.asarray(value))) for id, value in settled.items()))


@in_float64()
def largest_stable_rate(surface: Surface, x: float, y: float, **numbers: ArrayLike) -> float:
    """The learning rate beyond which gradient descent, at (x, y), bounces ever higher: 2/λ, not 1/λ.

    λ is the largest eigenvalue of the Hessian there; infinite if no direction curves upwards. Exact on a
    quadratic, elsewhere as far as the curvature stays what it is.
    """
    steepest = float(np.linalg.eigvalsh(np.asarray(surface.at(x, y, **numbers).hessian))[-1])
    return 2 / steepest if steepest > 0 else float("inf")


@lru_cache(maxsize=64)
@np.errstate(all="ignore")
def _found(surface: Surface, numbers: tuple[tuple[str, float], ...]) -> tuple[Critical, ...]:
    values = {id: np.float64(value) for id, value in numbers}
    low, high = np.array(surface.domain).T
    span = high - low
    mesh = (np.arange(surface.mesh) + 0.5) / surface.mesh
    starts = low + span * np.stack(np.meshgrid(mesh, mesh), axis=-1).reshape(-1, 2)
    # Always LISTED of them, over and over if need be, so that their number does not change a shape.
    listed = np.resize(np.array(surface.minima(**dict(numbers)))[:LISTED], (LISTED, 2))
    ends = _searched(surface.loss, np.concatenate([listed, starts]), span, values)
    inside = (abs(ends.point - (low + high) / 2) <= (0.5 + SAME) * span).all(axis=1)
    # Comparisons with NaN, where a surface has no derivative, are false.
    zero = ends.norm <= TINY * ends.around
    stands_out = ends.around > FAINT * np.nanmax(ends.around, where=inside, initial=0.0)
    # Listed minima stay as they are listed; of all others, the most exact of each place is kept.
    order = np.argsort(np.where(np.arange(len(ends.norm)) < LISTED, -1.0, ends.norm), kind="stable")
    chosen = [i for i in order if inside[i] and zero[i] and stands_out[i]]
    kept: list[int] = []
    for i in chosen:
        if not kept or np.min(np.max(abs(ends.point[kept] - ends.point[i]) / span, axis=1)) > SAME:
            kept.append(int(i))
    return tuple(sorted((_critical(ends, i) for i in kept), key=_by_height)[:MOST])


def _searched(loss: Loss, starts: Float[np.ndarray, "n 2"], span: Float[np.ndarray, "2"], numbers: Numbers) -> "_Ends":
    """Where the searches from all starts end, and after them those that needed longer."""

    def batch(starts: Float[np.ndarray, "m 2"], rounds: int) -> _Ends:
        return _Ends(*map(np.asarray, _search(loss, starts, np.int64(rounds), span, numbers)))

    def joined(batches: list[_Ends]) -> _Ends:
        return _Ends(*(np.concatenate(columns) for columns in zip(*batches, strict=True)))

    ends = joined([batch(some, ROUNDS) for some in np.split(starts, BATCHES)])
    left = ends.norm / ends.around
    late = np.argsort(np.where(left > TINY, left, np.inf))[: len(starts) // BATCHES]
    return joined([ends, batch(np.asarray(ends.point)[late], LONGER)])


def _critical(ends: "_Ends", i: int) -> Critical:
    low, high = (float(value) for value in np.linalg.eigvalsh(np.nan_to_num(ends.hessian[i])))
    x, y = (_shortest(float(value)) for value in ends.point[i])
    return Critical((x, y), kind_of((low, high)), (low, high), float(ends.loss[i]))


def _shortest(value: float) -> float:
    """0.4 for the number beside it, which is what JAX rounds to; and no −0."""
    near = round(value, 12)
    return (near if abs(near - value) <= math.ulp(value) else value) + 0.0


def _by_height(one: Critical) -> tuple[float, float, float]:
    # Rounded, so that points of the same height stand from left to right, whatever their last digits.
    return round(one.loss, 9), round(one.point[0], 9), round(one.point[1], 9)


class _Ends(NamedTuple):
    """Where the searches ended; `norm` is the gradient there, `around` the largest nearby, per share of the picture."""

    point: Float[Array | np.ndarray, "n 2"]
    loss: Float[Array | np.ndarray, " n"]
    hessian: Float[Array | np.ndarray, "n 2 2"]
    norm: Float[Array | np.ndarray, " n"]
    around: Float[Array | np.ndarray, " n"]


@partial(jax.jit, static_argnums=0)
def _search(loss: Loss, starts: Float[Array, "n 2"], rounds: Int[Array, ""], span: Point, numbers: Numbers) -> _Ends:
    """Newton's method from each start, damped (Levenberg and Marquardt), so that ‖g‖ never grows.

    Step: −(H² + μ)⁻¹ H g. Lengths are shares of the picture, which may be many times as long as wide.
    """
    turn = np.arange(8) * np.pi / 4
    ring = AROUND * np.stack([np.cos(turn), np.sin(turn)], axis=-1)

    def slope(theta: Point) -> Point:
        return jax.grad(lambda theta: loss(theta[0], theta[1], **numbers))(theta) * span

    def look(theta: Point) -> tuple[Point, Float[Array, "2 2"]]:
        g, along = jax.linearize(slope, theta)
        return g, jax.vmap(along)(jnp.diag(span))

    def step(_: Int[Array, ""], state: tuple[Point, Point, Array, Array]) -> tuple[Point, Point, Array, Array]:
        theta, g, h, damping = state
        trial = theta + span * _shortened(_damped(h, g, damping))
        next_g, next_h = look(trial)
        better = (next_g * next_g).sum() < (g * g).sum()
        theta, g, h = (jnp.where(better, a, b) for a, b in ((trial, theta), (next_g, g), (next_h, h)))
        return theta, g, h, damping * jnp.where(better, 0.1, 8.0)

    def one(start: Point) -> _Ends:
        theta, g, h, _ = jax.lax.fori_loop(0, rounds, step, (start, *look(start), _DAMPING))
        around = jax.vmap(lambda there: jnp.linalg.norm(slope(theta + span * there)))(jnp.asarray(ring)).max()
        # Twelve decimals, if these are no worse: a run that starts on a saddle stays there at 0, not at 1e-18.
        tidy = jnp.round(theta, 12)
        tidy_g, tidy_h = look(tidy)
        no_worse = jnp.linalg.norm(tidy_g) <= jnp.maximum(jnp.linalg.norm(g), ROUNDING * around)
        theta, g, h = (jnp.where(no_worse, a, b) for a, b in ((tidy, theta), (tidy_g, g), (tidy_h, h)))
        value = loss(theta[0], theta[1], **numbers)
        return _Ends(theta, value, h / jnp.outer(span, span), jnp.linalg.norm(g), around)

    return jax.vmap(one)(starts)


_DAMPING = np.float64(1e-3)


def _damped(h: Float[Array, "2 2"], g: Point, damping: Float[Array, ""]) -> Point:
    """−(H² + μ)⁻¹ H g, with μ a share of ‖H‖²; 0 where H is 0."""
    (a, b), (_, d) = h @ h + damping * (h * h).sum() * jnp.eye(2)
    determinant = a * d - b * b
    adjugate = jnp.array([[d, -b], [-b, a]])
    return -(adjugate @ (h @ g)) / jnp.where(determinant > 0, determinant, jnp.inf)


def _shortened(step: Point) -> Point:
    length = jnp.linalg.norm(step)
    return step * jnp.where(length > STRIDE, STRIDE / length, 1.0)
