"""optax's optimizers here, and ours in optax: the same steps both ways, and a network that really learns."""

from collections.abc import Callable
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import optax
import pytest

from optimizers import OPTIMIZERS, SCHEDULES, Optimizer, Path, descend, from_optax, to_optax
from optimizers.parts.knobs import BETA, WEIGHT_DECAY
from surfaces import SURFACES
from tests.crossing import among, crossed, every

CRESCENT = SURFACES["crescent"]
OWN = [id for id, one in OPTIMIZERS.items() if not one.library]

# Built once, as an application would: an optimizer is compiled for itself.
ADAM = from_optax("adam", "Adam", optax.adam(1.0))
OTHERS = {
    "sgd": from_optax("sgd", "SGD", optax.sgd(0.001)),
    "sgd of a schedule": from_optax("sgd2", "SGD", optax.sgd(optax.exponential_decay(0.001, 10, 0.9), momentum=0.9)),
    "polyak": from_optax("polyak", "Polyak", optax.polyak_sgd(max_learning_rate=0.001)),
    "lamb": from_optax("lamb", "LAMB", optax.lamb(0.001)),
    "clipped": from_optax("clipped", "clipped", optax.chain(optax.clip_by_global_norm(1.0), optax.adam(0.01))),
    "noisy": from_optax("noisy", "noisy", optax.noisy_sgd(0.001, key=jax.random.key(1))),
    "plateau": from_optax("plateau", "plateau", optax.chain(optax.sgd(0.001), optax.contrib.reduce_on_plateau())),
    "schedule free": from_optax("free", "free", optax.contrib.schedule_free_adamw(0.01)),
    "prodigy": from_optax("prodigy", "Prodigy", optax.contrib.prodigy(0.1)),
    "muon": from_optax("muon", "Muon", optax.contrib.muon(0.001)),
}


def loosely() -> Any:
    """optax itself mixes dtypes."""
    return jax.numpy_dtype_promotion("standard")


def near(path: Path, other: Path, tolerance: float) -> bool:
    return path.point == pytest.approx(other.point, rel=tolerance, abs=tolerance * abs(path.point).max())


@crossed(surface=["bowl", "quadratic", "crescent"], schedule=["constant", "inverse_time"])
def test_adam_of_optax_takes_our_adams_steps(surface: str, schedule: str) -> None:
    run = partial(descend, SURFACES[surface], steps=1000, eta=0.002, schedule=schedule)
    assert near(run(ADAM), run(OPTIMIZERS["adam"]), 1e-10)


def test_an_optimizer_from_optax_says_so_and_is_all_momentum() -> None:
    path = descend(CRESCENT, ADAM, steps=50)
    assert ADAM.library == "optax"
    assert ADAM.id == "adam"
    assert ADAM.m.id == "optax_adam"
    assert ADAM.m.written(0, {}) == ""
    assert (path.sigma == 1).all()
    assert path.eta.tolist() == [1.0] * 50


def test_a_transformation_with_a_rate_of_its_own_runs_with_eta_one() -> None:
    own = descend(CRESCENT, OTHERS["sgd"], steps=200)
    assert near(own, descend(CRESCENT, OPTIMIZERS["gd"], steps=200, eta=0.001), 1e-13)
    assert descend(CRESCENT, OTHERS["sgd"], steps=1, eta=2).eta.tolist() == [2.0]


def test_what_is_usual_for_a_transformation_can_be_said() -> None:
    assert from_optax("a", "A", optax.sgd(1.0), usual={"eta": 0.5}).usual == {"eta": 0.5}
    assert from_optax("b", "B", lambda knobs: optax.sgd(1.0)).usual == {}


@pytest.mark.parametrize("id", OTHERS)
def test_any_transformation_runs_in_float64_whatever_it_keeps_and_asks_for(id: str) -> None:
    path = descend(CRESCENT, OTHERS[id], steps=100)
    assert len(path.eta) == 100
    assert path.m.dtype == np.float64
    assert path.loss[-1] < path.loss[0]
    # A step that was rounded to float32 on its way would end with 29 bits of zeros.
    assert (path.m.astype(np.float32) != path.m).mean() > 0.9


