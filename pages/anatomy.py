"""Anatomy: one formula, three lists; every optimizer is a choice from them, named or not."""

import streamlit as st

from studio.page import broken_link, frame
from studio.page.shown import Shown
from studio.panels import anatomy, table

frame.enter("anatomy")

shown = Shown("anatomy", anatomy.SCENE)

with st.sidebar:
    anatomy.numbers(shown)

frame.title("Anatomy of an update")
broken_link.report(shown)
anatomy.choose(shown)
frame.play(shown)
table.show(shown.scene, "anatomy steps table")
