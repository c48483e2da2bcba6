"""The record of a loss surface, and what calculus says about a point of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Annotated, Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import ArrayLike
from jaxtyping import Array, Float

from surfaces.number import Number
from surfaces.precision import in_float64
from words import Message, say

Point = Float[Array, "2"]
Numbers = Mapping[str, ArrayLike]
Loss = Callable[..., Float[Array, "..."]]


class Known(NamedTuple):
    """A value of the loss that was not computed with this code, to test it against."""

    point: tuple[float, float]
    value: float
    source: str
    numbers: Mapping[str, float] = {}


class Slope(NamedTuple):
    """The surface at one point: loss (), gradient (2,) and Hessian (2, 2), all float64."""

    loss: Float[Array, ""]
    grad: Float[Array, "2"]
    hessian: Float[Array, "2 2"]


@dataclass(frozen=True, eq=False)
class Surface:
    """A loss over the plane, with everything there is to know about it.

    `loss(x, y, **numbers)` is written like `formula`, in jax.numpy, for arrays of any shape.
    `domain` is the part of the plane to show, ((x low, x high), (y low, y high)); nothing is ever
    clamped to it. `minima(**numbers)` gives the lowest points, none if it falls for ever; `levels` says whether level
    lines are spread evenly over the loss or over its logarithm. Texts are English messages for `words.say`.

    A surface made of data has `examples` of them, and `each(x, y, **numbers)` with one more axis at the end
    gives the loss of every example; `loss` is their mean. `scaled_by(places)`, where inputs can be standardised, is
    `each` with the mean and the spread of the examples at these places alone. `equal` is for one whose shape is what
    it teaches: in its picture both axes have one scale. From `mesh` points along each side of the picture its critical
    points are looked for: at least two to whatever has one. `noise` is what each component of the gradient gets of the
    noise that a run has, as a share of its size.
    """

    id: str
    name: Annotated[Message, "surface"]
    help: Message
    formula: str
    loss: Loss
    numbers: tuple[Number, ...]
    domain: tuple[tuple[float, float], tuple[float, float]]
    minima: Callable[..., tuple[tuple[float, float], ...]]
    start: tuple[float, float]
    known: tuple[Known, ...]
    source: str
    levels: Literal["linear", "log"] = "linear"
    each: Loss | None = None
    scaled_by: Callable[[np.ndarray], Loss] | None = None
    examples: int = 0
    equal: bool = False
    mesh: int = 64
    noise: tuple[float, float] = (1.0, 1.0)

    @in_float64()
    def __call__(self, x: ArrayLike, y: ArrayLike, **numbers: ArrayLike) -> Float[Array, "..."]:
        """The loss at (x, y), float64; x and y broadcast against each other.

        Raises:
            TypeError: a keyword that is no number of this surface, or a value that is no number.
            ValueError: a value out of its range.
        """
        return _evaluate(self.loss, _float64(x), _float64(y), self.settle(numbers))

    def settle(self, numbers: Numbers) -> dict[str, ArrayLike]:
        """All numbers of the surface, checked: the given ones, and defaults for the rest."""
        mine = {number.id: number for number in self.numbers}
        for unknown in sorted(set(numbers) - set(mine)):
            raise TypeError(
                say(
                    "{surface} has no number {unknown!r}; it has {known}.",
                    surface=self.id,
                    unknown=unknown,
                    known=", ".join(mine) or say("none", "numbers"),
                )
            )
        return {id: _settled(number, numbers.get(id, number.default)) for id, number in mine.items()}

    @in_float64()
    def lowest(self, **numbers: ArrayLike) -> tuple[Float[np.ndarray, "k 2"], float]:
        """All lowest points, (k, 2), and the loss there; ∞ if there are none. Raises what a call raises."""
        settled = self.settle(numbers)
        minima = np.array(self.minima(**{id: float(np.asarray(value)) for id, value in settled.items()}))
        minima = minima.reshape(-1, 2).astype(np.float64)
        # One by one, by a program that every run has compiled already: another would be, where a run first needs it.
        return minima, min((float(self.at(x, y, **settled).loss) for x, y in minima), default=np.inf)

    @in_float64()
    def at(self, x: float, y: float, **numbers: ArrayLike) -> Slope:
        """Loss, gradient and Hessian at one point, by automatic differentiation in float64."""
        return _slope(self.loss, np.array([x, y], np.float64), self.settle(numbers))


def _settled(number: Number, value: ArrayLike) -> ArrayLike:
    # A traced value (inside jax.grad or jax.vmap of a surface) has no number to check yet.
    return value if isinstance(value, jax.core.Tracer) else np.float64(number.check(value))


def _float64(values: ArrayLike) -> ArrayLike:
    if isinstance(values, jax.Array):
        return values.astype(np.float64)
    array = np.asarray(values)
    if array.dtype.kind not in "iuf":
        raise TypeError(say("{values!r} is no number; a surface takes numbers and arrays of them.", values=values))
    return array.astype(np.float64)


@partial(jax.jit, static_argnums=0)
def _evaluate(loss: Loss, x: Array, y: Array, numbers: Numbers) -> Array:
    x, y = jnp.broadcast_arrays(x, y)
    return loss(x, y, **numbers)


@partial(jax.jit, static_argnums=0)
def _slope(loss: Loss, theta: Point, numbers: Numbers) -> Slope:
    def at(theta: Point) -> Float[Array, ""]:
        return loss(theta[0], theta[1], **numbers)

    value, grad = jax.value_and_grad(at)(theta)
    return Slope(value, grad, jax.hessian(at)(theta))
