"""What decides that a loss falls, whether it goes down step by step or among ups and downs."""

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.seen import Seen

# Rises that make up this share of a fall are ripples.
RIPPLE = 0.05
# From quarter to quarter the mean falls if it loses this share of what is left, or the other if its highest falls too.
FALLS, FLAT_LOSS = 0.05, 0.01
# Blocks of a half that tell a fall, and how many of their 28 pairs may rise all the same: by chance in one run of 360.
BLOCKS, RISES = 8, 3
# With fewer updates a block has less than two of them, and falls and chance look alike.
SHORT = 4 * BLOCKS


def goes_down(loss: Float[np.ndarray, " n"]) -> bool:
    """Whether a loss goes one way, down: what it rises in between is a ripple."""
    moves = np.diff(loss)
    return bool(moves[moves > 0].sum() <= RIPPLE * (loss[0] - loss[-1]) and loss[-1] < loss[0])


def comes_down(run: Seen) -> bool:
    """Among ups and downs its last quarter is lower than the one before.

    By FALLS of what was left, or by a little with its highest, too, or going down now.
    """
    before, after = run.quarters()
    fall, left = float(before.mean() - after.mean()), max(float(before.mean()) - run.bottom, 0.0)
    lower = fall > FALLS * left or (fall > FLAT_LOSS * left and after.max() < before.max())
    return fall > 0 and bool(lower or goes_down(after))


def is_lower(run: Seen) -> bool:
    """Each eighth of it is lower than the one before."""
    eighths = [float(part.mean()) for part in np.array_split(run.loss[1:], BLOCKS)]
    return bool((np.diff(eighths) < 0).all())


def falls(loss: Float[np.ndarray, " n"], least: float) -> bool:
    """Whether a loss comes down: by more than `least` from half to half, and so steadily that it is not chance.

    Neighbouring steps are alike; means of blocks are nearly independent, and if the loss only goes up and down, one
    pair of them in two rises. If no more than one does, any fall counts.
    """
    before, after = (half.mean() for half in np.array_split(loss, 2))
    means = np.array([block.mean() for block in np.array_split(loss, min(BLOCKS, len(loss)))])
    rises = int(np.triu(means >= means[:, None], 1).sum())
    return bool(before > after and (rises <= 1 or (rises <= RISES and before - after > least)))
