"""Anatomy: one formula, three lists; every optimizer is a choice from them, named or not."""

import streamlit as st

from studio import anatomy, frame, steps
from studio.state import Shown

frame.enter()

shown = Shown("anatomy", anatomy.SCENE)

with st.sidebar:
    anatomy.numbers(shown)

frame.title("Anatomy of an update")
frame.report(shown)
anatomy.choose(shown)
frame.play(shown)
steps.show(shown.scene, "anatomy steps table")
