"""How the runs are told apart: a colour, a line style and a marker each, in order.

The colours are from the palette of Okabe and Ito (2008), which people with any kind of colour
blindness tell apart; the order puts the strongest contrasts first. On each ground they are as much
darker or lighter as it takes to stand out from it, and from the greys of the level lines, by 3 to 1.
"""

from typing import NamedTuple


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
