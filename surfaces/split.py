"""A surface of data, split: its loss is that of some of the examples, and the others are kept out to validate with.

SURFACES["linear_regression/8"]             the loss of twelve examples of twenty, which is gone down
SURFACES["linear_regression/8/validation"]  the loss of the eight that were kept out
"""

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float

from surfaces.data import mean_over
from surfaces.number import Number
from surfaces.surface import Surface
from words import Message

Values = Float[Array, "..."]
Losses = Float[Array, "... examples"]
Minima = tuple[tuple[float, float], ...]

VALIDATION = "validation"
HELD = Number(
    "held", "n", "examples kept out", "So many examples are not trained on: their mean loss is the validation loss.",
    0, 0, 225, "whole",
)  # fmt: skip
TOO_MANY: Message = "held is {held}; it must be a whole number from 0 to {most}, three quarters of the examples."
# Newton's method has come to a minimum when a step is this short; there is none if it has not after so many steps, or
# where the surface curves so much less one way than the other.
NEAR, STEPS, LEVEL = 1e-9, 60, 1e-9


class Surfaces(dict[str, Surface]):
    """The surfaces by their ids, and each of data also split: those are made when they are first asked for."""

    def __missing__(self, id: str) -> Surface:
        base, held, part = parts(id)
        there = base in self and 0 < held <= most_held(self[base]) and part in ("", VALIDATION)
        if not there or id != named(base, held, part):
            raise KeyError(id)
        return split(self[base], held)[part == VALIDATION]


def parts(id: str) -> tuple[str, int, str]:
    """Which surface an id is of, how many of its examples are kept out, and "validation" if those are meant."""
    base, _, rest = id.partition("/")
    held, _, part = rest.partition("/")
    return base, int(held) if held.isascii() and held.isdigit() else 0, part


def named(base: str, held: int, part: str = "") -> str:
    """The id of a surface of which so many examples are kept out; 0: of the surface itself."""
    return "/".join([base, *([str(held)] if held else []), *([part] if part else [])])


def second(id: str) -> str:
    """The surface whose loss is that of the test: the examples kept out; itself if there are none."""
    base, held, _ = parts(id)
    return named(base, held, VALIDATION) if held else id


def most_held(surface: Surface) -> int:
    """How many examples may be kept out at most."""
    return surface.examples * 3 // 4


def kept_out(examples: int, held: int) -> np.ndarray:
    """Which examples are kept out, by their places: spread evenly over all of them."""
    return np.floor((np.arange(held) + 0.5) * examples / held).astype(int)


@lru_cache(maxsize=256)
def split(surface: Surface, held: int) -> tuple[Surface, Surface]:
    """The surface of the examples that are trained on, and that of the `held` ones that are kept out."""
    out = kept_out(surface.examples, held)
    trained = np.setdiff1d(np.arange(surface.examples), out)
    return (
        _of(surface, trained, trained, named(surface.id, held), r"\in \text{training}"),
        _of(surface, out, trained, named(surface.id, held, VALIDATION), r"\notin \text{training}"),
    )


def _of(surface: Surface, places: np.ndarray, trained: np.ndarray, id: str, part: str) -> Surface:
    """The surface of some of the examples; what inputs are standardised with is known of the trained ones only."""
    whole = surface.scaled_by(trained) if surface.scaled_by else surface.each
    assert whole is not None

    def each(x: Values, y: Values, **numbers: Values) -> Losses:
        return whole(x, y, **numbers)[..., jnp.asarray(places)]

    some = replace(
        surface, id=id, loss=mean_over(each), each=each, examples=len(places), known=(),
        formula=surface.formula.replace(
            rf"\tfrac1{{{surface.examples}}}\textstyle\sum_i",
            rf"\tfrac1{{{len(places)}}}\textstyle\sum_{{i {part}}}",
        ),
    )  # fmt: skip
    return replace(some, minima=_minima_of(some, surface.minima))


def _minima_of(some: Surface, whole: Callable[..., Minima]) -> Callable[..., Minima]:
    """Newton's method from the minima of all examples; none where it does not end at one, as where nothing stops it."""

    @lru_cache(maxsize=8)
    def found(numbers: tuple[tuple[str, float], ...]) -> Minima:
        ends = (_descended(some, start, dict(numbers)) for start in whole(**dict(numbers)))
        return tuple(end for end in ends if end is not None)

    return lambda **numbers: found(tuple(numbers.items()))


def _descended(some: Surface, start: tuple[float, float], numbers: dict[str, float]) -> tuple[float, float] | None:
    theta = np.array(start)
    for _ in range(STEPS):
        slope = some.at(*theta, **numbers)
        values, axes = np.linalg.eigh(np.asarray(slope.hessian))
        if not np.isfinite(values).all() or abs(values).min() < LEVEL * abs(values).max():
            return None
        # Downhill also where the surface does not curve up, and half as far until it is lower.
        step = axes @ ((axes.T @ np.asarray(slope.grad)) / abs(values))
        if abs(step).max() < NEAR * (1 + abs(theta).max()):
            return (float(theta[0]), float(theta[1])) if values[0] > 0 else None
        while float(some(*(theta - step), **numbers)) > float(slope.loss) and abs(step).max() > NEAR:
            step = step / 2
        theta = theta - step
    return None
