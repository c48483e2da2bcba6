"""Small figures that stand still, as SVG: curves over a common axis, and bars. They are sent with the page's text.

Sizes are pixels of a figure 480 wide, which is drawn as wide as its column.
"""

import math
from collections.abc import Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

from studio.look.palette import STYLES
from words import compact

WIDTH, LEFT, RIGHT, TOP, LINE = 480.0, 62.0, 22.0, 14.0, 19.0
TEXT = 'font-family="inherit" font-size="13" fill="currentColor"'
# Where one decade more would hide what is shown, an axis is logarithmic.
LOGARITHMIC = 30.0


def show(svg: str) -> None:
    """Put a figure on the page."""
    # `st.html` takes pictures out of what it is given.
    st.markdown(svg, unsafe_allow_html=True)


class Curve(NamedTuple):
    """A line of a figure: one of the looks of runs, with dashes of its own, over the places of its values.

    `spread` are the lower and the upper end of a bar through each point; `marks` whether points are marked.
    """

    name: str
    at: Sequence[float]
    values: Sequence[float]
    style: int
    dash: tuple[int, ...] = ()
    spread: Sequence[tuple[float, float]] = ()
    marks: bool = True


class Axis(NamedTuple):
    """From where to where in numbers, and in pixels."""

    low: float
    high: float
    start: float
    end: float
    log: bool

    def place(self, value: float) -> float:
        """The pixel of a value."""
        low, high, value = (math.log10(one) if self.log else one for one in (self.low, self.high, value))
        return self.start + (value - low) / ((high - low) or 1.0) * (self.end - self.start)

    def ticks(self) -> list[float]:
        """Round values inside it, seven at most."""
        if self.log:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            return [10.0**power for power in range(first, last + 1, max(1, math.ceil((last - first + 1) / 7)))]
        step = 10.0 ** math.floor(math.log10((self.high - self.low) / 4 or 1.0))
        step *= next(times for times in (1, 2, 5, 10) if (self.high - self.low) / (step * times) <= 6)
        return [n * step for n in range(math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9) + 1)]


