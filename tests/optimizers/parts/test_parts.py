"""The parts m and σ: each kind once, all pairs of them, and what a step as it is written comes to."""

from collections.abc import Mapping

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Part, Path, composed, descend, optimizer
from optimizers.loop.replay import replay
from optimizers.parts.momenta import GRADIENT, MOMENTA
from optimizers.parts.sigmas import ONE, SIGMAS
from optimizers.recipes.named import PAIRS
from optimizers.recipes.newer import NEWER
from surfaces import SURFACES
from tests.crossing import among, crossed
from tests.written import value_of

# One direction for all parameters together, which no line can say for one of them.
WHOLE = ("adam_matrix",)
# Those that are choices of the parts that are listed; what is newer has others.
NEW = [one.id for one in NEWER]
OWN = [id for id, one in OPTIMIZERS.items() if not one.library and id not in (*WHOLE, *NEW)]
CRESCENT = SURFACES["crescent"]


def written(part: Part, path: Path, knobs: Mapping[str, float]) -> np.ndarray:
    """What the lines of a part come to, step by step and parameter by parameter, from the numbers that are on show."""
    # What a part without memory keeps is in no line.
    states = replay(part, path, knobs) if part.memory else np.zeros((len(path.eta), 2))
    assert states is not None
    rows = []
    for t, (grads, lasts) in enumerate(zip(path.grad[:-1], states, strict=True)):
        line, at = part.written(t, knobs), {**knobs, "t": t, "n": t + 1}
        rows.append([value_of(line, {**at, "g": g, "last": last}) for g, last in zip(grads, lasts, strict=True)])
    return np.array(rows)


def assert_written(id: str, **more: float) -> None:
    record = optimizer(id)
    knobs = {number.id: record.usual.get(number.id, number.default) for number in record.numbers} | more
    path = descend(CRESCENT, record, steps=60, eta=1e-3, **{id: knobs[id] for id in knobs})
    assert len(path.eta) == 60
    for part, recorded in ((record.m, path.m), (record.sigma, path.sigma)):
        # Where m passes through 0 the loop may have rounded a product that the line did not.
        size = 1e-12 * np.abs(recorded).max()
        assert written(part, path, knobs) == pytest.approx(recorded, rel=1e-12, abs=size)


@pytest.mark.parametrize("id", [*OWN, "sign_descent", "averaged"])
def test_a_step_as_it_is_written_comes_to_what_was_recorded(id: str) -> None:
    assert_written(id)


@pytest.mark.parametrize("id", OWN)
def test_so_it_does_with_other_numbers(id: str) -> None:
    other = {"beta": 0.4, "beta1": 0.3, "beta2": 0.7, "alpha": 0.2, "epsilon": 0.25}
    assert_written(id, **{number.id: other[number.id] for number in OPTIMIZERS[id].numbers})


@pytest.mark.parametrize("id", OWN)
def test_a_line_has_a_place_for_every_number_of_its_part_and_no_other(id: str) -> None:
    for part in (OPTIMIZERS[id].m, OPTIMIZERS[id].sigma):
        knobs = {number.id: number.default for number in part.numbers}
        facts = {**knobs, "g": 2.0, "last": 3.0, "t": 9.0, "n": 10.0}
        lines = {t: part.written(t, knobs) for t in (0, 1, 9, 99)}
        assert all(np.isfinite(value_of(line, facts)) for line in lines.values())
        # From the second step on the state is in it, if there is one; each state has a sign.
        assert ("{last}" in lines[99]) == bool(part.memory)
        assert all(f"{{{id}}}" in lines[99] for id in knobs)


@pytest.mark.parametrize("id", [id for id in OPTIMIZERS if id not in (*OWN, *NEW)])
def test_the_step_of_a_library_and_one_of_all_parameters_together_is_not_written(id: str) -> None:
    assert OPTIMIZERS[id].m.written(0, {}) == OPTIMIZERS[id].m.memory == ""
    assert OPTIMIZERS[id].sigma is ONE
    assert OPTIMIZERS[id].changes == ("m",)


