"""Between this house and optax, both ways: any of its transformations runs here, any optimizer of ours there.

update = −(η^t / σ^t) · m^t        so with σ = 1 and η = 1:  m^t = −update
"""

from collections.abc import Callable, Sequence
from typing import Annotated, Any, NamedTuple, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jax.flatten_util import ravel_pytree
from jaxtyping import Array, Float

from optimizers.loop.scan import Parts, factors, stride
from optimizers.parts import sigmas
from optimizers.parts.part import Knobs, Part, Plane, State, Step
from optimizers.recipes.foreign import Make, asks_for, runnable
from optimizers.recipes.record import Optimizer
from optimizers.recipes.schedules import change_knobs, check_changes, schedule_part
from optimizers.recipes.settings import known_schedule, settings
from surfaces import Number
from surfaces.precision import in_float64
from words import Message, say

Transformation: TypeAlias = optax.GradientTransformation


def from_optax(
    id: str,
    name: Annotated[Message, "optimizer"],
    make: Make,
    numbers: tuple[Number, ...] = (),
    *,
    formula: str = r"m^t = -\mathrm{update}^t",
    **card: Any,
) -> Optimizer:
    """An optimizer whose steps optax computes.

    θ^{t+1} = θ^t − η^t · m^t,  m^t = −update, σ = 1. Call it once, at import: an optimizer that is built afresh
    is compiled afresh.

    Args:
        id, name: the public name, and an English message.
        make: a transformation with its learning rate in it, which then runs with η = 1; or a function of the
            knobs that builds one with learning rate 1. The knobs stay traced in it: moving one compiles nothing.
        numbers: the knobs that `make` reads.
        formula: what m is, LaTeX.
        **card: the other texts of the record, and `usual`.

    The transformation gets the gradient, the point and the loss (`params`, `value`, `grad`), and whatever of these it
    takes by name: `value_fn` and `obj_fn`, the loss at other points, `grad_fn`, the gradient there, and `f_min`, the
    lowest loss of the surface. What asks for other points is given the loss whose gradient it gets, that of the batch
    with the noise in it, as `value` too. Its state is kept in float64, unless it insists on another type.

    Raises:
        TypeError: `make` is neither a transformation nor a function that builds one.
        ValueError: it cannot run here, with the reason: it needs a random key that no step has, for example.
    """
    knobs = {number.id: jax.ShapeDtypeStruct((), np.float64) for number in numbers}
    ready = not callable(make)
    build: Callable[[Any], Transformation] = (lambda knobs: make) if ready else make
    init, update = runnable(id, build, knobs)

    usual = {"eta": 1.0} if ready else {}
    card = {"help": "", **card, "usual": usual | dict(card.get("usual", {})), "library": "optax"}
    part = Part(f"optax_{id}", name, formula, numbers, init, update, lowest=ready and asks_for(make, "f_min"))
    return Optimizer(id, name, m=part, sigma=sigmas.ONE, **card)


class Going(NamedTuple):
    """Where a run under optax stands: the number of steps made, and the states of η, σ and m."""

    t: Float[Array, ""]
    eta: State
    sigma: State
    m: State


