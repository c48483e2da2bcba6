"""What was wrong with a link, told above the picture that it leads to all the same."""

import re

import streamlit as st

from studio.page.shown import Shown


def report(shown: Shown) -> None:
    """One line for each thing in the link that was wrong."""
    tell(shown.wrong)


def tell(wrong: list[str]) -> None:
    """One line for each of these, as far as there are not too many."""
    if wrong:
        st.warning("  \n".join(plain(sentence) for sentence in wrong[:4]))


def plain(text: str) -> str:
    """Text that may hold a user's words, for Markdown: nothing in it is a link, a picture, an icon or a formula."""
    # Addresses and names of icons are recognised after backslashes are gone; a joiner has no width.
    joined = re.sub(r"(?i)(?<=www)(?=\.)|(?<=[:@])(?=\S)", "\u2060", text)
    return re.sub(r"([\\`*_{}\[\]()<>#+!|~$:&-])", r"\\\1", joined)
