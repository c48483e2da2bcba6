"""Hostile links through whole pages, one after the other in one visit; `make soak` shows thousands to a browser."""

import random

import pytest

from scenes import from_link
from studio.page.address import NAME
from tests.crossing import every
from tests.hostile import hostile
from tests.visitor import DEFAULTS, FILES, assert_shows, calm, gone, opened

LINKS = 40 if every() else 5


@pytest.mark.parametrize("page", FILES)
def test_hostile_links_are_each_shown_as_far_as_they_can_be(page: str) -> None:
    chance, at = random.Random(page), opened(page, folds=False)
    for _ in range(LINKS):
        link = hostile(chance) | {NAME: page}
        scene, wrong = from_link({key: value for key, value in link.items() if key != NAME}, DEFAULTS[page])
        at = calm(gone(at, link))
        assert_shows(at, scene)
        assert len(at.warning) == bool(wrong), link
