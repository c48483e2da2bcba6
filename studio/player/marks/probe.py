"""The probe: what calculus says about a point of the picture, and what follows there for the method in hand."""

from typing import Any, NamedTuple

import numpy as np

from optimizers import optimizer, title_of
from optimizers.flows import PLAIN
from optimizers.outcomes.stability import sharpness
from optimizers.parts import momenta
from scenes import Scene
from scenes.bounds import fitting, turn
from scenes.drawn.names import name_of
from scenes.trajectories import Origin, limit_of, origin_of, path_of
from studio.player.pack import Json
from surfaces import SURFACES
from words import say


class Held(NamedTuple):
    """The run in hand, and its η and σ at the play head; None before it has any."""

    origin: Origin
    name: str
    step: int
    eta: float
    sigma: np.ndarray


def probe(scene: Scene, at: tuple[float, float], step: int) -> Json:
    """Loss, gradient and Hessian at a point, from the formula itself in float64; and what follows for the run in hand.

    `rows` are lines to read, symbol and value; `axes` the eigenvectors of H with their eigenvalues, the largest first;
    `rates` are η/σ of each parameter. Where the surface has no finite value there are no axes.
    """
    with turn(scene):
        held = _held(scene, step)
    loss, grad, hessian = (np.asarray(one) for one in SURFACES[scene.surface].at(*at, **dict(scene.numbers)))
    rows = [
        ["θ", say("({x:.4g}, {y:.4g})", x=at[0], y=at[1])],
        ["L", f"{float(loss):.5g}".replace("-", "−")],
        ["g", say("({x:.4g}, {y:.4g})", x=float(grad[0]), y=float(grad[1]))],
    ]
    finite = bool(np.isfinite(hessian).all() and np.isfinite(loss) and np.isfinite(grad).all())
    axes: list[list[float]] = []
    if finite:
        values, vectors = np.linalg.eigh(hessian)
        axes = [[*map(float, vectors[:, k]), float(values[k])] for k in (1, 0)]
        rows.append(["λ", say("{first:.4g} and {second:.4g}", first=axes[0][2], second=axes[1][2])])
    rates = None
    if held is not None:
        with np.errstate(all="ignore"):
            found = held.eta / held.sigma
        if np.isfinite(found).all():
            rates = [float(one) for one in found]
            rows.append(["η/σ", say("{first:.4g} and {second:.4g}", first=rates[0], second=rates[1])])
    return {
        "at": at,
        "axes": axes,
        "rates": rates,
        "rows": rows,
        "follows": _follows(held, hessian) if finite and held is not None and rates else "",
        "what": _what(held),
    }


def _held(scene: Scene, step: int) -> Held | None:
    """The run whose number is turned, or else the first on show."""
    shown = [place for place, run in enumerate(scene.runs) if not run.hidden]
    if not shown:
        return None
    place = scene.varied[0] if scene.varied[0] in shown else shown[0]
    fits, _ = fitting(scene)
    run = fits.runs[place]
    origin, steps = origin_of(fits, run), fits.steps_of(run)
    path = path_of(origin, steps)
    if not len(path.eta):
        return None
    last = min(step, len(path.eta) - 1)
    return Held(origin, name_of(origin, steps, fits.runs), last, float(path.eta[last]), path.sigma[last])


def _what(held: Held | None) -> str:
    if held is None:
        return say("Computed from the formula at this very point.")
    message = "Computed from the formula at this very point, with the η and σ of step {step:,} of {name}."
    return say(message, step=held.step, name=held.name)


def _follows(held: Held, hessian: np.ndarray) -> str:
    """What steps with this η and σ would do if the surface were everywhere as it curves here, and why."""
    limit = limit_of(held.origin)
    method = optimizer(held.origin.run.optimizer)
    if limit is None:
        return say("No limit is known of {method}: what follows here is not guessed.", method=title_of(method))
    sharp = held.eta * float(sharpness(hessian[None], held.sigma[None])[0])
    if not np.isfinite(sharp):
        return say("The surface curves up in no direction here: no η is too large for it.")
    facts: dict[str, Any] = {"sharp": sharp, "limit": limit, "method": title_of(method)}
    if sharp > limit:
        message = (
            "Diverges: η/σ times the curvature is {sharp:.5g}, above {limit:.3g}, the limit of {method}. Along the "
            "steepest axis each bounce goes farther than the last."
        )
    elif method.m is momenta.SUM:
        message = (
            "Bounces: η/σ times the curvature is {sharp:.5g}, below {limit:.3g}, the limit of {method}, so that it "
            "grows no wider. Without friction it never comes to rest."
        )
    elif method.m in PLAIN and sharp <= 1:
        message = (
            "Converges: η/σ times the curvature is {sharp:.5g}, below 1, so that no step goes beyond the lowest point "
            "of its axis. The limit of {method} is {limit:.3g}."
        )
    elif method.m in PLAIN:
        message = (
            "Bounces and converges: η/σ times the curvature is {sharp:.5g}, above 1, so that each step goes beyond the "
            "lowest point of its axis, and below {limit:.3g}, the limit of {method}, so that it does so less each time."
        )
    else:
        message = (
            "Converges: η/σ times the curvature is {sharp:.5g}, below {limit:.3g}, the limit of {method}. What swings "
            "or bounces here does so less each time."
        )
    said = say(message, **facts)
    if np.linalg.eigvalsh(hessian)[0] >= 0:
        return said
    message = "Moves away: along one axis the surface curves down, whatever η is. Across it holds what follows."
    return f"{say(message)} {said}"
