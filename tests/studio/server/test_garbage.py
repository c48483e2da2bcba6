"""What readers have is frozen, or a change would take the longer the more of them there are; garbage is found still."""

import gc
import itertools
import weakref
from collections.abc import Iterator

import pytest

from studio.server import garbage
from studio.server.garbage import AGAIN, FREEZE, settle
from tests.visitor import calm, newcomer


class Held:
    """Something that only the collector can take away, because it holds itself."""

    def __init__(self) -> None:
        self.held = self


def looked_at(one: object) -> bool:
    """Whether the collector looks at it whenever it looks for garbage."""
    return any(other is one for other in gc.get_objects())


@pytest.fixture(autouse=True)
def _afterwards() -> Iterator[None]:
    """What a test has frozen is let go."""
    yield
    gc.unfreeze()


def begin(monkeypatch: pytest.MonkeyPatch, run: int) -> None:
    """The next run of a page is the one with this number."""
    monkeypatch.setattr(garbage, "_runs", itertools.count(run))


def test_what_lives_on_is_looked_at_for_a_few_runs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    begin(monkeypatch, 1)
    lives = Held()
    for _ in range(1, FREEZE):
        settle()
        assert looked_at(lives)
    settle()
    assert not looked_at(lives)


def test_what_has_become_garbage_after_it_was_frozen_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    begin(monkeypatch, AGAIN - FREEZE)
    one = Held()
    found = weakref.ref(one)
    settle()
    assert not looked_at(one)
    del one
    for _ in range(1, FREEZE):
        settle()
        gc.collect()  # as Streamlit does
    assert found() is not None
    settle()
    assert found() is None


def test_each_run_of_a_page_is_counted_whoever_s_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    begin(monkeypatch, FREEZE - 1)
    calm(newcomer(folds=False).run())
    lives = Held()
    assert looked_at(lives)
    calm(newcomer(folds=False).run())
    assert not looked_at(lives)
