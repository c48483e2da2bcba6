"""What calculus says about all points of a run at once."""

from functools import partial
from typing import NamedTuple

import jax
import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Array, Float

from surfaces.precision import in_float64
from surfaces.surface import Loss, Numbers, Slope, Surface

Points = Float[np.ndarray, "points 2"]


class Slopes(NamedTuple):
    """The surface at each of n points: losses (n,), gradients (n, 2) and Hessians (n, 2, 2), all float64."""

    loss: Float[np.ndarray, " n"]
    grad: Float[np.ndarray, "n 2"]
    hessian: Float[np.ndarray, "n 2 2"]


# Runs are filled up to one of these lengths, a power of four apart, or each length would be compiled anew.
LEAST = 256


@in_float64()
def losses(surface: Surface, points: Points, **numbers: float) -> Float[np.ndarray, " points"]:
    """The loss at each point, float64. Raises what a call of the surface raises."""
    return np.asarray(_losses(surface.loss, _filled(points), surface.settle(numbers)))[: len(points)]


@in_float64()
def hessians(surface: Surface, points: Points, **numbers: float) -> Float[np.ndarray, "points 2 2"]:
    """The Hessian at each point, by automatic differentiation. Raises what a call of the surface raises."""
    return np.asarray(_hessians(surface.loss, _filled(points), surface.settle(numbers)))[: len(points)]


@in_float64()
def slopes(surface: Surface, points: Points, **numbers: ArrayLike) -> Slopes:
    """What `Surface.at` says, at each point. Raises what a call of the surface raises."""
    found = _slopes(surface.loss, _filled(points), surface.settle(numbers))
    return Slopes(*(np.asarray(one)[: len(points)] for one in found))


def curvatures(surface: Surface, points: Points, **numbers: float) -> Points:
    """∂²L/∂θ₁² and ∂²L/∂θ₂² at each point: the diagonals of `hessians`."""
    return np.diagonal(hessians(surface, points, **numbers), axis1=1, axis2=2)


def _filled(points: Points) -> Float[np.ndarray, "filled 2"]:
    length = LEAST
    while length < len(points):
        length *= 4
    return np.concatenate([points, np.zeros((length - len(points), 2))])


@partial(jax.jit, static_argnums=0)
def _losses(loss: Loss, points: Array, numbers: Numbers) -> Array:
    return loss(points[:, 0], points[:, 1], **numbers)


@partial(jax.jit, static_argnums=0)
def _hessians(loss: Loss, points: Array, numbers: Numbers) -> Array:
    return jax.vmap(jax.hessian(lambda theta: loss(theta[0], theta[1], **numbers)))(points)


@partial(jax.jit, static_argnums=0)
def _slopes(loss: Loss, points: Array, numbers: Numbers) -> Slope:
    def at(theta: Array) -> Array:
        return loss(theta[0], theta[1], **numbers)

    def slope(theta: Array) -> Slope:
        value, grad = jax.value_and_grad(at)(theta)
        return Slope(value, grad, jax.hessian(at)(theta))

    return jax.vmap(slope)(points)