@pytest.mark.parametrize("kinds", [MOMENTA, SIGMAS], ids=["m", "σ"])
def test_each_kind_of_part_is_listed_once_under_its_own_name(kinds: dict[str, Part]) -> None:
    assert all(part.id == id for id, part in kinds.items())
    for text in ("id", "name", "formula"):
        assert len({getattr(part, text) for part in kinds.values()}) == len(kinds) == 7
    used = {part.id for id in OWN for part in (OPTIMIZERS[id].m, OPTIMIZERS[id].sigma)}
    assert set(kinds) <= used


def test_no_part_of_an_optimizer_is_of_an_unlisted_kind() -> None:
    for id in OWN:
        assert OPTIMIZERS[id].m.id in MOMENTA
        assert OPTIMIZERS[id].sigma.id in SIGMAS


def test_the_pairs_are_all_choices_of_m_and_sigma() -> None:
    assert len(PAIRS) == len(set(PAIRS)) == len(MOMENTA) * len(SIGMAS) == 49
    assert {tuple(pair.split(".")) for pair in PAIRS} == {(m, sigma) for m in MOMENTA for sigma in SIGMAS}


@crossed(pair=among(PAIRS, 17), surface=["bowl", "quadratic", "crescent"])
def test_every_pair_runs(pair: str, surface: str) -> None:
    path = descend(SURFACES[surface], optimizer(pair), steps=50, eta=1e-4)
    assert len(path.eta) == 50
    assert (path.sigma > 0).all()
    assert path.loss[-1] < path.loss[0]


def test_a_pair_with_a_name_is_recognised_and_no_other_is() -> None:
    named = {f"{OPTIMIZERS[id].m.id}.{OPTIMIZERS[id].sigma.id}": id for id in OWN}
    # Each of the thirteen is another choice of the two kinds.
    assert len(named) == len(OWN) == 13
    found = {}
    for pair in PAIRS:
        chosen = optimizer(pair)
        name = composed(chosen.m, chosen.sigma)
        if name is not None:
            found[pair] = name.id
    assert found == named


@pytest.mark.parametrize("id", OWN)
def test_the_parts_of_a_named_optimizer_name_it(id: str) -> None:
    assert composed(OPTIMIZERS[id].m, OPTIMIZERS[id].sigma) is OPTIMIZERS[id]


def test_what_a_library_computes_has_no_parts_that_name_it() -> None:
    assert composed(OPTIMIZERS["adamw"].m, ONE) is None
    assert composed(GRADIENT, ONE) is OPTIMIZERS["gd"]


def test_an_own_choice_is_the_same_optimizer_each_time() -> None:
    chosen = optimizer("heavy_ball.moving_square")
    assert chosen is optimizer("heavy_ball.moving_square")
    assert (chosen.id, chosen.library) == ("heavy_ball.moving_square", "")
    assert (chosen.m, chosen.sigma) == (MOMENTA["heavy_ball"], SIGMAS["moving_square"])
    assert [number.id for number in chosen.numbers] == ["beta", "alpha", "epsilon"]
    assert chosen.changes == ("σ", "m")
    assert all(optimizer(id) is OPTIMIZERS[id] for id in OPTIMIZERS)


@pytest.mark.parametrize(
    "id", ["", ".", "gd.", "heavy_ball", "heavy_ball.", ".one", "sum.sum", "optax_adamw.one", "a.b.c"]
)
def test_what_is_no_pair_is_no_optimizer(id: str) -> None:
    with pytest.raises(KeyError):
        optimizer(id)


def test_momentum_with_a_root_mean_square_is_rmsprop_with_another_m() -> None:
    both, rmsprop = (descend(CRESCENT, optimizer(id), steps=1) for id in ("heavy_ball.moving_square", "rmsprop"))
    # One step, before any memory counts.
    assert both.point == pytest.approx(rmsprop.point, rel=1e-15)
