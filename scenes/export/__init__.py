"""What can be taken away from a scene: the numbers of its runs as files, and a program that makes them again."""

from scenes.export.files import FORMATS, NAMES, name_of, refused, taken
from scenes.export.program import program, script
from scenes.export.table import table

__all__ = ["FORMATS", "NAMES", "name_of", "program", "refused", "script", "table", "taken"]
