"""What calculus says about one point of the surface."""

import math
from functools import partial

import numpy as np
import streamlit as st

from scenes import Scene
from studio.panels import controls
from surfaces import SURFACES, Surface
from surfaces.critical import KINDS, kind_of, largest_stable_rate
from words import latex, say


def show(scene: Scene) -> None:
    """Gradient, Hessian, curvatures and the largest stable η at the scene's start, folded away."""
    x, y = scene.start
    title = say("At the start ({x}, {y}): gradient, Hessian, curvature", x=f"{x:.4g}", y=f"{y:.4g}")
    controls.folded(title, "point open", partial(_calculus, scene))


def _calculus(scene: Scene) -> None:
    (x, y), surface, numbers = scene.start, SURFACES[scene.surface], dict(scene.numbers)
    slope = surface.at(x, y, **numbers)
    hessian = np.asarray(slope.hessian)
    if not (np.isfinite(hessian).all() and np.isfinite(slope.loss)):
        st.markdown(say("Too far out: the loss or its derivatives are not finite numbers here."))
        return
    grad = np.asarray(slope.grad)
    flat, steep = np.linalg.eigvalsh(hessian)
    left, middle, right = st.columns(3)
    left.latex(rf"L = {_number(slope.loss)},\quad g = {_column(grad)}")
    middle.latex(rf"H = {_matrix(hessian)}")
    right.latex(rf"\lambda = {_number(flat)},\ {_number(steep)}")
    st.markdown("  \n".join([_kind(grad, flat, steep), _stable(surface, x, y, numbers)]))


def _kind(grad: np.ndarray, flat: float, steep: float) -> str:
    if np.hypot(*grad) <= 1e-9 * max(1.0, abs(steep)):
        return say("A critical point: {kind}.", kind=say(KINDS[kind_of((flat, steep))]))
    if flat > 0:
        return say("No critical point; the surface curves up in every direction here.")
    if steep < 0:
        return say("No critical point; the surface curves down in every direction here.")
    return say("No critical point; the surface curves up in one direction and down, or not at all, in the other.")


def _stable(surface: Surface, x: float, y: float, numbers: dict[str, float]) -> str:
    limit = largest_stable_rate(surface, x, y, **numbers)
    if math.isinf(limit):
        return say("No direction curves up, so that no η is too large for the curvature here.")
    return say(
        "With the curvature of this point plain gradient descent is stable up to η = 2/λ_max = {limit}; "
        "elsewhere, and for every other method, the limit is another.",
        limit=f"{limit:.4g}",
    )


def _number(value: object) -> str:
    """A number in LaTeX, with five digits."""
    return latex(float(np.asarray(value)), 5)


def _column(vector: np.ndarray) -> str:
    return rf"\begin{{pmatrix}} {_number(vector[0])} \\ {_number(vector[1])} \end{{pmatrix}}"


def _matrix(matrix: np.ndarray) -> str:
    rows = r" \\ ".join(" & ".join(_number(value) for value in row) for row in matrix)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"
