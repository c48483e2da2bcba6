"""Where something happens in a run: the steps that a reader jumps to, found in its numbers."""

from collections.abc import Callable
from typing import Annotated, Literal, NamedTuple

import numpy as np
from jaxtyping import Float

from optimizers.outcomes.bursts import bursts
from optimizers.outcomes.path import Path
from words import Message

Kind = Literal["sign", "limit", "burst", "turn", "outside", "converged", "diverged"]
Box = tuple[tuple[float, float], tuple[float, float]]

WORDS: dict[Kind, Annotated[Message, "chapter"]] = {
    "sign": "gradient flips sign",
    "limit": "crosses its limit",
    "burst": "burst",
    "turn": "turn",
    "outside": "outside the picture",
    "converged": "convergence",
    "diverged": "divergence",
}

# A gradient this much smaller than the largest one so far has a sign by rounding only.
ROUNDING = 1e-12
# So many bursts are marked: a run that bursts again and again shows it by then.
BURSTS = 3
# Moves whose squares are this share of all are a millionth as long: what line they follow is not seen.
STILL = 1e-12


class Chapter(NamedTuple):
    """A step at which something of this kind happens."""

    step: int
    kind: Kind


@np.errstate(all="ignore")  # a run may hold numbers whose squares leave float64
def chapters(
    path: Path, domain: Box, *, exact: bool = True, stability: Float[np.ndarray, " points"] | None = None
) -> tuple[Chapter, ...]:
    """What happens in a run, in the order of its steps; all recorded steps are looked at.

    - "sign": a component of the gradient has for the first time the other sign than at first: the run has crossed
      the floor of a valley, and if its steps are long, a bounce begins.
    - "limit": the first step at which η/σ is above what the curvature allows, and had not been before.
    - "burst": the loss had fallen below half of the start's, and climbs to ten times its height,
      as `bursts.py` says. Up to `BURSTS` of them.
    - "turn": the first step t before and after which the run moves along lines that stand at more than 45° in the
      picture; compared are the t moves before it with the t moves after it, so that a turn is the same at any rate.
      The line is the axis along which the squares of the moves sum up to most: a bounce to and fro is one line.
    - "outside": the first step that is not in the picture.
    - "converged": the step of the run's outcome, from which on it is at the minimum. It then moves by its roundings,
      and nothing but a burst is marked after it.
    - "diverged": the last recorded step of a run with that outcome.

    Args:
        path: the run.
        domain: what the picture shows, ((x low, x high), (y low, y high)).
        exact: whether the gradients were those of the loss. Chance changes signs, turns and climbs at every other
            step, and so of a noisy run only the last three kinds are marked.
        stability: η over that limit at each point, NaN where there is none; without it no limit is marked. From the
            last point no update goes, and what η would be there against its limit is no event.
    """
    found = [Chapter(step, "outside") for step in _first(_is_outside(path, domain))]
    ended = path.outcome.step if path.outcome.kind == "converged" else len(path.loss)
    if exact:
        found += [Chapter(step, "burst") for step in bursts(path.loss)[:BURSTS]]
        kinds: tuple[tuple[Kind, Callable[[], list[int]]], ...] = (
            ("sign", lambda: _sign_change(path.grad)),
            ("turn", lambda: _turn(path.point, domain)),
            ("limit", lambda: [] if stability is None else _crossing(stability[:-1])),
        )
        found += [Chapter(step, kind) for kind, steps in kinds for step in steps() if step < ended]
    if path.outcome.kind == "converged":
        found.append(Chapter(ended, "converged"))
    if path.outcome.kind == "diverged":
        found.append(Chapter(len(path.loss) - 1, "diverged"))
    return tuple(sorted(found))


def _first(holds: np.ndarray) -> list[int]:
    """The first index at which `holds` is true, if there is one."""
    return [int(holds.argmax())] if holds.any() else []


def _is_outside(path: Path, domain: Box) -> np.ndarray:
    (left, right), (low, high) = domain
    x, y = path.point.T
    return (x < left) | (x > right) | (y < low) | (y > high)


def _sign_change(grad: Float[np.ndarray, "points 2"]) -> list[int]:
    sizes = abs(grad.T.copy())
    known = sizes > ROUNDING * np.maximum.accumulate(np.maximum(*sizes))
    steps = []
    for sign in np.sign(grad.T) * known:
        # Where the first value is 0, as on the ridge of a saddle, the first that is not counts.
        steps += _first(sign * sign[(sign != 0).argmax()] < 0)
    return sorted(steps)[:1]


def _crossing(stability: Float[np.ndarray, " points"]) -> list[int]:
    return [index + 1 for index in _first((stability[:-1] <= 1) & (stability[1:] > 1))]


def _turn(point: Float[np.ndarray, "points 2"], domain: Box) -> list[int]:
    x, y = np.diff(point.T) / np.ptp(np.array(domain), axis=1)[:, None]
    moves = x + 1j * y
    # A square has twice the angle, so that to and fro are one, and lines at 45° stand at a right angle.
    line, length = np.cumsum(moves * moves), np.cumsum(x * x + y * y)
    halves, wholes = slice(len(moves) // 2), slice(1, None, 2)
    before, after = line[halves], line[wholes] - line[halves]
    moving = length[wholes] - length[halves] > STILL * length[-1:]
    across = before.real * after.real + before.imag * after.imag < 0
    return [index + 1 for index in _first(moving & across)]
