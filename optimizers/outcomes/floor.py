"""The minimum below a point: where a walk downhill from there comes to an end."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from jaxtyping import Float

from surfaces import Surface
from surfaces.critical import Kind, kind_of
from surfaces.surface import Numbers

# The longest step of the walk, as a share of the picture: it goes round the bends of a valley and over no ridge.
STRIDE = 1 / 32
# So many lead across the picture more than twice. A walk that needs more goes on and on, as down some valleys.
STRIDES = 120
# Farther out than so many pictures nobody looks for a minimum.
FAR = 8
# How far from a place without slope the losses around it are looked at, where its curvature leaves open what it is.
AROUND = 1 / 1000
# Less than this share of the larger curvature leaves it open.
BENT = 1e-3
# A stride this short moves nothing that anybody sees.
STILL = 1e-11


class Floor(NamedTuple):
    """Where the walk ended: the point, its loss, and what kind of place it is."""

    point: Float[np.ndarray, "2"]
    loss: float
    kind: Kind


def floor_below(surface: Surface, numbers: Numbers, point: Float[np.ndarray, "2"]) -> Floor | None:
    """The place without slope that leads downhill from `point`, None if there is none within reach.

    Step: −|H|⁻¹ g, no longer than STRIDE, and shorter where it would not lead down; |H| has the eigenvalues' absolute
    values, so that a saddle throws the walk off. Lengths are shares of the picture, which may be many times as long
    as wide. A walk that is exactly on a ridge ends on it, at the saddle.
    """
    low, high = np.array(surface.domain).T
    span = high - low
    if not (abs(point - (low + high) / 2) <= FAR * span).all():
        return None
    # From far out the strides are longer.
    longest = STRIDE * max(1.0, float((abs(point - (low + high) / 2) / span).max()))
    place, slope, stride = point, _slope(surface, numbers, point), longest
    for _ in range(STRIDES):
        step = _newton(slope.grad * span, np.nan_to_num(slope.hessian) * span * span[:, None])
        length = float(np.hypot(*step))
        if not length > STILL:
            break
        there = place + step * (span * min(1.0, stride / length))
        ahead = _slope(surface, numbers, there)
        if ahead.loss < slope.loss:
            place, slope, stride = there, ahead, min(2 * stride, longest)
            continue
        stride = min(stride, length) / 4
        if stride <= STILL:
            break
    else:
        return None
    if not np.isfinite(slope.grad).all():
        return None
    curvature, axes = np.linalg.eigh(np.nan_to_num(slope.hessian))
    kind = kind_of(curvature)

    def is_lowest(places: Iterable[np.ndarray]) -> bool:
        # Numbers, not arrays: JAX compares two arrays of 64 bits in 32 where it is not told otherwise.
        return all(float(surface.at(x, y, **numbers).loss) > slope.loss for x, y in places)

    if kind == "flat" and is_lowest(place + step * span for step in _RING):
        kind = "minimum"
    # On a shelf, too, a walk comes to rest where it curves up a little.
    flattest = AROUND * span.min() * axes[:, 0]
    if kind == "minimum" and curvature[0] < BENT * curvature[1] and not is_lowest((place + flattest, place - flattest)):
        kind = "flat"
    return Floor(place, float(slope.loss), kind)


class _Slope(NamedTuple):
    """`surfaces.surface.Slope` in NumPy, in which small sums are ten times as fast."""

    loss: float
    grad: Float[np.ndarray, "2"]
    hessian: Float[np.ndarray, "2 2"]


def _slope(surface: Surface, numbers: Numbers, place: Float[np.ndarray, "2"]) -> _Slope:
    loss, grad, hessian = surface.at(float(place[0]), float(place[1]), **numbers)
    return _Slope(float(loss), np.asarray(grad), np.asarray(hessian))


def _newton(grad: Float[np.ndarray, "2"], hessian: Float[np.ndarray, "2 2"]) -> Float[np.ndarray, "2"]:
    """−|H|⁻¹ g, by H's eigenvalues mean ± apart: what of g lies along the larger one is (H − smaller) g / 2 apart."""
    (a, b), (_, c) = hessian.tolist()
    mean, apart = (a + c) / 2, float(np.hypot((a - c) / 2, b))
    least = 1e-12 * max(abs(mean) + apart, float(np.hypot(*grad)), 1e-300)
    larger = (hessian @ grad - (mean - apart) * grad) / (2 * apart) if apart else grad
    return -larger / max(abs(mean + apart), least) - (grad - larger) / max(abs(mean - apart), least)


_RING = AROUND * np.array([(np.cos(angle), np.sin(angle)) for angle in np.arange(0.3, 2 * np.pi, np.pi / 4)])
