"""How sharp the surface is along a run, as the run itself feels it."""

import numpy as np
from jaxtyping import Float


@np.errstate(all="ignore")
def sharpness(
    hessian: Float[np.ndarray, "points 2 2"], sigma: Float[np.ndarray, "points 2"]
) -> Float[np.ndarray, " points"]:
    """The largest eigenvalue of P^−½ H P^−½ with P = diag(σ): plain descent's steps grow where η times it exceeds 2.

    For each point the Hessian, symmetric, and the σ of the update from there, 0 or positive; float64. Raises nothing.
    NaN where the surface curves up in no direction, where σ is 0, and beyond float64. With σ = 1 it is the sharpness of
    the literature, with Adam's σ the preconditioned sharpness (Cohen et al. 2022: Adaptive gradient methods at the edge
    of stability).
    """
    (s1, s2), root = sigma.T, np.sqrt(sigma[:, 0]) * np.sqrt(sigma[:, 1])
    a, b, c = hessian[:, 0, 0] / s1, hessian[:, 0, 1] / root, hessian[:, 1, 1] / s2
    # Half the trace, and half the distance of the eigenvalues; np.hypot leaves float64 only if they do.
    largest = (a / 2 + c / 2) + np.hypot(a / 2 - c / 2, b)
    return np.where((largest > 0) & np.isfinite(largest), largest, np.nan)
