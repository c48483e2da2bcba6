"""Colours as people see them: CIE L*a*b* with all cones, or without those of one kind."""

import re
from pathlib import Path

import numpy as np

from tests.contrast import rgb

THEME = (Path(__file__).parent.parent / "studio" / "player" / "web" / "draw" / "theme.js").read_text("utf-8")
THEMES = ("light", "dark")
GROUNDS, TEXTS = {"light": "#FFFFFF", "dark": "#171614"}, {"light": "#2F2D2B", "dark": "#EDEBE8"}  # Streamlit's own
# Two colours that differ by less are not told apart (Mahy et al. 1994).
JUST_NOTICED = 2.3
# What people without cones of one kind see, in linear light (Machado, Oliveira and Fernandes 2009, severity 1).
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
# From linear light to CIE XYZ, as shares of white (sRGB, D65).
XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)


def greys(theme: str) -> list[str]:
    """The colours of the ground, from low to high, as theme.js has them."""
    found = re.search(rf'^  {theme}: \[(("#\w+"(?:, )?)+)\],', THEME, re.M)
    assert found, theme
    return re.findall(r"#\w+", found[1])


def shaded(theme: str) -> list[str]:
    """The same where the ground is steep, in the light and away from it."""
    found = re.search(rf"^const RELIEF = {{.*{theme}: ([\d.]+)", THEME, re.M)
    assert found, theme
    share = float(found[1])
    ends = [(colour, end) for colour in greys(theme) for end in (0, 255)]
    return ["#" + "".join(f"{round(part + share * (end - part)):02X}" for part in rgb(colour)) for colour, end in ends]


def lab(colour: str, eye: str) -> np.ndarray:
    """CIE L*a*b* of a colour as one of SEEN_BY sees it."""
    parts = np.array(rgb(colour)) / 255
    linear = np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)
    shares = XYZ @ np.clip(SEEN_BY[eye] @ linear, 0, 1) / XYZ.sum(axis=1)
    f = np.where(shares > (6 / 29) ** 3, np.cbrt(shares), shares / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def difference(one: str, other: str, eye: str) -> float:
    """How far apart two colours are (CIE 1976)."""
    return float(np.linalg.norm(lab(one, eye) - lab(other, eye)))
