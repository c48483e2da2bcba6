"""What calculus says about one point of the surface."""

import math
from functools import partial

import numpy as np
import streamlit as st

from optimizers.outcomes.stability import sharpness
from scenes import Scene
from scenes.drawn.names import name_of
from scenes.trajectories import limit_of, origin_of, path_at
from studio.panels import controls
from surfaces import SURFACES, Surface
from surfaces.critical import KINDS, kind_of, largest_stable_rate
from words import latex, numeral, say


def show(scene: Scene) -> None:
    """Gradient, Hessian, curvatures and the largest stable η at the scene's start, folded away."""
    x, y = scene.start
    title = say("At the start ({x}, {y}): gradient, Hessian, curvature", x=numeral(f"{x:.4g}"), y=numeral(f"{y:.4g}"))
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
    said = [_kind(grad, flat, steep), _stable(surface, x, y, numbers)]
    # Who makes no step has no σ to go by.
    moving = [place for place, run in enumerate(scene.runs) if not run.hidden and len(path_at(scene, place).eta)]
    if steep > 0 and moving:
        said.append(say("Each method has its own limit, here with the curvature and with the σ of its first step:"))
        said += [_limit(scene, place, hessian) for place in moving]
    st.markdown("  \n".join(filter(None, said)))


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
        "With the curvature of this point plain gradient descent is stable up to η = 2/λ_max = {limit}.",
        limit=numeral(f"{limit:.4g}"),
    )


def _limit(scene: Scene, place: int, hessian: np.ndarray) -> str:
    """What a first step is against the limit of its method, with curvature and σ as they are; nothing if σ is 0."""
    origin = origin_of(scene, scene.runs[place])
    factor, path, name = (
        limit_of(origin),
        path_at(scene, place),
        name_of(origin, scene.steps_of(scene.runs[place]), scene.runs),
    )
    if factor is None:
        return say("{name}: the limit of this method is not known, and none is guessed.", name=name)
    sharp = float(sharpness(hessian[None], path.sigma[:1])[0])
    if np.isnan(sharp):
        return ""
    facts = {"name": name, "limit": numeral(f"{factor / sharp:.4g}"), "times": path.eta[0] * sharp / factor}
    if facts["times"] > 1:
        return say(
            "{name}: stable here up to η = {limit}; its first η is {times:.3g} times that, with which it would "
            "oscillate ever more widely.",
            **facts,
        )
    return say(
        "{name}: stable here up to η = {limit}; its first η is {times:.3g} times that, with which no oscillation "
        "grows.",
        **facts,
    )


def _number(value: object) -> str:
    """A number in LaTeX, with five digits."""
    return latex(float(np.asarray(value)), 5)


def _column(vector: np.ndarray) -> str:
    return rf"\begin{{pmatrix}} {_number(vector[0])} \\ {_number(vector[1])} \end{{pmatrix}}"


def _matrix(matrix: np.ndarray) -> str:
    rows = r" \\ ".join(" & ".join(_number(value) for value in row) for row in matrix)
    return rf"\begin{{pmatrix}} {rows} \end{{pmatrix}}"
