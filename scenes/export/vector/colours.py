"""The colours of a vector picture: those of the player (`player/web/draw/theme.js`), on light and on dark."""

from typing import NamedTuple

import numpy as np

from scenes.looks import Style


class Colours(NamedTuple):
    """The ground from low to high, the page, its ink, and the level lines with how strong they are."""

    scale: tuple[str, ...]
    page: str
    ink: str
    level: str
    strength: float

    def at(self, share: float) -> str:
        """The colour of the ground at this share of the way from its lowest to its highest point."""
        stops = np.array([list(bytes.fromhex(stop[1:])) for stop in self.scale], np.float64)
        mixed = [np.interp(share * (len(stops) - 1), range(len(stops)), channel) for channel in stops.T]
        return "#" + "".join(f"{round(value):02x}" for value in mixed)

    def of(self, style: Style) -> str:
        """The colour of a run on this ground."""
        return style.dark if self is DARK else style.light


LIGHT = Colours(
    ("#fef9ee", "#f3f5ea", "#e8f1e8", "#deede7", "#ceeaea", "#c1e5f1", "#bfdef9"), "#ffffff", "#262730", "#1e3246", 0.3
)
DARK = Colours(
    ("#194850", "#10404c", "#083747", "#042e42", "#0b2637", "#0e1e2c", "#0d1621"), "#0e1117", "#fafafa", "#ffffff", 0.24
)
