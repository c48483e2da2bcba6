"""What is said of a scene elsewhere: its links, a QR code, the sources of what is on show, a description."""

from scenes.export.share.citation import bibtex
from scenes.export.share.description import description
from scenes.export.share.links import address, qr, qr_refused, short_link

__all__ = ["address", "bibtex", "description", "qr", "qr_refused", "short_link"]
