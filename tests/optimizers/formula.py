"""The formula of a step, held to the last bit of what a run has recorded."""

from fractions import Fraction

import numpy as np

from optimizers import Path


def assert_the_formula_to_the_last_bit(path: Path) -> None:
    """θ_i^{t+1} = θ_i^t − (η^t / σ_i^t) · m_i^t, with the columns of the path itself."""
    length = path.eta[:, None] / path.sigma
    rounded = path.point[:-1] - length * path.m
    # Where the processor subtracts a product without rounding it first, that is the formula too.
    exact = [Fraction(a) - Fraction(b) * Fraction(c) for a, b, c in
             zip(path.point[:-1].flat, length.flat, path.m.flat, strict=True)]  # fmt: skip
    fused = np.reshape([float(value) for value in exact], rounded.shape)
    assert ((path.point[1:] == rounded) | (path.point[1:] == fused)).all()
