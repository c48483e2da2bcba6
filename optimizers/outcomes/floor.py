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
    place, slope, stride = point, surface.at(point[0], point[1], **numbers), longest
    for _ in range(STRIDES):
        grad, hessian = np.asarray(slope.grad) * span, np.nan_to_num(slope.hessian) * np.outer(span, span)
        if not np.isfinite(grad).all():
            return None
        curvature, axes = np.linalg.eigh(hessian)
        along = grad @ axes
        least = 1e-12 * max(abs(curvature).max(), float(np.hypot(*grad)), 1e-300)
        step = -axes @ (along / np.maximum(abs(curvature), least))
        length = float(np.hypot(*step))
        if length <= STILL:
            break
        step *= min(1.0, stride / length)
        x, y = place + step * span
        ahead = surface.at(x, y, **numbers)
        if ahead.loss < slope.loss:
            place, slope, stride = place + step * span, ahead, min(2 * stride, longest)
            continue
        stride = min(stride, length) / 4
        if stride <= STILL:
            break
    else:
        return None
    curvature, axes = np.linalg.eigh(np.nan_to_num(slope.hessian))
    kind = kind_of(curvature)

    def is_lowest(places: Iterable[np.ndarray]) -> bool:
        return all(surface.at(x, y, **numbers).loss > slope.loss for x, y in places)

    if kind == "flat" and is_lowest(place + step * span for step in _RING):
        kind = "minimum"
    # On a shelf, too, a walk comes to rest where it curves up a little.
    flattest = AROUND * span.min() * axes[:, 0]
    if kind == "minimum" and curvature[0] < BENT * curvature[1] and not is_lowest((place + flattest, place - flattest)):
        kind = "flat"
    return Floor(place, float(slope.loss), kind)


_RING = AROUND * np.array([(np.cos(angle), np.sin(angle)) for angle in np.arange(0.3, 2 * np.pi, np.pi / 4)])
