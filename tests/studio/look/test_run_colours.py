"""What is drawn stands out from what it is drawn on, as WCAG 2.2 asks of level AA, and the runs from each other."""

import itertools

import pytest

from studio.look.palette import STYLES, ramp
from tests.colours import GROUNDS, JUST_NOTICED, SEEN_BY, TEXTS, THEMES, difference, greys, shaded
from tests.contrast import GRAPHIC, TEXT, luminance, ratio, rgb

NINE = tuple(10.0**-k for k in range(8, -1, -1))


def grounds(theme: str) -> list[str]:
    """The page, and every colour of the surface, level or steep."""
    return [GROUNDS[theme], *greys(theme), *shaded(theme)]


def least(colour: str, theme: str) -> float:
    """The least contrast of a colour with anything that it is drawn on."""
    return min(ratio(rgb(colour), rgb(ground)) for ground in grounds(theme))


def test_the_contrast_of_two_colours_is_the_one_that_is_published() -> None:
    assert ratio(rgb("#000000"), rgb("#ffffff")) == pytest.approx(21)
    assert ratio(rgb("#777777"), rgb("#777777")) == 1
    # The greys that designers know as just too pale and just dark enough on white.
    assert ratio(rgb("#777777"), rgb("#ffffff")) == pytest.approx(4.48, abs=0.005)
    assert ratio(rgb("#767676"), rgb("#ffffff")) == pytest.approx(4.54, abs=0.005)


@pytest.mark.parametrize("theme", THEMES)
def test_every_run_stands_out_from_the_page_and_from_every_grey_of_the_surface(theme: str) -> None:
    for style in STYLES:
        assert least(getattr(style, theme), theme) >= GRAPHIC, style.sign


@pytest.mark.parametrize("theme", THEMES)
def test_text_can_be_read_on_every_grey_of_the_surface(theme: str) -> None:
    assert least(TEXTS[theme], theme) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", SEEN_BY)
def test_two_runs_are_told_apart_by_everybody(theme: str, eye: str) -> None:
    colours = [getattr(style, theme) for style in STYLES]
    # Line and marker differ as well.
    assert min(difference(*pair, eye) for pair in itertools.combinations(colours, 2)) > 2 * JUST_NOTICED


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", range(2, 10))
def test_a_ramp_is_seen_on_every_ground(count: int, theme: str) -> None:
    for style in ramp(NINE[:count]):
        assert least(getattr(style, theme), theme) >= GRAPHIC


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("count", range(2, 10))
def test_a_larger_value_is_always_lighter(count: int, theme: str) -> None:
    grey = [luminance(rgb(getattr(style, theme))) for style in ramp(NINE[-count:])]
    assert all(low < high for low, high in itertools.pairwise(grey))
    assert grey[-1] > grey[0] + 0.1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("eye", SEEN_BY)
def test_neighbours_of_nine_are_told_apart(eye: str, theme: str) -> None:
    colours = [getattr(style, theme) for style in ramp(NINE)]
    assert min(difference(one, next, eye) for one, next in itertools.pairwise(colours)) > 2 * JUST_NOTICED


def test_the_colour_follows_the_value_and_not_the_place() -> None:
    values = (0.1, 1e-3, 1e-2)
    assert ramp(values) == tuple(ramp((1e-3, 1e-2, 0.1))[rank] for rank in (2, 0, 1))
    assert ramp((0.5,)) == ramp((0.1,))


def test_neighbours_have_points_of_different_shapes() -> None:
    shapes = [style.marker for style in ramp(NINE)]
    assert all(one != next for one, next in itertools.pairwise(shapes))
    assert set(shapes) == {style.marker for style in STYLES}
