"""How the runs are told apart, by the names under which the studio knows it (`scenes/looks.py`)."""

from scenes.looks import STYLES, Style, ramp

__all__ = ["STYLES", "Style", "ramp"]
