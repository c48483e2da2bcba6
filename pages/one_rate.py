"""The first page, the lecture's picture: one learning rate does not fit all."""

import streamlit as st

from scenes import SCENES
from studio.page import broken_link, frame, opens
from studio.page.shown import Shown
from studio.panels import away, controls
from words import say

frame.enter("one_rate")

shown = Shown("one_rate", SCENES[opens.FIRST["one_rate"]])
scene = shown.scene

frame.title("One learning rate does not fit all")
broken_link.report(shown)
# On a telephone it stands below the picture (studio/look/frame.css).
st.container(key="one_rate-told").markdown(say(opens.ONE_RATE))

sliders = st.container(key=frame.ON_STAGE)
for place, column in enumerate(sliders.columns(len(scene.runs)), 1):
    rate, steps = column.columns([3, 2])
    with rate:
        controls.handle(shown, f"eta.{place}")
    with steps:
        controls.handle(shown, f"steps.{place}")

frame.play(shown)
away.show(shown)
