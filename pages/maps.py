"""Maps: where a run ends, for all starts, for all rates of all methods, or for any two of its numbers."""

import streamlit as st

from studio.page import broken_link, frame
from studio.panels.maps import controls, picture
from studio.panels.maps.mapped import Mapped

frame.enter("maps")

shown = Mapped("maps")

frame.title("Maps")
broken_link.report(shown)
# The picture is sent before the controls, which take longer.
picture.show(shown.map, shown.open, shown.zoom)
controls.opened(shown)
with st.sidebar:
    controls.choose(shown)
shown.write_url()