def test_the_loss_and_the_point_are_given_to_the_transformation() -> None:
    # Polyak's rate is loss/‖g‖², as long as it is below the largest allowed; weight decay is λθ.
    far = from_optax("far", "far", optax.polyak_sgd(max_learning_rate=1e9))
    path = descend(CRESCENT, far, steps=1)
    assert path.m[0] == pytest.approx(path.loss[0] / (path.grad[0] @ path.grad[0]) * path.grad[0], rel=1e-7)
    decayed = from_optax("decayed", "decayed", optax.chain(optax.add_decayed_weights(0.25), optax.sgd(1.0)))
    path = descend(CRESCENT, decayed, steps=1)
    assert path.m[0] == pytest.approx(path.grad[0] + 0.25 * path.point[0], rel=1e-14)


def test_moving_a_number_of_an_optax_optimizer_compiles_nothing(compilations: Callable[[], int]) -> None:
    moved = from_optax(
        "moved", "moved",
        lambda knobs: optax.chain(
            optax.add_decayed_weights(knobs["weight_decay"]), optax.sgd(1.0, momentum=knobs["beta"])
        ),
        (BETA, WEIGHT_DECAY),
    )  # fmt: skip
    first = descend(CRESCENT, moved, steps=20)
    assert compilations() > 0
    choices = ({"eta": 0.002, "beta": 0.5}, {"weight_decay": 0.5}, {"steps": 30, "beta": 0})
    others = [descend(CRESCENT, moved, **{"steps": 20, **choice}) for choice in choices]
    assert compilations() == 0
    assert not any(np.array_equal(first.point, other.point[:21]) for other in others)


@pytest.mark.parametrize("id", [id for id in OPTIMIZERS if id not in OWN])
def test_moving_a_number_of_a_library_optimizer_compiles_nothing(id: str, compilations: Callable[[], int]) -> None:
    # So many steps across the valley and back that every number makes a difference.
    run = partial(descend, SURFACES["bowl"], OPTIMIZERS[id], steps=300, eta=0.1)
    paths = [run()]
    compilations()
    paths += [run(**{number.id: 0.75}) for number in OPTIMIZERS[id].numbers]
    assert compilations() == 0
    assert len({path.point.tobytes() for path in paths}) == len(paths)


# One of each kind: plain, with averages, a matrix, weights that decay, other points, second derivatives, a search; the
# rest goes through the same lines.
KINDS = (
    "gd", "nesterov", "adam", "adam_matrix", "radam", "sam", "averaged", "schedule_free", "newton", "adamw", "lion",
    "lbfgs",
)  # fmt: skip


# There and back again, with everything that moves: the optimizer's own η in the transformation, ours 1.
@pytest.mark.parametrize("id", OPTIMIZERS if every() else KINDS)
def test_ours_through_optax_and_back_is_the_same_path(id: str) -> None:
    there_and_back = from_optax(id, id, to_optax(OPTIMIZERS[id], "inverse_sqrt", eta=2e-4, horizon=100))
    path = descend(CRESCENT, OPTIMIZERS[id], steps=300, schedule="inverse_sqrt", eta=2e-4, horizon=100)
    assert near(descend(CRESCENT, there_and_back, steps=300), path, 1e-12)


# A real network, of float32 weights: y = sin x by two layers of tanh.
X = jnp.linspace(-3, 3, 64, dtype=jnp.float32)[:, None]
Y = jnp.sin(X)


def network(seed: int = 0) -> dict[str, Any]:
    first, second = jax.random.split(jax.random.key(seed))
    return {
        "hidden": (jax.random.normal(first, (1, 16), jnp.float32), jnp.zeros(16, jnp.float32)),
        "out": {"w": jax.random.normal(second, (16, 1), jnp.float32) / 4, "b": jnp.zeros(1, jnp.float32)},
    }


