"""Maps: where a run ends, for all starts, for all rates of all methods, or for any two of its numbers."""

from scenes.maps.computed import Pixels, part, parts, sizes, whole
from scenes.maps.record import Axis, Map, run_at, usual, variable

__all__ = ["Axis", "Map", "Pixels", "part", "parts", "run_at", "sizes", "usual", "variable", "whole"]
