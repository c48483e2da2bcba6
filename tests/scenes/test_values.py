"""One run for many values of one of its numbers: each is the run that the value gives alone, to the last bit."""

from collections.abc import Callable

import numpy as np
import pytest

from optimizers import OPTIMIZERS, Path, Sampling, descend, descend_values
from optimizers.loop.scan import CHUNK
from surfaces import SURFACES, Surface

COLUMNS = ("point", "loss", "grad", "eta", "sigma", "m")


def assert_single(surface: str, method: str, id: str, values: list[float], **choice) -> list[Path]:
    paths = descend_values(SURFACES[surface], OPTIMIZERS[method], id=id, values=values, **choice)
    assert len(paths) == len(values)
    for path, value in zip(paths, values, strict=True):
        single = descend(SURFACES[surface], OPTIMIZERS[method], **{**choice, id: value})
        for column in COLUMNS:
            assert np.array_equal(getattr(path, column), getattr(single, column), equal_nan=True), (column, value)
        assert path.outcome == single.outcome
    return paths


@pytest.mark.parametrize(
    ("surface", "method", "id", "values", "choice"),
    [
        ("bowl", "gd", "eta", [1e-4, 0.01, 0.4, 7.0], {"start": (-3.1, 0.7)}),
        ("himmelblau", "rmsprop", "alpha", [0.0, 0.31, 0.9, 0.999], {"eta": 0.2, "start": (-0.3, 1.7)}),
        ("rosenbrock", "momentum", "beta", [0.0, 0.5, 0.97], {"eta": 1e-4, "start": (-1.1, 0.4)}),
        ("crescent", "adam", "beta1", [0.0, 0.75, 0.99], {"eta": 0.1}),
        ("crescent", "adam", "beta2", [0.1, 0.999, 0.9999], {"eta": 0.1}),
        ("beale", "radam", "epsilon", [0.0, 1e-8, 0.5], {"eta": 0.03}),
        # optax makes its state from the numbers, and so each value has one of its own.
        ("tiny_network", "nadam", "beta1", [0.2, 0.9], {"eta": 0.05}),
        ("bowl", "gd", "warmup", [1, 17, 1000], {"schedule": "warmup", "then": "cosine", "eta": 0.3}),
        ("bowl", "adam", "gamma", [0.5, 0.93, 1.1], {"schedule": "exponential", "steps_per_epoch": 3}),
        ("quadratic", "gd", "threshold", [1e-3, 1.0, 60.0], {"schedule": "resnet", "first_rate": 1e-3, "eta": 0.02}),
        ("bowl", "gd", "eta", [1e-3, 0.2], {"changes": [(20, 0.5), (90, 1e-4)]}),
        # Sums that are rounded otherwise would bring these bounces to another place.
        ("logistic_regression", "rmsprop", "eta", [0.005, 0.05, 0.12], {}),
        # A number of the surface, too.
        ("quadratic", "gd", "kappa", [1.5, 40.0], {"eta": 0.1}),
    ],
)
def test_each_path_is_the_one_that_its_value_gives_alone(surface, method, id, values, choice) -> None:
    assert_single(surface, method, id, values, **choice)


def test_a_value_that_leaves_float64_ends_there_and_the_others_go_on() -> None:
    paths = assert_single("quadratic", "gd", "eta", [1e-3, 1.3, 0.01, 900.0], steps=700, start=(1.0, -2.5))
    assert [path.outcome.kind for path in paths] == ["descending", "diverged", "converged", "diverged"]
    lengths = [len(path.loss) for path in paths]
    assert lengths[0] == lengths[2] == 701
    assert lengths[3] < lengths[1] < 701


@pytest.mark.parametrize("steps", [0, 1, CHUNK - 1, CHUNK, CHUNK + 70])
def test_paths_are_as_long_as_is_asked_for(steps: int) -> None:
    paths = assert_single("bowl", "adam", "eta", [0.001, 0.02], steps=steps)
    assert [path.point.shape for path in paths] == [(steps + 1, 2)] * 2


@pytest.mark.parametrize("chance", [{"noise": 2.0}, {"batch": 3}, {"batch": 7, "noise": 0.1, "shuffle": False}])
def test_all_values_get_the_same_draws(chance: dict) -> None:
    sampling = Sampling(**chance, seed=11)
    paths = assert_single("tiny_network", "gd", "eta", [1e-12, 2e-12, 0.3], steps=CHUNK + 5, sampling=sampling)
    # So small a rate leaves the point where it is: what differs in the gradients would be the draws.
    assert paths[0].grad == pytest.approx(paths[1].grad, rel=1e-6, abs=1e-6)
    assert np.ptp(paths[0].grad[:, 0]) > 0.01


def test_nothing_compiles_when_the_values_or_any_other_number_move(compilations: Callable[[], int]) -> None:
    bowl = SURFACES["bowl"]
    fresh = Surface(**{**vars(bowl), "loss": lambda x, y, a, b, c: bowl.loss(x, y, a, b, c)})
    choice = {"id": "eta", "values": [0.01, 0.1], "steps": 20, "schedule": "warmup"}
    # Not even at first, if the run has been computed: the values go through the same program.
    descend(fresh, OPTIMIZERS["adam"], steps=20, schedule="warmup")
    compilations()
    for moved in (
        {}, {"values": [1e-4 * 1.2**i for i in range(64)]}, {"values": [3.0]}, {"steps": CHUNK + 1},
        {"start": (1, 0.1)}, {"id": "beta1", "values": [0.5, 0.9]}, {"id": "warmup", "values": [3, 700]}, {"a": 3},
    ):  # fmt: skip
        descend_values(fresh, OPTIMIZERS["adam"], **{**choice, **moved})
        assert compilations() == 0, moved


@pytest.mark.parametrize(
    ("choice", "error", "part"),
    [
        ({"values": []}, ValueError, "0 values are given; one number is tried for 1 to 64 values"),
        ({"values": [0.1] * 65}, ValueError, "65 values"),
        ({"values": [0.1] * 64, "steps": 80_000}, ValueError, "up to 78,124 steps fit"),
        ({"values": [0.1, -1.0]}, ValueError, r"eta \(learning rate\) is -1"),
        ({"id": "alpha", "values": [0.1]}, TypeError, "unknown keyword 'alpha'"),
        ({"id": "beta1", "values": [0.1, 1.0]}, ValueError, "below 1"),
    ],
)
def test_a_bad_value_gets_one_clear_sentence(choice: dict, error: type[Exception], part: str) -> None:
    with pytest.raises(error, match=part):
        descend_values(SURFACES["bowl"], OPTIMIZERS["adam"], **{"id": "eta", **choice})
