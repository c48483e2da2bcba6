"""What was computed and may be asked for again: kept by what it depends on, as many bytes of it as fit."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import RLock
from typing import Any, TypeVar

import numpy as np

Value = TypeVar("Value")

# Three answers of the largest kind (`scenes.bounds`).
MOST = 300_000_000
# What an object takes beside its contents, about.
OBJECT = 100


class Memory:
    """Values by what they depend on; those that were asked for last stay, `most` bytes of them together."""

    def __init__(self, most: int) -> None:
        self.most = most
        self.bytes = 0
        self._values: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = RLock()

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """What is kept for this key, else what `make` gives, which is kept from now on."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                value: Value = self._values[key][0]
                return value
        made = make()
        with self._lock:
            if key not in self._values:
                size = size_of(made)
                self._values[key] = (made, size)
                self.bytes += size
                while self.bytes > self.most:
                    _, (_, size) = self._values.popitem(last=False)
                    self.bytes -= size
        return made

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._values.clear()
            self.bytes = 0


MEMORY = Memory(MOST)
"""The one of this process: paths, families, bundles, and what the player is sent of them."""


def size_of(value: object) -> int:
    """The bytes of a value with all that it holds; an array that is a part of another one keeps the whole of it."""
    if isinstance(value, np.ndarray):
        return OBJECT + (value.base.nbytes if isinstance(value.base, np.ndarray) else value.nbytes)
    if isinstance(value, str | bytes):
        return OBJECT + len(value)
    if isinstance(value, Mapping):
        return OBJECT + sum(size_of(key) + size_of(one) for key, one in value.items())
    if isinstance(value, tuple | list):
        return OBJECT + sum(map(size_of, value))
    return OBJECT + sum(map(size_of, getattr(value, "__dict__", {}).values()))
