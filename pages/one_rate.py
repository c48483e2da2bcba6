"""The first page, the lecture's picture: one learning rate does not fit all."""

import streamlit as st

from optimizers.parts.knobs import ETA, STEPS
from scenes import SCENES
from studio.page import broken_link, edit, frame
from studio.page.shown import Shown
from studio.panels import controls
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
for place, (column, run) in enumerate(zip(sliders.columns(len(scene.runs)), scene.runs, strict=True)):
    rate, steps = column.columns([3, 2])
    with rate:
        changed = shown.setter(edit.set_knob, "value", place=place, id="eta")
        controls.number(ETA, dict(run.numbers)["eta"], f"one_rate eta {place}", changed)
    with steps:
        changed = shown.setter(edit.set_steps_of, "steps", place=place)
        controls.number(STEPS, scene.steps_of(run), f"one_rate steps {place}", changed)

frame.play(shown)
