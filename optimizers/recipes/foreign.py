"""A transformation of optax as a part of our loop: what it is given, what it keeps, and whether it can run at all."""

import copy
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
import optax
from jaxtyping import Array

from optimizers.parts.part import Knobs, Plane, State, Step
from surfaces.precision import in_float64
from surfaces.surface import Numbers
from words import say

Make: TypeAlias = optax.GradientTransformation | optax.MultiSteps | Callable[[Any], Any]
Init: TypeAlias = Callable[[Numbers, Plane], State]
Update: TypeAlias = Callable[[Step, State, Knobs], tuple[Plane, State]]


def asks_for(made: Any, name: str) -> bool:
    """Whether the update of a transformation takes this argument by its name."""
    return name in inspect.signature(_transformation(made).update).parameters


@in_float64()
def runnable(id: str, build: Callable[[Any], Any], knobs: Mapping[str, jax.ShapeDtypeStruct]) -> tuple[Init, Update]:
    """The two functions of a part m that takes the steps of what `build(knobs)` gives.

    It is tried on shapes alone, with its state in float64 and, if it cannot do with that, in the types it has itself.

    Raises:
        TypeError: it is no transformation.
        ValueError: it cannot run in the loop; the sentence says why.
    """
    faults: list[Exception] = []
    for kept in (_widened, jnp.asarray):
        init, update = _functions(build, kept)
        try:
            jax.eval_shape(lambda knobs, init=init, update=update: _two_steps(init, update, knobs), dict(knobs))
        except _NoTransformation as fault:
            message = "{id} is made of {made}; it must be a transformation of optax, or a function that builds one."
            raise TypeError(say(message, id=id, made=repr(fault.args[0])[:60])) from None
        # Whatever stops a stranger's code is the reason why it cannot run.
        except Exception as fault:
            faults.append(fault)
        else:
            return init, update
    raise ValueError(_refusal(id, faults[0])) from faults[0]


class _NoTransformation(Exception):
    """What `build` gave has no init and update."""


class _OtherSteps(Exception):
    """The steps are not one real number for each parameter."""


def _functions(build: Callable[[Any], Any], kept: Callable[[Any], Array]) -> tuple[Init, Update]:
    # Whether it has asked for the loss at other points, which is known once it has been tried.
    searches: list[bool] = []

    def init(knobs: Numbers, theta: Plane) -> State:
        with _their_types():
            return jax.tree.map(kept, _transformation(build(knobs)).init(theta))

    def update(step: Step, state: State, knobs: Knobs) -> tuple[Plane, State]:
        transformation = _transformation(build(knobs))
        known: dict[str, Any] = {"value": step.loss, "grad": step.grad}
        if (loss := step.elsewhere) is not None:
            # A search along a line refuses what is handed on and not taken by the loss.
            def value_fn(params: Plane, obj_fn: Any = None, grad_fn: Any = None, f_min: Any = None) -> Array:
                searches.append(True)
                return loss(params)

            def grad_fn(params: Plane, *which: Any) -> Plane:
                return jax.grad(loss)(params)

            known |= {"value_fn": value_fn, "obj_fn": value_fn, "grad_fn": grad_fn}
            # Along a line it compares the values with this one.
            known["value"] = loss(step.theta) if searches else step.loss
        if "lowest" in knobs:
            known["f_min"] = knobs["lowest"]
        asked = inspect.signature(transformation.update).parameters
        if not any(one.kind is one.VAR_KEYWORD for one in asked.values()):
            known = {name: value for name, value in known.items() if name in asked}
        with _their_types():
            moved, after = transformation.update(step.grad, state, step.theta, **known)
        # A loop goes on only with the types it began with.
        after = jax.tree.map(lambda new, old: jnp.asarray(new, old.dtype), after, state)
        if jnp.shape(moved) != step.grad.shape or not jnp.issubdtype(jnp.asarray(moved).dtype, jnp.floating):
            raise _OtherSteps
        return -moved.astype(step.grad.dtype), after

    return init, update


def _transformation(made: Any) -> optax.GradientTransformationExtraArgs:
    # The state of several steps is behind the method it was made with.
    owner = getattr(getattr(made, "init", None), "__self__", made)
    if isinstance(owner, optax.MultiSteps):
        made = copy.copy(owner)
        # It adds up in float32 unless it is told otherwise when it is built.
        made._accumulator_dtype = np.dtype(np.float64)
        made = made.gradient_transformation()
    if not (callable(getattr(made, "init", None)) and callable(getattr(made, "update", None))):
        raise _NoTransformation(made)
    return optax.with_extra_args_support(made)


def _two_steps(init: Init, update: Update, knobs: Knobs) -> tuple[Plane, State]:
    theta, zero = jnp.zeros(2), jnp.zeros(())

    def loss(theta: Plane) -> Array:
        return (theta**2).sum()

    first, state = update(Step(zero, theta, zero, theta, zero, loss), init(knobs, theta), knobs)
    return update(Step(zero + 1, theta + first, zero, theta, zero, loss), state, knobs)


def _refusal(id: str, fault: Exception) -> str:
    said, kinds = str(fault), (type(fault), *type(fault).__mro__)
    if isinstance(fault, jax.errors.JAXTypeError | jax.errors.UnexpectedTracerError):
        message = "{id} cannot run here: it decides by the value of a number, which a compiled loop cannot."
    elif isinstance(fault, _OtherSteps):
        message = "{id} cannot run here: its steps are not one real number for each parameter."
    elif "shape" in said or IndexError in kinds or AttributeError in kinds:
        message = "{id} cannot run here: it needs parameters of another shape or kind than one vector of two numbers."
    elif "missing" in said and "argument" in said:
        message = "{id} cannot run here: it asks for {names}, which no step has."
        return say(message, id=id, names=", ".join(re.findall(r"'(\w+)'", said)) or said)
    elif isinstance(fault, TypeError | ValueError):
        message = "{id} cannot run here: it is built with numbers, or keeps a state, that a compiled loop cannot take."
    else:
        message = "{id} cannot run here: its own code ends in {fault}."
        return say(message, id=id, fault=repr(fault))
    return say(message, id=id)


@contextmanager
def _their_types() -> Iterator[None]:
    """optax mixes types and ranks, whatever is allowed around it."""
    with jax.numpy_dtype_promotion("standard"), jax.numpy_rank_promotion("allow"):
        yield


def _widened(leaf: Any) -> Array:
    array = jnp.asarray(leaf)
    return array.astype(np.float64) if jnp.issubdtype(array.dtype, jnp.floating) else array
