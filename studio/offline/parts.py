"""What is large in the page, compressed: columns of numbers, modules, and Plotly."""

import base64
import gzip
import json
from functools import cache
from typing import Any

import numpy as np

from studio.offline.modules import modules
from studio.player.pack import Json
from studio.server.assets import PLOTLY

UNSIGNED = {"float32": "<u4", "float64": "<u8", "int32": "<u4", "uint8": "|u1"}


class Columns:
    """All columns of a page one after the other; what is the same twice is there once.

    A column is kept as the differences of its numbers as they stand in memory, whole numbers of as many bytes: first
    the lowest bytes of all of them, and so on. A path is smooth, and its highest bytes differ little: gzip makes two
    thirds of that of what it makes of the numbers as they are, and not a bit is lost (`web/unfold.js`).
    """

    def __init__(self) -> None:
        self._places: dict[tuple[str, str], int] = {}
        self._parts: list[bytes] = []
        self._end = 0

    def fold(self, sent: Any) -> Any:
        """What is sent to a player, with `{type, at, bytes}` for each packed column: where it is, and how long."""
        if isinstance(sent, dict):
            if sent.keys() == {"type", "bytes"}:
                return self._place(sent)
            return {name: self.fold(value) for name, value in sent.items()}
        return [self.fold(value) for value in sent] if isinstance(sent, list | tuple) else sent

    def _place(self, packed: Json) -> Json:
        kind, raw = packed["type"], base64.b64decode(packed["bytes"])
        at = self._places.get((kind, packed["bytes"]))
        if at is None:
            at = self._places[kind, packed["bytes"]] = self._end
            self._parts.append(folded(kind, raw))
            self._end += len(raw)
        return {"type": kind, "at": at, "bytes": len(raw)}

    @property
    def content(self) -> bytes:
        """All of them."""
        return b"".join(self._parts)


def folded(kind: str, raw: bytes) -> bytes:
    """A column as it is kept: as many bytes, of the same numbers."""
    whole = np.frombuffer(raw, UNSIGNED[kind])
    steps = np.diff(whole, prepend=whole.dtype.type(0))
    return np.ascontiguousarray(steps).view(np.uint8).reshape(-1, whole.dtype.itemsize).T.tobytes()


def packed(content: bytes) -> str:
    """Compressed, as text: the same for the same content."""
    return base64.b64encode(gzip.compress(content, 9, mtime=0)).decode("ascii")


@cache
def code(*, relief: bool) -> str:
    """The modules by their names, packed."""
    return packed(json.dumps(modules(relief=relief), ensure_ascii=False).encode())


@cache
def plotly() -> str:
    """Plotly's own file, packed."""
    return packed(PLOTLY.read_bytes())
