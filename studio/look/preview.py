"""A small picture of a scene: its surface from above with the paths of its runs, without a word or a number."""

import io
from dataclasses import replace

import numpy as np
from PIL import Image, ImageDraw

from scenes import Scene, bundles, trajectories
from studio.look.ground import SMALL, placed, small_picture
from studio.look.palette import STYLES

WIDTH, DOT = 3, 3  # pixels: of a path, and half of a seed's dot or of a start


def preview(scene: Scene, runs: int | None = None) -> bytes:
    """The picture of a scene as a PNG; where it has many seeds, where each of them ends.

    Args:
        runs: how many of its runs are drawn, from the first on; all without it.
    """
    image = Image.open(io.BytesIO(small_picture(scene.surface, scene.numbers))).convert("RGB")
    pen = ImageDraw.Draw(image)

    def spots(points: np.ndarray) -> list[tuple[float, float]]:
        inside = points[np.isfinite(points).all(axis=1)]
        return [(float(x), float(y)) for x, y in placed(scene.surface, inside, SMALL)]

    drawn = replace(scene, runs=scene.runs[:runs])
    for path, many, style in zip(trajectories(drawn), bundles(drawn), STYLES, strict=False):
        if many is None:
            pen.line(spots(path.point), fill=style.light, width=WIDTH, joint="curve")
        else:
            for x, y in spots(many.point[:, -1]):
                pen.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), fill=style.light)
    (x, y), ring = spots(np.array([scene.start]))[0], 2 * DOT
    pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline="#000000", width=2)
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
