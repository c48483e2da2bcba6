"""The first page, the lecture's picture: one learning rate does not fit all."""

import streamlit as st

from scenes import SCENES
from studio.page import broken_link, frame
from studio.page.shown import Shown
from studio.panels import away, controls
from words import say

frame.enter("one_rate")

shown = Shown("one_rate", SCENES["one_rate"])
scene = shown.scene

frame.title("One learning rate does not fit all")
broken_link.report(shown)
st.markdown(
    say(
        "Both points start at the same place and follow the same rule, θ ← θ − η · g. With a large η the point jumps "
        "from wall to wall: the loss stands still although the gradient is large. **Training that is stuck does not "
        "mean a small gradient.** With a tiny η the steep walls are no trouble, but along the valley the same η makes "
        "no headway. Each parameter needs a rate of its own."
    )
)

sliders = st.container(key=frame.ON_STAGE)
for place, column in enumerate(sliders.columns(len(scene.runs)), 1):
    rate, steps = column.columns([3, 2])
    with rate:
        controls.handle(shown, f"eta.{place}")
    with steps:
        controls.handle(shown, f"steps.{place}")

frame.play(shown)
away.show(shown)
