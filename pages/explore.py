"""Explore: any surface, up to six runs, each with its own optimizer, numbers and schedule."""

from functools import partial

import streamlit as st

from scenes import SCENES
from studio.page import broken_link, frame, opens
from studio.page.shown import Shown
from studio.panels import away, table
from studio.panels.explore import calculus, runs, sidebar, views

frame.enter("explore")

shown = Shown("explore", SCENES[opens.FIRST["explore"]])

with st.sidebar:
    sidebar.lecture(shown)
name, words = st.columns([1, 8], vertical_alignment="center")
with name:
    frame.title("Explore")
with words:
    sidebar.told(shown)
broken_link.report(shown)
# The picture is sent before the other controls, which take longer.
frame.play(shown, on_change=partial(runs.change_here, shown))
with st.sidebar:
    # In the order of use: on which surface which method with which rate, for how long; then how it is looked at.
    sidebar.surface(shown)
    runs.choose(shown)
    sidebar.steps(shown)
    views.choose(shown)
    sidebar.ground(shown)
    sidebar.chance(shown)
    sidebar.curves(shown)
calculus.show(shown.scene)
table.show(shown.scene, "explore steps table")
away.show(shown)
