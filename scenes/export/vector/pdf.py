"""A vector picture as PDF, one page, with its fonts in it."""

from collections.abc import Container, Iterator, Sequence
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, cast

import numpy as np

from scenes.export.vector.picture import picture
from scenes.export.vector.shapes import Area, Layer, Line, Picture, Points, Shape, Sign, Text
from scenes.scene import Scene
from words import language

if TYPE_CHECKING:
    from fpdf import FPDF
    from fpdf.drawing import GraphicsContext, PaintedPath
    from fpdf.fonts import TTFFont

FONTS = Path(__file__).parent / "fonts"
# A pixel of the picture in points of the page.
POINT = 0.75
# Which shapes of Han characters come first: those of Taiwan, or those of the mainland.
HAN = {"zh-TW": ("tc", "sc")}
# No time of its own: the same scene is the same file.
MADE = datetime(2026, 1, 1, tzinfo=UTC)


def pdf(scene: Scene, *, dark: bool = False) -> bytes:
    """The plane of a scene as PDF, in the reader's language; the same bytes for the same scene.

    All type is embedded, as far as it is used: who prints or publishes it needs no font, and text can be searched and
    copied. Latin, Greek and mathematics are DejaVu Sans, Chinese is Noto Sans CJK, of which the characters of the
    catalogues are brought along (`tools/fonts.py`).
    """
    return written(picture(scene, dark=dark))


def written(drawn: Picture) -> bytes:
    """The picture as PDF."""
    from fpdf import FPDF

    file = FPDF(unit="pt", format=(drawn.width * POINT, drawn.height * POINT))
    file.set_title(drawn.title)
    file.set_subject(drawn.told)
    file.set_lang(language())
    file.set_creation_date(MADE)
    file.set_auto_page_break(False)
    file.add_page()
    fonts = _fonts(file, drawn)
    edges = np.array([(0, 0), (drawn.width, 0), (drawn.width, drawn.height), (0, drawn.height)], float)
    for layer in (Layer((Area((edges,), drawn.ground),)), *drawn.layers):
        with file.drawing_context() as context:
            context.add_item(_group(layer))
        for shape in layer.shapes:
            if isinstance(shape, Text):
                _type(file, shape, fonts)
    return bytes(file.output())


def _fonts(file: "FPDF", drawn: Picture) -> list[str]:
    """The fonts that are used, the first one first; without Chinese none of Chinese."""
    file.add_font("latin", fname=FONTS / "latin.ttf")
    texts = [shape.text for layer in drawn.layers for shape in layer.shapes if isinstance(shape, Text)]
    here = _has(file, "latin")
    if all(ord(letter) in here for text in texts for letter in text):
        return ["latin"]
    han = HAN.get(language(), ("sc", "tc"))
    for name in han:
        file.add_font(name, fname=FONTS / f"{name}.ttf")
    return ["latin", *han]


def _has(file: "FPDF", font: str) -> Container[int]:
    """The characters that a font has."""
    return cast("TTFFont", file.fonts[font]).cmap


def _group(layer: Layer) -> "GraphicsContext":
    """The lines and signs of a layer."""
    from fpdf.drawing import ClippingPath, GraphicsContext

    group = GraphicsContext()
    if layer.frame:
        left, top, width, height = (value * POINT for value in layer.frame)
        frame = ClippingPath()
        frame.rectangle(left, top, width, height)
        group.clipping_path = frame
    for shape in layer.shapes:
        for path in _paths(shape):
            group.add_item(path, False)
    return group


def _paths(shape: Shape) -> Iterator["PaintedPath"]:
    match shape:
        case Area(rings, fill):
            yield _path(rings, "FILL_EVENODD", fill=fill, closed=True)
        case Line(pieces, stroke, width, dash, opacity, _):
            if pieces:
                yield _path(pieces, "STROKE", stroke=stroke, width=width, dash=dash, opacity=opacity)
        case Sign(outline, fill, rim, width):
            # The rim lies under the sign: it is to stand out, and not to be smaller.
            yield _path((outline,), "STROKE", stroke=rim, width=2 * width if fill else width, closed=True)
            if fill:
                yield _path((outline,), "FILL_NONZERO", fill=fill, closed=True)


def _path(
    pieces: Sequence[Points], rule: str, *, fill: str = "", stroke: str = "", width: float = 0.0,
    dash: Sequence[int] = (), opacity: float = 1.0, closed: bool = False,
) -> "PaintedPath":  # fmt: skip
    from fpdf.drawing import PaintedPath

    path = PaintedPath()
    path.style.auto_close = False
    path.style.paint_rule = rule
    path.style.fill_color, path.style.stroke_color = fill or None, stroke or None
    path.style.stroke_join_style = "round"
    if stroke:
        path.style.stroke_width = width * POINT
        path.style.stroke_dash_pattern = [length * POINT for length in dash] or None
        path.style.stroke_opacity = opacity
    for piece in pieces:
        (x, y), *others = (piece * POINT).tolist()
        path.move_to(x, y)
        for x, y in others:
            path.line_to(x, y)
        if closed:
            path.close()
    return path


def _type(file: "FPDF", text: Text, fonts: Sequence[str]) -> None:
    """A line of type: pieces of it in the first of the fonts that has their characters."""
    cmaps = {font: _has(file, font) for font in fonts}
    pieces = [
        (font, "".join(letters))
        for font, letters in groupby(
            text.text, key=lambda letter: next((font for font in fonts if ord(letter) in cmaps[font]), fonts[0])
        )
    ]
    widths = []
    for font, piece in pieces:
        file.set_font(font, size=text.size * POINT)
        widths.append(file.get_string_width(piece))
    x = text.x * POINT - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor] * sum(widths)
    for (font, piece), width in zip(pieces, widths, strict=True):
        file.set_font(font, size=text.size * POINT)
        for colour, mode, line in ((text.rim, "STROKE", 3.0), (text.fill, "FILL", 0.5)):
            if not colour:
                continue
            with file.local_context(text_mode=mode, line_width=line):
                file.set_text_color(colour)
                file.set_draw_color(colour)
                file.text(x, text.y * POINT, piece)
        x += width
