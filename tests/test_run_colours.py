"""What is drawn stands out from what it is drawn on, as WCAG 2.2 asks of level AA, and the runs from each other."""

import itertools
import re
from pathlib import Path

import numpy as np
import pytest

from studio.palette import STYLES
from tests.contrast import GRAPHIC, TEXT, ratio, rgb

THEME = (Path(__file__).parent.parent / "studio" / "player" / "web" / "theme.js").read_text("utf-8")
THEMES = ("light", "dark")
GROUNDS, TEXTS = {"light": "#FFFFFF", "dark": "#171614"}, {"light": "#2F2D2B", "dark": "#EDEBE8"}  # Streamlit's own
# What people without cones of one kind see, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
BLIND = {
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
    "tritanopia": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
}
# From linear light to CIE XYZ, as shares of white (sRGB, D65).
XYZ = np.array([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]])


def greys(theme: str) -> list[str]:
    """The colours between the level lines, from low to high."""
    found = re.search(rf'^  {theme}: \["(#\w+)", "(#\w+)", "(#\w+)"\],', THEME, re.M)
    assert found, theme
    return list(found.groups())


def lab(colour: str, seen: np.ndarray) -> np.ndarray:
    """CIE L*a*b* of a colour as somebody sees it."""
    parts = np.array(rgb(colour)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    shares = XYZ @ np.clip(seen @ linear, 0, 1) / XYZ.sum(axis=1)
    f = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def test_the_contrast_of_two_colours_is_the_one_that_is_published() -> None:
    assert ratio(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert ratio(rgb("#777777"), rgb("#777777")) == 1
    # The greys that designers know as just too pale and just dark enough on white.
    assert ratio(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.005)
    assert ratio(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_every_run_stands_out_from_the_page_and_from_every_grey_of_the_surface(theme: str) -> None:
    for style in STYLES:
        for ground in (GROUNDS[theme], *greys(theme)):
            assert ratio(rgb(getattr(style, theme)), rgb(ground)) >= GRAPHIC, (style.sign, ground)


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_grey_of_the_surface(theme: str) -> None:
    text = TEXTS[theme]
    assert min(ratio(rgb(text), rgb(ground)) for ground in (GROUNDS[theme], *greys(theme))) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("blindness", BLIND)
def test_two_runs_are_told_apart_without_cones_of_one_kind(theme: str, blindness: str) -> None:
    seen = [lab(getattr(style, theme), np.array(BLIND[blindness])) for style in STYLES]
    # 2.3 is a difference that is just noticed; line and marker differ as well.
    assert min(float(np.linalg.norm(one - other)) for one, other in itertools.combinations(seen, 2)) > 2 * 2.3