def error(params: dict[str, Any]) -> jax.Array:
    with jax.numpy_rank_promotion("allow"):
        hidden = jnp.tanh(X @ params["hidden"][0] + params["hidden"][1])
        return jnp.mean((hidden @ params["out"]["w"] + params["out"]["b"] - Y) ** 2)


def train(transform: optax.GradientTransformation, steps: int) -> tuple[dict[str, Any], float]:
    params = network()
    transform = optax.with_extra_args_support(transform)

    @jax.jit
    def step(params: Any, state: Any) -> tuple[Any, Any]:
        loss, grads = jax.value_and_grad(error)(params)
        updates, state = transform.update(grads, state, params, value=loss, value_fn=error)
        return optax.apply_updates(params, updates), state

    with loosely():
        state = transform.init(params)
        for _ in range(steps):
            params, state = step(params, state)
    return params, float(error(params))


def test_our_adam_trains_a_network_as_optax_does() -> None:
    (ours, loss), (theirs, _) = train(to_optax(OPTIMIZERS["adam"], eta=0.02), 200), train(optax.adam(0.02), 200)
    assert loss < 0.01
    assert loss < 0.02 * float(error(network()))
    assert jax.tree.structure(ours) == jax.tree.structure(theirs)
    for mine, other in zip(jax.tree.leaves(ours), jax.tree.leaves(theirs), strict=True):
        assert mine.dtype == other.dtype == np.float32
        # 200 roundings of float32, 6e-8 each, of weights up to 3.
        assert np.asarray(mine) == pytest.approx(np.asarray(other), rel=0, abs=1e-4)


# Some of those that do not go there and back.
@pytest.mark.parametrize("id", OPTIMIZERS if every() else among([id for id in OPTIMIZERS if id not in KINDS], 8))
def test_every_optimizer_trains_a_network(id: str) -> None:
    begin = float(error(network()))
    # Plain sums of 300 gradients swing for ever, Adadelta has hardly left, and Newton would come to a saddle.
    steps, share = (40, 1.0) if id in ("momentum_sum", "adadelta", "newton") else (300, 0.5)
    own = OPTIMIZERS[id].usual.get("eta", 0.01)
    eta = own if own == 1.0 and id != "newton" else 0.01
    assert train(to_optax(OPTIMIZERS[id], eta=eta), steps)[1] < share * begin


@pytest.mark.parametrize("schedule", among(SCHEDULES, 4))
def test_every_schedule_trains_a_network(schedule: str) -> None:
    begin = float(error(network()))
    changes = [(50, 0.005)] if schedule == "manual" else ()
    assert train(to_optax(OPTIMIZERS["adam"], schedule, changes=changes), 100)[1] < begin


def test_a_chain_with_ours_in_it_clips_and_steps_under_jit_and_without() -> None:
    transform = optax.chain(optax.clip_by_global_norm(0.1), to_optax(OPTIMIZERS["momentum"], eta=0.5, beta=0.5))
    params = {"w": jnp.array([3.0, 4.0], jnp.float32), "b": jnp.array(0.0, jnp.float32)}
    grads = {"w": jnp.array([3.0, 4.0], jnp.float32), "b": jnp.array(0.0, jnp.float32)}
    with loosely():
        for update in (transform.update, jax.jit(transform.update)):
            updates, state = update(grads, transform.init(params), params)
            # 0.5 · 0.1 · (3, 4)/5, then m = ½ m + g.
            assert np.asarray(updates["w"]) == pytest.approx([-0.03, -0.04], rel=1e-6)
            updates, state = update(grads, state, params)
            assert np.asarray(updates["w"]) == pytest.approx([-0.045, -0.06], rel=1e-6)
            assert float(updates["b"]) == 0
            assert updates["w"].dtype == np.float32
            assert updates["b"].shape == ()


