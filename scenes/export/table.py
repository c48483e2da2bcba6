"""A run as a table: every number of every step, and what it came from."""

from importlib.metadata import version
from urllib.parse import urlencode

import numpy as np
import pandas as pd

from optimizers import Path
from scenes.link import to_link
from scenes.scene import Scene

COLUMNS = ("theta_1", "theta_2", "loss", "g_1", "g_2", "eta", "sigma_1", "sigma_2", "m_1", "m_2")
"""Of each step t: the point, its loss, the gradient that was given, and η, σ and m of the update from it."""

MADE_WITH = ("jax", "jaxlib", "numpy", "optax")


def table(path: Path) -> pd.DataFrame:
    """A row for each of the T + 1 points, float64; the last has no update, and so no η, σ and m (NaN).

    Behind the columns that all methods have stand those of the other points of a step, as `ascent_1`, `ascent_2`.
    """
    updates = [np.append(each, np.nan) for each in (path.eta, *path.sigma.T, *path.m.T)]
    columns = [*path.point.T, path.loss, *path.grad.T, *updates]
    beside = {f"{id}_{axis + 1}": points[:, axis] for id, points in path.beside.items() for axis in (0, 1)}
    return pd.DataFrame({**dict(zip(COLUMNS, columns, strict=True)), **beside}).rename_axis("t")


def head(scene: Scene, place: int, path: Path) -> dict[str, str]:
    """What a file says first: what ran, its link, what became of it, and with which versions it was computed."""
    run = scene.runs[place]
    return {
        "run": f"{place + 1}: {run.optimizer} on {scene.surface}",
        "outcome": path.outcome.kind if path.outcome.step is None else f"{path.outcome.kind}, step {path.outcome.step}",
        "link": f"explore?{urlencode(to_link(scene))}",
        "columns": "theta[t+1] = theta[t] - eta[t] / sigma[t] * m[t]; g is the gradient at theta[t]",
        "made with": ", ".join(f"{name} {version(name)}" for name in MADE_WITH),
    }
