"""A scene as a picture that stands still, for paper: level lines, the start, and the paths in their line styles."""

import base64
import io
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from jaxtyping import Float
from PIL import Image

from optimizers import Path
from scenes import Scene
from scenes.drawn.ground import ground, placed
from scenes.scene import Values, looks_of
from studio.look.palette import STYLES
from surfaces import SURFACES

SIZE = (900, 540)
"""Its width and height, without the margin for the axes."""
LEFT, BELOW = 60, 44
FINE = 2
"""Pixels of the level lines to a unit of the picture."""


def still(scene: Scene, paths: Sequence[Path]) -> str:
    """The picture as SVG, with a path for each run, or the start alone; what lies outside is cut off."""
    width, height = SIZE
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain
    looks = looks_of(scene.runs)
    lines = "".join(
        _line(scene, path.point, looks[place]) for place, path in enumerate(paths) if not scene.runs[place].hidden
    )
    x, y = placed(scene.surface, np.array([scene.start]), SIZE)[0]
    texts = "".join(
        f'<text x="{at:.0f}" y="{up:.0f}" text-anchor="{anchor}">{text}</text>'
        for at, up, anchor, text in (
            (0, height + 22, "start", f"{x0:g}"), (width, height + 22, "end", f"{x1:g}"),
            (width / 2, height + 28, "middle", "θ₁"), (-8, height, "end", f"{y0:g}"), (-8, 16, "end", f"{y1:g}"),
            (-16, height / 2, "end", "θ₂"),
        )
    )  # fmt: skip
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{-LEFT} -2 {width + LEFT + 4} {height + BELOW}" '
        f'width="{width + LEFT}" height="{height + BELOW}" font-family="sans-serif" font-size="18">'
        f'<rect x="{-LEFT}" y="-2" width="100%" height="100%" fill="#fff"/>'
        f'<clipPath id="frame"><rect width="{width}" height="{height}"/></clipPath>'
        f'<image width="{width}" height="{height}" href="{_levels(scene.surface, scene.numbers)}"/>'
        f'<g clip-path="url(#frame)" fill="none" stroke-linejoin="round">{lines}</g>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="8" fill="none" stroke="#000" stroke-width="3"/>'
        f'<rect width="{width}" height="{height}" fill="none" stroke="#000"/>{texts}</svg>'
    )


def _line(scene: Scene, points: Float[np.ndarray, "T 2"], look: int) -> str:
    spots = placed(scene.surface, points[np.isfinite(points).all(axis=1)], SIZE).round(1)
    # What does not leave its tenth of a pixel is not drawn again: the runs may be long.
    moved = np.append(True, (np.diff(spots, axis=0) != 0).any(axis=1))
    style = STYLES[look]
    dash = f' stroke-dasharray="{" ".join(map(str, style.dash))}"' if style.dash else ""
    corners = " ".join(f"{x:.1f},{y:.1f}" for x, y in spots[moved])
    x, y = spots[-1]
    return (
        f'<polyline points="{corners}" stroke="{style.light}" stroke-width="2.5"{dash}/>'
        f'<text x="{x:.1f}" y="{y + 8:.1f}" text-anchor="middle" font-size="24" fill="{style.light}" stroke="#fff" '
        f'stroke-width="4" paint-order="stroke">{style.sign}</text>'
    )


@lru_cache(maxsize=16)
def _levels(surface: str, numbers: Values) -> str:
    """The level lines, black on white, as the address of a picture."""
    size = (SIZE[0] * FINE, SIZE[1] * FINE)
    found = ground(surface, numbers)
    heights = Image.fromarray(found.z[::-1].astype(np.float32)).resize(size, Image.Resampling.BICUBIC)
    band = np.searchsorted(found.lines, np.asarray(heights))
    on_line = np.zeros(band.shape, bool)
    on_line[:, :-1] |= band[:, 1:] != band[:, :-1]
    on_line[:-1] |= band[1:] != band[:-1]
    file = io.BytesIO()
    Image.fromarray(np.where(on_line, 140, 255).astype(np.uint8)).save(file, "PNG")
    return f"data:image/png;base64,{base64.b64encode(file.getvalue()).decode()}"
