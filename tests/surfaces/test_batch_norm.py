"""Batch normalisation: what Algorithm 1 says of the normalised activations, and what it does to the surface."""

import numpy as np
import pytest

from surfaces import SURFACES
from surfaces.batch_norm import ACTIVATIONS, EPSILON, normalised


def test_normalised_by_hand() -> None:
    # Mean 2, spread (1 + 1 + 4 + 0) / 4 = 1.5.
    found = normalised(np.array([[1.0, 1.0, 4.0, 2.0]]))
    np.testing.assert_allclose(found, np.array([[-1.0, -1.0, 2.0, 0.0]]) / np.sqrt(1.5 + EPSILON), rtol=1e-14)


def test_scale_and_shift_of_the_layer_before_make_no_difference() -> None:
    # BN((a W) u) = BN(W u), section 3.3 of the paper, but for the floor under the root.
    np.testing.assert_allclose(normalised(ACTIVATIONS), normalised(1e3 * ACTIVATIONS + 7), rtol=1e-3)


def test_the_surface_is_a_long_valley_without_it_and_nearly_round_with_it() -> None:
    shapes = []
    for on in (0.0, 1.0):
        low, high = np.linalg.eigvalsh(np.asarray(SURFACES["batch_norm"].at(0.3, -1.7, normalised=on).hessian))
        shapes.append(high / low)
    assert shapes[0] == pytest.approx(95.5, abs=0.1)
    # It does not decorrelate: that would be 1.
    assert shapes[1] == pytest.approx(1.99, abs=0.01)
