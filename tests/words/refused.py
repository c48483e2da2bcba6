"""What is refused, and told why: each of these raises."""

from collections.abc import Callable
from typing import Any

import jax
import numpy as np
import optax

from optimizers import (
    OPTIMIZERS,
    Sampling,
    descend,
    descend_seeds,
    descend_values,
    from_optax,
    to_optax,
)
from surfaces import SURFACES
from words.catalogue import read_terms
from words.languages import read

BOWL, GD, DATA = SURFACES["bowl"], OPTIMIZERS["gd"], SURFACES["linear_regression"]
ADAM = to_optax(OPTIMIZERS["adamw"])
SEARCH = to_optax(OPTIMIZERS["sam"])
HERE = jax.numpy.ones(2)


def odd(update: Callable[..., Any], state: Any = ()) -> Callable[[], object]:
    return lambda: from_optax("odd", "odd", optax.GradientTransformation(lambda params: state, update))


# What is refused, and what is told of it: each raises.
REFUSED: tuple[Callable[[], object], ...] = (
    lambda: descend_values(BOWL, GD, id="eta", values=[]),
    lambda: descend_values(BOWL, GD, id="eta", values=np.linspace(0.1, 1, 9), steps=1_000_000),
    lambda: descend_seeds(BOWL, GD, seeds=200, steps=1_000_000, sampling=Sampling(noise=1.0)),
    lambda: descend("bowl", GD),  # type: ignore[arg-type]
    lambda: descend(BOWL, GD, foo=1),
    lambda: descend(BOWL, GD, sampling=1),  # type: ignore[arg-type]
    lambda: descend(BOWL, GD, start=(1.0,)),
    lambda: descend(BOWL, GD, schedule="x"),
    lambda: descend(BOWL, GD, changes=5),  # type: ignore[arg-type]
    lambda: descend(BOWL, GD, changes=[(at, 0.1) for at in range(9)]),
    lambda: descend(BOWL, GD, sampling=Sampling(batch=3)),
    lambda: descend(DATA, GD, sampling=Sampling(batch=99)),
    lambda: descend(BOWL, GD, sampling=Sampling(shuffle=1)),  # type: ignore[arg-type]
    lambda: descend(BOWL, GD, eta=-1),
    lambda: descend(BOWL, GD, eta=1e-310),
    lambda: descend(BOWL, OPTIMIZERS["momentum"], beta=2),
    lambda: descend(BOWL, GD, steps=1.5),  # type: ignore[arg-type]
    lambda: descend(DATA, GD, standardised=3),
    lambda: BOWL(0.0, 0.0, foo=1),
    lambda: SURFACES["booth"](0.0, 0.0, foo=1),
    lambda: BOWL("a", 0.0),  # type: ignore[arg-type]
    lambda: to_optax(GD, foo=1),
    lambda: to_optax(GD, "resnet").update(HERE, to_optax(GD, "resnet").init(HERE)),
    lambda: ADAM.update(HERE, ADAM.init(HERE)),
    lambda: ADAM.init(jax.numpy.ones(2, np.complex128)),
    odd(lambda g, s, p: (g * 1j, s)),
    odd(lambda g, s, p: (g if g[0] > 0 else -g, s)),
    odd(lambda g, s, p: (g, s), "word"),
    odd(lambda g, s, p, more: (g, s)),
    odd(lambda g, s, p: {}["boom"]),
    lambda: SEARCH.update(HERE, SEARCH.init(HERE), HERE),
    lambda: from_optax("odd", "odd", optax.lookahead(optax.sgd(0.1), 3, 0.5)),
    lambda: from_optax("odd", "odd", 3),  # type: ignore[arg-type]
    lambda: read("x"),
    lambda: read_terms("x"),
)
