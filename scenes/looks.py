"""How the runs are told apart: a colour, a line style and a marker each, in order.

The colours are from the palette of Okabe and Ito (2008), which people with any kind of colour
blindness tell apart; the order puts the strongest contrasts first. On each ground they are as much
darker or lighter as it takes to stand out from it, and from the greys of the level lines, by 3 to 1. Runs that differ
in one number only are a family, with a ramp.
"""

from typing import NamedTuple

import numpy as np


class Style(NamedTuple):
    """One run's look: colours on light and on dark, dash lengths in pixels, the shape of its point
    in the picture and the same shape as a sign in text."""

    light: str
    dark: str
    dash: tuple[int, ...]
    marker: str
    sign: str


STYLES = (
    Style("#C04E00", "#FF8A33", (), "circle", "●"),
    Style("#0072B2", "#56B4E9", (9, 4), "square", "■"),
    Style("#007A5A", "#2BD6A4", (3, 3), "triangle", "▲"),
    Style("#A8478A", "#E6A3CB", (12, 3, 3, 3), "diamond", "◆"),
    Style("#8A6D00", "#F0E442", (6, 3), "pentagon", "⬟"),
    Style("#1A1A1A", "#FFFFFF", (2, 5), "cross", "✚"),
)

# From the smallest value to the largest: from blue to warm, ever lighter, so that grey levels alone have the order.
RAMP_LIGHT = ("#11104F", "#4B148F", "#93177F", "#B5252F", "#B45309")
RAMP_DARK = ("#4A9EFF", "#D898DC", "#FFA69A", "#FFCB5C", "#FFFFD0")


def ramp(values: tuple[float, ...]) -> tuple[Style, ...]:
    """A look for each value, by its rank among them: solid lines, and neighbours with points of different shapes."""
    ranks = np.argsort(np.argsort(values))
    shares = ranks / max(len(values) - 1, 1)
    return tuple(
        Style(_mixed(RAMP_LIGHT, share), _mixed(RAMP_DARK, share), (), shape.marker, shape.sign)
        for share, shape in zip(shares, (STYLES[rank % len(STYLES)] for rank in ranks), strict=True)
    )


def _mixed(stops: tuple[str, ...], share: float) -> str:
    """The colour at this share of the way along the stops."""
    channels = np.array([list(bytes.fromhex(stop[1:])) for stop in stops], np.float64)
    mixed = [np.interp(share * (len(stops) - 1), range(len(stops)), channel) for channel in channels.T]
    return "#" + "".join(f"{round(value):02X}" for value in mixed)
