"""The gallery: all surfaces as small pictures; one click opens one in Explore."""

import streamlit as st

from scenes import to_link
from scenes.tour import first_look
from studio.look.ground import thumbnail
from studio.page import frame
from surfaces import SURFACES
from words import say

COLUMNS = 4

frame.enter()
frame.title("Surfaces")
st.markdown(say("Dark is low. Open one, and three optimizers start on it."))

rows = [list(SURFACES)[i : i + COLUMNS] for i in range(0, len(SURFACES), COLUMNS)]
for row in rows:
    for column, id in zip(st.columns(COLUMNS), row, strict=False):
        surface = SURFACES[id]
        with column.container(border=True, height="stretch"):
            name = say(surface.name)
            st.image(thumbnail(id), width="stretch", alt=say("{name} from above.", name=name))
            if st.button(name, key=f"gallery {id}", width="stretch", help=say("Open it in Explore.")):
                st.switch_page("pages/explore.py", query_params=to_link(first_look(id)))
            st.caption(say(surface.help))
