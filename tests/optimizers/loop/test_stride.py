"""A step whose factors would leave float64 though the step itself does not."""

import jax
import numpy as np
import pytest

import surfaces  # noqa: F401 - settles how XLA compiles before JAX computes anything
from optimizers.loop.scan import stride


@pytest.mark.parametrize(("eta", "size"), [(1e-12, 1e300), (1e-9, 3e303), (1e10, 1e-300), (2e5, 7e-306)])
def test_eta_over_sigma_times_m_is_eta_where_sigma_is_as_large_as_m(eta: float, size: float) -> None:
    with jax.enable_x64(True):
        rate, along = jax.jit(stride)(*map(np.asarray, (eta, np.full(2, size), np.array([size, -size]))))
    assert np.asarray(rate * along) == pytest.approx([eta, -eta], rel=4e-16)


@pytest.mark.parametrize("size", [1e-100, 0.3, 1e100])
def test_factors_of_usual_size_are_as_they_are_written(size: float) -> None:
    with jax.enable_x64(True):
        rate, along = jax.jit(stride)(*map(np.asarray, (0.1, np.array([size, 2 * size]), np.array([size, -size]))))
    assert np.asarray(rate).tolist() == [0.1 / size, 0.1 / (2 * size)]
    assert np.asarray(along).tolist() == [size, -size]
