"""Adam with a matrix: the same steps however a valley is turned, by an independent formula and by what it takes."""

import math

import numpy as np
import pytest
from scipy.linalg import sqrtm

from optimizers import OPTIMIZERS, Path, descend
from surfaces import SURFACES

ANGLES = (0.0, 15.0, 30.0, 45.0)


def turned(id: str, angle: float, steps: int = 1_000, **numbers: float) -> Path:
    """From (−4, −1) in the valley's own axes."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    start = (-4 * cos + sin, -4 * sin - cos)
    valley = {"kappa": 100, "angle": angle, "eta": 0.05}
    return descend(SURFACES["quadratic"], OPTIMIZERS[id], start=start, steps=steps, **valley, **numbers)


def arrives(id: str, angle: float) -> int:
    """The number of steps after which the loss is below 1e-4."""
    return int(np.flatnonzero(turned(id, angle).loss < 1e-4)[0])


def test_a_diagonal_sigma_cannot_turn_and_a_matrix_can() -> None:
    adam = [arrives("adam", angle) for angle in ANGLES]
    assert adam == pytest.approx([180, 495, 746, 837], abs=1)
    assert adam[-1] > 4 * adam[0]
    matrix = [arrives("adam_matrix", angle) for angle in ANGLES]
    assert max(matrix) - min(matrix) <= 1
    assert max(matrix) < adam[0]


def test_a_turn_of_the_plane_turns_its_path() -> None:
    straight = turned("adam_matrix", 0.0, 300).point
    for angle in (30.0, 77.0):
        cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
        back = turned("adam_matrix", angle, 300).point @ np.array([[cos, -sin], [sin, cos]])
        # The second axis of the first steps is known to half of the digits.
        assert back == pytest.approx(straight, rel=0, abs=1e-6)


def test_the_divisor_is_the_root_of_the_averaged_outer_products() -> None:
    path = turned("adam_matrix", 30.0, 40, epsilon=0.5)
    a, v = np.zeros(2), np.zeros((2, 2))
    for n, (g, m) in enumerate(zip(path.grad[:-1], path.m, strict=True), 1):
        a, v = 0.9 * a + 0.1 * g, 0.999 * v + 0.001 * np.outer(g, g)
        if n > 1:  # SciPy's root of a matrix of rank one is not to be had
            root = np.real(sqrtm(v / (1 - 0.999**n))) + 0.5 * np.eye(2)
            assert m == pytest.approx(np.linalg.solve(root, a / (1 - 0.9**n)), rel=1e-7)


def test_its_first_step_goes_along_the_gradient_and_there_is_none_along_what_no_gradient_has_had() -> None:
    path = turned("adam_matrix", 30.0, 1, epsilon=0.0)
    assert path.m[0] == pytest.approx(path.grad[0] / np.hypot(*path.grad[0]), rel=1e-12)
    tiny = descend(SURFACES["saddle"], OPTIMIZERS["adam_matrix"], start=(0.0, 1e-170), steps=1, eta=0.1, epsilon=0.0)
    assert tiny.point[1] == pytest.approx([0.0, 0.1], rel=1e-12)
