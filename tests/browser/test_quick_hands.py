"""A quick hand: whatever is done within some milliseconds holds, all of it, in the order in which it was done."""

import random

import pytest

from scenes import to_link
from tests import deeds
from tests.browser.conftest import Reader

PAIRS = 20


@pytest.mark.parametrize("seed", range(2))
def test_of_two_things_done_within_ten_milliseconds_neither_is_lost(reader: Reader, seed: int) -> None:
    chance, scene, at_hand, counted = random.Random(seed), deeds.BEGIN, 0, 0
    reader.open("/explore", scene)
    for _ in range(PAIRS):
        said, scene, at_hand, both = deeds.pair(reader.page, scene, at_hand, chance)
        if both:
            counted += 1
            assert reader.link() == to_link(scene), said
            chosen = reader.page.locator("[data-testid=stSidebar] [role=radio][aria-checked=true]")
            assert chosen.filter(has_text=f" {at_hand + 1}").count() == 1, said
        else:
            scene, at_hand = deeds.BEGIN, 0
            reader.open("/explore", scene)
    # The others chose what was chosen already.
    assert counted > PAIRS / 2
    assert reader.errors == []
