"""The colours of a map: its order can be read in grey, its classes told apart, and its shades go one way."""

import numpy as np
import pytest

from optimizers.outcomes.classes import CYCLE, DIVERGED, MINIMUM, MOST, UNDERWAY
from scenes.maps.shades import SHADES
from studio.look.map_colours import ALONE, colours


def grey(table: np.ndarray) -> np.ndarray:
    """The luminance of colours, from 0 to 1 (WCAG 2.2)."""
    share = table / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ np.array([0.2126, 0.7152, 0.0722])


@pytest.mark.parametrize("classes", range(MOST + 2))
def test_in_grey_what_has_diverged_is_darkest_then_cycles_then_what_is_on_its_way_then_minima(classes: int) -> None:
    table = grey(colours(classes))
    assert table.shape == (MINIMUM + classes, SHADES)
    for darker, lighter in ((DIVERGED, CYCLE), (CYCLE, UNDERWAY), *((UNDERWAY, MINIMUM + i) for i in range(classes))):
        assert table[darker].max() < table[lighter].min()


@pytest.mark.parametrize("table", [colours(4), colours(1, *ALONE)])
def test_the_shades_of_an_ink_grow_lighter_without_a_step_back(table: np.ndarray) -> None:
    assert (np.diff(grey(table), axis=1) >= 0).all()
    assert (np.diff(grey(table)[MINIMUM:], axis=1) > 0).any(axis=1).all()


def test_minima_are_told_apart_by_colour_and_most_of_them_by_lightness() -> None:
    middles = colours(4)[MINIMUM:, SHADES // 2].astype(np.float64)
    apart = np.linalg.norm(middles[:, None] - middles[None], axis=-1)
    assert apart[~np.eye(4, dtype=bool)].min() > 60
    assert (np.diff(grey(colours(4))[MINIMUM:, SHADES // 2]) > 0).all()