def curves(
    lines: Sequence[Curve], across: str, upwards: str, alt: str, *, height: float = 250.0,
    reach: tuple[float, float] | None = None, even: bool = False,
) -> str:  # fmt: skip
    """Curves over one pair of axes, each logarithmic where that shows more; below it what they are called.

    What is never negative begins at 0. With a `reach` the values go from its first number to its second instead, as
    in a figure beside this one. The axis across is never logarithmic if it is to be `even`.
    """
    shown = [(x, y) for one in lines for x, y in zip(one.at, one.values, strict=True) if math.isfinite(y)]
    shown += [(x, end) for one in lines for x, ends in zip(one.at, one.spread, strict=False) for end in ends]
    if not shown:
        return ""
    xs, ys = ([point[axis] for point in shown] for axis in (0, 1))
    x = Axis(0.0, max(xs), LEFT, WIDTH - RIGHT, log=False) if even else _axis(xs, LEFT, WIDTH - RIGHT)
    y = Axis(*reach, height - 40, TOP, log=False) if reach else _axis(ys, height - 40, TOP)
    rows = [_grid(x, y, height), _titles(across, upwards, height)]
    rows += [_curve(one, x, y) for one in lines]
    abreast = max(1, int((WIDTH - LEFT) // max(_width(one.name) + 56 for one in lines)))
    for place, one in enumerate(lines):
        down, along = divmod(place, abreast)
        rows.append(_named(one, LEFT + along * (WIDTH - LEFT) / abreast, height + 4 + LINE * down))
    return _whole(rows, height + LINE * math.ceil(len(lines) / abreast) + 4, alt)


def bars(values: Sequence[float], names: Sequence[str], style: int, alt: str, *, height: float = 120.0) -> str:
    """A bar for each value, from 0 to the largest or to 1, with its name below and its number above it."""
    top = max([1.0, *values])
    width = (WIDTH - 2 * RIGHT) / max(len(values), 1)
    rows = []
    for place, (value, name) in enumerate(zip(values, names, strict=True)):
        tall = value / top * (height - 46)
        middle = RIGHT + (place + 0.5) * width
        rows.append(
            f'<rect x="{middle - 0.36 * width:.1f}" y="{height - 22 - tall:.1f}" width="{0.72 * width:.1f}" '
            f'height="{max(tall, 0.5):.1f}" {_painted("fill", style)}/>'
        )
        told = f"{value:,.0f}" if value >= 100 else f"{value:.2g}"
        rows.append(_text(middle, height - 27 - tall, told, "middle"))
        rows.append(_text(middle, height - 6, name, "middle"))
    return _whole(rows, height, alt)


def scattered(
    places: Sequence[tuple[float, float]], style: int, ring: str, to_the_right: str, alt: str, *, reach: float = 3.0
) -> str:
    """Dots around a common middle, as far as `reach` to each side; a ring at 1 and a way to the right have names."""
    size, middle = 280.0, WIDTH / 2
    scale, level = size / 2 / reach, size / 2
    dot = _painted("fill", style)
    rows = [
        f'<circle cx="{middle}" cy="{level}" r="{scale:.1f}" fill="none" stroke="currentColor" opacity="0.6"/>',
        _rule(middle - size / 2, level, middle + size / 2, level),
        _rule(middle, 0.0, middle, size),
        *(
            f'<circle cx="{middle + x * scale:.1f}" cy="{level - y * scale:.1f}" r="3.2" opacity="0.6" {dot}/>'
            for x, y in places
        ),
        _text(middle - 12, size + 14, ring, "end"),
        _text(middle + 12, size + 14, f"{to_the_right} →", "start"),
    ]
    return _whole(rows, size + LINE, alt)


def _axis(values: list[float], start: float, end: float) -> Axis:
    low, high = min(values), max(values)
    if low > 0 and high / low > LOGARITHMIC:
        return Axis(low, high, start, end, log=True)
    low, high = (min(low, 0.0), high) if low >= 0 else (low, high)
    return Axis(low, high if high > low else low + 1.0, start, end, log=False)


def _grid(x: Axis, y: Axis, height: float) -> str:
    rows = []
    for value in x.ticks():
        rows.append(_rule(x.place(value), TOP, x.place(value), height - 40))
        rows.append(_text(x.place(value), height - 24, _short(value), "middle"))
    for value in y.ticks():
        rows.append(_rule(LEFT, y.place(value), WIDTH - RIGHT, y.place(value)))
        rows.append(_text(LEFT - 6, y.place(value) + 4, _short(value), "end"))
    return "".join(rows)


def _titles(across: str, upwards: str, height: float) -> str:
    middle = (TOP + height - 40) / 2
    turned = f'<g transform="rotate(-90 12 {middle:.1f})">{_text(12, middle, upwards, "middle")}</g>'
    return _text((LEFT + WIDTH - RIGHT) / 2, height - 7, across, "middle") + turned


def _curve(one: Curve, x: Axis, y: Axis) -> str:
    points = [(x.place(a), y.place(v)) for a, v in zip(one.at, one.values, strict=True) if math.isfinite(v)]
    line = " ".join(f"{a:.1f},{b:.1f}" for a, b in points)
    dash = f' stroke-dasharray="{" ".join(map(str, one.dash))}"' if one.dash else ""
    stroke = f'fill="none" stroke-width="2.2" stroke-linejoin="round"{dash} {_painted("stroke", one.style)}'
    rows = [f'<polyline points="{line}" {stroke}/>']
    for (a, _), (low, high) in zip(points, one.spread, strict=False):
        ends = f'x1="{a:.1f}" y1="{y.place(low):.1f}" x2="{a:.1f}" y2="{y.place(high):.1f}"'
        rows.append(f'<line {ends} stroke-width="5" opacity="0.5" {_painted("stroke", one.style)}/>')
    if one.marks:
        dot = _painted("fill", one.style)
        rows += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.2" {dot}/>' for a, b in points]
    return "".join(rows)


def _width(text: str) -> float:
    """About how wide a text is, in pixels: Chinese is twice as wide."""
    return sum(13.5 if ord(letter) > 0x2E80 else 7.2 for letter in text)


def _named(one: Curve, x: float, y: float) -> str:
    dash = f' stroke-dasharray="{" ".join(map(str, one.dash))}"' if one.dash else ""
    ends = f'x1="{x:.1f}" y1="{y + 8:.1f}" x2="{x + 36:.1f}" y2="{y + 8:.1f}"'
    sample = f'<line {ends} stroke-width="2.6"{dash} {_painted("stroke", one.style)}/>'
    if one.marks:
        # As it is drawn: points on their line, or a single one.
        dot = f'<circle cx="{x + 18:.1f}" cy="{y + 8:.1f}" r="3.2" {_painted("fill", one.style)}/>'
        sample = sample + dot if len(one.at) > 1 else dot
    return sample + _text(x + 44, y + 12, one.name, "start")


def _painted(what: str, style: int) -> str:
    """A look of the runs as a colour for light and dark; where CSS does not know both, the light one."""
    look = STYLES[style]
    return f'{what}="{look.light}" style="{what}:light-dark({look.light},{look.dark})"'


def _rule(x1: float, y1: float, x2: float, y2: float) -> str:
    ends = f'x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="currentColor" opacity="0.18"/>'


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" {TEXT}>{escape(text)}</text>'


def _short(value: float) -> str:
    return f"{value:,.0f}" if value.is_integer() and 1 <= abs(value) < 1e6 else compact(float(f"{value:.3g}"))


def _whole(rows: Sequence[str], height: float, alt: str) -> str:
    size = f'viewBox="0 0 {WIDTH:.0f} {height:.0f}" width="100%"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" {size}>{"".join(rows)}</svg>'
