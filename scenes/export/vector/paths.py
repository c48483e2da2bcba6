"""What of a path is seen in a frame: its pieces in pixels, cut at the edge and never moved to it."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Bool, Float

from scenes.drawn.thinning import FULL, MOST, REACH, lifted, told_apart, touches
from scenes.export.vector.shapes import Frame, Points

# What is left out of a long path lies at most so many pixels from what is drawn of it; what is written is rounded to a
# tenth of a pixel, by 0.07 at most: together less than a quarter.
WITHIN = 0.17
ROUNDED = 1
# How far beyond the frame lines go on, as a share of it: their ends are not seen.
BEYOND = 0.05

Box = tuple[tuple[float, float], tuple[float, float]]


class Seen(NamedTuple):
    """Of a path: its pieces in pixels, where it is at its end, None if that is outside; where it left the frame then,
    and the way it went; and what of it is left out lies `within` so many pixels, None if WITHIN."""

    pieces: tuple[Points, ...]
    end: tuple[float, float] | None
    left: tuple[float, float, float] | None
    within: float | None


@np.errstate(over="ignore", invalid="ignore", divide="ignore")  # beyond the largest float64 is outside too
def seen(points: Float[np.ndarray, "T 2"], domain: Box, frame: Frame, among: int = 1) -> Seen:
    """What is seen of a path, one among so many; all of it if it is short."""
    whole = np.isfinite(points).all(axis=1)
    points = points[: len(points) if whole.all() else int(whole.argmin())]
    x, y = ((points[:, axis] - low) / (high - low) for axis, (low, high) in enumerate(domain))
    steps, breaks, within = _kept(x, y, frame, among)
    shares = np.stack([x[steps], y[steps]], axis=1)
    a, b, inside = _cut(shares[:-1], shares[1:], -BEYOND, 1 + BEYOND)
    inside &= ~breaks[1:]
    pieces = _joined(_placed(a, frame), _placed(b, frame), inside)
    if not len(points):
        return Seen((), None, None, None)
    last = np.array([x[-1], y[-1]])
    if ((last >= 0) & (last <= 1)).all():
        end = _placed(last[None], frame)[0]
        return Seen(pieces, (float(end[0]), float(end[1])), None, within)
    return Seen(pieces, None, _exit(x, y, frame), within)


def longer(pieces: tuple[Points, ...], length: float) -> bool:
    """Whether they are longer than so many pixels, all together."""
    return sum(float(_lengths(piece).sum()) for piece in pieces) > length


def last_of(pieces: tuple[Points, ...], length: float) -> tuple[Points, ...]:
    """The last so many pixels of them, from corner to corner: a corner more rather than one less."""
    kept: list[Points] = []
    for piece in reversed(pieces):
        behind = np.append(np.cumsum(_lengths(piece)[::-1])[::-1], 0)  # from each corner to the end of its piece
        begin = max(int(np.argmax(behind <= length)) - 1, 0)
        kept.append(piece[begin:])
        length -= float(behind[begin])
        if length <= 0:
            break
    return tuple(reversed(kept))


def _lengths(piece: Points) -> Float[np.ndarray, " n-1"]:
    return np.hypot(*np.diff(piece, axis=0).T)


def _kept(
    x: np.ndarray, y: np.ndarray, frame: Frame, among: int
) -> tuple[np.ndarray, Bool[np.ndarray, " k"], float | None]:
    if len(x) <= FULL + 1:
        return np.arange(len(x)), np.zeros(len(x), bool), None
    across = max(frame[2], frame[3])
    lines = told_apart(x, y, touches(x, y, 0, 1), (0, 1), WITHIN / REACH / across, MOST, among)
    within = None if lines.within is None else lines.within * across
    return lines.steps, lifted(lines.steps, lines.drawn), within


def _cut(one: Points, other: Points, low: float, high: float) -> tuple[Points, Points, Bool[np.ndarray, " n"]]:
    """Both ends of what lines have in the square from low to high, and whether they have any (Liang & Barsky 1984)."""
    # Half of each: of two points at both ends of float64 the way is none.
    half, way = one / 2, other / 2 - one / 2
    first, second = (low / 2 - half) / way, (high / 2 - half) / way
    here = (one >= low) & (one <= high)
    enters = np.where(way == 0, np.where(here, 0, np.inf), np.minimum(first, second))
    leaves = np.where(way == 0, np.where(here, 1, -np.inf), np.maximum(first, second))
    enter, leave = enters.max(axis=1, initial=0), leaves.min(axis=1, initial=1)
    begin = _at(one, way, enter, enters.argmax(axis=1), (low, high), one, enter == 0)
    end = _at(one, way, leave, leaves.argmin(axis=1), (high, low), other, leave == 1)
    return begin, end, enter <= leave


def _at(
    one: Points, way: Points, share: np.ndarray, axis: np.ndarray, edges: tuple[float, float], whole: Points,
    uncut: Bool[np.ndarray, " n"],
) -> Points:  # fmt: skip
    """Where lines are cut: exactly at the edge that cuts them, for of points far out the sum has lost all digits."""
    spots, rows = one + 2 * share[:, None] * way, np.arange(len(one))
    spots[rows, axis] = np.where(way[rows, axis] > 0, *edges)
    spots = spots.clip(min(edges), max(edges))
    return np.where(uncut[:, None], whole, spots)


def _placed(shares: Points, frame: Frame) -> Points:
    left, top, width, height = frame
    return (np.stack([left + shares[:, 0] * width, top + (1 - shares[:, 1]) * height], axis=1)).round(ROUNDED)


def _joined(a: Points, b: Points, drawn: Bool[np.ndarray, " n"]) -> tuple[Points, ...]:
    """Lines that are drawn as pieces of a path; what does not leave its tenth of a pixel adds nothing."""
    a, b = a[drawn], b[drawn]
    if not len(a):
        return ()
    begins = np.append(True, (a[1:] != b[:-1]).any(axis=1))
    pieces = []
    for first, last in zip(np.flatnonzero(begins), [*np.flatnonzero(begins)[1:], len(a)], strict=True):
        piece = np.concatenate([a[first : first + 1], b[first:last]])
        pieces.append(piece[np.append(True, (np.diff(piece, axis=0) != 0).any(axis=1))])
    return tuple(piece for piece in pieces if len(piece) > 1)


def _exit(x: np.ndarray, y: np.ndarray, frame: Frame) -> tuple[float, float, float] | None:
    """Where a path that ends outside has left the frame last, and the angle at which; None if it never was in it."""
    crossing = np.flatnonzero(touches(x, y, 0, 1))
    if not len(crossing):
        return None
    at = int(crossing[-1])
    shares = np.stack([x[at : at + 2], y[at : at + 2]], axis=1)
    _, b, inside = _cut(shares[:1], shares[1:], 0.0, 1.0)
    if not inside[0]:
        return None
    x_out, y_out = _placed(b, frame)[0]
    _, _, width, height = frame
    way = (shares[1] / 2 - shares[0] / 2) * (width, -height)
    way /= np.abs(way).max() or 1.0
    return float(x_out), float(y_out), float(np.arctan2(way[1], way[0]))
