"""Explore: any surface, up to six runs, each with its own optimizer, numbers and schedule."""

import streamlit as st

from scenes import SCENES
from studio import frame, panel
from studio.state import Shown

frame.enter()

shown = Shown("explore", SCENES["all_five"])

with st.sidebar:
    panel.lecture(shown)
    panel.surface(shown)
    panel.runs(shown)

frame.title("Explore")
frame.report(shown)
frame.play(shown)
