"""Every optimizer on every surface with numbers at the end of what is allowed: no exception, no NaN, a true sentence.

Several surfaces are one to the compiler, which of them is a number, so that each optimizer is compiled once for them:
for every `APART`th surface, the next optimizer for the next ones, unless all of everything is asked for.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import product

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jaxtyping import Array, Float

from optimizers import OPTIMIZERS, Optimizer, descend
from optimizers.descent import task
from optimizers.loop.scan import Rows, run
from optimizers.outcomes.outcome import Outcome, judge
from optimizers.outcomes.seen import Exact
from optimizers.parts.knobs import ETA
from surfaces import SURFACES, Number, Surface
from tests.crossing import cases, every

IDS = list(SURFACES)
SETTLED = {id: {name: np.float64(value) for name, value in SURFACES[id].settle({}).items()} for id in IDS}


WHICH = Number("which", "", "which", "", 0, 0, len(IDS) - 1, "whole")
APART = 10


@cache
def any_of(ids: tuple[str, ...]) -> Surface:
    """The surfaces of these ids in one: `which` says the place of the one that is meant."""

    def loss(x: Float[Array, ""], y: Float[Array, ""], which: Float[Array, ""]) -> Float[Array, ""]:
        def one(id: str) -> Callable[..., Array]:
            return lambda x, y: SURFACES[id].loss(x, y, **{name: jnp.asarray(one) for name, one in SETTLED[id].items()})

        return jax.lax.switch(which.astype(np.int32), [one(id) for id in ids], x, y)

    return replace(SURFACES["bowl"], id="any", loss=loss, numbers=(WHICH,), each=None, examples=0,
                   minima=lambda which: ((0.0, 0.0),))  # fmt: skip


FAR, LEAST = 1e300, sys.float_info.min
STARTS = [(x, -x) for x in (FAR, 0.0, 1e-308, 1e-200)]


def ends(optimizer: Optimizer) -> Iterator[dict[str, float]]:
    """η and each number of an optimizer at its lowest, and each at its highest; ε at its lowest with both."""
    for high in (False, True):
        yield {one.id: _end(one, high=high and one.id != "epsilon") for one in (ETA, *optimizer.numbers)}


def _end(number: Number, *, high: bool) -> float:
    if high:
        return float(np.nextafter(number.high, 0)) if number.below_high else number.high
    # Less is computed as 0.
    return LEAST if number.above_low else number.low


def judged(surface: Surface, rows: Rows, steps: int) -> tuple[Rows, Outcome]:
    """The rows as NumPy's, and what is said of them on the surface itself."""
    rows = Rows(*map(np.asarray, rows))
    return rows, judge(Exact(surface, SETTLED[surface.id], rows.point, rows.loss, rows.grad), asked=steps)


def _still(rows: Rows) -> bool:
    return bool(np.hypot(*rows.grad[-1]) <= 1e-3 and abs(rows.point[-1] - rows.point[0]).max() <= 1e-2)


def _arrived(surface: Surface, rows: Rows) -> bool:
    """Whether the last point is at a listed minimum, or else one where the surface is level."""
    minima = surface.minima(**SETTLED[surface.id])
    near = any(np.hypot(*(rows.point[-1] - one)) <= 1e-3 for one in np.array(minima).reshape(-1, 2))
    return rows.loss[-1] <= rows.loss[0] and (near or _still(rows))


def _leaves(surface: Surface, rows: Rows) -> bool:
    """Whether the next step, or what the surface is there, is no float64."""
    with np.errstate(all="ignore"):
        step = (rows.eta[-1] * np.longdouble(rows.m[-1]) / rows.sigma[-1]).astype(np.float64)
        x, y = rows.point[-1] - np.where(rows.m[-1] == 0, 0, step)
    there = surface.at(x, y, **SETTLED[surface.id])
    return not (np.isfinite(there.loss) and np.isfinite(there.grad).all())


# What must be so for a sentence to be true of no step or one.
TRUE: dict[str, Callable[[Surface, Rows, int], object]] = {
    "diverged at once": lambda surface, rows, steps: abs(rows.point[0, 0]) == FAR and not np.isfinite(rows.loss[0]),
    "diverged off": lambda surface, rows, steps: len(rows.loss) == 1 and _leaves(surface, rows),
    "diverged out": lambda surface, rows, steps: rows.loss[-1] > 2 * rows.loss[0] and abs(rows.point[-1]).max() > 50,
    "diverged": lambda surface, rows, steps: rows.loss[-1] > 10 * abs(rows.loss[0]),
    "descending start": lambda surface, rows, steps: steps == 0,
    "descending early": lambda surface, rows, steps: steps == 1 and len(rows.loss) == 2,
    "descending up": lambda surface, rows, steps: rows.loss[-1] > rows.loss[0],
    "descending": lambda surface, rows, steps: rows.loss[-1] < rows.loss[0],
    "descending low": lambda surface, rows, steps: rows.loss[-1] < rows.loss[0],
    "converged": lambda surface, rows, steps: _arrived(surface, rows),
    "converged low": lambda surface, rows, steps: _arrived(surface, rows),
    "stuck": lambda surface, rows, steps: _still(rows),
    # 1e-308 is computed as 0.
    "stuck on the ridge": lambda surface, rows, steps: not rows.grad.any() and abs(rows.point).max() < LEAST,
}


def check(id: str, rows: Rows, outcome: Outcome, steps: int) -> None:
    facts, message = outcome.facts, outcome.facts["sentence"]
    assert TRUE[str(message)](SURFACES[id], rows, steps), (id, rows, outcome.sentence)
    assert facts["loss"] == rows.loss[-1] or not np.isfinite(rows.loss[-1])
    if message != "diverged at once":
        assert all(np.isfinite(column).all() for column in (rows.point, rows.loss, rows.grad))
        assert all(np.isfinite(column[:-1]).all() for column in (rows.eta, rows.sigma, rows.m))
    assert outcome.sentence.endswith(".")


@pytest.mark.parametrize(("place", "optimizer"), list(enumerate(OPTIMIZERS.values())), ids=OPTIMIZERS)
def test_one_step_from_anywhere_with_any_numbers_is_told_truly(place: int, optimizer: Optimizer) -> None:
    ids = tuple(IDS if every() else IDS[place % APART :: APART])
    for which, id in enumerate(ids):
        for start, numbers in cases(STARTS, ends(optimizer), every=every()):
            chosen = task(any_of(ids), optimizer, start=start, steps=1, which=which, **numbers)
            rows, outcome = judged(SURFACES[id], run(chosen), 1)
            check(id, rows, outcome, 1)


def test_no_step_at_all_is_told_truly() -> None:
    anywhere = any_of(tuple(IDS))
    for (which, id), start in product(enumerate(IDS), STARTS):
        rows, outcome = judged(
            SURFACES[id], run(task(anywhere, OPTIMIZERS["gd"], start=start, steps=0, which=which)), 0
        )
        check(id, rows, outcome, 0)


@pytest.mark.parametrize(
    "numbers",
    [{"eta": 0.0}, {"eta": 1e-308}, {"eta": 1e308}, {"start": (1e308, 0.0)}, {"start": (0.0, -1e308)}, {"steps": -1}],
    ids=str,
)
@pytest.mark.parametrize("optimizer", OPTIMIZERS.values(), ids=OPTIMIZERS)
def test_what_lies_beyond_is_refused_in_a_sentence(optimizer: Optimizer, numbers: dict) -> None:
    with pytest.raises(ValueError, match=r"^(eta \(.*\)|start \(.*\)|steps) is .*\.$"):
        descend(SURFACES["bowl"], optimizer, **numbers)
