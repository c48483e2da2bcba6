"""The gallery: all surfaces as small pictures; one click opens one in Explore."""

import streamlit as st

from scenes.tour import first_look
from studio.look.ground import STILLS
from studio.look.inline import inline
from studio.page import address, frame
from surfaces import SURFACES
from words import say

COLUMNS = 4


frame.enter("gallery")
frame.title("Surfaces")
st.markdown(say("Light means a low loss. Open a surface, and three optimizers start on it."))

rows = [list(SURFACES)[i : i + COLUMNS] for i in range(0, len(SURFACES), COLUMNS)]
for row in rows:
    for column, id in zip(st.columns(COLUMNS), row, strict=False):
        surface = SURFACES[id]
        with column.container(border=True, height="stretch"):
            name = say(surface.name, "surface")
            with st.container(key=f"gallery picture {id}"):
                st.image(
                    inline((STILLS / f"{id}.png").read_bytes()),
                    width="stretch",
                    alt=say("{name} from above.", name=name),
                )
            # A link and no button: it opens in another tab as well, and on a server that was started anew.
            st.page_link(
                "pages/explore.py", label=name, width="stretch", help=say("Open it in Explore."),
                query_params=address.of("explore", first_look(id)),
            )  # fmt: skip
            st.caption(say(surface.help))
