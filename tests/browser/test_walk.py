"""A random walk through the app, with every control: `make soak` takes an hour of others."""

import pytest

from tests.browser.conftest import Reader
from tests.walk import Walker

ACTIONS = 150


@pytest.mark.parametrize("seed", [6])
def test_whatever_is_done_the_address_is_what_is_on_show(reader: Reader, seed: int) -> None:
    walker = Walker(reader, seed)
    walker.walk(ACTIONS)
    assert len(walker.done) >= ACTIONS
