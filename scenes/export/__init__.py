"""What can be taken away from a scene: its numbers as files, its picture, and programs that make its runs again."""

from scenes.export.elsewhere import LIBRARIES, file_of, named, not_elsewhere
from scenes.export.figure import figure
from scenes.export.files import FORMATS, NAMES, name_of, refused, taken
from scenes.export.notebook import notebook
from scenes.export.program import program, script
from scenes.export.share import address as link_address
from scenes.export.share import bibtex, description, qr, qr_refused, short_link
from scenes.export.table import table
from scenes.export.vector import pdf, svg
from scenes.export.vector import sentences as vector_sentences

__all__ = [
    "FORMATS",
    "LIBRARIES",
    "NAMES",
    "bibtex",
    "description",
    "figure",
    "file_of",
    "link_address",
    "name_of",
    "named",
    "not_elsewhere",
    "notebook",
    "pdf",
    "program",
    "qr",
    "qr_refused",
    "refused",
    "script",
    "short_link",
    "svg",
    "table",
    "taken",
    "vector_sentences",
]
