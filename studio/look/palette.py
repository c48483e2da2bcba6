"""How the runs are told apart (`scenes.looks`), and those that differ in one number only: a family, with a ramp."""

import numpy as np

from scenes.looks import STYLES, Style

__all__ = ["STYLES", "Style", "ramp"]

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
