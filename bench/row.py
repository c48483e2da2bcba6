"""One line of the table of benchmarks."""

from typing import NamedTuple


class Row(NamedTuple):
    """What was measured, what it is held against, what was asked of it, and whether it is met.

    All in words, with their units; `met` is None where nothing is asked. `ratio` is what was measured
    over its floor, the median of pairs that were measured in turn.
    """

    what: str
    measured: str
    floor: str
    asked: str
    met: bool | None
    ratio: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str, str]:
        """The line under the titles of `TITLES`."""
        asked = f"{self.asked}, missed" if self.met is False else self.asked
        return self.what, self.measured, self.floor, self.ratio, asked


TITLES = ("what", "measured", "compared with", "ratio", "asked")
