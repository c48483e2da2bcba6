"""Colours: told apart by everybody, seen on every ground, and in order where the runs are."""

import re
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from studio.palette import STYLES, ramp

THEME = (Path(__file__).parent.parent / "studio" / "player" / "web" / "theme.js").read_text("utf-8")
# The ground of a picture, from low to high, as theme.js draws it; and the page.
DARK, LIGHT = ([*re.findall(r'\d, "(#\w{6})"\]', line), page] for line, page in zip(
    re.findall(r"^      [?:] \[\[0.*$", THEME, re.M), ("#0E1117", "#FFFFFF"), strict=True
))  # fmt: skip
# Machado, Oliveira & Fernandes (2009), severity 1, for linear RGB.
SEEN_BY = {
    "everybody": np.eye(3),
    "protanopes": [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopes": [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopes": [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900],
    ],
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
WHITE = TO_XYZ.sum(axis=1)
NINE = tuple(10.0**-k for k in range(8, -1, -1))


def linear(colour: str) -> np.ndarray:
    values = np.array(list(bytes.fromhex(colour[1:]))) / 255
    return np.where(values <= 0.04045, values / 12.92, ((values + 0.055) / 1.055) ** 2.4)


def luminance(colour: str) -> float:
    return float(linear(colour) @ TO_XYZ[1])


def contrast(one: str, other: str) -> float:
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    share = TO_XYZ @ rgb.clip(0, 1) / WHITE
    x, y, z = np.where(share > 216 / 24389, np.cbrt(share), (24389 / 27 * share + 16) / 116)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_grounds_are_read_from_what_is_drawn() -> None:
    assert [len(LIGHT), len(DARK)] == [4, 4]
    assert luminance(LIGHT[0]) == pytest.approx(1)
    assert luminance(DARK[0]) < 0.01


@pytest.mark.parametrize("count", range(2, 10))
def test_a_ramp_is_seen_on_every_ground(count: int) -> None:
    for style in ramp(NINE[:count]):
        assert min(contrast(style.light, ground) for ground in LIGHT) >= 3
        assert min(contrast(style.dark, ground) for ground in DARK) >= 3


@pytest.mark.parametrize("count", range(2, 10))
def test_a_larger_value_is_always_lighter(count: int) -> None:
    for shown in ("light", "dark"):
        grey = [luminance(getattr(style, shown)) for style in ramp(NINE[-count:])]
        assert all(low < high for low, high in pairwise(grey))
        assert grey[-1] > grey[0] + 0.1


@pytest.mark.parametrize("eye", SEEN_BY)
@pytest.mark.parametrize("shown", ["light", "dark"])
def test_neighbours_of_nine_are_told_apart(eye: str, shown: str) -> None:
    seen = [lab(np.array(SEEN_BY[eye]) @ linear(getattr(style, shown))) for style in ramp(NINE)]
    # A difference of 2.3 is just noticeable (Mahy et al. 1994).
    assert min(np.hypot.reduce(one - next) for one, next in pairwise(seen)) > 2 * 2.3


def test_the_colour_follows_the_value_and_not_the_place() -> None:
    values = (0.1, 1e-3, 1e-2)
    assert ramp(values) == tuple(ramp((1e-3, 1e-2, 0.1))[rank] for rank in (2, 0, 1))
    assert ramp((0.5,)) == ramp((0.1,))


def test_neighbours_have_points_of_different_shapes() -> None:
    shapes = [style.marker for style in ramp(NINE)]
    assert all(one != next for one, next in pairwise(shapes))
    assert set(shapes) == {style.marker for style in STYLES}
