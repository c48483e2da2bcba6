"""The ground of a picture: level lines wherever the lesson is, and light is low everywhere."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
from PIL import Image

from scenes.drawn.ground import EVEN, MORE, ground, largest_region
from scenes.scene import Values, usual_numbers
from studio.look.ground import RAMP, SMALL, STILLS, small_picture
from surfaces import SURFACES
from surfaces.critical import critical_points
from tests.colours import THEMES, greys, lab
from tests.crossing import every


def settings(id: str) -> Iterator[Values]:
    """The usual numbers of a surface, and each at an end of its slider, low and high in turn; in a soak at both."""
    usual = dict(usual_numbers(id))
    yield tuple(usual.items())
    for place, number in enumerate(SURFACES[id].numbers):
        ends = number.slider or (number.low, number.high)
        for end in ends if every() else ends[place % 2 :][:1]:
            yield tuple((usual | {number.id: float(end)}).items())


@pytest.mark.parametrize("id", SURFACES)
def test_no_region_without_a_level_line_covers_more_than_a_third_of_the_picture(id: str) -> None:
    for numbers in settings(id):
        z, *_, lines = ground(id, numbers)
        assert EVEN <= len(lines) <= EVEN + 2 * MORE
        assert list(lines) == sorted(set(lines))
        assert z.min() < lines[0] < lines[-1] < z.max()
        assert largest_region(z, np.array(lines)).mean() < 1 / 3, numbers


# `cliff` and `plateau` have one such point each; in the last two an even spread of lines leaves some without a line.
@pytest.mark.parametrize(
    "id",
    ["monkey_saddle", "double_well", "saddle", "himmelblau", "crescent", "six_hump_camel", "styblinski_tang"],
)
def test_between_two_critical_points_of_different_loss_there_is_a_level(id: str) -> None:
    for numbers in settings(id):
        _, low, floor, lines = ground(id, numbers)
        (x0, x1), (y0, y1) = SURFACES[id].domain
        points = critical_points(SURFACES[id], **dict(numbers))
        losses = np.array([one.loss for one in points if x0 < one.point[0] < x1 and y0 < one.point[1] < y1], np.float64)
        heights = np.log10(losses - low + floor) if SURFACES[id].levels == "log" else losses
        # Two that differ by less than a fiftieth of the picture's height are seen as one.
        apart = (lines[-1] - lines[0]) / 50
        for one in heights:
            for other in heights[heights > one + apart]:
                assert any(one < line < other for line in lines), (numbers, one, other)
        assert len(heights) > 1


@pytest.mark.parametrize("theme", THEMES)
def test_light_is_low_in_even_steps_in_both_themes_and_in_the_gallery(theme: str) -> None:
    for colours in (greys(theme), RAMP):
        lightness = np.array([lab(colour, "everybody")[0] for colour in colours])
        steps = np.diff(lightness)
        assert (steps < 0).all()
        assert steps == pytest.approx([steps.mean()] * len(steps), rel=0.1)


def test_a_small_picture_is_light_where_the_surface_is_low() -> None:
    pixels = np.asarray(Image.open(STILLS / "bowl.png").convert("L"), np.float64)
    height, width = pixels.shape
    middle, edge = pixels[height // 2, int(width * 5 / 8)], pixels[0, 0]
    assert middle > edge + 100


def test_every_surface_has_its_small_picture_and_there_are_no_others() -> None:
    assert {file.stem for file in STILLS.glob("*.png")} == set(SURFACES)
    for id in SURFACES:
        kept, made = (
            np.asarray(Image.open(file).convert("RGB"), np.int16)
            for file in (STILLS / f"{id}.png", io.BytesIO(small_picture(id, usual_numbers(id))))
        )
        assert kept.shape == (*SMALL[::-1], 3)
        # A last bit of another processor's exp may move a point to the next of its bands.
        assert (kept != made).any(axis=-1).mean() < 0.002
