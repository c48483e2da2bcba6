"""A small picture of a scene: its surface from above with the paths of its runs, without a word or a number."""

import io

import numpy as np
from PIL import Image, ImageDraw

from scenes import Scene, bundles, trajectories
from studio.look.ground import SMALL, small_picture
from studio.look.palette import STYLES
from surfaces import SURFACES

WIDTH, DOT = 3, 3  # pixels: of a path, and half of a seed's dot or of a start


def preview(scene: Scene) -> bytes:
    """The picture of a scene as a PNG; where it has many seeds, where each of them ends."""
    image = Image.open(io.BytesIO(small_picture(scene.surface, scene.numbers))).convert("RGB")
    pen, (width, height) = ImageDraw.Draw(image), SMALL
    (x0, x1), (y0, y1) = SURFACES[scene.surface].domain

    def placed(points: np.ndarray) -> list[tuple[float, float]]:
        inside = np.clip(np.nan_to_num((points - (x0, y0)) / (x1 - x0, y1 - y0)), -1, 2)
        return [(float(x) * width, (1 - float(y)) * height) for x, y in inside]

    for path, many, style in zip(trajectories(scene), bundles(scene), STYLES, strict=False):
        if many is None:
            pen.line(placed(path.point), fill=style.light, width=WIDTH, joint="curve")
        else:
            for x, y in placed(many.point[:, -1]):
                pen.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), fill=style.light)
    (x, y), ring = placed(np.array([scene.start]))[0], 2 * DOT
    pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline="#000000", width=2)
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()
