"""A scene as a figure of Plotly, for those who go on in a notebook: level lines, paths, start, minima."""

import numpy as np
import plotly.graph_objects as go

from optimizers import optimizer
from optimizers.recipes.named import title_of
from scenes.looks import STYLES, Style
from scenes.scene import Run, Scene, looks_of
from scenes.trajectories import path_at
from surfaces import SURFACES
from words import compact, say

# Points of the grid along each side.
GRID = (241, 161)
SYMBOLS = {"triangle": "triangle-up"}


def figure(scene: Scene) -> go.Figure:
    """The plane with the paths of all runs on show, every point of them; names in the reader's language.

    The level lines are those of L, or of log10(L − the lowest in the picture) where a surface's levels are spread so.
    The axes begin with the surface's domain; a path that leaves it goes on, and zooming out shows where to.
    """
    surface = SURFACES[scene.surface]
    (x0, x1), (y0, y1) = surface.domain
    x, y = np.linspace(x0, x1, GRID[0]), np.linspace(y0, y1, GRID[1])
    loss = np.asarray(surface(x[None, :], y[:, None], **dict(scene.numbers)))
    minima, lowest = surface.lowest(**dict(scene.numbers))
    fig = go.Figure(_contour(x, y, loss, min(float(loss.min()), lowest), logarithmic=surface.levels == "log"))
    looks = looks_of(scene.runs)
    for place, run in enumerate(scene.runs):
        if not run.hidden:
            fig.add_trace(_path(_name(run), path_at(scene, place).point, STYLES[looks[place]]))
    fig.add_trace(_marks(say("start", "player"), np.array([scene.start]), "circle-open"))
    if len(minima):
        fig.add_trace(_marks(say("lowest points"), minima, "star"))
    fig.update_layout(
        title=say(surface.name, "surface"), template="plotly_white", legend={"orientation": "h", "y": -0.15},
        xaxis={"title": "θ₁", "range": [x0, x1], "showgrid": False, "zeroline": False},
        yaxis={"title": "θ₂", "range": [y0, y1], "showgrid": False, "zeroline": False},
    )  # fmt: skip
    if surface.equal:
        fig.update_yaxes(scaleanchor="x")
    return fig


def _name(run: Run) -> str:
    return say("{method}, η = {eta}", method=title_of(optimizer(run.optimizer)), eta=compact(dict(run.numbers)["eta"]))


def _contour(x: np.ndarray, y: np.ndarray, loss: np.ndarray, low: float, *, logarithmic: bool) -> go.Contour:
    # A thousandth of the usual height is what the logarithm of the lowest point is taken of.
    heights = np.log10(loss - low + 1e-3 * float(np.median(loss - low))) if logarithmic else loss
    return go.Contour(
        x=x, y=y, z=heights, customdata=loss, ncontours=20, showscale=False,
        contours={"coloring": "none"}, line={"color": "#a6a6a6", "width": 1},
        hovertemplate="θ₁ = %{x}<br>θ₂ = %{y}<br>L = %{customdata}<extra></extra>",
    )  # fmt: skip


def _path(name: str, points: np.ndarray, style: Style) -> go.Scatter:
    dash = ",".join(f"{length}px" for length in style.dash) or "solid"
    # A mark where it ends, as in the player; the line alone tells the way.
    sizes = np.zeros(len(points))
    sizes[-1] = 11
    return go.Scatter(
        x=points[:, 0], y=points[:, 1], name=name, mode="lines+markers", line={"color": style.light, "dash": dash},
        marker={"symbol": SYMBOLS.get(style.marker, style.marker), "size": sizes, "color": style.light, "opacity": 1},
        text=np.arange(len(points)), hovertemplate="t = %{text}<br>θ₁ = %{x}<br>θ₂ = %{y}",
    )  # fmt: skip


def _marks(name: str, points: np.ndarray, symbol: str) -> go.Scatter:
    return go.Scatter(
        x=points[:, 0], y=points[:, 1], name=name, mode="markers",
        marker={"symbol": symbol, "size": 13, "color": "black"},
    )  # fmt: skip
