"""The address of a page: whose scene it is, and when it is read.

    /explore?page=explore&lang=zh-TW&surface=bowl&a=2&…

The page's name stands in it beside the scene's link (`scenes/link.py`). For what a page writes may reach the browser
while another page's path stands in the bar, before a change of pages or after one, and such an address must not be
taken for the other page's: a name says whose it is, wherever it stands. A link without a name opens on any page.

It is read when the reader has gone somewhere, and at no other time. What a control sends along with its value may be
the address from before the last change.
"""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from scenes import Scene, to_link
from studio.page import language

Link = dict[str, str]
NAME = "page"


def of(page: str, scene: Scene) -> Link:
    """The query of the address at which a page shows a scene, in the language that was chosen."""
    return named(page, to_link(scene))


def named(page: str, link: Link) -> Link:
    """The query with the page's name and the language before it."""
    return {NAME: page} | language.chosen() | link


def arrive(page: str) -> None:
    """To be called at the beginning of every run of a page: if the reader has gone there, the address counts.

    They have if the page is another one than in the run before, or by Back and Forward.
    """
    run, state = get_script_run_ctx(), st.session_state
    before = state.get("page")
    state["page"] = page
    if before == page and not (run and run.is_history_navigation):
        return
    asked: Link = {key: text for key, text in st.query_params.items() if key not in language.KEYS}
    # Another page's address is no scene for this one, which has its own; only who comes from nowhere is told.
    if asked and (before is None or asked.get(NAME, page) == page):
        open_at(page, asked)


def open_at(page: str, link: Link) -> None:
    """The page shows this, and it is what the reader has opened, and not what they have made of it."""
    keep(page, link)
    st.session_state[f"{page} opened"] = link


def opened(page: str) -> Link:
    """The link of what the reader has opened there last, before they have moved anything; empty at first."""
    return dict(st.session_state.get(f"{page} opened", {}))


def kept(page: str) -> Link:
    """The link of what the page has on show, as it was asked for or as it was written; empty at first."""
    return dict(st.session_state.get(f"{page} link", {}))


def keep(page: str, link: Link) -> None:
    """From now on the page shows this."""
    st.session_state[f"{page} link"] = link
