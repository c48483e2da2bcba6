"""Columns of numbers as the browser reads them."""

import base64
from typing import Any

import numpy as np

from scenes.scene import POINTS

Json = dict[str, Any]


def packed(values: np.ndarray) -> Json:
    """Little-endian bytes in base64, with their type: the browser's typed arrays read them as they are."""
    values = np.ascontiguousarray(values)
    return {"type": values.dtype.name, "bytes": base64.b64encode(values.tobytes()).decode("ascii")}


def narrow(name: str, column: np.ndarray) -> np.ndarray:
    """float32 where that loses nothing the eye can see; float64 where it would become infinite.

    A tiny place is as good as 0, but a tiny loss has its own place on a logarithmic axis.
    """
    size = np.abs(column)
    fits = (size < 1e37) | np.isnan(column)
    if name not in ("x", "y", *POINTS):
        fits &= (size > 1e-37) | (size == 0) | np.isnan(column)
    return column.astype(np.float32) if fits.all() else column
