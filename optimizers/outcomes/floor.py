"""The minimum below a point: where a walk downhill from there comes to an end."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from surfaces import Surface
from surfaces.along import Slopes, slopes
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
    """The place without slope that leads downhill from `point`, None if there is none within reach."""
    return floors_below(surface, numbers, point[None])[0]


@np.errstate(all="ignore")  # a walk that has ended goes on beside the others, and nobody looks where
def floors_below(surface: Surface, numbers: Numbers, points: Float[np.ndarray, "n 2"]) -> list[Floor | None]:
    """The same for many points at once, which walk side by side.

    Step: −|H|⁻¹ g, no longer than STRIDE, and shorter where it would not lead down; |H| has the eigenvalues' absolute
    values, so that a saddle throws the walk off. Lengths are shares of the picture, which may be many times as long
    as wide. A walk that is exactly on a ridge ends on it, at the saddle.
    """
    low, high = np.array(surface.domain).T
    span = high - low
    out = (abs(points - (low + high) / 2) / span).max(axis=1)
    lost = ~(out <= FAR)
    # From far out the strides are longer.
    longest = STRIDE * np.maximum(1.0, out)
    place, slope, stride, going = points, _slopes(surface, numbers, points), longest, ~lost
    for _ in range(STRIDES):
        step = _newton(slope.grad * span, np.nan_to_num(slope.hessian) * span * span[:, None])
        length = np.hypot(*step.T)
        going = going & (length > STILL)
        if not going.any():
            break
        there = place + step * (span * np.minimum(1.0, stride / length)[:, None])
        ahead = _slopes(surface, numbers, there)
        lower = going & (ahead.loss < slope.loss)
        place = np.where(lower[:, None], there, place)
        slope = Slopes(*(_chosen(lower, new, old) for new, old in zip(ahead, slope, strict=True)))
        stride = np.where(lower, np.minimum(2 * stride, longest), np.minimum(stride, length) / 4)
        going = going & (lower | (stride > STILL))
    lost = lost | going | ~np.isfinite(slope.grad).all(axis=1)
    curvature, axes = np.linalg.eigh(np.nan_to_num(slope.hessian))
    kinds = [kind_of(bends) for bends in curvature]

    def are_lowest(steps: Float[np.ndarray, "n 2"] | Float[np.ndarray, "2"]) -> Bool[np.ndarray, " n"]:
        return _slopes(surface, numbers, place + steps).loss > slope.loss

    flat = np.array([kind == "flat" for kind in kinds]) & ~lost
    around = np.all([are_lowest(step * span) for step in _RING], axis=0) & flat if flat.any() else flat
    # On a shelf, too, a walk comes to rest where it curves up a little.
    kept = np.array([kind == "minimum" for kind in kinds]) | around
    open_still = kept & ~lost & (curvature[:, 0] < BENT * curvature[:, 1])
    if open_still.any():
        flattest = AROUND * span.min() * axes[:, :, 0]
        kept = kept & (~open_still | (are_lowest(flattest) & are_lowest(-flattest)))
    found: list[Floor | None] = []
    for i, kind in enumerate(kinds):
        said: Kind = "minimum" if kept[i] else "flat" if kind == "minimum" else kind
        found.append(None if lost[i] else Floor(place[i], float(slope.loss[i]), said))
    return found


def _slopes(surface: Surface, numbers: Numbers, places: Float[np.ndarray, "n 2"]) -> Slopes:
    """What calculus says of each place, in NumPy, in which small sums are ten times as fast."""
    if len(places) > 1:
        return slopes(surface, places, **numbers)
    # By a program that every run has compiled already.
    x, y = places[0].tolist()
    return Slopes(*(np.asarray(one)[None] for one in surface.at(x, y, **numbers)))


def _chosen(mine: Bool[np.ndarray, " n"], new: np.ndarray, old: np.ndarray) -> np.ndarray:
    return np.where(mine.reshape(-1, *[1] * (new.ndim - 1)), new, old)


def _newton(grad: Float[np.ndarray, "n 2"], hessian: Float[np.ndarray, "n 2 2"]) -> Float[np.ndarray, "n 2"]:
    """−|H|⁻¹ g, by H's eigenvalues mean ± apart: what of g lies along the larger one is (H − smaller) g / 2 apart."""
    a, b, c = hessian[:, 0, 0], hessian[:, 0, 1], hessian[:, 1, 1]
    mean, apart = (a + c) / 2, np.hypot((a - c) / 2, b)
    least = 1e-12 * np.maximum(np.maximum(abs(mean) + apart, np.hypot(*grad.T)), 1e-300)
    turned = (hessian @ grad[:, :, None])[:, :, 0]
    along = (turned - (mean - apart)[:, None] * grad) / (2 * apart)[:, None]
    larger = np.where((apart > 0)[:, None], along, grad)
    uphill, across = np.maximum(abs(mean + apart), least), np.maximum(abs(mean - apart), least)
    return -larger / uphill[:, None] - (grad - larger) / across[:, None]


_RING = AROUND * np.array([(np.cos(angle), np.sin(angle)) for angle in np.arange(0.3, 2 * np.pi, np.pi / 4)])