def test_parameters_may_be_of_several_types_and_some_of_them_masked() -> None:
    params = {"w": jnp.ones((2, 3), jnp.bfloat16), "b": jnp.ones(2), "frozen": jnp.ones(4, jnp.float32)}
    transform = optax.masked(to_optax(OPTIMIZERS["adam"], eta=0.25), {"w": True, "b": True, "frozen": False})
    updates, _ = transform.update(params, transform.init(params), params)
    assert {name: one.dtype.name for name, one in updates.items()} == {
        "w": "bfloat16", "b": "float64", "frozen": "float32"
    }  # fmt: skip
    assert np.asarray(updates["w"], np.float64) == pytest.approx(-0.25 * np.ones((2, 3)), rel=1e-7)
    assert np.asarray(updates["b"]) == pytest.approx(-0.25 * np.ones(2), rel=1e-7)


def test_no_step_is_made_where_nothing_moves() -> None:
    transform = to_optax(OPTIMIZERS["adam"], epsilon=0)
    updates, state = transform.update(jnp.zeros(3), transform.init(jnp.zeros(3)))
    assert updates.tolist() == [0, 0, 0]
    assert transform.update(jnp.array([0.0, 2.0, 0.0]), state)[0].tolist()[::2] == [0, 0]


def test_types_of_the_gradients_count_where_no_parameters_are_given() -> None:
    transform = to_optax(OPTIMIZERS["gd"], eta=0.5)
    updates, _ = transform.update(jnp.ones(2, jnp.float32), transform.init(jnp.ones(2, jnp.float32)))
    assert (updates.dtype, updates.tolist()) == (np.float32, [-0.5, -0.5])


def test_a_schedule_that_looks_at_the_loss_asks_for_it() -> None:
    polyak = from_optax("polyak", "Polyak", optax.polyak_sgd())
    transform = to_optax(polyak)
    with pytest.raises(ValueError, match=r"polyak with the schedule constant looks at the loss; give it as update"):
        transform.update(jnp.ones(2), transform.init(jnp.ones(2)), jnp.ones(2))
    updates, _ = transform.update(jnp.ones(2), transform.init(jnp.ones(2)), jnp.ones(2), value=0.5)
    assert updates.tolist() == [-0.25, -0.25]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_only_schedules_that_wait_for_a_loss_ask_for_it(schedule: str) -> None:
    transform = to_optax(OPTIMIZERS["gd"], schedule)
    if schedule not in ("resnet", "plateau"):
        assert np.isfinite(transform.update(jnp.ones(2), transform.init(jnp.ones(2)))[0]).all()
        return
    with pytest.raises(ValueError, match=f"gd with the schedule {schedule} looks at the loss; give it as"):
        transform.update(jnp.ones(2), transform.init(jnp.ones(2)))


@pytest.mark.parametrize(
    ("choice", "sentence"),
    [
        ({"eta": 0}, "eta (learning rate) is 0; it must be a number above 0 and at most 1000, for example 0.01."),
        ({"beta1": 1}, "beta1 (memory of m) is 1; it must be a number at least 0 and below 1, for example 0.9."),
        ({"alpha": 0.5}, "unknown keyword 'alpha': adam with the schedule constant takes eta, beta1, beta2, epsilon."),
        ({"eta": "fast"}, "eta (learning rate) is 'fast'; it must be a number above 0 and at most 1000"),
        ({"schedule": "cosin"}, "unknown schedule 'cosin'; choose one of constant"),
        ({"schedule": "warmup", "then": "warmup"}, "unknown schedule 'warmup'; choose one of constant"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(choice: dict[str, Any], sentence: str) -> None:
    with pytest.raises((TypeError, ValueError)) as caught:
        to_optax(OPTIMIZERS["adam"], **choice)
    assert str(caught.value).startswith(sentence)


def test_an_id_in_place_of_a_record_is_told_where_records_are() -> None:
    with pytest.raises(TypeError, match="'adam' is no record; take one from OPTIMIZERS"):
        to_optax("adam")


def test_the_records_of_both_worlds_are_optimizers() -> None:
    assert all(isinstance(one, Optimizer) for one in (ADAM, *OTHERS.values(), *OPTIMIZERS.values()))
    assert {one.library for one in OPTIMIZERS.values()} == {"", "optax"}
    assert [id for id, one in OPTIMIZERS.items() if one.library] == list(OPTIMIZERS)[len(OWN) :]
