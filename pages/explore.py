"""Explore: any surface, up to six runs, each with its own optimizer, numbers and schedule."""

from functools import partial

import streamlit as st

from scenes import SCENES
from studio import frame, panel, point, runs, steps, views
from studio.state import Shown

frame.enter()

shown = Shown("explore", SCENES["all_five"])

frame.title("Explore")
frame.report(shown)
# The picture is sent before the controls, which take longer.
frame.play(shown, on_change=partial(runs.change_here, shown))
with st.sidebar:
    panel.lecture(shown)
    panel.surface(shown)
    views.choose(shown)
    runs.choose(shown)
    panel.chance(shown)
    panel.curves(shown)
point.show(shown.scene)
steps.show(shown.scene, "explore steps table")
