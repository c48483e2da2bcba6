"""What a run would be if its steps were none: the flows that small steps follow, solved to far less than a pixel.

The gradient flow dθ/dτ = −∇L, in which an update takes the time η, is what all methods without σ follow to the first
order. One order better, in the time of steps s (backward error analysis):

    plain descent   dθ/ds = −η ∇(L + η/4 ‖∇L‖²)                                   Barrett & Dherin 2021
    momentum        (1 + β)/2 d²θ/ds² + (1 − β) dθ/ds = −η ∇L                      Kovachki & Stuart 2021
    Nesterov        the same, with −ηβ H dθ/ds on its right                        after Shi et al. 2021

A moving average is momentum with (1 − β) η for η. With the sum of all gradients β is 1: no friction. Halving η halves
the distance of a run to the first flow and quarters that to the second one; with the sum, which follows no first order,
it halves that.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from threading import Lock
from typing import Literal, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jaxtyping import Array, Float
from scipy.integrate import LSODA

from optimizers.parts import momenta, sequences, sigmas
from optimizers.recipes.record import Optimizer
from surfaces import Surface
from surfaces.along import hessians
from surfaces.precision import in_float64
from surfaces.surface import Loss, Numbers

Ended = Literal["whole", "limit", "left", "long"]
State = Float[Array, " n"]
Given = Mapping[str, Array]

# Of the values, and of a picture of the surface: what a step of the solver may be off by.
EXACT = 1e-8
# So many slopes are asked for at most, some tenths of a second; and so many pictures away it is over.
MOST, FAR = 10_000, 5.0
# Between two points that are kept the curve of a step of the solver is this often looked at.
BETWEEN = 6
# So many of its steps are looked at together for the limit.
TOGETHER = 40
# What takes the steps of plain descent.
PLAIN = (momenta.GRADIENT, sequences.AVERAGED)
# SciPy's LSODA can solve one problem at a time in a process.
_ONE_AT_A_TIME = Lock()


@dataclass(frozen=True)
class Flow:
    """A path without steps, float64: where it is after `step` updates, which are no whole numbers.

    `ended`: it is whole, as long as the run's updates; or it ends where η is above the limit of the method, where the
    run bounces and follows nothing; where it leaves the surface; or where it would take too long to solve.
    """

    step: Float[np.ndarray, " points"]
    point: Float[np.ndarray, "points 2"]
    ended: Ended


class _Problem(NamedTuple):
    """d state/ds = field(state, knobs), with the place as the first two of the state.

    It ends at s = `until`, or where η is `above` its limit, which is asked of many times with their places at once.
    """

    field: Callable[[Loss, State, Given, Numbers], State]
    state: Float[np.ndarray, " n"]
    knobs: Callable[[float], Mapping[str, float]]
    until: float
    above: Callable[[np.ndarray, np.ndarray], np.ndarray] = lambda times, points: np.zeros(len(times), bool)


def _slope(loss: Loss, numbers: Numbers) -> Callable[[Array], Array]:
    return jax.grad(lambda theta: loss(theta[0], theta[1], **numbers))


def _plain(loss: Loss, theta: State, knobs: Given, numbers: Numbers) -> State:
    return -_slope(loss, numbers)(theta)


def _descent(loss: Loss, theta: State, knobs: Given, numbers: Numbers) -> State:
    """−∇(L + η/4 ‖∇L‖²) = −(g + η/2 H g)."""
    slope = _slope(loss, numbers)
    grad = slope(theta)
    return -(grad + knobs["eta"] / 2 * jax.jvp(slope, (theta,), (grad,))[1])


def _inertial(loss: Loss, state: State, knobs: Given, numbers: Numbers) -> State:
    theta, velocity = state[:2], state[2:]
    grad, bent = jax.jvp(_slope(loss, numbers), (theta,), (velocity,))
    force = knobs["eta"] * grad + knobs["ahead"] * bent + (1 - knobs["beta"]) * velocity
    return jnp.concatenate([velocity, -2 / (1 + knobs["beta"]) * force])


@partial(jax.jit, static_argnums=(0, 1))
def _value(field: Callable[..., State], loss: Loss, state: State, knobs: Given, numbers: Numbers) -> Array:
    return field(loss, state, knobs, numbers)


def gradient_flow(surface: Surface, start: Sequence[float], clock: Float[np.ndarray, " n"], **numbers: float) -> Flow:
    """dθ/dτ = −∇L from this start, as long as a run takes.

    Args:
        clock: the time τ after each number of updates, from 0 on, never falling; the sum of the η of plain descent.
        **numbers: numbers of the surface. Raises what a call of the surface raises.
    """
    problem = _Problem(_plain, np.asarray(start, np.float64), lambda time: {}, float(clock[-1]))
    time, point, ended = _solved(surface, problem, numbers)
    return Flow(np.interp(time, clock, np.arange(len(clock), dtype=np.float64)), point, ended)


def followed(
    surface: Surface,
    optimizer: Optimizer,
    start: Sequence[float],
    eta: Float[np.ndarray, " T"],
    knobs: Mapping[str, float],
    **numbers: float,
) -> Flow | None:
    """The flow that the steps of this method follow one order better; None where none is known.

    It ends where η times the largest curvature comes to the method's limit, and for plain descent to half of it: from
    there on each step goes beyond the lowest point of its axis, and what bounces follows no flow.

    Args:
        eta: η of each update, 0 or more. All but plain descent need it to stay the same.
        knobs: the numbers of the method by their ids.
        **numbers: numbers of the surface. Raises what a call of the surface raises.
    """
    limit = optimizer.m.limit(dict(knobs))
    if not known(optimizer, eta) or limit is None:
        return None
    if not len(eta):
        return Flow(np.zeros(1), np.asarray(start, np.float64)[None], "whole")
    bounces = limit / 2 if optimizer.m in PLAIN else limit
    steps = np.arange(len(eta) + 1, dtype=np.float64)
    if optimizer.m in PLAIN:
        clock = np.append(0.0, np.cumsum(eta))
        middle = (clock[:-1] + clock[1:]) / 2

        def rate(time: float) -> Mapping[str, float]:
            return {"eta": float(np.interp(time, middle, eta))}

        problem = _Problem(_descent, np.asarray(start, np.float64), rate, float(clock[-1]))
    else:
        clock, problem = steps, _rolling(surface, optimizer, start, eta, knobs, numbers)

    def above(times: np.ndarray, points: np.ndarray) -> np.ndarray:
        now = np.interp(times, clock, steps).astype(int).clip(0, len(eta) - 1)
        return eta[now] * _sharpest(surface, points, numbers) >= bounces

    time, point, ended = _solved(surface, problem._replace(above=above), numbers)
    return Flow(np.interp(time, clock, steps), point, ended)


def _sharpest(surface: Surface, points: Float[np.ndarray, "points 2"], numbers: Mapping[str, float]) -> np.ndarray:
    bends = hessians(surface, points, **numbers)
    return np.linalg.eigvalsh(np.where(np.isfinite(bends), bends, 0.0))[:, -1]


def pace(optimizer: Optimizer, knobs: Mapping[str, float]) -> float:
    """How many times its η a method goes in an update under a steady gradient: 1/(1 − β) times with momentum.

    1 with the sum of all gradients, which goes ever farther, and where σ scales each parameter.
    """
    if optimizer.sigma is not sigmas.ONE or optimizer.m not in (momenta.HEAVY_BALL, momenta.NESTEROV):
        return 1.0
    beta = float(knobs["beta"])
    return 1 / (1 - beta) if beta < 1 else 1.0


def known(optimizer: Optimizer, eta: Float[np.ndarray, " T"]) -> bool:
    """Whether a flow of the second order is known for the method with these η."""
    same = not len(eta) or not np.ptp(eta)
    return optimizer.sigma is sigmas.ONE and (
        optimizer.m in PLAIN or (same and optimizer.m in {*momenta.MOMENTA.values(), momenta.AVERAGE_BETA1})
    )


def _rolling(
    surface: Surface,
    optimizer: Optimizer,
    start: Sequence[float],
    eta: Float[np.ndarray, " T"],
    knobs: Mapping[str, float],
    numbers: Mapping[str, float],
) -> _Problem:
    """The flow with inertia of a momentum method.

    Its first velocity is the one after which it lies, under a steady gradient, where the run lies once its memory is
    full: what the first steps fall short of is not lost.
    """
    part, first = optimizer.m, float(eta[0])
    beta = float(knobs[part.numbers[0].id]) if part.numbers else 1.0
    averages = part not in (momenta.HEAVY_BALL, momenta.NESTEROV, momenta.SUM)
    rate = first * (1 - beta) if averages else first
    if part is momenta.NESTEROV:
        falls = 1 + beta if beta == 1 else (1 - 2 * beta**2 / (1 + beta)) / (1 - beta)
    elif averages and part not in (momenta.UNCORRECTED_AVERAGE,):
        falls = 1 / (1 - beta) if beta < 1 else 1.0
    else:
        falls = 1 / (1 + beta)
    grad = np.asarray(surface.at(*map(float, start), **numbers).grad)
    given = {"eta": rate, "beta": beta, "ahead": rate * beta if part is momenta.NESTEROV else 0.0}
    state = np.concatenate([np.asarray(start, np.float64), -rate * falls * grad])
    return _Problem(_inertial, state, lambda time: given, float(len(eta)))


class _Left(Exception):
    """The slope is no number here."""


Stretch = tuple[Float[np.ndarray, " points"], Float[np.ndarray, "points 2"], Ended | None]


@in_float64()
@np.errstate(all="ignore")  # what leaves float64 has left the surface
def _solved(
    surface: Surface, problem: _Problem, numbers: Numbers
) -> tuple[Float[np.ndarray, " points"], Float[np.ndarray, "points 2"], Ended]:
    """Times, places and why it ended; by Petzold's LSODA, which goes over to a stiff method where that is faster."""
    settled, size = surface.settle(numbers), np.ptp(np.array(surface.domain), axis=1)

    def value(time: float, state: np.ndarray) -> np.ndarray:
        found = np.asarray(_value(problem.field, surface.loss, state, problem.knobs(time), settled))
        if not np.isfinite(found).all():
            raise _Left
        return found

    ended: Ended | None = "limit" if problem.above(np.zeros(1), problem.state[None, :2]).any() else None
    times, places = [np.zeros(1)], [problem.state[None, :2]]
    if ended is None and problem.until <= 0:
        ended = "whole"
    with _ONE_AT_A_TIME:
        atol = EXACT * np.tile(size, len(problem.state) // 2)
        # Where it is stiff LSODA estimates a Jacobian, which decides how fast it gets on and never where to.
        solver = LSODA(value, 0.0, problem.state, problem.until, rtol=EXACT, atol=atol)
        while ended is None:
            time, place, ended = _stretch(solver, np.mean(surface.domain, axis=1), size)
            over = np.flatnonzero(problem.above(time, place))
            if len(over):
                time, place, ended = time[: over[0]], place[: over[0]], "limit"
            times.append(time)
            places.append(place)
    return np.concatenate(times), np.concatenate(places), ended


def _stretch(solver: LSODA, middle: np.ndarray, size: np.ndarray) -> Stretch:
    """What some steps of the solver have come to, and why it ended with them, if it did."""
    times, places, shares = [np.zeros(0)], [np.zeros((0, 2))], np.arange(1, BETWEEN + 1) / BETWEEN
    ended: Ended | None = None
    try:
        while ended is None and len(times) <= TOGETHER:
            solver.step()
            if solver.status == "failed":
                ended = "left"
                break
            inside = solver.t_old + shares * (solver.t - solver.t_old)
            times.append(inside)
            places.append(solver.dense_output()(inside)[:2].T)
            if np.abs((solver.y[:2] - middle) / size).max() > FAR:
                ended = "left"
            elif solver.status == "finished":
                ended = "whole"
            elif solver.nfev > MOST:
                ended = "long"
    except _Left:
        ended = "left"
    return np.concatenate(times), np.concatenate(places), ended
