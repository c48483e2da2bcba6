"""Scene → links: the whole one, the short one, and a QR code to be read from the back row."""

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from scenes.link import from_link, to_link
from scenes.scene import Scene
from words import say

if TYPE_CHECKING:
    from segno import QRCode

Link = Mapping[str, str]

LABORATORY = "http://localhost:8501"
MOST_BYTES = 2953
"""What a QR code of the largest kind holds (ISO/IEC 18004, version 40, level L)."""


def short_link(scene: Scene, default: Scene) -> dict[str, str]:
    """The words of the link that a page with this default needs to show the very scene; one at least.

    A word is left out if the scene stays the same without it. What a page shows by default may be another thing in a
    later laboratory: the whole link is the one to be kept.
    """
    whole = to_link(scene)
    if from_link(whole, default) != (scene, []):
        return whole
    # What the page shows by itself is one word.
    if scene == default:
        return {"surface": whole["surface"]}
    # All runs together first: of a link that names one, only those are there that it names.
    rest = {key: text for key, text in whole.items() if not _of_run(key)[0]}
    kept = rest if from_link(rest, default) == (scene, []) else dict(whole)
    # Then from the last run on, and of each its numbers before its method.
    for key in sorted(kept, key=_of_run, reverse=True):
        shorter = {one: text for one, text in kept.items() if one != key}
        if shorter and from_link(shorter, default) == (scene, []):
            kept = shorter
    return kept


def _of_run(key: str) -> tuple[int, bool]:
    place = key.rpartition(".")[2]
    return (int(place) if place.isdigit() else 0, not key.startswith("run."))


def address(link: Link, page: str = "explore", laboratory: str = LABORATORY) -> str:
    """The whole address of a link on a page of a laboratory; the first page stands at its root."""
    path = "" if page == "one_rate" else page
    query = urlencode(link, safe="~,;")
    return f"{laboratory.rstrip('/')}/{path}" + (f"?{query}" if query else "")


def qr_refused(text: str) -> str:
    """Why there is no QR code of an address, as a sentence; "" if there is one."""
    size = len(text.encode())
    if size <= MOST_BYTES:
        return ""
    message = (
        "The link has {size:,} characters, and a QR code holds {most:,}: take fewer runs, or show this link as text."
    )
    return say(message, size=size, most=MOST_BYTES)


def code(text: str) -> "QRCode":
    """The code, as small as it can be, with as much of it spare against damage as costs no room.

    Raises:
        ValueError: the text is too long, with the sentence that says so.
    """
    import segno

    if sentence := qr_refused(text):
        raise ValueError(sentence)
    return segno.make(text, micro=False, error="L", boost_error=True)


def qr(text: str) -> str:
    """The QR code of an address as SVG, black on white with the margin that readers ask for; its viewBox is in modules.

    Raises:
        ValueError: the text is too long, with the sentence that says so.
    """
    return code(text).svg_inline(border=4, dark="#000", light="#fff", omitsize=True, lineclass=None, svgclass=None)
