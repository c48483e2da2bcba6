"""Anatomy: one formula, three lists; every optimizer is a choice from them, named or not."""

import streamlit as st

from studio.page import broken_link, frame
from studio.page.shown import Shown
from studio.panels import anatomy, away, table

frame.enter("anatomy")

shown = Shown("anatomy", anatomy.SCENE)

with st.sidebar:
    anatomy.numbers(shown)

name, formula = st.columns([2, 5], vertical_alignment="center")
with name:
    frame.title("Anatomy of an update")
with formula:
    anatomy.assembled(shown)
broken_link.report(shown)
anatomy.choose(shown)
frame.play(shown)
table.show(shown.scene, "anatomy steps table")
away.show(shown)
