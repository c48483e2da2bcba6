"""The page that works without a server, to be taken away: with its size before it is made."""

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from studio.offline import page, refused, size
from studio.offline.document import LABORATORY
from studio.page import language
from studio.page.shown import Shown
from words import say
from words.languages import LANGUAGES

# As text/html it would be completed on its way as a page of the laboratory is (studio/server/document.py).
SAVED = "application/octet-stream"


def buttons(shown: Shown) -> None:
    """One without 3D and one with it; each is made when it is asked for, in all languages, the reader's first."""
    scene, spoken = shown.scene, language.spoken()
    languages = (spoken, *(id for id in LANGUAGES if id != spoken))
    sentence = refused(scene)
    with st.container(horizontal=True):
        for relief in (False, True):
            megabytes = f"{size(scene, relief=relief) / 1e6:.1f}"
            label = (
                say("Offline page with 3D, about {size} MB", size=megabytes)
                if relief
                else say("Offline page, about {size} MB", size=megabytes)
            )
            made = partial(
                page, scene, relief=relief, languages=languages, terms=language.terms(), laboratory=_laboratory()
            )
            st.download_button(
                label, made, f"{scene.surface.replace('/', '-')}{'-3d' * relief}.html", SAVED,
                key=f"{shown.page} away page {relief}", on_click="ignore", disabled=bool(sentence),
                help=say("One file with this very player, for any browser: it needs no network and no server."),
            )  # fmt: skip


def _laboratory() -> str:
    """Where the reader has this laboratory."""
    at = urlsplit(st.context.url or LABORATORY)
    return f"{at.scheme}://{at.netloc}/{st.get_option('server.baseUrlPath').strip('/')}"
