"""What optax makes runs here, or is refused in one sentence that says why."""

from typing import Any

import jax
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, Sampling, descend, from_optax, to_optax
from surfaces import SURFACES

QUADRATIC = SURFACES["quadratic"]
SGD = optax.sgd(0.05)


@pytest.mark.parametrize(
    "make",
    [
        optax.MultiSteps(SGD, 3),
        optax.MultiSteps(SGD, 3).gradient_transformation(),
        optax.chain(optax.identity(), optax.MultiSteps(SGD, 3).gradient_transformation()),
    ],
    ids=["the object", "its transformation", "in a chain"],
)
def test_several_steps_are_gathered_into_one(make: Any) -> None:
    path = descend(QUADRATIC, from_optax("m", "m", make), steps=6)
    # In a chain optax adds up in float32, as it does everywhere else.
    exactly = [[-4.0, -1.5]] * 3 + [[-3.8, 0.0]] * 3 + [[-3.61, 0.0]]
    assert path.point == pytest.approx(np.array(exactly), rel=1e-7, abs=1e-12)
    assert path.m[[0, 1, 3, 4]].tolist() == [[0, 0]] * 4


RUN = {
    "numbers injected": optax.inject_hyperparams(optax.adam)(learning_rate=0.1),
    "a schedule injected": optax.inject_hyperparams(optax.sgd)(learning_rate=optax.linear_schedule(0.1, 0.0, 10)),
    "only if finite": optax.apply_if_finite(SGD, 3),
    "masked": optax.masked(SGD, True),
    "parts by label": optax.partition({"all": SGD}, "all"),
    "schedule free": optax.contrib.schedule_free(SGD, 0.05),
    "accelerated": optax.contrib.dog(1.0),
    "a search along the line": optax.lbfgs(),
    "a search that keeps its gradients": optax.chain(
        optax.sgd(1.0), optax.scale_by_backtracking_linesearch(15, store_grad=True)
    ),
    "a second gradient": optax.contrib.sam(
        SGD, optax.chain(optax.contrib.normalize(), optax.sgd(0.05)), opaque_mode=True
    ),
    "a curvature by chance": optax.contrib.sophia(0.1),
}


@pytest.mark.parametrize("id", RUN)
def test_what_wraps_another_transformation_runs(id: str) -> None:
    path = descend(QUADRATIC, from_optax("one", "one", RUN[id]), steps=5)
    assert len(path.eta) == 5
    assert path.loss[-1] < path.loss[0]


def test_what_searches_along_a_line_is_given_the_loss_whose_gradient_it_gets() -> None:
    """Armijo's condition holds for that loss at every step, and not for the one without the chance of the step."""
    record = SURFACES["linear_regression"]
    search = from_optax("s", "s", optax.chain(optax.sgd(1.0), optax.scale_by_backtracking_linesearch(30)))
    numbers = {id: jax.numpy.asarray(value) for id, value in record.settle({}).items()}
    at = jax.vmap(jax.value_and_grad(lambda theta: record.loss(theta[0], theta[1], **numbers)))
    path = descend(record, search, steps=30, sampling=Sampling(noise=1.0, seed=2))
    (loss, slope), g = map(np.asarray, at(path.point)), path.grad
    drawn = g - slope
    before = loss[:-1] + (drawn[:-1] * path.point[:-1]).sum(axis=1)
    after = loss[1:] + (drawn[:-1] * path.point[1:]).sum(axis=1)
    least = 1e-4 * (g[:-1] * np.diff(path.point, axis=0)).sum(axis=1)
    assert (after <= before + least + 1e-9).all()
    assert (np.diff(loss) > 0).any()


def odd(update: Any, state: Any = ()) -> optax.GradientTransformation:
    return optax.GradientTransformation(lambda params: state, update)


def broken(updates: Any, state: Any, params: Any = None) -> Any:
    raise RuntimeError("boom")


REFUSED = {
    "its own fault": (odd(broken), ValueError, "its own code ends in RuntimeError('boom')."),
    "no transformation": (3, TypeError, "is made of 3; it must be a transformation of optax"),
    "a name": ("adam", TypeError, "is made of 'adam'; it must be"),
    "a function that builds none": (lambda knobs: None, TypeError, "is made of None; it must be"),
    "pairs of parameters": (optax.lookahead(SGD, 3, 0.5), ValueError, "needs parameters of another shape or kind"),
    "matrices": (optax.contrib.scale_by_muon(), ValueError, "needs parameters of another shape or kind"),
    "words in the state": (odd(lambda g, s, p: (g, s), "word"), ValueError, "keeps a state, that a compiled loop"),
    "one step for both": (odd(lambda g, s, p: (g.sum(), s)), ValueError, "not one real number for each parameter."),
    "complex steps": (odd(lambda g, s, p: (g * 1j, s)), ValueError, "not one real number for each parameter."),
    "decides by value": (
        odd(lambda g, s, p: (g if g[0] > 0 else -g, s)),
        ValueError,
        "decides by the value of a number",
    ),
}


@pytest.mark.parametrize("id", REFUSED)
def test_what_cannot_run_is_refused_in_one_sentence(id: str) -> None:
    make, kind, sentence = REFUSED[id]
    with pytest.raises(kind) as caught:
        from_optax("odd", "odd", make)
    assert str(caught.value).startswith("odd ")
    assert sentence in str(caught.value)
    assert str(caught.value).count(".") == 1
    assert "Tracer" not in str(caught.value)


def test_complex_parameters_are_refused_by_ours() -> None:
    with pytest.raises(TypeError, match="parameters of the type complex128 cannot be trained here; real numbers can"):
        to_optax(OPTIMIZERS["adam"]).init(jax.numpy.ones(2, np.complex128))


@pytest.mark.parametrize(("size", "share"), [(1.0, 0.998), (0.1, 0.944), (0.01, 0.292), (0.0, -0.000276)])
def test_the_first_step_of_yogi_is_as_long_as_its_card_says(size: float, share: float) -> None:
    path = descend(QUADRATIC, OPTIMIZERS["yogi"], start=(-size, 0.0), steps=1, eta=1e-3)
    assert (path.point[1, 0] - path.point[0, 0]) / 1e-3 == pytest.approx(share, abs=6e-4)
    for said in ("0.94 η long at |g| = 0.1", "0.29 η at 0.01", "0.0003 η, by the start alone, at g = 0"):
        assert said in OPTIMIZERS["yogi"].start


LOOK_AT_PARAMETERS = (
    "adamw", "lion", "sam", "averaged", "lookahead", "schedule_free", "schedule_free_adamw", "newton", "prodigy",
    "lbfgs",
)  # fmt: skip
"""For weight decay, to look elsewhere from there, or to remember where they have been."""


@pytest.mark.parametrize("id", OPTIMIZERS)
def test_only_what_needs_the_parameters_asks_for_them(id: str) -> None:
    transform, here = to_optax(OPTIMIZERS[id]), jax.numpy.ones(2)

    def loss(params: jax.Array) -> jax.Array:
        return (params**2).sum()

    known = {"value": loss(here), "value_fn": loss}
    if id not in LOOK_AT_PARAMETERS:
        assert np.isfinite(transform.update(here, transform.init(here), **known)[0]).all()
        return
    with pytest.raises(ValueError, match=f"{id} looks at the parameters; give them as"):
        transform.update(here, transform.init(here), **known)
    if id in ("sam", "newton", "lbfgs"):
        with pytest.raises(ValueError, match=f"{id} looks at the loss at other points; give it as"):
            transform.update(here, transform.init(here), here, value=loss(here))
