"""What is said of a scene elsewhere: its links, its sources, and its picture in words."""

from collections.abc import Mapping
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from lessons import LESSONS
from lessons.link import LESSON, PREDICT, PRINT, SHEET
from scenes import SCENES, Scene, from_link, to_link
from scenes.export import bibtex, description, link_address, qr, qr_refused, short_link
from studio.offline.document import LABORATORY
from studio.page import language
from studio.page.address import NAME
from studio.page.shown import Shown
from studio.panels import anatomy
from studio.panels.vector_picture import name_of
from studio.server.qr import Coded
from words import say

USUAL = {"one_rate": SCENES["one_rate"], "explore": SCENES["all_five"], "anatomy": anatomy.SCENE}
"""What pages show by themselves; a lesson shows its own scene."""
OWN = (LESSON, SHEET, PREDICT, PRINT)
# What a computer calls itself.
HERE = ("localhost", "127.0.0.1", "::1")


def show(shown: Shown) -> None:
    """The links and the description, to be copied, and a file of BibTeX."""
    scene, own = shown.scene, {key: text for key, text in shown.own.items() if text}
    whole, short = to_link(scene), short_link(scene, shown.default)
    for label, link in ((say("Link", "share"), whole), (say("Short link"), short)):
        st.caption(label)
        st.code(link_address(own | link, shown.page, laboratory()), language=None, wrap_lines=True)
    st.caption(say("The short link leaves out what the page shows by itself; keep the whole one. Q shows its QR code."))
    st.caption(say("The picture in words, for an alternative text"))
    st.code("\n".join(description(scene)), language=None, wrap_lines=True)
    st.download_button(
        say("Sources as BibTeX"), partial(bibtex, scene, laboratory()), f"{name_of(scene)}.bib", "text/plain",
        key=f"{shown.page} away bib", on_click="ignore",
        help=say("An entry for each work that surface, methods and schedules are from, and one for the scene."),
    )  # fmt: skip


def coded(query: Mapping[str, str], at: str) -> Coded:
    """The QR code of what the link of a page shows, at the laboratory that is `at` this address.

    It is the code of the short link, where a page's scene has one, with the reader's language if that was chosen.
    """
    link = dict(query)
    page = link.pop(NAME, "one_rate")
    kept = {key: link.pop(key) for key in language.KEYS if key in link}
    own = {key: link.pop(key) for key in OWN if key in link}
    usual = usual_of(page, own)
    if usual and SHEET not in own:
        scene, wrong = from_link(link, usual)
        link = link if wrong else short_link(scene, usual)
    # Another page is told by its name, whatever path it has.
    named = {} if usual else {NAME: page}
    text = link_address(named | kept | own | link, page if usual else "explore", at)
    if sentence := qr_refused(text):
        return Coded(text, "", sentence)
    alone = say(
        "Only this computer opens this address. For others start the laboratory with --server.address=0.0.0.0 and open "
        "it under the name of this computer."
    )
    return Coded(text, qr(text), alone if urlsplit(at).hostname in HERE else "")


def usual_of(page: str, own: Mapping[str, str]) -> Scene | None:
    """What a page shows by itself; None for one that shows no scene, and for none at all."""
    if page == "lessons":
        lesson = LESSONS.get(own.get(LESSON, ""))
        return lesson.scene if lesson else None
    return USUAL.get(page)


def laboratory() -> str:
    """Where the reader has this laboratory."""
    at = urlsplit(st.context.url or LABORATORY)
    return f"{at.scheme}://{at.netloc}/{st.get_option('server.baseUrlPath').strip('/')}".rstrip("/")
