"""The clock: one measurement at a time, which ends when its reader says so; and what it measures."""

from collections.abc import Callable, Iterator
from threading import Event

import pytest

from lessons.sheets import batch
from optimizers import timing
from optimizers.timing import Timing
from studio.server.clock import Clock

ONE = Timing(1, 1e-5, 2e-5, 3e-5, 9)
MANY = Timing(1_000, 2e-5, 3e-5, 4e-5, 9)


def held(go: Event) -> Callable[[Callable[[], bool]], Iterator[Timing]]:
    """A measurement that gives one time, and the next when it may."""

    def measure(stopped: Callable[[], bool]) -> Iterator[Timing]:
        yield ONE
        assert go.wait(10)
        yield MANY

    return measure


def ended(clock: Clock) -> None:
    assert clock._thread
    clock._thread.join(10)


def test_only_one_reader_measures_at_a_time_and_the_others_see_how_far_it_is() -> None:
    go = Event()
    clock = Clock(held(go))
    assert clock.start("first")
    assert not clock.start("second")
    clock.stop("second")
    assert clock.reading.running
    assert clock.reading.owner == "first"
    go.set()
    ended(clock)
    assert clock.reading.timings == (ONE, MANY)
    assert not clock.reading.running
    assert clock.start("second")


def test_who_stops_is_answered_at_once_and_nothing_comes_after_it() -> None:
    go = Event()
    clock = Clock(held(go))
    clock.start("first")
    clock.stop("first")
    # Its last update, which nothing can break off, is still to come.
    assert clock.reading.stopped
    assert not clock.reading.running
    assert not clock.start("first")
    go.set()
    ended(clock)
    assert MANY not in clock.reading.timings
    assert clock.reading.stopped


def test_where_memory_ends_what_was_measured_stays() -> None:
    def measure(stopped: Callable[[], bool]) -> Iterator[Timing]:
        yield ONE
        raise MemoryError

    clock = Clock(measure)
    clock.start("first")
    ended(clock)
    assert clock.reading.timings == (ONE,)
    assert clock.reading.failed
    assert not clock.reading.running


def test_a_real_measurement_has_quartiles_in_order_and_ends_when_it_is_told() -> None:
    taken = list(timing.timings(lambda: False, (1, 100), each=0.05))
    assert [one.size for one in taken] == [1, 100]
    for one in taken:
        assert 0 < one.low <= one.median <= one.high
        assert one.taken >= 5
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 20

    # It would go on for a minute, and does not ask again once it has been told.
    assert list(timing.timings(stopped, (1,), each=60.0)) == []
    assert asked == 21


def test_what_is_concluded_comes_out_of_the_numbers() -> None:
    update, quoted, epoch = batch.concluded((ONE, MANY, Timing(60_000, 1.0, 1.2, 1.4, 5)))
    assert quoted == "So it was on the lecture's GPU too (the dashed line): a batch of 1,000 takes 1.5 times as long."
    assert "1.2 s with 60,000 examples, 20 µs with 1: 60,000 times the work in 60,000 times the time" in update
    assert "Up to a batch of 1,000" in update
    assert "1.2 s with a batch of 1, 60,000 updates; it is shortest, 1.8 ms, with a batch of 1,000" in epoch
    assert batch.concluded((ONE,)) == []


@pytest.mark.parametrize(("size", "count"), [(1, 60_000), (7, 8_572), (1_000, 60), (60_000, 1)])
def test_an_epoch_has_so_many_updates(size: int, count: int) -> None:
    assert timing.updates(size) == count


def test_on_a_busy_machine_it_is_told_how_far_its_numbers_are_from_the_dashed_line() -> None:
    # Ten examples were held up, a hundred were not; a thousand take seven times as long as one.
    busy = (
        ONE,
        Timing(10, 5e-5, 6e-5, 7e-5, 9),
        Timing(100, 2e-5, 3e-5, 4e-5, 9),
        Timing(1_000, 1e-4, 1.4e-4, 2e-4, 9),
    )
    update, quoted, _ = batch.concluded(busy)
    assert "Up to a batch of 1 it takes at most twice as long" in update
    assert quoted == (
        "The dashed line, the lecture's GPU, stays level up to a batch of 1,000; here that one takes 7 times as long "
        "as one example."
    )
    assert len(batch.concluded(busy[:2])) == 2


def test_what_will_stand_in_an_open_cell_of_the_table_is_told() -> None:
    rows = {row.name: row.found for row in batch.six_rows(())}
    assert rows["Time of one epoch"] == (
        "60,000 updates: not measured here yet", "60 updates: not measured here yet",
    )  # fmt: skip
    assert rows["Speed of one update, in parallel"] == ("not measured here yet",) * 2
    assert batch.six_rows((ONE, MANY))[2].found == ("1.2 s", "1.8 ms")


def test_whether_a_large_update_is_as_long_as_a_small_one_is_told_of_what_was_measured() -> None:
    slow, alike = ONE._replace(size=1_000, median=100 * ONE.median), ONE._replace(size=1_000)
    name = "Speed of one update, in parallel"
    told = {row.name: row.found[1] for row in batch.six_rows((ONE, slow))}[name]
    assert "100 times as long: not the same on this machine" in told
    told = {row.name: row.found[1] for row in batch.six_rows((ONE, alike))}[name]
    assert "1 times as long: the same, within a factor of two" in told
