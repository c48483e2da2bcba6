"""A small picture of a scene: its surface from above with the paths of its runs, without a word or a number."""

import io
import math
from dataclasses import replace
from itertools import pairwise

import numpy as np
from PIL import Image, ImageDraw

from scenes import Scene, bundles, trajectories
from scenes.drawn.ground import placed
from studio.look.ground import SMALL, small_picture
from studio.look.palette import STYLES

WIDTH, DOT = 3, 3  # pixels: of a path, and half of a seed's dot or of a start
# Where a path covers itself it still reads as one: strokes so far apart, in pixels, and its last ones, over a wash.
APART, LAST, WASH = 9, 2, 0.3
FAR = 10_000  # pixels: a longer stroke leaves the picture at once


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
            way = spots(path.point)
            wash = Image.new("L", image.size)
            ImageDraw.Draw(wash).line(way, fill=round(255 * WASH), width=WIDTH, joint="curve")
            image.paste(style.light, mask=wash)
            for stroke in strokes(way):
                pen.line(stroke, fill=style.light, width=WIDTH, joint="curve")
        else:
            for x, y in spots(many.point[:, -1]):
                pen.ellipse((x - DOT, y - DOT, x + DOT, y + DOT), fill=style.light)
    (x, y), ring = spots(np.array([scene.start]))[0], 2 * DOT
    pen.ellipse((x - ring, y - ring, x + ring, y + ring), outline="#000000", width=2)
    file = io.BytesIO()
    image.quantize(64, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def strokes(way: list[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """What of a way keeps its distance from where it has been before, piece by piece, and its end; pixels."""
    been: dict[tuple[int, int], float] = {}
    pieces: list[list[tuple[float, float]]] = []
    gone, drawn = 0.0, -2
    for i, (one, other) in enumerate(pairwise(way)):
        length = math.dist(one, other)
        steps = max(1, math.ceil(length / APART))
        cells = {}
        if length < FAR:
            for k in range(steps + 1):
                share = k / steps
                x, y = (a + share * (b - a) for a, b in zip(one, other, strict=True))
                cells[int(x // APART), int(y // APART)] = gone + share * length
        # Where it was just now it goes on; where it was long before it comes again.
        again = sum(at - been.get(cell, at) > 3 * APART for cell, at in cells.items())
        if 2 * again <= len(cells) or i >= len(way) - 1 - LAST:
            if drawn != i - 1:
                pieces.append([one])
            pieces[-1].append(other)
            drawn = i
            been |= cells
        gone += length
    return pieces
