"""What decides that a run bursts."""

import numpy as np
from jaxtyping import Float

# A burst makes the loss so many times as high as it was in all of CALM steps before, SOON steps ago or less.
# A ball that rolls through the floor of a valley cannot: in a parabola it climbs ((5 + 9) / 5)² = 7.84 times.
CLIMB, CALM, SOON = 10, 11, 9
# Their heights are counted from this share of what was gained above the lowest loss: what is lower is not seen.
FAINT = 1e-3


def bursts(loss: Float[np.ndarray, " points"]) -> list[int]:
    """The steps at which a loss that had fallen below half of the start's climbs to CLIMB times its height.

    Compared is each step with the highest of the CALM steps that end SOON steps before it.
    """
    lowest = float(loss.min())
    gain = float(loss[0]) - lowest
    back = SOON + CALM - 1
    if len(loss) <= back or not gain > 0:
        return []
    height = loss - lowest + FAINT * gain
    calm = _highest(height)[: len(loss) - back]
    climbed = np.flatnonzero((height[back:] >= CLIMB * calm) & (calm <= height[0] / 2)) + back
    # One burst goes on for as long as the calm before it is in sight.
    apart = np.diff(climbed, prepend=-len(loss)) > back
    return [int(step) for step in climbed[apart]]


def _highest(height: Float[np.ndarray, " n"]) -> Float[np.ndarray, " m"]:
    """The highest of each CALM neighbours: of 2, then of 4 and 8, and two eights that overlap make 11."""
    for apart in (1, 2, 4, CALM - 8):
        height = np.maximum(height[:-apart], height[apart:])
    return height
