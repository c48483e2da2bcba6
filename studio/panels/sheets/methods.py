"""The sheet of all methods: which part of the step each changes, what it buys, and the scene to see it in."""

from collections.abc import Mapping

import streamlit as st

from lessons.sheets import methods
from studio.page import address
from studio.panels.sheets import typed
from words import say

WIDTHS = (3, 2, 6, 8)


def show(link: Mapping[str, str], keep: typed.Keep) -> list[str]:
    """The table; each name leads to its scene. No word of a link is its own."""
    st.latex(r"\theta_i^{t+1} = \theta_i^t - \frac{\eta^t}{\sigma_i^t}\, m_i^t")
    st.markdown(say("Better optimization is a lower training loss, better generalization a lower validation loss."))
    heads = (
        say("Method", "table"),
        say("Changes", "table"),
        say("What it does", "table"),
        say("What it buys", "table"),
    )
    for column, head in zip(st.columns(WIDTHS), heads, strict=True):
        column.markdown(f"**{head}**")
    for place, row in enumerate(methods.rows()):
        name, changes, does, buys = st.columns(WIDTHS, vertical_alignment="center")
        with name.container(key=f"sheet method {place}"):
            st.page_link(
                "pages/explore.py", label=row.name, help=say("Open it in Explore."),
                query_params=address.of("explore", row.scene),
            )  # fmt: skip
        changes.markdown(", ".join(row.changes) or say("nothing", "step"))
        does.markdown(row.does)
        buys.markdown(row.buys)
    return []
