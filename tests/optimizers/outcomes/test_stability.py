"""The curvature that a run feels is the largest eigenvalue of P^−½ H P^−½, by an independent solver."""

import numpy as np
import pytest

from optimizers.outcomes.stability import sharpness


def test_it_is_the_largest_eigenvalue_of_the_scaled_hessian_off_its_axes_too() -> None:
    random = np.random.default_rng(7)
    bent, sigma = random.normal(size=(200, 2, 2)), 10 ** random.uniform(-6, 3, (200, 2))
    hessian = bent + bent.transpose(0, 2, 1)
    root = 1 / np.sqrt(sigma)
    largest = np.linalg.eigvalsh(root[:, :, None] * hessian * root[:, None, :])[:, -1]
    found = sharpness(hessian, sigma)
    assert 20 < np.isnan(found).sum() < 180
    assert np.array_equal(np.isnan(found), largest <= 0)
    # Where the eigenvalues cancel, a few digits of their size are lost.
    size = abs(root[:, :, None] * hessian * root[:, None, :]).max(axis=(1, 2))
    up = largest > 0
    assert (abs(found - largest)[up] / size[up]).max() < 1e-12


@pytest.mark.parametrize("sigma", [(0.0, 1.0), (1.0, 0.0), (np.inf, np.inf)])
def test_without_a_finite_scale_there_is_none(sigma: tuple[float, float]) -> None:
    assert np.isnan(sharpness(np.array([[[1.0, 0.5], [0.5, 2.0]]]), np.array([sigma]))[0])
