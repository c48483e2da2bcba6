"""How everything here is computed: in float64, and with numbers that are none as results, whatever JAX is set to."""

from collections.abc import Iterator
from contextlib import contextmanager

import jax


@contextmanager
def in_float64() -> Iterator[None]:
    """JAX's settings for the time of one of our computations; a caller's own settings hold before and after it.

    At η = 1e-7 a float32 run stands still, because the update is smaller than half a unit in the last place of θ. And a
    run that leaves float64 has an outcome that says so, which JAX's checks for NaN and ∞ would turn into an error.
    Decorates a function, too.
    """
    with jax.enable_x64(True), jax.debug_nans(False), jax.debug_infs(False):
        yield
