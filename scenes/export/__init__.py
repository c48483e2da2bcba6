"""What can be taken away from a scene: its numbers as files, its picture, and programs that make its runs again."""

from scenes.export.elsewhere import LIBRARIES, file_of, named, not_elsewhere
from scenes.export.figure import figure
from scenes.export.files import FORMATS, NAMES, name_of, refused, taken
from scenes.export.notebook import notebook
from scenes.export.program import program, script
from scenes.export.table import table

__all__ = [
    "FORMATS",
    "LIBRARIES",
    "NAMES",
    "figure",
    "file_of",
    "name_of",
    "named",
    "not_elsewhere",
    "notebook",
    "program",
    "refused",
    "script",
    "table",
    "taken",
]
