"""The clock that measures updates: one measurement at a time for the whole server, in a thread of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event, Lock, Thread

from optimizers.timing import SIZES, Timing, timings

Measure = Callable[[Callable[[], bool]], Iterator[Timing]]


@dataclass(frozen=True)
class Reading:
    """How far a measurement has come: whose it is, what has been measured, and whether it goes on."""

    owner: str = ""
    timings: tuple[Timing, ...] = ()
    running: bool = False
    stopped: bool = False
    failed: bool = False

    @property
    def share(self) -> float:
        """How much of it is done, from 0 to 1."""
        return min(len(self.timings) / len(SIZES), 1.0)


@dataclass
class Clock:
    """What measures, and the last reading. Whoever asks while it measures sees how far it has come."""

    measure: Measure = timings
    reading: Reading = field(default_factory=Reading)
    _lock: Lock = field(default_factory=Lock)
    _stop: Event = field(default_factory=Event)
    _thread: Thread | None = None

    def start(self, owner: str) -> bool:
        """Begin to measure; False if a measurement is at work, or has been stopped and is in its last update."""
        with self._lock:
            if self._thread and self._thread.is_alive():
                return False
            self._stop = Event()
            self.reading = Reading(owner, running=True)
            self._thread = Thread(target=self._run, args=(self._stop,), daemon=True)
            self._thread.start()
            return True

    def stop(self, owner: str) -> None:
        """End the measurement of this owner at once; the update that is being computed ends in its own time."""
        with self._lock:
            if self.reading.running and self.reading.owner == owner:
                self._stop.set()
                self.reading = replace(self.reading, running=False, stopped=True)

    def _run(self, stop: Event) -> None:
        failed = False
        try:
            for one in self.measure(stop.is_set):
                with self._lock:
                    if stop.is_set():
                        return
                    self.reading = replace(self.reading, timings=(*self.reading.timings, one))
        # Too little memory, on a processor or on a graphics card: what was measured stays.
        except (RuntimeError, MemoryError):
            failed = True
        with self._lock:
            if not stop.is_set():
                self.reading = replace(self.reading, running=False, failed=failed)


CLOCK = Clock()
"""The server's."""