@in_float64()
def to_optax(
    optimizer: Optimizer,
    schedule: str = "constant",
    then: str = "constant",
    changes: Sequence[tuple[float, float]] = (),
    **numbers: float,
) -> optax.GradientTransformationExtraArgs:
    """Any optimizer with any schedule, as a transformation that trains any pytree of parameters.

    update = −(η^t / σ^t) · m^t for each parameter, and no step where m is 0. It is computed in float64, whatever the
    parameters are, and comes back in their types. Takes what `descend` takes for the optimizer and the schedule.

    A schedule that looks at the loss needs it with each update, as `update(grads, state, params, value=loss)`;
    an optimizer that looks at the parameters needs those, and one that looks at the loss elsewhere `value_fn`, the loss
    of any parameters. `f_min` is the lowest loss there can be, 0 if not given; only Polyak's step asks for it.

    Raises:
        TypeError: an unknown keyword, or a value of the wrong kind.
        ValueError: an unknown schedule, or a value out of its range; in an update, a loss, its function or
            parameters left out that are needed.
    """
    if not isinstance(optimizer, Optimizer):
        message = "{record!r} is no record; take one from {known}, by its id."
        raise TypeError(say(message, record=optimizer, known="OPTIMIZERS"))
    eta = schedule_part(known_schedule(schedule), known_schedule(then, follower=True), bool(changes))
    taken = settings(optimizer, eta)
    for id in sorted(set(numbers) - set(taken)):
        message = "unknown keyword {id!r}: {optimizer} with the schedule {schedule} takes {known}."
        raise TypeError(say(message, id=id, optimizer=optimizer.id, schedule=schedule, known=", ".join(taken)))
    checked = {id: np.float64(number.check(numbers.get(id, usual))) for id, (number, usual) in taken.items()}
    knobs = {id: jnp.asarray(value) for id, value in (checked | change_knobs(check_changes(changes))).items()}
    parts = Parts(eta, optimizer.sigma, optimizer.m)
    looked_at = {name for name in ("loss", "theta", "elsewhere") if any(_looks_at(name, part, knobs) for part in parts)}

    @in_float64()
    def init(params: optax.Params) -> Going:
        theta, _ = _flat(params)
        return Going(jnp.zeros(()), *(part.init(knobs, theta) for part in parts))

    @in_float64()
    def update(
        updates: optax.Updates,
        state: Going,
        params: optax.Params | None = None,
        *,
        value: Any = None,
        value_fn: Callable[[Any], Any] | None = None,
        f_min: Any = 0.0,
        **others: Any,
    ) -> tuple[optax.Updates, Going]:
        if value is None and "loss" in looked_at:
            message = "{optimizer} with the schedule {schedule} looks at the loss; give it as update(…, value=loss)."
            raise ValueError(say(message, optimizer=optimizer.id, schedule=schedule))
        if params is None and "theta" in looked_at:
            message = "{optimizer} looks at the parameters; give them as update(grads, state, params)."
            raise ValueError(say(message, optimizer=optimizer.id))
        if value_fn is None and "elsewhere" in looked_at:
            message = "{optimizer} looks at the loss at other points; give it as update(…, value_fn=loss)."
            raise ValueError(say(message, optimizer=optimizer.id))
        like = updates if params is None else params
        grad, restored = _flat(updates)
        loss = jnp.asarray(0.0 if value is None else value, np.float64)

        def elsewhere(theta: Plane) -> Float[Array, ""]:
            assert value_fn is not None
            return jnp.asarray(value_fn(restored(theta)), np.float64)

        step = Step(state.t, _flat(like)[0], loss, grad, elsewhere=elsewhere)
        given = {**knobs, "lowest": jnp.asarray(f_min, np.float64)}
        (eta, sigma, m), states = factors(parts, (state.eta, state.sigma, state.m), step, given)
        rate, along = stride(eta, sigma, m)
        moved = restored(jnp.where(m == 0, 0.0, -(rate * along)))
        moved = jax.tree.map(lambda one, like: one.astype(jnp.asarray(like).dtype), moved, like)
        return moved, Going(state.t + 1, *states)

    return optax.GradientTransformationExtraArgs(init, update)


def _flat(tree: Any) -> tuple[Plane, Callable[[Plane], Any]]:
    """All leaves as one float64 vector, and the way back.

    Raises:
        TypeError: a leaf of complex numbers, or of none.
    """
    for leaf in jax.tree.leaves(tree):
        if not any(jnp.issubdtype(kind := jnp.asarray(leaf).dtype, real) for real in (jnp.floating, jnp.integer)):
            raise TypeError(say("parameters of the type {kind} cannot be trained here; real numbers can.", kind=kind))
    flat, restored = ravel_pytree(jax.tree.map(lambda leaf: jnp.asarray(leaf).astype(np.float64), tree))
    # A tree without leaves, such as the rest that a mask leaves, comes as float32.
    return flat.astype(np.float64), restored


def _looks_at(name: str, part: Part, knobs: Knobs) -> bool:
    """Whether a part reads this field of a step: "loss", "theta" or "elsewhere"."""
    one, none, asked = jnp.zeros(1), jnp.zeros(()), [False]

    def elsewhere(theta: Plane) -> Float[Array, ""]:
        asked[0] = True
        return theta.sum()

    def update(value: Array) -> Any:
        theta, loss = (value if name == field else usual for field, usual in (("theta", one), ("loss", none)))
        step = Step(none, theta, loss, one, none, elsewhere)
        return part.update(step, part.init(knobs, one), {**knobs, "lowest": none})

    program = jax.make_jaxpr(update)(none if name == "loss" else one).jaxpr
    if name == "elsewhere":
        return asked[0]
    (given,) = program.invars
    read = [variable for equation in program.eqns for variable in equation.invars] + program.outvars
    return any(variable is given for variable in read)
