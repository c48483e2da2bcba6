"""The plane of a scene as a vector picture: SVG, and PDF, with type as type."""

from scenes.export.vector.pdf import pdf
from scenes.export.vector.picture import sentences
from scenes.export.vector.svg import svg

__all__ = ["pdf", "sentences", "svg"]
