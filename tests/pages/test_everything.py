"""Every optimizer on every surface: it runs, what is recorded is finite, and there is a sentence about it.

Here a few pairs, the others in a soak. Each method also runs in `studio/player/test_microscope.py`, and of each surface
values and gradients are compared in `scenes/export/test_elsewhere.py`.
"""

import numpy as np
import pytest

from optimizers import OPTIMIZERS, descend
from surfaces import SURFACES
from tests.crossing import among, cases, every

STEPS = 200


@pytest.mark.parametrize(("surface", "optimizer"), among(cases(SURFACES, OPTIMIZERS, every=every()), 9))
def test_every_optimizer_runs_on_every_surface(optimizer: str, surface: str) -> None:
    path = descend(SURFACES[surface], OPTIMIZERS[optimizer], steps=STEPS)
    made = len(path.eta)
    assert made == STEPS or path.outcome.kind == "diverged"
    shapes = {"point": (made + 1, 2), "loss": (made + 1,), "grad": (made + 1, 2),
              "eta": (made,), "sigma": (made, 2), "m": (made, 2)}  # fmt: skip
    for name, shape in shapes.items():
        column = getattr(path, name)
        assert (column.shape, column.dtype) == (shape, np.float64)
        assert np.isfinite(column).all()
    assert (path.sigma > 0).all()
    sentence = path.outcome.sentence
    assert sentence.endswith(".")
    assert not {"{", "}"} & set(sentence)
    assert "nan" not in sentence
