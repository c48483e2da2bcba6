"""A vector picture as SVG: no style sheet and no script, so that every program that draws on can read it."""

from collections.abc import Iterator
from html import escape

import numpy as np

from scenes.export.vector.picture import picture
from scenes.export.vector.shapes import Area, Line, Picture, Points, Shape, Sign, Text
from scenes.scene import Scene
from words import language
from words.languages import LANGUAGES

# That of the player's page, and what stands in for it; before them come those of the reader's language.
FONTS = '"Source Sans 3", "Source Sans", "Noto Sans", "Helvetica Neue", Arial, sans-serif'


def svg(scene: Scene, *, dark: bool = False, covered: bool = False) -> str:
    """The plane of a scene as SVG, with type as type, in the reader's language.

    Of a path nothing that is left out lies farther than a quarter of a pixel from what is drawn, unless its description
    says how far. `covered`: without what the runs do.
    """
    return written(picture(scene, dark=dark, covered=covered))


def written(picture: Picture) -> str:
    """The picture as SVG."""
    spoken = LANGUAGES[language()]
    fonts = escape(", ".join(filter(None, (spoken.fonts, FONTS))))
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_n(picture.width)} {_n(picture.height)}" '
        f'width="{_n(picture.width)}" height="{_n(picture.height)}" role="img" '
        f'xml:lang="{spoken.tag}" font-family="{fonts}">',
        f"<title>{escape(picture.title)}</title><desc>{escape(picture.told)}</desc>",
        f'<rect width="100%" height="100%" fill="{picture.ground}"/>',
    ]
    for place, layer in enumerate(picture.layers):
        clip = ""
        if layer.frame:
            left, top, width, height = map(_n, layer.frame)
            edges = f'<rect x="{left}" y="{top}" width="{width}" height="{height}"/>'
            parts.append(f'<clipPath id="frame-{place}">{edges}</clipPath>')
            clip = f' clip-path="url(#frame-{place})"'
        parts += [f"<g{clip}>", *(one for shape in layer.shapes for one in elements(shape)), "</g>"]
    return "\n".join([*parts, "</svg>\n"])


def elements(shape: Shape) -> Iterator[str]:
    """A shape as the elements that draw it."""
    match shape:
        case Area(rings, fill):
            data = "".join(_path(ring) + "Z" for ring in rings)
            yield f'<path d="{data}" fill="{fill}" fill-rule="evenodd"/>'
        case Line(pieces, stroke, width, dash, opacity, name):
            dashes = f' stroke-dasharray="{" ".join(map(str, dash))}"' if dash else ""
            faint = f' stroke-opacity="{opacity:g}"' if opacity < 1 else ""
            named = f' data-name="{escape(name)}"' if name else ""
            data = "".join(map(_path, pieces))
            if data:
                yield (
                    f'<path d="{data}" fill="none" stroke="{stroke}" stroke-width="{_n(width)}" stroke-linejoin="round"'
                    f"{dashes}{faint}{named}/>"
                )
        case Sign(outline, fill, rim, width):
            # The rim lies under the sign: it is to stand out, and not to be smaller.
            order = ' paint-order="stroke"' if fill else ""
            wide = 2 * width if fill else width
            yield (
                f'<path d="{_path(outline)}Z" fill="{fill or "none"}" stroke="{rim}" stroke-width="{_n(wide)}" '
                f'stroke-linejoin="round"{order}/>'
            )
        case Text(x, y, text, fill, size, anchor, rim, bold):
            anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
            rimmed = f' stroke="{rim}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"' if rim else ""
            heavy = ' font-weight="600"' if bold else ""
            yield (
                f'<text x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" fill="{fill}"{anchored}{rimmed}{heavy}>'
                f"{escape(text)}</text>"
            )


def _path(points: Points) -> str:
    """M and the rest: whole tenths of a pixel, without a sign or a zero more than it takes."""
    tenths = np.rint(points * 10).astype(np.int64).tolist()
    return "M" + "L".join(f"{_tenths(x)},{_tenths(y)}" for x, y in tenths)


def _tenths(value: int) -> str:
    whole, rest = divmod(abs(value), 10)
    return f"{'-' * (value < 0)}{whole}" + (f".{rest}" if rest else "")


def _n(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")
