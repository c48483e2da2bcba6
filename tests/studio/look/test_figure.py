"""Figures that stand still: where a value falls, and on which scale."""

import re

import pytest

from studio.look import figure

# A figure is written with tenths of a pixel.
TENTH = 0.06


def heights(svg: str) -> list[float]:
    return [float(one) for one in re.findall(r'<circle [^>]*cy="([-\d.]+)"', svg)]


def test_a_value_falls_at_the_same_height_in_every_figure_of_a_reach() -> None:
    low = figure.curves([figure.Curve("a", (1, 2), (70.0, 75.0), 0)], "x", "y", "", reach=(60.0, 90.0))
    high = figure.curves([figure.Curve("b", (1, 2), (75.0, 90.0), 0)], "x", "y", "", reach=(60.0, 90.0))
    assert heights(low)[1] == heights(high)[0]
    # 250 pixels high: 60 is 40 above its foot, 90 is 14 below its top.
    assert heights(low)[0] == pytest.approx(210 - (70 - 60) / 30 * (210 - 14), abs=TENTH)
    assert heights(high)[1] == 14


def test_without_a_reach_what_is_never_negative_begins_at_0() -> None:
    svg = figure.curves([figure.Curve("a", (1, 2), (80.0, 100.0), 0)], "x", "y", "")
    *in_picture, _ = heights(svg)  # the last one is the point of the legend
    assert in_picture == pytest.approx([210 - 0.8 * 196, 14], abs=TENTH)


def test_scattered_dots_are_as_far_from_the_middle_as_they_are_from_nought() -> None:
    svg = figure.scattered([(1.0, 0.0), (-3.0, 1.5)], 0, "mean", "right", "", reach=2.8)
    found = re.findall(r'<circle cx="([-\d.]+)" cy="([-\d.]+)" r="3.2"', svg)
    # The middle is at (240, 140), and 2.8 is half of 280 pixels.
    assert [tuple(map(float, one)) for one in found] == [(290.0, 140.0), (90.0, 65.0)]
    assert 'r="50.0" fill="none"' in svg


def test_an_even_axis_begins_at_0_and_has_no_decades() -> None:
    svg = figure.curves([figure.Curve("a", (1, 500, 1_000), (1.0, 2.0, 3.0), 0)], "x", "y", "", even=True)
    places = [float(one) for one in re.findall(r'<circle cx="([-\d.]+)"', svg)]
    assert places[:-1] == pytest.approx([62 + n / 1_000 * (480 - 22 - 62) for n in (1, 500, 1_000)], abs=TENTH)
