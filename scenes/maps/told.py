"""The numbers beside a map: how many runs end where, how folded the border between them is, and what luck is worth."""

from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int
from scipy.ndimage import maximum_filter, minimum_filter

from optimizers.outcomes.classes import DIVERGED
from scenes.maps.computed import Pixels

# Side of the boxes in which the classes are counted, and widths of the border's surroundings, in points.
BOX = 10
WIDTHS = (1, 2, 4, 8)
TRIES = (1, 10, 100)

Kinds = Int[np.ndarray, "rows columns"]


class Border(NamedTuple):
    """`dimension`: 1 for a line, 2 for what is everywhere; `entropy`: above ln 2 the border is surely fractal.

    Both are None where there is no border.
    """

    dimension: float | None
    entropy: float | None


def shares(pixels: Pixels) -> dict[int, float]:
    """The share of the points that each class has."""
    kinds, counts = np.unique(pixels.kind, return_counts=True)
    return {int(kind): float(count) / len(pixels.kind) for kind, count in zip(kinds, counts, strict=True)}


def border(kinds: Kinds) -> Border:
    """How folded the border between the classes of a square map is.

    dimension D: the share of points with another class within ε of them grows like ε^(2 − D), for ε of 1 to 8
    points: the box dimension (Grebogi, McDonald, Ott, Yorke 1983). Entropy: the mean of −Σ p ln p over boxes of BOX
    × BOX points with more than one class (Daza, Wagemakers, Georgeot, Guéry-Odelin, Sanjuán 2016).
    """
    if len(kinds) < 2 * BOX or kinds.min() == kinds.max():
        return Border(None, None)
    near = [float((maximum_filter(kinds, 2 * e + 1) != minimum_filter(kinds, 2 * e + 1)).mean()) for e in WIDTHS]
    dimension = 2 - float(np.polyfit(np.log(WIDTHS), np.log(near), 1)[0])
    rows, columns = (side // BOX for side in kinds.shape)
    boxes = kinds[: rows * BOX, : columns * BOX].reshape(rows, BOX, columns, BOX).swapaxes(1, 2).reshape(-1, BOX * BOX)
    entropy = np.zeros(len(boxes))
    for kind in np.unique(kinds):
        p = (boxes == kind).mean(axis=1)
        entropy -= p * np.log(np.where(p > 0, p, 1.0))
    mixed = entropy > 0
    return Border(dimension, float(entropy[mixed].mean()) if mixed.any() else None)


def best_of(pixels: Pixels, tries: int) -> float:
    """The loss that the best of so many runs from points of the map is below in half of all cases; ∞ if it diverges."""
    losses = np.sort(np.where((pixels.kind == DIVERGED) | ~np.isfinite(pixels.loss), np.inf, pixels.loss))
    share = 1 - 0.5 ** (1 / tries)
    return float(losses[min(int(share * len(losses)), len(losses) - 1)])


def sensitivity(etas: Float[np.ndarray, " n"], loss: Float[np.ndarray, " n"], first: float) -> float | None:
    """What a wrong η costs: the mean of min(L, L⁰) − L* over the decade around the best η, as a share of L⁰ − L*.

    0 if any η of the decade is as good as the best, 1 if all others gain nothing (Wortsman and others 2023). `loss` is
    the final one for each of the ascending `etas`, L* the lowest of them, L⁰ = `first`; what is no number counts as L⁰.
    None where nothing was gained.
    """
    capped = np.where(np.isfinite(loss), np.minimum(loss, first), first)
    best = int(capped.argmin())
    gain = first - float(capped[best])
    decade = abs(np.log10(etas / etas[best])) <= 0.5
    return float((capped[decade] - capped[best]).mean() / gain) if gain > 0 else None
